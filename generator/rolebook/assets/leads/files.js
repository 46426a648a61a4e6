// @ts-check
// What a lead takes away: a table as CSV, and the days of their own actions as a calendar.

var rolebookLeadFiles = (() => {
  "use strict";

  const { dueDate } = rolebookPlan;
  const { csv, joined } = rolebookMarks;
  const { PHASES, below } = rolebookSums;

  const COLUMNS = [
    ...["person", "roles", "first_day", "as_of", "done", "all", "not_for_them", "overdue"],
    ...PHASES.flatMap((phase) => [`${phase}_done`, `${phase}_all`]),
    ...["next", "next_owner", "next_date", "below"],
  ];

  /** A row for each person. @param {Standing[]} sums */
  const table = (sums) => csv([COLUMNS, ...sums.map(row)]);

  /** @param {Standing} sum @returns {string[]} */
  function row(sum) {
    const { one, plan, counts, phases, overdue, open, record } = sum;
    const [next] = open;
    return [
      one.name,
      joined(plan.roles),
      one.start,
      one.at.slice(0, 10),
      `${counts.done}`,
      `${counts.all}`,
      `${counts.notForMe}`,
      record.start ? `${overdue.length}` : "",
      ...PHASES.flatMap((phase) => {
        const found = phases.find((other) => other.phase === phase);
        return [`${found?.done ?? 0}`, `${found?.all ?? 0}`];
      }),
      next?.title ?? "",
      next?.owner ?? "",
      next && record.start ? dueDate(record.start, next.due) : "",
      joined(below(sum).map(({ skill, level }) => `${skill.source}=${level}`)),
    ];
  }

  /**
   * The open actions of some owners of everyone who has a first day.
   * @param {Standing[]} sums @param {string[]} owners @param {Date} now
   */
  function calendar(sums, owners, now) {
    const lists = sums.filter(({ record }) => record.start).map(listOf);
    return rolebookCalendar.ofPeople(lists, owners, now);
  }

  /** @param {Standing} sum @returns {List} */
  const listOf = ({ one, plan, record }) => ({ plan, name: one.name, record });

  return { calendar, table };
})();
