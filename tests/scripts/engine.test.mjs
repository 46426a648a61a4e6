import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./loading.mjs";

load("search/engine.js");

test("the bundle has a search engine and a stemmer", () => {
  const index = new globalThis.rolebookEngine.MiniSearch({ fields: ["text"] });
  index.add({ id: 1, text: "rotate the keys" });

  assert.equal(index.search("keys")[0].id, 1);
  assert.equal(
    globalThis.rolebookEngine.stemmer("encrypting"),
    globalThis.rolebookEngine.stemmer("encrypted"),
  );
});
