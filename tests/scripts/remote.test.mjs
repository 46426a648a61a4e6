import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { load } from "./loading.mjs";

load("search/protocols.js", "search/remote.js");
const { find, inside } = globalThis.rolebookRemote;
const { meilisearch, opensearch } = globalThis.rolebookProtocols;
const { say } = globalThis.rolebookMessages;

const FACETS = ["level", "role", "skill"];
const RULES = [
  rule("A-1", "must", "tester", ["test"]),
  rule("A-2", "may", "tester", ["test", "arch"]),
  rule("B-1", "must", "builder", ["none"]),
  rule("B-2", "should", "builder", ["arch"]),
  rule("B-3", "must", "builder", ["arch", 'the "best" \\ one']),
];
const MEILI = {
  engine: "meilisearch",
  url: "https://search.example.com/",
  index: "rules",
  key: "k",
};
const OPEN = { engine: "opensearch", url: "https://search.example.com", index: "rules", key: "k" };
const PAGE = { offset: 0, limit: 20 };
const CHOICES = {
  nothing: {},
  "one value": { level: { only: ["must"], without: [] } },
  "one of two values": { level: { only: ["must", "may"], without: [] } },
  "two facets": {
    level: { only: ["must"], without: [] },
    role: { only: ["builder"], without: [] },
  },
  "all but one value": { skill: { only: [], without: ["arch"] } },
  "one value without another": {
    skill: { only: ["arch"], without: ["test"] },
    level: { only: ["must", "may"], without: [] },
  },
  "a value with quotes": { skill: { only: ['the "best" \\ one'], without: [] } },
  "a facet that is not asked for": { colour: { only: ["red"], without: [] } },
};

function rule(id, level, role, skill) {
  const facets = { facet_level: level, facet_role: role, facet_skill: skill, facet_category: "c" };
  return {
    id,
    level: level.toUpperCase(),
    text: `do ${id}`,
    url: `p/x/#${id}`,
    permalink: `r/${id}/`,
    changed: "",
    ...facets,
  };
}

const view = (given = {}) => ({ words: "", choices: {}, sort: "", ...given });
const body = (request) => JSON.parse(request.body);
const main = (given, page = PAGE) =>
  body(meilisearch.requests(view(given), FACETS, MEILI, page)[0]).queries[0];
const search = (given, page = PAGE) =>
  body(opensearch.requests(view(given), FACETS, OPEN, page)[0]);

// --- engines that are small enough to be right ---------------------------------------------------------------------

const values = (rule, name) => [rule[name]].flat();

function counted(rules, name) {
  const found = {};
  for (const value of rules.flatMap((rule) => values(rule, name)))
    found[value] = (found[value] ?? 0) + 1;
  return found;
}

function meili({ queries }) {
  const results = queries.map(({ filter, facets, offset = 0, limit }) => {
    const left = RULES.filter((rule) => filter.every((condition) => meets(rule, condition)));
    const facetDistribution = Object.fromEntries(facets.map((name) => [name, counted(left, name)]));
    return {
      hits: left.slice(offset, offset + limit),
      estimatedTotalHits: left.length,
      facetDistribution,
    };
  });
  return { results };
}

function meets(rule, condition) {
  const [, name, not, list] = condition.match(/^(\w+) (NOT )?IN (\[.*\])$/);
  return values(rule, name).some((value) => JSON.parse(list).includes(value)) !== Boolean(not);
}

function open({ from, size, post_filter, aggs }) {
  const left = RULES.filter((rule) => passes(rule, post_filter));
  const aggregations = Object.entries(aggs).map(([key, { filter, aggs }]) => {
    const counts = counted(
      RULES.filter((rule) => passes(rule, filter)),
      aggs.values.terms.field,
    );
    return [
      key,
      {
        values: { buckets: Object.entries(counts).map(([key, doc_count]) => ({ key, doc_count })) },
      },
    ];
  });
  const hits = left.slice(from, from + size).map((one) => ({ _id: one.id, _source: one }));
  return {
    hits: { total: { value: left.length, relation: "eq" }, hits },
    aggregations: Object.fromEntries(aggregations),
  };
}

function passes(rule, { match_all, bool }) {
  const has = ({ terms }) =>
    Object.entries(terms).every(([name, wanted]) =>
      values(rule, name).some((one) => wanted.includes(one)),
    );
  return Boolean(match_all) || (bool.filter.every(has) && !bool.must_not.some(has));
}

/** What the explorer means, said without any engine. */
function expected(choices) {
  const fits = (rule, key) => {
    const { only = [], without = [] } = choices[key] ?? {};
    const own = values(rule, `facet_${key}`);
    return (
      (!only.length || own.some((one) => only.includes(one))) &&
      !own.some((one) => without.includes(one))
    );
  };
  const left = (but) =>
    RULES.filter((rule) => FACETS.every((key) => key === but || fits(rule, key)));
  const counts = Object.fromEntries(FACETS.map((key) => [key, counted(left(key), `facet_${key}`)]));
  return { total: left("").length, ids: left("").map((rule) => rule.id), counts };
}

