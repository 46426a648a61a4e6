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
    showInView(target);
    for (
      let box = target.closest("details");
      box;
      box = box.parentElement?.closest("details") ?? null
    )
      box.open = true;
    if (target instanceof HTMLDetailsElement) target.open = true;
    all(".rb-here").forEach((rule) => rule.classList.remove("rb-here"));
    if (target.matches(".rb-rule")) {
      target.classList.add("rb-here");
      target.focus({ preventScroll: true });
    }
    target.scrollIntoView({ block: target.matches(".rb-rule") ? "center" : "start" });
  }

  // --- words that a search led to ------------------------------------------------------------------------------------

  /** Mark the words of the parameter `h`, without touching the page. */
  function markWords() {
    CSS.highlights?.delete("rb-words");
    const words = (new URLSearchParams(location.search).get("h") ?? "")
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 2);
    const content = document.querySelector(".md-content, main");
    if (!words.length || !content || !CSS.highlights) return;
    const wanted = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})[\\p{L}\\p{N}]*`, "giu");
    const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    const highlight = new Highlight();
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (const match of (node.nodeValue ?? "").matchAll(wanted)) {
        highlight.add(
          new StaticRange({
            startContainer: node,
            startOffset: match.index,
            endContainer: node,
            endOffset: match.index + match[0].length,
          }),
        );
      }
    }
    CSS.highlights.set("rb-words", highlight);
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

  /** Put text on the clipboard; the older way needs no permission, and works without HTTPS. @param {string} text */
  async function write(text) {
    try {
      await navigator.clipboard.writeText(text);
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
      if (!isDone) throw new Error("not allowed");
    }
  }

  /** What a button copies: words, words behind a link as Markdown writes it, or the address alone. @param {HTMLElement} button */
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
    const told = button.closest(".rb-requirement")?.querySelector(".rb-told");
    const words = wordsOf(button);
    button.dataset.before = before;
    try {
      await write(words);
      button.textContent = "copied";
      if (told) told.textContent = `Copied: ${words}`;
    } catch {
      button.textContent = "not allowed";
      if (told) told.textContent = `The browser did not allow copying. Take it from here: ${words}`;
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
    /** @type {Map<HTMLDetailsElement, boolean> | null} */
    let openBefore = null;

    const apply = () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const levels = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
      let shown = 0;
      for (const { element, level, words } of rules) {
        element.hidden = !levels.has(level) || !wanted.every((word) => words.includes(word));
        shown += element.hidden ? 0 : 1;
      }
      const isFiltered = wanted.length > 0 || levels.size < boxes.length;
      if (isFiltered) openBefore ??= new Map(shelves.map((shelf) => [shelf, shelf.open]));
      filter.closest(".rb-all")?.classList.toggle("rb-filtered", isFiltered);
      for (const shelf of shelves) {
        const left = all(".rb-rule:not([hidden])", shelf).length;
        shelf.hidden = left === 0;
        shelf.open = isFiltered || (openBefore?.get(shelf) ?? shelf.open);
        const count = /** @type {HTMLElement} */ (shelf.querySelector("summary .rb-count"));
        count.dataset.all ??= count.textContent ?? "";
        count.textContent = isFiltered ? `${left} of ${count.dataset.all}` : count.dataset.all;
      }
      if (!isFiltered) openBefore = null;
      status.textContent = isFiltered
        ? `${shown} of ${rules.length} rules`
        : `${rules.length} rules`;
    };

    filter.addEventListener("input", apply);
    filter.addEventListener("reset", () => {
      input.value = "";
      boxes.forEach((box) => (box.checked = true));
      apply();
    });
    filter.addEventListener("click", (event) => {
      const action = event.target instanceof HTMLElement && event.target.dataset.do;
      if (action) shelves.forEach((shelf) => fold(shelf, (shelf.open = action === "open")));
    });
    status.textContent = `${rules.length} rules`;
    filter.hidden = false;
  }

  const resetFilters = () =>
    all(".rb-filter").forEach((filter) => filter.dispatchEvent(new Event("reset")));

  // --- rules from templates: as a grid, or in the lists ---------------------------------------------------------------

  /** Show the rules of a category that the grid has, too, or fold them. @param {HTMLElement} shelf @param {boolean} isOut */
  function fold(shelf, isOut) {
    const button = shelf.querySelector(":scope > .rb-unfold");
    if (!button) return;
    shelf.classList.toggle("rb-unfolded", isOut);
    button.setAttribute("aria-expanded", String(isOut));
    button.textContent = `${isOut ? "Fold" : "Also list"} the ${all(".rb-rule[data-template]", shelf).length} from templates`;
  }

  /** @param {HTMLElement} section @param {string} view */
  function choose(section, view) {
    section.dataset.view = view;
    for (const radio of /** @type {HTMLInputElement[]} */ (all(".rb-view input", section)))
      radio.checked = radio.value === view;
  }

  /** Choose the view that shows an element, and unfold what hides it. @param {HTMLElement} target */
  function showInView(target) {
    const section = /** @type {HTMLElement | null} */ (target.closest(".rb-all[data-view]"));
    if (section && target.closest(".rb-grid-box")) choose(section, "grid");
    const shelf = /** @type {HTMLElement | null} */ (target.closest(".rb-shelf"));
    if (shelf && target.matches("[data-template]")) fold(shelf, true);
  }

  /** @param {HTMLElement} control */
  function startView(control) {
    const section = /** @type {HTMLElement} */ (control.closest(".rb-all"));
    for (const shelf of /** @type {HTMLDetailsElement[]} */ (all(".rb-shelf", section))) {
      const number = all(".rb-rule[data-template]", shelf).length;
      if (!number) continue;
      const isAll = number === all(".rb-rule", shelf).length;
      if (isAll)
        shelf.open = false; // nothing of its own to show
      else shelf.append(unfoldButton(shelf));
      fold(shelf, false);
    }
    control.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement) choose(section, event.target.value);
    });
    choose(section, "grid");
    control.hidden = false;
  }

  /** @param {HTMLElement} shelf */
  function unfoldButton(shelf) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rb-button rb-unfold";
    button.addEventListener("click", () => fold(shelf, !shelf.classList.contains("rb-unfolded")));
    return button;
  }

  /** @param {HTMLElement} table */
  function startGrid(table) {
    const box = /** @type {HTMLElement} */ (table.closest(".rb-grid-box"));
    const readout = /** @type {HTMLElement} */ (box.querySelector(".rb-readout"));
    const label = /** @type {HTMLElement} */ (box.querySelector(".rb-grid-column"));
    const select = /** @type {HTMLSelectElement} */ (label.querySelector("select"));
    const rows = /** @type {HTMLTableRowElement[]} */ (all("tr", table));

    /** @param {Event} event */
    const say = (event) => {
      const square = event.target instanceof Element ? event.target.closest(".rb-square") : null;
      const said = square?.querySelector(".rb-said")?.textContent;
      readout.hidden = !said || table.classList.contains("rb-one-column");
      if (square && said) readout.textContent = `${square.getAttribute("data-rule")} ${said}`;
    };
    table.addEventListener("focusin", say);
    table.addEventListener("mouseover", say);
    box.addEventListener("mouseleave", () => (readout.hidden = true));
    table.addEventListener("focusout", () => (readout.hidden = true));

    /** Show one category, with the rules in words, or all. */
    const pick = () => {
      const column = Number(select.value);
      for (const row of rows) {
        Array.from(row.cells).forEach(
          (cell, i) => (cell.hidden = column > 0 && i > 0 && i !== column),
        );
      }
      table.classList.toggle("rb-one-column", column > 0);
    };
    select.addEventListener("change", pick);
    if (window.matchMedia("(max-width: 44.9em)").matches) select.value = "1";
    pick();
    label.hidden = false;

    // Tab goes through the cells one by one; arrows go where they point.
    table.addEventListener("keydown", (event) => {
      const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
        event.key
      ];
      const from = event.target instanceof Element ? event.target.closest("td") : null;
      if (!step || !from) return;
      const next = neighbour(rows, from, step);
      if (!next) return;
      event.preventDefault();
      next.focus();
    });
  }

  /** The next link or box in a direction, across holes. @param {HTMLTableRowElement[]} rows @param {HTMLTableCellElement} from @param {number[]} step */
  function neighbour(rows, from, [down, right]) {
    let row = rows.indexOf(/** @type {HTMLTableRowElement} */ (from.parentElement)) + down;
    let column = from.cellIndex + right;
    for (; rows[row]?.cells[column]; row += down, column += right) {
      const link = /** @type {HTMLElement | null} */ (
        rows[row].cells[column].querySelector("a.rb-square, .rb-square > input")
      );
      if (link?.checkVisibility()) return link;
    }
    return null;
  }

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
    for (const edge of /** @type {NodeListOf<SVGElement>} */ (
      graph.querySelectorAll("[data-ends]")
    )) {
      const ends = (edge.dataset.ends ?? "").split(" ");
      const isOn = lit !== undefined && ends.includes(lit);
      edge.classList.toggle("rb-on", isOn);
      if (isOn) ends.forEach((end) => near.add(end));
    }
    for (const one of /** @type {NodeListOf<SVGElement>} */ (graph.querySelectorAll("[data-node]")))
      one.classList.toggle("rb-on", near.has(one.dataset.node));
    graph.classList.toggle("rb-lit", lit !== undefined);
  }
  ["pointerover", "pointerout", "focusin", "focusout"].forEach((type) =>
    document.addEventListener(type, light),
  );

  // --- choosing whose changes are shown ------------------------------------------------------------------------------

  /** @param {HTMLElement} choice */
  function startChoice(choice) {
    const select = /** @type {HTMLSelectElement} */ (choice.querySelector("select"));
    const status = /** @type {HTMLElement} */ (choice.querySelector(".rb-status"));
    const apply = () => {
      for (const part of all(".rb-changes-of"))
        part.hidden = select.value !== "" && part.dataset.persona !== select.value;
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
    all(".rb-view").forEach(startView);
    all("table.rb-grid").forEach(startGrid);
    all(".rb-filter").forEach(startFilter); // before the copy buttons, so that the buttons' words are not those of a rule
    all(".rb-choose").forEach(startChoice);
    addCopyButtons();
    all("[data-scripted][hidden]").forEach((one) => (one.hidden = false)); // it speaks of what scripts do
    all(".rb-explorer").forEach((explorer) => void rolebookSource.explore(explorer));
    all(".rb-rubric").forEach((page) => void rolebookLoader.review(page));
    all(".rb-onboarding, .rb-onboarding-index").forEach(
      (page) => void rolebookLoader.onboard(page),
    );
    markWords();
    reveal();
  }

  // With instant navigation the theme changes pages without loading them, and says so.
  const pages = /** @type {any} */ (window).document$;
  if (pages) pages.subscribe(start);
  else start();
})();
