// @ts-check
// Copying links, citations and rules.

var rolebookCopying = (() => {
  "use strict";

  const { all, announce } = rolebookPage;
  const { say } = rolebookMessages;
  const SHOWN = 1600; // long enough to read a word, short enough to copy the next rule

  /** @param {string} id @returns {string} */
  const permalink = (id) => {
    const link = document.querySelector(`[id="${CSS.escape(id)}"] a`);
    return link instanceof HTMLAnchorElement ? link.href : location.href;
  };

  function addButtons() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rb-copy";
    button.textContent = say("copy-link");
    for (const rule of all(".rb-rule[id]")) {
      const copy = /** @type {HTMLButtonElement} */ (button.cloneNode(true));
      copy.dataset.copy = rule.id;
      copy.setAttribute("aria-label", say("rule-copy-link.label", { id: rule.id }));
      rule.append(copy);
    }
    all("[data-copy][hidden]").forEach((one) => (one.hidden = false));
  }

  /**
   * Put text on the clipboard, if the browser allows it. The older way needs no permission, and
   * works without HTTPS.
   * @param {string} text
   */
  async function write(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea");
      const before = document.activeElement;
      field.value = text;
      field.className = "rb-unseen";
      document.body.append(field);
      field.select();
      const isDone = document.execCommand("copy");
      field.remove();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
      return isDone;
    }
  }

  /**
   * What a button copies: words, words after a link in Markdown, or the address alone.
   * @param {HTMLElement} button
   */
  function wordsOf(button) {
    const url = button.dataset.copy
      ? permalink(button.dataset.copy)
      : (button.dataset.url ?? location.href.split(/[?#]/)[0]);
    const { text = url, linked } = button.dataset;
    return linked ? `[${linked}](${url}) ${text}` : text;
  }

  /** @param {HTMLElement} button */
  async function copy(button) {
    const before = button.dataset.before ?? button.textContent ?? "";
    const status = button.closest(".rb-requirement")?.querySelector(".rb-told");
    const words = wordsOf(button);
    button.dataset.before = before;
    const isDone = await write(words);
    const said = isDone ? say("copy-done") : say("copy-refused");
    // An ID stays what it is; the status says what happened.
    if (!("stays" in button.dataset)) button.textContent = said;
    if (status)
      status.textContent = isDone
        ? say("copy-done.status", { words })
        : say("copy-refused.status", { words });
    else announce(said);
    button.classList.add("rb-done");
    setTimeout(() => {
      button.textContent = before;
      button.classList.remove("rb-done");
    }, SHOWN);
  }

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copy]");
    if (button instanceof HTMLElement) void copy(button);
  });

  return { addButtons };
})();
