// @ts-check
// What a page needs later: scripts and data, each loaded once, from a server or a folder.

var rolebookLoader = (() => {
  "use strict";

  const { say } = rolebookMessages;

  const root = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  /** @type {Record<string, Promise<void>>} */
  const asked = {};
  /**
   * What the data scripts of the site hold, by their address without `search/` and `.js`.
   * @type {Record<string, any>}
   */
  const data = {};

  // Data scripts such as `search/rules.js` call this.
  /** @param {string} name @param {any} value */
  /** @type {any} */ (globalThis).rolebookData = (
    /** @type {string} */ name,
    /** @type {any} */ value,
  ) => (data[name] = value);

  /** Run a script once. @param {string} path from the site's root @returns {Promise<void>} */
  function script(path) {
    asked[path] ??= new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = new URL(path, root).href;
      element.async = false; // all are fetched at once, and run in this order
      element.onload = () => resolve();
      element.onerror = () => {
        delete asked[path];
        reject(new Error(say("loading-failed", { path })));
      };
      document.head.append(element);
    });
    return asked[path];
  }

  /** @param {string[]} names of scripts, as `BUNDLES` of `pages/assets.py` has them */
  const scripts = (...names) =>
    Promise.all(names.map((name) => script(`assets/rolebook/${name}.js`)));

  /**
   * Say on a page why nothing can be saved on it.
   * @param {HTMLElement} page @param {string} words
   */
  function report(page, words) {
    const status = page.querySelector(".rb-panel, .rb-compose-told, .rb-bring-told");
    if (status) status.textContent = words;
  }

  /** @param {unknown} error */
  const reasonOf = (error) => (error instanceof Error ? error.message : `${error}`);

  /**
   * Start the checklist of a page, the form that makes one, or the lists of several people.
   * @param {HTMLElement} page
   */
  async function onboard(page) {
    try {
      await scripts("forms", "checklist");
      if (!page.isConnected) return;
      if (page.matches(".rb-leads")) await scripts("leads").then(() => rolebookLeads.start(page));
      else if (page.matches(".rb-onboarding")) rolebookChecklist.start(page);
      else await rolebookCompose.start(page);
    } catch (error) {
      report(page, say("loading-failed-checklist", { reason: reasonOf(error) }));
    }
  }

  /** Start the form of a review rubric. @param {HTMLElement} page */
  async function review(page) {
    try {
      await scripts("forms", "rubric");
      if (page.isConnected) rolebookForm.start(page);
    } catch (error) {
      report(page, say("loading-failed-rubric", { reason: reasonOf(error) }));
    }
  }

  /**
   * Add to the page of a rule what its file leaves out, if it is one of this site.
   * @param {HTMLElement} main @param {string} url of the page
   */
  async function card(main, url) {
    const role = main.querySelector(".rb-crumbs a")?.getAttribute("href");
    if (!role || new URL("../../", url).href !== root.href) return;
    const name = new URL("cards", new URL(role, url)).href.slice(root.href.length);
    await Promise.all([scripts("card"), script(`${name}.js`)]);
    rolebookCard.complete(main, data[name]);
  }

  /** Complete the page of a rule. @param {HTMLElement} main */
  async function rule(main) {
    try {
      await card(main, location.href);
    } catch (error) {
      const told = document.createElement("p");
      told.className = "rb-muted";
      told.textContent = say("loading-failed-rule", { reason: reasonOf(error) });
      main.querySelector(".rb-neighbours")?.before(told);
    }
    main.classList.add("rb-whole");
  }

  return { card, data, onboard, review, root, rule, script, scripts };
})();
