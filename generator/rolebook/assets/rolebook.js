// @ts-check
// What a page can do beyond being read, started here. Every page works without it.

(() => {
  "use strict";

  const { all } = rolebookPage;

  // Paper has no way to open what is closed.
  /** @type {HTMLDetailsElement[]} */
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = /** @type {HTMLDetailsElement[]} */ (all(".rolebook details:not([open])"));
    closed.forEach((box) => (box.open = true));
  });
  window.addEventListener("afterprint", () => closed.forEach((box) => (box.open = false)));

  function start() {
    rolebookMenu.start();
    all(".rb-all .rb-view").forEach(rolebookViews.start);
    all("table.rb-grid").forEach(rolebookGrid.start);
    // Before the copy buttons, so that the words of the buttons are not those of a rule.
    all(".rb-filter").forEach(rolebookFilter.start);
    all(".rb-choose").forEach(rolebookChoice.start);
    rolebookCopying.addButtons();
    all(".rb-explorer").forEach((explorer) => void rolebookSource.explore(explorer));
    all(".rb-rubric").forEach((page) => void rolebookLoader.review(page));
    all(".rb-onboarding, .rb-onboarding-index, .rb-leads").forEach(
      (page) => void rolebookLoader.onboard(page),
    );
    all("main:has(> .rb-statement)").forEach(
      (page) => void rolebookLoader.rule(page).then(rolebookPointing.markWords),
    );
    rolebookPointing.markWords();
    rolebookPointing.reveal();
  }

  rolebookFocus.start();
  // With instant navigation the theme changes pages without loading them, and says so.
  const pages = /** @type {any} */ (window).document$;
  if (pages) pages.subscribe(start);
  else start();
})();
