// @ts-check
// The search in the header of every page: rules and pages as one types. What it searches is loaded on first use.

(() => {
  "use strict";

  const MOST = 12;
  const EXCERPT = 140;
  /** Milliseconds without an answer until the page says that it is still searching. */
  const SLOW = 400;
  /** What is left of a character that was cut in two. */
  const HALVES = /^[\udc00-\udfff]|[\ud800-\udbff]$/g;
  const TYPED = "input, textarea, select, [contenteditable]";
  const QUIET = "rolebook.quiet-keys";

  /** @returns {HTMLElement | null} */
  const box = () => document.querySelector(".rb-header-search");
  /** @template {Element} T @param {string} selector @returns {T} */
  const part = (selector) => /** @type {T} */ (box()?.querySelector(selector));
  const input = () => /** @type {HTMLInputElement} */ (part("input.md-search__input"));
  const toggle = () => /** @type {HTMLInputElement | null} */ (document.getElementById("__search"));

  /** @param {string} text */
  const say = (text) => (part(".md-search-result__meta").textContent = text);

  let asked = 0;

  /** Show what fits the words in the field. @returns {Promise<boolean>} whether it is shown: not if somebody went on typing */
  async function refresh() {
    const mine = ++asked;
    const words = input().value.trim();
    again.remove();
    const slow = setTimeout(() => mine === asked && showNothing("Searching …"), SLOW);
    try {
      const source = await rolebookSource.open();
      if (mine !== asked) return false;
      const { hits, warning } = words
        ? await source.everything(words, MOST)
        : { hits: [], warning: "" };
      if (mine === asked) show(words, hits, warning);
    } catch (error) {
      if (mine === asked) fail(error);
    } finally {
      clearTimeout(slow);
    }
    return mine === asked;
  }

  const again = Object.assign(document.createElement("button"), {
    type: "button",
    className: "rb-header-again",
    textContent: "Try again",
  });
  again.addEventListener("click", () => {
    input().focus(); // the button goes away
    void refresh();
  });

  /** Hits for other words are not an answer to these. @param {string} text */
  function showNothing(text) {
    part("ol").replaceChildren();
    say(text);
  }

  /** @param {unknown} error */
  function fail(error) {
    showNothing(
      `The search does not work at the moment: ${error instanceof Error ? error.message : error}`,
    );
    part(".md-search-result__meta").after(again);
  }

  /** @param {string} words @param {(Hit | PageHit)[]} hits @param {string} warning */
  function show(words, hits, warning) {
    const mark = rolebookDom.marker(words);
    part("ol").replaceChildren(
      ...hits.map((hit) =>
        rolebookDom.make(
          "li",
          { class: "md-search-result__item" },
          "id" in hit ? ruleLink(hit, mark) : pageLink(hit, words, mark),
        ),
      ),
    );
    part("[type=reset]").toggleAttribute("hidden", !words);
    const all = /** @type {HTMLAnchorElement} */ (part(".rb-header-all"));
    all.href = all.href.split("?")[0] + (words && `?q=${encodeURIComponent(words)}`);
    if (warning) part(".md-search-result__meta").after(again);
    if (!words) say("Type words, an id or a name");
    else if (warning) say(`${hits.length} ${hits.length === 1 ? "hit" : "hits"}. ${warning}`);
    else if (!hits.length && rolebookWords.isSmall(words))
      say("These words are everywhere; type another one");
    else
      say(
        hits.length
          ? `${hits.length < MOST ? hits.length : `The best ${MOST}`} ${hits.length === 1 ? "hit" : "hits"}`
          : "Nothing has these words",
      );
  }

  /** @param {Hit} hit @param {(text: string) => (Node | string)[]} mark */
  function ruleLink(hit, mark) {
    const { make, levelMark, linkTo } = rolebookDom;
    return linkTo(
      hit.url,
      { class: `md-search-result__link rb-hit${hit.url ? "" : " rb-unlinked"}` },
      make(
        "span",
        { class: "rolebook rb-hit-head" },
        make("span", { class: "rb-id" }, hit.id),
        " ",
        levelMark(hit.level),
        " ",
        make("span", { class: "rb-muted" }, `${hit.role} › ${hit.category}`),
      ),
      make("span", { class: "rb-hit-text" }, ...mark(hit.text)),
    );
  }

  /** @param {PageHit} hit @param {string} words @param {(text: string) => (Node | string)[]} mark */
  function pageLink(hit, words, mark) {
    const { make } = rolebookDom;
    const [url, hash = ""] = hit.url.split("#");
    return make(
      "a",
      {
        class: "md-search-result__link rb-hit",
        href: `${url}?h=${encodeURIComponent(words)}${hash && `#${hash}`}`,
      },
      make(
        "span",
        { class: "rb-hit-head" },
        make("strong", {}, ...mark(hit.title)),
        " ",
        make("span", { class: "rb-muted" }, "page"),
      ),
      make("span", { class: "rb-hit-text" }, ...mark(excerpt(hit.text, words))),
    );
  }

  /** The part of a text that has the words. @param {string} text @param {string} words */
  function excerpt(text, words) {
    const first = rolebookWords.matcher(words)(text)[0]?.[0] ?? 0;
    const early = Math.max(0, first - EXCERPT / 2);
    const gap = early && text.indexOf(" ", early) + 1;
    const from = gap && gap <= first ? gap : early; // some scripts have no spaces
    const rest = text.slice(from, from + EXCERPT).replace(HALVES, "");
    return `${from ? "… " : ""}${rest}${from + EXCERPT < text.length ? " …" : ""}`;
  }

  // --- opening and closing, as the theme does it -----------------------------------------------------------------

  /** @param {boolean} isOpen */
  function setOpen(isOpen) {
    const own = toggle();
    if (own && own.checked !== isOpen) own.click();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || hasModifier(event)) return;
    if (event.isComposing) return; // a key that chooses among characters
    if (box()?.contains(element)) return inside(event, element);
    if (element.matches(TYPED) || !["/", "s", "f"].includes(event.key)) return;
    event.preventDefault();
    input().focus();
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} element with the focus */
  function inside(event, element) {
    const links = /** @type {HTMLElement[]} */ (
      Array.from(box()?.querySelectorAll("a.rb-hit") ?? [])
    );
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      setOpen(false);
      element.blur();
    } else if (event.key === "Enter" && element === input()) {
      event.preventDefault();
      void refresh().then(
        (isShown) => isShown && /** @type {HTMLElement | null} */ (part(".rb-hit"))?.click(),
      );
    } else if (step) {
      const stops = [input(), ...links];
      event.preventDefault();
      stops[(stops.indexOf(element) + step + stops.length) % stops.length].focus();
    }
  }

  // Single letters as keys get in the way of those who speak to their computer (WCAG 2.1.4), so they can be switched off.
  const isQuiet = () => {
    try {
      return localStorage.getItem(QUIET) === "1";
    } catch {
      return false;
    }
  };

  /** @param {KeyboardEvent} event */
  const hasModifier = (event) => event.metaKey || event.ctrlKey || event.altKey;

  /** Let no key of one letter through, the theme's neither. @param {KeyboardEvent} event */
  function hush(event) {
    const isTyping = event.target instanceof Element && event.target.matches(TYPED);
    if (isQuiet() && !isTyping && event.key.length === 1 && !hasModifier(event))
      event.stopImmediatePropagation();
  }

  function start() {
    if (!box()) return;
    const field = input();
    field.addEventListener("focus", () => {
      setOpen(true);
      void refresh();
    });
    field.addEventListener("input", () => void refresh());
    part("form").addEventListener("reset", () => setTimeout(() => (void refresh(), field.focus())));
    part("form").addEventListener("submit", (event) => event.preventDefault());
    part("ol").addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a")) setOpen(false);
    });
    toggle()?.addEventListener("change", () => (toggle()?.checked ? field.focus() : field.blur()));
    box()?.addEventListener("focusout", (event) => {
      const to = event.relatedTarget;
      if (to instanceof Node && !box()?.contains(to)) setOpen(false);
    });
    const keys = /** @type {HTMLInputElement} */ (part(".rb-quiet-keys input"));
    keys.checked = !isQuiet();
    keys.addEventListener("change", () => {
      try {
        localStorage.setItem(QUIET, keys.checked ? "0" : "1");
      } catch {
        keys.checked = true; // nowhere to keep it
      }
    });
    window.addEventListener("keydown", hush, true);
    window.addEventListener("keydown", onKey);
    const words = new URLSearchParams(location.search).get("q");
    if (words && !document.querySelector(".rb-explorer")) {
      field.value = words;
      field.focus();
    }
  }

  start();
})();
