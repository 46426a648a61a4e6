// The lists of several people: read from links and files, kept, summed up, and given away.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./loading.mjs";

load(
  "marks.js",
  ...["plan", "schema-1", "record", "levels", "calendar", "formats", "share"].map(
    (name) => `checklist/${name}.js`,
  ),
  ...["kept", "lists", "sums", "files"].map((name) => `leads/${name}.js`),
);
const {
  rolebookMessages: { say },
  rolebookRecord: records,
  rolebookFormats: formats,
  rolebookShare: share,
  rolebookKept: kept,
  rolebookLists: lists,
  rolebookSums: sums,
  rolebookLeadFiles: files,
} = globalThis;

const action = (id, values = {}) => ({
  id,
  title: `Do ${id}`,
  phase: "week-1",
  owner: "colleague",
  due: 4,
  meets: "",
  meetsName: "",
  was: [],
  about: id,
  done: "it is",
  sources: [],
  ...values,
});
const PROG = { source: "PROG", name: "Programming", low: 3, high: 5, most: 7 };
const ACTIONS = [
  action("buddy", { owner: "lead", phase: "before-day-1", due: -14 }),
  action("hello", { owner: "buddy", phase: "day-1", due: 0 }),
  action("skills-1", { rates: "first", skills: [PROG] }),
  action("read"),
  action("talk", { owner: "lead", phase: "day-30", due: 29 }),
];
const PLAN = { roles: ["LK"], title: "Lamp Keeper", site: "book", actions: ACTIONS };
const ROLES = [
  {
    role: "LK",
    script: "lamp-keeper",
    path: "p/lamp-keeper/onboarding/",
    name: "Lamp Keeper",
  },
  { role: "SO", script: "signals", path: "p/signals/onboarding/", name: "Signals" },
];
const SITE = "https://book.example/handbook/";
const PAGE = `${SITE}p/lamp-keeper/onboarding/`;
const [EARLY, LATE, NOW] = ["03T09:00", "04T09:00", "05T09:00"].map(
  (time) => new Date(`2027-02-${time}:00Z`),
);
const START = "2027-01-04";

function record(done, values = {}) {
  let made = { ...records.empty(), start: START, ...values };
  for (const id of done) {
    const one = ACTIONS.find((action) => action.id === id);
    made = records.withEntry(made, one, { state: "done" }, EARLY.toISOString());
  }
  return made;
}
const link = (name, done, made = EARLY, page = PAGE) =>
  `${page}#${share.write({ name, record: record(done), actions: ACTIONS, made })}`;
const file = (name, done, made = EARLY, roles = ["LK"]) =>
  formats.FORMATS.json.make({ plan: { ...PLAN, roles }, name, record: record(done) }, made);
const brought = (text) => {
  const read = lists.isFile(text) ? lists.ofFile(text, NOW) : lists.ofLink(text, ROLES, NOW);
  assert.equal(read.reason, "");
  return read.brought;
};
/** Add texts one after the other. */
function added(...texts) {
  let people = [];
  const outcomes = texts.map((text) => {
    const result = kept.add(people, brought(text));
    people = result.people;
    return result.outcome;
  });
  return { people, outcomes, names: people.map((one) => one.name) };
}
const sumOf = (one, day = "2027-01-11") => sums.of(one, PLAN, lists.recordOf(one, ACTIONS), day);

test("links are found among other words, each once and without what ends a sentence", () => {
  const [ada, bo] = [link("Ada (L.)", ["buddy"]), link("Bo", [])];
  const text = `Hi, <${ada}>\nand ${bo}. Or ${ada}, (${bo}) – ${SITE}#other`;
  assert.deepEqual(lists.linksIn(text), [ada, bo]);
});

