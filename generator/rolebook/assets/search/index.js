// @ts-check
// The index of a search, as MiniSearch's own `addAll` makes it, in a fraction of the time.
//
// `addAll` looks up each word of each document in a tree of letters. Here words are collected in a
// map, and each goes into the tree once, in slices in which the page can react: with all else that
// a search needs 0.33 s of work instead of 0.77 for 18,560 rules, on a busy machine. An index that
// is made with the site would have 3.5 MB, and reading it took about as long as making it here.

/**
 * @typedef {object} Field
 * @property {(n: number) => string | undefined} text of a document, by its number; nothing if it
 *   has no such field
 * @property {(text: string) => string[]} terms what the text is found under
 */

var rolebookIndex = (() => {
  "use strict";

  const { MiniSearch } = rolebookEngine;
  /** Milliseconds of work before the page can react: less than a frame. */
  const SLICE = 12;

  /** The documents that have a term, in the form that MiniSearch reads. */
  class Postings {
    constructor() {
      /** @type {number[][]} by the number of a field; each document as often as it has the term */
      this.documents = [];
      /** @type {Map<number, number>[]} made when somebody asks: most terms are never asked for */
      this.counts = [];
    }

    /** @param {number} field @returns {Map<number, number> | undefined} */
    get(field) {
      const documents = this.documents[field];
      return documents && (this.counts[field] ??= counted(documents));
    }
  }

  /** @param {number[]} numbers @returns {Map<number, number>} how often each of them is there */
  function counted(numbers) {
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const n of numbers) counts.set(n, (counts.get(n) ?? 0) + 1);
    return counts;
  }

  /** Lets the page react. @returns {Promise<void>} */
  const pause = () =>
    /** @type {any} */ (globalThis).scheduler?.yield?.() ??
    new Promise((resolve) => setTimeout(resolve));

  /**
   * Numbers of documents by their text: many rules have the same words.
   * @param {number} size @param {Field["text"]} text
   */
  function byText(size, text) {
    /** @type {Map<string, number[]>} */
    const found = new Map();
    for (let n = 0; n < size; n++) {
      const words = text(n);
      if (words === undefined) continue;
      const same = found.get(words);
      if (same) same.push(n);
      else found.set(words, [n]);
    }
    return found;
  }

  /**
   * An index of documents, whose IDs are their numbers.
   * @param {number} size how many there are
   * @param {Record<string, Field>} fields by name; the documents that have one follow one another
   * @returns {Promise<InstanceType<typeof MiniSearch>>}
   */
  async function create(size, fields) {
    const index = new MiniSearch({ fields: Object.keys(fields) });
    const numbers = Array.from({ length: size }, (_, n) => n);
    /** @type {Map<string, Postings>} */
    const postings = new Map();
    /** @type {number[][]} of each document, the terms in its fields */
    const lengths = numbers.map(() => []);
    /** @type {number[]} */
    const averages = [];
    let since = Date.now();
    for (const [field, { text, terms }] of Object.values(fields).entries()) {
      let sum = 0;
      let last = 0;
      for (const [words, documents] of byText(size, text)) {
        const found = terms(words);
        const { size: length } = new Set(found);
        for (const n of documents) lengths[n][field] = length;
        sum += length * documents.length;
        last = Math.max(last, documents[documents.length - 1]);
        for (const term of found) {
          let own = postings.get(term);
          if (!own) postings.set(term, (own = new Postings()));
          const before = (own.documents[field] ??= []);
          for (const n of documents) before.push(n);
        }
        if (Date.now() - since < SLICE) continue;
        await pause();
        since = Date.now();
      }
      averages.push(sum / (last + 1)); // as MiniSearch counts
    }
    const tree = /** @type {any} */ (index)._index;
    for (const [term, own] of postings) tree.set(term, own);
    return Object.assign(index, {
      _documentCount: size,
      _documentIds: new Map(numbers.map((n) => [n, n])),
      _fieldLength: new Map(lengths.entries()),
      _avgFieldLength: averages,
    });
  }

  return { create, pause };
})();