// --- both engines --------------------------------------------------------------------------------------------------

for (const [what, choices] of Object.entries(CHOICES)) {
  test(`both engines find and count the same: ${what}`, () => {
    const { total, ids, counts } = expected(choices);
    for (const [engine, config, run] of [
      [meilisearch, MEILI, meili],
      [opensearch, OPEN, open],
    ]) {
      const requests = engine.requests(view({ choices }), FACETS, config, PAGE);
      const found = engine.result(requests.map((request) => run(body(request))));

      const sound = { dropped: 0, isPartial: false };
      assert.deepEqual(
        { ...found, hits: found.hits.map((hit) => hit.id) },
        { total, hits: ids, counts, ...sound },
      );
    }
  });
}

test("a hit has what the explorer shows, whatever else the document has", () => {
  const hit = {
    id: "A-1",
    level: "MUST",
    text: "do A-1",
    role: "tester",
    category: "c",
    url: "p/x/#A-1",
    permalink: "r/A-1/",
    changed: "",
  };

  assert.deepEqual(meilisearch.result([meili({ queries: [main()] })]).hits[0], hit);
  assert.deepEqual(opensearch.result([open(search())]).hits[0], hit);
});

test("a page begins where it should", () => {
  const page = { offset: 40, limit: 20 };

  assert.deepEqual([main({}, page).offset, main({}, page).limit], [40, 20]);
  assert.deepEqual([search({}, page).from, search({}, page).size], [40, 20]);
});

test("without words the order is that of the handbook, with words the best match comes first", () => {
  assert.deepEqual(main().sort, ["position:asc"]);
  assert.deepEqual(search().sort, [{ position: "asc" }]);
  assert.equal(main({ words: "keys" }).sort, undefined);
  assert.deepEqual(search({ words: "keys" }).sort, [{ _score: "desc" }, { position: "asc" }]);
});

test("an order that is asked for holds with words, too", () => {
  const by = (sort) => [main({ words: "keys", sort }).sort, search({ words: "keys", sort }).sort];

  assert.deepEqual(by("id"), [["position:asc"], [{ position: "asc" }]]);
  assert.deepEqual(by("level"), [
    ["strength:desc", "position:asc"],
    [{ strength: "desc" }, { position: "asc" }],
  ]);
  assert.deepEqual(by("changed"), [
    ["changed:desc", "position:asc"],
    [{ changed: "desc" }, { position: "asc" }],
  ]);
  assert.deepEqual(by("constructor"), by(""));
});

// --- Meilisearch ---------------------------------------------------------------------------------------------------

test("Meilisearch gets one multi-search, with a query for each facet that has a choice", () => {
  const requests = meilisearch.requests(
    view({ choices: CHOICES["two facets"] }),
    FACETS,
    MEILI,
    PAGE,
  );
  const { queries } = body(requests[0]);

  assert.equal(requests.length, 1);
  assert.equal(requests[0].url, "https://search.example.com/multi-search");
  assert.equal(requests[0].headers.Authorization, "Bearer k");
  assert.deepEqual(
    queries.map((query) => query.facets),
    [FACETS.map((key) => `facet_${key}`), ["facet_level"], ["facet_role"]],
  );
  assert.deepEqual(queries[1].filter, ['facet_role IN ["builder"]']);
  assert.deepEqual([queries[1].limit, queries[1].indexUid], [0, "rules"]);
});

test("every query asks for the same words", () => {
  const { queries } = body(
    meilisearch.requests(
      view({ words: " rotate keys ", choices: CHOICES["two facets"] }),
      FACETS,
      MEILI,
      PAGE,
    )[0],
  );

  assert.deepEqual(
    queries.map((query) => query.q),
    ["rotate keys", "rotate keys", "rotate keys"],
  );
});

test("two words must both be there, of more some may be missing", () => {
  assert.equal(main({ words: "rotate keys" }).matchingStrategy, "all");
  assert.equal(main({ words: "how often rotate keys" }).matchingStrategy, "frequency");
});

// --- OpenSearch ----------------------------------------------------------------------------------------------------

test("OpenSearch gets one search, whose total is exact", () => {
  const requests = opensearch.requests(view(), FACETS, { ...OPEN, index: "our rules" }, PAGE);

  assert.equal(requests.length, 1);
  assert.equal(requests[0].url, "https://search.example.com/our%20rules/_search");
  assert.equal(body(requests[0]).track_total_hits, true);
});

