// @ts-check
// The elements that a checklist gets besides its actions; what they do is decided elsewhere.

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

var rolebookParts = (() => {
  "use strict";

  const { make } = rolebookDom;

  /** Give an action its controls. @param {HTMLElement} element @returns {Row} */
  function row(element) {
    const action = rolebookPlan.read(element);
    const more = /** @type {HTMLDetailsElement} */ (element.querySelector(".rb-action-more"));
    const facts = /** @type {HTMLElement} */ (element.querySelector(".rb-action-facts"));
    const flag = make("p", { class: "rb-action-flag" });
    const words = make("p", { class: "rb-changed" });
    const seen = make("button", { type: "button", class: "rb-button" }, "I have seen it");
    const change = make("div", { class: "rb-action-change", hidden: true }, make("p", { class: "rb-muted" }, "Changed since you ticked:"), words, seen);
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
        make("div", { class: "rb-not-for-me" }, make("label", { class: "rb-toggle" }, notForMe, "Not for me"), make("label", { class: "rb-field" }, make("span", {}, "because"), reason)),
      ),
    );
    return {
      action, element, more, flag, change, seen, notForMe, reason, note,
      box: /** @type {HTMLInputElement} */ (element.querySelector(".rb-tick input")),
      due: /** @type {HTMLElement} */ (element.querySelector(".rb-due")),
    };
  }

  /** What changed, as the page of changes shows it. @param {string} before @param {string} after */
  function difference(before, after) {
    const TAGS = /** @type {const} */ ({ gone: "del", new: "ins" });
    return rolebookDiff.lines(before, after).map((line) => make("span", {}, ...line.flatMap(({ kind, text }) => [kind === "same" ? text : make(TAGS[kind], {}, text), " "])));
  }

  /** A part of the plan under a heading. @param {string} id @param {string} title @param {string} of whose list, for paper @param {HTMLElement[]} actions */
  function step(id, title, of, actions) {
    const count = make("span", { class: "rb-count" });
    const heading = make("h2", { id }, title, make("span", { class: "rb-paper-only" }, ` – ${of}`), " ", count);
    const signatures = ["Date", "New colleague", "Buddy"].map((who) => make("span", {}, who));
    const section = make("section", { class: "rb-step", "aria-labelledby": id }, heading, make("ul", { class: "rb-action-list" }, ...actions), make("p", { class: "rb-signatures rb-paper-only" }, ...signatures));
    return { section, count };
  }

  /** A choice of which one holds. @param {string} legend @param {[value: string, label: string][]} values @param {(value: string) => void} choose */
  function radios(legend, values, choose) {
    const inputs = values.map(([value, label], n) => make("label", { class: "rb-toggle" }, make("input", { type: "radio", name: "rb-onboarding-view", value, checked: n === 0, autocomplete: "off", change: () => choose(value) }), label));
    return make("fieldset", { class: "rb-view" }, make("legend", {}, legend), ...inputs);
  }

  /** A button that opens a list of buttons. @param {string} title @param {[title: string, items: [label: string, act: () => void][]][]} groups @param {AbortSignal} [signal] when its page goes */
  function menu(title, groups, signal) {
    const summary = make("summary", { class: "rb-button" }, title);
    const box = make("details", { class: "rb-menu" }, summary, make("div", { class: "rb-menu-list" }, ...groups.map(group)));
    const close = () => {
      box.open = false;
      summary.focus();
    };
    /** @param {[title: string, items: [label: string, act: () => void][]]} one */
    function group([title, items]) {
      const id = `rb-menu-${title.toLowerCase()}`;
      return make("div", { role: "group", "aria-labelledby": id }, make("p", { id, class: "rb-muted" }, title), ...items.map(([label, act]) => make("button", { type: "button", click: () => (close(), act()) }, label)));
    }
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.open) return;
      event.stopPropagation();
      close();
    });
    box.addEventListener("focusout", (event) => {
      if (event.relatedTarget instanceof Node && !box.contains(event.relatedTarget)) box.open = false;
    });
    document.addEventListener("pointerdown", (event) => {
      if (event.target instanceof Node && !box.contains(event.target)) box.open = false;
    }, { signal });
    return box;
  }

  /** A line that says what happened, with a way back. */
  function teller() {
    const words = make("p", { role: "status", tabindex: "-1" });
    const undo = make("button", { type: "button", class: "rb-button", hidden: true }, "Undo");
    const close = make("button", { type: "button", class: "rb-button", hidden: true }, "Close");
    const element = make("div", { class: "rb-teller" }, words, undo, close);
    /** @type {() => void} */
    let back = () => {};
    /** @param {string} text @param {() => void} [takeBack] */
    function tell(text, takeBack) {
      words.textContent = text;
      back = takeBack ?? back;
      undo.hidden = !takeBack;
      close.hidden = !text;
      element.classList.toggle("rb-on", text !== "");
    }
    undo.addEventListener("click", () => {
      words.focus(); // the button goes away
      back();
    });
    close.addEventListener("click", () => {
      tell("");
      /** @type {HTMLElement | null} */ (document.querySelector(".rb-menu > summary"))?.focus({ preventScroll: true });
    });
    return { element, tell, settle: () => undo.hidden && tell("") };
  }

  return { difference, menu, radios, row, step, teller };
})();
