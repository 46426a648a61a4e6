// @ts-check
// Rolebook: what a page can do beyond being read. Every page works without it.

(() => {
  "use strict";

  /** @param {string} selector @param {ParentNode} [root] @returns {HTMLElement[]} */
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  // --- a rule that an address points at ----------------------------------------------------------------------------

  /** @param {string} hash @returns {HTMLElement | null} */
  function targetOf(hash) {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return null; // not a valid encoding
    }
  }

  /** Open what hides the rule in the address, mark it and move the focus there. */
  function reveal() {
    const target = targetOf(location.hash);
    if (!target || !target.closest(".rolebook")) return;
    if (target.closest("[hidden]")) resetFilters();
    for (let box = target.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true;
    if (target instanceof HTMLDetailsElement) target.open = true;
    all(".rb-here").forEach((rule) => rule.classList.remove("rb-here"));
    if (target.matches(".rb-rule")) {
      target.classList.add("rb-here");
      target.focus({ preventScroll: true });
    }
    target.scrollIntoView({ block: target.matches(".rb-rule") ? "center" : "start" });
  }

  // --- copying links -----------------------------------------------------------------------------------------------

  /** @param {string} id @returns {string} */
  const permalink = (id) => {
    const link = document.querySelector(`[id="${CSS.escape(id)}"] a.rb-id`);
    return link instanceof HTMLAnchorElement ? link.href : location.href;
  };

  function addCopyButtons() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rb-copy";
    button.textContent = "link";
    for (const rule of all(".rb-rule[id]")) {
      const copy = /** @type {HTMLButtonElement} */ (button.cloneNode(true));
      copy.dataset.copy = rule.id;
      copy.setAttribute("aria-label", `Copy link to ${rule.id}`);
      rule.append(copy);
    }
    all("[data-copy][hidden]").forEach((one) => (one.hidden = false));
  }

  /** @param {HTMLElement} button */
  async function copy(button) {
    const id = button.dataset.copy;
    const before = button.textContent;
    try {
      await navigator.clipboard.writeText(id ? permalink(id) : location.href.split("#")[0]);
      button.textContent = "copied";
    } catch {
      button.textContent = "not allowed";
    }
    button.classList.add("rb-done");
    setTimeout(() => {
      button.textContent = before;
      button.classList.remove("rb-done");
    }, 1600);
  }

  // --- filtering the rules of a persona ----------------------------------------------------------------------------

  /** @param {HTMLElement} filter */
  function startFilter(filter) {
    const shelves = /** @type {HTMLDetailsElement[]} */ (all(".rb-all .rb-shelf"));
    const rules = all(".rb-all .rb-rule").map((element) => ({
      element,
      level: element.dataset.level ?? "",
      words: `${element.id} ${element.id.replaceAll("-", "")} ${element.textContent}`.toLowerCase(),
    }));
    const input = /** @type {HTMLInputElement} */ (filter.querySelector("input[type=search]"));
    const status = /** @type {HTMLElement} */ (filter.querySelector("[role=status]"));
    const boxes = /** @type {HTMLInputElement[]} */ (all("input[type=checkbox]", filter));
    const openAtFirst = new Map(shelves.map((shelf) => [shelf, shelf.open]));

    const apply = () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const levels = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      let shown = 0;
      for (const { element, level, words } of rules) {
        element.hidden = !levels.has(level) || !wanted.every((word) => words.includes(word));
        shown += element.hidden ? 0 : 1;
      }
      const isFiltered = wanted.length > 0 || levels.size < boxes.length;
      for (const shelf of shelves) {
        const left = all(".rb-rule:not([hidden])", shelf).length;
        shelf.hidden = left === 0;
        shelf.open = isFiltered || (openAtFirst.get(shelf) ?? true);
        const count = /** @type {HTMLElement} */ (shelf.querySelector("summary .rb-count"));
        count.dataset.all ??= count.textContent ?? "";
        count.textContent = isFiltered ? `${left} of ${count.dataset.all}` : count.dataset.all;
      }
      status.textContent = isFiltered ? `${shown} of ${rules.length} rules` : `${rules.length} rules`;
    };

    filter.addEventListener("input", apply);
    filter.addEventListener("reset", () => {
      input.value = "";
      boxes.forEach((box) => (box.checked = true));
      apply();
    });
    filter.addEventListener("click", (event) => {
      const action = event.target instanceof HTMLElement && event.target.dataset.do;
      if (action) shelves.forEach((shelf) => (shelf.open = action === "open"));
    });
    status.textContent = `${rules.length} rules`;
    filter.hidden = false;
  }

  const resetFilters = () => all(".rb-filter").forEach((filter) => filter.dispatchEvent(new Event("reset")));

  // --- the picture of the team -------------------------------------------------------------------------------------

  /** Bring the contracts of one role forward while it is pointed at or focused. @param {Event} event */
  function light(event) {
    const from = event.target instanceof Element ? event.target : null;
    const graph = from?.closest(".rb-graph-box svg");
    if (!(graph instanceof SVGElement)) return;
    const node = from?.closest("[data-node]") ?? graph.querySelector("[data-node]:focus");
    const isLeft = event.type === "pointerout" || event.type === "focusout";
    const lit = isLeft || !(node instanceof SVGElement) ? undefined : node.dataset.node;
    const near = new Set([lit]);
    for (const edge of /** @type {NodeListOf<SVGElement>} */ (graph.querySelectorAll("[data-ends]"))) {
      const ends = (edge.dataset.ends ?? "").split(" ");
      const isOn = lit !== undefined && ends.includes(lit);
      edge.classList.toggle("rb-on", isOn);
      if (isOn) ends.forEach((end) => near.add(end));
    }
    for (const one of /** @type {NodeListOf<SVGElement>} */ (graph.querySelectorAll("[data-node]")))
      one.classList.toggle("rb-on", near.has(one.dataset.node));
    graph.classList.toggle("rb-lit", lit !== undefined);
  }
  ["pointerover", "pointerout", "focusin", "focusout"].forEach((type) => document.addEventListener(type, light));

  // --- choosing whose changes are shown ------------------------------------------------------------------------------

  /** @param {HTMLElement} choice */
  function startChoice(choice) {
    const select = /** @type {HTMLSelectElement} */ (choice.querySelector("select"));
    const status = /** @type {HTMLElement} */ (choice.querySelector(".rb-status"));
    const apply = () => {
      for (const part of all(".rb-changes-of")) part.hidden = select.value !== "" && part.dataset.persona !== select.value;
      for (const release of all(".rb-release")) {
        const parts = all(".rb-changes-of", release);
        release.hidden = parts.length > 0 && parts.every((part) => part.hidden);
      }
      const shown = all(".rb-changes-of:not([hidden]) .rb-change").length;
      status.textContent = `${shown} ${shown === 1 ? "change" : "changes"}`;
    };
    select.addEventListener("input", apply);
    choice.hidden = false;
    apply();
  }

  // --- paper -------------------------------------------------------------------------------------------------------

  /** @type {HTMLDetailsElement[]} */
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = /** @type {HTMLDetailsElement[]} */ (all(".rolebook details:not([open])"));
    closed.forEach((box) => (box.open = true));
  });
  window.addEventListener("afterprint", () => closed.forEach((box) => (box.open = false)));

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copy]");
    if (button instanceof HTMLElement) void copy(button);
  });
  window.addEventListener("hashchange", reveal);

  function start() {
    all(".rb-filter").forEach(startFilter); // first, so that the buttons' words are not those of a rule
    all(".rb-choose").forEach(startChoice);
    addCopyButtons();
    all("form.rb-search[hidden]").forEach((form) => (form.hidden = false));
    reveal();
  }

  // With instant navigation the theme changes pages without loading them, and says so.
  const pages = /** @type {any} */ (window).document$;
  if (pages) pages.subscribe(start);
  else start();
})();
