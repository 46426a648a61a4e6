// @ts-check
// The actions of a checklist on its page: their controls, and what is shown of their records.

/**
 * @typedef {object} Row an action on the page
 * @property {Action} action
 * @property {HTMLElement} element
 * @property {HTMLInputElement} box
 * @property {HTMLDetailsElement} more
 * @property {HTMLElement} due
 * @property {HTMLElement} flag what is special about it, in its line
 * @property {HTMLElement} change what has changed since it was ticked
 * @property {HTMLButtonElement} seen
 * @property {HTMLInputElement} notForMe
 * @property {HTMLInputElement} reason
 * @property {HTMLTextAreaElement} note
 * @property {LevelField[]} levels
 * @typedef {object} LevelField where someone writes their level in a skill
 * @property {Skill} skill
 * @property {HTMLInputElement | HTMLSelectElement} input
 * @property {HTMLElement | null} topic what is about the skill
 * @property {HTMLElement | null} box where it stands on paper
 * @property {HTMLElement} words how it fits what the role needs, and what was said before
 *
 * @typedef {object} Moment
 * @property {string} start the first day, or nothing
 * @property {string} day today
 * @property {boolean} isFixed whether nothing can be changed
 * @property {boolean} isShared whether it is someone else's list
 * @property {Map<string, string>} first the levels of the first rating, by skill
 * @property {Map<string, string>} chosen the levels of a career, by role
 */

