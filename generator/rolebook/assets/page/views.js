// @ts-check
// Repeated rules of a role: as a grid, or in the lists of their categories.

var rolebookViews = (() => {
  "use strict";

  const { all } = rolebookPage;
  const { say } = rolebookMessages;

  /**
   * Show the repeated rules of a category in its list, too, or hide them.
   * @param {HTMLElement} shelf @param {boolean} isOut
   */
  function fold(shelf, isOut) {
    const button = shelf.querySelector(":scope > .rb-unfold");
    if (!button) return;
    shelf.classList.toggle("rb-unfolded", isOut);
    button.setAttribute("aria-expanded", String(isOut));
    const count = all(".rb-rule[data-template]", shelf).length;
    button.textContent = isOut ? say("view-fold", { count }) : say("view-unfold", { count });
  }

  /** @param {HTMLElement} section @param {string} view `grid` or `list` */
  function choose(section, view) {
    section.dataset.view = view;
    for (const radio of /** @type {HTMLInputElement[]} */ (all(".rb-view input", section)))
      radio.checked = radio.value === view;
  }

  /** Choose the view that shows an element, and unfold its list. @param {HTMLElement} target */
  function show(target) {
    const section = /** @type {HTMLElement | null} */ (target.closest(".rb-all[data-view]"));
    if (section && target.closest(".rb-grid-box")) choose(section, "grid");
    const shelf = /** @type {HTMLElement | null} */ (target.closest(".rb-shelf"));
    if (shelf && target.matches("[data-template]")) fold(shelf, true);
  }

  /** @param {HTMLElement} control */
  function start(control) {
    const section = /** @type {HTMLElement} */ (control.closest(".rb-all"));
    for (const shelf of /** @type {HTMLDetailsElement[]} */ (all(".rb-shelf", section))) {
      const number = all(".rb-rule[data-template]", shelf).length;
      if (!number) continue;
      const isAll = number === all(".rb-rule", shelf).length;
      if (isAll)
        shelf.open = false; // nothing of its own to show
      else shelf.append(unfoldButton(shelf));
      fold(shelf, false);
    }
    control.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement) choose(section, event.target.value);
    });
    choose(section, "grid");
  }

  /** @param {HTMLElement} shelf */
  function unfoldButton(shelf) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rb-button rb-unfold";
    button.addEventListener("click", () => fold(shelf, !shelf.classList.contains("rb-unfolded")));
    return button;
  }

  return { fold, show, start };
})();
