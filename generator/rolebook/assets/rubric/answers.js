// @ts-check
// Answers: what a reviewer answered about one change, as it is stored and passed on. It knows no
// page and no storage.

/**
 * @typedef {object} Answer
 * @property {AnswerWord} answer
 * @property {string} where where it was seen, or what was seen and wanted instead
 * @property {string} reason why a broken SHOULD does not matter here
 * @property {string} says the words that were answered
 * @typedef {"" | "kept" | "broken" | "untouched"} AnswerWord
 * @typedef {object} Review
 * @property {number} schema
 * @property {string} change
 * @property {string} author
 * @property {string} reviewer
 * @property {string} date
 * @property {string} notes
 * @property {string[]} domains codes of what the change touches; none means anything
 * @property {Record<string, Answer>} answers by the id of the item
 * @property {string[]} ticks ids of rules of the grid
 */

var rolebookAnswers = (() => {
  "use strict";

  const { list, say } = rolebookMessages;
  const SCHEMA = 2;
  const ANSWERS = ["kept", "broken", "untouched"];
  const FIELDS = /** @type {const} */ (["change", "author", "reviewer", "date", "notes"]);

  /** What version 1 called the answers. @type {Record<string, string>} */
  const FORMER = { yes: "kept", no: "broken", na: "untouched" };

  /** From each version of a review to the next, beginning with 1. @type {((old: any) => any)[]} */
  const MIGRATIONS = [
    // Version 1 had them as `kept: "yes"`.
    (old) => ({
      ...old,
      schema: 2,
      answers: Object.fromEntries(
        Object.entries(old.answers).map(([id, one]) => [
          id,
          isObject(one) ? { ...one, answer: FORMER[one.kept] } : one,
        ]),
      ),
    }),
  ];

  /** @returns {Review} */
  const empty = () => ({
    schema: SCHEMA,
    change: "",
    author: "",
    reviewer: "",
    date: "",
    notes: "",
    domains: [],
    answers: {},
    ticks: [],
  });

  /** @param {Partial<Answer>} [values] @returns {Answer} */
  const answer = (values = {}) => ({ answer: "", where: "", reason: "", says: "", ...values });

  /** @param {any} value */
  const text = (value) => (typeof value === "string" ? value : "");
  /** @param {any} value @returns {string[]} */
  const texts = (value) =>
    Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  /** @param {any} value */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /**
   * Bring what is stored to this version; of a newer one, show what is understood.
   * @param {string | null} stored
   * @returns {{ record: Review, problem: Problem }}
   */
  function parse(stored) {
    if (stored === null) return { record: empty(), problem: "" };
    try {
      const value = JSON.parse(stored);
      if (!isReview(value)) return { record: empty(), problem: "broken" };
      const steps = MIGRATIONS.slice(value.schema - 1);
      const current = steps.reduce((old, migrate) => migrate(old), value);
      return { record: checked(current), problem: value.schema > SCHEMA ? "newer" : "" };
    } catch {
      return { record: empty(), problem: "broken" };
    }
  }

  /** Whether a stored value is complete; a newer one can't be checked. @param {any} value */
  function isReview(value) {
    if (!isObject(value) || !Number.isInteger(value.schema)) return false;
    return value.schema > SCHEMA || (value.schema > 0 && isObject(value.answers));
  }

  /** Keep what has the right type. @param {any} value @returns {Review} */
  function checked(value) {
    const stored = Object.entries(isObject(value.answers) ? value.answers : {});
    const answers = stored.filter(([, one]) => isObject(one));
    return {
      ...empty(),
      ...Object.fromEntries(FIELDS.map((name) => [name, text(value[name])])),
      domains: texts(value.domains),
      ticks: texts(value.ticks),
      answers: Object.fromEntries(answers.map(([id, one]) => [id, checkedAnswer(one)])),
    };
  }

  /** @param {any} value @returns {Answer} */
  const checkedAnswer = (value) =>
    answer({
      answer: ANSWERS.includes(value.answer) ? value.answer : "",
      where: text(value.where),
      reason: text(value.reason),
      says: text(value.says),
    });

  /** @param {Review} review @param {string} id @returns {Answer} */
  const answerOf = (review, id) =>
    Object.hasOwn(review.answers, id) ? review.answers[id] : answer();

  /** @param {Review} review @param {string} id @param {Partial<Answer>} values @returns {Review} */
  const withAnswer = (review, id, values) => ({
    ...review,
    answers: { ...review.answers, [id]: { ...answerOf(review, id), ...values } },
  });

  /** @param {Review} review @param {string} id @param {boolean} isTicked @returns {Review} */
  const withTick = (review, id, isTicked) => ({
    ...review,
    ticks: [...review.ticks.filter((one) => one !== id), ...(isTicked ? [id] : [])],
  });

  /** Whether the words of an item changed. @param {Answer} one @param {string} says */
  const isChanged = (one, says) => one.answer !== "" && one.says !== "" && one.says !== says;

  /** What a review holds: "12 answers and 3 ticks". @param {Review} review */
  function inWords(review) {
    const answered = Object.values(review.answers).filter(
      (one) => one.answer || one.where || one.reason,
    );
    const parts = [];
    if (answered.length) parts.push(say("review-answer-count", { count: answered.length }));
    if (review.ticks.length) parts.push(say("review-tick-count", { count: review.ticks.length }));
    if (review.notes) parts.push(say("note-count", { count: 1 }));
    return list(parts);
  }

  return { FIELDS, answerOf, empty, inWords, isChanged, parse, withAnswer, withTick };
})();
