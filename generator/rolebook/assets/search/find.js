// @ts-check
// From words to rules and pages, the best first. Knows nothing of the page around it; `engine.js`
// does the ranking.
//
// The numbers below were chosen so that the queries of `tests/relevance/tune.csv` find their rules;
// those of `hold.csv` check that they hold for others. `make relevance` prints both.

/**
 * @typedef {object} Facet
 * @property {string} key
 * @property {string} title
 * @property {string} none what rules without a value are called; empty if each has exactly one
 * @property {Record<string, string>} [former] from keys of earlier versions to those of today
 * @property {[key: string, label: string][]} values
 * @property {(number | number[])[]} column the number of each rule's value, or of its values
 * @typedef {{ id: string[], text: string[], note: string[], changed: string[] }} Columns
 * @typedef {object} Rules
 * @property {Facet[]} facets
 * @property {Record<string, string>} homes addresses by the key of a role
 * @property {string} index what follows an address, if anything
 * @property {Columns} columns
 * @property {string[][]} synonyms
 * @property {string[][]} related
 * @property {string[][]} everyday
 * @property {string[]} common
 * @typedef {[location: string, title: string, text: string, boost: number]} Page
 * @typedef {{ id: number, score: number, isSure: boolean, cover: number }[]} Hits
 * Surely found is what has a word itself, in any form, or another word for it: no typo, and no
 * beginning of a longer word.
 * @typedef {{ n: number, score: number, words: number, cover: number, told: number }} Sum
 * @typedef {object} Found Numbers of rules, then of pages behind them; the best first.
 * @property {number[]} all with all the words
 * @property {number[]} some with some of them
 * @property {boolean} isAbout whether one of the first seems to be about what is asked
 * @property {boolean} isRuleAbout the same for the first rules
 */

