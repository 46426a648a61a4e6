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
 * @property {HTMLElement} change the words that changed
 * @property {HTMLButtonElement} seen
 * @property {HTMLInputElement} notForMe
 * @property {HTMLInputElement} reason
 * @property {HTMLTextAreaElement} note
 */

var rolebookActions = (() => {
  "use strict";

  const { make } = rolebookDom;
  const { isChanged } = rolebookRecord;
  const { dateWords, dueWords, later, today } = rolebookPlan;

  /** Give an action its controls. @param {HTMLElement} element @returns {Row} */
  function row(element) {
    const action = rolebookPlan.read(element);
    const more = /** @type {HTMLDetailsElement} */ (element.querySelector(".rb-action-more"));
    const facts = /** @type {HTMLElement} */ (element.querySelector(".rb-action-facts"));
    const flag = make("p", { class: "rb-action-flag" });
    const words = make("p", { class: "rb-changed" });
    const seen = make("button", { type: "button", class: "rb-button" }, "I have seen it");
    const change = make(
      "div",
      { class: "rb-action-change", hidden: true },
      make("p", { class: "rb-muted" }, "Changed since you ticked:"),
      words,
      seen,
    );
    const notForMe = make("input", { type: "checkbox", autocomplete: "off" });
    const reason = make("input", { type: "text", autocomplete: "off", maxlength: "500" });
    const note = make("textarea", { rows: "2", autocomplete: "off" });
    facts.after(flag);
    more.append(
      change,
      make(
        "div",
        { class: "rb-action-own" },
        make("label", { class: "rb-field" }, make("span", {}, "Note"), note),
        make(
          "div",
          { class: "rb-not-for-me" },
          make("label", { class: "rb-toggle" }, notForMe, "Not for me"),
          make("label", { class: "rb-field" }, make("span", {}, "because"), reason),
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
      box: /** @type {HTMLInputElement} */ (element.querySelector(".rb-tick input")),
      due: /** @type {HTMLElement} */ (element.querySelector(".rb-due")),
    };
  }

  /** What changed, as the page of changes shows it. @param {string} before @param {string} after */
  function difference(before, after) {
    const TAGS = /** @type {const} */ ({ gone: "del", new: "ins" });
    return rolebookDiff
      .lines(before, after)
      .map((line) =>
        make(
          "span",
          {},
          ...line.flatMap(({ kind, text }) => [
            kind === "same" ? text : make(TAGS[kind], {}, text),
            " ",
          ]),
        ),
      );
  }

  /**
   * A part of the plan under a heading, with its count beside the heading: inside it, the two would be read as one number.
   * @param {HTMLElement} heading @param {string} of whose list, for paper @param {HTMLElement[]} actions
   */
  function step(heading, of, actions) {
    const count = make("p", { class: "rb-count" });
    const head = make("div", { class: "rb-step-head" }, heading, count);
    if (!heading.querySelector(".rb-paper-only"))
      heading.append(make("span", { class: "rb-paper-only" }, ` – ${of}`));
    const signatures = ["Date", "New colleague", "Buddy"].map((who) => make("span", {}, who));
    const list = make("ul", { class: "rb-action-list" }, ...actions);
    const paper = make("p", { class: "rb-signatures rb-paper-only" }, ...signatures);
    return {
      section: make(
        "section",
        { class: "rb-step", "aria-labelledby": heading.id },
        head,
        list,
        paper,
      ),
      count,
    };
  }

  /**
   * Show what is recorded of an action.
   * @param {Row} row @param {Entry} one
   * @param {{ start: string, day: string, isFixed: boolean, isShared: boolean }} at `start` is the first day, `day` is today
   */
  function draw(row, one, { start, day, isFixed, isShared }) {
    const { action, element, box, due, flag, change, seen, notForMe, reason, note } = row;
    const isOff = one.state === "not-for-me";
    const changed = isChanged(one, action);
    element.dataset.state = one.state;
    box.checked = one.state === "done";
    box.disabled = isFixed || isOff;
    const date = start && later(start, action.due);
    const isLate = one.state === "todo" && date !== "" && date < day;
    due.classList.toggle("rb-late", isLate);
    if (one.state === "done")
      due.textContent = one.at ? `done ${dateWords(today(new Date(one.at)), day)}` : "done";
    else if (isOff) due.textContent = "not for me";
    else if (!date) due.textContent = dueWords(action.due);
    else
      due.textContent = isLate
        ? `overdue since ${dateWords(date, day)}`
        : date === day
          ? "due today"
          : `by ${dateWords(date, day)}`;
    flag.replaceChildren(
      ...(changed
        ? [
            make(
              "span",
              { class: "rb-mismatch" },
              `Changed since ${isShared ? "it was" : "you"} ticked`,
            ),
          ]
        : []),
      ...(isOff && one.reason ? [make("span", {}, `because ${one.reason}`)] : []),
      ...(one.note ? [make("span", { class: "rb-note-shown" }, one.note)] : []),
    );
    change.hidden = !changed;
    if (changed) {
      const words = /** @type {HTMLElement} */ (change.querySelector(".rb-changed"));
      words.replaceChildren(
        ...(one.says
          ? difference(one.says, action.says)
          : ["The words from before did not come along with the link."]),
      );
    }
    seen.hidden = isFixed;
    notForMe.checked = isOff;
    notForMe.disabled = reason.disabled = note.disabled = isFixed;
    /** @type {HTMLElement} */ (reason.closest(".rb-field")).hidden = !isOff;
    if (document.activeElement !== reason) reason.value = one.reason;
    if (document.activeElement !== note) note.value = one.note;
  }

  return { draw, row, step };
})();
