// @ts-check
// What has the focus stays in the window.

var rolebookFocus = (() => {
  "use strict";

  // Parts far away have an estimated size until they come near. If they turn out to be higher, what
  // the browser has just scrolled to moves out of the window again.
  const FRAMES = 5;

  function start() {
    document.addEventListener("focusin", (event) =>
      follow(/** @type {Element} */ (event.target), FRAMES),
    );
  }

  /**
   * @param {Element} element
   * @param {number} frames
   */
  function follow(element, frames) {
    requestAnimationFrame(() => {
      // What was clicked may move away: whoever clicked looks at what it did.
      if (!element.matches(":focus-visible")) return;
      const box = element.getBoundingClientRect();
      const isOutside = box.bottom <= 0 || box.top >= window.innerHeight;
      if (isOutside && box.height > 0) element.scrollIntoView({ block: "nearest" });
      if (frames > 1) follow(element, frames - 1);
    });
  }

  return { start };
})();