var rolebookActions = (() => {
  "use strict";

  const { say } = rolebookMessages;
  const { make } = rolebookDom;
  const { isChanged } = rolebookRecord;
  const { asNeeded, fit, fitWords, needed } = rolebookLevels;
  const { dateWords, dueDate, dueWords, today } = rolebookPlan;

  /** Give an action its controls. @param {HTMLElement} element @returns {Row} */
  function row(element) {
    const action = rolebookPlan.read(element);
    const more = /** @type {HTMLDetailsElement} */ (element.querySelector(".rb-action-more"));
    const flag = make("p", { class: "rb-action-flag" });
    const seen = make("button", { type: "button", class: "rb-button" }, say("action-seen"));
    const change = make(
      "div",
      { class: "rb-action-change", hidden: true },
      make("p", { class: "rb-muted" }, say("action-changes")),
      make("p", { class: "rb-changed" }),
      seen,
    );
    const notForMe = make("input", { type: "checkbox", autocomplete: "off" });
    const reason = make("input", { type: "text", autocomplete: "off", maxlength: "500" });
    const note = make("textarea", { rows: "2", autocomplete: "off" });
    const levels = (action.skills ?? []).map((skill) => levelField(element, skill));
    element.querySelector(".rb-action-facts")?.after(flag);
    more.append(
      change,
      make(
        "div",
        { class: "rb-action-own" },
        field(say("action-note"), note),
        make(
          "div",
          { class: "rb-not-for-me" },
          make("label", { class: "rb-toggle" }, notForMe, say("action-not-for-me")),
          field(say("action-reason"), reason),
        ),
      ),
    );
    return {
      action,
      element,
      more,
      flag,
      change,
      seen,
      notForMe,
      reason,
      note,
      levels,
      box: /** @type {HTMLInputElement} */ (element.querySelector(".rb-tick input")),
      due: /** @type {HTMLElement} */ (element.querySelector(".rb-due")),
    };
  }

  /**
   * Give a skill a field for a level.
   * @param {HTMLElement} element of the action @param {Skill} skill @returns {LevelField}
   */
  function levelField(element, skill) {
    const label = say("level-own-in", { skill: skill.name });
    const properties = { autocomplete: "off", "aria-label": label };
    const most = `${rolebookRecord.LONGEST_LEVEL}`;
    const input = skill.most
      ? make("select", properties, ...options(skill.most))
      : make("input", { ...properties, type: "text", maxlength: most });
    const words = make("span", { class: "rb-level-fit" });
    /** @type {HTMLElement | null} */
    const topic = element.querySelector(`[data-source="${CSS.escape(skill.source)}"]`);
    const own = make("span", { class: "rb-own-level" }, field(say("level-own"), input), words);
    topic?.append(own);
    return { skill, input, words, topic, box: topic?.querySelector(".rb-level-box") ?? null };
  }

  /** The levels of a scale, and none. @param {number} most */
  const options = (most) =>
    ["", ...Array.from({ length: most }, (_, n) => `${n + 1}`)].map((level) =>
      make("option", { value: level }, level || "–"),
    );

  /** @param {string} label @param {HTMLElement} control */
  const field = (label, control) =>
    make("label", { class: "rb-field" }, make("span", {}, label), control);

  /**
   * A part of the plan under a heading. Its count stands beside the heading: inside it, the two
   * would be read as one number.
   * @param {HTMLElement} heading @param {string} of whose list, for paper
   * @param {HTMLElement[]} actions
   */
  function step(heading, of, actions) {
    const count = make("p", { class: "rb-count" });
    const head = make("div", { class: "rb-step-head" }, heading, count);
    if (!heading.querySelector(".rb-paper-only"))
      heading.append(make("span", { class: "rb-paper-only" }, ` – ${of}`));
    const signatures = [say("paper-date"), say("owner-colleague"), say("owner-buddy")];
    const paper = { class: "rb-signatures rb-paper-only" };
    const section = make(
      "section",
      { class: "rb-step", "aria-labelledby": heading.id },
      head,
      make("ul", { class: "rb-action-list" }, ...actions),
      make("p", paper, ...signatures.map((who) => make("span", {}, who))),
    );
    return { section, count };
  }

  /** Show what is recorded of an action. @param {Row} row @param {Entry} one @param {Moment} now */
  function draw(row, one, now) {
    const { action, element, box, due } = row;
    element.dataset.state = one.state;
    box.checked = one.state === "done";
    box.disabled = now.isFixed || one.state === "not-for-me";
    due.classList.toggle("rb-late", isLate(action, one, now));
    due.textContent = dueText(action, one, now);
    drawFlag(row, one, now);
    drawChange(row, one, now);
    drawControls(row, one, now);
    drawLevels(row, one, now);
  }

  /** @param {Action} action @param {Entry} one @param {Moment} now */
  const isLate = (action, one, { start, day }) =>
    one.state === "todo" && start !== "" && dueDate(start, action.due) < day;

  /**
   * When an action is due, or what became of it.
   * @param {Action} action @param {Entry} one @param {Moment} now @returns {string}
   */
  function dueText(action, one, now) {
    if (one.state === "not-for-me") return say("due-not-for-me");
    if (one.state === "done") {
      if (!one.at) return say("due-done");
      return say("due-done-on", { date: dateWords(today(new Date(one.at)), now.day) });
    }
    if (!now.start) return dueWords(action.due);
    const due = dueDate(now.start, action.due);
    if (due === now.day) return say("due-today");
    const date = dateWords(due, now.day);
    return isLate(action, one, now) ? say("due-overdue", { date }) : say("due-by", { date });
  }

  /** @param {Row} row @param {Entry} one @param {Moment} now */
  function drawFlag({ action, flag }, one, { isShared, chosen }) {
    /** @type {HTMLElement[]} */
    const parts = [];
    if (isChanged(one, action)) {
      const words = isShared ? say("action-changed-shared") : say("action-changed");
      parts.push(make("span", { class: "rb-mismatch" }, words));
    }
    if (one.state === "not-for-me" && one.reason)
      parts.push(make("span", {}, say("action-reason-shown", { reason: one.reason })));
    const rated = levelFacts(needed(action.skills, chosen), one);
    if (rated) parts.push(make("span", {}, rated));
    if (one.note) parts.push(make("span", { class: "rb-note-shown" }, one.note));
    flag.replaceChildren(...parts);
  }

  /**
   * How many levels are written, and how many of them are too low, or nothing.
   * @param {Skill[]} skills @param {Entry} one
   */
  function levelFacts(skills, { levels }) {
    const rated = skills.filter(({ source }) => levels[source]);
    const below = rated.filter((skill) => fit(skill, levels[skill.source]) === "below");
    if (!rated.length) return "";
    const written = say("levels-written", { written: rated.length, all: skills.length });
    return below.length ? say("levels-below", { written, count: below.length }) : written;
  }

  /** @param {Row} row @param {Entry} one @param {Moment} now */
  function drawChange({ action, change, seen }, one, { isFixed }) {
    change.hidden = !isChanged(one, action);
    seen.hidden = isFixed;
    if (change.hidden) return;
    const unknown = [say("action-changes-unknown")];
    change
      .querySelector(".rb-changed")
      ?.replaceChildren(...(one.title ? difference(one.about, action.about) : unknown));
  }

  /** What changed, as the page of changes shows it. @param {string} before @param {string} after */
  const difference = (before, after) =>
    rolebookDiff.lines(before, after).map((line) => make("span", {}, ...line.flatMap(piece)));

  /**
   * Show a level, even one that the scale does not have.
   * @param {HTMLInputElement | HTMLSelectElement} input @param {string} level
   */
  function put(input, level) {
    input.value = level;
    if (input.value === level) return;
    input.append(make("option", { value: level }, level));
    input.value = level;
  }

  const TAGS = /** @type {const} */ ({ gone: "del", new: "ins" });

  /** @param {Piece} piece @returns {(Node | string)[]} */
  const piece = ({ kind, text }) => [kind === "same" ? text : make(TAGS[kind], {}, text), " "];

  /** @param {Row} row @param {Entry} one @param {Moment} now */
  function drawControls({ notForMe, reason, note }, one, { isFixed }) {
    notForMe.checked = one.state === "not-for-me";
    notForMe.disabled = reason.disabled = note.disabled = isFixed;
    /** @type {HTMLElement} */ (reason.closest(".rb-field")).hidden = !notForMe.checked;
    if (document.activeElement !== reason) reason.value = one.reason;
    if (document.activeElement !== note) note.value = one.note;
  }

  /** @param {Row} row @param {Entry} one @param {Moment} now */
  function drawLevels({ action, levels }, one, { isFixed, first, chosen }) {
    for (const { skill: given, input, words, topic, box } of levels) {
      const needed = asNeeded(given, chosen);
      const skill = needed ?? given;
      drawTopic(topic, skill);
      if (topic) topic.hidden = !needed;
      const level = one.levels[skill.source] ?? "";
      const before = action.rates === "again" ? (first.get(skill.source) ?? "") : "";
      if (document.activeElement !== input || input.value.trim() !== level) put(input, level);
      input.disabled = isFixed;
      if (box) box.textContent = level;
      const parts = [
        fitWords(skill, level),
        before && say("level-before", { level: before }),
      ].filter(Boolean);
      words.dataset.fit = fit(skill, level);
      if (words.textContent !== parts.join(" · ")) words.textContent = parts.join(" · ");
    }
  }

  /** Say what is needed of a skill. @param {HTMLElement | null} topic @param {Skill} skill */
  function drawTopic(topic, skill) {
    const text = topic?.firstElementChild;
    if (text && skill.byLevel?.length) text.textContent = rolebookLevels.words(skill);
  }

  return { draw, row, step };
})();
