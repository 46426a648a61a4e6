// The scripts of the pages are classic ones, so that they also run from a file: each puts one name into the global scope.
import { readFileSync, readdirSync } from "node:fs";
import { runInThisContext } from "node:vm";

const ASSETS = new URL("../../generator/rolebook/assets/", import.meta.url);

const ENGLISH = new URL("../../generator/rolebook/messages/en/", import.meta.url);

/** Put the English messages where the site has those of its language. */
function loadMessages() {
  const files = readdirSync(ENGLISH).sort();
  const text = files.map((name) => readFileSync(new URL(name, ENGLISH), "utf8")).join("\n");
  globalThis.rolebookCatalogue = { language: "en", text };
  run("fluent.js", "messages.js");
}

/** Run scripts as a page would, in order. @param {string[]} paths below `assets/` */
export function load(...paths) {
  if (!globalThis.rolebookCatalogue) loadMessages();
  run(...paths);
}

/** @param {string[]} paths */
function run(...paths) {
  for (const path of paths)
    runInThisContext(readFileSync(new URL(path, ASSETS), "utf8"), { filename: path });
}
