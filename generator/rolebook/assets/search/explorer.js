// @ts-check
// The explorer: words, facets and an order, the rules that match, and all of it in the address.

var rolebookExplorer = (() => {
  "use strict";

  const { make, marker, save } = rolebookDom;
  const { say } = rolebookMessages;
  /** Rules that are shown at first: a few screens. The style sheet shows as many before. */
  const FIRST = 50;
  /** Rules that each further step adds. */
  const MORE = 100;
  /** Rules that can be printed or saved at once from an engine, which returns at most 10,000. */
  const MOST = 5000;
  /** Milliseconds without an answer until the page says so. Less would flicker. */
  const SLOW = 400;
  /** @type {View} */
  const EVERYTHING = { words: "", choices: {}, sort: "" };

  /** @type {{ explorer: HTMLElement, refresh: () => void } | null} */
  let current = null;

  /** Starts the explorer of a page. @param {HTMLElement} explorer @param {Source} source */
  function start(explorer, source) {
    /** @template {HTMLElement} T @param {string} selector @returns {T} */
    const find = (selector) => /** @type {T} */ (explorer.querySelector(selector));
    const form = /** @type {HTMLFormElement} */ (find("form.rb-find"));
    const input = /** @type {HTMLInputElement} */ (find("#rb-find-words"));
    const status = find(".rb-status");
    const table = /** @type {HTMLTableElement} */ (find("table.rb-found"));
    const body = table.tBodies[0];
    const hint = find(".rb-hint");
    const more = find(".rb-more");
    const select = /** @type {HTMLSelectElement} */ (find(".rb-sort select"));
    const facetList = find(".rb-facets-all");
    /** In a narrow window, the filters are above the rules, and long. */
    const showRules = make("button", { type: "button", class: "rb-button rb-show-rules" });
    const tableOfPage = Array.from(body.rows);

    const label = rolebookSource.labeller(source.facets);
    const titles = Object.fromEntries(source.facets.map((facet) => [facet.key, facet.title]));
    /** @type {Labels} */
    const labels = (facet, value) => ({
      facet: titles[facet],
      value: label(facet, value) || say("explorer-no-heading"),
    });

    let view = EVERYTHING;
    let limit = FIRST;
    let isLoose = false;
    let isAnswered = false;
    /** Number of the last request; the answers to earlier ones are not shown. */
    let asked = 0;
    let waiting = 0;
    let slow = 0;
    let mark = marker("");
    let opened = "";
    let hinted = ""; // what was said last of what to do
    let isPinned = true; // the rule of the address is shown even if it does not match
    const facets = source.facets
      .filter((facet) => facet.values.length > 1 || facet.none)
      .map((facet) =>
        rolebookFacet.box(facet, (value, how) =>
          change(rolebookView.choose(view, facet.key, value, how)),
        ),
      );

    // --- from view to page -----------------------------------------------------------------------

    /** @param {Result} result */
    function show(result) {
      const { total, hits, counts, some, warning } = result;
      // The first rules of all are on the page.
      const isUntouched = source.size > 0 && !isAnswered && isEverything();
      settle();
      setCounted(true);
      const focused = document.activeElement;
      showTotal(total);
      for (const facet of facets)
        facet.update(counts[facet.key] ?? {}, rolebookView.choiceOf(view.choices, facet.key));
      showChoices();
      mark = marker(view.words);
      const pinned = pinnedRule(hits);
      const rows = isUntouched ? tableOfPage.slice(0, FIRST) : hits.flatMap((hit) => rowsOf(hit));
      setRows([...(pinned ? rowsOf(pinned, true) : []), ...rows]);
      table.hidden = !hits.length && !pinned;
      find(".rb-static").hidden = true;
      showMore(total - hits.length);
      const looser = total ? rolebookHints.looser(some, result.isLoose, loosen) : [];
      showHint(...rolebookHints.warning(warning), ...looser);
      if (!total) void showNearest(some, warning).catch(showError);
      // What the reader pressed may be gone.
      if (!focused?.isConnected) status.focus({ preventScroll: true });
    }

    /** Rows that are there already stay, so they are not drawn again. @param {Element[]} rows */
    function setRows(rows) {
      if (rows.some((row, n) => body.children[n] !== row)) body.replaceChildren(...rows);
      while (body.children.length > rows.length) body.lastElementChild?.remove();
    }

    /** @param {number} total */
    function showTotal(total) {
      const words = source.size
        ? say("explorer-found", { found: total, count: source.size })
        : say("rule-count", { count: total });
      rolebookPage.tell(status, words);
      showRules.textContent = say("explorer-show-rules", { count: total });
    }

    /** The rule of the address, if the view does not have it. @param {Hit[]} hits */
    function pinnedRule(hits) {
      const isApart = opened && isPinned && !hits.some((hit) => hit.id === opened);
      return isApart ? source.rule(opened) : null;
    }

    /** @param {Hit} hit @param {boolean} [isLinked] whether only the address asks for it */
    const rowsOf = (hit, isLinked) => rolebookFound.rowsOf(hit, { mark, opened }, isLinked);

    /** @param {number} left how many rules are not shown yet */
    function showMore(left) {
      more.hidden = left <= 0;
      const button = /** @type {HTMLButtonElement} */ (more.firstElementChild);
      button.textContent = say("explorer-show-more", { count: Math.min(MORE, left) });
    }

    /** @param {Node[]} parts nothing to hide it */
    function showHint(...parts) {
      hint.replaceChildren(...parts);
      hint.hidden = !parts.length;
      const words = rolebookHints.inWords(hint);
      if (words && words !== hinted) rolebookPage.announce(words);
      hinted = words;
    }

    function loosen() {
      isLoose = true;
      void refresh();
    }

    /**
     * Says which single choice to remove, and how many rules that gives.
     * @param {number} some @param {string} warning
     */
    async function showNearest(some, warning) {
      const mine = asked;
      const views = await Promise.all(
        rolebookView.wider(view).map(async (wider) => {
          const { total } = await source.rules(wider.view, { limit: 1 });
          return { ...wider, total };
        }),
      );
      if (mine !== asked) return;
      const startOver = () => change(EVERYTHING);
      showHint(
        ...rolebookHints.warning(warning),
        rolebookHints.nothing(views, labels, change, startOver),
        ...rolebookHints.looser(some, false, loosen),
      );
    }

    function showChoices() {
      const list = find(".rb-choices");
      list.replaceChildren(...rolebookChoices.items(view, labels, change));
      list.hidden = !list.childElementCount;
      const number = rolebookView.chosen(view).length;
      find(".rb-facets-all > summary .rb-count").textContent = number ? `(${number})` : "";
    }

    /** @param {string} id empty to close */
    function openCard(id) {
      const before = id || opened;
      opened = id;
      isPinned = false;
      remember("replaceState");
      const toggle = `[id="${CSS.escape(before)}"] .rb-toggle-card`;
      void refresh().then(() => find(toggle)?.focus({ preventScroll: true }));
    }

    // --- from reader to view ---------------------------------------------------------------------

    function address() {
      const hash = opened && `#${encodeURIComponent(opened)}`;
      return `${location.pathname}${rolebookView.write(view)}${hash}`;
    }

    /**
     * Puts the view into the address. Safari refuses after a hundred times in half a minute.
     * @param {"replaceState" | "pushState"} how
     */
    function remember(how) {
      try {
        history[how](history.state, "", address());
      } catch {
        // the next change tries again
      }
    }

    /**
     * Shows another view.
     * @param {View} next @param {boolean} [isTyping] whether the address has no new entry
     */
    function change(next, isTyping = false) {
      view = next;
      limit = FIRST;
      isLoose = false;
      isPinned = false;
      if (input.value.trim() !== view.words.trim()) input.value = view.words;
      select.value = view.sort;
      remember(isTyping ? "replaceState" : "pushState");
      clearTimeout(waiting);
      waiting = setTimeout(refresh, isTyping && !source.size ? rolebookSource.PAUSE : 0);
    }

    const isEverything = () => !rolebookView.write(view) && !opened;

    async function refresh() {
      const mine = ++asked;
      // The page came with the first rules of all, which are not a result. They keep their place.
      table.classList.toggle("rb-pending", !isAnswered && rolebookView.write(view) !== "");
      clearTimeout(slow);
      slow = setTimeout(() => mine === asked && showWaiting(), SLOW);
      try {
        const result = await source.rules(view, { limit, isLoose });
        if (mine === asked) show(result);
      } catch (error) {
        if (mine === asked) showFailure(error);
      }
    }

    function showWaiting() {
      table.setAttribute("aria-busy", "true");
      status.textContent = say("explorer-searching");
    }

    /** Without an answer, the counts of values are not known. @param {boolean} isKnown */
    const setCounted = (isKnown) => find(".rb-facets").classList.toggle("rb-uncounted", !isKnown);

    /** There is a result, or there will be none. */
    function settle() {
      clearTimeout(slow);
      table.removeAttribute("aria-busy");
      table.classList.remove("rb-pending");
      isAnswered = true;
    }

    /** Rules that an engine did not find are not shown as its result. @param {unknown} error */
    function showFailure(error) {
      const isAll = !rolebookView.write(view);
      settle();
      setCounted(false);
      table.hidden = more.hidden = true;
      status.textContent = say("explorer-no-answer");
      showError(error);
      const buttons = [rolebookHints.button(say("search-again"), again)];
      if (isAll) showAll();
      else buttons.push(rolebookHints.button(say("explorer-show-all"), showAll));
      hint.append(make("p", {}, ...buttons));
    }

    /** @param {unknown} error */
    function showError(error) {
      showHint(make("p", {}, error instanceof Error ? error.message : String(error)));
    }

    function again() {
      status.focus({ preventScroll: true }); // the button goes away
      hint.hidden = true;
      showWaiting();
      void refresh();
    }

    /** Shows the tables that the page came with. */
    function showAll() {
      if (hint.contains(document.activeElement)) status.focus({ preventScroll: true });
      body.replaceChildren(...tableOfPage);
      body.querySelectorAll(".rb-toggle-card").forEach((button) => button.remove());
      table.hidden = find(".rb-static").hidden = false;
      status.textContent = say("explorer-unfiltered");
      isAnswered = false;
    }

    // --- buttons ---------------------------------------------------------------------------------

    /** All rules of the view. @returns {Promise<Hit[]>} */
    const all = async () =>
      (await source.rules(view, { limit: source.size || MOST, isLoose })).hits;

    /** @type {Record<string, (button: HTMLElement) => unknown>} */
    const actions = {
      link: (button) => void (button.dataset.url = location.href), // which `rolebook.js` copies
      print: () => printAll().catch(showError),
      more: showNext,
    };
    for (const name of Object.keys(rolebookExport.FORMATS))
      actions[name] = () => download(name).catch(showError);

    async function showNext() {
      const from = body.rows.length;
      limit += MORE;
      await refresh();
      body.rows[from]?.querySelector("a")?.focus();
    }

    /** @param {string} name of a format */
    async function download(name) {
      const format = rolebookExport.FORMATS[name];
      save(`rules.${name}`, format.make(await all()), format.type);
    }

    async function printAll() {
      const hits = await all();
      body.replaceChildren(...hits.flatMap((hit) => rowsOf(hit)));
      window.print();
      void refresh();
    }

    /** @param {MouseEvent} event */
    function onClick({ target }) {
      const button = target instanceof Element ? target.closest("button") : null;
      if (button?.dataset.do) actions[button.dataset.do]?.(button);
      if (button?.classList.contains("rb-toggle-card")) {
        const id = button.closest("tr")?.id ?? "";
        openCard(id === opened ? "" : id);
      }
    }

    /** Arrows move from the words to the rules and back. @param {KeyboardEvent} event */
    function onKey(event) {
      if (event.isComposing) return;
      /** @type {HTMLElement[]} */
      const links = Array.from(body.querySelectorAll("th > a"));
      const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
      const isInput = document.activeElement === input;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape" && at >= 0) input.focus();
      if (!step || (!isInput && at < 0)) return;
      event.preventDefault();
      const isAmongRules = isInput ? step > 0 : at + step >= 0;
      if (isAmongRules) links[Math.min(at + step, links.length - 1)]?.focus();
      else input.focus();
    }

    // --- from address to view --------------------------------------------------------------------

    function follow() {
      view = rolebookView.read(new URLSearchParams(location.search), source.facets);
      opened = idOf(location.hash);
      isPinned = true;
      limit = FIRST;
      input.value = view.words;
      select.value = view.sort;
      void refresh().then(focusOpened);
    }

    /** Moves to the rule of the address. */
    function focusOpened() {
      if (!opened) return;
      const row = find(`tr[id="${CSS.escape(opened)}"]`);
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: "center" });
    }

    form.addEventListener("submit", () => {
      table.querySelector("tbody a")?.scrollIntoView({ block: "nearest" });
      change({ ...view, words: input.value });
    });
    // Not before: a phone would be busy with it just when the reader looks around.
    for (const sign of ["pointerenter", "focusin"]) form.addEventListener(sign, source.prepare);
    input.addEventListener("input", () => change({ ...view, words: input.value }, true));
    select.addEventListener("change", () => change({ ...view, sort: select.value }));
    explorer.addEventListener("keydown", onKey);
    explorer.addEventListener("click", onClick);
    showRules.addEventListener("click", () => {
      facetList.removeAttribute("open");
      status.focus();
    });
    facetList.append(...facets.map((facet) => facet.element), showRules);
    // As narrow as in the style sheet, where the filters are above the rules.
    if (matchMedia("(max-width: 59.9em)").matches) facetList.removeAttribute("open");

    current = { explorer, refresh: follow };
    setCounted(false);
    const typed = input.value; // a reader may have been faster than the data
    follow();
    explorer.classList.add("rb-live");
    find(".rb-results-bar").inert = false;
    find(".rb-static").hidden = true;
    if (typed && typed !== view.words) change({ ...view, words: typed }, true);
  }

  /** @param {string} hash */
  function idOf(hash) {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  }

  for (const type of ["popstate", "hashchange"]) {
    window.addEventListener(type, () => {
      if (current?.explorer.isConnected) current.refresh();
    });
  }

  return { start };
})();
