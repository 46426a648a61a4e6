// @ts-check
// The page of changes: whose changes are shown.

var rolebookChoice = (() => {
  "use strict";

  const { all, tell } = rolebookPage;
  const { say } = rolebookMessages;

  /** @param {HTMLElement} choice */
  function start(choice) {
    const select = /** @type {HTMLSelectElement} */ (choice.querySelector("select"));
    const status = /** @type {HTMLElement} */ (choice.querySelector(".rb-status"));
    const apply = () => {
      for (const part of all(".rb-changes-of"))
        part.hidden = select.value !== "" && part.dataset.persona !== select.value;
      for (const release of all(".rb-release")) {
        const parts = all(".rb-changes-of", release);
        release.hidden = parts.length > 0 && parts.every((part) => part.hidden);
      }
      const shown = all(".rb-changes-of:not([hidden]) .rb-change").length;
      tell(status, say("changes-shown", { count: shown }));
    };
    select.addEventListener("input", apply);
    apply();
  }

  return { start };
})();
