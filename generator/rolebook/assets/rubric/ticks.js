// @ts-check
// The grid of the form: its boxes, and which of them count for a change that touches some domains.

var rolebookTicks = (() => {
  "use strict";

  const { say } = rolebookMessages;
  const COUNTS = ":not(.rb-off, .rb-hole, .rb-asked)";

  /** @param {HTMLInputElement} box */
  const ruleOf = (box) => box.name.slice("tick:".length);

  /** @param {HTMLElement} page of a rubric, with a grid or without one */
  function grid(page) {
    const boxes = /** @type {HTMLInputElement[]} */ (
      Array.from(page.querySelectorAll('.rb-grid input[name^="tick:"]'))
    );
    const table = /** @type {HTMLTableElement | null} */ (page.querySelector("table.rb-grid"));
    const part = (/** @type {string} */ selector) =>
      /** @type {HTMLElement} */ (page.querySelector(selector));

    /** @param {(id: string, isTicked: boolean) => void} act */
    function listen(act) {
      for (const box of boxes) box.addEventListener("change", () => act(ruleOf(box), box.checked));
    }

    /** @param {string[]} ticks ids of rules @param {boolean} isFixed */
    function draw(ticks, isFixed) {
      const ticked = new Set(ticks);
      for (const box of boxes) {
        box.checked = ticked.has(ruleOf(box));
        box.disabled = isFixed;
      }
    }

    /** The boxes that count for this change. */
    const tickable = () =>
      boxes.filter((box) => box.closest("td")?.matches(":not(.rb-off, .rb-asked)"));

    /**
     * The ticks that count for this change, and how many there could be.
     * @param {string[]} ticks IDs of rules
     * @returns {{ ticks: string[], boxes: number }}
     */
    function counting(ticks) {
      const ticked = new Set(ticks);
      const ids = tickable().map(ruleOf);
      return { ticks: ids.filter((id) => ticked.has(id)), boxes: ids.length };
    }

    /**
     * Show the columns that a change touches, without what the questions ask.
     * @param {Set<string>} touched codes; none means any
     * @param {Set<string>} asked IDs of rules
     */
    function arrange(touched, asked) {
      if (!table) return;
      for (const box of boxes)
        box.closest("td")?.classList.toggle("rb-asked", asked.has(ruleOf(box)));
      const [top, ...rows] = table.rows;
      const heads = Array.from(top.cells);
      const isOff = heads.map(
        (head, n) => n > 0 && touched.size > 0 && !touched.has(head.dataset.domain ?? ""),
      );
      for (const row of table.rows)
        Array.from(row.cells).forEach((cell, n) => cell.classList.toggle("rb-off", isOff[n]));
      for (const row of rows) row.classList.toggle("rb-off", !row.querySelector(`td${COUNTS}`));
      // A column with nothing to tick is not shown either.
      heads.forEach((_, n) => {
        const isEmpty = n > 0 && !rows.some((row) => row.cells[n]?.matches(COUNTS));
        if (isEmpty) for (const row of [top, ...rows]) row.cells[n].classList.add("rb-off");
      });
      const columns = heads.filter((head, n) => n > 0 && !head.classList.contains("rb-off"));
      part("table.rb-grid caption span").textContent = say("rubric-grid-caption", {
        rules: say("rule-count", { count: tickable().length }),
        domains: say("rubric-domain-count", { count: columns.length }),
      });
      part(".rb-by-domain").hidden = !columns.length;
      pickColumn(columns, heads);
    }

    /**
     * Where the grid shows one column, it must be one that is there.
     * @param {HTMLTableCellElement[]} columns
     * @param {HTMLTableCellElement[]} heads
     */
    function pickColumn(columns, heads) {
      const select = /** @type {HTMLSelectElement} */ (part(".rb-grid-column select"));
      Array.from(select.options).forEach(
        (option) =>
          (option.hidden = option.disabled =
            option.value !== "" && heads[Number(option.value)].classList.contains("rb-off")),
      );
      if (!columns.length || !select.selectedOptions[0]?.hidden) return;
      select.value = String(heads.indexOf(columns[0]));
      select.dispatchEvent(new Event("change"));
    }

    return { arrange, counting, draw, listen };
  }

  return { grid };
})();
