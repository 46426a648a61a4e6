// What a reviewer answered: recorded, judged, and written as a comment and as a file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./loading.mjs";

load(
  "marks.js",
  "checklist/store.js",
  "rubric/answers.js",
  "rubric/verdict.js",
  "rubric/comment.js",
);
const {
  rolebookAnswers: answers,
  rolebookVerdict: verdicts,
  rolebookComment: comments,
  rolebookStore: stores,
  rolebookMessages: { say },
} = globalThis;

const question = (id, level, text = `do ${id}`) => ({
  id,
  level,
  text,
  rules: [id],
  checkpoint: "reading",
});
const ALL = [
  question("A-1", "MUST"),
  question("A-2", "MUST NOT"),
  question("A-3", "SHOULD"),
  question("A-4", "SHOULD NOT"),
  question("A-5", "MAY"),
];
/** A review from `{ "A-1": "broken" }` or `{ "A-3": ["broken", { reason: "…" }] }`. */
const review = (said, values = {}) =>
  Object.entries(said).reduce(
    (one, [id, said]) => {
      const [answer, more] = Array.isArray(said) ? said : [said, {}];
      return answers.withAnswer(one, id, { answer, ...more });
    },
    { ...answers.empty(), ...values },
  );
const words = (said) => verdicts.sentences(verdicts.judge(ALL, review(said))).join(" ");
/** What a verdict says: `says("blocked", ["A-1"])`. */
const says = (what, ids = []) => say(`verdict-says-${what}`, { ids: ids.join(", ") });
const open = (count, all = 5) => say("verdict-says-open", { count, all });
const every = (answer) => Object.fromEntries(ALL.map(({ id }) => [id, answer]));
const report = (said, values = {}, more = {}) => ({
  title: "Lamp *Keeper*",
  code: "LK",
  version: "source 1234",
  url: "https://handbook.example/p/lk/rubric/",
  review: review(said, values),
  questions: ALL,
  domains: [],
  accounts: "Five and one are six.",
  counts: { item: 5, list: 1 },
  ticks: [],
  boxes: 0,
  ...more,
});

test("a broken MUST and a broken MUST NOT block", () => {
  assert.equal(
    words({ ...every("kept"), "A-1": "broken", "A-2": "broken" }),
    says("blocked", ["A-1", "A-2"]),
  );
});

test("a broken SHOULD needs a reason, which is no blank one", () => {
  assert.equal(
    words({ ...every("kept"), "A-3": ["broken", { reason: "  " }] }),
    says("unexplained", ["A-3"]),
  );
  assert.equal(
    words({ ...every("kept"), "A-3": ["broken", { reason: "later" }] }),
    `${says("approved")} ${says("explained", ["A-3"])}`,
  );
});

test("a broken MAY never blocks", () => {
  assert.equal(words({ ...every("kept"), "A-5": "broken" }), says("approved"));
});

test("what is not touched counts as answered", () => {
  assert.equal(words(every("untouched")), says("approved"));
});

test("what is open is counted last", () => {
  assert.equal(words({}), open(5));
  assert.equal(
    words({ "A-1": "broken", "A-4": "broken" }),
    `${says("blocked", ["A-1"])} ${says("unexplained", ["A-4"])} ${open(3)}`,
  );
  assert.deepEqual(
    ["blocked", "unexplained", "open", "approved"],
    [{ "A-1": "broken" }, { "A-4": "broken" }, {}, every("kept")].map((said) =>
      verdicts.stateOf(verdicts.judge(ALL, review(said))),
    ),
  );
  assert.equal(verdicts.sentences(verdicts.judge([], review({}))).join(), says("empty"));
});

test("an answer to what is not asked does not count", () => {
  assert.equal(words({ ...every("kept"), "B-9": "broken" }), says("approved"));
});

test("an id that objects have anyway is not answered", () => {
  assert.equal(answers.answerOf(answers.empty(), "constructor").answer, "");
});

test("what is stored is read back, and what has the wrong type is left out", () => {
  const stored = JSON.stringify({
    ...review({ "A-1": "broken" }),
    domains: ["API", 7],
    answers: { "A-1": { answer: "broken", where: 3 }, "A-2": { answer: "perhaps" }, "A-3": 1 },
  });
  const { record, problem } = answers.parse(stored);
  assert.equal(problem, "");
  assert.deepEqual(record.domains, ["API"]);
  assert.deepEqual(
    [
      answers.answerOf(record, "A-1").answer,
      answers.answerOf(record, "A-1").where,
      answers.answerOf(record, "A-2").answer,
    ],
    ["broken", "", ""],
  );
  assert.equal(Object.hasOwn(record.answers, "A-3"), false);
});