test("a key is an API key unless it names its scheme", () => {
  const sent = (key) =>
    opensearch.requests(view(), FACETS, { ...OPEN, key }, PAGE)[0].headers.Authorization;

  assert.equal(sent("abc"), "ApiKey abc");
  assert.equal(sent("Basic abc"), "Basic abc");
  assert.equal(sent(undefined), undefined);
});

test("an id is looked for as an id, beside the words", () => {
  const ids = (words) =>
    search({ words }).query.bool.should.flatMap((one) =>
      one.match ? [one.match.compact_id.query] : [],
    );

  assert.deepEqual(ids("BD-API-42"), ["BD-API-42"]);
  assert.deepEqual(ids("bdapi"), ["bdapi"]);
  assert.deepEqual(ids("keys of BD-API-42"), ["BD-API-42"]);
  assert.deepEqual(ids("rotate keys"), []);
});

test("without words every rule matches", () => {
  assert.deepEqual(search({ words: "  " }).query, { match_all: {} });
});

// --- asking --------------------------------------------------------------------------------------------------------

const fetched = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = fetched;
});

function answering(status, text) {
  globalThis.fetch = async () => new Response(text, { status });
}

const asking = (config = MEILI, signal) => find(view(), FACETS, config, { ...PAGE, signal });

test("what the engine answers becomes a result", async () => {
  globalThis.fetch = async (url, { method, body }) => {
    assert.equal(method, "POST");
    return new Response(JSON.stringify((url.endsWith("_search") ? open : meili)(JSON.parse(body))));
  };

  assert.deepEqual(await asking(MEILI), await asking(OPEN));
  assert.equal((await asking(OPEN)).total, RULES.length);
});

test("what goes wrong is said so that a reader understands it", async () => {
  const unreadable = say("engine-unreadable", { url: MEILI.url, engine: "meilisearch" });
  const rejected = (reason) => say("engine-rejected.reason", { status: "400", reason });
  const cases = [
    [403, "{}", say("engine-bad-key")],
    [404, "{}", say("engine-no-index", { index: "rules" })],
    [503, "busy", say("engine-busy", { status: "503" })],
    [400, '{"message": "`x` is not filterable."}', rejected("`x` is not filterable.")],
    [400, '{"error": {"root_cause": [{"reason": "No [x]"}]}}', rejected("No [x]")],
    [400, "no", say("engine-rejected", { status: "400" })],
    [200, "<html>", unreadable],
    [200, '{"hits": []}', unreadable],
    [200, "null", unreadable],
  ];
  for (const [status, text, message] of cases) {
    answering(status, text);
    await assert.rejects(asking(), { name: "Error", message });
  }
});

test("a reason that is no text is left out, and a long one is cut", async () => {
  answering(400, '{"message": {"toString": 1}, "error": {"reason": 7}}');
  await assert.rejects(asking(), { name: "Error", message: /\(400\): 7$/ });
  answering(400, JSON.stringify({ message: "x".repeat(9000) }));
  await assert.rejects(asking(), ({ message }) => message.length < 400);
});

test("an engine that never answers is given up, before its headers or within its body", async () => {
  const hanging = [
    async () => new Promise(() => {}),
    async () => ({ ok: true, json: () => new Promise(() => {}) }),
  ];
  for (const answer of hanging) {
    globalThis.fetch = answer;
    const asked = find(view(), FACETS, OPEN, { ...PAGE, patience: 1 });
    await assert.rejects(asked, {
      message: say("engine-silent", { url: OPEN.url }),
    });
  }
});

test("a network that fails is an engine that cannot be reached", async () => {
  globalThis.fetch = async () => {
    throw new TypeError("Failed to fetch");
  };

  await assert.rejects(asking(), {
    message: say("engine-unreachable", { url: MEILI.url }),
  });
});

test("a request that is given up is no error of the engine", async () => {
  globalThis.fetch = async (_, { signal }) => signal.throwIfAborted();

  await assert.rejects(asking(MEILI, AbortSignal.abort()), { name: "AbortError" });
});

test("an engine that is not known is named", async () => {
  await assert.rejects(asking({ ...MEILI, engine: "toString" }), /“toString”/);
});

// --- answers that are not to be believed -----------------------------------------------------------------------------

const ROOT = new URL("https://docs.example.com/handbook/");

test("an address below the site's root is followed", () => {
  const cases = [
    ["p/x/#A-1", "https://docs.example.com/handbook/p/x/#A-1"],
    ["r/A-1/", "https://docs.example.com/handbook/r/A-1/"],
    ["./r/../p/x/", "https://docs.example.com/handbook/p/x/"],
    [
      "https://docs.example.com/handbook/r/A-1/index.html",
      "https://docs.example.com/handbook/r/A-1/index.html",
    ],
    ["HTTPS://DOCS.example.com/handbook/", "https://docs.example.com/handbook/"],
  ];
  for (const [address, whole] of cases) assert.equal(inside(address, ROOT), whole);
  assert.equal(
    inside("r/A-1/index.html", new URL("file:///home/ada/site/")),
    "file:///home/ada/site/r/A-1/index.html",
  );
});

