// @ts-check
// Answers about possible links, by keys or buttons: each is sent, and the next card comes back.

(() => {
  "use strict";

  /** @type {Readonly<Record<string, string>>} */
  const KEYS = { y: "yes", n: "no", s: "skip", " ": "skip", u: "undo" };
  const CONTROLS = ":is(button, input, a, summary)"; // what the space bar presses

  const card = /** @type {HTMLElement} */ (document.querySelector("[data-card]"));
  const told = /** @type {HTMLElement} */ (document.querySelector(".rb-told"));
  const keys = /** @type {HTMLInputElement} */ (document.querySelector("[data-keys]"));
  const done = /** @type {HTMLButtonElement} */ (document.querySelector("[data-do=done]"));
  let isBusy = false;

  /**
   * Send an answer, and show what comes next. While one is on its way, others are ignored: no one
   * answers for what they have not seen.
   * @param {string} answer
   */
  async function send(answer) {
    if (isBusy || done.hidden) return;
    isBusy = true;
    card.ariaBusy = "true";
    try {
      const key = card.querySelector("[data-key]")?.getAttribute("data-key") ?? "";
      const response = await fetch("answer", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ key, answer }),
      });
      if (!response.ok) throw new Error(response.statusText);
      show(await response.json());
    } catch {
      told.textContent = document.body.dataset.gone ?? "";
    } finally {
      isBusy = false;
      card.ariaBusy = "false";
    }
  }

  /** @param {{ title: string, card: string, told: string, closed: boolean }} next */
  function show(next) {
    document.title = next.title;
    card.innerHTML = next.card;
    told.textContent = next.told;
    done.hidden = next.closed;
    // So that a screen reader says the question, and keys go to the card.
    card.querySelector("h1")?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  /** Which answer a key gives, if it gives one. @param {KeyboardEvent} event */
  function answerOf(event) {
    if (!keys.checked || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return "";
    const isPress = event.key === " " && event.target instanceof Element;
    if (isPress && event.target.closest(CONTROLS)) return "";
    return KEYS[event.key.toLowerCase()] ?? "";
  }

  const showKeys = () => document.body.classList.toggle("rb-with-keys", keys.checked);

  document.addEventListener("keydown", (event) => {
    const answer = answerOf(event);
    if (!answer || !document.querySelector(`[data-do=${answer}]`)) return;
    event.preventDefault();
    send(answer);
  });
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-do]");
    if (button) send(button.getAttribute("data-do") ?? "");
  });
  keys.addEventListener("change", showKeys);
  showKeys();
})();
