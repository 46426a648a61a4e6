// @ts-check
// Rules of a view as a file: CSV, JSON or Markdown.

/**
 * @typedef {{ id: string, level: string, text: string, role: string, category: string, url: string, permalink: string, changed: string }} Hit
 * `level`, `role` and `category` as labels; addresses are whole.
 */

var rolebookExport = (() => {
  "use strict";

  const { escaped } = rolebookMarks;
  const COLUMNS = /** @type {const} */ ([
    "id",
    "level",
    "text",
    "role",
    "category",
    "changed",
    "permalink",
  ]);

  /** @param {Hit[]} hits */
  const csv = (hits) =>
    rolebookMarks.csv([COLUMNS, ...hits.map((hit) => COLUMNS.map((column) => hit[column]))]);

  /** @param {Hit[]} hits */
  const json = (hits) =>
    JSON.stringify(
      hits.map((hit) => Object.fromEntries(COLUMNS.map((column) => [column, hit[column]]))),
      null,
      1,
    ) + "\n";

  /** @param {Hit[]} hits */
  const markdown = (hits) =>
    hits
      .map(
        (hit) =>
          `- ${linked(hit)} **${escaped(hit.level)}** ${escaped(hit.text)} (${escaped(hit.role)})\n`,
      )
      .join("");

  /** @param {Hit} hit */
  const linked = ({ id, permalink }) =>
    permalink ? `[${escaped(id)}](${permalink})` : escaped(id);

  /** @type {Record<string, { label: string, type: string, make: (hits: Hit[]) => string }>} */
  const FORMATS = {
    csv: { label: "CSV", type: "text/csv", make: csv },
    json: { label: "JSON", type: "application/json", make: json },
    md: { label: "Markdown", type: "text/markdown", make: markdown },
  };

  return { FORMATS };
})();
