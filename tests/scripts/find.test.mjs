// Words to rules: ids whole, beginnings, slips, other forms of a word, other words for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./loading.mjs";

load("search/engine.js", "search/words.js", "search/index.js", "search/find.js");
const { create } = globalThis.rolebookFind;
const { matcher, terms, words } = globalThis.rolebookWords;

const TEXTS = {
  "BD-API-07": "version every address",
  "BD-API-42": "carry no passwords, tokens or keys in a URL",
  "BD-DB-DES-05": "give every slow query an index",
  "SO-ID-01": "protect authentication with a second factor",
  "FD-A11Y-03": "write alternative texts, also for Ångström charts",
  "QA-1.2": "encrypt backups with TLS 1.3 or OAuth 2.0",
};
const SYNONYMS = [
  ["db", "database"],
  ["login", "sign in", "authentication"],
  ["2fa", "second factor"],
];

function rules(synonyms = SYNONYMS) {
  const size = Object.keys(TEXTS).length;
  const facet = (key, label) => ({
    key,
    title: key,
    none: "",
    values: [["a", label]],
    column: new Array(size).fill(0),
  });
  return {
    facets: [facet("role", "Backend Developer"), facet("category", "API Design")],
    homes: {},
    index: "",
    synonyms,
    related: [["sql injection", "slow query"]],
    everyday: [["sluggish", "slow"]],
    common: ["happens", "suddenly"],
    columns: {
      id: Object.keys(TEXTS),
      text: Object.values(TEXTS),
      note: new Array(size).fill(""),
      changed: [],
    },
  };
}
const find = await create(rules(), [
  ["how-to/ids/", "Keep ids", "A lock file keeps every id, so that slow readers find it again.", 1],
]);
const numbers = (query) => {
  const { all, some } = find(query);
  return { all, some };
};
const first = (query) => {
  const { all, some } = find(query);
  return Object.keys(TEXTS)[[...all, ...some][0]];
};

for (const query of ["BD-API-42", "bd-api-42", "bdapi42", "BDAPI42", "bd api 42"]) {
  test(`the id ${query} finds its rule first`, () => assert.equal(first(query), "BD-API-42"));
}

for (const [query, id] of [
  ["passw", "BD-API-42"],
  ["pasword", "BD-API-42"],
  ["pasdwords tokens", "BD-API-42"],
  ["paswsord", "BD-API-42"],
  ["versioning", "BD-API-07"],
  ["encrypted backup", "QA-1.2"],
  ["encryption", "QA-1.2"],
  ["oauth 2.0", "QA-1.2"],
  ["QA-1.2", "QA-1.2"],
  ["ANGSTROM", "FD-A11Y-03"],
  ["login", "SO-ID-01"],
  ["sign-in", "SO-ID-01"],
  ["sign in", "SO-ID-01"],
  ["2fa", "SO-ID-01"],
  ["sql injections", "BD-DB-DES-05"],
  ["how may I encrypt the backups?", "QA-1.2"],
]) {
  test(`${query} finds ${id}`, () => assert.equal(first(query), id));
}

test("rules that have all the words are told from those that have some", () => {
  const { all, some } = find("slow index zebra");
  assert.deepEqual(all, []);
  assert.equal(Object.keys(TEXTS)[some[0]], "BD-DB-DES-05");
  assert.deepEqual(find("slow index").all, [2]);
});

test("words that any question has do not count", () =>
  assert.deepEqual(find("suddenly a slow index happens").all, [2]));

test("an everyday word finds what rules say instead", () =>
  assert.equal(first("sluggish"), first("slow")));

test("the words of a known phrase are found wherever they stand", async () => {
  const scattered = await create(
    { ...rules(), related: [["clicked a zebra", "encrypt backup"]] },
    [],
  );
  const { all, some } = scattered("zebra that somebody clicked");
  assert.deepEqual([...all, ...some].slice(0, 1), [...find("encrypt backup").all].slice(0, 1));
});

test("it is said where no rule is about a question", () => {
  assert.equal(find("slow index").isRuleAbout, true);
  assert.equal(find("zebra crossing paint").isRuleAbout, false);
  assert.equal(find("lock file").isRuleAbout, false);
  assert.equal(find("lock file").isAbout, true);
});

test("an id that there is not finds no other one", () =>
  assert.deepEqual(numbers("bdapi43"), { all: [], some: [] }));

test("pages are numbered behind the rules", () =>
  assert.deepEqual(find("lock file").all, [Object.keys(TEXTS).length]));

test("small words alone find nothing, as nothing does", () => {
  for (const query of ["with the", "  - ?!", ""])
    assert.deepEqual(numbers(query), { all: [], some: [] });
});

test("a word with joints is found whole and in parts", () => {
  assert.deepEqual(words("OAuth 2.0, sign-in & C++"), ["oauth", "2.0", "sign-in", "c"]);
  assert.deepEqual(terms("sign-in"), ["sign", "signin"]);
});

test("scripts without spaces are cut into words", () =>
  assert.ok(words("密码必须加密").length > 1));

test("a joint between scripts is no word", () =>
  assert.deepEqual(words("A-設計/API"), ["a", "設計", "api"]));

test("marks stand where the text has the words", () => {
  const text = "Encrypt every backup: the Ångström backups, too";
  const marked = matcher("encryption backup angstrom")(text).map(([from, to]) =>
    text.slice(from, to),
  );
  assert.deepEqual(marked, ["Encrypt", "backup", "Ångström", "backups"]);
  assert.deepEqual(matcher("")("log in"), []);
  assert.deepEqual(matcher("加密")("所有密码必须加密。"), [[6, 8]]);
});

test("of a page that somebody pasted, the beginning counts", () => {
  const page = Array.from({ length: 2000 }, (_, n) => `${n.toString(36)}zq`).join(" ");
  assert.equal(find(`encrypt backups ${page}`).some.length, 1);
  assert.deepEqual(find(`${page} encrypt backups`).some, []);
});

test("nothing in a query can break the search", () => {
  for (const query of [
    "__proto__",
    "constructor",
    "*",
    "a:b",
    "\\",
    "(",
    "x".repeat(5000),
    "☃",
    "\ud800",
  ])
    find(query);
});
