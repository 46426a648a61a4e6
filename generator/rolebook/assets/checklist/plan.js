// @ts-check
// Plan: what the actions of a page are, read from their elements, and when they are due.

/**
 * @typedef {object} Action
 * @property {string} id
 * @property {string} title
 * @property {string} phase `week-1`
 * @property {string} owner `buddy`
 * @property {number} due days from the first day
 * @property {string} meets slug of a role, or nothing
 * @property {string} meetsName
 * @property {string[]} was ids that count as this one
 * @property {string} about what a tick is for: IDs and the words of authors, a line each
 * @property {string} done how to tell that it is done: a clause that follows "Done when"
 * @property {string[]} sources what it is made from, such as IDs of rules
 * @property {"" | "first" | "again"} [rates] whether people write down their levels, and which time
 * @property {Skill[]} [skills] in which they do
 * @typedef {object} Skill
 * @property {string} source its code
 * @property {string} name
 * @property {number} low lowest level that the role needs; 0 where it says none
 * @property {number} high
 * @property {number} most highest level of the scale; 0 where any word is a level
 * @property {string} [role] code of the role, if its levels of a career need different levels
 * @property {[level: string, low: number, high: number][]} [byLevel] what each of them needs; one
 * that is not here doesn't need the skill
 * @typedef {{ role: string, name: string, levels: string[] }} Career the levels of a career that a
 * role tells apart, the lowest first
 * @typedef {object} Plan
 * @property {string[]} roles
 * @property {string} title
 * @property {string} site what calendars call the handbook
 * @property {Action[]} actions
 * @property {Career[]} [careers]
 */

var rolebookPlan = (() => {
  "use strict";

  const { date: dateParts, say } = rolebookMessages;
  /** Milliseconds. */
  const DAY = 86_400_000;

  /** @param {HTMLElement} element an action's @returns {Action} */
  function read(element) {
    const { action = "", phase = "", owner = "", due = "0", ...data } = element.dataset;
    const text = (/** @type {string} */ selector) =>
      element.querySelector(selector)?.textContent?.trim() ?? "";
    const topics = /** @type {HTMLElement[]} */ (
      Array.from(element.querySelectorAll("[data-source]"))
    );
    return {
      id: action,
      title: text(".rb-action-title"),
      phase,
      owner,
      due: Number(due),
      meets: data.meets ?? "",
      meetsName: data.meetsName ?? "",
      was: (data.was ?? "").split(" ").filter(Boolean),
      about: [data.about ?? "", ...topics.map(about)].filter(Boolean).join("\n"),
      done: text(".rb-done-clause"),
      sources: topics.map((topic) => topic.dataset.source ?? ""),
      rates: data.rates === "first" || data.rates === "again" ? data.rates : "",
      skills: topics.filter((topic) => topic.dataset.skill).map(skill),
    };
  }

  /** @param {HTMLElement} topic @returns {Skill} */
  function skill({ dataset: { source = "", skill = "", low, high, most, role = "", ...data } }) {
    return {
      source,
      name: skill,
      low: Number(low),
      high: Number(high),
      most: Number(most),
      role,
      byLevel: JSON.parse(data.byLevel ?? "[]"),
    };
  }

  /**
   * What authors say of a topic: its text, unless some of that is ours.
   * @param {HTMLElement} topic
   */
  const about = (topic) =>
    topic.dataset.about ?? (topic.textContent ?? "").replace(/\s+/g, " ").trim();

  /** `week-1` as it is printed. @param {string} phase */
  const phaseTitle = (phase) => say(`phase-${phase}`);

  /** When an action is due, without a date. @param {number} due */
  const dueWords = (due) =>
    due < 0 ? say("due-before", { count: -due }) : say("due-day", { day: due + 1 });

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

  /** Of days, where Monday is 0. */
  const FRIDAY = 4;

  /**
   * The day on which an action is due: at a weekend, the working day before. What is due on the
   * first day or later is not moved to a day before it. `due_date` of `checklist/` does the same.
   * @param {string} start the first day @param {number} due @returns {string} a date
   */
  function dueDate(start, due) {
    const day = later(start, due);
    const weekday = (new Date(day).getUTCDay() + 6) % 7;
    const moved = later(day, -Math.max(0, weekday - FRIDAY));
    return due >= 0 && moved < start ? start : moved;
  }

  /**
   * `Mon 2 Mar`, with the year where it is another one.
   * @param {string} date @param {string} [near] a date whose year goes without saying
   */
  function dateWords(date, near = date) {
    const day = new Date(date);
    const part = (/** @type {Intl.DateTimeFormatOptions} */ options) =>
      dateParts(day, { ...options, timeZone: "UTC" });
    const year = date.slice(0, 4);
    const values = {
      weekday: part({ weekday: "short" }),
      day: String(day.getUTCDate()),
      month: part({ month: "short" }),
    };
    const isNear = year === near.slice(0, 4);
    return isNear ? say("date-near", values) : say("date-far", { ...values, year });
  }

  /** The date of a day where the reader is. @param {Date} now */
  const today = (now) =>
    [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, "0"))
      .join("-");

  return { FIRST, LAST, dateWords, dueDate, dueWords, isDate, later, phaseTitle, read, today };
})();
