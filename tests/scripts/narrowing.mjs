// Prints what the form's script asks of changes: standard input has the pools of rubrics, each with
// sets of domains.
import { readFileSync } from "node:fs";
import { load } from "./loading.mjs";

load("rubric/choosing.js");

const outline = ({ items, counts, accounts, answerable }) => ({
  items: items.map(({ choice, level, rules }) => [choice.checkpoint, choice.id, level, ...rules]),
  counts,
  accounts,
  answerable,
});
const asked = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(
  JSON.stringify(
    asked.map(({ pool, touched }) =>
      touched.map((codes) => outline(globalThis.rolebookChoosing.narrow(pool, codes))),
    ),
  ),
);
