// Prints how well rules are found: node measure.mjs RULES.js SYNONYMS? QUERIES.json
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
import { load } from "../scripts/loading.mjs";

load("search/engine.js", "search/words.js", "search/index.js", "search/find.js");
const [data, queries] = process.argv.slice(2);
let rules;
globalThis.rolebookData = (_name, value) => (rules = value);
runInThisContext(readFileSync(data, "utf8"));
rules.columns.text = rules.columns.text.map((n) => rules.texts[n]); // as `source.js` does
const start = performance.now();
const find = await globalThis.rolebookFind.create(rules, []);
const made = performance.now() - start;
const asked = JSON.parse(readFileSync(queries, "utf8"));
let slowest = 0;
const abouts = [];
const answers = asked.map((query) => {
  const begin = performance.now();
  const { all, some, isRuleAbout } = find(query);
  slowest = Math.max(slowest, performance.now() - begin);
  abouts.push(isRuleAbout);
  return [...all, ...some].slice(0, 20).map((n) => rules.columns.id[n]);
});
console.log(JSON.stringify({ answers, abouts, made, slowest }));
