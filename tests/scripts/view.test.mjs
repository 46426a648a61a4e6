// What a reader chose: from and to an address, and to rules with counts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./loading.mjs";

load("search/view.js");
const { read, write, choose, chosen, apply, wider, NONE } = globalThis.rolebookView;

const RULES = {
  facets: [
    {
      key: "level",
      title: "Level",
      none: "",
      values: [
        ["must", "MUST"],
        ["may", "MAY"],
      ],
      column: [0, 0, 1],
    },
    {
      key: "skill",
      title: "Skill",
      none: "No skill",
      values: [
        ["sfia.prog", "PROG"],
        ["sfia.test", "TEST"],
      ],
      column: [[0, 1], [], [1]],
    },
  ],
  columns: { id: ["A-1", "A-2", "A-3"], changed: ["2026-01-01", "", "2026-02-01"] },
};
const view = (address) => read(new URLSearchParams(address), RULES.facets);
const ids = (address, found = null) =>
  apply(RULES, view(address), found).rules.map((n) => RULES.columns.id[n]);

test("an address and a view say the same", () => {
  for (const address of [
    "",
    "?q=two+words",
    "?level=must&level=-may",
    "?q=a&skill=sfia.prog&skill=none&sort=level",
    "?skill=-none",
  ]) {
    assert.equal(write(view(address)), address);
  }
});

test("keys of earlier versions are read as those of today", () => {
  const kind = { key: "kind", former: { "of-its-own": "own", collaboration: "duty" } };
  const found = read(new URLSearchParams("?kind=of-its-own&kind=own&kind=-collaboration"), [kind]);
  assert.deepEqual(found.choices, { kind: { only: ["own"], without: ["duty"] } });
});

test("an address that somebody broke is read as far as it goes", () => {
  for (const sort of ["toString", "__proto__"]) assert.equal(view(`?sort=${sort}`).sort, "");
  assert.deepEqual(view("?sort=upwards&level=&level=-&level=must&level=must&colour=red"), {
    words: "",
    choices: { level: { only: ["must"], without: [] } },
    sort: "",
  });
});

test("values of one facet are alternatives, facets are not, and without takes away", () => {
  assert.deepEqual(ids(""), ["A-1", "A-2", "A-3"]);
  assert.deepEqual(ids("?level=must&level=may"), ["A-1", "A-2", "A-3"]);
  assert.deepEqual(ids("?level=must&skill=sfia.test"), ["A-1"]);
  assert.deepEqual(ids("?skill=sfia.test&skill=-sfia.prog"), ["A-3"]);
  assert.deepEqual(ids(`?skill=${NONE}`), ["A-2"]);
  assert.deepEqual(ids(`?skill=-${NONE}`), ["A-1", "A-3"]);
  assert.deepEqual(ids("?level=unheard-of"), []);
});

test("a value may have the name that elsewhere stands for no value", () => {
  const role = {
    key: "role",
    title: "Role",
    none: "",
    values: [
      ["none", "None"],
      ["pilot", "Pilot"],
    ],
    column: [1, 0, 0],
  };
  const found = apply(
    { ...RULES, facets: [role] },
    read(new URLSearchParams("?role=none"), [role]),
    null,
  );
  assert.deepEqual(found, { rules: [1, 2], counts: { role: { none: 2, pilot: 1 } } });
});

test("words give the rules and their order, unless another is asked for", () => {
  assert.deepEqual(ids("?q=x", [2, 0]), ["A-3", "A-1"]);
  assert.deepEqual(ids("?q=x&sort=id", [2, 0]), ["A-1", "A-3"]);
  assert.deepEqual(ids("?sort=changed"), ["A-3", "A-1", "A-2"]);
  assert.deepEqual(ids("?sort=level", [2, 1, 0]), ["A-1", "A-2", "A-3"]);
});

test("a value is chosen, turned round and let go", () => {
  const only = choose(view(""), "level", "must", "only");
  assert.equal(write(only), "?level=must");
  assert.equal(write(choose(only, "level", "must", "without")), "?level=-must");
  assert.equal(write(choose(only, "level", "must", "any")), "");
});

test("each choice can be dropped alone, and the words", () => {
  assert.deepEqual(
    wider(view("?q=x&level=must&level=-may")).map((one) => write(one.view)),
    ["?q=x&level=-may", "?q=x&level=must", "?level=must&level=-may"],
  );
  assert.deepEqual(chosen(view("?level=-may")), [{ key: "level", value: "may", how: "without" }]);
});

/** Numbers that look random and are the same in every run. */
function* chance(seed) {
  for (let state = seed; ;) {
    state = (state * 1664525 + 1013904223) % 4294967296;
    yield state / 4294967296;
  }
}

test("in every view, a value counts the rules that choosing it alone in its facet would leave", () => {
  const random = chance(7);
  const pick = (number) => Math.floor(random.next().value * number);
  for (let round = 0; round < 400; round++) {
    const size = pick(30);
    const facet = (key, isMultiple) => {
      const values = Array.from({ length: 1 + pick(4) }, (_, n) => [`v${n}`, `V${n}`]);
      const some = () => values.map((_, n) => n).filter(() => pick(3) === 0);
      return {
        key,
        title: key,
        none: isMultiple ? "none of them" : "",
        values,
        column: Array.from({ length: size }, () => (isMultiple ? some() : pick(values.length))),
      };
    };
    const facets = [facet("level", false), facet("role", false), facet("skill", true)];
    const rules = {
      facets,
      columns: {
        id: Array.from({ length: size }, (_, n) => `R-${n}`),
        changed: new Array(size).fill(""),
      },
    };
    let now = { words: "", choices: {}, sort: "" };
    for (let n = pick(5); n > 0; n--) {
      const { key, values } = facets[pick(3)];
      now = choose(
        now,
        key,
        pick(6) ? values[pick(values.length)][0] : NONE,
        pick(2) ? "only" : "without",
      );
    }
    const found = pick(2) ? null : rules.columns.id.map((_, n) => n).filter(() => pick(2));
    const { rules: kept, counts } = apply(rules, now, found);
    for (const { key, values, none } of facets) {
      const { [key]: _, ...others } = now.choices;
      const open = { ...now, choices: others };
      for (const value of [...values.map(([one]) => one), ...(none ? [NONE] : [])]) {
        assert.equal(
          counts[key][value],
          apply(rules, choose(open, key, value, "only"), found).rules.length,
          `${key}=${value} in ${write(now)}`,
        );
      }
      if (none) continue;
      const total = apply(rules, open, found).rules.length;
      assert.equal(
        Object.values(counts[key]).reduce((sum, one) => sum + one, 0),
        total,
        `${key} in ${write(now)}`,
      );
      if (!now.choices[key]) assert.equal(total, kept.length);
    }
    for (const n of kept) assert.ok(!found || found.includes(n));
  }
});
