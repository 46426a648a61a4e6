// @ts-check
// A list with its ticks as a calendar (RFC 5545). `rolebook checklist` writes the same one without
// ticks, see `exports/checklists.py`: it has a library and no browser, this page has the ticks and
// no server. What an event says comes from the same actions and messages.

var rolebookCalendar = (() => {
  "use strict";

  const { language, say } = rolebookMessages;
  const { dueDate } = rolebookPlan;
  const { shown, shownLines } = rolebookMarks;
  /** Octets of a line: RFC 5545 §3.1. */
  const LONGEST_LINE = 75;

  /**
   * All that is open, as events of a day each; needs a first day. A later file moves the events of
   * the same list, and of no other.
   * @param {List} list
   */
  const make = (list, now = new Date()) =>
    calendar(openOf(list).flatMap((action) => event(list, action, action.title, now)));

  /**
   * What is open on the lists of several people for some owners, each with the name of the person.
   * Its events are those of the person's own calendar.
   * @param {List[]} lists @param {string[]} owners
   */
  function ofPeople(lists, owners, now = new Date()) {
    const events = lists.flatMap((list) =>
      openOf(list)
        .filter((action) => owners.includes(action.owner))
        .flatMap((action) => event(list, action, named(list, action), now)),
    );
    return calendar(events);
  }

  /** @param {List} list @param {Action} action */
  const named = ({ name }, { title }) => say("calendar-of-person", { person: name, title });

  /** @param {List} list */
  const openOf = ({ plan, record }) =>
    plan.actions.filter((action) => rolebookRecord.entryOf(record, action).state === "todo");

  /** @param {string[]} events */
  function calendar(events) {
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      `PRODID:-//Rolebook//Onboarding//${language.toUpperCase()}`,
      ...events,
      "END:VCALENDAR",
    ];
    return lines.map((line) => folded(line) + "\r\n").join("");
  }

  /** @param {List} list @param {Action} action @param {string} title @param {Date} now */
  function event(list, action, title, now) {
    const owner = say("calendar-owner", { owner: say(`owner-${action.owner}`) });
    const done = say("action-done-when", { done: action.done });
    return [
      "BEGIN:VEVENT",
      `SUMMARY:${text(title)}`,
      `DTSTART;VALUE=DATE:${dueDate(list.record.start, action.due).replaceAll("-", "")}`,
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

  return { make, ofPeople };
})();
