// @ts-check
// The page for leads: adds lists, shows how far people are, and gives files away.

var rolebookLeads = (() => {
  "use strict";

  const { language, list, say } = rolebookMessages;
  const { make, save } = rolebookDom;
  /** Characters of a file: as many as an import of a checklist takes. */
  const LONGEST = 1_000_000;
  /** Characters of a link by which a message names it. */
  const LONGEST_NAMED = 60;

  /** @typedef {{ source: string, text: string, readings: Reading[] }} Source */

  /** Ends what the page before listened to, where the theme changes pages without loading them. */
  let ended = new AbortController();

  /** @param {HTMLElement} page */
  function start(page) {
    ended.abort();
    ended = new AbortController();
    const { signal } = ended;
    const form = /** @type {HTMLFormElement | null} */ (page.querySelector(".rb-bring-form"));
    if (!form) return;
    const [links, files] = [form.querySelector("textarea"), form.querySelector("input")];
    const told = /** @type {HTMLElement} */ (page.querySelector(".rb-bring-told"));
    const shown = /** @type {HTMLElement} */ (page.querySelector(".rb-leads-shown"));
    const store = rolebookKept.open(rolebookLoader.root.pathname, () => window.localStorage);
    const roles = Array.from(page.querySelectorAll("[data-role]"), roleOf);
    const plans = planner(roles, page.dataset.site ?? "");
    const teller = rolebookParts.teller(signal);
    const contents = rolebookParts.contents();
    /** The last drawing that was asked for; an earlier one that is late draws nothing. */
    let latest = 0;

    // --- adding

    /** @param {Source[]} sources */
    async function add(sources) {
      const before = store.people();
      /** @type {Record<Outcome, string[]>} */
      const names = { added: [], updated: [], older: [] };
      let people = before;
      for (const { brought } of sources.flatMap(({ readings }) => readings)) {
        if (!brought) continue;
        const result = rolebookKept.add(people, brought);
        people = result.people;
        names[result.outcome].push(result.one.name);
      }
      if (people !== before) store.keep(people);
      report(sources, names);
      await render();
    }

    /** @param {Source[]} sources @param {Record<Outcome, string[]>} names */
    function report(sources, names) {
      const outcomes = /** @type {Outcome[]} */ (Object.keys(names))
        .filter((outcome) => names[outcome].length)
        .map((outcome) =>
          say(`leads-told-${outcome}`, { people: list([...new Set(names[outcome])]) }),
        );
      const refusals = sources.flatMap(({ source, readings }) =>
        readings
          .filter(({ reason }) => reason)
          .map(({ reason }) => say("leads-refused", { source, reason })),
      );
      told.replaceChildren(
        ...outcomes.map((words) => make("p", {}, words)),
        ...refusals.map((words) => make("p", { class: "rb-wrong" }, words)),
      );
    }

    /** Read what the form has; what cannot be read stays in it. @param {Event} event */
    async function submit(event) {
      event.preventDefault();
      const text = links?.value ?? "";
      const chosen = Array.from(files?.files ?? []);
      if (!text.trim() && !chosen.length) {
        told.replaceChildren(make("p", { class: "rb-wrong" }, say("leads-refused-nothing")));
        links?.focus();
        return;
      }
      const pasted = text.trim() ? sourcesIn(text) : [];
      if (links)
        links.value = pasted
          .filter(isRefused)
          .map((one) => one.text)
          .join("\n");
      if (files) files.value = "";
      await add([...pasted, ...(await Promise.all(chosen.map(sourceOf)))]);
    }

    /** @param {string} text @returns {Source[]} */
    function sourcesIn(text) {
      const now = new Date();
      if (rolebookLists.isFile(text)) {
        const readings = [rolebookLists.ofFile(text, now)];
        return [{ source: say("leads-text"), text, readings }];
      }
      const found = rolebookLists.linksIn(text);
      if (!found.length) {
        /** @type {Reading} */
        const reading = { brought: null, reason: say("leads-refused-text") };
        return [{ source: say("leads-text"), text, readings: [reading] }];
      }
      return found.map((link) => ({
        source: link.length > LONGEST_NAMED ? `${link.slice(0, LONGEST_NAMED)} …` : link,
        text: link,
        readings: [rolebookLists.ofLink(link, roles, now)],
      }));
    }

    /** @param {File} file @returns {Promise<Source>} */
    async function sourceOf(file) {
      return { source: file.name, text: "", readings: [await readingOf(file)] };
    }

    /** Take what is dropped on the page. @param {DragEvent} event */
    async function drop(event) {
      const { dataTransfer } = event;
      if (!dataTransfer || !isOffer(dataTransfer)) return;
      event.preventDefault();
      page.classList.remove("rb-dropping");
      const dropped = Array.from(dataTransfer.files);
      const text = dropped.length ? "" : dataTransfer.getData("text");
      await add([...(text ? sourcesIn(text) : []), ...(await Promise.all(dropped.map(sourceOf)))]);
    }

    /** @param {DragEvent} event */
    function drag(event) {
      if (!event.dataTransfer || !isOffer(event.dataTransfer)) return;
      event.preventDefault();
      page.classList.add("rb-dropping");
    }

    // --- changing

    /** @type {CardDoes} */
    const does = {
      change(id, values) {
        const before = store.people();
        const { people, joined } = rolebookKept.change(before, id, values);
        store.keep(people);
        const name = values.name ?? "";
        if (joined) undoable(say("leads-told-joined", { person: name }), before, name);
        void render();
      },
      remove(id) {
        const before = store.people();
        const person = before.find((one) => one.id === id)?.name ?? "";
        store.keep(before.filter((one) => one.id !== id));
        undoable(say("leads-told-removed", { person }), before, person);
        teller.element.querySelector("p")?.focus(); // the button goes away
        void render();
      },
    };

    /**
     * Say what has happened, with a way back.
     * @param {string} words @param {Added[]} before @param {string} person
     */
    function undoable(words, before, person) {
      teller.tell(words, () => {
        const ids = new Set(before.map((one) => one.id));
        const since = store.people().filter((one) => !ids.has(one.id));
        store.keep([...before, ...since]);
        teller.tell(say("leads-told-back", { person }));
        void render();
      });
    }

    // --- giving away

    /** @param {Standing[]} sums */
    function exportTable(sums) {
      const file = "onboarding-people.csv";
      save(file, rolebookLeadFiles.table(sums), "text/csv");
      teller.tell(say("told-exported", { file }));
    }

    /** @param {Standing[]} sums @param {string[]} owners */
    function exportCalendar(sums, owners) {
      const undated = sums.filter(({ record }) => !record.start).map(({ one }) => one.name);
      const file = "onboarding-people.ics";
      const text = rolebookLeadFiles.calendar(sums, owners, new Date());
      if (undated.length === sums.length) return teller.tell(say("leads-told-no-dates"));
      if (!text.includes("BEGIN:VEVENT")) return teller.tell(say("leads-told-nothing-open"));
      save(file, text, "text/calendar");
      teller.tell(
        undated.length
          ? say("leads-told-undated", { file, people: list(undated) })
          : say("told-exported", { file }),
      );
    }

    // --- showing

    async function render() {
      try {
        await draw();
      } catch (error) {
        const reason = error instanceof Error ? error.message : `${error}`;
        const words = say("leads-failed", { reason });
        told.replaceChildren(make("p", { class: "rb-wrong" }, words));
      }
    }

    async function draw() {
      const mine = ++latest;
      const people = store.people().sort(byName);
      const seen = await Promise.all(people.map(async (one) => see(one, await plans(one.roles))));
      // What has the focus may be gone in a moment: it goes to its successor.
      await new Promise((resolve) => setTimeout(resolve));
      if (mine !== latest || !page.isConnected) return;
      const focused = document.activeElement?.getAttribute("data-focus");
      shown.replaceChildren(...(people.length ? everybody(seen) : [nobody()]));
      contents.show(places(shown));
      if (focused) focusOn(shown.querySelector(`[data-focus="${CSS.escape(focused)}"]`));
    }

    /** @param {Added} one @param {Awaited<ReturnType<typeof plans>>} found */
    function see(one, { plan, unknown }) {
      const read = plan && rolebookLists.recordOf(one, plan.actions);
      const day = rolebookPlan.today(new Date());
      return {
        one,
        sum: plan && read ? rolebookSums.of(one, plan, read, day) : null,
        why: unknown.length ? unknownWords(one, unknown) : read ? "" : say("leads-unread"),
      };
    }

    /** @param {ReturnType<typeof see>[]} seen */
    function everybody(seen) {
      const day = rolebookPlan.today(new Date());
      const sums = seen.flatMap(({ sum }) => (sum ? [sum] : []));
      const cards = seen.flatMap(({ one, sum, why }) => {
        if (!sum) return [rolebookCards.closed(one, why, does)];
        const card = rolebookCards.card(sum, day, does);
        if (why)
          card
            .querySelector(".rb-person-facts")
            ?.after(make("p", { class: "rb-person-closed" }, why));
        return [card];
      });
      return [
        ...(store.isTrouble() ? [make("p", { class: "rb-notice" }, say("leads-trouble"))] : []),
        ...(sums.length > 1 ? [rolebookCards.overview(sums)] : []),
        ...(sums.length ? [exports(sums)] : []),
        ...cards,
      ];
    }

    /** @param {Standing[]} sums */
    function exports(sums) {
      const buddy = make("input", { type: "checkbox", autocomplete: "off", "data-focus": "buddy" });
      buddy.checked = withBuddy;
      buddy.addEventListener("change", () => (withBuddy = buddy.checked));
      const owners = () => (withBuddy ? ["lead", "buddy"] : ["lead"]);
      return make(
        "div",
        { class: "rb-tools rb-leads-tools" },
        make("a", { class: "rb-button", href: "#bring" }, say("leads-bring")),
        button(say("leads-csv"), "csv", () => exportTable(sums)),
        button(say("leads-calendar"), "ics", () => exportCalendar(sums, owners())),
        make("label", { class: "rb-toggle" }, buddy, say("leads-calendar-buddy")),
      );
    }
    let withBuddy = false;

    form.addEventListener("submit", submit);
    page.addEventListener("dragover", drag, { signal });
    page.addEventListener("dragleave", () => page.classList.remove("rb-dropping"), { signal });
    page.addEventListener("drop", drop, { signal });
    window.addEventListener(
      "storage",
      (event) => {
        if (store.isOurs(event.key)) void render();
      },
      { signal },
    );
    page.append(teller.element);
    void render().then(() => page.classList.add("rb-live"));
  }

  /** @param {Element} element @returns {RoleOf} */
  function roleOf(element) {
    const { role = "", script = "", path = "" } = /** @type {HTMLElement} */ (element).dataset;
    return { role, script, path, name: element.textContent ?? "" };
  }

  /**
   * What makes plans of roles, each once.
   * @param {RoleOf[]} roles @param {string} site
   */
  function planner(roles, site) {
    /** @type {Map<string, Promise<Plan>>} */
    const made = new Map();

    /** @param {RoleOf[]} known @returns {Promise<Plan>} */
    async function make(known) {
      const { title, careers, actions } = await rolebookCompose.of(known);
      const codes = known.map(({ role }) => role);
      return { roles: codes, title, site, careers, actions: actions.map(rolebookPlan.read) };
    }

    /** @param {string[]} codes @returns {Promise<{ plan: Plan | null, unknown: string[] }>} */
    return async (codes) => {
      const known = roles.filter(({ role }) => codes.includes(role));
      const unknown = codes.filter((code) => !known.some(({ role }) => role === code));
      const key = known.map(({ role }) => role).join(",");
      if (!known.length) return { plan: null, unknown };
      const plan = made.get(key) ?? make(known);
      made.set(key, plan);
      plan.catch(() => made.delete(key)); // so that it is tried again
      return { plan: await plan, unknown };
    };
  }

  /**
   * What is said of a list with roles that are not here.
   * @param {Added} one @param {string[]} roles
   */
  function unknownWords(one, roles) {
    const words = say("leads-unknown", { count: roles.length, roles: list(roles) });
    const parts = one.kind === "file" ? holds(one) : "";
    return parts ? `${words} ${say("leads-holds", { parts })}` : words;
  }

  /** @param {Added} one */
  const holds = (one) => rolebookRecord.inWords(rolebookRecord.parse(one.text).record);

  /** @param {File} file @returns {Promise<Reading>} */
  async function readingOf(file) {
    try {
      if (file.size > LONGEST) return { brought: null, reason: say("import-too-long") };
      return rolebookLists.ofFile(await file.text(), new Date());
    } catch {
      return { brought: null, reason: say("import-unreadable") };
    }
  }

  /** @param {Source} source */
  const isRefused = ({ readings }) => readings.some(({ reason }) => reason);

  /** Whether something is dragged that can be added. @param {DataTransfer} dragged */
  const isOffer = ({ items }) =>
    Array.from(items).some(({ kind, type }) => kind === "file" || type === "text/plain");

  /** @param {Added} a @param {Added} b */
  const byName = (a, b) => new Intl.Collator(language).compare(a.name, b.name);

  /** @param {Element | null} element */
  function focusOn(element) {
    if (element instanceof HTMLElement) element.focus({ preventScroll: true });
  }

  /**
   * The headings of the page.
   * @param {HTMLElement} shown @returns {[id: string, title: string][]}
   */
  function places(shown) {
    const headings = Array.from(shown.querySelectorAll("h2"));
    return [
      ...headings.map(({ id, textContent }) => /** @type {[string, string]} */ ([id, textContent])),
      ["bring", say("leads-bring")],
    ];
  }

  const nobody = () =>
    make(
      "div",
      { class: "rb-leads-empty" },
      make("p", {}, make("strong", {}, say("leads-empty")), ` ${say("leads-empty.help")}`),
    );

  /** @param {string} text @param {string} key @param {() => void} act */
  const button = (text, key, act) =>
    make("button", { type: "button", class: "rb-button", "data-focus": key, click: act }, text);

  return { start };
})();
