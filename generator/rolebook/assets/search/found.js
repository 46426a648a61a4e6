// @ts-check
// Rules as rows of the explorer's table, as `templates/found.html` makes them, and their cards.

/**
 * @typedef {object} Showing
 * @property {Marker} mark
 * @property {string} opened ID of the rule whose card is open; empty if there is none
 */

var rolebookFound = (() => {
  "use strict";

  const { levelMark, linkTo, make, together } = rolebookDom;
  const { say } = rolebookMessages;

  /**
   * The row of a rule, and its card if it is open.
   * @param {Hit} hit @param {Showing} showing
   * @param {boolean} [isLinked] whether only the address asks for it, and not the view
   * @returns {HTMLTableRowElement[]}
   */
  function rowsOf(hit, showing, isLinked = false) {
    const isOpen = hit.id === showing.opened;
    const row = make(
      "tr",
      { id: hit.id, tabindex: "-1", class: isOpen ? "rb-here" : "" },
      headOf(hit, isOpen),
      make("td", {}, levelMark(hit.level)),
      make("td", { dir: "auto" }, ...showing.mark(hit.text), ...(isLinked ? [apart()] : [])),
      placeOf(hit),
    );
    return isOpen && hit.permalink ? [row, cardOf(hit)] : [row];
  }

  /**
   * The ID, with a button for the card, which `explorer.js` listens to.
   * @param {Hit} hit @param {boolean} isOpen
   */
  function headOf({ id, permalink }, isOpen) {
    const toggle = make("button", {
      type: "button",
      class: "rb-toggle-card",
      "aria-expanded": String(isOpen),
      "aria-label": say("explorer-show-card", { id }),
    });
    const link = linkTo(permalink, {}, id);
    return make("th", { scope: "row" }, ...(permalink ? [toggle] : []), link);
  }

  /** @param {Hit} hit */
  function placeOf({ url, role, category }) {
    const heading = category || say("explorer-no-heading");
    return make("td", { dir: "auto" }, linkTo(url, {}, role), " › ", ...together(heading));
  }

  const apart = () => make("span", { class: "rb-apart" }, say("explorer-linked"));

  /** The card of a rule, which is loaded from the rule's own page. @param {Hit} hit */
  function cardOf({ id, permalink }) {
    const loading = make("p", { class: "rb-muted" }, say("explorer-loading"));
    const cell = make("td", { colspan: "4" }, loading);
    void rolebookPreview.card(permalink).then((card) => {
      const link = make("a", { href: permalink }, say("explorer-open-rule", { id }));
      cell.replaceChildren(card ?? make("p", {}, link));
    });
    return make("tr", { class: "rb-card-row" }, cell);
  }

  return { rowsOf };
})();
