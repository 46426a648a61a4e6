// Skills below what roles need: by role, by level of a career, the most missing first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./loading.mjs";

globalThis.rolebookDom = {};
load(
  "marks.js",
  "checklist/plan.js",
  "checklist/schema-1.js",
  "checklist/record.js",
  "checklist/levels.js",
  "checklist/gaps.js",
);
const { gaps } = globalThis.rolebookGaps;

const skill = (source, low, high, values = {}) => ({
  source,
  name: `Name of ${source}`,
  low,
  high,
  byLevel: [],
  why: `Why ${source}`,
  ...values,
});
const SMITH = {
  role: "SMI",
  name: "Smith",
  skills: [
    skill("USUP", 3, 4),
    skill("PROG", 2, 5, {
      byLevel: [
        ["Junior", 2, 2],
        ["Senior", 4, 5],
      ],
    }),
    skill("SCTY", 5, 5),
  ],
};
const TINKER = { role: "TIN", name: "Tinker", skills: [skill("USUP", 5, 6)] };

/** What is missing of what, by role. */
const told = (...values) =>
  gaps(...values).map(({ source, level, roles }) => [
    source,
    level,
    roles.map(({ role, needs, missing }) => `${role} ${needs} ${missing}`).join(),
  ]);

test("skills that are rated below what a role needs are gaps, the most missing first", () => {
  const rated = new Map([
    ["USUP", "2"],
    ["PROG", "2"],
    ["SCTY", "2"],
  ]);
  assert.deepEqual(told([SMITH], rated), [
    ["SCTY", "2", "Smith 5 3"],
    ["USUP", "2", "Smith 3–4 1"],
  ]);
});

test("a skill that is not rated, or by a word, is no gap", () => {
  assert.deepEqual(told([SMITH], new Map()), []);
  assert.deepEqual(told([SMITH], new Map([["USUP", "some"]])), []);
});

test("each of several roles says what it needs", () => {
  const rated = (level) => new Map([["USUP", level]]);
  assert.deepEqual(told([SMITH, TINKER], rated("1")), [["USUP", "1", "Smith 3–4 2,Tinker 5–6 4"]]);
  assert.deepEqual(told([SMITH, TINKER], rated("4")), [["USUP", "4", "Tinker 5–6 1"]]);
});

test("a level of a career has needs of its own, or does not need the skill", () => {
  const rated = new Map([["PROG", "3"]]);
  assert.deepEqual(told([SMITH], rated, new Map([["SMI", "Junior"]])), []);
  assert.deepEqual(told([SMITH], rated, new Map([["SMI", "Senior"]])), [
    ["PROG", "3", "Smith 4–5 1"],
  ]);
  assert.deepEqual(told([SMITH], rated, new Map([["SMI", "Principal"]])), []);
});
