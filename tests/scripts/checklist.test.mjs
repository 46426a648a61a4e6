// What somebody ticked: recorded, merged, shared, exported and read in again.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "./loading.mjs";

load(
  "marks.js",
  "checklist/plan.js",
  "checklist/schema-1.js",
  "checklist/record.js",
  "checklist/levels.js",
  "checklist/diff.js",
  "checklist/calendar.js",
  "checklist/formats.js",
  "checklist/share.js",
  "checklist/store.js",
);
const {
  rolebookMessages: { say },
  rolebookPlan: plan,
  rolebookRecord: records,
  rolebookDiff: diffs,
  rolebookFormats: formats,
  rolebookShare: share,
  rolebookStore: stores,
  rolebookLevels: levels,
  rolebookCalendar: calendars,
} = globalThis;

const action = (id, values = {}) => ({
  id,
  title: `Do ${id}`,
  phase: "week-1",
  owner: "buddy",
  due: 4,
  meets: "",
  meetsName: "",
  was: [],
  about: `About ${id}`,
  done: "it is",
  sources: [],
  ...values,
});
const MEET = action("meet-SO", {
  title: "Meet the *Signal* Officer",
  was: ["meet-signal-officer"],
});
const READ = action("read-x", {
  phase: "day-1",
  due: 0,
  owner: "colleague",
});
const LAST = action("look-back", {
  phase: "day-90",
  due: 89,
  title:
    "=Look back; slowly, with the lead and the buddy, at what was good and what was not — ünd écrivez",
});
const ACTIONS = [READ, MEET, LAST];
const PLAN = {
  roles: ["LK"],
  title: "Lamp Keeper",
  site: "handbook.example%2Fbook",
  actions: ACTIONS,
};
const [T1, T2, T3] = [
  "2026-03-01T09:00:00.000Z",
  "2026-03-02T09:00:00.000Z",
  "2026-03-03T09:00:00.000Z",
];

function ticked() {
  let record = records.withEntry(
    { ...records.empty(), start: "2026-03-02" },
    MEET,
    { state: "done", note: 'She said "yes",\n- and more [x] *y*' },
    T1,
  );
  record = records.withEntry(record, READ, { state: "not-for-me", reason: "+1: I wrote it" }, T2);
  return record;
}
/** A tick of a record from before there were levels. */
const TICK = { state: "done", reason: "", note: "", title: "Rate yourself", print: "", at: T1 };
/** When the files were made. */
const MADE = new Date("2026-12-01T09:00:00Z");
const LIST = { plan: PLAN, name: "Ada", record: ticked() };

test("a record by hand is one of version 0, and is brought to the version of today", () => {
  const { record, problem } = records.parse(
    '{"meet-SO": "done", "read-x": "not-for-me: left the team"}',
  );
  assert.equal(problem, "");
  assert.equal(record.schema, records.SCHEMA);
  assert.equal(record.entries["meet-SO"].state, "done");
  assert.deepEqual(
    [record.entries["read-x"].state, record.entries["read-x"].reason],
    ["not-for-me", "left the team"],
  );
});

test("a record of a newer version is shown as far as it is understood, and said to be newer", () => {
  const { record, problem } = records.parse(
    JSON.stringify({
      schema: 99,
      entries: { "meet-SO": { state: "done", mood: 3 }, x: 7, y: { state: "dreamt" } },
    }),
  );
  assert.equal(problem, "newer");
  assert.deepEqual(
    Object.entries(record.entries).map(([id, one]) => [id, one.state]),
    [
      ["meet-SO", "done"],
      ["y", "todo"],
    ],
  );
});

test("what is no record is said to be broken", () => {
  const damaged = [
    '{"schema": 1}',
    '{"schema": 1, "entries": []}',
    '{"schema": 1, "entries": {"a": 5}}',
    '{"schema": 0, "entries": {}}',
    '{"schema": -3, "entries": {}}',
  ];
  for (const text of ["{", "[]", "3", "null", '{"a": {}}', ...damaged])
    assert.equal(records.parse(text).problem, "broken", text);
  assert.equal(records.parse(null).problem, "");
});

test("a tick under an id that the action had counts, and the later one wins", () => {
  const old = {
    ...records.empty(),
    entries: { "meet-signal-officer": records.entry({ state: "done", at: T1 }) },
  };
  assert.equal(records.entryOf(old, MEET).state, "done");
  assert.deepEqual(records.gone(old, ACTIONS), []);
  assert.equal(
    records.entryOf(records.withEntry(old, MEET, { state: "todo" }, T2), MEET).state,
    "todo",
  );
});

