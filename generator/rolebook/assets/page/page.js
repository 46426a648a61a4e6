// @ts-check
// What the scripts of a page share.

var rolebookPage = (() => {
  "use strict";

  /** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement[]} */
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  /**
   * Words that only screen readers say. Made at once: what comes with its words is not read out.
   */
  const heard = document.createElement("p");
  heard.className = "rb-unseen";
  heard.setAttribute("role", "status");
  document.body?.append(heard);

  /** Let screen readers say something. @param {string} words */
  function announce(words) {
    heard.textContent = ""; // the same words again are news, too
    setTimeout(() => (heard.textContent = words));
  }

  /**
   * Write a status, which is read out again with each write: only what has changed.
   * @param {Element} status @param {string} words
   */
  function tell(status, words) {
    if (status.textContent !== words) status.textContent = words;
  }

  return { all, announce, tell };
})();
