// @ts-check
// The box of one facet: its values with counts, each to choose or to exclude.

var rolebookFacet = (() => {
  "use strict";

  const { make } = rolebookDom;
  const { say } = rolebookMessages;
  /** Long facets show so many values, the most frequent ones, and can be searched. */
  const MANY = 8;
  /** A button that shows no more than two values would take the place of one of them. */
  const FEW_LEFT = 2;
  /** Facets that are open at first: those with few values, which most readers choose from. */
  const OPEN = ["level", "role", "kind"];

  /**
   * @typedef {object} Row
   * @property {HTMLElement} row
   * @property {HTMLInputElement} box
   * @property {HTMLElement} count
   * @property {HTMLButtonElement} without
   * @property {string} label in lower case
   */

  /**
   * @param {Facet} facet @param {(value: string, how: "only" | "without" | "any") => void} choose
   */
  function box(facet, choose) {
    const values = [...facet.values, ...(facet.none ? [[rolebookView.NONE, facet.none]] : [])];
    /** @type {Map<string, Row>} */
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
      "aria-label": say("facet-search", { facet: facet.title }),
      placeholder: say("facet-search.placeholder"),
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

    /**
     * Makes the rows. Most boxes stay closed, and those of 40 roles have some thousand values.
     */
    function fill() {
      for (const [key, name] of values) rows.set(key, rowOf(key, name));
    }

    /** @param {string} key @param {string} name @returns {Row} */
    function rowOf(key, name) {
      const label = name || say("explorer-no-heading");
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
          "aria-label": say("facet-exclude", { value: label }),
          title: say("facet-exclude", { value: label }),
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
      return { row, box, count, without, label: label.toLowerCase() };
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

    /** Shows the values of a short facet, or some of a long one. */
    function arrange() {
      const keys = values.map(([key]) => key);
      const isLong = keys.length > MANY + FEW_LEFT;
      const shown = isLong ? someOf(keys) : keys;
      list.replaceChildren(...shown.map((key) => /** @type {HTMLElement} */ (rows.get(key)?.row)));
      more.hidden = !isLong;
      more.textContent = isAll ? say("facet-fewer") : say("facet-all", { count: keys.length });
    }

    /**
     * What is chosen, then the most frequent values. If all are wanted, those with the words in the
     * order of the handbook.
     * @param {string[]} keys
     */
    function someOf(keys) {
      const isChosen = (/** @type {string} */ key) =>
        choice.only.includes(key) || choice.without.includes(key);
      if (isAll) {
        const wanted = search.value.toLowerCase();
        return keys.filter((key) => isChosen(key) || rows.get(key)?.label.includes(wanted));
      }
      const most = Math.max(MANY, choice.only.length + choice.without.length);
      return [...keys]
        .sort((a, b) => Number(isChosen(b)) - Number(isChosen(a)) || countOf(b) - countOf(a))
        .slice(0, most);
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

    /** Shows counts and choices; a closed box waits until it is opened. */
    function show() {
      if (!rows.size) fill();
      for (const [key, { row, box, count, without }] of rows) {
        const number = countOf(key);
        count.textContent = rolebookMessages.number(number);
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
