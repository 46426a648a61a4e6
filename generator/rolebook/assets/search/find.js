// @ts-check
// From words to rules and pages, the best first. Knows nothing of the page around it; `engine.js` does the ranking.

/**
 * @typedef {{ key: string, title: string, none: string, values: [string, string][], column: (number | number[])[] }} Facet
 * `values` are keys and labels; `column` has for each rule the number of its value, or the numbers of several.
 * @typedef {{ id: string[], text: string[], note: string[], line: number[], changed: string[] }} Columns
 * @typedef {{ facets: Facet[], homes: Record<string, [string, string, string]>, index: string, columns: Columns, synonyms: string[][], related: string[][] }} Rules
 * `homes` are codes, addresses and source files by the key of a role; `index` is what follows an address, if anything.
 * @typedef {[location: string, title: string, text: string, boost: number]} Page
 * @typedef {{ id: number, score: number }[]} Hits
 * @typedef {{ synonyms: Map<string, string[][]>, related: Map<string, string[][]> }} Vocabulary
 * @typedef {{ all: number[], some: number[] }} Found
 * Numbers of rules, then of pages behind them: those with all the words, and those with some, the best first.
 */

var rolebookFind = (() => {
  "use strict";

  const WORD = /[\p{L}\p{N}]+(?:[-_.'’/&+#][\p{L}\p{N}]+)*/gu;
  const JOINT = /[-_.'’/&+#]/;
  const MARKS = /\p{M}+/gu;
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
  /** Words that a question is made of; they need not be in the answer. */
  const SMALL = new Set(
    ("a about all an and any are as at be been being but by can could do does for from had has have how i if in into is it " +
      "its may me must my need not of on one or our shall should so that the their them then there these they this to " +
      "use used using was we were what when where which who whom why will with without would you your").split(" "),
  );
  const FIELDS = ["id", "text", "note", "place", "about", "title", "prose"];
  const BOOST = { id: 3, text: 2, note: 0.6, place: 1, about: 0.5, title: 1.6, prose: 0.7 };
  const WEIGHTS = { stem: 0.8, synonym: 0.5, related: 0.35, swapped: 0.25 };
  /** How many hits are looked at once more, and how much neighbours count then. */
  const FIRST = 100;
  const NEAR = 0.5;
  const MOST_KNOWN = 40;
  const LEAST_FOR_SLIPS = 4;
  const LONGEST = 30;

  const { MiniSearch, stemmer } = rolebookEngine;

  /** @type {Map<string, string>} */
  const stems = new Map();

  /** @param {string} word @returns {string} */
  function stem(word) {
    let found = stems.get(word);
    if (found === undefined) stems.set(word, (found = stemmer(word)));
    return found;
  }

  /** A text without case and accents. @param {string} text */
  const fold = (text) => text.normalize("NFKD").replace(MARKS, "").toLowerCase();

  /** The words of a text, those with a hyphen or dot whole: `BD-API-07`. @param {string} text @returns {string[]} */
  function words(text) {
    const found = fold(text).match(WORD) ?? [];
    return UNSPACED.test(text) ? found.flatMap(segments) : found;
  }

  /** The words of a script that puts no spaces between them. @param {string} run @returns {string[]} */
  function segments(run) {
    if (!UNSPACED.test(run)) return [run];
    const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
    return Array.from(segmenter.segment(run), (one) => one.segment);
  }

  /** What a word is found under: itself, its parts, and its stem. @param {string} word @returns {string[]} */
  function terms(word) {
    if (!JOINT.test(word)) return withStem(word);
    const parts = word.split(JOINT);
    return [...parts.flatMap(withStem), parts.join("")];
  }

  /** @param {string} word @returns {string[]} */
  function withStem(word) {
    const root = stem(word);
    return root === word ? [word] : [word, root];
  }

  /** @type {Map<string, string[]>} */
  const seen = new Map();

  /** The terms of a text; those of labels, which come back, are kept. @param {string} text @param {string} [field] */
  function tokenize(text, field) {
    if (field !== "place" && field !== "about") return words(text).flatMap(terms);
    let found = seen.get(text);
    if (!found) seen.set(text, (found = words(text).flatMap(terms)));
    return found;
  }

  /**
   * A query for one word: itself, its beginning or a slip of it, its stem, or other words for it. Of a word with joints,
   * such as an id, `sign-in` or a phrase that has synonyms, all parts will do as well.
   * @param {string} word @param {Vocabulary} vocabulary
   * @returns {any}
   */
  function forWord(word, vocabulary) {
    const parts = word.split(JOINT);
    const whole = parts.join("");
    const root = stem(whole);
    const canSlip = !/^\d+$/.test(whole) && whole.length >= LEAST_FOR_SLIPS && whole.length <= LONGEST;
    /** @type {any[]} */
    const ways = [{ queries: [whole], prefix: whole.length > 1, fuzzy: canSlip && (whole.length > 7 ? 2 : 1), weights: { prefix: 0.5, fuzzy: 0.25 } }];
    if (canSlip) ways.push({ queries: swapped(whole), boostTerm: () => WEIGHTS.swapped });
    if (root !== whole) ways.push({ queries: [root], boostTerm: () => WEIGHTS.stem });
    if (parts.length > 1) ways.push({ combineWith: "AND", queries: parts.map((part) => forWord(part, NO_WORDS)) });
    for (const [weight, others] of [[WEIGHTS.synonym, vocabulary.synonyms], [WEIGHTS.related, vocabulary.related]]) {
      for (const other of /** @type {Map<string, string[][]>} */ (others).get(key(parts)) ?? []) {
        ways.push({ combineWith: "AND", queries: other.map((one) => ({ queries: [stem(one)], boostTerm: () => weight })) });
      }
    }
    return { combineWith: "OR", queries: ways };
  }

  /** A word with each two neighbouring letters swapped: one slip, which counts as two otherwise. @param {string} word */
  const swapped = (word) => Array.from({ length: Math.min(word.length, LONGEST) - 1 }, (_, n) => word.slice(0, n) + word[n + 1] + word[n] + word.slice(n + 2)).filter((other) => other !== word);

  /** @type {Vocabulary} */
  const NO_WORDS = { synonyms: new Map(), related: new Map() };

  /** @param {Vocabulary} vocabulary @param {string} one a key */
  const knows = ({ synonyms, related }, one) => synonyms.has(one) || related.has(one);

  /** What words are looked up under, whatever their form and their joints. @param {string[]} parts */
  const key = (parts) => parts.map(stem).join("");

  /**
   * The other words for a word or phrase, by its key.
   * @param {string[][]} groups @param {boolean} isMutual whether each stands for the others, or the others for the first
   * @returns {Map<string, string[][]>}
   */
  function byKey(groups, isMutual) {
    /** @type {Map<string, string[][]>} */
    const found = new Map();
    for (const group of groups) {
      const split = group.map((phrase) => words(phrase).flatMap((word) => word.split(JOINT)));
      for (const one of isMutual ? split : split.slice(0, 1)) {
        found.set(key(one), [...(found.get(key(one)) ?? []), ...split.filter((other) => other !== one)]);
      }
    }
    return found;
  }

  /** The words of a query, with a phrase that stands for others as one: `sign-in`. @param {string} text @param {Vocabulary} vocabulary */
  function asked(text, vocabulary) {
    const typed = words(text);
    /** @type {string[]} */
    const found = [];
    for (let n = 0; n < typed.length; ) {
      const lengths = [3, 2].filter((length) => n + length <= typed.length && knows(vocabulary, key(typed.slice(n, n + length))));
      const length = lengths[0] ?? 1;
      found.push(typed.slice(n, n + length).join("-"));
      n += length;
    }
    const telling = found.filter((word) => !SMALL.has(word));
    return telling.length ? telling : found;
  }

  /** For each rule the labels of its values, as one text. @param {Rules} rules @param {string[]} keys */
  function labels(rules, keys) {
    const facets = rules.facets.filter((facet) => keys.includes(facet.key));
    return (/** @type {number} */ n) => facets.flatMap(({ column, values }) => [column[n]].flat().map((value) => values[value][1])).join("\n");
  }

  /** What can be found: rules by their numbers, then pages. @param {Rules} rules @param {Page[]} pages */
  function documents(rules, pages) {
    const { id, text, note } = rules.columns;
    const place = labels(rules, ["category", "role"]);
    const about = labels(rules, ["skill", "pattern", "collaborator"]);
    return [
      ...id.map((one, n) => ({ n, id: one, text: text[n], note: note[n], place: place(n), about: about(n), boost: 1 })),
      ...pages.map(([, title, prose, boost], n) => ({ n: id.length + n, title, prose, boost })),
    ];
  }

  /**
   * Make a search over rules and pages. It takes a while for thousands, so a page can breathe in between.
   * @param {Rules} rules @param {Page[]} pages
   * @returns {Promise<(words: string) => Found>}
   */
  async function create(rules, pages) {
    const index = new MiniSearch({ fields: FIELDS, idField: "n", storeFields: ["boost"], tokenize, processTerm: (term) => term });
    const vocabulary = { synonyms: byKey(rules.synonyms, true), related: byKey(rules.related, false) };
    await index.addAllAsync(documents(rules, pages), { chunkSize: 2000 });
    /** @type {Map<string, Hits>} */
    const known = new Map(); // who types a second word has asked for the first one
    const hits = (/** @type {string} */ word) => {
      const found = known.get(word) ?? index.search(forWord(word, vocabulary), { boost: BOOST, boostDocument: (_n, _term, stored) => Number(stored?.boost ?? 1) });
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(word, found);
      return found;
    };
    return (text) => find(text, vocabulary, hits, rules.columns.text);
  }

  /**
   * @param {string} text @param {Vocabulary} vocabulary @param {(word: string) => Hits} hits of one word @param {string[]} texts of the rules
   * @returns {Found}
   */
  function find(text, vocabulary, hits, texts) {
    const wanted = [...new Set(asked(text, vocabulary))];
    /** @type {Map<number, { n: number, score: number, words: number }>} */
    const sums = new Map();
    for (const word of wanted) {
      for (const { id: n, score } of hits(word)) {
        const sum = sums.get(n);
        if (sum) {
          sum.score += score;
          sum.words += 1;
        } else sums.set(n, { n, score, words: 1 });
      }
    }
    const roots = wanted.map(stem);
    const ranked = [...sums.values()].map((sum) => ({ ...sum, score: (sum.score * sum.words) / wanted.length })).sort(bestFirst);
    const first = ranked.slice(0, FIRST).map((sum) => ({ ...sum, score: sum.score * (1 + NEAR * nearness(texts[sum.n] ?? "", roots)) }));
    const list = [...first.sort(bestFirst), ...ranked.slice(FIRST)];
    const numbers = (/** @type {boolean} */ hasAll) => list.filter((sum) => (sum.words === wanted.length) === hasAll).map(({ n }) => n);
    return { all: numbers(true), some: numbers(false) };
  }

  /** @param {{ n: number, score: number }} a @param {{ n: number, score: number }} b */
  const bestFirst = (a, b) => b.score - a.score || a.n - b.n;

  /** Which part of the neighbours in a query are neighbours in a text, from 0 to 1. @param {string} text @param {string[]} roots of the words @returns {number} */
  function nearness(text, roots) {
    if (roots.length < 2) return 0;
    const said = words(text).map(stem);
    const isPair = (/** @type {string} */ one, /** @type {string} */ other) => said.some((word, n) => word === one && (said[n + 1] === other || said[n + 2] === other));
    return roots.slice(1).filter((root, n) => isPair(roots[n], root)).length / (roots.length - 1);
  }

  /**
   * Where a text has the words of a query: with their beginning, or in another form.
   * @param {string} text @param {string} query @returns {[start: number, end: number][]}
   */
  function matches(text, query) {
    const wanted = asked(query, NO_WORDS);
    const roots = new Set(wanted.map(stem));
    /** @type {[number, number][]} */
    const found = [];
    for (const match of text.matchAll(WORD)) {
      const word = fold(match[0]);
      if (roots.has(stem(word)) || wanted.some((one) => one.length > 1 && word.startsWith(one))) found.push([match.index, match.index + match[0].length]);
    }
    return found;
  }

  return { words, terms, create, matches };
})();
