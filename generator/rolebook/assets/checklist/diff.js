// @ts-check
// Two texts to the words that were removed and added, line by line.

/** @typedef {{ kind: "same" | "gone" | "new", text: string }} Piece */

var rolebookDiff = (() => {
  "use strict";

  /** Longer texts are shown whole: comparing takes time with the product of their lengths. */
  const MOST = 4_000_000;

  /** @param {string} text */
  const words = (text) => text.split(/\s+/).filter(Boolean);

  /** @param {string} before @param {string} after @returns {Piece[]} */
  function diff(before, after) {
    const [a, b] = [words(before), words(after)];
    let from = 0;
    while (from < a.length && a[from] === b[from]) from++;
    let [endA, endB] = [a.length, b.length];
    while (endA > from && endB > from && a[endA - 1] === b[endB - 1])
      [endA, endB] = [endA - 1, endB - 1];
    return joined([
      ...tagged("same", a.slice(0, from)),
      ...middle(a.slice(from, endA), b.slice(from, endB)),
      ...tagged("same", a.slice(endA)),
    ]);
  }

  /** @param {Piece["kind"]} kind @param {string[]} list @returns {Piece[]} */
  const tagged = (kind, list) => list.map((text) => ({ kind, text }));

  /**
   * The longest common row of words, by the table of its lengths.
   * @param {string[]} a @param {string[]} b @returns {Piece[]}
   */
  function middle(a, b) {
    if (a.length * b.length > MOST) return [...tagged("gone", a), ...tagged("new", b)];
    const width = b.length + 1;
    const table = new Uint16Array((a.length + 1) * width);
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        table[i * width + j] =
          a[i] === b[j]
            ? table[(i + 1) * width + j + 1] + 1
            : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
      }
    }
    /** @type {Piece[]} */
    const pieces = [];
    let [i, j] = [0, 0];
    while (i < a.length && j < b.length) {
      const isGone = table[(i + 1) * width + j] >= table[i * width + j + 1];
      if (a[i] === b[j]) pieces.push({ kind: "same", text: a[(j++, i++)] });
      else if (isGone) pieces.push({ kind: "gone", text: a[i++] });
      else pieces.push({ kind: "new", text: b[j++] });
    }
    return [...pieces, ...tagged("gone", a.slice(i)), ...tagged("new", b.slice(j))];
  }

  /** Neighbours of one kind as one piece. @param {Piece[]} pieces @returns {Piece[]} */
  function joined(pieces) {
    /** @type {Piece[]} */
    const rows = [];
    for (const piece of pieces) {
      const last = rows.at(-1);
      if (last?.kind === piece.kind) last.text += ` ${piece.text}`;
      else rows.push({ ...piece });
    }
    return rows;
  }

  /** The lines of a text that say something, with single spaces. @param {string} text */
  const linesOf = (text) =>
    text
      .split("\n")
      .map((line) => words(line).join(" "))
      .filter(Boolean);

  /**
   * Lines that differ, each with its words; a line is the same one if it begins with the same word,
   * such as an ID.
   * @param {string} before @param {string} after @returns {Piece[][]}
   */
  function lines(before, after) {
    const [old, now] = [linesOf(before), linesOf(after)];
    const gone = old.filter((line) => !now.includes(line));
    const added = now.filter((line) => !old.includes(line));
    const changed = added.map((line) => {
      const at = gone.findIndex((other) => words(other)[0] === words(line)[0]);
      return diff(at < 0 ? "" : gone.splice(at, 1)[0], line);
    });
    return [...changed, ...gone.map((line) => diff(line, ""))];
  }

  return { diff, lines };
})();