test("a review that an earlier build stored in version 1 opens without loss", () => {
  // As commit 86e07c9 stored it.
  const stored =
    '{"schema":1,"change":"PR 7","author":"Ada","reviewer":"Grace","date":"2026-03-02",' +
    '"notes":"Ask Grace","domains":["API"],"answers":{"A-1":{"kept":"no","where":"a.py:3",' +
    '"reason":"","says":"do A-1"},"A-2":{"kept":"yes","where":"","reason":"",' +
    '"says":"do A-2"},"A-3":{"kept":"no","where":"","reason":"later",' +
    '"says":"do A-3"},"A-4":{"kept":"","where":"b.py","reason":"","says":""},' +
    '"A-5":{"kept":"na","where":"","reason":"","says":"do A-5"}},' +
    '"ticks":["A-7"]}';
  const { record, problem } = answers.parse(stored);
  assert.equal(problem, "");
  const { answers: given, ...rest } = JSON.parse(stored);
  assert.deepEqual(record, {
    ...rest,
    schema: 2,
    answers: {
      "A-1": { answer: "broken", where: "a.py:3", reason: "", says: "do A-1" },
      "A-2": { answer: "kept", where: "", reason: "", says: "do A-2" },
      "A-3": { answer: "broken", where: "", reason: "later", says: "do A-3" },
      "A-4": { answer: "", where: "b.py", reason: "", says: "" },
      "A-5": { answer: "untouched", where: "", reason: "", says: "do A-5" },
    },
  });
  assert.deepEqual(Object.keys(given), Object.keys(record.answers));
  assert.deepEqual(answers.parse(JSON.stringify(record)).record, record);
  assert.deepEqual(verdicts.judge(ALL, record), {
    blocked: ["A-1"],
    unexplained: [],
    explained: ["A-3"],
    open: ["A-4"],
    all: 5,
  });
  assert.equal(
    ALL.some(({ id, text }) => answers.isChanged(answers.answerOf(record, id), text)),
    false,
  );
});

test("what is not a review is broken, and one of a newer version is newer", () => {
  for (const text of [
    "{",
    "[]",
    "3",
    "null",
    "{}",
    '{"schema": 1}',
    '{"schema": 1, "answers": []}',
    '{"schema": -1, "answers": {}}',
  ])
    assert.equal(answers.parse(text).problem, "broken", text);
  assert.equal(answers.parse('{"schema": 99}').problem, "newer");
  assert.equal(answers.parse(null).problem, "");
});

test("a tick is there once, and can be taken away", () => {
  const twice = answers.withTick(answers.withTick(answers.empty(), "A-1", true), "A-1", true);
  assert.deepEqual(twice.ticks, ["A-1"]);
  assert.deepEqual(answers.withTick(twice, "A-1", false).ticks, []);
});

test("an answer to words that have changed is flagged", () => {
  const one = answers.answerOf(review({ "A-1": ["broken", { says: "old" }] }), "A-1");
  assert.equal(answers.isChanged(one, "old"), false);
  assert.equal(answers.isChanged(one, "new"), true);
});

test("what a review holds is said in words", () => {
  assert.equal(answers.inWords(answers.empty()), "");
  assert.equal(
    answers.inWords(review({ "A-1": "broken", "A-2": "kept" }, { ticks: ["X"], notes: "n" })),
    "2 answers, 1 tick, and 1 note",
  );
});

test("a comment has the verdict, then what is broken and not touched with evidence, then what was kept, folded", () => {
  const text = comments.markdown(
    report(
      {
        ...every("kept"),
        "A-1": ["broken", { where: "a.py:3\nand b.py" }],
        "A-3": ["broken", { reason: "later" }],
        "A-4": "untouched",
      },
      { change: "PR 7", author: "@ada", date: "2026-03-02" },
    ),
  );
  assert.equal(
    text,
    [
      "### Review: Lamp \\*Keeper\\*",
      `**${says("blocked", ["A-1"])} ${says("explained", ["A-3"])}**`,
      "PR 7, by @ada, 2026-03-02",
      [
        "- Broken: **A-1** MUST do A-1 – a.py:3 and b.py",
        "- Broken: **A-3** SHOULD do A-3 – reason: later",
        "- Not touched: **A-4** SHOULD NOT do A-4",
      ].join("\n"),
      `<details><summary>${say("comment-kept", { count: 2 })}</summary>`,
      "- **A-2** MUST NOT do A-2\n- **A-5** MAY do A-5",
      "</details>",
      "Five and one are six.",
      "[Review rubric](https://handbook.example/p/lk/rubric/): LK, source 1234\n",
    ].join("\n\n"),
  );
});

