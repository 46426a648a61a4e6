// @ts-check
// A list with its ticks as a calendar (RFC 5545). `rolebook checklist` writes the same one without
// ticks, see `exports/checklists.py`: it has a library and no browser, this page has the ticks and
// no server. What an event says comes from the same actions and messages.

var rolebookCalendar = (() => {
  "use strict";

  const { language, say } = rolebookMessages;
  const { later } = rolebookPlan;
  const { shown, shownLines } = rolebookMarks;
  /** Octets of a line: RFC 5545 §3.1. */
  const LONGEST_LINE = 75;

  /**
   * All that is open, as events of a day each; needs a first day. A later file moves the events of
   * the same list, and of no other.
   * @param {List} list
   */
  function make(list, now = new Date()) {
    const { plan, record } = list;
    const open = plan.actions.filter(
      (action) => rolebookRecord.entryOf(record, action).state === "todo",
    );
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      `PRODID:-//Rolebook//Onboarding//${language.toUpperCase()}`,
      ...open.flatMap((action) => event(list, action, now)),
      "END:VCALENDAR",
    ];
    return lines.map((line) => folded(line) + "\r\n").join("");
  }

  /** @param {List} list @param {Action} action @param {Date} now */
  function event(list, action, now) {
    const owner = say("calendar-owner", { owner: say(`owner-${action.owner}`) });
    const done = say("action-done-when", { done: action.done });
    return [
      "BEGIN:VEVENT",
      `SUMMARY:${text(action.title)}`,
      `DTSTART;VALUE=DATE:${later(list.record.start, action.due).replaceAll("-", "")}`,
      `DTSTAMP:${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`,
      `UID:${action.id}.${uidSuffix(list)}`,
      // Minutes grow with each export and fit into 32 bits, as RFC 5545 wants of an integer.
      `SEQUENCE:${Math.floor(now.getTime() / 60_000)}`,
      `DESCRIPTION:${text(`${owner}\n${done}`)}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ];
  }

  /** What the UIDs of one list have in common. @param {List} list */
  function uidSuffix({ plan, name }) {
    const person = encodeURIComponent(shown(name.normalize("NFC").trim().replace(/\s+/g, " ")));
    return `${plan.roles.join("+")}${person && `.${person}`}@${plan.site || "rolebook"}`;
  }

  /** Lines are folded anywhere, so a workflow command could begin one. @param {string} words */
  const text = (words) =>
    shownLines(words)
      .replace(/:(?=:)/g, ":\u200b")
      .replace(/[\\;,]/g, "\\$&")
      .replaceAll("\n", "\\n");

  /** A line in pieces, none of which ends within a character. @param {string} line */
  function folded(line) {
    let [pieces, length] = ["", 0];
    for (const character of line) {
      const size = new TextEncoder().encode(character).length;
      if (length + size > LONGEST_LINE) [pieces, length] = [`${pieces}\r\n `, 1];
      pieces += character;
      length += size;
    }
    return pieces;
  }

  return { make };
})();
