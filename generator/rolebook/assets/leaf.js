// @ts-check
// What a page without the theme runs first: the colours that the reader chose, then all scripts.
// One line on each of thousands of pages asks for it.

(() => {
  "use strict";

  // As `SCRIPTS` of `pages/assets.py` has them.
  const SCRIPTS = [
    "fluent.js",
    "catalogue.js",
    "messages.js",
    "loader.js",
    "search/source.js",
    ...["page", "views", "filter", "grid", "copying", "pointing", "graph", "choice"].map(
      (name) => `page/${name}.js`,
    ),
    "rolebook.js",
    "preview.js",
  ];

  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const page = document.documentElement;
  try {
    const palette = localStorage.getItem(`${new URL("../../", here).pathname}.__palette`) ?? "";
    page.dataset.mdColorScheme = JSON.parse(palette).color.scheme;
  } catch {
    // None was chosen, so those of the system hold.
  }

  // What scripts move is hidden until it stands where it stays.
  page.classList.add("rb-scripted");
  document.addEventListener("DOMContentLoaded", () => {
    for (const name of SCRIPTS) {
      const script = document.createElement("script");
      script.src = new URL(name, here).href;
      script.async = false; // all are fetched at once, and run in this order
      script.onerror = () => page.classList.remove("rb-scripted");
      document.head.append(script);
    }
  });
})();
