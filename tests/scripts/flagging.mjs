// Prints which actions a record flags as changed: standard input has the text of a downloaded
// record, and the actions of a checklist.
import { readFileSync } from "node:fs";
import { load } from "./loading.mjs";

load(
  "marks.js",
  ...["plan", "schema-1", "record", "levels", "calendar", "formats", "share"].map(
    (name) => `checklist/${name}.js`,
  ),
);

const { rolebookFormats: formats, rolebookRecord: records, rolebookShare: share } = globalThis;
const { text, actions } = JSON.parse(readFileSync(0, "utf8"));
const { record, error } = formats.parse(text);
const merged = records.merge(records.empty(), record, "").record;
/** @param {any} record */
const flagged = (record) =>
  actions
    .filter((action) => records.isChanged(records.entryOf(record, action), action))
    .map((action) => action.id);
const link = share.write({ name: "", record: merged, actions });
process.stdout.write(
  JSON.stringify({
    error,
    ticked: actions.filter((one) => records.entryOf(merged, one).state === "done").length,
    flagged: flagged(merged),
    // What a link says, and what is kept and read again.
    shared: flagged(share.read(link, actions).record),
    again: flagged(records.parse(JSON.stringify(merged)).record),
    about: Object.values(merged.entries).map((entry) => entry.about),
  }),
);