test("a link says whose list it is, for which role, since when, and when it was made", () => {
  const { called, start, roles, at, address } = brought(link("Ada", ["buddy"]));
  assert.deepEqual(
    [called, start, roles, at, address],
    ["Ada", START, ["LK"], EARLY.toISOString(), PAGE],
  );
  const composed = brought(link("Ada", [], EARLY, `${SITE}onboarding/?roles=LK,SO`));
  assert.deepEqual(composed.roles, ["LK", "SO"]);
  const folder = "file:///srv/site/p/lamp-keeper/onboarding/index.html";
  assert.deepEqual(brought(link("Ada", [], EARLY, folder)).roles, ["LK"]);
});

test("a role that is not here keeps the name that it has in the link", () => {
  const page = `${SITE}p/tide-clerk/onboarding/`;
  assert.deepEqual(brought(link("Ada", [], EARLY, page)).roles, ["tide-clerk"]);
});

test("what is no list is refused with a reason", () => {
  const cut = lists.ofLink(link("Ada", ["buddy"]).slice(0, -3), ROLES, NOW);
  assert.equal(cut.reason, say("leads-refused-link"));
  const nowhere = lists.ofLink(link("Ada", [], EARLY, SITE), ROLES, NOW);
  assert.equal(nowhere.reason, say("leads-refused-role"));
  for (const [text, reason] of [
    ["id,state\nbuddy,done\n", say("leads-refused-kind")],
    ["{", say("import-json-broken")],
    ['{"buddy": "done"}', say("leads-refused-role")],
    ['{"schema": 99, "entries": {}}', say("import-newer")],
  ])
    assert.equal(lists.ofFile(text, NOW).reason, reason, text);
});

test("a newer list of the same person and role replaces the older one, whichever kind it is", () => {
  const { people, outcomes } = added(
    link("Ada", ["buddy"], EARLY),
    file(" ada ", ["buddy", "hello"], LATE),
    link("Ada", [], EARLY),
  );
  assert.deepEqual(outcomes, ["added", "updated", "older"]);
  assert.equal(people.length, 1);
  assert.equal(sumOf(people[0]).counts.done, 2);
});

test("lists of other people, other roles and of no one in particular stay side by side", () => {
  const both = `${SITE}onboarding/?roles=LK,SO`;
  const { names, outcomes } = added(
    link("Ada", []),
    link("Ada", [], EARLY, both),
    link("", ["buddy"]),
    link("", ["hello"]),
    link("", ["hello"]),
  );
  const someone = say("person-unnamed");
  assert.deepEqual(names, ["Ada", "Ada", someone, `${someone} 2`]);
  assert.equal(outcomes.at(-1), "updated");
});

test("a list without a name replaces the older one once it gets the name, and keeps the first day", () => {
  const { people } = added(link("Ada", ["buddy"], EARLY), link("", ["hello"], LATE));
  const undated = people.map((one) => (one.called ? one : { ...one, start: "" }));
  const { people: after, joined } = kept.change(undated, people[1].id, { name: "Ada" });
  assert.equal(joined.id, people[0].id);
  assert.deepEqual(
    after.map(({ name, start, id }) => [name, start, id]),
    [["Ada", START, people[1].id]],
  );
  assert.equal(kept.change(people, people[0].id, { start: "" }).joined, null);
});

test("a name that the lead gave stays when a newer list comes", () => {
  const { people } = added(link("ada77", ["buddy"], EARLY));
  const named = kept.change(people, people[0].id, { name: "Ada Lovelace" }).people;
  const { people: after } = kept.add(named, brought(link("ada77", ["hello"], LATE)));
  assert.deepEqual(
    after.map(({ name }) => name),
    ["Ada Lovelace"],
  );
});

test("what is kept is read again, and what is not understood is left out", () => {
  const store = new Map();
  const place = () => ({
    getItem: (key) => store.get(key) ?? null,
    setItem: (k, v) => store.set(k, v),
  });
  const { people } = added(link("Ada", []), file("Bo", []));
  const shelf = kept.open("/handbook/", place);
  shelf.keep(people);
  assert.deepEqual(kept.open("/handbook/", place).people(), people);
  assert.deepEqual(kept.open("/other/", place).people(), []);
  const [key] = store.keys();
  store.set(key, JSON.stringify({ people: [...people, { id: "9" }, null] }));
  assert.deepEqual(shelf.people(), people);
  store.set(key, "{");
  assert.deepEqual(shelf.people(), []);
});