test("a tick is flagged if what it is about has changed, and not if our words have", () => {
  const one = records.entryOf(ticked(), MEET);
  assert.equal(records.isChanged(one, MEET), false);
  const reworded = { title: "See the Signal Officer", done: "you have met" };
  assert.equal(records.isChanged(one, { ...MEET, ...reworded }), false);
  assert.equal(records.isChanged(one, { ...MEET, about: `  ${MEET.about}\n` }), false);
  assert.equal(records.isChanged(one, { ...MEET, about: `${MEET.about} twice` }), true);
  const two = { ...MEET, about: "A-1 MUST ask\nA-2 MUST go" };
  const ofTwo = records.withEntry(records.empty(), two, { state: "done" }, T1).entries[two.id];
  assert.equal(records.isChanged(ofTwo, { ...two, about: "A-2 MUST  go\nA-1 MUST ask" }), false);
  assert.equal(records.isChanged(ofTwo, { ...two, about: "A-1 MUST ask" }), true);
  assert.equal(records.isChanged(records.entry({ state: "done" }), MEET), false);
});

test("what belongs to no action any more is kept", () => {
  assert.deepEqual(
    records.gone(ticked(), [READ]).map(([id]) => id),
    ["meet-SO"],
  );
});

test("of two records the later change of each action wins", () => {
  const theirs = records.withEntry(
    records.withEntry(records.empty(), MEET, { state: "todo" }, T3),
    READ,
    { state: "done" },
    T1,
  );
  const { record, taken, kept } = records.merge(ticked(), theirs, T3);
  assert.deepEqual(
    [record.entries["meet-SO"].state, record.entries["read-x"].state, taken, kept],
    ["todo", "not-for-me", 1, 1],
  );
  assert.equal(record.start, "2026-03-02");
});

test("a change is taken back, and what came since is not", () => {
  const before = ticked();
  const after = { ...before, entries: {} };
  const since = records.withEntry(after, READ, { state: "done" }, T3);
  const back = records.takeBack(since, before, after);
  assert.deepEqual(back.entries["meet-SO"], before.entries["meet-SO"]);
  assert.equal(back.entries["read-x"].state, "done");
});

test("it is said what a record holds", () => {
  assert.equal(records.inWords(ticked()), "1 tick, 1 “not for me”, and 1 note");
  assert.equal(records.inWords(records.empty()), "");
});

test("JSON that is read in again is the same record", () => {
  const { record, error } = formats.parse(formats.FORMATS.json.make(LIST));
  assert.equal(error, "");
  assert.deepEqual(records.merge(records.empty(), record, T3).record, LIST.record);
});

