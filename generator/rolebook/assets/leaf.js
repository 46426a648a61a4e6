// @ts-check
// What a page without the theme runs first: it puts on the theme, which `site/shell.py` took from
// another page of the site and wrote above this script, or else the colours that the reader chose.
// One line on each of thousands of pages asks for it.

(() => {
  "use strict";

  /**
   * @typedef {{ language: string, head: string, attributes: string, before: string,
   *   after: string }} Shell
   */

  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const root = new URL("../../", here).href;
  const page = document.documentElement;
  /** @type {Shell | undefined} */
  const shell = /** @type {any} */ (globalThis).rolebookShell;
  const HOLE = '<i id="rb-hole"></i>';
  const CONTENT = "rb-content"; // where the link that skips the navigation leads

  // What scripts move is hidden until it stands where it stays.
  page.classList.add("rb-scripted");
  if (shell) putOn(shell);
  else goWithout();

  function showAll() {
    page.classList.remove("rb-scripted");
  }

  // --- with the theme ---------------------------------------------------------------------------

  /**
   * Write what is in front of the page where the parser is, so that the page ends up inside; what
   * is behind it follows when the page has been read.
   * @param {Shell} shell
   */
  function putOn({ language, head, attributes, before, after }) {
    const own = page.lang;
    page.lang = language;
    // What waits for a script that does not come is shown.
    addEventListener("error", ({ target }) => target !== window && showAll(), { capture: true });
    document.write(`${rooted(head)}<body class="rb-shelled"${attributes}>${rooted(before)}`);
    // Before the deferred scripts of the theme, which expect all of the page.
    document.addEventListener(
      "readystatechange",
      () => finish(own, rooted(before + HOLE + after)),
      {
        once: true,
      },
    );
  }

  /**
   * Add what is behind the page, and fit both together.
   * @param {string} own language of the page @param {string} html of the theme
   */
  function finish(own, html) {
    const main = /** @type {HTMLElement} */ (document.querySelector("main"));
    main.id ||= CONTENT;
    if (own !== page.lang) main.lang = own;
    main.previousElementSibling?.remove(); // the small header
    const topic = document.querySelector("[data-md-component=header-topic] .md-ellipsis");
    if (topic) topic.textContent = document.title.split(" – ")[0];
    markPlace();
    complete(main, html);
  }

  /** Lead to the site's root what leads two folders up. @param {string} html */
  function rooted(html) {
    return html.replace(/(["'=])\.\.\/\.\.(?:\/|(?=["'\s>]))/g, `$1${root}`);
  }

  /** Mark in the navigation the page that this one belongs to, and open it there. */
  function markPlace() {
    const crumb = document.querySelector(".rb-crumbs a");
    if (!(crumb instanceof HTMLAnchorElement)) return;
    const address = crumb.href.split("#")[0];
    const links = document.querySelectorAll(".md-nav--primary a.md-nav__link");
    const link = [...links].find((one) => one instanceof HTMLAnchorElement && one.href === address);
    link?.classList.add("md-nav__link--active");
    let item = link?.parentElement?.closest(".md-nav__item");
    while (item) {
      item.classList.add("md-nav__item--active");
      if (item.parentElement?.closest(".md-nav")?.matches(".md-nav--primary")) markTab(item);
      const toggle = item.querySelector(":scope > .md-nav__toggle");
      if (toggle instanceof HTMLInputElement) toggle.checked = true;
      item.querySelector(":scope > .md-nav")?.setAttribute("aria-expanded", "true");
      item = item.parentElement?.closest(".md-nav__item");
    }
  }

  /** Where groups are tabs, mark the one that the sidebar shows. @param {Element} group */
  function markTab(group) {
    const tabs = document.querySelectorAll(".md-tabs__item");
    if (!tabs.length) return;
    const place = [...(group.parentElement?.children ?? [])].indexOf(group);
    tabs[place]?.classList.add("md-tabs__item--active");
    group.classList.add("md-nav__item--section");
  }

  /**
   * Add what is behind the page: at each level, what follows the hole there.
   * @param {Element} main @param {string} html
   */
  function complete(main, html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    /** @type {Node} */
    let hole = /** @type {Element} */ (template.content.querySelector("#rb-hole"));
    /** @type {Node} */
    let place = main;
    while (hole.parentNode && place.parentNode) {
      while (hole.nextSibling) place.parentNode.append(running(hole.nextSibling));
      hole = hole.parentNode;
      place = place.parentNode;
    }
  }

  /** What was parsed from a text, with scripts that run. @param {ChildNode} node */
  function running(node) {
    if (!(node instanceof Element)) return node;
    const scripts = node.matches("script") ? [node] : node.querySelectorAll("script");
    for (const script of scripts) {
      const copy = document.createElement("script");
      for (const { name, value } of script.attributes) copy.setAttribute(name, value);
      copy.textContent = script.textContent;
      script.replaceWith(copy);
      if (script === node) return copy;
    }
    return node;
  }

  // --- without it -------------------------------------------------------------------------------

  function goWithout() {
    // No icon, so that none is asked for.
    const icon = document.createElement("link");
    icon.rel = "icon";
    icon.href = "data:,";
    document.head.append(icon);

    try {
      const palette = localStorage.getItem(`${new URL(root).pathname}.__palette`) ?? "";
      page.dataset.mdColorScheme = JSON.parse(palette).color.scheme;
    } catch {
      // None was chosen, so those of the system hold.
    }

    document.addEventListener("DOMContentLoaded", () => {
      const script = document.createElement("script");
      script.src = new URL("page.js", here).href;
      script.onerror = showAll;
      document.head.append(script);
    });
  }
})();