test("without storage the lists stay as long as the page, and it is said", () => {
  const place = () => {
    throw new Error("blocked");
  };
  const shelf = kept.open("/handbook/", place);
  assert.equal(shelf.isTrouble(), false);
  const { people } = added(link("Ada", []));
  shelf.keep(people);
  assert.deepEqual([shelf.people(), shelf.isTrouble()], [people, true]);
});

test("a sum has phases, what is overdue, and what comes next, the lead's first", () => {
  const { people } = added(file("Ada", ["buddy", "hello"]));
  const { counts, phases, open, overdue } = sumOf(people[0]);
  assert.deepEqual([counts.done, counts.all], [2, 5]);
  assert.deepEqual(
    phases.map(({ phase, done, all }) => [phase, done, all]),
    [
      ["before-day-1", 1, 1],
      ["day-1", 1, 1],
      ["week-1", 0, 2],
      ["day-30", 0, 1],
    ],
  );
  assert.deepEqual(
    open.map(({ id }) => id),
    ["talk", "skills-1", "read"],
  );
  assert.deepEqual(
    overdue.map(({ id }) => id),
    ["skills-1", "read"],
  );
  assert.deepEqual(sumOf({ ...people[0], start: "" }).overdue, []);
});

test("a sum has what is not for them with the reason, and the gaps of levels", () => {
  const read = ACTIONS[3];
  let made = records.withEntry(record([]), read, { state: "not-for-me", reason: "known" }, "");
  made = records.withEntry(made, ACTIONS[2], { levels: { PROG: "1" } }, "");
  const text = formats.FORMATS.json.make({ plan: PLAN, name: "Ada", record: made }, EARLY);
  const sum = sumOf(added(text).people[0]);
  assert.deepEqual(
    sum.notForThem.map(([{ id }, reason]) => [id, reason]),
    [["read", "known"]],
  );
  assert.deepEqual(
    sums.below(sum).map(({ skill, level }) => [skill.source, level]),
    [["PROG", "1"]],
  );
});

test("ticks that belong to no action any more are counted", () => {
  const gone = [...ACTIONS, action("gone")];
  let made = records.withEntry(record([]), gone[5], { state: "done" }, EARLY.toISOString());
  const fragment = share.write({ name: "Ada", record: made, actions: gone, made: EARLY });
  assert.equal(sumOf(added(`${PAGE}#${fragment}`).people[0]).left, 1);
});

test("the table has a row for each person, and runs nothing in a spreadsheet", () => {
  const { people } = added(link("=Ada", ["buddy"]), file("Bo", []));
  const [head, ada, bo] = files
    .table(people.map((one) => sumOf(one)))
    .trim()
    .split("\n");
  assert.match(head, /"person","roles","first_day".*"day-30_done".*"next","next_owner"/);
  assert.match(ada, /^"'=Ada","LK","2027-01-04","2027-02-03","1","5","0","3","1","1"/);
  assert.match(bo, /"Do buddy","lead","2026-12-21",""$/);
});

test("the calendar has the lead's open actions of everyone with a first day, and the buddy's if wanted", () => {
  const { people } = added(link("Ada", ["buddy"]), file("Bo", []));
  const undated = [...people, { ...people[0], id: "9", name: "Cy", start: "" }];
  const all = undated.map((one) => sumOf(one));
  const titles = (owners) =>
    Array.from(files.calendar(all, owners, NOW).matchAll(/SUMMARY:(.*)\r/g), ([, title]) => title);
  assert.deepEqual(titles(["lead"]), ["Ada: Do talk", "Bo: Do buddy", "Bo: Do talk"]);
  assert.equal(titles(["lead", "buddy"]).length, 5);
});
