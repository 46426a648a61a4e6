// @ts-check
// The search in the header of every page: rules and pages as the reader types. Its data is loaded
// when it is used first.

(() => {
  "use strict";

  /** @type {Everything} */
  const NOTHING = { hits: [], isAbout: true, warning: "" };
  const { say } = rolebookMessages;
  /** Results in the list, about a screen; the explorer has all of them. */
  const MOST = 12;
  /** Characters that are shown of a page, about two lines. */
  const EXCERPT = 140;
  /** Milliseconds without an answer until the page says so. Less would flicker. */
  const SLOW = 400;
  /** What is left of a character that was cut in two. */
  const HALVES = /^[\udc00-\udfff]|[\ud800-\udbff]$/g;
  const TYPED = "input, textarea, select, [contenteditable]";
  /** Key in the browser's storage. */
  const QUIET = "rolebook.quiet-keys";

  /** @returns {HTMLElement | null} */
  const box = () => document.querySelector(".rb-header-search");
  /** @template {Element} T @param {string} selector @returns {T} */
  const part = (selector) => /** @type {T} */ (box()?.querySelector(selector));
  const input = () => /** @type {HTMLInputElement} */ (part("input.md-search__input"));
  const toggle = () => /** @type {HTMLInputElement | null} */ (document.getElementById("__search"));

  /** @param {string} text */
  const setStatus = (text) => rolebookPage.tell(part(".md-search-result__meta"), text);

  /** Number of the last search; the answers to earlier ones are not shown. */
  let asked = 0;

  /**
   * Shows what matches the words in the field.
   * @returns {Promise<boolean>} whether it is shown: not if the reader went on typing
   */
  async function refresh() {
    const mine = ++asked;
    const words = input().value.trim();
    again.remove();
    const slow = setTimeout(() => mine === asked && showNothing(say("explorer-searching")), SLOW);
    try {
      const source = await rolebookSource.open();
      source.prepare();
      if (mine !== asked) return false;
      const found = words ? await source.everything(words, MOST) : NOTHING;
      if (mine === asked) show(words, found);
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
    textContent: say("search-again"),
  });
  again.addEventListener("click", () => {
    input().focus(); // the button goes away
    void refresh();
  });

  /** Hits for other words are not an answer to these. @param {string} text */
  function showNothing(text) {
    part("ol").replaceChildren();
    setStatus(text);
  }

  /** @param {unknown} error */
  function fail(error) {
    const reason = error instanceof Error ? error.message : String(error);
    showNothing(say("search-unavailable", { reason }));
    part(".md-search-result__meta").after(again);
  }

  /** @param {string} words @param {Everything} found */
  function show(words, found) {
    const { hits, warning } = found;
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
    setStatus(summary(words, found));
  }

  /** @param {string} words @param {Everything} found */
  function summary(words, { hits: { length: count }, isAbout, warning }) {
    if (!words) return say("search-prompt");
    const results = say("search-result-count", { count });
    if (warning) return say("search-results-warned", { results, warning });
    if (!count && rolebookWords.isSmall(words)) return say("search-too-common");
    if (!count) return say("search-nothing");
    if (!isAbout) return say("search-no-rule");
    return count < MOST ? results : say("search-best", { count: MOST });
  }

  /** @param {Hit} hit @param {Marker} mark */
  function ruleLink(hit, mark) {
    const { make, levelMark, linkTo, together } = rolebookDom;
    const place = `${hit.role} › ${hit.category || say("explorer-no-heading")}`;
    return linkTo(
      hit.url,
      { class: `md-search-result__link ${hit.url ? "rb-hit" : "rb-hit rb-unlinked"}` },
      make(
        "span",
        { class: "rb-hit-head rolebook" },
        make("span", { class: "rb-id" }, hit.id),
        " ",
        levelMark(hit.level),
        " ",
        make("span", { class: "rb-muted" }, ...together(place)),
      ),
      make("span", { class: "rb-hit-text", dir: "auto" }, ...mark(hit.text)),
    );
  }

  /** @param {PageHit} hit @param {string} words @param {Marker} mark */
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
        make("span", { class: "rb-muted" }, say("search-page")),
      ),
      make("span", { class: "rb-hit-text", dir: "auto" }, ...mark(excerpt(hit.text, words))),
    );
  }

  /** The part of a text that has the words. @param {string} text @param {string} words */
  function excerpt(text, words) {
    const first = rolebookWords.matcher(words)(text)[0]?.[0] ?? 0;
    const early = Math.max(0, first - EXCERPT / 2);
    const gap = early && text.indexOf(" ", early) + 1;
    const from = gap && gap <= first ? gap : early; // some languages have no spaces
    const rest = text.slice(from, from + EXCERPT).replace(HALVES, "");
    return `${from ? "… " : ""}${rest}${from + EXCERPT < text.length ? " …" : ""}`;
  }

  // --- opening and closing, as the theme does it -------------------------------------------------

  /** @param {boolean} isOpen */
  function setOpen(isOpen) {
    const own = toggle();
    if (!own || own.checked === isOpen) return;
    own.checked = isOpen;
    own.dispatchEvent(new Event("change"));
  }

  /**
   * Keeps the search open under a reader who types in it. The theme closes it by a click of its own
   * 125 ms after it has swapped in a page.
   * @param {Event} event
   */
  function keepOpen(event) {
    if (!event.isTrusted && box()?.contains(document.activeElement)) event.preventDefault();
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

  /** What had the focus before the search. @type {Element | null} */
  let before = null;

  /** Put the focus where it was before the search. @param {HTMLElement} element that has it now */
  function goBack(element) {
    element.blur(); // there may be nothing to go back to
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event @param {HTMLElement} element with the focus */
  function inside(event, element) {
    const links = /** @type {HTMLElement[]} */ (
      Array.from(box()?.querySelectorAll("a.rb-hit") ?? [])
    );
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      setOpen(false);
      goBack(element);
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

  // Keys of one letter get in the way of people who control their computer by voice (WCAG 2.1.4),
  // so they can be turned off.
  const isQuiet = () => {
    try {
      return localStorage.getItem(QUIET) === "1";
    } catch {
      return false;
    }
  };

  /** @param {KeyboardEvent} event */
  const hasModifier = (event) => event.metaKey || event.ctrlKey || event.altKey;

  /** Lets no key of one letter through, not even to the theme. @param {KeyboardEvent} event */
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
    toggle()?.addEventListener("click", keepOpen);
    toggle()?.addEventListener("change", () => (toggle()?.checked ? field.focus() : field.blur()));
    box()?.addEventListener("focusin", ({ relatedTarget: from }) => {
      if (!(from instanceof Node) || !box()?.contains(from))
        before = from instanceof Element ? from : null;
    });
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
