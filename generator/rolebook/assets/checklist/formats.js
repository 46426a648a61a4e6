// @ts-check
// A list with its ticks as files, and files as ticks: JSON, CSV, Markdown, an issue, a calendar.
// Without a tick, CSV, Markdown and calendar are what `rolebook checklist` prints (exports/checklists.py).

/**
 * @typedef {object} List
 * @property {Plan} plan
 * @property {string} name whose list it is; empty where nobody gave a name
 * @property {Rec} record
 * @typedef {{ record: Rec, error: "", roles: string[] } | { record: null, error: string }} Imported
 * `roles`: whose list it is, if the file says so.
 */

var rolebookFormats = (() => {
  "use strict";

  const { entry, entryOf, read, SCHEMA, STATES } = rolebookRecord;
  /** How many entries a file can have: many times those of the longest list. */
  const MOST_ENTRIES = 5000;
  /** How many characters of an id a message shows. */
  const LONGEST_NAMED = 60;
  const { dueWords, later, phaseTitle } = rolebookPlan;
  const { escaped, joined, shown, shownLines, unescaped } = rolebookMarks;

  /** @param {List} list @param {Action} action */
  const dueDate = ({ record }, action) => (record.start ? later(record.start, action.due) : "");

  /** @param {List} list @returns {[phase: string, actions: Action[]][]} */
  function byPhase({ plan }) {
    const phases = Array.from(new Set(plan.actions.map((action) => action.phase)));
    return phases.map((phase) => [phase, plan.actions.filter((action) => action.phase === phase)]);
  }

  // --- JSON --------------------------------------------------------------------------------------------------------

  /** @param {List} list */
  const json = ({ plan, name, record }) =>
    JSON.stringify(
      {
        format: "rolebook-onboarding",
        schema: SCHEMA,
        title: plan.title,
        personas: plan.roles,
        name,
        start: record.start,
        entries: record.entries,
      },
      null,
      1,
    ) + "\n";

  /** @param {string} text @returns {Imported} */
  function fromJson(text) {
    let value;
    try {
      value = JSON.parse(text);
    } catch {
      return failed("This is no complete JSON file");
    }
    const { record, problem } = read(value);
    if (problem === "newer")
      return failed("A newer version of the handbook made this file; this one cannot read it");
    if (problem) return failed("This JSON file holds no ticks of an onboarding list");
    const isByHand = !Number.isInteger(value.schema);
    const wrong =
      wrongEntry(isByHand ? value : value.entries) || (isByHand ? "" : wrongDay(value.start));
    if (wrong) return failed(wrong);
    return { record, error: "", roles: texts(value.personas) };
  }

  /** The fields of an entry beside its state. */
  const WORDS = ["reason", "note", "says", "print", "at"];

  /** What is wrong with the first bad entry, or nothing. @param {Record<string, any>} entries with their fields, or as words @returns {string} */
  function wrongEntry(entries) {
    for (const [id, one] of Object.entries(entries)) {
      const isByHand = typeof one === "string";
      if (!STATES.includes(isByHand ? one.split(":")[0].trim() : one.state))
        return noState(id).error;
      const field = isByHand
        ? undefined
        : WORDS.find((name) => Object.hasOwn(one, name) && typeof one[name] !== "string");
      if (field) return `“${field}” of “${shortened(id)}” is not text`;
    }
    return "";
  }

  /** @param {unknown} day @returns {string} */
  function wrongDay(day) {
    const isDay =
      day === undefined || day === "" || (typeof day === "string" && rolebookPlan.isDate(day));
    return isDay ? "" : "The first day in this file is not a date";
  }

  /** @param {unknown} value @returns {string[]} */
  const texts = (value) =>
    Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

  // --- CSV ---------------------------------------------------------------------------------------------------------

  const COLUMNS = [
    "id",
    "phase",
    "title",
    "owner",
    "due",
    "date",
    "done_when",
    "meets",
    "sources",
    "state",
    "reason",
    "note",
  ];

  /** @param {List} list */
  function csv(list) {
    const rows = list.plan.actions.map((action) => {
      const { state, reason, note } = entryOf(list.record, action);
      const { id, phase, title, owner, due, done, meetsName, sources } = action;
      return [
        id,
        phase,
        title,
        owner,
        String(due),
        dueDate(list, action),
        done,
        meetsName,
        joined(sources),
        state === "todo" ? "" : state,
        reason,
        note,
      ];
    });
    return rolebookMarks.csv([COLUMNS, ...rows]);
  }

  /** @param {string} text @returns {Imported} */
  function fromCsv(text) {
    const table = cells(text.replace(/^\ufeff/, ""));
    if (!table) return failed("A quotation mark of this CSV file is not closed");
    const [head = [], ...rows] = table;
    const names = head.map((cell) => cell.trim().toLowerCase());
    if (!names.includes("id") || !names.includes("state"))
      return failed(
        "This is no JSON and no Markdown task list, and a CSV file needs the columns “id” and “state”",
      );
    /** @type {Map<string, Entry>} */
    const entries = new Map();
    for (const row of rows) {
      const cell = (/** @type {string} */ name) =>
        (row[names.indexOf(name)] ?? "").replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, "");
      const id = cell("id").trim();
      const state = STATE_WORDS.find(([, words]) =>
        words.includes(cell("state").trim().toLowerCase().replaceAll(" ", "-")),
      )?.[0];
      if (id && !state) return noState(id);
      if (id) entries.set(id, entry({ state, reason: cell("reason"), note: cell("note") }));
    }
    return taken(entries);
  }

  /** What people write into a spreadsheet. @type {[state: State, words: string[]][]} */
  const STATE_WORDS = [
    ["todo", ["", "todo", "to-do", "open", "no", "false", "0"]],
    ["done", ["done", "x", "yes", "true", "1"]],
    ["not-for-me", ["not-for-me", "n/a"]],
  ];

  /** The cells of a CSV file (RFC 4180); semicolons and tabs part them where the first line has no comma. @param {string} text @returns {string[][] | null} nothing where it ends within quotes */
  function cells(text) {
    const head = text.split("\n", 1)[0];
    const comma = [",", ";", "\t"].find((one) => head.includes(one)) ?? ",";
    /** @type {string[][]} */
    const rows = [[]];
    let [cell, isQuoted] = ["", false];
    const close = () => {
      rows[rows.length - 1].push(cell);
      cell = "";
    };
    for (let n = 0; n < text.length; n++) {
      const c = text[n];
      if (isQuoted && c === '"' && text[n + 1] === '"') cell += text[n++];
      else if (c === '"' && (isQuoted || cell === "")) isQuoted = !isQuoted;
      else if (isQuoted) cell += c;
      else if (c === comma) close();
      else if (c === "\n") {
        close();
        rows.push([]);
      } else if (c !== "\r") cell += c;
    }
    if (isQuoted) return null;
    if (cell || rows[rows.length - 1].length) close();
    return rows.filter((row) => row.length);
  }

  // --- Markdown ----------------------------------------------------------------------------------------------------

  /** @param {List} list */
  const markdown = (list) => `# Onboarding: ${escaped(list.plan.title)}\n\n${tasks(list)}`;

  /** @param {List} list */
  const tasks = (list) =>
    byPhase(list)
      .map(
        ([phase, actions]) =>
          `## ${phaseTitle(phase)}\n\n${actions.map((action) => task(list, action)).join("")}`,
      )
      .join("\n");

  /** @param {List} list @param {Action} action */
  function task(list, action) {
    const { state, reason, note } = entryOf(list.record, action);
    const date = dueDate(list, action);
    const due = date ? `by ${date}` : dueWords(action.due);
    const below = [
      ...(state === "not-for-me" ? [`Not for me: ${reason.replace(/\s+/g, " ")}`] : []),
      ...note
        .split("\n")
        .filter(Boolean)
        .map((line) => `Note: ${line}`),
    ];
    return `- [${state === "done" ? "x" : " "}] **${escaped(action.title)}** · ${action.ownerTitle.toLowerCase()}, ${due} · done when ${escaped(action.done)} (\`${action.id}\`)\n${below.map((line) => `  - ${escaped(line).trim()}\n`).join("")}`;
  }

  /** @param {string} text @returns {Imported} */
  function fromMarkdown(text) {
    /** @type {Map<string, Entry>} */
    const entries = new Map();
    /** @type {Entry | undefined} */
    let last;
    for (const line of text.split(/\r?\n/)) {
      const box = /^\s*[-*+] \[([ xX])\] .*\(`([^`]+)`\)\s*$/.exec(line);
      const said = /^\s+[-*+] (Not for me|Note):\s*(.*)$/.exec(line);
      if (box) entries.set(box[2], (last = entry({ state: box[1] === " " ? "todo" : "done" })));
      else if (last && said?.[1] === "Note") last.note += (last.note && "\n") + unescaped(said[2]);
      else if (last && said)
        Object.assign(last, { state: "not-for-me", reason: unescaped(said[2]) });
    }
    return entries.size
      ? taken(entries)
      : failed("No line of this text ends in the id of an action, such as (`meet-SO`)");
  }

  // --- an issue ----------------------------------------------------------------------------------------------------

  /** @param {List} list */
  const issueTitle = ({ plan, name }) => `Onboarding${name ? ` of ${name}` : ""}: ${plan.title}`;

  // --- a calendar --------------------------------------------------------------------------------------------------

  /** All that is open, as events of a day each; needs a first day. A later file moves the events of the same list, and of no other. @param {List} list */
  function ics(list, now = new Date()) {
    const { plan, record } = list;
    const whose = whoseList(list);
    const day = (/** @type {number} */ due) => later(record.start, due).replaceAll("-", "");
    const open = plan.actions.filter((action) => entryOf(record, action).state === "todo");
    const events = open.flatMap((action) => [
      "BEGIN:VEVENT",
      `SUMMARY:${icsText(action.title)}`,
      `DTSTART;VALUE=DATE:${day(action.due)}`,
      `DTSTAMP:${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`,
      `UID:${action.id}.${whose}`,
      `SEQUENCE:${Math.floor(now.getTime() / 60_000)}`,
      `DESCRIPTION:${action.ownerTitle}\\n${icsText(`Done when ${action.done}`)}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]);
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Rolebook//Onboarding//EN",
      ...events,
      "END:VCALENDAR",
    ];
    return lines.map((line) => folded(line) + "\r\n").join("");
  }

  /** What the UIDs of one list have in common; `exports/checklists.py` makes the same. @param {List} list */
  function whoseList({ plan, name }) {
    const person = encodeURIComponent(shown(name.normalize("NFC").trim().replace(/\s+/g, " ")));
    return `${plan.roles.join("+")}${person && `.${person}`}@${plan.site || "rolebook"}`;
  }

  /** Lines are folded anywhere, so a workflow command could begin one. @param {string} text */
  const icsText = (text) =>
    shownLines(text)
      .replace(/:(?=:)/g, ":\u200b")
      .replace(/[\\;,]/g, "\\$&")
      .replaceAll("\n", "\\n");

  /** A line in pieces of at most 75 octets, none of which ends within a character. @param {string} line */
  function folded(line) {
    let [found, length] = ["", 0];
    for (const character of line) {
      const size = new TextEncoder().encode(character).length;
      if (length + size > 75) [found, length] = [`${found}\r\n `, 1];
      found += character;
      length += size;
    }
    return found;
  }

  // --- all of them -------------------------------------------------------------------------------------------------

  /** @param {string} error @returns {Imported} */
  const failed = (error) => ({ record: null, error });

  /** @param {string} id @returns {Imported} */
  const noState = (id) => failed(`The state of “${shortened(id)}” is none of ${STATES.join(", ")}`);

  /** An id as it is named in a sentence. @param {string} id */
  const shortened = (id) => (id.length > LONGEST_NAMED ? `${id.slice(0, LONGEST_NAMED)} …` : id);

  /** @param {Map<string, Entry>} entries @returns {Imported} */
  const taken = (entries) => ({
    record: { ...rolebookRecord.empty(), entries: Object.fromEntries(entries) },
    error: "",
    roles: [],
  });

  /** @param {string} text */
  function isJson(text) {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Why a list refuses what was read, or nothing: it is for another role, or longer than any list.
   * @param {{ record: Rec, roles: string[] }} read @param {Plan} plan @returns {string}
   */
  function unfit({ record, roles }, plan) {
    const all = Object.keys(record.entries).length;
    if (all > MOST_ENTRIES)
      return `It has ${all.toLocaleString("en")} entries, and no list has more than ${MOST_ENTRIES.toLocaleString("en")}`;
    const isOther = roles.length > 0 && !roles.some((role) => plan.roles.includes(role));
    if (isOther)
      return `This file is for ${shortened(roles.join(", "))}, but this list is for ${plan.roles.join(", ")}`;
    const known = new Set(plan.actions.flatMap((action) => [action.id, ...action.was]));
    const isForeign = all > 0 && !Object.keys(record.entries).some((id) => known.has(id));
    if (!isForeign) return "";
    return all === 1
      ? "Its only entry is not on this list"
      : `None of its ${all.toLocaleString("en")} entries is on this list`;
  }

  /** Read a file of any kind. @param {string} text @returns {Imported} */
  function parse(text) {
    const trimmed = text.replace(/^\ufeff/, "").trim();
    if (!trimmed) return failed("There is nothing in it");
    if (trimmed.startsWith("{") || isJson(trimmed)) return fromJson(trimmed);
    return /^\s*[-*+] \[[ xX]\] /m.test(trimmed) ? fromMarkdown(trimmed) : fromCsv(trimmed);
  }

  /** @type {Record<string, { label: string, type: string, make: (list: List) => string, needsStart?: boolean }>} */
  const FORMATS = {
    json: { label: "JSON, to read in again", type: "application/json", make: json },
    csv: { label: "CSV, for a spreadsheet", type: "text/csv", make: csv },
    md: { label: "Markdown, a task list", type: "text/markdown", make: markdown },
    ics: { label: "Calendar, due dates (ICS)", type: "text/calendar", make: ics, needsStart: true },
  };

  /** The name of a file, without what file systems forbid. @param {List} list @param {string} suffix */
  const fileName = ({ plan, name }, suffix) =>
    `onboarding-${[...plan.roles, name]
      .filter(Boolean)
      .join("-")
      .replace(/[^\p{L}\p{N}-]+/gu, "-")
      .toLowerCase()}.${suffix}`;

  return { FORMATS, fileName, issueTitle, parse, tasks, unfit };
})();