test("an address that leaves the site or runs something is none", () => {
  const cases = [
    "",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    " \u0001javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "blob:https://docs.example.com/1",
    "file:///etc/passwd",
    "mailto:a@example.com",
    "//evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "http://evil.example/handbook/",
    "https://docs.example.com.evil.example/handbook/",
    "http://docs.example.com/handbook/",
    "https://docs.example.com:8443/handbook/",
    "https://ada:secret@docs.example.com/handbook/",
    "..",
    "../other/",
    "/other/",
    "p/../../other/",
    "%2e%2e/other/",
    "..\\other",
    "r/..%2f..%2fother",
    "r/%5c%5Cevil.example",
    "https://docs.example.com/handbook",
    "http://[",
    "https://",
  ];
  for (const address of cases) assert.equal(inside(address, ROOT), "", address);
  assert.equal(inside("https://docs.example.com/handbook/", new URL("file:///home/ada/site/")), "");
  assert.equal(inside("file:///etc/passwd", new URL("file:///home/ada/site/")), "");
});

/** What both engines make of documents. */
function found(documents, { total = documents.length, counts = {}, ...more } = {}) {
  const buckets = Object.entries(counts).map(([key, doc_count]) => ({ key, doc_count }));
  const openAnswer = {
    hits: { total: { value: total }, hits: documents.map((_source) => ({ _source })) },
    aggregations: { level: { values: { buckets } } },
    ...more,
  };
  const meiliAnswer = {
    results: [
      { hits: documents, estimatedTotalHits: total, facetDistribution: { facet_level: counts } },
    ],
  };
  return [opensearch.result([openAnswer]), meilisearch.result([meiliAnswer])];
}

test("a document without an id or words is dropped, and counted as dropped", () => {
  const sound = rule("A-1", "must", "tester", []);
  for (const odd of [
    null,
    7,
    "x",
    [],
    {},
    { id: "A-2" },
    { text: "x" },
    { id: { toString: 1 }, text: "x" },
    { id: "A-2", text: ["x"] },
    { id: "", text: "x" },
  ]) {
    for (const { hits, total, dropped } of found([sound, odd]))
      assert.deepEqual(
        [hits.map((hit) => hit.id), total, dropped],
        [["A-1"], 1, 1],
        JSON.stringify(odd),
      );
  }
});

test("a field of another type says nothing, and a number is its digits", () => {
  const odd = {
    id: 7,
    text: "keep",
    level: { toString: 1 },
    facet_role: ["a"],
    facet_category: null,
    url: {},
    permalink: 5,
    changed: true,
  };
  for (const { hits } of found([odd]))
    assert.deepEqual(hits, [
      {
        id: "7",
        level: "",
        text: "keep",
        role: "",
        category: "",
        url: "",
        permalink: "5",
        changed: "",
      },
    ]);
});

test("a count that is no number is left out", () => {
  for (const { counts } of found([], {
    counts: { must: 3, may: "3", should: -1, __proto__: null, constructor: Number.NaN },
  }))
    assert.deepEqual(counts, { level: { must: 3 } });
  assert.deepEqual(
    opensearch.result([
      {
        hits: { total: 0, hits: [] },
        aggregations: { level: 3, role: { values: { buckets: "no" } } },
      },
    ]).counts,
    { level: {}, role: {} },
  );
});

test("an answer without a number of hits or their list cannot be read", async () => {
  const answers = [
    "{}",
    "[]",
    "7",
    '{"hits": {"total": {"value": "many"}, "hits": []}}',
    '{"hits": {"total": {"value": 1}}}',
    '{"hits": {"total": {"value": 1}, "hits": "none"}}',
    '{"hits": null}',
  ];
  for (const text of answers) {
    answering(200, text);
    const message = say("engine-unreadable", { url: OPEN.url, engine: "opensearch" });
    await assert.rejects(asking(OPEN), { name: "Error", message }, text);
  }
});

test("an engine that did not look everywhere is found out", () => {
  const sound = [rule("A-1", "must", "tester", [])];
  assert.deepEqual(
    found(sound).map((one) => one.isPartial),
    [false, false],
  );
  assert.equal(found(sound, { timed_out: true })[0].isPartial, true);
  assert.equal(found(sound, { _shards: { total: 5, failed: 2 } })[0].isPartial, true);
  assert.equal(
    meilisearch.result([{ results: [{ hits: sound, totalHits: 1, degraded: true }] }]).isPartial,
    true,
  );
});
