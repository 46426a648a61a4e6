// The index is the one that MiniSearch itself would make.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./loading.mjs";

load("search/engine.js", "search/index.js");
const { MiniSearch } = globalThis.rolebookEngine;

const RULES = [
  "trim the wick at dusk, and trim it again at dawn",
  "log the visibility",
  "log the visibility",
  "",
  "keep the lens clean and the log dry",
];
const PAGES = ["The log of the harbour", "Lens and wick"];
const SIZE = RULES.length + PAGES.length;
const terms = (text) => text.match(/\w+/g) ?? [];
const FIELDS = {
  text: { text: (n) => RULES[n], terms },
  title: { text: (n) => PAGES[n - RULES.length], terms },
};
const QUERY = { tokenize: (term) => [term], processTerm: (term) => term };

const own = await globalThis.rolebookIndex.create(SIZE, FIELDS);
const theirs = new MiniSearch({
  fields: ["text", "title"],
  idField: "n",
  tokenize: terms,
  processTerm: (term) => term,
});
theirs.addAll(
  Array.from({ length: SIZE }, (_, n) => ({ n, text: RULES[n], title: PAGES[n - RULES.length] })),
);

/** Numbers of documents with their scores, which may differ in the last digits. */
const found = (index, word, options) =>
  index
    .search(word, { ...QUERY, ...options })
    .map(({ id, score }) => `${id} ${score.toFixed(9)}`)
    .sort();

for (const [word, options] of [
  ["log", {}],
  ["trim", { boost: { title: 2 } }],
  ["visib", { prefix: true }],
  ["lnes", { fuzzy: 2 }],
  ["wick", { boostDocument: (n) => n + 1 }],
  ["nothing", { prefix: true, fuzzy: 1 }],
]) {
  test(`it finds what MiniSearch finds for ${word}`, () =>
    assert.deepEqual(found(own, word, options), found(theirs, word, options)));
}

test("all but the last of them are found", () => {
  assert.ok(found(own, "log", {}).length);
  assert.deepEqual(found(own, "nothing", { prefix: true, fuzzy: 1 }), []);
});