test("a comment names domains, ticks and notes where there are any, and no address that nobody can open", () => {
  const text = comments.markdown(
    report(
      {},
      { notes: "Ask Grace" },
      { url: "", domains: ["API | Design"], ticks: ["A-7"], boxes: 3 },
    ),
  );
  assert.match(
    text,
    /\n\nTouches API \\\| Design\.\n\nAsk Grace\n\n<details><summary>By domain: 1 of 3 ticked<\/summary>\n\nA-7\n/,
  );
  assert.match(text, /\n\nReview rubric: LK, source 1234\n$/);
});

test("no text of a rule or a reviewer makes markup of its own", () => {
  const nasty = { ...question("A-1", "MUST"), text: "use <script> & `x` | [y](z) # *w*" };
  const text = comments.markdown({
    ...report({ "A-1": ["broken", { where: "</details><img src=x>" }] }),
    questions: [nasty],
  });
  assert.match(
    text,
    /MUST use \\<script\\> & \\`x\\` \\\| \\\[y\\\]\(z\) # \\\*w\\\* – \\<\/details\\>\\<img src=x\\>/,
  );
});

test("a rule calls nobody, and keeps what it writes as HTML does", () => {
  const nasty = { ...question("A-1", "MUST"), text: "tell @team in #12 of &lt; at a@b.org" };
  assert.match(
    comments.markdown({ ...report({ "A-1": "broken" }), questions: [nasty] }),
    /MUST tell @&#8203;team in #&#8203;12 of \\&lt; at a@b\.org\n/,
  );
});

test("a reviewer's code is left as it is, and the notes end with their own block of code", () => {
  const text = comments.markdown(
    report(
      { ...every("kept"), "A-1": ["broken", { where: "`List<T>` in <b> and ``a<`b`` @ada" }] },
      { notes: "See\n```js\nx < y\n" },
    ),
  );
  assert.match(text, /– `List<T>` in \\<b\\> and ``a/);
  assert.match(text, /\n```js\nx < y\n```\n\n<details>/);
});

test("a question of the author stands before its level", () => {
  assert.match(
    comments.markdown({
      ...report({ "A-1": "broken" }),
      questions: [question("A-1", "MUST", "Is it there?")],
    }),
    /- Broken: \*\*A-1\*\* Is it there\? \(MUST\)\n/,
  );
});

test("the file has every question with its answer, and the verdict", () => {
  const data = JSON.parse(comments.json(report({ "A-1": ["broken", { where: "a.py" }] })));
  assert.deepEqual(
    data.items.map((one) => one.answer),
    ["broken", null, null, null, null],
  );
  assert.deepEqual(
    [data.format, data.verdict.state, data.verdict.blocked, data.items[0].where],
    ["rolebook-review", "blocked", ["A-1"], "a.py"],
  );
  assert.deepEqual([data.schema, data.counts], [3, { item: 5, list: 1 }]);
  assert.equal(data.items[0].checkpoint, "reading");
});

test("the name of the file is one on any system", () => {
  assert.equal(
    comments.fileName(report({}, { change: "../PR 7: Größe/…" })),
    "review-lk-pr-7-große.json",
  );
  assert.equal(comments.fileName(report({})), "review-lk.json");
});

test("reviews of a role are kept apart from those of another, and from checklists", () => {
  const kept = new Map();
  const place = () => ({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => kept.set(key, text),
    removeItem: (key) => kept.delete(key),
    key: (n) => [...kept.keys()][n],
    get length() {
      return kept.size;
    },
  });
  const open = (code) =>
    stores.keep({
      kind: "review",
      site: `/handbook/:${code}`,
      roles: [code],
      place,
      first: "Unnamed change",
      nobody: "Unnamed change",
      parse: answers.parse,
    });
  const [one, other] = [open("LK"), open("SO")];
  one.update("1", (record) => answers.withAnswer(record, "A-1", { answer: "broken" }));
  one.rename("1", "PR 7");
  assert.equal(answers.answerOf(other.record("1").record, "A-1").answer, "");
  assert.deepEqual(
    other.people().people.map(({ name }) => name),
    ["Unnamed change"],
  );
  assert.ok([...kept.keys()].every((key) => key.startsWith("rolebook.review:/handbook/:LK:")));
  assert.equal(one.isOurs("rolebook.review:/handbook/:SO:people"), false);
});
