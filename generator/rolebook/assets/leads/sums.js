// @ts-check
// How far someone is: a list with its record in numbers and in what comes next.

/**
 * @typedef {object} Standing
 * @property {Added} one
 * @property {Plan} plan
 * @property {Rec} record
 * @property {number} left ticks that belong to no action of the list
 * @property {ReturnType<typeof rolebookRecord.counts>} counts
 * @property {{ phase: string, done: number, all: number }[]} phases without what is not for them
 * @property {Action[]} open those of the lead first, then by their days
 * @property {Action[]} overdue
 * @property {[action: Action, reason: string][]} notForThem
 * @property {Rating[]} ratings
 */

var rolebookSums = (() => {
  "use strict";

  const { counts, entryOf } = rolebookRecord;
  const { dueDate } = rolebookPlan;
  const PHASES = ["before-day-1", "day-1", "week-1", "day-30", "day-60", "day-90"];

  /**
   * @param {Added} one @param {Plan} plan @param {{ record: Rec, left: number }} read
   * @param {string} day today @returns {Standing}
   */
  function of(one, plan, { record, left }, day) {
    const { actions } = plan;
    const state = (/** @type {Action} */ action) => entryOf(record, action).state;
    const open = actions.filter((action) => state(action) === "todo").sort(byOwnerAndDay);
    return {
      one,
      plan,
      record,
      left,
      counts: counts(record, actions),
      phases: PHASES.map((phase) => ofPhase(phase, record, actions)).filter(({ all }) => all),
      open,
      overdue: open.filter(({ due }) => record.start && dueDate(record.start, due) < day),
      notForThem: actions
        .filter((action) => state(action) === "not-for-me")
        .map((action) => [action, entryOf(record, action).reason]),
      ratings: rolebookLevels.ratings(record, actions, plan.careers),
    };
  }

  /** @param {string} phase @param {Rec} record @param {Action[]} actions */
  function ofPhase(phase, record, actions) {
    const own = actions.filter((action) => action.phase === phase);
    const { all, done, notForMe } = counts(record, own);
    return { phase, done, all: all - notForMe };
  }

  const isLeads = (/** @type {Action} */ { owner }) => owner === "lead";

  /** @param {Action} a @param {Action} b */
  const byOwnerAndDay = (a, b) => Number(isLeads(b)) - Number(isLeads(a)) || a.due - b.due;

  /** Ratings that are below what the role needs. @param {Standing} sum */
  const below = ({ ratings }) => ratings.filter(({ fit }) => fit === "below");

  return { PHASES, below, isLeads, of };
})();
