// @ts-check
// Answers: what a reviewer answered about one change, as it is stored and passed on. Knows no page and no storage.

/**
 * @typedef {object} Answer
 * @property {AnswerWord} kept
 * @property {string} where where it was seen, or what was seen and wanted instead
 * @property {string} reason why a No does not matter here
 * @property {string} says the words that were answered
 * @typedef {"" | "yes" | "no" | "na"} AnswerWord
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

  const SCHEMA = 1;
  const KEPT = ["yes", "no", "na"];
  const FIELDS = /** @type {const} */ (["change", "author", "reviewer", "date", "notes"]);

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
  const answer = (values = {}) => ({ kept: "", where: "", reason: "", says: "", ...values });

  /** @param {any} value */
  const text = (value) => (typeof value === "string" ? value : "");
  /** @param {any} value @returns {string[]} */
  const texts = (value) =>
    Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  /** @param {any} value */
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** Bring what is stored to this version; of a newer one what is understood is shown. @param {string | null} stored @returns {{ record: Review, problem: Problem }} */
  function parse(stored) {
    if (stored === null) return { record: empty(), problem: "" };
    try {
      const value = JSON.parse(stored);
      if (!isReview(value)) return { record: empty(), problem: "broken" };
      return { record: checked(value), problem: value.schema > SCHEMA ? "newer" : "" };
    } catch {
      return { record: empty(), problem: "broken" };
    }
  }

  /** Whether a stored value is complete; a newer one, which cannot be checked here, counts as complete. @param {any} value */
  function isReview(value) {
    if (!isObject(value) || !Number.isInteger(value.schema)) return false;
    return value.schema > SCHEMA || (value.schema > 0 && isObject(value.answers));
  }

  /** Keep what has the right type. @param {any} value @returns {Review} */
  function checked(value) {
    const answers = Object.entries(isObject(value.answers) ? value.answers : {}).filter(([, one]) =>
      isObject(one),
    );
    return {
      ...empty(),
      ...Object.fromEntries(FIELDS.map((name) => [name, text(value[name])])),
      domains: texts(value.domains),
      ticks: texts(value.ticks),
      answers: Object.fromEntries(
        answers.map(([id, one]) => [
          id,
          answer({
            kept: KEPT.includes(one.kept) ? one.kept : "",
            where: text(one.where),
            reason: text(one.reason),
            says: text(one.says),
          }),
        ]),
      ),
    };
  }

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

  /** Whether the words of an item are others than those that were answered. @param {Answer} one @param {string} says */
  const isChanged = (one, says) => one.kept !== "" && one.says !== "" && one.says !== says;

  /** What a review holds, in words: "12 answers and 3 ticks". @param {Review} review */
  function inWords(review) {
    const answers = Object.values(review.answers).filter(
      (one) => one.kept || one.where || one.reason,
    ).length;
    const parts = [
      [answers, "answer"],
      [review.ticks.length, "tick"],
      [review.notes ? 1 : 0, "note"],
    ].flatMap(([number, noun]) => (number ? [`${number} ${noun}${number === 1 ? "" : "s"}`] : []));
    return parts.length > 1
      ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`
      : (parts[0] ?? "");
  }

  return { FIELDS, answerOf, empty, inWords, isChanged, parse, withAnswer, withTick };
})();
