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

  const { list, say } = rolebookMessages;
  /** Where a level is to be written; as `exports/checklists.py` has it. */
  const BLANK = "____";

  /** The levels that the role needs as they are printed, or nothing. @param {Skill} skill */
  const needs = ({ low, high }) => (low && low !== high ? `${low}–${high}` : low ? `${low}` : "");

  /**
   * The levels of a career that are chosen, by role; one that the role no longer has is none.
   * @param {Career[] | undefined} careers @param {Rec} record @returns {Map<string, string>}
   */
  const chosen = (careers = [], { careers: kept }) =>
    new Map(
      careers
        .filter(({ role, levels }) => levels.includes(kept[role]))
        .map(({ role }) => [role, kept[role]]),
    );

  /**
   * A skill as the chosen level needs it, or null if that doesn't need it.
   * @param {Skill} skill @param {Map<string, string>} chosen @returns {Skill | null}
   */
  function asNeeded(skill, chosen) {
    const level = chosen.get(skill.role ?? "");
    if (!level || !skill.byLevel?.length) return skill;
    const needed = skill.byLevel.find(([name]) => name === level);
    return needed ? { ...skill, low: needed[1], high: needed[2] } : null;
  }

  /**
   * The skills that the chosen levels need; `at_career_levels` of `checklist/` does the same.
   * @param {Skill[] | undefined} skills @param {Map<string, string>} chosen @returns {Skill[]}
   */
  const needed = (skills = [], chosen) => skills.flatMap((skill) => asNeeded(skill, chosen) ?? []);

  /** A skill with the levels that are needed, as the list has it. @param {Skill} skill */
  function words(skill) {
    const levels = needs(skill);
    if (!levels) return skill.name;
    return skill.low === skill.high
      ? say("skill-at-level", { skill: skill.name, level: levels })
      : say("skill-at-levels", { skill: skill.name, levels });
  }

  /**
   * The levels that a list is for, or nothing; `career_words` of `checklist/` does the same.
   * @param {Career[] | undefined} careers @param {Rec} record
   */
  function careerWords(careers = [], record) {
    const levels = chosen(careers, record);
    const names = careers
      .filter(({ role }) => levels.has(role))
      .map(({ role, name }) => ({ level: levels.get(role) ?? "", role: name }))
      .map((one) => (careers.length === 1 ? one.level : say("career-of-role", one)));
    return names.length ? say("career-chosen", { levels: list(names) }) : "";
  }

  /**
   * The level that a word means, or nothing: its name, or words that only it has; `level_called` of
   * `checklist/` does the same.
   * @param {string} word @param {string[]} levels
   */
  function called(word, levels) {
    const wanted = word.trim().toLowerCase();
    const exact = levels.find((level) => level.toLowerCase() === wanted);
    const escaped = wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const whole = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, "u");
    const fitting = wanted ? levels.filter((level) => whole.test(level.toLowerCase())) : [];
    return exact ?? (fitting.length === 1 ? fitting[0] : "");
  }

  /**
   * The levels that an address asks for: `?level=senior`, or `?level=BD=senior,SO=junior`.
   * @param {string} query @param {Career[]} careers @returns {Record<string, string>} by role
   */
  function asked(query, careers) {
    const parts = new URLSearchParams(query).getAll("level").flatMap((value) => value.split(","));
    const pairs = parts.flatMap((part) => {
      const [word, code = ""] = part.split("=").reverse();
      return careers
        .filter(({ role }) => !code || role.toLowerCase() === code.trim().toLowerCase())
        .map(({ role, levels }) => [role, called(word, levels)]);
    });
    return Object.fromEntries(pairs.filter(([, level]) => level));
  }

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
   * @param {Rec} record @param {Action[]} actions @param {Career[]} [careers] @returns {Rating[]}
   */
  function ratings(record, actions, careers) {
    const levelsChosen = chosen(careers, record);
    const [first, again] = [levels(record, actions, "first"), levels(record, actions, "again")];
    const skills = new Map(
      actions.flatMap(({ skills }) =>
        needed(skills, levelsChosen).map((skill) => [skill.source, skill]),
      ),
    );
    return Array.from(skills.values(), (skill) => {
      const level = again.get(skill.source) ?? first.get(skill.source) ?? "";
      return { skill, level, fit: fit(skill, level) };
    });
  }

  return {
    BLANK,
    asNeeded,
    asked,
    called,
    careerWords,
    chosen,
    fit,
    fitWords,
    levels,
    needed,
    needs,
    ratings,
    words,
  };
})();
