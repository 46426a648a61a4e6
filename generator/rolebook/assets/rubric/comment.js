// @ts-check
// A review as text: a comment on a pull request in Markdown, and JSON for other tools.

/**
 * @typedef {object} Told all that a comment says
 * @property {string} title name of the role
 * @property {string} code
 * @property {string} version
 * @property {string} url of the form; empty where nobody else can open it
 * @property {Review} review
 * @property {Question[]} questions
 * @property {string[]} domains titles of what the change touches
 * @property {string} accounts
 * @property {string[]} ticks those that are shown
 * @property {number} boxes how many could be ticked
 */

var rolebookComment = (() => {
  "use strict";

  const { answerOf } = rolebookAnswers;
  const { escaped } = rolebookMarks;
  /** @type {[kept: AnswerWord, word: string][]} */
  const TOLD = [
    ["no", "No"],
    ["na", "N/A"],
  ];

  /** A text of the reviewer, in which code, names and links of the place work. @param {string} text */
  const own = (text) =>
    text
      .replace(/\s+/g, " ")
      .trim()
      .replace(/(?<![\\`])(`+)[^`]+\1(?!`)|[<>]/g, (found) =>
        found.length > 1 ? found : `\\${found}`,
      );

  /** Notes whose last block of code is closed, so that what follows is not part of it. @param {string} notes */
  function closed(notes) {
    const fences = notes.match(/^ {0,3}(?:`{3,}|~{3,})/gm) ?? [];
    return fences.length % 2 ? `${notes.trim()}\n${fences.at(-1)?.trim()}` : notes.trim();
  }

  /** A rule behind its level, unless its words hold it; a question before it. @param {Question} question */
  function words({ level, text }) {
    if (text.includes(level)) return escaped(text);
    return text.endsWith("?") ? `${escaped(text)} (${level})` : `${level} ${escaped(text)}`;
  }

  /** @param {Question} question @param {Answer} one */
  function line(question, one) {
    const said = [own(one.where), one.reason && `reason: ${own(one.reason)}`]
      .filter(Boolean)
      .join("; ");
    return `**${question.id}** ${words(question)}${said && ` – ${said}`}`;
  }

  /** @param {Told} told */
  function markdown({
    title,
    code,
    version,
    url,
    review,
    questions,
    domains,
    accounts,
    ticks,
    boxes,
  }) {
    const verdict = rolebookVerdict.judge(questions, review);
    const head = [
      review.change && own(review.change),
      review.author && `by ${own(review.author)}`,
      review.reviewer && `reviewed by ${own(review.reviewer)}`,
      review.date,
    ].filter(Boolean);
    const answered = (/** @type {AnswerWord} */ kept) =>
      questions
        .map((question) => /** @type {const} */ ([question, answerOf(review, question.id)]))
        .filter(([, one]) => one.kept === kept);
    const told = TOLD.flatMap(([kept, word]) =>
      answered(kept).map(([question, one]) => `- ${word}: ${line(question, one)}`),
    );
    const kept = answered("yes").map(([question, one]) => `- ${line(question, one)}`);
    const blocks = [
      `### Review: ${escaped(title)}`,
      `**${rolebookVerdict.sentences(verdict).join(" ")}**`,
      head.join(", "),
      domains.length ? `Touches ${domains.map(escaped).join(", ")}.` : "",
      told.join("\n"),
      closed(review.notes),
      kept.length
        ? `<details><summary>${kept.length} kept</summary>\n\n${kept.join("\n")}\n\n</details>`
        : "",
      ticks.length
        ? `<details><summary>By domain: ${ticks.length} of ${boxes} ticked</summary>\n\n${ticks.join(", ")}\n\n</details>`
        : "",
      `${accounts}.`,
      `${url ? `[Review rubric](${url})` : "Review rubric"}: ${code}, ${version}`,
    ];
    return `${blocks.filter(Boolean).join("\n\n")}\n`;
  }

  /** @param {Told} told */
  function json({ title, code, version, url, review, questions, domains, accounts, ticks }) {
    const verdict = rolebookVerdict.judge(questions, review);
    const items = questions.map((question) => {
      const { kept, where, reason } = answerOf(review, question.id);
      return {
        id: question.id,
        level: question.level,
        text: question.text,
        rules: question.rules,
        pause: question.stop,
        answer: kept || null,
        where,
        reason,
      };
    });
    const { change, author, reviewer, date, notes } = review;
    const data = {
      format: "rolebook-review",
      schema: review.schema,
      persona: code,
      title,
      version,
      url,
      change,
      author,
      reviewer,
      date,
      touched: domains,
      verdict: { state: rolebookVerdict.stateOf(verdict), ...verdict },
      items,
      ticked: ticks,
      notes,
      accounts,
    };
    return `${JSON.stringify(data, null, 1)}\n`;
  }

  /** @param {Told} told */
  const fileName = ({ code, review }) =>
    `review-${[code, review.change]
      .map((part) =>
        part
          .normalize("NFKD")
          .replace(/\p{M}+/gu, "")
          .replace(/[^\p{L}\p{N}]+/gu, "-")
          .replace(/^-+|-+$/g, ""),
      )
      .filter(Boolean)
      .join("-")
      .slice(0, 80)
      .toLowerCase()}.json`;

  return { fileName, json, markdown };
})();
