// @ts-check
// A preview of the rule that a link leads to, made from the rule's own page.
//
// For assistive technology a preview is not a tooltip: it has links, which a tooltip must not have,
// and describing the link with it would repeat what is nearly always beside it. So focus announces
// the link alone, and the preview is a landmark of its own.

var rolebookPreview = (() => {
  "use strict";

  const PERMALINK = /\/r\/[^/]+\/(?:index\.html)?$/;
  const { say } = rolebookMessages;

  const SHOW_AFTER = 350; // milliseconds; a pointer that only passes over a link is gone by then
  const HIDE_AFTER = 250; // milliseconds to move the pointer from the link into the preview
  const GAP = 6; // pixels between the link and the preview
  const MARGIN = 8; // pixels around the preview
  // What a preview shows of a rule, besides its links to skills, patterns and roles.
  const BRIEF = "[data-brief], .rb-crumbs, .rb-card-head, .rb-context, .rb-statement, .rb-options";
  const LEAST_HEIGHT = 60; // pixels for two lines; a lower preview would show nothing of a rule

  // --- the page of a rule, as a card ------------------------------------------------------------

  /** @type {Map<string, Promise<HTMLElement | null>>} */
  const kept = new Map();

  /**
   * The address of a rule's page, if a link leads to one on this host.
   * @param {string} address @returns {string | null}
   */
  function permalink(address) {
    try {
      const url = new URL(address, document.baseURI);
      const isHere = url.protocol.startsWith("http") && url.origin === location.origin;
      return isHere && PERMALINK.test(url.pathname) ? url.origin + url.pathname : null;
    } catch {
      return null; // not an address
    }
  }

  /** @param {string} url @returns {Promise<HTMLElement | null>} */
  async function read(url) {
    try {
      const answer = await fetch(url, { credentials: "same-origin" });
      if (!answer.ok) return null;
      const main = new DOMParser()
        .parseFromString(await answer.text(), "text/html")
        .querySelector("main.rb-requirement");
      if (!(main instanceof HTMLElement)) return null;
      const here = answer.url || url;
      // Without its card a rule has its words and its place.
      await rolebookLoader.card(main, here).catch(() => kept.delete(url));
      return embedded(main, here);
    } catch {
      kept.delete(url); // the network may be back next time
      return null;
    }
  }

  /**
   * The main part of a page as a part of another page: without landmarks, headings and IDs.
   * @param {HTMLElement} main @param {string} url
   */
  function embedded(main, url) {
    const card = renamed(main, "div");
    card.querySelectorAll("nav").forEach((one) => one.replaceWith(renamed(one, "div")));
    card
      .querySelectorAll("h1")
      .forEach((one) =>
        one.replaceWith(Object.assign(renamed(one, "p"), { className: "rb-card-head" })),
      );
    card.removeAttribute("id");
    card.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
    card.querySelectorAll("script").forEach((one) => one.remove());
    for (const name of ["href", "src"])
      for (const one of card.querySelectorAll(`[${name}]`))
        one.setAttribute(name, new URL(one.getAttribute(name) ?? "", url).href);
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (
      card.querySelectorAll("[data-copy]")
    )) {
      one.dataset.url = url;
      one.hidden = false;
    }
    card.dataset.url = url;
    return card;
  }

  /** An element with another name. @param {Element} element @param {string} name */
  function renamed(element, name) {
    const other = document.createElement(name);
    for (const { name, value } of element.attributes)
      if (name !== "aria-label") other.setAttribute(name, value);
    other.append(...Array.from(element.childNodes, (node) => document.importNode(node, true)));
    return other;
  }

  /**
   * A fresh copy of the card of a rule, or null if there is none.
   * @param {string} address @returns {Promise<HTMLElement | null>}
   */
  async function card(address) {
    const url = permalink(address);
    if (!url) return null;
    if (!kept.has(url)) kept.set(url, read(url));
    const original = await kept.get(url);
    return original ? /** @type {HTMLElement} */ (original.cloneNode(true)) : null;
  }

  if (!location.protocol.startsWith("http")) return { card }; // files cannot read each other

  // --- which links lead to a rule --------------------------------------------------------------

  /**
   * The page of the rule that a link leads to; the link may lead to a line of this page instead.
   * @param {Element} link
   */
  function target(link) {
    const address = link.getAttribute("href") ?? "";
    if (!address.startsWith("#")) return permalink(address);
    const rule = document.getElementById(decoded(address.slice(1)));
    const own = rule?.matches(".rb-rule") ? rule.querySelector("a")?.getAttribute("href") : null;
    return own ? permalink(own) : null;
  }

  /** @param {string} text */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** @param {Event} event @returns {HTMLAnchorElement | null} */
  function linkOf(event) {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || link.closest(".rb-preview")) return null;
    const url = target(link);
    return url && url !== location.origin + location.pathname ? link : null;
  }

  // --- the preview -----------------------------------------------------------------------------

  const box = document.createElement("aside");
  box.classList.add("rolebook", "rb-requirement", "rb-preview");
  box.hidden = true;

  /** The link whose preview is shown or about to be. @type {HTMLAnchorElement | null} */
  let current = null;
  /**
   * A link whose preview was dismissed; it stays away until the reader has left the link.
   * @type {Element | null}
   */
  let dismissed = null;
  let showing = 0;
  let hiding = 0;
  /** Whether the reader uses keys, so that links that move under the pointer are not pointed at. */
  let isByKeys = false;

  function hideLater() {
    clearTimeout(hiding);
    hiding = window.setTimeout(leave, HIDE_AFTER);
  }

  /** @param {HTMLAnchorElement} link */
  async function show(link) {
    clearTimeout(hiding);
    current = link;
    const url = target(link) ?? "";
    const rule = await card(url);
    if (current !== link) return;
    if (!rule || !link.isConnected) return hide();
    const id = rule.querySelector(".rb-id")?.textContent ?? "";
    box.replaceChildren(...brief(rule), opener(url, id));
    box.setAttribute("aria-label", say("preview", { id }));
    if (!box.isConnected) document.body.append(box);
    box.hidden = false;
    box.scrollTop = 0;
    put(link);
  }

  /** What a preview shows of a card. @param {HTMLElement} rule */
  function brief(rule) {
    const list = document.createElement("dl");
    list.className = "rb-facts";
    list.append(...rule.querySelectorAll("dl > [data-brief]"));
    const parts = Array.from(rule.querySelectorAll(`:scope > :is(${BRIEF})`));
    return list.childElementCount ? [...parts, list] : parts;
  }

  /** @param {string} url @param {string} id */
  function opener(url, id) {
    const link = document.createElement("a");
    link.className = "rb-button";
    link.href = url;
    link.textContent = say("preview.open", { id });
    return link;
  }

  /**
   * Put the preview below its link, or above if there is more room; never over it.
   * @param {Element} link
   */
  function put(link) {
    const { left, top, bottom } = link.getBoundingClientRect();
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const above = top - GAP - MARGIN;
    const below = height - bottom - GAP - MARGIN;
    if (Math.max(above, below) < LEAST_HEIGHT || bottom < 0 || top > height) return hide();
    box.style.maxHeight = "none";
    const isBelow = box.offsetHeight <= below || below >= above;
    box.style.maxHeight = `${isBelow ? below : above}px`;
    box.style.left = `${Math.max(MARGIN, Math.min(left, width - box.offsetWidth - MARGIN))}px`;
    box.style.top = `${isBelow ? bottom + GAP : top - GAP - box.offsetHeight}px`;
  }

  function hide() {
    clearTimeout(showing);
    close();
  }

  /** Hide what is shown; what is about to be shown comes all the same. */
  function close() {
    clearTimeout(hiding);
    current = null;
    box.hidden = true;
  }

  /** Hide the preview unless the reader is still at the link or in the preview. */
  function leave() {
    const isHeld = box.matches(":hover") || box.contains(document.activeElement);
    const isAtLink = current?.matches(":focus-visible") || current?.matches(":hover");
    if (!isHeld && !isAtLink) close();
  }

  /** @param {HTMLAnchorElement} link */
  function come(link) {
    if (link === dismissed) return;
    dismissed = null;
    clearTimeout(showing);
    if (link === current) return clearTimeout(hiding);
    showing = window.setTimeout(() => void show(link), SHOW_AFTER);
  }

  /** @param {PointerEvent} event */
  const isPointing = (event) =>
    event.pointerType !== "touch" && !isByKeys && matchMedia("(any-hover:hover)").matches;

  /** @param {PointerEvent} event */
  function over(event) {
    if (!isPointing(event)) return;
    const link = linkOf(event);
    if (link) come(link);
    else if (event.target instanceof Node && box.contains(event.target)) clearTimeout(hiding);
  }

  /** @param {PointerEvent} event */
  function out(event) {
    const to = event.relatedTarget instanceof Node ? event.relatedTarget : null;
    const from = event.target instanceof Node ? event.target : null;
    if (dismissed && !dismissed.contains(to) && dismissed !== document.activeElement)
      dismissed = null;
    if (!isPointing(event)) return;
    const link = linkOf(event);
    if (link && !link.contains(to)) clearTimeout(showing);
    if ((link && !link.contains(to)) || (box.contains(from) && !box.contains(to))) hideLater();
  }

  document.addEventListener("pointerover", over);
  document.addEventListener("pointerout", out);
  document.addEventListener("pointermove", (event) => {
    if (!isByKeys || (event.movementX === 0 && event.movementY === 0)) return;
    isByKeys = false;
    over(event);
  });
  // A tap focuses a link, too, but its focus is not one that shows.
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    // The preview of another link could be over what has the focus now, or come only then.
    if (isByKeys && link !== current && !box.contains(/** @type {Node} */ (event.target))) hide();
    if (link?.matches(":focus-visible")) come(link);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === dismissed) dismissed = null;
    if (linkOf(event)) clearTimeout(showing);
    if (linkOf(event) || (event.target instanceof Node && box.contains(event.target))) hideLater();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      isByKeys = true;
      if (event.key !== "Escape") return;
      if (!current || box.hidden) return hide();
      event.preventDefault(); // one key, one thing: what is behind the preview stays open
      event.stopPropagation();
      dismissed = current;
      if (box.contains(document.activeElement)) current.focus({ preventScroll: true });
      hide();
    },
    { capture: true },
  );
  const follow = () => {
    if (current?.isConnected && !box.hidden) put(current);
  };
  document.addEventListener("scroll", (event) => event.target !== box && follow(), {
    capture: true,
    passive: true,
  });
  window.addEventListener("resize", follow);
  window.addEventListener("beforeprint", hide);
  window.addEventListener("pagehide", hide);
  window.addEventListener("hashchange", hide);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (link && (link === current || box.contains(link))) hide();
  });

  // With instant navigation the theme changes pages without loading them, and says so.
  const pages = /** @type {any} */ (window).document$;
  if (pages) pages.subscribe(hide);

  return { card };
})();
