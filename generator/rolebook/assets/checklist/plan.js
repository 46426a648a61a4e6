// @ts-check
// Plan: what the actions on a page are, read from their elements, and when they are due.

/**
 * @typedef {object} Action
 * @property {string} id
 * @property {string} title
 * @property {string} phase `week-1`
 * @property {string} owner `buddy`
 * @property {string} ownerTitle
 * @property {number} due days from the first day
 * @property {string} meets slug of a role, or nothing
 * @property {string} meetsName
 * @property {string[]} was ids that count as this one
 * @property {string} says all its words, a line each
 * @property {string} done how to tell that it is done: a clause behind "Done when"
 * @property {string[]} sources what it is made from, such as ids of rules
 * @typedef {{ roles: string[], title: string, site: string, actions: Action[] }} Plan `site` is what calendars call the handbook
 */

var rolebookPlan = (() => {
  "use strict";

  const DAY = 86_400_000;
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const DAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");

  /** @param {HTMLElement} element an action's @returns {Action} */
  function read(element) {
    const {
      action = "",
      phase = "",
      owner = "",
      due = "0",
      meets = "",
      meetsName = "",
      was = "",
      says = "",
    } = element.dataset;
    const text = (/** @type {string} */ selector) =>
      element.querySelector(selector)?.textContent?.trim() ?? "";
    return {
      id: action,
      title: text(".rb-action-title"),
      phase,
      owner,
      ownerTitle: text(".rb-owner"),
      due: Number(due),
      meets,
      meetsName,
      was: was.split(" ").filter(Boolean),
      says,
      done: text(".rb-done-when").replace(/^Done when /, ""),
      sources: Array.from(
        element.querySelectorAll("[data-source]"),
        (one) => one.getAttribute("data-source") ?? "",
      ),
    };
  }

  /** `week-1` as it is printed. @param {string} phase */
  const phaseTitle = (phase) => phase.charAt(0).toUpperCase() + phase.slice(1).replaceAll("-", " ");

  /** When an action is due, without a date. @param {number} due */
  function dueWords(due) {
    if (due < 0) return `${-due} ${due === -1 ? "day" : "days"} before`;
    return `by day ${due + 1}`;
  }

  /** First days, such that all due days have years of four digits. */
  const [FIRST, LAST] = ["1000-01-01", "9998-12-31"];

  /** Whether a text can be a first day: `2026-03-02`. @param {string} text */
  const isDate = (text) =>
    /^\d{4}-\d\d-\d\d$/.test(text) &&
    text >= FIRST &&
    text <= LAST &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text);

  /** @param {string} date @param {number} days @returns {string} a date */
  const later = (date, days) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

  /** `Mon 2 Mar`, with the year where it is another one. @param {string} date @param {string} [near] a date whose year goes without saying */
  function dateWords(date, near = date) {
    const day = new Date(date);
    const year = date.slice(0, 4) === near.slice(0, 4) ? "" : ` ${date.slice(0, 4)}`;
    return `${DAYS[day.getUTCDay()]} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}${year}`;
  }

  /** The date of a day where the reader is. @param {Date} now */
  const today = (now) =>
    [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, "0"))
      .join("-");

  return { FIRST, LAST, dateWords, dueWords, isDate, later, phaseTitle, read, today };
})();
