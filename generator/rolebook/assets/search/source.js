// @ts-check
// Where a search has its rules from: the files of the site, or a search engine that the owner runs. Loaded on first use.

/**
 * @typedef {{ engine: string, url: string, index: string, key: string }} Engine
 * @typedef {{ total: number, hits: Hit[], counts: Counts, some: number, isLoose: boolean, warning: string }} Result
 * `some`: how many more rules have some of the words; `isLoose`: no rule has all of them, so these have some; `warning`:
 * what is wrong with the result, in sentences, or nothing.
 * @typedef {{ title: string, text: string, url: string }} PageHit
 * @typedef {{ offset?: number, limit: number, isLoose?: boolean }} Extent
 * `isLoose` takes rules with some of the words, too, behind those with all.
 * @typedef {object} Source
 * @property {number} size how many rules there are; 0 where only the engine knows
 * @property {Facet[]} facets
 * @property {(view: View, extent: Extent) => Promise<Result>} rules
 * @property {(words: string, limit: number) => Promise<{ hits: (Hit | PageHit)[], warning: string }>} everything rules and pages, the best first
 * @property {(id: string) => Hit | null} rule
 */

var rolebookSource = (() => {
  "use strict";

  const { root, script, data } = rolebookLoader;

  /** Milliseconds without a key before an engine elsewhere is asked. */
  const PAUSE = 150;

  /** @type {Promise<Source> | null} */
  let opened = null;

  /** Load what a search needs; twice is once. @returns {Promise<Source>} */
  function open() {
    opened ??= load().catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  }

  async function load() {
    const assets = ["engine.js", "words.js", "find.js", "view.js", "dom.js"].map(
      (name) => `assets/rolebook/search/${name}`,
    );
    await Promise.all([...assets, "search/pages.js", "search/rules.js"].map(script));
    /** @type {Engine} */
    const engine = data.pages.search;
    if (!engine.url) return bundled(data.rules, data.pages.pages);
    await script("assets/rolebook/search/remote.js");
    return remote(data.rules, data.pages.pages, engine);
  }

  /** Start the explorer of a page. @param {HTMLElement} explorer */
  async function explore(explorer) {
    const form = /** @type {HTMLElement} */ (explorer.querySelector(".rb-find"));
    form.hidden = false; // who types before the rules are there has results as soon as they are
    form.addEventListener("submit", (event) => event.preventDefault()); // and Enter keeps the choices of the address
    try {
      const source = await open();
      await Promise.all(
        ["marks.js", ...["facet", "export", "explorer"].map((name) => `search/${name}.js`)].map(
          (name) => script(`assets/rolebook/${name}`),
        ),
      );
      if (explorer.isConnected) rolebookExplorer.start(explorer, source);
    } catch (error) {
      form.hidden = true;
      const hint = /** @type {HTMLElement} */ (explorer.querySelector(".rb-hint"));
      hint.textContent = `The search does not work here: ${error instanceof Error ? error.message : error}. The tables have all rules.`;
      hint.hidden = false;
    }
  }

  /** @param {string} address */
  const url = (address) => new URL(address, root).href;

  /** @param {Rules} rules @param {Page[]} pages @returns {Promise<Source>} */
  async function bundled(rules, pages) {
    const find = await rolebookFind.create(rules, pages);
    const size = rules.columns.id.length;
    const numbers = new Map(rules.columns.id.map((id, n) => [id, n]));
    const hit = hits(rules);
    /** @type {{ words: string, found: Found } | null} */
    let last = null;
    const ask = (/** @type {string} */ words) => {
      if (last?.words !== words) last = { words, found: find(words) };
      return last.found;
    };
    return {
      size,
      facets: rules.facets,
      rule: (id) => (numbers.has(id) ? hit(numbers.get(id) ?? 0) : null),
      rules: async (view, { offset = 0, limit, isLoose }) => {
        const found =
          view.words.trim() && !rolebookWords.isSmall(view.words) ? ask(view.words) : null;
        const [all, some] = found
          ? [found.all, found.some].map((list) => list.filter((n) => n < size))
          : [null, []];
        const isAll = all === null || (all.length > 0 && !isLoose);
        const { rules: chosen, counts } = rolebookView.apply(
          rules,
          view,
          isAll ? all : [...all, ...some],
        );
        return {
          total: chosen.length,
          hits: chosen.slice(offset, offset + limit).map(hit),
          counts,
          some: isAll ? rolebookView.number(rules, view, some) : 0,
          isLoose: all?.length === 0 && some.length > 0,
          warning: "",
        };
      },
      everything: async (words, limit) => {
        const { all, some } = ask(words);
        const page = (/** @type {number} */ n) => pageHit(pages[n - size]);
        return {
          hits: [...all, ...some].slice(0, limit).map((n) => (n < size ? hit(n) : page(n))),
          warning: "",
        };
      },
    };
  }

  /** @param {Rules} rules @param {Page[]} pages @param {Engine} engine @returns {Promise<Source>} */
  async function remote(rules, pages, engine) {
    const none = {
      ...rules,
      columns: { id: [], text: [], note: [], changed: [] },
      facets: rules.facets.map((facet) => ({ ...facet, column: [] })),
    };
    const find = await rolebookFind.create(none, pages);
    const keys = rules.facets.map((facet) => facet.key);
    const label = labeller(rules.facets);
    let turn = 0;
    const whole = (/** @type {Hit} */ hit) => ({
      ...hit,
      role: label("role", hit.role),
      category: label("category", hit.category),
      url: rolebookRemote.inside(hit.url, root),
      permalink: rolebookRemote.inside(hit.permalink, root),
    });
    const ask = async (/** @type {View} */ view, /** @type {Extent} */ { offset = 0, limit }) => {
      const found = await rolebookRemote.find(view, keys, engine, { offset, limit });
      const hits = found.hits.map(whole);
      return {
        total: found.total,
        hits,
        counts: found.counts,
        some: 0,
        isLoose: false,
        warning: warning(found, hits),
      };
    };
    return {
      size: 0,
      facets: rules.facets,
      rule: () => null,
      rules: ask,
      everything: async (words, limit) => {
        const mine = ++turn;
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        if (mine !== turn) return { hits: [], warning: "" }; // somebody went on typing
        const { all, some } = find(words);
        const found = [...all, ...some].slice(0, limit).map((n) => pageHit(pages[n]));
        try {
          const { hits, warning } = await ask({ words, choices: {}, sort: "" }, { limit });
          return { hits: [...hits, ...found], warning };
        } catch (error) {
          if (!found.length) throw error;
          return {
            hits: found,
            warning: `These are only pages, not rules: ${error instanceof Error ? error.message : error}`,
          };
        }
      },
    };
  }

  /** What to say about an engine's answer. @param {{ dropped: number, isPartial: boolean }} found @param {Hit[]} hits */
  function warning({ dropped, isPartial }, hits) {
    const unlinked = hits.filter((hit) => !hit.url || !hit.permalink).length;
    return [
      ...(isPartial ? ["The search engine did not look everywhere, so rules may be missing."] : []),
      ...(dropped
        ? [
            `${dropped} of the engine's hits cannot be read and ${dropped === 1 ? "is" : "are"} left out.`,
          ]
        : []),
      ...(unlinked
        ? [
            `${unlinked} of the engine's hits ${unlinked === 1 ? "has" : "have"} an address outside this site, which is not linked.`,
          ]
        : []),
    ].join(" ");
  }

  /** Labels by the keys of facet and value. @param {Facet[]} facets */
  function labeller(facets) {
    const labels = Object.fromEntries(
      facets.map(({ key, values, none }) => [
        key,
        new Map(none ? [...values, [rolebookView.NONE, none]] : values),
      ]),
    );
    return (/** @type {string} */ facet, /** @type {string} */ value) =>
      labels[facet]?.get(value) ?? value;
  }

  /** From the number of a rule to what is shown of it. @param {Rules} rules @returns {(n: number) => Hit} */
  function hits({ facets, columns, homes, index }) {
    const [level, role, category] = ["level", "role", "category"].map(
      (key) => /** @type {Facet} */ (facets.find((facet) => facet.key === key)),
    );
    const value = (/** @type {Facet} */ facet, /** @type {number} */ n) =>
      facet.values[Number(facet.column[n])];
    return (n) => ({
      id: columns.id[n],
      level: value(level, n)[1],
      text: columns.text[n],
      role: value(role, n)[1],
      category: value(category, n)[1],
      url: url(`${homes[value(role, n)[0]]}${index}#${columns.id[n]}`),
      permalink: url(`r/${columns.id[n]}/${index}`),
      changed: columns.changed[n],
    });
  }

  /** @param {Page} page @returns {PageHit} */
  const pageHit = ([location, title, text]) => ({ title, text, url: url(location) });

  return { PAUSE, open, explore, labeller };
})();
