// @ts-check
// Verdict: what follows from the answers, after RFC 2119: a broken MUST blocks, a broken SHOULD
// needs a reason, MAY never blocks.

/**
 * @typedef {object} Question an item of the form
 * @property {string} id
 * @property {string} level
 * @property {string[]} rules
 * @property {string} text
 * @property {string} checkpoint
 * @typedef {object} Verdict
 * @property {string[]} blocked IDs of items
 * @property {string[]} unexplained those that need a reason
 * @property {string[]} explained those that have one
 * @property {string[]} open
 * @property {number} all
 */

var rolebookVerdict = (() => {
  "use strict";

  const { list, say } = rolebookMessages;

  /** @param {string} level */
  const blocks = (level) => level === "MUST" || level === "MUST NOT";
  /** @param {string} level */
  const needsReason = (level) => level === "SHOULD" || level === "SHOULD NOT";

  /** @param {Question[]} questions @param {Review} review @returns {Verdict} */
  function judge(questions, review) {
    /** @type {Verdict} */
    const verdict = {
      blocked: [],
      unexplained: [],
      explained: [],
      open: [],
      all: questions.length,
    };
    for (const { id, level } of questions) {
      const { answer, reason } = rolebookAnswers.answerOf(review, id);
      if (answer === "") verdict.open.push(id);
      else if (answer === "broken" && blocks(level)) verdict.blocked.push(id);
      else if (answer === "broken" && needsReason(level))
        (reason.trim() ? verdict.explained : verdict.unexplained).push(id);
    }
    return verdict;
  }

  /**
   * @param {Verdict} verdict
   * @returns {"blocked" | "unexplained" | "open" | "approved" | "empty"}
   */
  function stateOf({ blocked, unexplained, open, all }) {
    if (blocked.length) return "blocked";
    if (unexplained.length) return "unexplained";
    if (open.length) return "open";
    return all ? "approved" : "empty";
  }

  /** Sentences, the weightiest first. @param {Verdict} verdict @returns {string[]} */
  function sentences(verdict) {
    const { blocked, unexplained, explained, open, all } = verdict;
    const ids = (/** @type {string[]} */ some) => ({ ids: list(some, "unit") });
    const state = stateOf(verdict);
    const says = [];
    if (state === "empty") return [say("verdict-says-empty")];
    if (blocked.length) says.push(say("verdict-says-blocked", ids(blocked)));
    if (unexplained.length) says.push(say("verdict-says-unexplained", ids(unexplained)));
    if (open.length) says.push(say("verdict-says-open", { count: open.length, all }));
    if (state === "approved") says.push(say("verdict-says-approved"));
    if (explained.length) says.push(say("verdict-says-explained", ids(explained)));
    return says;
  }

  return { blocks, judge, needsReason, sentences, stateOf };
})();
