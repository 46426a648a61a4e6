// @ts-check
// What a page without the theme runs first: the colours that the reader chose, then all scripts.
// One line on each of thousands of pages asks for it.

(() => {
  "use strict";

  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const page = document.documentElement;
  // No icon, so that none is asked for.
  const icon = document.createElement("link");
  icon.rel = "icon";
  icon.href = "data:,";
  document.head.append(icon);

  try {
    const palette = localStorage.getItem(`${new URL("../../", here).pathname}.__palette`) ?? "";
    page.dataset.mdColorScheme = JSON.parse(palette).color.scheme;
  } catch {
    // None was chosen, so those of the system hold.
  }

  // What scripts move is hidden until it stands where it stays.
  page.classList.add("rb-scripted");
  document.addEventListener("DOMContentLoaded", () => {
    const script = document.createElement("script");
    script.src = new URL("page.js", here).href;
    script.onerror = () => page.classList.remove("rb-scripted");
    document.head.append(script);
  });
})();
