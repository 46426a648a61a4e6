// @ts-check
// A record as the fragment of an address, and back, without notes and reasons. It fits any later
// plan.

/**
 * @typedef {{ name: string, start: string, record: Rec, left: number, made: string }} Shared
 * `left`: how many of its actions the plan does not have any more. `made`: when the link was made,
 * or nothing.
 */

var rolebookShare = (() => {
  "use strict";

  /** Version 1 had prints of whole actions, our words among them, which say nothing any more. */
  const VERSION = "2";
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  /** As in the field where people type it. */
  const LONGEST_NAME = 80;
  /** Digits for the ID of an action, and for its state with the print of what it is about. */
  const [ID, REST] = [5, 3];
  /** Digits for the length of a level, and for the minutes until a link was made. */
  const [LENGTH, MINUTES] = [2, 5];
  const MINUTE = 60_000;

  /** @param {number} number @param {number} length */
  function packed(number, length) {
    let digits = "";
    for (let n = 0; n < length; n++, number = Math.floor(number / 64))
      digits += DIGITS[number % 64];
    return digits;
  }

  /** @param {string} digits */
  const unpacked = (digits) =>
    Array.from(digits).reduceRight((number, digit) => number * 64 + DIGITS.indexOf(digit), 0);

  /** @param {string} id */
  const key = (id) => packed(rolebookRecord.hash(id) & 0x3fffffff, ID);

  /** Of what an action was about when it was ticked. @param {Entry} one @param {Action} action */
  function print(one, action) {
    if (one.title) return rolebookRecord.printOf(one.about);
    return one.print || rolebookRecord.printOf(action.about);
  }

  /**
   * What it lists behind the items came later; versions before do not look at it.
   * @param {{ name: string, record: Rec, actions: Action[], careers?: Career[], made?: Date }} list
   * @returns {string} a fragment without its `#`
   */
  function write({ name, record, actions, careers, made }) {
    const items = actions.map((action) => {
      const one = rolebookRecord.entryOf(record, action);
      if (one.state === "todo") return "";
      const isDone = one.state === "done";
      return key(action.id) + packed(parseInt(print(one, action), 36) * 2 + (isDone ? 0 : 1), REST);
    });
    const parts = [
      VERSION,
      record.start.replaceAll("-", ""),
      encodeURIComponent(name).replaceAll(".", "%2E"),
      items.join(""),
      ...further(record, actions, careersOf(record, careers), made),
    ].join(".");
    return `list=${parts}.${rolebookRecord.printOf(parts)}`;
  }

  /**
   * Levels, when the link is made, and levels of a career; nothing where there is nothing of it.
   * @param {Rec} record @param {Action[]} actions @param {string} careers @param {Date} [made]
   * @returns {string[]}
   */
  function further(record, actions, careers, made) {
    const levels = actions.flatMap((action) => {
      const one = rolebookRecord.entryOf(record, action);
      const rated = (action.skills ?? []).filter(({ source }) => one.levels[source]);
      return rated.map(({ source }) => packedLevel(action.id, source, one.levels[source]));
    });
    const minutes = made ? packed(Math.floor(made.getTime() / MINUTE), MINUTES) : "";
    if (careers) return [levels.join(""), minutes, careers];
    return levels.length || made ? [levels.join(""), minutes] : [];
  }

  /**
   * The chosen levels of a career: `BD=Senior&SO=L1`.
   * @param {Rec} record @param {Career[]} [careers]
   */
  const careersOf = (record, careers) =>
    Array.from(rolebookLevels.chosen(careers, record), (pair) =>
      pair.map((word) => encodeURIComponent(word).replaceAll(".", "%2E")).join("="),
    ).join("&");

  /** @param {string} text @returns {Record<string, string>} */
  const careersIn = (text) =>
    Object.fromEntries(
      text
        .split("&")
        .map((pair) => pair.split("=").map(decoded))
        .filter(([role, level]) => role && level),
    );

  /** @param {string} id of the action @param {string} source of the skill @param {string} level */
  function packedLevel(id, source, level) {
    const word = encodeURIComponent(level).replaceAll(".", "%2E");
    return key(`${id} ${source}`) + packed(word.length, LENGTH) + word;
  }

  /**
   * The levels of a link, by the ID of the action.
   * @param {string} text @param {Action[]} actions @returns {Map<string, [string, string][]>}
   */
  function levelsIn(text, actions) {
    const places = new Map(
      actions.flatMap((action) =>
        (action.skills ?? []).flatMap(({ source }) =>
          [...action.was, action.id].map((id) => [key(`${id} ${source}`), [action.id, source]]),
        ),
      ),
    );
    /** @type {Map<string, [string, string][]>} */
    const levels = new Map();
    for (let at = 0; at < text.length;) {
      const start = at + ID + LENGTH;
      const end = start + unpacked(text.slice(at + ID, start));
      const [id, source] = places.get(text.slice(at, at + ID)) ?? [];
      const level = rolebookRecord.level(decoded(text.slice(start, end)));
      if (id && source && level) levels.set(id, [...(levels.get(id) ?? []), [source, level]]);
      at = Math.max(end, start);
    }
    return levels;
  }

  /** @param {string} minutes */
  const timeOf = (minutes) =>
    minutes.length === MINUTES && /^[\w-]*$/.test(minutes)
      ? new Date(unpacked(minutes) * MINUTE).toISOString()
      : "";

  /**
   * Name and first day of a link, which can be read without the actions of its list.
   * @param {string} fragment
   * @returns {Pick<Shared, "name" | "start" | "made"> | null} nothing where it cannot be read
   */
  function head(fragment) {
    const parts = partsOf(fragment);
    if (!parts) return null;
    const start = parts.day.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
    return {
      name: decoded(parts.name).slice(0, LONGEST_NAME),
      start: rolebookPlan.isDate(start) ? start : "",
      made: timeOf(parts.minutes),
    };
  }

  /** @param {string} fragment */
  function partsOf(fragment) {
    const [, parts = "", print = ""] = /^#?list=(.*)\.(\w*)$/.exec(fragment) ?? [];
    if (print !== rolebookRecord.printOf(parts)) return null; // the end of a link is easily lost
    const [version, day = "", name = "", items = "", ...later] = parts.split(".");
    const [levels = "", minutes = "", careers = ""] = later;
    if (![VERSION, "1"].includes(version)) return null;
    if (!/^[\w-]*$/.test(items) || items.length % (ID + REST)) return null;
    return { version, day, name, items, levels, minutes, careers };
  }

  /**
   * @param {string} fragment @param {Action[]} actions
   * @returns {Shared | null} nothing where it is no list, or one that cannot be read
   */
  function read(fragment, actions) {
    const [parts, about] = [partsOf(fragment), head(fragment)];
    if (!parts || !about) return null;
    const { version, items } = parts;
    const ids = new Map(
      actions.flatMap((action) => [...action.was, action.id].map((id) => [key(id), action.id])),
    );
    const record = rolebookRecord.empty();
    /** @type {Map<string, Entry>} */
    const entries = new Map();
    record.start = about.start;
    record.careers = careersIn(parts.careers);
    let left = 0;
    for (let n = 0; n < items.length; n += ID + REST) {
      const id = ids.get(items.slice(n, n + ID));
      const rest = unpacked(items.slice(n + ID, n + ID + REST));
      if (id)
        entries.set(
          id,
          rolebookRecord.entry({
            state: rest % 2 ? "not-for-me" : "done",
            print: version === VERSION ? (rest >> 1).toString(36) : "",
          }),
        );
      else left++;
    }
    for (const [id, levels] of levelsIn(parts.levels, actions))
      entries.set(id, {
        ...(entries.get(id) ?? rolebookRecord.entry()),
        levels: Object.fromEntries(levels),
      });
    record.entries = Object.fromEntries(entries);
    return { ...about, record, left };
  }

  /** @param {string} text */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** Whether an address means to share a list. @param {string} fragment */
  const isShared = (fragment) => /^#?list=/.test(fragment);

  return { head, isShared, read, write };
})();
