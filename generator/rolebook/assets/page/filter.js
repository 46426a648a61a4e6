// @ts-check
// Filtering the rules of a role by words and levels.

var rolebookFilter = (() => {
  "use strict";

  const { all, tell } = rolebookPage;
  const { say } = rolebookMessages;

  /** @param {HTMLElement} filter */
  function start(filter) {
    const shelves = /** @type {HTMLDetailsElement[]} */ (all(".rb-all .rb-shelf"));
    const boxes = /** @type {HTMLInputElement[]} */ (all("input[type=checkbox]", filter));
    const levels = boxes.map((box) => box.value);
    const rules = all(".rb-all .rb-rule").map((element) => ({
      element,
      level: levels.find((level) => element.querySelector(`:scope > .rb-${level}`)) ?? "",
      words: `${element.id} ${element.id.replaceAll("-", "")} ${element.textContent}`.toLowerCase(),
    }));
    const input = /** @type {HTMLInputElement} */ (filter.querySelector("input[type=search]"));
    const status = /** @type {HTMLElement} */ (filter.querySelector("[role=status]"));
    const total = say("filter-status", { count: rules.length });
    /** @type {Map<HTMLDetailsElement, boolean> | null} */
    let openBefore = null;

    const apply = () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const levels = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      let shown = 0;
      for (const { element, level, words } of rules) {
        element.hidden = !levels.has(level) || !wanted.every((word) => words.includes(word));
        shown += element.hidden ? 0 : 1;
      }
      const isFiltered = wanted.length > 0 || levels.size < boxes.length;
      if (isFiltered) openBefore ??= new Map(shelves.map((shelf) => [shelf, shelf.open]));
      filter.closest(".rb-all")?.classList.toggle("rb-filtered", isFiltered);
      for (const shelf of shelves) {
        const left = all(".rb-rule:not([hidden])", shelf).length;
        shelf.hidden = left === 0;
        shelf.open = isFiltered || (openBefore?.get(shelf) ?? shelf.open);
        const count = /** @type {HTMLElement} */ (shelf.querySelector("summary .rb-count"));
        count.dataset.all ??= count.textContent ?? "";
        count.dataset.count ??= String(all(".rb-rule", shelf).length);
        count.textContent = isFiltered
          ? statusOf(left, Number(count.dataset.count))
          : count.dataset.all;
      }
      if (!isFiltered) openBefore = null;
      tell(status, isFiltered ? statusOf(shown, rules.length) : total);
    };

    filter.addEventListener("input", apply);
    filter.addEventListener("reset", () => {
      input.value = "";
      boxes.forEach((box) => (box.checked = true));
      apply();
    });
    filter.addEventListener("click", (event) => {
      const action = event.target instanceof HTMLElement && event.target.dataset.do;
      if (action)
        shelves.forEach((shelf) => rolebookViews.fold(shelf, (shelf.open = action === "open")));
    });
    tell(status, total);
  }

  /** How many of all rules are shown. @param {number} shown @param {number} count */
  const statusOf = (shown, count) => say("filter-status-some", { shown, count });

  const reset = () =>
    all(".rb-filter").forEach((filter) => filter.dispatchEvent(new Event("reset")));

  return { reset, start };
})();
