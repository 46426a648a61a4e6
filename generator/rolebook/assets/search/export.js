// @ts-check
// Rules of a view as a file: CSV, JSON or Markdown.

/**
 * @typedef {object} Hit
 * @property {string} id
 * @property {string} level as a label
 * @property {string} text
 * @property {string} role as a label
 * @property {string} category as a label; empty if the rule has no heading
 * @property {string} url whole, as is `permalink`
 * @property {string} permalink
 * @property {string} changed a day such as `2026-03-01`, or empty
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
  const markdown = (hits) => hits.map(item).join("");

  /** @param {Hit} hit */
  function item(hit) {
    const [level, text, role] = [hit.level, hit.text, hit.role].map(escaped);
    return `- ${linked(hit)} **${level}** ${text} (${role})\n`;
  }

  /** @param {Hit} hit */
  const linked = ({ id, permalink }) =>
    permalink ? `[${escaped(id)}](${permalink})` : escaped(id);

  /**
   * By the ending of the file, and what `data-do` of the button is.
   * @type {Record<string, { type: string, make: (hits: Hit[]) => string }>}
   */
  const FORMATS = {
    csv: { type: "text/csv", make: csv },
    json: { type: "application/json", make: json },
    md: { type: "text/markdown", make: markdown },
  };

  return { FORMATS };
})();
