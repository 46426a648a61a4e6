// @ts-check
// A list with its ticks as files, and files as ticks: JSON, CSV, Markdown, an issue. Without ticks,
// CSV and Markdown are what `rolebook checklist` writes (exports/checklists.py).

/**
 * @typedef {object} List
 * @property {Plan} plan
 * @property {string} name whose list it is; empty where nobody gave a name
 * @property {Rec} record
 * @typedef {{ record: Rec, error: "", roles: string[] } | { record: null, error: string }} Imported
 * `roles`: whose list it is, if the file says so; a JSON file may have more, see `about`.
 * @typedef {{ name: string, made: string }} About whose list a file has, and when it was made
 */

var rolebookFormats = (() => {
  "use strict";

  const { entry, entryOf, level, read, SCHEMA, STATES } = rolebookRecord;
  const { BLANK, careerWords, chosen, needed, needs } = rolebookLevels;
  const { list, number, say } = rolebookMessages;
  /** How many entries a file can have: many times those of the longest list. */
  const MOST_ENTRIES = 5000;
  /** How many characters of an id a message shows. */
  const LONGEST_NAMED = 60;
  const { dueDate, dueWords, isDate, phaseTitle } = rolebookPlan;
  const { escaped, joined, unescaped } = rolebookMarks;

  /** @param {List} list @param {Action} action */
  const date = ({ record }, action) => (record.start ? dueDate(record.start, action.due) : "");

  /** @param {List} list @returns {[phase: string, actions: Action[]][]} */
  function byPhase({ plan }) {
    const phases = Array.from(new Set(plan.actions.map((action) => action.phase)));
    return phases.map((phase) => [phase, plan.actions.filter((action) => action.phase === phase)]);
  }

  /**
   * The skills that are rated, as the chosen levels need them.
   * @param {List} list @param {Action} action
   */
  const skillsOf = ({ plan, record }, { skills }) => needed(skills, chosen(plan.careers, record));

  // --- JSON

  /** @param {List} list */
  const json = ({ plan, name, record }, now = new Date()) =>
    JSON.stringify(
      {
        format: "rolebook-onboarding",
        schema: SCHEMA,
        title: plan.title,
        personas: plan.roles,
        name,
        made: now.toISOString(),
        start: record.start,
        ...(Object.keys(record.careers).length ? { careers: record.careers } : {}),
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
      return failed(say("import-json-broken"));
    }
    const { record, problem } = read(value);
    if (problem === "newer") return failed(say("import-newer"));
    if (problem) return failed(say("import-json-foreign"));
    const isByHand = !Number.isInteger(value.schema);
    const wrong =
      wrongEntry(isByHand ? value : value.entries) || (isByHand ? "" : wrongDay(value.start));
    if (wrong) return failed(wrong);
    return { record, error: "", roles: texts(value.personas) };
  }

  /**
   * Whose list a JSON file has, and when it was made; a file of an earlier version was made when it
   * was changed last.
   * @param {string} text which `parse` has read @returns {About}
   */
  function about(text) {
    const { name, made, entries } = JSON.parse(text.replace(/^\ufeff/, ""));
    const changes = Object.values(entries ?? {}).map((one) => one?.at);
    const times = (texts([made]).length ? [made] : texts(changes)).filter((one) => Date.parse(one));
    const time =
      times
        .map((one) => new Date(one).toISOString())
        .sort()
        .at(-1) ?? "";
    return { name: texts([name])[0] ?? "", made: time };
  }

  /** The fields of an entry beside its state, in this version and those before. */
  const FIELDS = ["reason", "note", "title", "about", "print", "at", "says"];

  /**
   * What is wrong with the first bad entry, or nothing.
   * @param {Record<string, any>} entries with their fields, or as words @returns {string}
   */
  function wrongEntry(entries) {
    for (const [id, one] of Object.entries(entries)) {
      const isByHand = typeof one === "string";
      if (!STATES.includes(isByHand ? one.split(":")[0].trim() : one.state))
        return noState(id).error;
      const field = isByHand
        ? undefined
        : FIELDS.find((name) => Object.hasOwn(one, name) && typeof one[name] !== "string");
      if (field) return say("import-field", { field, action: shortened(id) });
      if (!isByHand && !isLevels(one.levels ?? {}))
        return say("import-levels", { action: shortened(id) });
    }
    return "";
  }

  /** @param {unknown} levels */
  const isLevels = (levels) =>
    typeof levels === "object" &&
    !Array.isArray(levels) &&
    Object.values(levels ?? {}).every((level) => typeof level === "string");

  /** @param {unknown} day @returns {string} */
  function wrongDay(day) {
    const isDay = day === undefined || day === "" || (typeof day === "string" && isDate(day));
    return isDay ? "" : say("import-first-day");
  }

  /** @param {unknown} value @returns {string[]} */
  const texts = (value) =>
    Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];

  // --- CSV

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
    "needs",
    "levels",
  ];

  /** @param {List} list */
  function csv(list) {
    const rows = list.plan.actions.map((action) => {
      const { state, reason, note, levels } = entryOf(list.record, action);
      const skills = skillsOf(list, action);
      const levelled = skills.filter((skill) => needs(skill));
      const { id, phase, title, owner, due, done, meetsName, sources } = action;
      return [
        id,
        phase,
        title,
        owner,
        String(due),
        date(list, action),
        done,
        meetsName,
        joined(sources),
        state === "todo" ? "" : state,
        reason,
        note,
        joined(levelled.map((skill) => `${skill.source}=${needs(skill)}`)),
        joined(skills.map(({ source }) => `${source}=${levels[source] ?? ""}`)),
      ];
    });
    return rolebookMarks.csv([COLUMNS, ...rows]);
  }

  /** @param {string} text @returns {Imported} */
  function fromCsv(text) {
    const table = cells(text.replace(/^\ufeff/, ""));
    if (!table) return failed(say("import-quote"));
    const [head = [], ...rows] = table;
    const names = head.map((cell) => cell.trim().toLowerCase());
    if (!names.includes("id") || !names.includes("state")) return failed(say("import-columns"));
    /** @type {Map<string, Entry>} */
    const entries = new Map();
    for (const row of rows) {
      const cell = (/** @type {string} */ name) =>
        (row[names.indexOf(name)] ?? "").replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/, "");
      const id = cell("id").trim();
      const word = cell("state").trim().toLowerCase().replaceAll(" ", "-");
      const state = STATE_WORDS.find(([, words]) => words.includes(word))?.[0];
      if (id && !state) return noState(id);
      const levels = levelsOf(cell("levels"));
      if (id) entries.set(id, entry({ state, reason: cell("reason"), note: cell("note"), levels }));
    }
    return taken(entries);
  }

  /** The levels of a cell such as `PROG=3; DTAN=`. @param {string} cell */
  function levelsOf(cell) {
    const pairs = cell.split(/(?<!\\);/).map((part) => {
      const [skill, ...said] = part.replace(/\\(.)/g, "$1").split("=");
      return [skill.trim(), level(said.join("="))];
    });
    return Object.fromEntries(pairs.filter(([skill, said]) => skill && said));
  }

  /** What people write into a spreadsheet. @type {[state: State, words: string[]][]} */
  const STATE_WORDS = [
    ["todo", ["", "todo", "to-do", "open", "no", "false", "0"]],
    ["done", ["done", "x", "yes", "true", "1"]],
    ["not-for-me", ["not-for-me", "n/a"]],
  ];

  /**
   * The cells of a CSV file (RFC 4180); semicolons or tabs part them if its first line has no
   * comma.
   * @param {string} text @returns {string[][] | null} nothing where it ends within quotes
   */
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

  // --- Markdown

  /** @param {List} list */
  const markdown = (list) =>
    `# ${say("onboarding-of", { role: escaped(list.plan.title) })}\n\n${tasks(list)}`;

  /** @param {List} list */
  function tasks(list) {
    const parts = byPhase(list).map(([phase, actions]) => {
      const lines = actions.map((action) => task(list, action)).join("");
      return `## ${phaseTitle(phase)}\n\n${lines}`;
    });
    const career = careerWords(list.plan.careers, list.record);
    return [...(career ? [`${escaped(career)}\n`] : []), ...parts].join("\n");
  }

  /** @param {List} list @param {Action} action */
  function task(list, action) {
    const entry = entryOf(list.record, action);
    const day = date(list, action);
    const words = say("task-line", {
      title: `**${escaped(action.title)}**`,
      owner: say(`owner-${action.owner}.inline`),
      due: day ? say("due-by", { date: day }) : dueWords(action.due),
      done: escaped(action.done),
    });
    const box = entry.state === "done" ? "x" : " ";
    const notes = taskNotes(entry).map((line) => escaped(line).trim());
    const levels = skillsOf(list, action).map((skill) => levelLine(skill, entry));
    const below = [...levels, ...notes].map((line) => `  - ${line}\n`);
    return `- [${box}] ${words} (\`${action.id}\`)\n${below.join("")}`;
  }

  /** @param {Skill} one @param {Entry} entry */
  function levelLine(one, { levels }) {
    const [skill, asked] = [escaped(one.name), needs(one)];
    const words = asked ? say("level-needed", { skill, levels: asked }) : skill;
    return `${words} (\`${one.source}\`): ${escaped(levels[one.source] ?? "") || BLANK}`;
  }

  /** Reason and note of a task, a line each. @param {Entry} entry */
  function taskNotes({ state, reason, note }) {
    const [notForMe, aside] = [say("task-not-for-me"), say("task-note")];
    const lines = note.split("\n").filter(Boolean);
    return [
      ...(state === "not-for-me" ? [`${notForMe}: ${reason.replace(/\s+/g, " ")}`] : []),
      ...lines.map((line) => `${aside}: ${line}`),
    ];
  }

  // Labels of lines below a task, in the language of the site or in English.
  const isNotForMe = (/** @type {string} */ label) =>
    label === say("task-not-for-me") || /^Not for me$/.test(label);
  const isNote = (/** @type {string} */ label) =>
    label === say("task-note") || /^Note$/.test(label);

  /** @param {string} text @returns {Imported} */
  function fromMarkdown(text) {
    /** @type {Map<string, Entry>} */
    const entries = new Map();
    /** @type {Entry | undefined} */
    let last;
    for (const line of text.split(/\r?\n/)) {
      const [, box, id] = /^\s*[-*+] \[([ xX])\] .*\(\x60([^\x60]+)\x60\)\s*$/.exec(line) ?? [];
      const [, skill, said = ""] = /^\s+[-*+] .*\(\x60([^\x60]+)\x60\):\s*(.*)$/.exec(line) ?? [];
      const [, label = "", words = ""] = /^\s+[-*+] ([^:]+):\s*(.*)$/.exec(line) ?? [];
      if (id) entries.set(id, (last = entry({ state: box === " " ? "todo" : "done" })));
      else if (last && skill) Object.assign(last.levels, written(skill, unescaped(said)));
      else if (last && isNote(unescaped(label)))
        last.note += (last.note && "\n") + unescaped(words);
      else if (last && isNotForMe(unescaped(label)))
        Object.assign(last, { state: "not-for-me", reason: unescaped(words) });
    }
    return entries.size ? taken(entries) : failed(say("import-no-ids"));
  }

  /**
   * A level of a task list; a line is left where none is written.
   * @param {string} skill @param {string} said
   */
  const written = (skill, said) =>
    /^_*$/.test(said.trim()) ? {} : Object.fromEntries([[skill, level(said)]]);

  // --- an issue

  /** @param {List} list */
  const issueTitle = ({ plan, name }) =>
    name
      ? say("onboarding-of-person", { person: name, role: plan.title })
      : say("onboarding-of", { role: plan.title });

  // --- all of them

  /** @param {string} error @returns {Imported} */
  const failed = (error) => ({ record: null, error });

  /** @param {string} id @returns {Imported} */
  const noState = (id) =>
    failed(
      say("import-state", { action: shortened(id), states: list([...STATES], "disjunction") }),
    );

  /** An ID as it is named in a sentence. @param {string} id */
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
    const ids = Object.keys(record.entries);
    const count = ids.length;
    if (count > MOST_ENTRIES)
      return say("import-many", { entries: number(count), most: number(MOST_ENTRIES) });
    if (roles.length > 0 && !roles.some((role) => plan.roles.includes(role)))
      return say("import-other-role", {
        theirs: shortened(roles.join(", ")),
        ours: plan.roles.join(", "),
      });
    const known = new Set(plan.actions.flatMap((action) => [action.id, ...action.was]));
    const isForeign = count > 0 && !ids.some((id) => known.has(id));
    return isForeign ? say("import-foreign", { count }) : "";
  }

  /** Read a file of any kind. @param {string} text @returns {Imported} */
  function parse(text) {
    const trimmed = text.replace(/^\ufeff/, "").trim();
    if (!trimmed) return failed(say("import-empty"));
    if (trimmed.startsWith("{") || isJson(trimmed)) return fromJson(trimmed);
    return /^\s*[-*+] \[[ xX]\] /m.test(trimmed) ? fromMarkdown(trimmed) : fromCsv(trimmed);
  }

  /** @typedef {{ type: string, make: (list: List) => string, needsStart?: boolean }} Format */

  /** From the ending of a file, which also names its label. @type {Record<string, Format>} */
  const FORMATS = {
    json: { type: "application/json", make: json },
    csv: { type: "text/csv", make: csv },
    md: { type: "text/markdown", make: markdown },
    ics: { type: "text/calendar", make: rolebookCalendar.make, needsStart: true },
  };

  /**
   * The name of a file, without what file systems forbid.
   * @param {List} list @param {string} suffix
   */
  function fileName({ plan, name }, suffix) {
    const words = [...plan.roles, name].filter(Boolean).join("-");
    return `onboarding-${words.replace(/[^\p{L}\p{N}-]+/gu, "-").toLowerCase()}.${suffix}`;
  }

  return { FORMATS, about, fileName, issueTitle, parse, tasks, unfit };
})();
