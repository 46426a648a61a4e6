// Prints what the pages make of texts for other tools: standard input has the texts.
import { readFileSync } from "node:fs";
import { load } from "./loading.mjs";

load("marks.js");

const { csv, escaped, joined, shown, unescaped } = globalThis.rolebookMarks;
const texts = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(
  JSON.stringify({
    shown: texts.map(shown),
    escaped: texts.map(escaped),
    unescaped: texts.map((text) => unescaped(escaped(text))),
    csv: csv(texts.map((text) => [text, "x"])),
    joined: joined(texts),
  }),
);
