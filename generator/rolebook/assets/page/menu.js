// @ts-check
// The theme's menu and its switch of colours, for people who use keys or hear the page. The theme
// makes them of labels and hidden boxes, which no key reaches.

var rolebookMenu = (() => {
  "use strict";

  const { all } = rolebookPage;
  const { say } = rolebookMessages;
  const { make } = rolebookDom;
  /** Where the menu is a drawer that comes from the side, as in the theme's style sheet. */
  const narrow = window.matchMedia("(max-width: 76.2344em)");
  const OPENERS = ".md-header__button[for=__drawer], .md-nav--primary .md-nav__link[for]";
  const BACK = ".md-nav--primary .md-nav .md-nav__title[for]";
  /** What an open drawer leaves usable besides itself. */
  const AT_HAND = ".md-toggle, .md-overlay, script, style";

  const toggle = () => /** @type {HTMLInputElement | null} */ (document.getElementById("__drawer"));
  const drawer = () =>
    /** @type {HTMLElement | null} */ (document.querySelector(".md-sidebar--primary"));
  const opener = () =>
    /** @type {HTMLElement | null} */ (document.querySelector(".md-header__button > .rb-press"));
  /** What cannot be used while the drawer is open. @type {HTMLElement[]} */
  let covered = [];

  // --- labels as buttons ------------------------------------------------------------------------

  /** @param {HTMLElement} label @returns {HTMLInputElement | null} */
  const boxOf = (label) =>
    /** @type {HTMLInputElement | null} */ (
      document.getElementById(label.getAttribute("for") ?? "")
    );

  /** Whether the theme folds what a label is above: wide windows show the parts of a tab open. */
  const isInUse = (/** @type {HTMLElement} */ label) =>
    narrow.matches || (label.matches(OPENERS) && !label.closest("li.md-nav__item--section"));

  /** @param {HTMLElement} label */
  function dress(label) {
    const before = label.querySelector(":scope > .rb-press");
    if (!isInUse(label)) {
      before?.replaceWith(...before.childNodes);
      return;
    }
    if (before) return;
    label.removeAttribute("tabindex");
    label.closest("li")?.querySelector(":scope > .md-nav")?.removeAttribute("aria-expanded");
    const button = make("button", { type: "button", class: "rb-press" }, ...label.childNodes);
    const name = nameOf(label, button);
    if (name) button.setAttribute("aria-label", name);
    if (label.matches(".md-nav__link--active[for=__toc]"))
      button.setAttribute("aria-current", "page");
    label.append(button);
  }

  /**
   * The name of a button whose words do not say all.
   * @param {HTMLElement} label @param {HTMLElement} button
   */
  function nameOf(label, button) {
    const words = button.textContent?.trim().replace(/\s+/g, " ") ?? "";
    if (label.matches(".md-header__button")) return say("menu");
    if (label.matches(BACK)) return say("menu-back", { title: words });
    return words ? "" : (label.previousElementSibling?.textContent?.trim() ?? "");
  }

  /** Say of each button whether what it opens is open. */
  function tellState() {
    for (const button of all(".rb-press")) {
      const label = /** @type {HTMLElement} */ (button.parentElement);
      if (!label.matches(BACK))
        button.setAttribute("aria-expanded", String(boxOf(label)?.checked ?? false));
    }
  }

  /** @param {HTMLElement} button */
  function press(button) {
    const label = /** @type {HTMLElement} */ (button.parentElement);
    const box = boxOf(label);
    if (!box) return;
    box.click();
    tellState();
    // In a drawer, one part takes the place of the other.
    const item = narrow.matches && label.closest("li");
    const next = box.checked ? `:scope > .md-nav > .md-nav__title` : `:scope > .md-nav__link`;
    const there = item && item.querySelector(`${next} > .rb-press`);
    if (there instanceof HTMLElement) there.focus({ preventScroll: true });
  }

  // --- the drawer -------------------------------------------------------------------------------

  const close = make(
    "button",
    {
      type: "button",
      class: "rb-close-menu",
      "aria-label": say("menu.close"),
      click: () => setOpen(false),
    },
    "×",
  );

  /** @param {boolean} isOpen */
  function setOpen(isOpen) {
    const box = toggle();
    if (box && box.checked !== isOpen) box.click();
  }

  /** Leave nothing to the keys but the open drawer, and put the focus where the reader goes on. */
  function arrange() {
    const own = drawer();
    const isOpen = narrow.matches && own !== null && (toggle()?.checked ?? false);
    const wasOpen = covered.length > 0;
    covered.forEach((one) => (one.inert = false));
    covered = own && isOpen ? around(own) : [];
    covered.forEach((one) => (one.inert = true));
    tellState();
    if (own && isOpen) close.focus({ preventScroll: true });
    else if (wasOpen && isNowhere(own)) opener()?.focus({ preventScroll: true });
  }

  /** Whether the focus is in what is closed now, or lost. @param {HTMLElement | null} own */
  const isNowhere = (own) =>
    document.activeElement === document.body || (own?.contains(document.activeElement) ?? false);

  /** Everything beside an element. @param {HTMLElement} element */
  function around(element) {
    /** @type {HTMLElement[]} */
    const found = [];
    for (let box = element; box !== document.body;) {
      const parent = /** @type {HTMLElement} */ (box.parentElement);
      for (const other of parent.children)
        if (other instanceof HTMLElement && other !== box && !other.matches(AT_HAND))
          found.push(other);
      box = parent;
    }
    return found;
  }

  /** @param {MouseEvent} event */
  function onClick({ target }) {
    if (!(target instanceof Element)) return;
    const button = target.closest(".rb-press");
    if (button instanceof HTMLElement) press(button);
    const link = target.closest(".md-sidebar--primary a[href]");
    // A link to a place on this page; others bring a page whose drawer is closed.
    if (link instanceof HTMLAnchorElement && link.hash && link.pathname === location.pathname)
      setOpen(false);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const { key, target } = event;
    if (key === "Escape" && covered.length) {
      event.preventDefault();
      setOpen(false);
    } else if (key === " " && target instanceof HTMLInputElement && target.matches(".md-option")) {
      event.preventDefault();
      otherColours(target);
    }
  }

  /** The theme has this for Enter alone. @param {HTMLInputElement} option */
  function otherColours(option) {
    const options = /** @type {HTMLInputElement[]} */ (all("input.md-option"));
    const next = options[(options.indexOf(option) + 1) % options.length];
    next.click();
    next.focus();
  }

  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.addEventListener("change", ({ target }) => {
    if (target === toggle()) arrange();
    else if (target instanceof Element && target.matches(".md-nav__toggle")) tellState();
  });
  narrow.addEventListener("change", start);

  /** Fit the menu of a page, which may have come without its scripts being run again. */
  function start() {
    if (!drawer()) return;
    all(`${OPENERS}, ${BACK}`).forEach(dress);
    drawer()?.prepend(close);
    arrange();
  }

  return { start };
})();
