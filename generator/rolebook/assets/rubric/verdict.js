// @ts-check
// Verdict: what follows from the answers, after RFC 2119: No on MUST blocks, No on SHOULD needs a reason, MAY never blocks.

/**
 * @typedef {{ id: string, level: string, rules: string[], text: string, stop: string }} Question an item of the form
 * @typedef {object} Verdict
 * @property {string[]} blocked ids of items
 * @property {string[]} unexplained those that need a reason
 * @property {string[]} explained those that have one
 * @property {string[]} open
 * @property {number} all
 */

var rolebookVerdict = (() => {
  "use strict";

  /** @param {string} level */
  const blocks = (level) => level === "MUST" || level === "MUST NOT";
  /** @param {string} level */
  const needsReason = (level) => level === "SHOULD" || level === "SHOULD NOT";

  /** @param {Question[]} questions @param {Review} review @returns {Verdict} */
  function judge(questions, review) {
    /** @type {Verdict} */
    const found = { blocked: [], unexplained: [], explained: [], open: [], all: questions.length };
    for (const { id, level } of questions) {
      const { kept, reason } = rolebookAnswers.answerOf(review, id);
      if (kept === "") found.open.push(id);
      else if (kept === "no" && blocks(level)) found.blocked.push(id);
      else if (kept === "no" && needsReason(level))
        (reason.trim() ? found.explained : found.unexplained).push(id);
    }
    return found;
  }

  /** @param {Verdict} verdict @returns {"blocked" | "unexplained" | "open" | "approved" | "empty"} */
  function stateOf({ blocked, unexplained, open, all }) {
    if (blocked.length) return "blocked";
    if (unexplained.length) return "unexplained";
    if (open.length) return "open";
    return all ? "approved" : "empty";
  }

  /** The sentences of a verdict, the weightiest first. @param {Verdict} verdict @returns {string[]} */
  function sentences({ blocked, unexplained, explained, open, all }) {
    if (!all) return ["Nothing to answer."];
    const isDone = !blocked.length && !unexplained.length && !open.length;
    return [
      ...(blocked.length ? [`Blocked by ${blocked.length}: ${blocked.join(", ")}.`] : []),
      ...(unexplained.length ? [`Needs a reason: ${unexplained.join(", ")}.`] : []),
      ...(open.length ? [`${open.length} of ${all} open.`] : []),
      ...(isDone ? ["Can be approved."] : []),
      ...(explained.length ? [`Not kept for a reason: ${explained.join(", ")}.`] : []),
    ];
  }

  return { judge, needsReason, sentences, stateOf };
})();
