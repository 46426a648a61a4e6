// @ts-check
// Record: what somebody ticked, as it is stored and passed on. Knows no page and no storage.

/**
 * @typedef {"todo" | "done" | "not-for-me"} State
 * @typedef {object} Entry
 * @property {State} state
 * @property {string} reason why it is not for this person
 * @property {string} note
 * @property {string} says the action's words when the state was set; empty where they are not known
 * @property {string} print hash of those words where only that came along
 * @property {string} at when it was changed last, `2026-03-02T09:00:00.000Z`; empty where that is not known
 * @typedef {{ schema: number, start: string, entries: Record<string, Entry> }} Rec
 * `start` is the first day; entries are by the id of the action.
 * @typedef {"" | "newer" | "broken"} Problem
 */

var rolebookRecord = (() => {
  "use strict";

  const SCHEMA = 1;
  /** @type {readonly string[]} */
  const STATES = ["todo", "done", "not-for-me"];

  /** From the version of a record to the step that makes the next version of it. @type {((old: any) => any)[]} */
  const MIGRATIONS = [
    // Version 0 is what people and tools write by hand: `{"meet-SO": "done", "read-x": "not-for-me: left the team"}`.
    (old) => ({
      schema: 1,
      start: "",
      entries: Object.fromEntries(
        Object.entries(old).map(([id, said]) => [id, shortEntry(String(said))]),
      ),
    }),
  ];

  /** @param {string} said */
  function shortEntry(said) {
    const [state, ...reason] = said.split(":");
    return { state: state.trim(), reason: reason.join(":").trim() };
  }

  /** @returns {Rec} */
  const empty = () => ({ schema: SCHEMA, start: "", entries: {} });

  /** @param {Partial<Entry>} [values] @returns {Entry} */
  const entry = (values = {}) => ({
    state: "todo",
    reason: "",
    note: "",
    says: "",
    print: "",
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

  /** Whether a value with a version is complete; a newer one, which cannot be checked here, counts as complete. @param {any} value */
  function isRecord({ schema, entries }) {
    return (
      schema > SCHEMA || (schema > 0 && isObject(entries) && Object.values(entries).every(isObject))
    );
  }

  /** Bring a stored value to this version. Of a newer one what is understood is shown. @param {any} value @returns {{ record: Rec, problem: Problem }} */
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
      entries: Object.fromEntries(kept.map(([id, one]) => [id, checkedEntry(one)])),
    };
  }

  /** @param {any} one @returns {Entry} */
  const checkedEntry = (one) =>
    entry({
      state: STATES.includes(one.state) ? one.state : "todo",
      reason: text(one.reason),
      note: text(one.note),
      says: text(one.says),
      print: PRINT.test(text(one.print)) ? one.print : "",
      at: TIME.test(text(one.at)) && Date.parse(one.at) ? one.at : "",
    });

  const PRINT = /^[0-9a-z]{1,4}$/;
  const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

  const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "");

  /** What is recorded of an action: under its id or one that it had, whichever was changed last. @param {Rec} record @param {Action} action @returns {Entry} */
  function entryOf(record, action) {
    const found = [action.id, ...action.was].flatMap((id) =>
      Object.hasOwn(record.entries, id) ? [record.entries[id]] : [],
    );
    return found.reduce((best, one) => (one.at > best.at ? one : best), found[0] ?? entry());
  }

  /** Change what is recorded of an action. @param {Rec} record @param {Action} action @param {Partial<Entry>} values @param {string} now @returns {Rec} */
  function withEntry(record, action, values, now) {
    const changed = { ...entryOf(record, action), ...values, at: now };
    if (values.state) Object.assign(changed, { says: action.says, print: "" });
    return { ...record, entries: { ...record.entries, [action.id]: changed } };
  }

  /** The words of a text, whatever the spaces between them. @param {string} says */
  const squeezed = (says) => says.replace(/\s+/g, " ").trim();

  /** A number for a text, of 32 bits: FNV-1a, mixed once more so that every bit depends on all. @param {string} text @returns {number} */
  function hash(text) {
    let found = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(squeezed(text)))
      found = Math.imul(found ^ byte, 0x01000193);
    found = Math.imul(found ^ (found >>> 16), 0x45d9f3b);
    return (found ^ (found >>> 16)) >>> 0;
  }

  /** Of 17 bits: enough to see that words have changed. @param {string} says */
  const printOf = (says) => (hash(says) & 0x1ffff).toString(36);

  /** Whether the words of an action are others than those that it was ticked with. @param {Entry} one @param {Action} action */
  function isChanged(one, action) {
    if (one.state === "todo") return false;
    if (one.says) return squeezed(one.says) !== squeezed(action.says);
    return one.print !== "" && one.print !== printOf(action.says);
  }

  /** What says something and belongs to no action any more. @param {Rec} record @param {Action[]} actions @returns {[id: string, entry: Entry][]} */
  function gone(record, actions) {
    const known = new Set(actions.flatMap((action) => [action.id, ...action.was]));
    return Object.entries(record.entries).filter(
      ([id, one]) => !known.has(id) && (one.state !== "todo" || one.note),
    );
  }

  /** @param {Entry} a @param {Entry} b */
  const isSame = (a, b) => a.state === b.state && a.reason === b.reason && a.note === b.note;

  /**
   * Take what came from elsewhere into a record: the later change wins. What has no time is newer if it says something
   * else; it comes from lists of ids and states, so that a note which it lacks stays.
   * @param {Rec} mine @param {Rec} theirs @param {string} now @returns {{ record: Rec, taken: number, kept: number }}
   */
  function merge(mine, theirs, now) {
    const entries = new Map(Object.entries(mine.entries));
    let [taken, kept] = [0, 0];
    for (const [id, one] of Object.entries(theirs.entries)) {
      const before = entries.get(id) ?? entry();
      const came = one.at ? one : withoutTime(one, before, now);
      if (isSame(came, before) && came.at <= before.at) continue;
      if (came.at < before.at) {
        kept += isSame(came, before) ? 0 : 1;
        continue;
      }
      taken += isSame(came, before) ? 0 : 1;
      entries.set(id, came);
    }
    return {
      record: { ...mine, start: mine.start || theirs.start, entries: Object.fromEntries(entries) },
      taken,
      kept,
    };
  }

  /** @param {Entry} one @param {Entry} before @param {string} now @returns {Entry} */
  function withoutTime(one, before, now) {
    const came = { ...one, note: one.note || before.note };
    return isSame(came, before) ? came : { ...came, at: now };
  }

  /** Undo a change, and nothing that came since. @param {Rec} now @param {Rec} before @param {Rec} after the change @returns {Rec} */
  function takeBack(now, before, after) {
    const [entries, old, made] = [now, before, after].map(
      (record) => new Map(Object.entries(record.entries)),
    );
    for (const id of new Set([...old.keys(), ...made.keys()])) {
      if (JSON.stringify(entries.get(id)) !== JSON.stringify(made.get(id))) continue;
      const one = old.get(id);
      if (one) entries.set(id, one);
      else entries.delete(id);
    }
    return {
      ...now,
      start: now.start === after.start ? before.start : now.start,
      entries: Object.fromEntries(entries),
    };
  }

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
    const parts = [
      [all.filter((one) => one.state === "done").length, "tick", "ticks"],
      [all.filter((one) => one.state === "not-for-me").length, "“not for me”", "“not for me”"],
      [all.filter((one) => one.note).length, "note", "notes"],
    ].flatMap(([number, one, many]) => (number ? [`${number} ${number === 1 ? one : many}`] : []));
    return parts.length > 1
      ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`
      : (parts[0] ?? "");
  }

  return {
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
    merge,
    parse,
    printOf,
    read,
    takeBack,
    withEntry,
  };
})();