test("CSV that is read in again has the same states, reasons and notes, and runs nothing in a spreadsheet", () => {
  const text = formats.FORMATS.csv.make(LIST);
  assert.match(text, /'=Look back/);
  assert.match(text, /'\+1: I wrote it/);
  const { record } = formats.parse(text);
  const said = ({ state, reason, note }) => [state, reason, note];
  for (const one of ACTIONS)
    assert.deepEqual(
      said(records.entryOf(record, one)),
      said(records.entryOf(LIST.record, one)),
      one.id,
    );
  assert.equal(formats.parse("id;state\nmeet-SO;x\n").record.entries["meet-SO"].state, "done");
});

test("Markdown that is read in again has the same states, reasons and notes", () => {
  const text = formats.FORMATS.md.make(LIST);
  assert.match(text, /^## Week 1$/m);
  assert.match(
    text,
    /^- \[x\] \*\*Meet the \\\*Signal\\\* Officer\*\* · buddy, by 2026-03-06 · done when it is \(`meet-SO`\)$/m,
  );
  const { record } = formats.parse(text);
  const said = ({ state, reason, note }) => [state, reason, note];
  for (const one of ACTIONS)
    assert.deepEqual(
      said(records.entryOf(record, one)),
      said(records.entryOf(LIST.record, one)),
      one.id,
    );
});

test("a file that holds no list is refused in words", () => {
  for (const text of [
    "",
    "{",
    "a,b\n1,2\n",
    "- [ ] no id\n",
    '{"schema": 99}',
    '{"entries": 3}',
    'id,state\nmeet-SO,"done\n',
  ]) {
    const { record, error } = formats.parse(text);
    assert.equal(record, null, text);
    assert.ok(error, text);
  }
});

const STATES = "todo, done, or not-for-me";

test("JSON that is no list is refused in one sentence, whatever is in it", () => {
  const NO_LIST = say("import-json-foreign");
  const noState = (action) => say("import-state", { action, states: STATES });
  const cases = [
    ["[1, 2]", NO_LIST],
    ["null", NO_LIST],
    ['"done"', NO_LIST],
    ['{"schema": 1}', NO_LIST],
    ['{"schema": 1, "entries": [1]}', NO_LIST],
    ['{"schema": 1, "entries": {"meet-SO": null}}', NO_LIST],
    ['{"schema": 2, "entries": {"meet-SO": 5}}', NO_LIST],
    ['{"schema": 0, "entries": {"toString": 1}}', NO_LIST],
    ['{"meet-SO": {"toString": 1, "valueOf": 1}}', NO_LIST],
    ['{"schema": 1, "entries": {"meet-SO": {"toString": 1, "valueOf": 1}}}', noState("meet-SO")],
    ['{"schema": 1, "entries": {"__proto__": {"state": {}}}}', noState("__proto__")],
    [`{"${"x".repeat(900)}": "erledigt"}`, noState(`${"x".repeat(60)} …`)],
    [
      '{"schema": 1, "entries": {"meet-SO": {"state": "done", "note": 5}}}',
      say("import-field", { field: "note", action: "meet-SO" }),
    ],
    [
      '{"schema": 2, "entries": {"meet-SO": {"state": "done", "about": []}}}',
      say("import-field", { field: "about", action: "meet-SO" }),
    ],
    ['{"schema": 1, "start": "soon", "entries": {}}', say("import-first-day")],
    ['{"schema": 3, "entries": {"meet-SO": 5}}', say("import-newer")],
  ];
  for (const [text, error] of cases)
    assert.deepEqual(formats.parse(text), { record: null, error }, text);
});

test("ids that objects have anyway are ids in JSON, too", () => {
  const { record } = formats.parse(
    '{"schema": 1, "entries": {"toString": {"state": "done"}, "__proto__": {"state": "done"}, "constructor": {"state": "done"}}}',
  );
  assert.deepEqual(
    ["toString", "__proto__", "constructor", "valueOf"].map(
      (id) => records.entryOf(record, action(id)).state,
    ),
    ["done", "done", "done", "todo"],
  );
});

test("a list takes nothing of another role's, nothing that is foreign as a whole, and not more than any list has", () => {
  const unfit = (text) => formats.unfit(formats.parse(text), PLAN);
  const json = (values) =>
    JSON.stringify({ schema: 1, entries: { "meet-SO": { state: "done" } }, ...values });
  const many = (number) =>
    JSON.stringify(
      Object.fromEntries(
        ["meet-SO", ...Array.from({ length: number - 1 }, (_, n) => `x-${n}`)].map((id) => [
          id,
          "done",
        ]),
      ),
    );
  assert.equal(unfit(json({ personas: ["LK", "HP"] })), "");
  assert.equal(unfit(json({ personas: "none", start: "2026-03-02" })), "");
  assert.equal(
    unfit(json({ personas: ["HP", "TC"] })),
    say("import-other-role", { theirs: "HP, TC", ours: "LK" }),
  );
  assert.equal(unfit("id,state\nmeet-signal-officer,done\nsail,done\n"), "");
  assert.equal(unfit("id,state\nrow,done\nsail,done\n"), say("import-foreign", { count: 2 }));
  assert.equal(unfit('{"sail": "done"}'), say("import-foreign", { count: 1 }));
  assert.equal(unfit(many(5000)), "");
  assert.equal(unfit(many(5001)), say("import-many", { entries: "5,001", most: "5,000" }));
});

test("a state that means nothing is refused, as it would take a tick away", () => {
  for (const text of [
    "id,state\nmeet-SO,erledigt\n",
    '{"meet-SO": "erledigt"}',
    '{"schema": 1, "entries": {"meet-SO": {"state": 1}}}',
  ]) {
    assert.equal(
      formats.parse(text).error,
      say("import-state", { action: "meet-SO", states: STATES }),
      text,
    );
  }
});

test("a list of ids and states leaves notes as they are", () => {
  const { record: theirs } = formats.parse("id,state\nmeet-SO,not for me\nread-x,\n");
  const { record } = records.merge(ticked(), theirs, T3);
  assert.deepEqual(
    [record.entries["meet-SO"].state, record.entries["meet-SO"].note],
    ["not-for-me", ticked().entries["meet-SO"].note],
  );
  const same = records.merge(ticked(), formats.parse("id,state\nmeet-SO,done\n").record, T3);
  assert.deepEqual([same.taken, same.record], [0, ticked()]);
});

test("a first day, a time or a print that is none is left out", () => {
  const { record } = records.read({
    schema: 1,
    start: "4 Jan",
    entries: { "meet-SO": { state: "done", at: "soon", print: "!" } },
  });
  assert.deepEqual(
    [record.start, record.entries["meet-SO"].at, record.entries["meet-SO"].print],
    ["", "", ""],
  );
});

test("ids with a meaning in scripts are ids like others", () => {
  const odd = ["__proto__", "constructor"].map((id) => action(id));
  for (const text of [
    "id,state\n__proto__,done\nconstructor,done\n",
    "- [x] a (`__proto__`)\n- [x] b (`constructor`)\n",
  ]) {
    const before = records.empty();
    const { record, taken } = records.merge(before, formats.parse(text).record, T1);
    assert.deepEqual(
      [taken, ...odd.map((one) => records.entryOf(record, one).state)],
      [2, "done", "done"],
    );
    assert.deepEqual(records.takeBack(record, before, record), before);
  }
});

test("a reason of several lines stays in its line of Markdown", () => {
  const record = records.withEntry(
    records.empty(),
    READ,
    { state: "not-for-me", reason: "no\n- [x] b (`meet-SO`)" },
    T1,
  );
  const found = formats.parse(formats.FORMATS.md.make({ ...LIST, record })).record;
  assert.deepEqual(
    ACTIONS.map((one) => records.entryOf(found, one).state),
    ["not-for-me", "todo", "todo"],
  );
});

test("a calendar has the open actions as days, in lines of at most 75 octets", () => {
  const text = formats.FORMATS.ics.make(LIST, MADE);
  assert.equal(text.match(/BEGIN:VEVENT/g).length, 1);
  assert.ok(text.endsWith("END:VCALENDAR\r\n"));
  assert.ok(!/[^\r]\n/.test(text));
  for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  const unfolded = text.replaceAll("\r\n ", "");
  assert.match(
    unfolded,
    /SUMMARY:=Look back\\; slowly\\, with .*\r\nDTSTART;VALUE=DATE:20260529\r\nDTSTAMP:20261201T090000Z\r\nUID:look-back\.LK\.Ada@handbook\.example%2Fbook\r\nSEQUENCE:29935260\r\n/,
  );
  assert.equal(text, formats.FORMATS.ics.make(LIST, MADE));
});

/** What the command line prints for a persona: `pilot.md` and so on. */
const printed = (suffix) =>
  readFileSync(new URL(`../checklist/formats/pilot.${suffix}`, import.meta.url), "utf8");

test("a list without ticks is what the command line prints", () => {
  const { title, personas, start, actions } = JSON.parse(printed("json"));
  const name = (slug) =>
    slug.replace(/(^|-)./g, (letters) => letters.replace("-", " ").toUpperCase());
  const made = actions.map(({ id, title, phase, owner, due, done_when, meets, topics }) =>
    action(id, {
      title,
      phase,
      owner,
      due,
      done: done_when,
      meets: meets ?? "",
      meetsName: name(meets ?? ""),
      sources: topics.map((topic) => topic.source),
      skills: topics
        .filter((topic) => topic.needs)
        .map(({ source, name, needs }) => ({ source, name, ...needs })),
    }),
  );
  const list = {
    plan: { roles: personas, title, site: "handbook.example%2Fbook", actions: made },
    name: " Ada  Lovelace",
    record: { ...records.empty(), start },
  };
  const unfolded = (text) => text.replaceAll("\r\n ", ""); // where long lines are cut is free
  for (const suffix of ["md", "csv", "ics"])
    assert.equal(
      unfolded(formats.FORMATS[suffix].make(list, MADE)),
      unfolded(printed(suffix)),
      suffix,
    );
});

test("a shared list has states, first day and name, and no notes or reasons", () => {
  const fragment = share.write({ ...LIST, name: "Ada & Bob 1.0", actions: ACTIONS });
  assert.doesNotMatch(fragment, /yes|wrote/);
  const { name, start, record, left } = share.read(`#${fragment}`, ACTIONS);
  assert.deepEqual([name, start, left], ["Ada & Bob 1.0", "2026-03-02", 0]);
  assert.deepEqual(
    ACTIONS.map((one) => records.entryOf(record, one).state),
    ["not-for-me", "done", "todo"],
  );
  assert.equal(records.isChanged(record.entries["meet-SO"], MEET), false);
});

test("a shared list fits a plan that has changed", () => {
  const fragment = share.write({ ...LIST, actions: ACTIONS });
  const later = { ...MEET, id: "meet-SIG", was: ["meet-SO"], about: "Somebody else" };
  const { record, left } = share.read(fragment, [action("new"), later]);
  assert.equal(left, 1);
  assert.equal(record.entries["meet-SIG"].state, "done");
  assert.equal(records.isChanged(record.entries["meet-SIG"], later), true);
});

test("41 actions make a link of some hundred characters, and a damaged one is no list", () => {
  const many = Array.from({ length: 41 }, (_, n) => action(`a-${n}`));
  const record = many.reduce(
    (all, one) => records.withEntry(all, one, { state: "done" }, T1),
    records.empty(),
  );
  const fragment = share.write({ name: "Ada", record, actions: many });
  assert.ok(fragment.length < 360, String(fragment.length));
  assert.equal(share.read(fragment.slice(0, -1), many), null);
  assert.equal(share.read(fragment.slice(0, -8), many), null);
  assert.equal(share.read(fragment.replace(/.{8}(?=\.\w+$)/, ""), many), null);
  assert.equal(share.read("list=3...", many), null);
  assert.equal(share.read("week-1", many), null);
});

test("words that went and came", () => {
  assert.deepEqual(diffs.diff("read the red book", "read the old red books"), [
    { kind: "same", text: "read the" },
    { kind: "new", text: "old" },
    { kind: "same", text: "red" },
    { kind: "gone", text: "book" },
    { kind: "new", text: "books" },
  ]);
  assert.deepEqual(diffs.diff("", "a"), [{ kind: "new", text: "a" }]);
});

test("only lines that differ are shown, each beside the one that begins as it does", () => {
  const shown = diffs.lines(
    "Meet\nA-1 MUST ask\nA-2 MUST go",
    "Meet\nA-1 MUST ask twice\nA-3 MAY sing",
  );
  assert.deepEqual(
    shown.map((line) => line.map(({ kind, text }) => `${kind}: ${text}`)),
    [["same: A-1 MUST ask", "new: twice"], ["new: A-3 MAY sing"], ["gone: A-2 MUST go"]],
  );
});

test("days", () => {
  assert.deepEqual([-3, -1, 0, 29].map(plan.dueWords), [
    "3 days before",
    "1 day before",
    "by day 1",
    "by day 30",
  ]);
  assert.equal(plan.later("2028-02-28", 2), "2028-03-01");
  assert.deepEqual(
    ["2026-02-30", "2026-3-1", "", "0002-03-01", "9999-12-31", "2026-03-01"].map(plan.isDate),
    [false, false, false, false, false, true],
  );
  assert.equal(plan.dateWords("2027-01-04", "2026-12-30"), "Mon 4 Jan 2027");
});

/** A storage in memory. */
function place() {
  const all = new Map();
  return {
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, text) => void all.set(key, text),
    removeItem: (key) => void all.delete(key),
    key: (n) => [...all.keys()][n] ?? null,
    get length() {
      return all.size;
    },
  };
}
const opened = (storage, roles = ["LK"]) =>
  stores.open({ site: "/handbook/", roles, place: () => storage });
const tick = (store, person, one, at = T1) =>
  store.update(person, (record) => records.withEntry(record, one, { state: "done" }, at));

test("people, roles and sites do not mix", () => {
  const storage = place();
  const store = opened(storage);
  tick(store, "1", MEET);
  const ada = store.add("Ada");
  assert.deepEqual(store.record(ada).record.entries, {});
  assert.deepEqual(opened(storage, ["BD"]).record("1").record.entries, {});
  assert.deepEqual(
    stores.open({ site: "/other/", roles: ["LK"], place: () => storage }).record("1").record
      .entries,
    {},
  );
  assert.equal(store.people().current, ada);
  assert.deepEqual([store.add("Ada"), store.people().people.at(-1).name], ["3", "Ada 2"]);
});

test("a list of several roles begins with the ticks of each, and is emptied without theirs", () => {
  const storage = place();
  const [lamp, tide] = [opened(storage), opened(storage, ["TC"])];
  tick(lamp, "1", MEET, T1);
  tick(tide, "1", READ, T1);
  const both = opened(storage, ["LK", "TC"]);

  assert.deepEqual(Object.keys(both.record("1").record.entries).sort(), [MEET.id, READ.id].sort());
  tick(both, "1", { ...READ, id: "own" }, T2);
  assert.equal(Object.keys(both.record("1").record.entries).length, 3);
  assert.equal(Object.keys(lamp.record("1").record.entries).length, 1);
  both.clear("1");
  assert.deepEqual(both.record("1").record.entries, {});
  assert.equal(Object.keys(lamp.record("1").record.entries).length, 1);
});

test("two tabs keep each other's ticks", () => {
  const storage = place();
  const [one, other] = [opened(storage), opened(storage)];
  tick(one, "1", MEET);
  tick(other, "1", READ);
  assert.deepEqual(Object.keys(one.record("1").record.entries), ["meet-SO", "read-x"]);
});

test("who is deleted is gone from the lists of all roles, and can come back with them", () => {
  const storage = place();
  const [lamp, back] = [opened(storage), opened(storage, ["BD"])];
  const ada = lamp.add("Ada");
  tick(lamp, ada, MEET);
  tick(back, ada, READ);
  const kept = lamp.remove(ada);
  assert.equal(storage.length, 1);
  assert.equal(lamp.people().current, "1");
  lamp.restore(kept);
  assert.equal(back.record(ada).record.entries["read-x"].state, "done");
});

test("who comes back takes nothing from those who came, or got another name, in the meantime", () => {
  const store = opened(place());
  const ada = store.add("Ada");
  const kept = store.remove(ada);
  const bob = store.add("Ada");
  tick(store, bob, MEET);
  store.rename("1", "Zoe");
  store.restore(kept);
  assert.deepEqual(
    store.people().people.map(({ name }) => name),
    ["Zoe", "Ada 2", "Ada"],
  );
  assert.equal(store.record(bob).record.entries["meet-SO"].state, "done");
  assert.equal(store.people().current, ada);
});

test("without storage ticks last as long as the page, and it is known why", () => {
  const blocked = stores.open({
    site: "/",
    roles: ["LK"],
    place: () => {
      throw new Error("no");
    },
  });
  tick(blocked, "1", MEET);
  assert.equal(blocked.record("1").record.entries["meet-SO"].state, "done");
  assert.equal(blocked.trouble(), "blocked");
  const full = {
    ...place(),
    setItem() {
      throw Object.assign(new Error("no"), { name: "QuotaExceededError" });
    },
  };
  const store = opened(full);
  tick(store, "1", MEET);
  assert.equal(store.trouble(), "full");
});

test("a record that is newer or broken is never written over", () => {
  for (const text of ['{"schema":99,"entries":{}}', "{"]) {
    const storage = place();
    const store = opened(storage);
    storage.setItem(store.kept("1").key, text);
    tick(store, "1", MEET);
    assert.equal(store.kept("1").text, text);
  }
});

test("a link names nobody at more length than the field for names takes, and its ids are ids", () => {
  const odd = ["__proto__", "constructor"].map((id) => action(id));
  const record = odd.reduce(
    (one, action) => records.withEntry(one, action, { state: "done" }, T1),
    records.empty(),
  );
  const read = share.read(share.write({ name: "x".repeat(5000), record, actions: odd }), odd);
  assert.equal(read.name.length, 80);
  assert.deepEqual(
    odd.map((one) => records.entryOf(read.record, one).state),
    ["done", "done"],
  );
});

test("names that cannot be read any more are made anew, and no list is lost", () => {
  const key = "rolebook.onboarding:/handbook/:people";
  for (const damaged of [
    "{",
    "null",
    "[]",
    "7",
    '{"people": []}',
    '{"people": {"length": 1}}',
    '{"people": [{"id": 1, "name": "Me"}]}',
  ]) {
    const storage = place();
    const ada = opened(storage).add("Ada");
    opened(storage).update(ada, (record) => records.withEntry(record, MEET, { state: "done" }, T1));
    storage.setItem(key, damaged);
    const { people, next } = opened(storage).people();
    assert.deepEqual(
      [people.map(({ id, name }) => [id, name]), next],
      [
        [
          ["1", "Me"],
          ["2", `${say("person-unnamed")} 2`],
        ],
        3,
      ],
      damaged,
    );
    assert.equal(opened(storage).record(ada).record.entries["meet-SO"].state, "done");
  }
});

test("who is current is somebody, and the next id is nobody's", () => {
  const storage = place();
  const people = [
    { id: "1", name: "Me" },
    { id: "4", name: "Ada" },
  ];
  for (const odd of [
    { current: "9", next: 2 },
    { current: {}, next: "4" },
    { current: null, next: null },
    {},
  ]) {
    storage.setItem(
      "rolebook.onboarding:/handbook/:people",
      JSON.stringify({ schema: 1, people, ...odd }),
    );
    const found = opened(storage).people();
    assert.deepEqual([found.current, found.next], ["1", 5]);
  }
});

// --- levels

const PROG = { source: "PROG", name: "Programming: software", low: 3, high: 5, most: 7 };
const SIGNAL = { source: "signalling", name: "Signalling", low: 0, high: 0, most: 0 };
const RATE = action("skills-1", { rates: "first", skills: [PROG, SIGNAL] });
const AGAIN = action("skills-again", { rates: "again", phase: "day-90", skills: [PROG, SIGNAL] });
const RATINGS = [MEET, RATE, AGAIN];
const rated = (record, one, levels, at = T1) => records.withEntry(record, one, { levels }, at);
const FIRST = rated(records.empty(), RATE, { PROG: "2", signalling: "B2; some, (`x`): [y]" });

test("a level is below what the role needs, as needed or above, where both are numbers", () => {
  const words = ["2", "3", "5", "6", "some", ""].map((level) => levels.fitWords(PROG, level));
  assert.deepEqual(words, [
    say("level-below", { count: 1 }),
    say("level-as-needed"),
    say("level-as-needed"),
    say("level-above"),
    "",
    "",
  ]);
  assert.equal(levels.fitWords(SIGNAL, "2"), "");
});

test("the second rating has the first one beside it, and counts once it is there", () => {
  const of = (record) => levels.ratings(record, RATINGS).map(({ level, fit }) => [level, fit]);
  assert.deepEqual(of(FIRST), [
    ["2", "below"],
    ["B2; some, (`x`): [y]", ""],
  ]);
  const both = rated(FIRST, AGAIN, { PROG: "4" }, T2);
  assert.deepEqual(of(both)[0], ["4", "as-needed"]);
  assert.equal(levels.levels(both, RATINGS, "first").get("PROG"), "2");
});

test("levels are in JSON, CSV and Markdown, and read in again", () => {
  const list = { plan: { ...PLAN, actions: RATINGS }, name: "", record: FIRST };
  for (const form of ["json", "csv", "md"]) {
    const { record, error } = formats.parse(formats.FORMATS[form].make(list, MADE));
    assert.equal(error, "");
    const read = records.merge(records.empty(), record, T3).record;
    assert.deepEqual(records.entryOf(read, RATE).levels, records.entryOf(FIRST, RATE).levels, form);
    assert.deepEqual(records.entryOf(read, AGAIN).levels, {}, form);
  }
});

test("a level that a file lacks stays, and one that is no text is refused", () => {
  const { record: theirs } = formats.parse("id,state,levels\nskills-1,done,PROG=3\n");
  const { record } = records.merge(FIRST, theirs, T3);
  assert.deepEqual(record.entries["skills-1"].levels, {
    ...FIRST.entries["skills-1"].levels,
    PROG: "3",
  });
  for (const levels of [[], "3", { PROG: 3 }])
    assert.equal(
      formats.parse(JSON.stringify({ schema: 2, entries: { x: { state: "done", levels } } })).error,
      say("import-levels", { action: "x" }),
    );
});

test("a link has levels and the minute in which it was made, and one without them is as before", () => {
  const both = rated(FIRST, AGAIN, { PROG: "4" }, T2);
  const fragment = share.write({ name: "Ada", record: both, actions: RATINGS, made: MADE });
  const { record, made } = share.read(fragment, RATINGS);
  for (const one of [RATE, AGAIN])
    assert.deepEqual(records.entryOf(record, one).levels, records.entryOf(both, one).levels);
  assert.equal(made, MADE.toISOString());
  assert.deepEqual(share.head(fragment), { name: "Ada", start: "", made });
  assert.equal(share.head(fragment.slice(0, -2)), null);

  const without = share.write({ name: "Ada", record: ticked(), actions: RATINGS });
  assert.equal(without.split(".").length, 5);
  assert.equal(share.read(without, RATINGS).made, "");
});

test("a record without levels is read as before, and its ticks are not flagged when skills have needs", () => {
  const before = { schema: 2, entries: { "skills-1": { ...TICK, about: RATE.about } } };
  const { record, problem } = records.read(before);
  assert.equal(problem, "");
  assert.deepEqual(record.entries["skills-1"].levels, {});
  assert.equal(records.isChanged(record.entries["skills-1"], RATE), false);
  const since = rated(record, RATE, { PROG: "2" }, T3);
  assert.equal(records.isChanged(records.entryOf(since, RATE), RATE), false);
});

test("levels are said to be there, and taking back brings them back", () => {
  assert.equal(records.inWords(FIRST), "2 levels");
  const after = { ...FIRST, entries: {} };
  assert.deepEqual(records.takeBack(after, FIRST, after), FIRST);
  assert.deepEqual(
    records.gone(FIRST, [MEET]).map(([id]) => id),
    ["skills-1"],
  );
});

// --- levels of a career

const CAREERS = [
  { role: "BD", name: "Backend Developer", levels: ["Junior", "Senior", "Senior staff"] },
  { role: "SO", name: "Signal Officer", levels: ["L1 (Night.watch)", "L2"] },
];
const OF_CAREER = [
  { ...PROG, role: "BD", byLevel: [["Senior", 4, 5]] },
  {
    ...SIGNAL,
    role: "SO",
    low: 1,
    high: 2,
    byLevel: [
      ["L1 (Night.watch)", 1, 1],
      ["L2", 2, 2],
    ],
  },
  { ...PROG, source: "TEST", name: "Testing", role: "", byLevel: [] },
];
const RATE_CAREER = action("skills-1", { rates: "first", skills: OF_CAREER });
const CHOSEN = { ...records.empty(), careers: { BD: "Senior", SO: "L1 (Night.watch)" } };
const neededIn = (careers) =>
  levels
    .needed(OF_CAREER, levels.chosen(CAREERS, { ...records.empty(), careers }))
    .map((skill) => levels.words(skill));

test("skills are those that the chosen level needs; without one, or with one that is gone, all", () => {
  const all = [
    "Programming: software, levels 3–5",
    "Signalling, levels 1–2",
    "Testing, levels 3–5",
  ];
  assert.deepEqual(neededIn({}), all);
  assert.deepEqual(neededIn({ BD: "Master", SO: "" }), all);
  assert.deepEqual(neededIn({ BD: "Senior", SO: "L2" }), [
    "Programming: software, levels 4–5",
    "Signalling, level 2",
    "Testing, levels 3–5",
  ]);
  assert.deepEqual(neededIn({ BD: "Junior" }), all.slice(1));
});

test("a level is asked for by its name, or by words that only it has", () => {
  const asked = (query) => levels.asked(query, CAREERS);
  assert.deepEqual(asked("?level=SENIOR"), { BD: "Senior" });
  assert.deepEqual(asked("?level=staff"), { BD: "Senior staff" });
  assert.deepEqual(asked("?level=bd=junior,SO=L1"), { BD: "Junior", SO: "L1 (Night.watch)" });
  assert.deepEqual(asked("?level=SO=junior&level=("), {});
  assert.deepEqual(asked(""), {});
});

test("what is missing is what the chosen level needs", () => {
  const record = { ...rated(CHOSEN, RATE_CAREER, { PROG: "3", signalling: "1" }) };
  const fits = levels.ratings(record, [RATE_CAREER], CAREERS).map(({ fit }) => fit);
  assert.deepEqual(fits, ["below", "as-needed", ""]);
});

test("chosen levels are in JSON and links, and read in again; later links have them at the end", () => {
  const list = {
    plan: { ...PLAN, actions: [RATE_CAREER], careers: CAREERS },
    name: "",
    record: CHOSEN,
  };
  const { record } = formats.parse(formats.FORMATS.json.make(list, MADE));
  assert.deepEqual(record.careers, CHOSEN.careers);
  const fragment = share.write({
    name: "Ada",
    record: CHOSEN,
    actions: [RATE_CAREER],
    careers: CAREERS,
  });
  assert.deepEqual(share.read(fragment, [RATE_CAREER]).record.careers, CHOSEN.careers);
  assert.equal(share.read(fragment, [RATE_CAREER]).made, "");
});

test("a level that is chosen here is worth more than one that is brought in", () => {
  const mine = { ...records.empty(), careers: { BD: "Junior" } };
  assert.deepEqual(records.merge(mine, CHOSEN, T3).record.careers, {
    BD: "Junior",
    SO: "L1 (Night.watch)",
  });
  assert.deepEqual(records.read({ schema: 2, entries: {}, careers: { BD: 3 } }).record.careers, {});
});

test("what is due at a weekend is due on the working day before, but not before the first day", () => {
  const [monday, saturday] = ["2027-01-04", "2027-01-09"];
  assert.deepEqual(
    [4, 5, 6, -1].map((due) => plan.dueDate(monday, due)),
    ["2027-01-08", "2027-01-08", "2027-01-08", "2027-01-01"],
  );
  assert.deepEqual(
    [0, 1, -7].map((due) => plan.dueDate(saturday, due)),
    [saturday, saturday, "2027-01-01"],
  );
});

test("a calendar of several people names them, and has the entries of their own calendars", () => {
  const list = (name) => ({
    plan: PLAN,
    name,
    record: { ...records.empty(), start: "2026-03-02" },
  });
  const text = calendars
    .ofPeople([list("Ada"), list("Bo")], ["buddy"], MADE)
    .replaceAll("\r\n ", "");
  const own = calendars.make(list("Ada"), MADE);
  assert.equal(text.match(/BEGIN:VEVENT/g).length, 4);
  assert.match(text, /SUMMARY:Bo: Meet the \*Signal\* Officer/);
  for (const uid of text.match(/UID:.*\.Ada@.*/g))
    assert.ok(own.replaceAll("\r\n ", "").includes(uid));
});
