// @ts-check
// What people write down of their levels in skills, beside what the role needs; it knows no page.

/**
 * @typedef {"" | "below" | "as-needed" | "above"} Fit empty where it cannot be told
 * @typedef {object} Rating a skill that is to be rated, and what someone has written
 * @property {Skill} skill
 * @property {string} level of the latest rating, or nothing
 * @property {Fit} fit
 */

var rolebookLevels = (() => {
  "use strict";

  const { say } = rolebookMessages;
  /** Where a level is to be written; as `exports/checklists.py` has it. */
  const BLANK = "____";

  /** The levels that the role needs as they are printed, or nothing. @param {Skill} skill */
  const needs = ({ low, high }) => (low && low !== high ? `${low}–${high}` : low ? `${low}` : "");

  /** How many levels are missing. @param {Skill} skill @param {string} level */
  const missing = ({ low }, level) => low - Number(level);

  /** @param {Skill} skill @param {string} level @returns {Fit} */
  function fit(skill, level) {
    if (!skill.low || !/^\d+$/.test(level)) return "";
    if (missing(skill, level) > 0) return "below";
    return Number(level) > skill.high ? "above" : "as-needed";
  }

  /** From how a level fits to the words for it. @type {Record<Fit, (count: number) => string>} */
  const FITS = {
    "": () => "",
    below: (count) => say("level-below", { count }),
    "as-needed": () => say("level-as-needed"),
    above: () => say("level-above"),
  };

  /** @param {Skill} skill @param {string} level */
  const fitWords = (skill, level) => FITS[fit(skill, level)](missing(skill, level));

  /**
   * The levels of a first or second rating, by the codes of the skills.
   * @param {Rec} record @param {Action[]} actions @param {"first" | "again"} time
   */
  function levels(record, actions, time) {
    const entries = actions
      .filter((action) => action.rates === time)
      .map((action) => rolebookRecord.entryOf(record, action))
      .sort((a, b) => (a.at < b.at ? -1 : 1));
    return new Map(entries.flatMap((one) => Object.entries(one.levels)));
  }

  /**
   * Every skill of a list once, with the level of the last rating.
   * @param {Rec} record @param {Action[]} actions @returns {Rating[]}
   */
  function ratings(record, actions) {
    const [first, again] = [levels(record, actions, "first"), levels(record, actions, "again")];
    const skills = new Map(
      actions.flatMap((action) => (action.skills ?? []).map((skill) => [skill.source, skill])),
    );
    return Array.from(skills.values(), (skill) => {
      const level = again.get(skill.source) ?? first.get(skill.source) ?? "";
      return { skill, level, fit: fit(skill, level) };
    });
  }

  return { BLANK, fit, fitWords, levels, needs, ratings };
})();
