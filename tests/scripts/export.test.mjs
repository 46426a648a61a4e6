// A view as a file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./loading.mjs";

load("marks.js", "search/export.js");
const { FORMATS } = globalThis.rolebookExport;
const HIT = {
  id: "A-1",
  level: "MUST",
  text: 'say "hello", [always] | *now*',
  role: "Tester",
  category: "Words",
  url: "http://x/p/t/#A-1",
  permalink: "http://x/r/A-1/",
  changed: "2026-01-01",
};

test("CSV quotes every cell, and runs nothing in a spreadsheet", () => {
  const [head, row] = FORMATS.csv.make([{ ...HIT, role: "=1+1" }]).split("\n");
  assert.equal(head, `\ufeff"id","level","text","role","category","changed","permalink"`);
  assert.equal(
    row,
    `"A-1","MUST","say ""hello"", [always] | *now*","'=1+1","Words","2026-01-01","http://x/r/A-1/"`,
  );
});

test("JSON has the same columns", () => {
  assert.deepEqual(Object.keys(JSON.parse(FORMATS.json.make([HIT]))[0]), [
    "id",
    "level",
    "text",
    "role",
    "category",
    "changed",
    "permalink",
  ]);
});

test("Markdown is a list of links whose words stay words", () => {
  assert.equal(
    FORMATS.md.make([HIT]),
    '- [A-1](http://x/r/A-1/) **MUST** say "hello", \\[always\\] \\| \\*now\\* (Tester)\n',
  );
});
