// @ts-check
// What a lead sees of the people: a card for each, and a table of all.

/**
 * @typedef {object} CardDoes
 * @property {(id: string, values: Partial<Added>) => void} change
 * @property {(id: string) => void} remove
 */

var rolebookCards = (() => {
  "use strict";

  const { list, say } = rolebookMessages;
  const { make } = rolebookDom;
  const { FIRST, LAST, dateWords, dueDate, isDate, phaseTitle, today } = rolebookPlan;
  const { below, isLeads } = rolebookSums;
  /** Actions that come next, of the lead and of others: what one talk can be about. */
  const NEXT = 3;

  /** @param {string} at a time */
  const dayOf = (at) => dateWords(today(new Date(at)), "");

  /** @param {Added} one */
  const startWords = ({ start }) =>
    start ? say("leads-first-day", { date: dateWords(start, "") }) : say("leads-no-first-day");

  /** @param {Added} one */
  const idOf = ({ id }) => `person-${id}`;

  /**
   * @param {Added} one @param {string} roles in words @param {(Node | string)[]} content
   * @param {CardDoes} does
   */
  function frame(one, roles, content, does) {
    const facts = [roles, startWords(one), say("leads-as-of", { date: dayOf(one.at) })];
    const heading = make("h2", { id: idOf(one), tabindex: "-1" }, one.name);
    return make(
      "section",
      { class: "rb-person", "aria-labelledby": idOf(one) },
      heading,
      make("p", { class: "rb-muted rb-person-facts" }, facts.join(" · ")),
      ...content,
      tools(one, does),
    );
  }

  /**
   * @param {Standing} sum @param {string} day today @param {CardDoes} does
   */
  function card(sum, day, does) {
    const parts = [
      progress(sum),
      phases(sum),
      ...(sum.left ? [paragraph(say("leads-left", { count: sum.left }))] : []),
      ...next(sum, day),
      notForThem(sum),
      levels(sum),
    ];
    return frame(sum.one, rolesOf(sum), parts.filter(Boolean), does);
  }

  /** The roles of a list, and the levels of a career that it is for. @param {Standing} sum */
  const rolesOf = ({ plan, record }) =>
    [plan.title, rolebookLevels.careerWords(plan.careers, record)].filter(Boolean).join(" · ");

  /**
   * Someone whose list cannot be shown.
   * @param {Added} one @param {string} why @param {CardDoes} does
   */
  function closed(one, why, does) {
    return frame(one, list(one.roles), [make("p", { class: "rb-person-closed" }, why)], does);
  }

  /** @param {string} words */
  const paragraph = (words) => make("p", {}, words);

  /** @param {Standing} sum */
  function progress({ one, counts, overdue, record }) {
    const { all, done, notForMe } = counts;
    const words = notForMe
      ? say("leads-progress-left-out", { done, all, count: notForMe })
      : say("leads-progress", { done, all });
    const bar = make("progress", { "aria-label": `${say("checklist-done")}: ${one.name}` });
    bar.max = Math.max(1, all - notForMe);
    bar.value = done;
    const late = overdue.length
      ? say("leads-overdue", { count: overdue.length })
      : say("leads-overdue-none");
    const state = { class: overdue.length ? "rb-late" : "rb-muted" };
    return make(
      "div",
      { class: "rb-progress" },
      bar,
      make("p", { class: "rb-progress-words" }, words),
      ...(record.start ? [make("p", state, late)] : []),
    );
  }

  /** @param {Standing} sum */
  function phases({ phases }) {
    const items = phases.map(({ phase, done, all }) =>
      make(
        "li",
        done === all ? { class: "rb-whole" } : {},
        make("span", { class: "rb-muted" }, phaseTitle(phase)),
        " ",
        say("checklist-step-done", { done, all }),
      ),
    );
    return make("ul", { class: "rb-phases", "aria-label": say("leads-phases") }, ...items);
  }

  /**
   * @param {Standing} sum @param {string} day
   */
  function next({ open, record }, day) {
    if (!open.length) return [group(say("leads-all-done"), [])];
    const others = open.filter((action) => !isLeads(action));
    /** @type {[title: string, actions: Action[]][]} */
    const groups = [
      [say("leads-yours"), open.filter(isLeads)],
      [say("leads-others"), others],
    ];
    return groups
      .filter(([, actions]) => actions.length)
      .map(([title, actions]) => {
        const items = actions.slice(0, NEXT).map((action) => item(action, record, day));
        return group(title, items, actions.length - items.length);
      });
  }

  /** @param {Action} action @param {Rec} record @param {string} day */
  function item(action, record, day) {
    const due = dueWords(action, record, day);
    const owner = say(`owner-${action.owner}`);
    const words = isLeads(action) ? due : say("checklist-next-facts", { owner, due });
    const isLate = record.start !== "" && dueDate(record.start, action.due) < day;
    const state = { class: isLate ? "rb-late" : "rb-muted" };
    return make("li", {}, action.title, " ", make("span", state, words));
  }

  /** @param {Action} action @param {Rec} record @param {string} day */
  function dueWords({ due }, { start }, day) {
    if (!start) return rolebookPlan.dueWords(due);
    const date = dueDate(start, due);
    if (date === day) return say("due-today");
    const words = { date: dateWords(date, day) };
    return date < day ? say("due-overdue", words) : say("due-by", words);
  }

  /** @param {Standing} sum */
  function notForThem({ notForThem }) {
    if (!notForThem.length) return "";
    const items = notForThem.map(([{ title }, reason]) => {
      const words = reason ? say("action-reason-shown", { reason }) : "";
      return make("li", {}, title, " ", make("span", { class: "rb-muted" }, words));
    });
    return group(say("leads-not-for-them"), items);
  }

  /** @param {Standing} sum */
  function levels({ ratings }) {
    const rated = ratings.filter(({ level }) => level);
    if (!ratings.length) return "";
    const items = rated.map(({ skill, level, fit }) => {
      const words = rolebookLevels.fitWords(skill, level);
      const needs = rolebookLevels.needs(skill);
      const values = { skill: skill.name, level, fit: words, needs };
      const shown = words ? say("leads-level-fit", values) : say("leads-level", values);
      return make("li", fit === "below" ? { class: "rb-below" } : {}, shown);
    });
    const left = ratings.length - rated.length;
    const rest = left ? say("leads-levels-rest", { count: left }) : "";
    if (!rated.length) return group(say("leads-levels"), [], 0, say("leads-levels-none"));
    return group(say("leads-levels"), items, 0, rest);
  }

  /**
   * A list with its title, and what is left out of it.
   * @param {string} title @param {HTMLElement[]} items
   * @param {number} [left] @param {string} [rest]
   */
  function group(title, items, left = 0, rest = "") {
    const more = left ? say("leads-more", { count: left }) : rest;
    return make(
      "div",
      { class: "rb-person-part" },
      make("h3", {}, title),
      ...(items.length ? [make("ul", {}, ...items)] : []),
      ...(more ? [make("p", { class: "rb-muted" }, more)] : []),
    );
  }

  /** @param {Added} one @param {CardDoes} does */
  function tools(one, does) {
    const person = one.name;
    const name = make("input", {
      type: "text",
      value: person,
      maxlength: "80",
      autocomplete: "off",
      "aria-label": say("leads-name-of", { person }),
      "data-focus": `name ${one.id}`,
    });
    name.addEventListener("change", () =>
      does.change(one.id, { name: name.value.trim() || person }),
    );
    const start = make("input", {
      type: "date",
      value: one.start,
      min: FIRST,
      max: LAST,
      autocomplete: "off",
      "aria-label": say("leads-first-day-of", { person }),
      "data-focus": `start ${one.id}`,
    });
    start.addEventListener("change", () =>
      does.change(one.id, { start: isDate(start.value) ? start.value : "" }),
    );
    return make(
      "div",
      { class: "rb-tools" },
      field(say("leads-name"), name),
      field(say("checklist-first-day"), start),
      ...(one.kind === "link" ? [opener(one)] : []),
      make(
        "button",
        {
          type: "button",
          class: "rb-button",
          "aria-label": say("leads-remove-person", { person }),
          click: () => does.remove(one.id),
        },
        say("leads-remove"),
      ),
    );
  }

  /** The list itself, as its link shows it. @param {Added} one */
  const opener = (one) =>
    make(
      "a",
      {
        href: `${one.address}#${one.text}`,
        "aria-label": say("leads-open-person", { person: one.name }),
        "data-focus": `open ${one.id}`,
      },
      say("leads-open"),
    );

  /** @param {string} label @param {HTMLElement} control */
  const field = (label, control) =>
    make("label", { class: "rb-field" }, make("span", {}, label), control);

  /** The columns behind the names. @type {[label: string, words: (sum: Standing) => string][]} */
  const COLUMNS = [
    ["first-day", ({ one }) => (one.start ? dateWords(one.start, "") : "–")],
    ["done", ({ counts: { done, all } }) => say("leads-of", { done, all })],
    ["overdue", ({ record, overdue }) => (record.start ? `${overdue.length}` : "–")],
    ["yours", ({ open }) => `${open.filter(isLeads).length}`],
    ["below", (sum) => `${below(sum).length}`],
  ];

  /** All people side by side. @param {Standing[]} sums */
  function overview(sums) {
    const labels = COLUMNS.map(([key]) => say(`leads-column-${key}`));
    const head = [say("leads-column-person"), ...labels].map((label) =>
      make("th", { scope: "col" }, label),
    );
    const rows = sums.map((sum) => {
      const link = make("a", { href: `#${idOf(sum.one)}` }, sum.one.name);
      const cells = COLUMNS.map(([, words], n) =>
        make("td", { "data-label": labels[n] }, words(sum)),
      );
      const roles = make("span", { class: "rb-muted" }, sum.plan.title);
      return make("tr", {}, make("th", { scope: "row" }, link, " ", roles), ...cells);
    });
    return make(
      "section",
      { class: "rb-leads-overview", "aria-labelledby": "overview" },
      make("h2", { id: "overview" }, say("leads-overview")),
      make(
        "table",
        { class: "rb-table" },
        make("thead", {}, make("tr", {}, ...head)),
        make("tbody", {}, ...rows),
      ),
    );
  }

  return { card, closed, overview };
})();
