// @ts-check
// The grid of repeated rules: reading a cell, one category at a time, and the arrow keys.

var rolebookGrid = (() => {
  "use strict";

  const { all } = rolebookPage;

  /** @param {HTMLElement} table */
  function start(table) {
    const box = /** @type {HTMLElement} */ (table.closest(".rb-grid-box"));
    const readout = /** @type {HTMLElement} */ (box.querySelector(".rb-readout"));
    const label = /** @type {HTMLElement} */ (box.querySelector(".rb-grid-column"));
    const select = /** @type {HTMLSelectElement} */ (label.querySelector("select"));
    const rows = /** @type {HTMLTableRowElement[]} */ (all("tr", table));

    /** @param {Event} event */
    const readOut = (event) => {
      const square =
        event.target instanceof Element ? event.target.closest("td > :is(a, label)") : null;
      const words = square?.querySelector(".rb-said")?.textContent;
      readout.hidden = !words || table.classList.contains("rb-one-column");
      if (square && words) readout.textContent = `${idIn(square)} ${words}`;
    };
    table.addEventListener("focusin", readOut);
    table.addEventListener("mouseover", readOut);
    box.addEventListener("mouseleave", () => (readout.hidden = true));
    table.addEventListener("focusout", () => (readout.hidden = true));

    /** Show one category, with the rules in words, or all. */
    const pick = () => {
      const column = Number(select.value);
      for (const row of rows) {
        Array.from(row.cells).forEach(
          (cell, i) => (cell.hidden = column > 0 && i > 0 && i !== column),
        );
      }
      table.classList.toggle("rb-one-column", column > 0);
    };
    select.addEventListener("change", pick);
    if (window.matchMedia("(max-width: 44.9em)").matches) select.value = "1";
    pick();
    label.hidden = false;

    // Tab goes through the cells one by one; arrows go where they point.
    table.addEventListener("keydown", (event) => {
      const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
        event.key
      ];
      const from = event.target instanceof Element ? event.target.closest("td") : null;
      if (!step || !from) return;
      const next = neighbour(rows, from, step);
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }

  /**
   * The ID of the rule in a cell, which is a link to it or a label of its box.
   * @param {Element} square
   */
  const idIn = (square) =>
    square.getAttribute("href")?.slice(1) ??
    square.querySelector("input")?.name.split(":")[1] ??
    "";

  /**
   * The next link or box in a direction, across holes.
   * @param {HTMLTableRowElement[]} rows @param {HTMLTableCellElement} from @param {number[]} step
   */
  function neighbour(rows, from, [down, right]) {
    let row = rows.indexOf(/** @type {HTMLTableRowElement} */ (from.parentElement)) + down;
    let column = from.cellIndex + right;
    for (; rows[row]?.cells[column]; row += down, column += right) {
      const link = /** @type {HTMLElement | null} */ (
        rows[row].cells[column].querySelector("td > a, td > label > input")
      );
      if (link?.checkVisibility()) return link;
    }
    return null;
  }

  return { start };
})();
