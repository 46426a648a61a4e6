// @ts-check
// Any author's words in Markdown and CSV for other tools, as `exports/marks.py` and
// `exports/tables.py` write them.

var rolebookMarks = (() => {
  "use strict";

  // Characters that control a terminal, end a line or change its direction; `display.py` says why.
  const STEERING = /[\x00-\x08\n-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\p{Cs}]/gu;
  const COMMAND = /(?<=^\s*:)(?=:)|(?<=##)(?=[\w.-]*\[)/g;
  const MARK =
    /[\\\x60*_[\]<>~|]|&(?=#?\w+;)|(?<=\w):(?=\/\/)|(?<=\b(?:mailto|xmpp)):|(?<=\bwww)\.(?=\w)/gi;
  const LEADING = /^([0-9]*)([-+#=.)])/;
  const CALL = /(?<!\w)[@!](?=\w)|#(?=\w)|\bGH-(?=[0-9])/gi;
  const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

  /** A text as one line that can be shown anywhere. @param {string} text */
  const shown = (text) => text.replace(STEERING, "\ufffd").replace(COMMAND, "\u200b");

  /** A text of several lines. @param {string} text */
  const shownLines = (text) =>
    text
      .split(/\r\n?|\n/)
      .map(shown)
      .join("\n");

  /**
   * A text in one line that Markdown shows as it is; it links to nothing and notifies nobody.
   * @param {string} text
   */
  const escaped = (text) =>
    shown(text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, ""))
      .replace(MARK, "\\$&")
      .replace(LEADING, "$1\\$2")
      .replace(CALL, "$&&#8203;");

  /** What `escaped` was given. @param {string} text */
  const unescaped = (text) =>
    text.replace(/&#8203;|(?<=:|##)\u200b/g, "").replace(/\\([!-/:-@[-\x60{-~])/g, "$1");

  /** @param {string} text */
  function cell(text) {
    const isFormula = FORMULA.test(text) && !/^[+-][0-9]+$/.test(text);
    const harmless = isFormula ? `'${text}` : text;
    return `"${shownLines(harmless).replaceAll('"', '""')}"`;
  }

  /**
   * A table as CSV, each cell in quotation marks; from the byte order mark spreadsheets know the
   * encoding.
   * @param {readonly (readonly string[])[]} rows
   */
  const csv = (rows) => "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\n").join("");

  /**
   * Several values as one cell, with a backslash before a semicolon within a value.
   * @param {string[]} values
   */
  const joined = (values) => values.map((value) => value.replace(/[\\;]/g, "\\$&")).join("; ");

  return { csv, escaped, joined, shown, shownLines, unescaped };
})();
