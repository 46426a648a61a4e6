// @ts-check
// What a page needs later: scripts and data of the site, each loaded once, from a server or from a folder.

var rolebookLoader = (() => {
  "use strict";

  const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  /** @type {Record<string, Promise<void>>} */
  const scripts = {};
  /** What the data scripts of the site hold, by their address without `search/` and `.js`. @type {Record<string, any>} */
  const data = {};

  // What data scripts call, such as `search/rules.js`.
  /** @param {string} name @param {any} value */
  /** @type {any} */ (globalThis).rolebookData = (
    /** @type {string} */ name,
    /** @type {any} */ value,
  ) => (data[name] = value);

  /** Run a script once. @param {string} path from the site's root @returns {Promise<void>} */
  function script(path) {
    scripts[path] ??= new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = new URL(path, root).href;
      element.async = false; // all are fetched at once, and run in this order
      element.onload = () => resolve();
      element.onerror = () => {
        delete scripts[path];
        reject(new Error(`${path} could not be loaded`));
      };
      document.head.append(element);
    });
    return scripts[path];
  }

  const CHECKLIST = [
    "search/dom.js",
    "marks.js",
    ...[
      "plan",
      "record",
      "diff",
      "formats",
      "share",
      "store",
      "parts",
      "dialogs",
      "actions",
      "checklist",
      "compose",
    ].map((name) => `checklist/${name}.js`),
  ];
  const RUBRIC = [
    "search/dom.js",
    "marks.js",
    ...["plan", "store", "parts", "dialogs"].map((name) => `checklist/${name}.js`),
    ...["choosing", "answers", "verdict", "comment", "rows", "ticks", "form"].map(
      (name) => `rubric/${name}.js`,
    ),
  ];

  /** @param {string[]} names below the assets */
  const all = (names) => Promise.all(names.map((name) => script(`assets/rolebook/${name}`)));

  /** Start the checklist of a page, or the form that makes one. @param {HTMLElement} page */
  async function onboard(page) {
    try {
      await all(CHECKLIST);
      if (!page.isConnected) return;
      if (page.matches(".rb-onboarding")) rolebookChecklist.start(page);
      else await rolebookCompose.start(page);
    } catch (error) {
      const told = page.querySelector(".rb-panel, .rb-compose-told");
      if (told)
        told.textContent = `Ticks are not kept here: ${error instanceof Error ? error.message : error}.`;
    }
  }

  /** Start the form of a review rubric. @param {HTMLElement} page */
  async function review(page) {
    try {
      await all(RUBRIC);
      if (page.isConnected) rolebookForm.start(page);
    } catch (error) {
      const told = page.querySelector(".rb-panel");
      if (told)
        told.textContent = `Answers are not kept here: ${error instanceof Error ? error.message : error}.`;
    }
  }

  return { data, onboard, review, root, script };
})();
