// @ts-check
// The box of one facet: its values with counts, each to be had only or without.

var rolebookFacet = (() => {
  "use strict";

  const { make } = rolebookDom;
  /** Facets with more values than this show the most frequent, and can be searched. */
  const MANY = 8;
  const OPEN = ["level", "role", "kind"];

  /**
   * @param {Facet} facet @param {(value: string, how: "only" | "without" | "any") => void} choose
   */
  function box(facet, choose) {
    const values = [...facet.values, ...(facet.none ? [[rolebookView.NONE, facet.none]] : [])];
    /** @type {Map<string, { row: HTMLElement, box: HTMLInputElement, count: HTMLElement, without: HTMLButtonElement, label: string }>} */
    const rows = new Map();
    const list = make("div", { class: "rb-values" });
    const more = make("button", {
      type: "button",
      class: "rb-more-values",
      "aria-expanded": "false",
      click: () => toggle(),
    });
    const search = make("input", {
      type: "search",
      class: "rb-value-words",
      "aria-label": `Find a value of ${facet.title}`,
      placeholder: "Find one",
      input: () => arrange(),
    });
    const legend = make("legend", { class: "rb-hidden" }, facet.title);
    const fieldset = make("fieldset", {}, legend, list, more);
    const mark = make("span", { class: "rb-count" });
    const element = make(
      "details",
      { class: "rb-facet" },
      make("summary", {}, facet.title, " ", mark),
      fieldset,
    );
    element.open = OPEN.includes(facet.key);
    /** @type {Counts[string]} */
    let counts = {};
    const countOf = (/** @type {string} */ key) => (Object.hasOwn(counts, key) ? counts[key] : 0);
    /** @type {Choice} */
    let choice = { only: [], without: [] };
    let isAll = false;

    for (const [key, label] of values) {
      const box = make("input", {
        type: "checkbox",
        change: () => choose(key, box.checked ? "only" : "any"),
      });
      const count = make("span", { class: "rb-count" });
      const without = make(
        "button",
        {
          type: "button",
          "aria-pressed": "false",
          "aria-label": `Without ${label}`,
          title: `Without ${label}`,
          click: () => choose(key, choice.without.includes(key) ? "any" : "without"),
        },
        "−",
      );
      const row = make(
        "div",
        { class: "rb-value" },
        make("label", {}, box, make("span", { class: "rb-value-label" }, label), " ", count),
        without,
      );
      rows.set(key, { row, box, count, without, label: label.toLowerCase() });
    }

    function toggle() {
      isAll = !isAll;
      more.setAttribute("aria-expanded", String(isAll));
      search.value = "";
      if (isAll) {
        list.before(search);
        search.focus();
      } else search.remove();
      arrange();
    }

    /** Show what is chosen, then the most frequent; all in the order of the handbook where asked for. */
    function arrange() {
      const wanted = search.value.toLowerCase();
      const isChosen = (/** @type {string} */ key) =>
        choice.only.includes(key) || choice.without.includes(key);
      const keys = values.map(([key]) => key);
      const isLong = keys.length > MANY + 2;
      const frequent = [...keys].sort(
        (a, b) => Number(isChosen(b)) - Number(isChosen(a)) || countOf(b) - countOf(a),
      );
      const shown = !isLong
        ? keys
        : isAll
          ? keys.filter((key) => isChosen(key) || (rows.get(key)?.label ?? "").includes(wanted))
          : frequent.slice(0, Math.max(MANY, choice.only.length + choice.without.length));
      list.replaceChildren(...shown.map((key) => /** @type {HTMLElement} */ (rows.get(key)?.row)));
      more.hidden = !isLong;
      more.textContent = isAll ? "Show fewer" : `All ${keys.length}`;
    }

    /** @param {Counts[string]} nextCounts @param {Choice} nextChoice */
    function update(nextCounts, nextChoice) {
      counts = nextCounts;
      choice = nextChoice;
      const number = choice.only.length + choice.without.length;
      mark.textContent = number ? `(${number})` : "";
      if (number) element.open = true;
      if (element.open) show();
    }

    /** Show counts and choices; a closed box waits until it is opened. */
    function show() {
      for (const [key, { row, box, count, without }] of rows) {
        const number = countOf(key);
        count.textContent = number.toLocaleString("en");
        box.checked = choice.only.includes(key);
        const isWithout = choice.without.includes(key);
        without.setAttribute("aria-pressed", String(isWithout));
        row.classList.toggle("rb-without", isWithout);
        row.classList.toggle("rb-empty", !number && !box.checked && !isWithout);
      }
      if (!list.contains(document.activeElement)) arrange();
    }

    element.addEventListener("toggle", () => element.open && show());

    return { key: facet.key, element, update };
  }

  return { box };
})();
