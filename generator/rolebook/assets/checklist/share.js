// @ts-check
// A record as the fragment of an address, and back, without notes and reasons. It fits any later
// plan.

/**
 * @typedef {{ name: string, start: string, record: Rec, left: number }} Shared
 * `left`: how many of its actions the plan does not have any more.
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
   * @param {{ name: string, record: Rec, actions: Action[] }} list
   * @returns {string} a fragment without its `#`
   */
  function write({ name, record, actions }) {
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
    ].join(".");
    return `list=${parts}.${rolebookRecord.printOf(parts)}`;
  }

  /**
   * @param {string} fragment @param {Action[]} actions
   * @returns {Shared | null} nothing where it is no list, or one that cannot be read
   */
  function read(fragment, actions) {
    const [, parts = "", print = ""] = /^#?list=(.*)\.(\w*)$/.exec(fragment) ?? [];
    if (print !== rolebookRecord.printOf(parts)) return null; // the end of a link is easily lost
    const [version, day = "", name = "", items = ""] = parts.split(".");
    if (![VERSION, "1"].includes(version)) return null;
    if (!/^[\w-]*$/.test(items) || items.length % (ID + REST)) return null;
    const ids = new Map(
      actions.flatMap((action) => [...action.was, action.id].map((id) => [key(id), action.id])),
    );
    const record = rolebookRecord.empty();
    /** @type {Map<string, Entry>} */
    const entries = new Map();
    const start = day.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
    if (rolebookPlan.isDate(start)) record.start = start;
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
    record.entries = Object.fromEntries(entries);
    return { name: decoded(name).slice(0, LONGEST_NAME), start: record.start, record, left };
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

  return { isShared, read, write };
})();
