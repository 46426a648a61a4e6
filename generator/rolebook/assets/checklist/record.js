// @ts-check
// A record: what someone ticked, as it is stored and passed on. It knows no page and no storage.

/**
 * @typedef {"todo" | "done" | "not-for-me"} State
 * @typedef {object} Entry
 * @property {State} state
 * @property {string} reason why it is not for this person
 * @property {string} note
 * @property {string} title the action's title when the state was set; empty where that is not known
 * @property {string} about what the action was about then: IDs and words of authors, a line each
 * @property {string} print hash of `about` where only that came along
 * @property {Record<string, string>} levels in skills, by their codes, as the person rates them
 * @property {string} at when it was changed last, `2026-03-02T09:00:00.000Z`; empty if unknown
 * @typedef {object} Rec
 * @property {number} schema
 * @property {string} start the first day, or nothing
 * @property {Record<string, Entry>} entries by the id of the action
 * @property {Record<string, string>} careers the chosen level of a career, by the code of the role;
 * empty for all levels
 * @typedef {"" | "newer" | "broken"} Problem
 */

var rolebookRecord = (() => {
  "use strict";

  const { list, say } = rolebookMessages;
  const SCHEMA = 2;
  /** @type {readonly string[]} */
  const STATES = ["todo", "done", "not-for-me"];

  /** From the version of a record to its next version. @type {((old: any) => any)[]} */
  const MIGRATIONS = [
    // Version 0 is what people and tools write by hand:
    // `{"meet-SO": "done", "read-x": "not-for-me: left the team"}`.
    (old) => ({
      schema: 1,
      start: "",
      entries: mapped(old, (id, said) => shortEntry(String(said))),
    }),
    // Version 1 held the words of an action, ours among them.
    (old) => ({ ...old, schema: 2, entries: mapped(old.entries, rolebookSchema1.entry) }),
  ];

  /** @param {Record<string, any>} values @param {(key: string, value: any) => any} change */
  const mapped = (values, change) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(key, value)]));

  /** @param {string} said */
  function shortEntry(said) {
    const [state, ...reason] = said.split(":");
    return { state: state.trim(), reason: reason.join(":").trim() };
  }

  /** @returns {Rec} */
  const empty = () => ({ schema: SCHEMA, start: "", entries: {}, careers: {} });

  /** @param {Partial<Entry>} [values] @returns {Entry} */
  const entry = (values = {}) => ({
    state: "todo",
    reason: "",
    note: "",
    title: "",
    about: "",
    print: "",
    levels: {},
    at: "",
    ...values,
  });

  const isObject = (/** @type {unknown} */ value) =>
    typeof value === "object" && value !== null && !Array.isArray(value);

  /** The version of a stored value; -1 where it is no record. @param {any} value */
  function versionOf(value) {
    if (!isObject(value)) return -1;
    if (Number.isInteger(value.schema)) return isRecord(value) ? value.schema : -1;
    return Object.values(value).every((one) => typeof one === "string") ? 0 : -1;
  }

  /**
   * Whether a value with a version is complete; a newer one cannot be checked here.
   * @param {any} value
   */
  function isRecord({ schema, entries }) {
    if (schema > SCHEMA) return true;
    return schema > 0 && isObject(entries) && Object.values(entries).every(isObject);
  }

  /**
   * Bring a stored value to this version. Of a newer one what is understood is shown.
   * @param {any} value @returns {{ record: Rec, problem: Problem }}
   */
  function read(value) {
    const version = versionOf(value);
    if (version < 0) return { record: empty(), problem: "broken" };
    for (let n = version; n < SCHEMA; n++) value = MIGRATIONS[n](value);
    return { record: checked(value), problem: version > SCHEMA ? "newer" : "" };
  }

  /** @param {string | null} text @returns {{ record: Rec, problem: Problem }} */
  function parse(text) {
    if (text === null) return { record: empty(), problem: "" };
    try {
      return read(JSON.parse(text));
    } catch {
      return { record: empty(), problem: "broken" };
    }
  }

  /** Keep what has the right type. @param {any} value @returns {Rec} */
  function checked(value) {
    const entries = isObject(value.entries) ? value.entries : {};
    const kept = Object.entries(entries).filter(([, one]) => isObject(one));
    return {
      schema: SCHEMA,
      start: rolebookPlan.isDate(text(value.start)) ? value.start : "",
      entries: mapped(Object.fromEntries(kept), (id, one) => checkedEntry(one)),
      careers: checkedCareers(value.careers),
    };
  }

  /** @param {any} one @returns {Entry} */
  const checkedEntry = (one) =>
    entry({
      state: STATES.includes(one.state) ? one.state : "todo",
      reason: text(one.reason),
      note: text(one.note),
      title: text(one.title),
      about: text(one.about),
      print: PRINT.test(text(one.print)) ? one.print : "",
      levels: checkedLevels(one.levels),
      at: TIME.test(text(one.at)) && Date.parse(one.at) ? one.at : "",
    });

  /** Characters of a level: a word or two, where it is no number. */
  const LONGEST_LEVEL = 20;

  /** A level as it is kept: one line, and not a long one. @param {string} said */
  const level = (said) => said.replace(/\s+/g, " ").trim().slice(0, LONGEST_LEVEL);

  /** @param {any} levels @returns {Record<string, string>} */
  function checkedLevels(levels) {
    if (!isObject(levels)) return {};
    const read = Object.entries(levels).map(([skill, said]) => [skill, level(text(said))]);
    return Object.fromEntries(read.filter(([, said]) => said));
  }

  /** Characters of the name of a level of a career; headings of personas are shorter. */
  const LONGEST_CAREER = 100;

  /** @param {any} careers @returns {Record<string, string>} */
  function checkedCareers(careers) {
    const read = Object.entries(isObject(careers) ? careers : {});
    return Object.fromEntries(
      read.filter(([, level]) => typeof level === "string" && level.length <= LONGEST_CAREER),
    );
  }

  const PRINT = /^[0-9a-z]{1,4}$/;
  const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "");

  /**
   * What is recorded of an action: under its ID or one that it had, whichever was changed last.
   * @param {Rec} record @param {Action} action @returns {Entry}
   */
  function entryOf(record, action) {
    const ids = [action.id, ...action.was].filter((id) => Object.hasOwn(record.entries, id));
    const entries = ids.map((id) => record.entries[id]);
    return entries.reduce((last, one) => (one.at > last.at ? one : last), entries[0] ?? entry());
  }

  /**
   * Change what is recorded of an action.
   * @param {Rec} record @param {Action} action @param {Partial<Entry>} values @param {string} now
   * @returns {Rec}
   */
  function withEntry(record, action, values, now) {
    const changed = { ...entryOf(record, action), ...values, at: now };
    const { title, about } = action;
    if (values.state) Object.assign(changed, { title, about, print: "" });
    return { ...record, entries: { ...record.entries, [action.id]: changed } };
  }

  /** The lines of a text, whatever their order and the spaces in them. @param {string} about */
  function lines(about) {
    const squeezed = about.split("\n").map((line) => line.replace(/\s+/g, " ").trim());
    return Array.from(new Set(squeezed.filter(Boolean)))
      .sort()
      .join("\n");
  }

  /**
   * A number of 32 bits for a text: FNV-1a, mixed once more so that every bit depends on all.
   * @param {string} text @returns {number}
   */
  function hash(text) {
    let number = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text))
      number = Math.imul(number ^ byte, 0x01000193);
    number = Math.imul(number ^ (number >>> 16), 0x45d9f3b);
    return (number ^ (number >>> 16)) >>> 0;
  }

  /** Of 17 bits, which fit into three characters of a link with the state. @param {string} about */
  const printOf = (about) => (hash(lines(about)) & 0x1ffff).toString(36);

  /**
   * Whether an action is about something else than when it was ticked. Our words do not count:
   * they change with versions and languages.
   * @param {Entry} one @param {Action} action
   */
  function isChanged(one, action) {
    if (one.state === "todo") return false;
    if (one.title) return lines(one.about) !== lines(action.about);
    return one.print !== "" && one.print !== printOf(action.about);
  }

  /**
   * What says something and belongs to no action any more.
   * @param {Rec} record @param {Action[]} actions @returns {[id: string, entry: Entry][]}
   */
  function gone(record, actions) {
    const known = new Set(actions.flatMap((action) => [action.id, ...action.was]));
    return Object.entries(record.entries).filter(
      ([id, one]) => !known.has(id) && (one.state !== "todo" || one.note || hasLevels(one)),
    );
  }

  /** @param {Entry} one */
  const hasLevels = (one) => Object.keys(one.levels).length > 0;

  /** The levels of an entry as one text, whatever their order. @param {Entry} one */
  const levelWords = ({ levels }) => JSON.stringify(Object.entries(levels).sort());

  /** @param {Entry} a @param {Entry} b */
  const isSame = (a, b) =>
    a.state === b.state &&
    a.reason === b.reason &&
    a.note === b.note &&
    levelWords(a) === levelWords(b);

  /**
   * Take what came from elsewhere into a record: the later change wins. What has no time is newer
   * if it says something else; it comes from lists of IDs and states, so that a note or level which
   * it lacks stays.
   * @param {Rec} mine @param {Rec} theirs @param {string} now
   * @returns {{ record: Rec, taken: number, kept: number }}
   */
  function merge(mine, theirs, now) {
    const entries = new Map(Object.entries(mine.entries));
    let [taken, kept] = [0, 0];
    for (const [id, one] of Object.entries(theirs.entries)) {
      const before = entries.get(id) ?? entry();
      const other = one.at ? one : withoutTime(one, before, now);
      const differs = isSame(other, before) ? 0 : 1;
      if (other.at < before.at) kept += differs;
      else if (differs || other.at > before.at) {
        taken += differs;
        entries.set(id, other);
      }
    }
    return {
      record: {
        ...mine,
        start: mine.start || theirs.start,
        entries: Object.fromEntries(entries),
        careers: { ...theirs.careers, ...mine.careers },
      },
      taken,
      kept,
    };
  }

  /** @param {Entry} one @param {Entry} before @param {string} now @returns {Entry} */
  function withoutTime(one, before, now) {
    const levels = { ...before.levels, ...one.levels };
    const other = { ...one, note: one.note || before.note, levels };
    return isSame(other, before) ? other : { ...other, at: now };
  }

  /**
   * Undo a change, and nothing that was changed since.
   * @param {Rec} now @param {Rec} before @param {Rec} after the change @returns {Rec}
   */
  function takeBack(now, before, after) {
    const [entries, old, changed] = [now, before, after].map(
      (record) => new Map(Object.entries(record.entries)),
    );
    for (const id of new Set([...old.keys(), ...changed.keys()])) {
      if (JSON.stringify(entries.get(id)) !== JSON.stringify(changed.get(id))) continue;
      const one = old.get(id);
      if (one) entries.set(id, one);
      else entries.delete(id);
    }
    return {
      ...now,
      start: now.start === after.start ? before.start : now.start,
      careers: isSameCareer(now, after) ? before.careers : now.careers,
      entries: Object.fromEntries(entries),
    };
  }

  /** @param {Rec} a @param {Rec} b */
  const isSameCareer = (a, b) => JSON.stringify(a.careers) === JSON.stringify(b.careers);

  /** @param {Rec} record @param {Action[]} actions */
  function counts(record, actions) {
    const states = actions.map((action) => entryOf(record, action).state);
    const number = (/** @type {State} */ state) => states.filter((one) => one === state).length;
    return {
      all: actions.length,
      done: number("done"),
      notForMe: number("not-for-me"),
      open: number("todo"),
    };
  }

  /** What a record holds, in words: "2 ticks and 1 note". @param {Rec} record */
  function inWords(record) {
    const all = Object.values(record.entries);
    const number = (/** @type {(one: Entry) => boolean} */ is) => all.filter(is).length;
    /** @param {number} count @param {string} words */
    const part = (count, words) => (count ? [words] : []);
    const ticks = number((one) => one.state === "done");
    const leftOut = number((one) => one.state === "not-for-me");
    const notes = number((one) => one.note !== "");
    const levels = all.reduce((sum, one) => sum + Object.keys(one.levels).length, 0);
    return list([
      ...part(ticks, say("tick-count", { count: ticks })),
      ...part(leftOut, say("not-for-me-count", { count: leftOut })),
      ...part(notes, say("note-count", { count: notes })),
      ...part(levels, say("level-count", { count: levels })),
    ]);
  }

  return {
    LONGEST_LEVEL,
    SCHEMA,
    STATES,
    counts,
    empty,
    entry,
    entryOf,
    gone,
    hash,
    inWords,
    isChanged,
    level,
    merge,
    parse,
    printOf,
    read,
    takeBack,
    withEntry,
  };
})();
