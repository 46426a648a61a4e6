// @ts-check
// What records of schema 1 say. They hold all words of an action, in English, so that a new wording
// of ours would look like a change of the rules. From those words this takes what an action was
// about: IDs and the words of authors. The patterns are the words of that time, and stay as they
// are.

var rolebookSchema1 = (() => {
  "use strict";

  /**
   * What was said: the IDs of a kind, its title (what it holds of authors in a group), and
   * how its end was put. The first ID that fits counts.
   * @type {[id: RegExp, title: RegExp, done: RegExp][]}
   */
  const WORDS = [
    [/^buddy$/, /^Name a buddy$/, /^both know each other's name$/],
    [/^announce-/, /^Tell .* who is coming$/, /^each has a name and a first day$/],
    [
      /^change-/,
      /^Choose a finished change to review together$/,
      /^it is small enough for an hour and touches what the role is about$/,
    ],
    [
      /^skills-.*-first$/,
      /^Mark the skills that are needed first$/,
      /^three of them at most are marked$/,
    ],
    [/^read-/, /^Read what the .* is for$/, /^you can say it in two sentences$/],
    [/^hello$/, /^Meet your buddy$/, /^you know when and how to ask$/],
    [
      /^words$/,
      /^Learn how binding (.*) (?:is|are)$/,
      /^you can say what a reviewer does about each$/,
    ],
    [
      /^duties-/,
      /^Go through the responsibilities with your buddy$/,
      /^you know for each an example from the last months$/,
    ],
    [/^first-/, /^Read the rules to know first$/, /^you have marked those that surprise you$/],
    [
      /^talk-30$/,
      /^Talk with your lead about what is unclear$/,
      /^each open question has a name beside it$/,
    ],
    [
      /^talk-60$/,
      /^Talk with your lead about what you take over$/,
      /^it is written down what is yours, and from when$/,
    ],
    [
      /^talk-90$/,
      /^Look back with your lead and your buddy$/,
      /^what is left of this list has a date or is struck$/,
    ],
    [
      /^improve-/,
      /^Propose one change to this handbook$/,
      /^a rule is clearer, gone or new, or somebody has said why it stays$/,
    ],
    [/^meet-.*-round-\d+$/, /^Meet .*$/, /^you know what each of them expects of you$/],
    [
      /^meet-/,
      /^Meet the (.*)$/,
      /^you (?:both know what you owe each other|know who fills this role, and what you owe them)$/,
    ],
    [/^documents-/, /^Read .*$/, /^you know which of their rules your work has to keep$/],
    [
      /^patterns-/,
      /^Read about .*$/,
      /^you can point to each in our own work, or say why we do without$/,
    ],
    [/^knowledge-/, /^Get to know .*$/, /^you can say which of it we use, and whom to ask$/],
    [
      /^skills-.*-again$/,
      /^Rate yourself again$/,
      /^you and your lead have chosen what to learn next$/,
    ],
    [/^skills-/, /^Rate yourself on .*$/, /^your own level stands beside the one asked for$/],
    [
      /^competences-/,
      /^Say which of these you have done, and where$/,
      /^your buddy knows what you can teach, and what you want to see$/,
    ],
    [
      /^agents-/,
      /^Give a small task to .*$/,
      /^you have checked the result yourself, and know what each is good for$/,
    ],
    [
      /^rule-/,
      /^Find .* in our own work: .*$/,
      /^you have shown your buddy a place where it holds, or one where it does not$/,
    ],
    [
      /^grid-/,
      /^Go through the \d+ templates that \d+ rules repeat$/,
      /^you know which of them your team looks at, and in which categories$/,
    ],
    [
      /^review-.*-1$/,
      /^Review the finished change together$/,
      /^you have answered each item side by side$/,
    ],
    [
      /^review-.*-2$/,
      /^Review a change alone, then compare$/,
      /^you agree with your buddy on what blocks it$/,
    ],
    [
      /^review-.*-3$/,
      /^Review a change as the one who decides$/,
      /^its author has your answers in writing$/,
    ],
    [
      /^try-/,
      /^Take on one responsibility with your buddy$/,
      /^it was a real piece of work, and your buddy watched$/,
    ],
    [/^carry-/, /^Carry one responsibility yourself$/, /^others come to you with it$/],
  ];
  const LEVEL = /MUST NOT|MUST|SHOULD NOT|SHOULD|MAY/g;
  /** In the list of several roles: the role that an action is for, behind its title. */
  const ROLE = / \([^()]*\)$/;

  /**
   * What an action was about, a line each.
   * @param {string} id @param {string} says its title, "Done when …", and a line for each topic
   */
  function about(id, says) {
    const [title = "", end = "", ...topics] = says.split("\n");
    const done = end.replace(/^Done when /, "");
    const words = WORDS.find(([ids]) => ids.test(id));
    return [...ofTitle(id, title, words?.[1]), ...ofDone(done, words?.[2]), ...ofTopics(id, topics)]
      .filter(Boolean)
      .join("\n");
  }

  /**
   * @param {string} id @param {string} title @param {RegExp | undefined} ours
   * @returns {string[]}
   */
  function ofTitle(id, title, ours) {
    const match = ours?.exec(title) ?? ours?.exec(title.replace(ROLE, ""));
    if (!match) return [title];
    const [, named = ""] = match;
    return id === "words" ? (named.match(LEVEL) ?? []) : [named];
  }

  /** @param {string} done @param {RegExp | undefined} ours @returns {string[]} */
  const ofDone = (done, ours) => (ours?.test(done) ? [] : [done]);

  /** @param {string} id @param {string[]} topics @returns {string[]} */
  function ofTopics(id, topics) {
    if (id.startsWith("skills-")) return topics.map((topic) => topic.replace(LEVELS, ", $1"));
    return id.startsWith("review-") ? topics.filter((topic) => !RUBRIC.test(topic)) : topics;
  }

  const LEVELS = /, levels? (\S+)$/;
  const RUBRIC = /^Review rubric$/;

  /**
   * The next version of an entry. What a link brought along, a hash of all words, is of no use.
   * @param {string} id @param {any} old
   */
  function entry(id, { says, print, ...others }) {
    if (typeof says !== "string" || !says) return others;
    return { ...others, title: says.split("\n")[0], about: about(id, says) };
  }

  return { entry };
})();