var rolebookFind = (() => {
  "use strict";

  /** An ID is meant as such; notes and the prose of pages mention much that they are not about. */
  const BOOST = { id: 3, text: 2, note: 0.6, title: 1.6, prose: 0.7 };
  /**
   * What the labels of values count, by the key of their facet: half for those that Rolebook found.
   * @type {Record<string, number>}
   */
  const LABELS = { role: 1, category: 1, skill: 0.5, pattern: 0.5, collaborator: 0.5 };
  const SEARCH = {
    tokenize: (/** @type {string} */ term) => [term],
    processTerm: (/** @type {string} */ term) => term,
  };
  /** What other words count that a rule has instead of the word itself, which counts 1. */
  const WEIGHTS = { stem: 0.5, synonym: 0.5, related: 0.35, hint: 0.05, swapped: 0.25 };
  /** What the beginning of a word counts, and a typo in it. */
  const INEXACT = { prefix: 0.4, fuzzy: 0.25 };
  /** Hits in which neighbours are looked at; it takes time, and changes their order. */
  const FIRST = 100;
  /** How much more a hit counts in which all neighbours of the query are neighbours. */
  const NEAR = 0.5;
  /** What a part of a phrase counts. */
  const PART = 0.4;
  /** Words whose hits are kept: a reader who types a second word has asked for the first one. */
  const MOST_KNOWN = 40;
  /** Words of a query that count: a pasted page finds what its beginning finds, without a wait. */
  const MOST_ASKED = 32;
  /** Letters of a word that can have a typo: shorter words become other words too easily. */
  const LEAST_FOR_TYPOS = 4;
  /** A word with more letters than this can have two typos. */
  const MOST_FOR_ONE_TYPO = 7;
  /** What a word counts as found where a text has another word for it, or the word with a typo. */
  const COVERED = 0.6;
  /** How much of what a query says one of the first hits must have, to be about it. */
  const ABOUT = 0.33;
  /** What a known phrase tells at least, as a part of what a word tells that no text has. */
  const KNOWN_PHRASE = 0.8;
  /** Hits that a reader looks at. */
  const LOOKED_AT = 5;
  /** Letters of a word in which typos are looked for: the time grows with them. */
  const LONGEST = 30;

  const {
    JOINT,
    MARK,
    NO_WORDS,
    asked,
    key,
    idParts,
    parts,
    phrasesIn,
    scattered,
    stem,
    synonymsOf,
    telling,
    relatedOf,
    terms,
    words,
  } = rolebookWords;

  /** The terms of a text. @param {string} text */
  const termsOf = (text) => words(text).flatMap(terms);

  /**
   * A query for one word: itself, its beginning or a typo in it, its stem, or other words for it.
   * For a word with joints, such as an ID, `sign-in` or a phrase with synonyms, all parts match.
   * @param {string} word @param {Vocabulary} vocabulary
   * @returns {any}
   */
  function forWord(word, vocabulary) {
    const pieces = word.split(JOINT);
    const whole = pieces.join("");
    const hasNumber = /\d/.test(whole); // another number is another rule
    const hasLength = whole.length >= LEAST_FOR_TYPOS && whole.length <= LONGEST;
    const fuzzy = !hasNumber && hasLength && (whole.length > MOST_FOR_ONE_TYPO ? 2 : 1);
    /** @type {any[]} */
    const ways = [
      { queries: [whole], prefix: whole.length > 1, fuzzy, weights: INEXACT },
      { queries: forms(whole), fuzzy, weights: INEXACT, boostTerm: () => WEIGHTS.stem },
    ];
    if (fuzzy)
      ways.push({ queries: swapped(whole).flatMap(forms), boostTerm: () => WEIGHTS.swapped });
    if (pieces.length > 1)
      ways.push({
        combineWith: "AND",
        queries: telling(pieces).map((piece) => forWord(piece, NO_WORDS)),
      });
    const one = key(pieces);
    ways.push(...(vocabulary.synonyms.get(one) ?? []).map(forOther(WEIGHTS.synonym)));
    const related = vocabulary.related.get(one) ?? [];
    ways.push(...related.map(forOther(WEIGHTS.related)));
    const hints = related.flatMap(telling);
    if (hints.length) ways.push({ queries: hints.flatMap(forms), boostTerm: () => WEIGHTS.hint });
    return { combineWith: "OR", queries: ways };
  }

  /**
   * A query for other words, all of which a text has.
   * @param {number} weight @returns {(words: string[]) => any}
   */
  const forOther = (weight) => (words) => ({
    combineWith: "AND",
    queries: telling(words).map((one) => ({
      combineWith: "OR",
      queries: forms(one),
      boostTerm: () => weight,
    })),
  });

  /** What other forms of a word are found under, or have as their own. @param {string} word */
  const forms = (word) => [MARK + stem(word), stem(word)];

  /**
   * A word with each two neighbouring letters swapped: one typo, which would count as two.
   * @param {string} word
   */
  const swapped = (word) =>
    Array.from(
      { length: Math.min(word.length, LONGEST) - 1 },
      (_, n) => word.slice(0, n) + word[n + 1] + word[n] + word.slice(n + 2),
    ).filter((other) => other !== word);

  /**
   * What can be found, by number: rules, then pages. An ID has no other forms.
   * @param {Rules} rules @param {Page[]} pages @returns {Record<string, Field>}
   */
  function fieldsOf({ columns: { id, text, note } }, pages) {
    const page = (/** @type {number} */ n) => (n < id.length ? undefined : pages[n - id.length]);
    return {
      id: { text: (n) => id[n], terms: idParts },
      text: { text: (n) => text[n], terms: termsOf },
      note: { text: (n) => note[n], terms: termsOf },
      title: { text: (n) => page(n)?.[1], terms: termsOf },
      prose: { text: (n) => page(n)?.[2], terms: termsOf },
    };
  }

  /**
   * IDs as they are typed, whole or their beginning, with hyphens or without. Each rule has one of
   * its own, so in the index they would be nearly all terms, and typos would be looked for in them.
   * A hit counts what it would there: BM25+ of a term that one document has.
   * @param {string[]} ids @returns {(word: string) => Hits}
   */
  function idSearch(ids) {
    const wholes = ids.map((id) => idParts(id).join(""));
    const best = BOOST.id * 1.5 * Math.log(1 + (ids.length - 0.5) / 1.5);
    return (word) => {
      const typed = word.split(JOINT).join("");
      /** @type {Hits} */
      const found = [];
      wholes.forEach((whole, id) => {
        if (whole === typed) found.push({ id, score: best, isSure: true, cover: 1 });
        else if (typed.length > 1 && whole.startsWith(typed)) {
          const share = typed.length / (typed.length + 0.3 * (whole.length - typed.length));
          found.push({ id, score: best * INEXACT.prefix * share, isSure: true, cover: 1 });
        }
      });
      return found;
    };
  }

  /**
   * The labels of roles, categories, skills and so on, with the rules that have them. Thousands of
   * rules share a few hundred labels, so these have an index of their own. A label that is found
   * counts for all its rules: the less, the more they are.
   * @param {Rules} rules @returns {Promise<(query: any) => Hits>}
   */
  async function labelSearch({ facets, columns }) {
    const labels = facets
      .filter((facet) => facet.key in LABELS)
      .flatMap((facet) => labelsOf(facet));
    const index = await rolebookIndex.create(labels.length, {
      label: { text: (n) => labels[n].label, terms: termsOf },
    });
    const size = columns.id.length;
    const most = Math.log(1 + size);
    return (query) =>
      sure(index.search(query, SEARCH), query).flatMap(({ id: n, score, isSure, cover }) => {
        const { holders, weight } = labels[n];
        const rarity = information(size, holders.length) / most;
        const one = { score: score * weight * rarity, isSure: isSure && weight === 1, cover };
        return holders.map((id) => ({ id, ...one }));
      });
  }

  /**
   * What a word says that so many of all documents have.
   * @param {number} size @param {number} count
   */
  const information = (size, count) => Math.log(1 + (size - count + 0.5) / (count + 0.5));

  /** @param {Facet} facet @returns {{ label: string, weight: number, holders: number[] }[]} */
  function labelsOf(facet) {
    const found = facet.values.map(([, label]) => ({
      label,
      weight: LABELS[facet.key],
      holders: /** @type {number[]} */ ([]),
    }));
    facet.column.forEach((value, n) => {
      if (typeof value === "number") found[value].holders.push(n);
      else for (const one of value) found[one].holders.push(n);
    });
    return found;
  }

  /**
   * Makes a search over rules and pages. With thousands it takes a while, in several steps.
   * @param {Rules} rules @param {Page[]} pages
   * @returns {Promise<(words: string) => Found>}
   */
  async function create(rules, pages) {
    const synonyms = synonymsOf(rules.synonyms);
    const vocabulary = {
      synonyms,
      related: relatedOf(rules.related, synonyms),
      phrases: phrasesIn([...rules.synonyms, ...rules.related.map(([first]) => [first])]),
      common: new Set(rules.common),
    };
    const everyday = { ...vocabulary, related: relatedOf(rules.everyday, synonyms) };
    const size = rules.columns.id.length;
    const index = await rolebookIndex.create(size + pages.length, fieldsOf(rules, pages));
    const inLabels = await labelSearch(rules);
    const inIds = idSearch(rules.columns.id);
    const options = {
      ...SEARCH,
      boost: BOOST,
      boostDocument: (/** @type {number} */ n) => (n < size ? 1 : pages[n - size][3]),
    };
    /** @type {Map<string, Hits>} */
    const known = new Map();
    const hits = (/** @type {string} */ word) => {
      let found = known.get(word);
      if (!found) {
        const ask = (/** @type {Vocabulary} */ words) => {
          const query = forWord(word, words);
          return merged(sure(index.search(query, options), query), inIds(word), inLabels(query));
        };
        found = ask(vocabulary);
        if (!found.some((hit) => hit.isSure)) found = ask(everyday);
        if (known.size >= MOST_KNOWN) known.clear();
        known.set(word, found);
      }
      return found;
    };
    return (text) => find(text, vocabulary, hits, rules.columns.text);
  }

  /** @param {Hits[]} lists @returns {Hits} each once */
  function merged(...lists) {
    /** @type {Map<number, Hits[number]>} */
    const found = new Map();
    for (const { id, score, isSure, cover } of lists.flat()) {
      const hit = found.get(id);
      if (hit) {
        hit.score += score;
        hit.isSure ||= isSure;
        hit.cover = Math.max(hit.cover, cover);
      } else found.set(id, { id, score, isSure, cover });
    }
    return [...found.values()];
  }

  /**
   * Hits with whether they are sure.
   * @param {{ id: number, score: number, terms: string[] }[]} hits @param {any} query
   * @returns {Hits}
   */
  function sure(hits, query) {
    const meant = new Set(exactTerms(query));
    const own = new Set(exactTerms({ queries: query.queries.slice(0, 2) }));
    return hits.map(({ id, score, terms }) => ({
      id,
      score,
      isSure: terms.some((term) => meant.has(term)),
      cover: terms.some((term) => own.has(term)) ? 1 : COVERED,
    }));
  }

  /**
   * The terms of a query that are neither beginnings nor typos.
   * @param {any} query @returns {string[]}
   */
  const exactTerms = (query) =>
    typeof query === "string" ? [query] : query.queries.flatMap(exactTerms);

  /**
   * @param {string} text @param {Vocabulary} vocabulary
   * @param {(word: string) => Hits} hits of one word @param {string[]} texts of the rules
   * @returns {Found}
   */
  function find(text, vocabulary, hits, texts) {
    const wanted = [...new Set(asked(text, vocabulary))].slice(0, MOST_ASKED);
    /** @type {Map<number, Sum>} */
    const sums = new Map();
    /**
     * What a word or phrase tells, if it is surely found.
     * @type {(word: string, found: Hits) => number}
     */
    const tellsOf = (word, found) => {
      const count = found.filter((hit) => hit.isSure).length;
      if (!count) return 0;
      const least = word.includes(" ") ? KNOWN_PHRASE * information(texts.length, 0) : 0;
      return Math.max(least, information(texts.length, count));
    };
    let asks = 0;
    for (const word of wanted) {
      const found = hits(word);
      const tells = tellsOf(word, found);
      asks += tells || information(texts.length, 0);
      add(sums, found, 1, tells);
      // A part of a phrase is better than nothing.
      const pieces = word.includes(" ") ? word.split(" ") : [];
      const each = tells ? 0 : information(texts.length, 0) / pieces.length;
      for (const piece of pieces) add(sums, hits(piece), 0, each);
    }
    for (const phrase of scattered(wanted, vocabulary)) {
      const found = hits(phrase);
      add(sums, found, 0, tellsOf(phrase, found), 1);
    }
    const roots = parts(text).map(stem);
    const covering = (/** @type {Sum} */ sum) => (sum.score * (sum.cover || PART)) / wanted.length;
    const ranked = [...sums.values()]
      .map((sum) => ({ ...sum, score: covering(sum) }))
      .sort(bestFirst);
    const first = ranked.slice(0, FIRST).map((sum) => ({
      ...sum,
      score: sum.score * (1 + NEAR * nearness(texts[sum.n] ?? "", roots)),
    }));
    const list = [...first.sort(bestFirst), ...ranked.slice(FIRST)];
    const numbers = (/** @type {boolean} */ hasAll) =>
      list.filter((sum) => (sum.words === wanted.length) === hasAll).map(({ n }) => n);
    const isAbout = (/** @type {Sum[]} */ some) =>
      some.slice(0, LOOKED_AT).some((sum) => sum.told >= ABOUT * asks);
    const rules = list.filter((sum) => sum.n < texts.length);
    return {
      all: numbers(true),
      some: numbers(false),
      isAbout: isAbout(list),
      isRuleAbout: isAbout(rules),
    };
  }

  /**
   * @param {Map<number, Sum>} sums @param {Hits} hits
   * @param {number} words how many words of the query they are for
   * @param {number} tells what a sure hit says of what the query asks
   * @param {number} share what their scores count
   */
  function add(sums, hits, words, tells = 0, share = words || PART) {
    for (const { id: n, score, isSure, cover } of hits) {
      const told = isSure ? tells : 0;
      const sum = sums.get(n);
      if (sum) {
        sum.score += score * share;
        sum.words += words;
        sum.cover += words * cover;
        sum.told += told;
      } else sums.set(n, { n, score: score * share, words, cover: words * cover, told });
    }
  }

  /** @param {{ n: number, score: number }} a @param {{ n: number, score: number }} b */
  const bestFirst = (a, b) => b.score - a.score || a.n - b.n;

  /**
   * Which part of the neighbours in a query are neighbours in a text, from 0 to 1. One word may
   * stand between them.
   * @param {string} text @param {string[]} roots of the words @returns {number}
   */
  function nearness(text, roots) {
    if (roots.length < 2) return 0;
    const said = words(text).map(stem);
    const isPair = (/** @type {string} */ one, /** @type {string} */ other) =>
      said.some((word, n) => word === one && (said[n + 1] === other || said[n + 2] === other));
    return roots.slice(1).filter((root, n) => isPair(roots[n], root)).length / (roots.length - 1);
  }

  return { create };
})();
