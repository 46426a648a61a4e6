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
 * @typedef {[location: string, title: string, text: string, boost: number]} Page
 * @typedef {{ id: number, score: number }[]} Hits
 * @typedef {{ n: number, score: number, words: number }} Sum
 * @typedef {{ all: number[], some: number[] }} Found
 * Numbers of rules, then of pages behind them: with all the words, and with some; the best first.
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
  const WEIGHTS = { stem: 0.5, synonym: 0.5, related: 0.35, swapped: 0.25 };
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
    for (const [weight, others] of [
      [WEIGHTS.synonym, vocabulary.synonyms],
      [WEIGHTS.related, vocabulary.related],
    ]) {
      for (const other of /** @type {Map<string, string[][]>} */ (others).get(key(pieces)) ?? []) {
        ways.push({
          combineWith: "AND",
          queries: telling(other).map((one) => ({
            combineWith: "OR",
            queries: forms(one),
            boostTerm: () => weight,
          })),
        });
      }
    }
    return { combineWith: "OR", queries: ways };
  }

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
        if (whole === typed) found.push({ id, score: best });
        else if (typed.length > 1 && whole.startsWith(typed)) {
          const share = typed.length / (typed.length + 0.3 * (whole.length - typed.length));
          found.push({ id, score: best * INEXACT.prefix * share });
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
      index.search(query, SEARCH).flatMap(({ id: n, score }) => {
        const { holders, weight } = labels[n];
        const rarity = Math.log(1 + (size - holders.length + 0.5) / (holders.length + 0.5)) / most;
        return holders.map((id) => ({ id, score: score * weight * rarity }));
      });
  }

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
    const vocabulary = { synonyms, related: relatedOf(rules.related, synonyms) };
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
        const query = forWord(word, vocabulary);
        found = merged(index.search(query, options), inIds(word), inLabels(query));
        if (known.size >= MOST_KNOWN) known.clear();
        known.set(word, found);
      }
      return found;
    };
    return (text) => find(text, vocabulary, hits, rules.columns.text);
  }

  /** @param {Hits[]} lists @returns {Hits} each once */
  function merged(...lists) {
    /** @type {Map<number, number>} */
    const scores = new Map();
    for (const list of lists)
      for (const { id, score } of list) scores.set(id, (scores.get(id) ?? 0) + score);
    return Array.from(scores, ([id, score]) => ({ id, score }));
  }

  /**
   * @param {string} text @param {Vocabulary} vocabulary
   * @param {(word: string) => Hits} hits of one word @param {string[]} texts of the rules
   * @returns {Found}
   */
  function find(text, vocabulary, hits, texts) {
    const wanted = [...new Set(asked(text, vocabulary))].slice(0, MOST_ASKED);
    /** @type {Map<number, Sum>} */
    const sums = new Map();
    for (const word of wanted) {
      add(sums, hits(word), 1);
      // A part of a phrase is better than nothing.
      if (word.includes(" ")) for (const piece of word.split(" ")) add(sums, hits(piece), 0);
    }
    const roots = parts(text).map(stem);
    const covering = (/** @type {Sum} */ sum) => (sum.score * (sum.words || PART)) / wanted.length;
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
    return { all: numbers(true), some: numbers(false) };
  }

  /**
   * @param {Map<number, Sum>} sums @param {Hits} hits
   * @param {number} words how many words of the query they are for
   */
  function add(sums, hits, words) {
    const share = words || PART;
    for (const { id: n, score } of hits) {
      const sum = sums.get(n);
      if (sum) {
        sum.score += score * share;
        sum.words += words;
      } else sums.set(n, { n, score: score * share, words });
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
