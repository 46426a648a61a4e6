// @ts-check
// What the scripts of a page share.

var rolebookPage = (() => {
  "use strict";

  /** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement[]} */
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  return { all };
})();
