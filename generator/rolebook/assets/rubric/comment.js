// @ts-check
// A review as text: a comment on a pull request in Markdown, and JSON for other tools.

/**
 * @typedef {object} ReviewReport all that a comment or file says
 * @property {string} title name of the role
 * @property {string} code
 * @property {string} version
 * @property {string} url of the form; empty where nobody else can open it
 * @property {Review} review
 * @property {Question[]} questions
 * @property {string[]} domains titles of what the change touches
 * @property {string} accounts the sentence that accounts for every rule
 * @property {Record<string, number>} counts the numbers of it, by outcome
 * @property {string[]} ticks those that are shown
 * @property {number} boxes how many could be ticked
 */

var rolebookComment = (() => {
  "use strict";

  const { answerOf } = rolebookAnswers;
  const { escaped } = rolebookMarks;
  const { list, say } = rolebookMessages;
  /**
   * Of the file; `rubric/answers.py` reads all. 3: the answers are kept, broken and untouched, not
   * yes, no and na. 2: `counts` and `checkpoint` in place of the sentence `accounts` and `pause`.
   */
  const SCHEMA = 3;

  /** A text of the reviewer, in which code, names and links work. @param {string} text */
  const own = (text) =>
    text
      .replace(/\s+/g, " ")
      .trim()
      .replace(/(?<![\\`])(`+)[^`]+\1(?!`)|[<>]/g, (match) =>
        match.length > 1 ? match : `\\${match}`,
      );

  /** Notes whose last block of code is closed, so that it ends with them. @param {string} notes */
  function closed(notes) {
    const fences = notes.match(/^ {0,3}(?:`{3,}|~{3,})/gm) ?? [];
    return fences.length % 2 ? `${notes.trim()}\n${fences.at(-1)?.trim()}` : notes.trim();
  }

  /**
   * A rule behind its level, unless its words hold it; a question before it.
   * @param {Question} question
   */
  function words({ level, text }) {
    if (text.includes(level)) return escaped(text);
    return text.endsWith("?") ? `${escaped(text)} (${level})` : `${level} ${escaped(text)}`;
  }

  /** @param {Question} question @param {Answer} answer */
  function line(question, { where, reason }) {
    const evidence = [own(where)];
    if (reason) evidence.push(say("comment-reason", { reason: own(reason) }));
    const said = evidence.filter(Boolean).join("; ");
    return `**${question.id}** ${words(question)}${said && ` – ${said}`}`;
  }

  /**
   * The questions with one answer, as lines.
   * @param {ReviewReport} report
   * @param {AnswerWord} word
   */
  const answered = ({ questions, review }, word) =>
    questions
      .filter(({ id }) => answerOf(review, id).answer === word)
      .map((question) => line(question, answerOf(review, question.id)));

  /** Which change it is, of whom, and who reviewed it when. @param {Review} review */
  function head({ change, author, reviewer, date }) {
    const parts = [own(change)];
    if (author) parts.push(say("comment-by", { author: own(author) }));
    if (reviewer) parts.push(say("comment-reviewer", { reviewer: own(reviewer) }));
    parts.push(date);
    return parts.filter(Boolean).join(", ");
  }

  /** What few want to read, folded. @param {string} summary @param {string} content */
  const folded = (summary, content) =>
    `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;

  /** @param {ReviewReport} report */
  function markdown(report) {
    const { title, code, version, url, review, questions, domains, accounts, ticks } = report;
    const verdict = rolebookVerdict.sentences(rolebookVerdict.judge(questions, review));
    const open = /** @type {const} */ (["broken", "untouched"]).flatMap((word) =>
      answered(report, word).map((question) => {
        const answer = say(`answer-${word}`);
        return `- ${say("comment-answer", { answer, question })}`;
      }),
    );
    const kept = answered(report, "kept").map((question) => `- ${question}`);
    const name = say("rubric-name");
    const rubric = url ? `[${name}](${url})` : name;
    const blocks = [
      `### ${say("comment-title", { role: escaped(title) })}`,
      `**${verdict.join(" ")}**`,
      head(review),
      domains.length ? say("comment-touches", { domains: list(domains.map(escaped)) }) : "",
      open.join("\n"),
      closed(review.notes),
    ];
    if (kept.length)
      blocks.push(folded(say("comment-kept", { count: kept.length }), kept.join("\n")));
    if (ticks.length)
      blocks.push(
        folded(
          say("comment-ticked", { count: ticks.length, all: report.boxes }),
          list(ticks, "unit"),
        ),
      );
    blocks.push(accounts, say("comment-foot", { rubric, code, version }));
    return `${blocks.filter(Boolean).join("\n\n")}\n`;
  }

  /** @param {ReviewReport} report */
  function json({ title, code, version, url, review, questions, domains, counts, ticks }) {
    const verdict = rolebookVerdict.judge(questions, review);
    const items = questions.map(({ id, level, text, rules, checkpoint }) => {
      const { answer, where, reason } = answerOf(review, id);
      return { id, level, text, rules, checkpoint, answer: answer || null, where, reason };
    });
    const { change, author, reviewer, date, notes } = review;
    const data = {
      format: "rolebook-review",
      schema: SCHEMA,
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
      counts,
    };
    return `${JSON.stringify(data, null, 1)}\n`;
  }

  /** A part of a name that any file system takes. @param {string} part */
  const forFile = (part) =>
    part
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "");

  /** @param {ReviewReport} report */
  function fileName({ code, review }) {
    const name = [code, review.change].map(forFile).filter(Boolean).join("-").slice(0, 80);
    return `review-${name.toLowerCase()}.json`;
  }

  return { fileName, json, markdown };
})();
