// @ts-check
// The explorer: words, facets and an order on one side, the rules that fit on the other, and all of it in the address.

var rolebookExplorer = (() => {
  "use strict";

  const { make, marker, levelMark, linkTo, counted, save } = rolebookDom;
  const FIRST = 50;
  const MORE = 100;
  /** How many rules can be printed or written to a file at once from an engine elsewhere. */
  const MOST = 5000;
  /** Milliseconds without an answer until the page says that it is still searching. */
  const SLOW = 400;
  /** @type {View} */
  const EVERYTHING = { words: "", choices: {}, sort: "" };

  /** @type {{ explorer: HTMLElement, refresh: () => void } | null} */
  let current = null;

  /** Start the explorer of a page. @param {HTMLElement} explorer @param {Source} source */
  function start(explorer, source) {
    /** @template {HTMLElement} T @param {string} selector @returns {T} */
    const find = (selector) => /** @type {T} */ (explorer.querySelector(selector));
    const form = /** @type {HTMLFormElement} */ (find("form.rb-find"));
    const input = /** @type {HTMLInputElement} */ (find("#rb-find-words"));
    const status = find(".rb-status");
    const table = /** @type {HTMLTableElement} */ (find("table.rb-found"));
    const hint = find(".rb-hint");
    const more = find(".rb-more");
    const select = /** @type {HTMLSelectElement} */ (find(".rb-sort select"));

    const keys = source.facets.map((facet) => facet.key);
    const label = rolebookSource.labeller(source.facets);
    const titles = Object.fromEntries(source.facets.map((facet) => [facet.key, facet.title]));
    let view = EVERYTHING;
    let limit = FIRST;
    let isLoose = false;
    /** In a narrow window the filters are above the rules, and long. */
    const showRules = make("button", { type: "button", class: "rb-button rb-show-rules" });
    let asked = 0;
    let waiting = 0;
    let slow = 0;
    let isAnswered = false;
    const whole = Array.from(table.tBodies[0].rows);
    let mark = marker("");
    let opened = "";
    let isPinned = true; // the rule of the address is shown even where the view does not have it
    const facets = source.facets
      .filter((facet) => facet.values.length > 1 || facet.none)
      .map((facet) =>
        rolebookFacet.box(facet, (value, how) =>
          change(rolebookView.choose(view, facet.key, value, how)),
        ),
      );

    // --- from view to page ---------------------------------------------------------------------------------------

    /** @param {Result} result */
    function show(result) {
      const { total, hits, counts, some, isLoose: isAuto, warning } = result;
      settle();
      count(true);
      const focused = document.activeElement;
      status.textContent = source.size
        ? `${total.toLocaleString("en")} of ${counted(source.size)}`
        : counted(total);
      showRules.textContent = `Show ${counted(total)}`;
      for (const facet of facets)
        facet.update(counts[facet.key] ?? {}, rolebookView.choiceOf(view.choices, facet.key));
      showChoices();
      const pinned =
        opened && isPinned && !hits.some((hit) => hit.id === opened) ? source.rule(opened) : null;
      mark = marker(view.words);
      table.tBodies[0].replaceChildren(
        ...(pinned ? rowsOf(pinned, true) : []),
        ...hits.flatMap((hit) => rowsOf(hit, false)),
      );
      table.hidden = !hits.length && !pinned;
      find(".rb-static").hidden = true;
      more.hidden = hits.length >= total;
      const button = /** @type {HTMLButtonElement} */ (more.firstElementChild);
      button.textContent = `Show ${Math.min(MORE, total - hits.length)} more`;
      hint.replaceChildren(...warned(warning), ...(total ? looser(some, isAuto) : []));
      hint.hidden = !hint.hasChildNodes();
      if (!total) void showNearest(some, warning).catch(sayWhy);
      if (!focused?.isConnected) status.focus({ preventScroll: true }); // what the reader pressed is gone
    }

    /** @param {string} warning @returns {Node[]} */
    const warned = (warning) => (warning ? [make("p", { class: "rb-warning" }, warning)] : []);

    /** @param {number} some @param {boolean} isAuto whether there was nothing else to show @returns {Node[]} */
    function looser(some, isAuto) {
      if (isAuto) return [make("p", {}, "No rule has all these words; these have some of them.")];
      return some
        ? [
            make(
              "p",
              {},
              make(
                "button",
                { type: "button", class: "rb-button", click: loosen },
                `Also show ${counted(some)} with some of the words`,
              ),
            ),
          ]
        : [];
    }

    function loosen() {
      isLoose = true;
      void refresh();
    }

    /** Say which single choice to drop, and what that gives. @param {number} some @param {string} warning */
    async function showNearest(some, warning) {
      const mine = asked;
      const views = rolebookView.wider(view);
      if (!views.length) {
        hint.replaceChildren(...warned(warning), make("p", {}, "There are no rules yet."));
        hint.hidden = false;
        return;
      }
      const tried = await Promise.all(
        views.map(async (one) => ({
          ...one,
          total: (await source.rules(one.view, { limit: 1 })).total,
        })),
      );
      if (mine !== asked) return;
      const best = tried
        .filter((one) => one.total)
        .sort((a, b) => b.total - a.total)
        .slice(0, 3);
      const drops = best.map((one) =>
        make(
          "button",
          { type: "button", class: "rb-button", click: () => change(one.view) },
          `drop ${one.dropped === "words" ? `“${one.value}”` : `${titles[one.dropped]} = ${label(one.dropped, one.value)}`} (${one.total})`,
        ),
      );
      const clear = make(
        "button",
        { type: "button", class: "rb-button", click: () => change(EVERYTHING) },
        "start again",
      );
      hint.replaceChildren(
        ...warned(warning),
        make("p", {}, "No rule matches. ", drops.length ? "Nearest: " : "", ...drops, clear),
        ...looser(some, false),
      );
      hint.hidden = false;
    }

    function showChoices() {
      const list = find(".rb-choices");
      const chosen = rolebookView.chosen(view);
      const items = chosen.map(({ key, value, how }) => {
        const words = `${how === "without" ? "without " : ""}${titles[key]}: ${label(key, value)}`;
        const drop = () => change(rolebookView.choose(view, key, value, "any"));
        return make(
          "li",
          { class: how === "without" ? "rb-without" : "" },
          make(
            "button",
            { type: "button", "aria-label": `Remove ${words}`, click: drop },
            words,
            make("span", { "aria-hidden": "true" }, " ×"),
          ),
        );
      });
      if (items.length > 1)
        items.push(
          make(
            "li",
            { class: "rb-on-screen" },
            make(
              "button",
              { type: "button", click: () => change({ ...view, choices: {} }) },
              "Remove all",
            ),
          ),
        );
      if (view.words.trim())
        items.unshift(make("li", { class: "rb-on-paper" }, `Words: ${view.words.trim()}`));
      list.replaceChildren(...items);
      list.hidden = !items.length;
      find(".rb-facets-all > summary .rb-count").textContent = chosen.length
        ? `(${chosen.length})`
        : "";
    }

    /** The row of a rule, and its card where it is open. @param {Hit} hit @param {boolean} isApart whether the view does not have it @returns {HTMLTableRowElement[]} */
    function rowsOf(hit, isApart) {
      const isOpen = hit.id === opened;
      const toggle = make("button", {
        type: "button",
        class: "rb-toggle-card",
        "aria-expanded": String(isOpen),
        "aria-label": `Show ${hit.id} here`,
        click: () => openCard(isOpen ? "" : hit.id),
      });
      const row = make(
        "tr",
        { id: hit.id, tabindex: "-1", class: isOpen ? "rb-here" : "" },
        make(
          "th",
          { scope: "row" },
          ...(hit.permalink ? [toggle] : []),
          linkTo(hit.permalink, { class: "rb-id" }, hit.id),
        ),
        make("td", {}, levelMark(hit.level)),
        make(
          "td",
          { class: "rb-words" },
          ...mark(hit.text),
          ...(isApart
            ? [make("span", { class: "rb-apart" }, "Shown first: the address names it.")]
            : []),
        ),
        make("td", { class: "rb-place" }, linkTo(hit.url, {}, hit.role), ` › ${hit.category}`),
      );
      return isOpen && hit.permalink ? [row, cardRow(hit)] : [row];
    }

    /** @param {Hit} hit */
    function cardRow(hit) {
      const cell = make("td", { colspan: "4" }, make("p", { class: "rb-muted" }, "Loading …"));
      void rolebookPreview.card(hit.permalink).then((card) => {
        cell.replaceChildren(
          card ?? make("p", {}, make("a", { href: hit.permalink }, `Open the page of ${hit.id}`)),
        );
      });
      return make("tr", { class: "rb-card-row" }, cell);
    }

    /** @param {string} id empty to close */
    function openCard(id) {
      const before = id || opened;
      opened = id;
      isPinned = false;
      remember("replaceState");
      void refresh().then(() =>
        /** @type {HTMLElement | null} */ (
          explorer.querySelector(`[id="${CSS.escape(before)}"] .rb-toggle-card`)
        )?.focus({ preventScroll: true }),
      );
    }

    // --- from reader to view -------------------------------------------------------------------------------------

    const address = () =>
      `${location.pathname}${rolebookView.write(view)}${opened ? `#${encodeURIComponent(opened)}` : ""}`;

    /** Put the view into the address. Safari refuses after a hundred times in half a minute. @param {"replaceState" | "pushState"} how */
    function remember(how) {
      try {
        history[how](history.state, "", address());
      } catch {
        // the next change has another try
      }
    }

    /** Show another view. @param {View} next @param {boolean} [isTyping] whether the address just follows */
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

    async function refresh() {
      const mine = ++asked;
      if (!isAnswered && rolebookView.write(view)) table.hidden = true; // the page came with all rules, which are not a result
      clearTimeout(slow);
      slow = setTimeout(() => mine === asked && sayWaiting(), SLOW);
      try {
        const result = await source.rules(view, { limit, isLoose });
        if (mine === asked) show(result);
      } catch (error) {
        if (mine === asked) showNothing(error);
      }
    }

    function sayWaiting() {
      table.setAttribute("aria-busy", "true");
      status.textContent = "Searching …";
    }

    /** Without an answer nobody knows how many rules a value has. @param {boolean} isKnown */
    const count = (isKnown) => find(".rb-facets").classList.toggle("rb-uncounted", !isKnown);

    /** There is a result, or there will be none. */
    function settle() {
      clearTimeout(slow);
      table.removeAttribute("aria-busy");
      isAnswered = true;
    }

    /** Rules that an engine did not find are not shown as its result. @param {unknown} error */
    function showNothing(error) {
      const isAll = !rolebookView.write(view);
      settle();
      count(false);
      table.hidden = more.hidden = true;
      status.textContent = "No answer";
      sayWhy(error);
      const buttons = [
        make("button", { type: "button", class: "rb-button", click: again }, "Try again"),
      ];
      if (isAll) showAll();
      else
        buttons.push(
          make(
            "button",
            { type: "button", class: "rb-button", click: showAll },
            "Show all rules without searching",
          ),
        );
      hint.append(make("p", {}, ...buttons));
    }

    /** @param {unknown} error */
    function sayWhy(error) {
      hint.hidden = false;
      hint.replaceChildren(make("p", {}, error instanceof Error ? error.message : String(error)));
    }

    function again() {
      status.focus({ preventScroll: true }); // the button goes away
      hint.hidden = true;
      sayWaiting();
      void refresh();
    }

    /** The tables that the page came with. */
    function showAll() {
      if (hint.contains(document.activeElement)) status.focus({ preventScroll: true });
      table.tBodies[0].replaceChildren(...whole);
      table.hidden = find(".rb-static").hidden = false;
      status.textContent = "All rules, not searched";
      isAnswered = false;
    }

    /** All rules of the view. @returns {Promise<Hit[]>} */
    const all = async () =>
      (await source.rules(view, { limit: source.size || MOST, isLoose })).hits;

    /** @type {Record<string, (button: HTMLElement) => unknown>} */
    const actions = {
      link: (button) => void (button.dataset.url = location.href), // which `rolebook.js` copies
      print: () => printAll().catch(sayWhy),
      more: async () => {
        const from = table.tBodies[0].rows.length;
        limit += MORE;
        await refresh();
        table.tBodies[0].rows[from]?.querySelector("a")?.focus();
      },
      ...Object.fromEntries(
        Object.keys(rolebookExport.FORMATS).map((name) => [
          name,
          () => download(name).catch(sayWhy),
        ]),
      ),
    };

    /** @param {string} name of a format */
    async function download(name) {
      const format = rolebookExport.FORMATS[name];
      save(`rules.${name}`, format.make(await all()), format.type);
    }

    async function printAll() {
      const hits = await all();
      table.tBodies[0].replaceChildren(...hits.flatMap((hit) => rowsOf(hit, false)));
      window.print();
      void refresh();
    }

    // --- keys ----------------------------------------------------------------------------------------------------

    /** @param {KeyboardEvent} event */
    function onKey(event) {
      if (event.isComposing) return;
      const links = /** @type {HTMLElement[]} */ (
        Array.from(table.tBodies[0].querySelectorAll("th a.rb-id"))
      );
      const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
      const isInput = document.activeElement === input;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && (isInput || at >= 0)) {
        event.preventDefault();
        if (isInput ? step > 0 : at + step >= 0)
          links[Math.min(at + step, links.length - 1)]?.focus();
        else input.focus();
      } else if (event.key === "Escape" && at >= 0) input.focus();
    }

    form.addEventListener("submit", () => {
      table.querySelector("tbody a")?.scrollIntoView({ block: "nearest" });
      change({ ...view, words: input.value });
    });
    input.addEventListener("input", () => change({ ...view, words: input.value }, true));
    select.append(
      ...Object.entries(rolebookView.SORTS).map(([value, words]) => new Option(words, value)),
    );
    select.addEventListener("change", () => change({ ...view, sort: select.value }));
    explorer.addEventListener("keydown", onKey);
    explorer.addEventListener("click", (event) => {
      const button =
        event.target instanceof Element
          ? /** @type {HTMLElement | null} */ (event.target.closest("[data-do]"))
          : null;
      if (button) actions[button.dataset.do ?? ""]?.(button);
    });

    const facetList = find(".rb-facets-all");
    showRules.addEventListener("click", () => {
      facetList.removeAttribute("open");
      status.focus();
    });
    facetList.append(...facets.map((facet) => facet.element), showRules);
    if (matchMedia("(max-width: 59.9em)").matches) facetList.removeAttribute("open");
    const refollow = () => {
      view = rolebookView.read(new URLSearchParams(location.search), keys);
      opened = idOf(location.hash);
      isPinned = true;
      limit = FIRST;
      input.value = view.words;
      select.value = view.sort;
      void refresh().then(focusOpened);
    };
    /** Move to the rule of the address. */
    function focusOpened() {
      const row = opened
        ? /** @type {HTMLElement | null} */ (
            explorer.querySelector(`tr[id="${CSS.escape(opened)}"]`)
          )
        : null;
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: "center" });
    }
    current = { explorer, refresh: refollow };
    count(false);
    const typed = input.value; // somebody was faster than the data
    refollow();
    for (const part of [find(".rb-facets"), find(".rb-results-bar")]) part.hidden = false;
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
