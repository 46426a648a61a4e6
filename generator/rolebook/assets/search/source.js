// @ts-check
// Where a search gets its rules: from the files of the site, or from a search engine of the owner.

/**
 * @typedef {{ engine: string, url: string, index: string, key: string }} Engine
 * @typedef {object} Result
 * @property {number} total
 * @property {Hit[]} hits
 * @property {Counts} counts
 * @property {number} some how many more rules have some of the words
 * @property {boolean} isLoose whether no rule has all the words, so that these have some
 * @property {string} warning what is wrong with the result, in sentences; or empty
 * @typedef {{ title: string, text: string, url: string }} PageHit
 * @typedef {{ offset?: number, limit: number, isLoose?: boolean }} Extent
 * `isLoose` adds rules with some of the words behind those with all.
 * @typedef {{ hits: (Hit | PageHit)[], isAbout: boolean, warning: string }} Everything
 * `isAbout` is whether one of the first seems to be about the words.
 * @typedef {object} Source
 * @property {number} size how many rules there are; 0 if only the engine knows
 * @property {Facet[]} facets
 * @property {(view: View, extent: Extent) => Promise<Result>} rules
 * @property {(words: string, limit: number) => Promise<Everything>} everything rules and pages, the
 *   best first
 * @property {(id: string) => Hit | null} rule
 * @property {() => void} prepare makes ready what the first words need, so that they wait less
 */

var rolebookSource = (() => {
  "use strict";

  const { root, script, scripts, data } = rolebookLoader;
  const { say } = rolebookMessages;

  /** Milliseconds without a key before an engine elsewhere is asked, so not for every letter. */
  const PAUSE = 150;

  /** @type {Promise<Source> | null} */
  let opened = null;

  /** Loads what a search needs, once. @returns {Promise<Source>} */
  function open() {
    opened ??= load().catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  }

  async function load() {
    await Promise.all([scripts("search"), script("search/pages.js"), script("search/rules.js")]);
    await rolebookIndex.pause(); // to read thousands of rules took a while
    /** @type {Engine} */
    const engine = data.pages.search;
    const rules = unfolded(data.rules);
    if (!engine.url) return bundled(rules, data.pages.pages);
    await scripts("engines");
    return remote(rules, data.pages.pages, engine);
  }

  /**
   * The rules with their texts, each of which the site holds once.
   * @param {any} rules @returns {Rules}
   */
  function unfolded({ texts, columns, ...others }) {
    const text = columns.text.map((/** @type {number} */ n) => texts[n]);
    return { ...others, columns: { ...columns, text } };
  }

  /** Starts the explorer of a page. @param {HTMLElement} explorer */
  async function explore(explorer) {
    const form = /** @type {HTMLElement} */ (explorer.querySelector(".rb-find"));
    // Enter keeps the choices of the address.
    form.addEventListener("submit", (event) => event.preventDefault());
    // Words that are typed before the rules are there count when they are.
    form.classList.add("rb-ready");
    try {
      const [source] = await Promise.all([open(), scripts("explorer")]);
      await rolebookIndex.pause();
      if (explorer.isConnected) rolebookExplorer.start(explorer, source);
    } catch (error) {
      explorer.classList.add("rb-broken");
      const hint = /** @type {HTMLElement} */ (explorer.querySelector(".rb-hint"));
      hint.textContent = say("explorer-broken", { reason: reasonOf(error) });
      hint.hidden = false;
    }
  }

  /** @param {unknown} error */
  const reasonOf = (error) => (error instanceof Error ? error.message : String(error));

  /** @param {string} address */
  const url = (address) => new URL(address, root).href;

  /** @param {Rules} rules @param {Page[]} pages @returns {Source} */
  function bundled(rules, pages) {
    /** @type {ReturnType<typeof rolebookFind.create> | null} */
    let finding = null;
    // Choices alone need no index.
    const prepare = () => (finding ??= rolebookFind.create(rules, pages));
    const size = rules.columns.id.length;
    const hit = hits(rules);
    /** @type {{ words: string, found: Found } | null} */
    let last = null;
    const ask = async (/** @type {string} */ words) => {
      const find = await prepare();
      if (last?.words !== words) last = { words, found: find(words) };
      return last.found;
    };

    /**
     * The rules with all the words and those with some; null if the words leave all rules.
     * @param {string} words @returns {Promise<Found | null>}
     */
    async function matches(words) {
      if (!words.trim() || rolebookWords.isSmall(words)) return null;
      const { all, some, ...about } = await ask(words);
      const rulesOf = (/** @type {number[]} */ list) => list.filter((n) => n < size);
      return { all: rulesOf(all), some: rulesOf(some), ...about };
    }

    /** @param {View} view @param {Extent} extent @returns {Promise<Result>} */
    async function search(view, { offset = 0, limit, isLoose }) {
      const found = await matches(view.words);
      const hasAll = !found || (found.all.length > 0 && !isLoose);
      const numbers = hasAll ? (found?.all ?? null) : [...found.all, ...found.some];
      const { rules: chosen, counts } = rolebookView.apply(rules, view, numbers);
      return {
        total: chosen.length,
        hits: chosen.slice(offset, offset + limit).map(hit),
        counts,
        some: hasAll && found ? rolebookView.number(rules, view, found.some) : 0,
        isLoose: found?.all.length === 0 && found.some.length > 0 && found.isRuleAbout,
        warning: found && !found.isRuleAbout ? say("search-no-rule") : "",
      };
    }

    /** @param {string} words @param {number} limit @returns {Promise<Everything>} */
    async function everything(words, limit) {
      const { all, some, isAbout } = await ask(words);
      const either = (/** @type {number} */ n) => (n < size ? hit(n) : pageHit(pages[n - size]));
      const hits = [...all, ...some].slice(0, limit).map(either);
      return { hits, isAbout, warning: "" };
    }

    return {
      size,
      facets: rules.facets,
      rule: (id) => {
        const n = rules.columns.id.indexOf(id);
        return n < 0 ? null : hit(n);
      },
      rules: search,
      everything,
      prepare: () => void prepare(),
    };
  }

  /**
   * @param {Rules} rules @param {Page[]} pages @param {Engine} engine
   * @returns {Promise<Source>}
   */
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
      prepare: () => {},
      rules: ask,
      everything: async (words, limit) => {
        const mine = ++turn;
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        // The reader went on typing.
        if (mine !== turn) return { hits: [], isAbout: true, warning: "" };
        const { all, some } = find(words);
        const found = [...all, ...some].slice(0, limit).map((n) => pageHit(pages[n]));
        try {
          const { hits, warning } = await ask({ words, choices: {}, sort: "" }, { limit });
          return { hits: [...hits, ...found], isAbout: true, warning };
        } catch (error) {
          if (!found.length) throw error;
          return {
            hits: found,
            isAbout: true,
            warning: say("engine-only-pages", { reason: reasonOf(error) }),
          };
        }
      },
    };
  }

  /**
   * What to say about an engine's answer, in sentences; or nothing.
   * @param {{ dropped: number, isPartial: boolean }} found @param {Hit[]} hits
   */
  function warning({ dropped, isPartial }, hits) {
    const unlinked = hits.filter((hit) => !hit.url || !hit.permalink).length;
    const sentences = [
      isPartial && say("engine-partial"),
      dropped && say("engine-dropped", { count: dropped }),
      unlinked && say("engine-unlinked", { count: unlinked }),
    ];
    return sentences.filter(Boolean).join(" ");
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

  /**
   * From the number of a rule to what is shown of it.
   * @param {Rules} rules @returns {(n: number) => Hit}
   */
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
