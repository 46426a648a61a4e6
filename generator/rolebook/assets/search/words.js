// @ts-check
// Words: how a text and a query are cut into them, which forms are one word, and which words mean
// the same.

/**
 * @typedef {object} Vocabulary
 * @property {Map<string, string[][]>} synonyms from the key of a word or phrase to others, in words
 * @property {Map<string, string[][]>} related to what texts about it are likely to have
 * @property {Map<string, string[][]>} phrases those with several words, by the stem of each
 * @property {Set<string>} common words that questions about anything have
 */

var rolebookWords = (() => {
  "use strict";

  const { stemmer } = rolebookEngine;
  const WORD = /[\p{L}\p{N}]+(?:[-_.'’/&+#][\p{L}\p{N}]+)*/gu;
  const JOINT = /[-_.'’/&+# ]/;
  const BETWEEN_JOINTS = /[^-_.'’/&+# ]+/g;
  const MARKS = /\p{M}+/gu;
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
  /** Words that a question is made of; they need not be in the answer. */
  const SMALL = new Set(
    [
      "a about all an and any are as at be been being but by can could do does for from had has",
      "have how i if in into is it its may me must my need not of on one or our shall should so",
      "that the their them then there these they this to use used using was we were what when",
      "where which who whom why will with without would you your",
    ]
      .join(" ")
      .split(" "),
  );
  /** Words of the longest phrase that can have synonyms, as `data/related.csv` says. */
  const LONGEST_PHRASE = 3;
  /** In front of a stem. No word begins with it, and it is longer than two typos. */
  const MARK = "~~~";

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

  /**
   * The words of a text, those with a hyphen or dot whole: `BD-API-07`.
   * @param {string} text @returns {string[]}
   */
  function words(text) {
    const found = fold(text).match(WORD) ?? [];
    return UNSPACED.test(text)
      ? found.flatMap((run) => segments(run).map(([word]) => word))
      : found;
  }

  /**
   * The words of a language that puts no spaces between them, and where they begin.
   * @param {string} run @returns {[word: string, start: number][]}
   */
  function segments(run) {
    if (!UNSPACED.test(run)) return [[run, 0]];
    const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
    return Array.from(segmenter.segment(run)).flatMap(({ segment, index }) =>
      segment.match(WORD) ? [/** @type {[string, number]} */ ([segment, index])] : [],
    );
  }

  /**
   * What a word is found under: itself, its parts, and its stem.
   * @param {string} word @returns {string[]}
   */
  function terms(word) {
    if (!JOINT.test(word)) return withStem(word);
    const parts = word.split(JOINT);
    return [...parts.flatMap(withStem), parts.join("")];
  }

  /** The parts of an ID, which it is found under. @param {string} id */
  const idParts = (id) => fold(id).match(BETWEEN_JOINTS) ?? [];

  /**
   * A word, and its stem if it is another one: marked, so that a text with the word itself is
   * better than one with another form of it. Small words say nothing.
   * @param {string} word @returns {string[]}
   */
  function withStem(word) {
    if (SMALL.has(word)) return [];
    const root = stem(word);
    return root === word ? [word] : [word, MARK + root];
  }

  /** @type {Vocabulary} */
  const NO_WORDS = {
    synonyms: new Map(),
    related: new Map(),
    phrases: new Map(),
    common: new Set(),
  };

  /** @param {Vocabulary} vocabulary @param {string} one a key */
  const knows = ({ synonyms, related }, one) => synonyms.has(one) || related.has(one);

  /**
   * What words are looked up under, whatever their form and their joints.
   * @param {string[]} parts
   */
  const key = (parts) => parts.map(stem).join("");

  /** The words of a phrase, and the parts of those that have joints. @param {string} phrase */
  const parts = (phrase) => words(phrase).flatMap((word) => word.split(JOINT));

  /**
   * Words without the small ones; all of them if there are no others.
   * @param {string[]} list @returns {string[]}
   */
  function telling(list) {
    const left = list.filter((word) => !SMALL.has(word));
    return left.length ? left : list;
  }

  /** @param {Map<string, string[][]>} map @param {string} key @param {string[][]} more */
  function add(map, key, more) {
    const found = map.get(key);
    if (found) found.push(...more);
    else map.set(key, [...more]);
  }

  /**
   * The other words for a word or phrase, by its key.
   * @param {string[][]} groups @returns {Map<string, string[][]>}
   */
  function synonymsOf(groups) {
    /** @type {Map<string, string[][]>} */
    const found = new Map();
    for (const group of groups.map((phrases) => phrases.map(parts))) {
      for (const one of group)
        add(
          found,
          key(one),
          group.filter((other) => other !== one),
        );
    }
    return found;
  }

  /**
   * Words that texts about a word or phrase are likely to have, by its key and its synonyms' keys.
   * @param {string[][]} groups the first of each is what is asked for
   * @param {Vocabulary["synonyms"]} synonyms
   * @returns {Map<string, string[][]>}
   */
  function relatedOf(groups, synonyms) {
    /** @type {Map<string, string[][]>} */
    const found = new Map();
    for (const [first, ...others] of groups.map((phrases) => phrases.map(parts))) {
      for (const one of [first, ...(synonyms.get(key(first)) ?? [])]) add(found, key(one), others);
    }
    return found;
  }

  /**
   * The words of a query, with a phrase that has synonyms as one: `sign in`.
   * @param {string} text @param {Vocabulary} vocabulary
   */
  function asked(text, vocabulary) {
    const typed = words(text);
    /** @type {string[]} */
    const found = [];
    for (let n = 0; n < typed.length;) {
      const length = phraseLength(typed.slice(n, n + LONGEST_PHRASE), vocabulary);
      found.push(typed.slice(n, n + length).join(" "));
      n += length;
    }
    return topical(telling(found), vocabulary);
  }

  /**
   * Words without those that questions about anything have; all of them if there are no others.
   * @param {string[]} list @param {Vocabulary} vocabulary
   */
  function topical(list, vocabulary) {
    const left = list.filter((word) => !vocabulary.common.has(word));
    return left.length ? left : list;
  }

  /**
   * The known phrases all of whose words are among those of a query, wherever they stand: of
   * `clicked on a strange link` the phrase `clicked a link`. Those that stand there as they are
   * are words of the query already.
   * @param {string[]} list what `asked` returns
   * @param {Vocabulary} vocabulary @returns {string[]}
   */
  function scattered(list, { phrases }) {
    const roots = new Set(list.filter((word) => !word.includes(" ")).map(stem));
    const near = new Set([...roots].flatMap((root) => phrases.get(root) ?? []));
    return [...near]
      .filter((phrase) => telling(phrase).every((word) => roots.has(stem(word))))
      .map((phrase) => phrase.join(" "));
  }

  /**
   * Phrases of several words by the stem of each of their words.
   * @param {string[][]} groups @returns {Map<string, string[][]>}
   */
  function phrasesIn(groups) {
    /** @type {Map<string, string[][]>} */
    const found = new Map();
    for (const phrase of groups.flat().map(parts)) {
      const said = telling(phrase);
      if (said.length > 1) for (const word of said) add(found, stem(word), [phrase]);
    }
    return found;
  }

  /**
   * How many of the first words are a phrase that has synonyms, or 1.
   * @param {string[]} list @param {Vocabulary} vocabulary
   */
  function phraseLength(list, vocabulary) {
    for (let length = list.length; length > 1; length--)
      if (knows(vocabulary, key(list.slice(0, length)))) return length;
    return 1;
  }

  /** Whether a query has only words that nearly every text has. @param {string} text */
  function isSmall(text) {
    const typed = words(text);
    return typed.length > 0 && typed.every((word) => SMALL.has(word));
  }

  /**
   * A search for the words of a query in texts: with their beginning, or in another form.
   * @param {string} query
   * @returns {(text: string) => [start: number, end: number][]} where they are
   */
  function matcher(query) {
    const wanted = asked(query, NO_WORDS);
    const roots = new Set(wanted.map(stem));
    const isWanted = (/** @type {string} */ word) =>
      roots.has(stem(word)) || wanted.some((one) => one.length > 1 && word.startsWith(one));
    const found = (/** @type {RegExpMatchArray} */ { 0: run, index = 0 }) =>
      segments(run)
        .filter(([word]) => isWanted(fold(word)))
        .map(
          ([word, start]) =>
            /** @type {[number, number]} */ ([index + start, index + start + word.length]),
        );
    return (text) => Array.from(text.matchAll(WORD)).flatMap(found);
  }

  return {
    JOINT,
    MARK,
    NO_WORDS,
    asked,
    idParts,
    isSmall,
    key,
    matcher,
    parts,
    phrasesIn,
    relatedOf,
    scattered,
    stem,
    synonymsOf,
    telling,
    terms,
    words,
  };
})();
