// Prints the calendar that a page makes of a list without ticks: standard input has the list, the
// time when it is made, and the messages of the site.
import { readFileSync } from "node:fs";
import { load } from "./loading.mjs";

const { plan, name, start, made, catalogue } = JSON.parse(readFileSync(0, "utf8"));
load("marks.js");
globalThis.rolebookCatalogue = catalogue;
load(
  "messages.js",
  ...["plan", "schema-1", "record", "calendar"].map((one) => `checklist/${one}.js`),
);
const record = { ...globalThis.rolebookRecord.empty(), start };
process.stdout.write(globalThis.rolebookCalendar.make({ plan, name, record }, new Date(made)));
