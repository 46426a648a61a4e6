// @ts-check
// The checklist of a page: shows what is recorded, and records what is done on the page.

var rolebookChecklist = (() => {
  "use strict";

  const { make, save } = rolebookDom;
  const { counts, empty, entryOf, gone, inWords, isChanged, merge, takeBack, withEntry } =
    rolebookRecord;
  const { FIRST, LAST, dateWords, isDate, phaseTitle, today } = rolebookPlan;
  const NEXT = 3;
  /** How many ticked actions that are no longer on the list are shown. */
  const MOST_GONE = 50;
  const OWNERS = ["colleague", "buddy", "lead"];

  /** Ends what the page before listened to, where the theme changes pages without loading them. */
  let ended = new AbortController();

  /** @param {HTMLElement} page */
  function start(page) {
    ended.abort();
    ended = new AbortController();
    const { signal } = ended;
    const { roles = "", title = "", site = "" } = page.dataset;
    const rows = Array.from(
      /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(".rb-action")),
      rolebookActions.row,
    );
    if (!rows.length) return;
    /** @type {Plan} */
    const plan = { roles: roles.split(","), title, site, actions: rows.map((row) => row.action) };
    const store = rolebookStore.open({
      site: rolebookLoader.root.pathname,
      roles: plan.roles,
      place: () => window.localStorage,
    });
    const body = /** @type {HTMLElement} */ (page.querySelector(".rb-plan"));
    const teller = rolebookParts.teller();
    let person = store.people().current;
    let view = "phase";
    /** @type {Shared | null} */
    let shared = null;
    let isBlank = false;
    /** @type {{ count: HTMLElement, rows: Row[] }[]} */
    let steps = [];

    const now = () => new Date().toISOString();
    const name = () => store.people().people.find((one) => one.id === person)?.name ?? "";
    /** The name as others know it: nobody else calls somebody so who gave no name. */
    const called = () => (name() === rolebookStore.ME ? "" : name());
    /** @returns {{ record: Rec, problem: Problem }} */
    function current() {
      if (isBlank) return { record: empty(), problem: "" };
      return shared ? { record: shared.record, problem: "" } : store.record(person);
    }
    /** @returns {List} */
    const list = () => ({ plan, name: shared ? shared.name : called(), record: current().record });

    // --- changing ----------------------------------------------------------------------------------------------------

    /** @param {(record: Rec) => Rec} change */
    function change(change) {
      store.update(person, change);
      render();
    }

    /** @param {Row} row @param {Partial<Entry>} values */
    function record(row, values) {
      teller.settle();
      change((record) => withEntry(record, row.action, values, now()));
    }

    /** Change a list so that it can be taken back. @param {(record: Rec) => Rec} act @param {(before: Rec) => string} say */
    function undoable(act, say) {
      const whose = person;
      const before = store.record(whose).record;
      change(act);
      const after = store.record(whose).record;
      teller.tell(say(before), () => {
        store.update(whose, (record) => takeBack(record, before, after));
        render();
        teller.tell("It is as it was before.");
      });
    }

    for (const row of rows) {
      row.box.addEventListener("change", () =>
        record(row, { state: row.box.checked ? "done" : "todo" }),
      );
      row.notForMe.addEventListener("change", () => {
        record(row, { state: row.notForMe.checked ? "not-for-me" : "todo" });
        if (row.notForMe.checked) row.reason.focus();
      });
      row.reason.addEventListener("input", () => record(row, { reason: row.reason.value }));
      row.note.addEventListener("input", () => record(row, { note: row.note.value }));
      row.seen.addEventListener("click", () => {
        /** @type {HTMLElement | null} */ (row.more.querySelector("summary"))?.focus(); // the button goes away
        record(row, { state: entryOf(store.record(person).record, row.action).state });
        teller.tell("Its tick stands for the new words now.");
      });
    }

    const FIXED = "This list cannot be changed here";

    function reset() {
      const { record, problem } = store.record(person);
      const lost = inWords(record);
      if (problem) return teller.tell(`${FIXED}.`);
      if (!lost) return teller.tell("There is nothing to delete.");
      const whose = store.people().people.length > 1 ? ` of ${name()}` : "";
      rolebookDialogs.confirm(
        `This deletes ${lost}${whose} on the list “${title}”. The first day stays.`,
        "Reset the list",
        () =>
          undoable(
            (record) => ({ ...record, entries: {} }),
            () => `Deleted: ${lost}${whose}.`,
          ),
      );
    }

    /** @param {string} text @returns {string} what is wrong with it */
    function take(text) {
      const read = rolebookFormats.parse(text);
      if (!read.record) return `${read.error}. Nothing was imported.`;
      const theirs = read.record;
      const unfit = rolebookFormats.unfit(read, plan);
      if (unfit) return `${unfit}. Nothing was imported.`;
      const { record: mine, problem } = store.record(person);
      if (problem) return `${FIXED}. Nothing was imported.`;
      const { taken, kept } = merge(mine, theirs, now());
      const foreign = gone(theirs, plan.actions).length;
      const said = [
        `Imported: ${taken} changed`,
        ...(kept ? [`${kept} kept because they are newer here`] : []),
        ...(foreign ? [`${foreign} not on this list`] : []),
      ].join(", ");
      const day =
        theirs.start && mine.start && theirs.start !== mine.start
          ? ` Your first day stays; in the import it is ${dateWords(theirs.start, "")}.`
          : "";
      undoable(
        (mine) => merge(mine, theirs, now()).record,
        () => `${said}.${day}`,
      );
      return "";
    }

    /** @param {Person} one */
    function removePerson(one) {
      const kept = store.remove(one.id);
      person = store.people().current;
      render();
      teller.tell(`Deleted: ${one.name}, with everything on the lists of all roles.`, () => {
        store.restore(kept);
        choosePerson(one.id);
        teller.tell(`${name()} is back.`);
      });
    }

    /** @param {string} id */
    function choosePerson(id) {
      person = id;
      store.choose(id);
      render();
    }

    // --- giving away -------------------------------------------------------------------------------------------------

    /** @param {string} format */
    function download(format) {
      const { make: text, type, needsStart } = rolebookFormats.FORMATS[format];
      if (needsStart && !current().record.start) {
        firstDay.focus();
        return teller.tell("A calendar needs the first day: choose it, then export again.");
      }
      const name = rolebookFormats.fileName(list(), format);
      save(name, text(list()), type);
      teller.tell(`Exported: ${name}`);
    }

    function share() {
      const address = `${location.href.split("#")[0]}#${rolebookShare.write({ ...list(), actions: plan.actions })}`;
      rolebookDialogs.copy(
        "Link with these ticks",
        `It shows what is done and what is not for ${called() || "you"}, the first day and the name. Notes and reasons are not in it. Whoever opens it cannot change your list.`,
        [["Link", address]],
      );
    }

    const issue = () =>
      rolebookDialogs.copy("Text of an issue", "", [
        ["Title", rolebookFormats.issueTitle(list())],
        ["Text", rolebookFormats.tasks(list())],
      ]);

    /** @param {boolean} blank */
    function print(blank) {
      isBlank = blank;
      render();
      window.addEventListener(
        "afterprint",
        () => {
          isBlank = false;
          render();
        },
        { once: true, signal },
      );
      window.print();
    }

    // --- what a link showed ------------------------------------------------------------------------------------------

    function takeOver() {
      if (!shared) return;
      const theirs = shared.record;
      const id = store.add(shared.name);
      const entries = Object.entries(theirs.entries).map(([key, one]) => [
        key,
        { ...one, at: now() },
      ]);
      store.update(id, () => ({ ...theirs, entries: Object.fromEntries(entries) }));
      person = id;
      closeShared();
      teller.tell(`The list of ${name()} is in this browser now.`, () =>
        removePerson({ id, name: name() }),
      );
    }

    function closeShared() {
      shared = null;
      history.replaceState(history.state, "", location.href.split("#")[0]);
      render();
      menuBox.querySelector("summary")?.focus();
    }

    // --- the panel ---------------------------------------------------------------------------------------------------

    const notice = make("div", { class: "rb-notice", hidden: true });
    const bar = make("progress", { "aria-label": "Done" });
    const said = make("p", { class: "rb-progress-words", role: "status" });
    const changes = make("p", { class: "rb-changes-told" });
    const next = make("div", { class: "rb-next" });
    const firstDay = make("input", {
      type: "date",
      min: FIRST,
      max: LAST,
      autocomplete: "off",
      change: () =>
        change((record) => ({ ...record, start: isDate(firstDay.value) ? firstDay.value : "" })),
    });
    const select = make("select", {
      autocomplete: "off",
      change: () => choosePerson(select.value),
    });
    const whose = make("label", { class: "rb-field" }, make("span", {}, "List of"), select);
    const people = () =>
      rolebookDialogs.people(store.people, {
        add: (name) => {
          choosePerson(store.add(name));
          teller.tell(`This is the list of ${store.people().people.at(-1)?.name} now.`);
        },
        rename: (id, name) => {
          store.rename(id, name);
          render();
        },
        remove: removePerson,
      });
    const menuBox = rolebookParts.menu(
      "Export, print and more",
      [
        [
          "Export",
          Object.entries(rolebookFormats.FORMATS).map(([key, { label }]) => [
            label,
            () => download(key),
          ]),
        ],
        [
          "Share",
          [
            ["Link with these ticks …", share],
            ["Text of an issue …", issue],
          ],
        ],
        [
          "Print",
          [
            ["As it is", () => print(false)],
            ["Blank", () => print(true)],
          ],
        ],
        [
          "List",
          [
            ["Import …", () => rolebookDialogs.importing(take)],
            ["People …", people],
            ["Reset …", reset],
          ],
        ],
      ],
      signal,
    );
    const tools = make(
      "div",
      { class: "rb-tools" },
      make("label", { class: "rb-field" }, make("span", {}, "First day"), firstDay),
      whose,
      menuBox,
    );
    const views = rolebookParts.radios(
      "Group by",
      [
        ["phase", "Phase"],
        ["owner", "Who sees to it"],
        ["person", "Person to meet"],
      ],
      (chosen) => arrange(chosen),
    );
    const paper = make("p", { class: "rb-paper-only rb-paper-head" });
    const past = make("section", { class: "rb-gone", "aria-labelledby": "rb-gone", hidden: true });

    // --- the order of the actions --------------------------------------------------------------------------------------

    /** @type {Record<string, (row: Row) => [id: string, title: string, rank: number]>} */
    const GROUPS = {
      phase: ({ action }) => [action.phase, phaseTitle(action.phase), 0],
      owner: ({ action }) => [
        `by-${action.owner}`,
        action.ownerTitle,
        OWNERS.indexOf(action.owner),
      ],
      person: ({ action }) =>
        action.meets
          ? [`with-${action.meets}`, action.meetsName, 0]
          : ["with-nobody", "Nobody in particular", 1],
    };

    /** The existing headings are kept, since the table of contents follows them. @type {Map<string, HTMLElement>} */
    const headings = new Map(
      Array.from(
        /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(".rb-step > h2")),
        (one) => [one.id, one],
      ),
    );
    const contents = rolebookParts.contents();

    /** @param {string} id @param {string} title */
    const heading = (id, title) => headings.get(id) ?? make("h2", { id }, title);

    /** @param {string} chosen */
    function arrange(chosen) {
      const focused = document.activeElement;
      view = chosen;
      /** @type {Map<string, { title: string, rank: number, rows: Row[] }>} */
      const groups = new Map();
      for (const row of rows) {
        const [id, title, rank] = GROUPS[view](row);
        const group = groups.get(id) ?? { title, rank, rows: [] };
        groups.set(id, group);
        group.rows.push(row);
      }
      const sorted = Array.from(groups).sort(([, a], [, b]) => a.rank - b.rank);
      const parts = sorted.map(([id, group]) => ({
        ...rolebookActions.step(
          heading(id, group.title),
          title,
          group.rows.map((row) => row.element),
        ),
        rows: group.rows,
      }));
      steps = parts;
      body.replaceChildren(...parts.map((part) => part.section), past);
      contents.show(sorted.map(([id, group]) => [id, group.title]));
      for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (
        views.querySelectorAll("input")
      ))
        radio.checked = radio.value === view;
      if (focused instanceof HTMLElement && focused !== document.activeElement)
        focused.focus({ preventScroll: true });
      render();
    }

    // --- showing -----------------------------------------------------------------------------------------------------

    function render() {
      const { record, problem } = current();
      const isFixed = shared !== null || problem !== "";
      const day = today(new Date());
      for (const row of rows)
        rolebookActions.draw(row, entryOf(record, row.action), {
          start: record.start,
          day,
          isFixed,
          isShared: shared !== null,
        });
      for (const { count, rows } of steps) {
        const { all, done, notForMe } = counts(
          record,
          rows.map((row) => row.action),
        );
        count.textContent = isBlank ? "" : `${done} of ${all - notForMe} done`;
      }
      drawProgress(record, day);
      drawNotice(problem);
      drawPast(record);
      if (document.activeElement !== firstDay) firstDay.value = record.start;
      firstDay.disabled = isFixed;
      const { people } = store.people();
      select.replaceChildren(
        ...people.map((one) =>
          make("option", { value: one.id, selected: one.id === person }, one.name),
        ),
      );
      whose.hidden = people.length < 2;
      tools.hidden = shared !== null;
      const who = isBlank ? "" : list().name;
      paper.replaceChildren(
        "New colleague: ",
        make("span", {}, who),
        " First day: ",
        make("span", {}, record.start ? dateWords(record.start, "") : ""),
        " Buddy: ",
        make("span", {}),
      );
    }

    /** @param {Rec} record @param {string} day */
    function drawProgress(record, day) {
      const { all, done, notForMe } = counts(record, plan.actions);
      bar.max = Math.max(1, all - notForMe);
      bar.value = done;
      const words = `${done} of ${all} done${notForMe ? `, ${notForMe} not for me` : ""}`;
      if (said.textContent !== words) said.textContent = words; // what is said again would be read again
      const open = rows
        .filter(({ action }) => entryOf(record, action).state === "todo")
        .sort((a, b) => a.action.due - b.action.due);
      const first = open.slice(0, NEXT);
      swap(next, first.map((row) => `${row.action.id} ${row.due.textContent}`).join(), () => [
        make("p", { class: "rb-next-title" }, open.length ? "Next up" : "All done."),
        make(
          "ol",
          {},
          ...first.map((row) =>
            make(
              "li",
              {},
              linkTo(row),
              make(
                "span",
                { class: "rb-muted" },
                ` ${row.action.ownerTitle}, ${row.due.textContent}`,
              ),
            ),
          ),
        ),
      ]);
      const changed = rows.filter(({ action }) => isChanged(entryOf(record, action), action));
      swap(changes, changed.map((row) => row.action.id).join(), () =>
        changed.length
          ? ["Changed since ticked: ", ...changed.flatMap((row, n) => [n ? ", " : "", linkTo(row)])]
          : [],
      );
    }

    /** Put other content into an element, unless it would be the same; the focus stays near. @param {HTMLElement} element @param {string} key @param {() => (Node | string)[]} content */
    function swap(element, key, content) {
      if (element.dataset.key === key) return;
      const isHere = element.contains(document.activeElement);
      element.dataset.key = key;
      element.replaceChildren(...content());
      if (isHere)
        /** @type {HTMLElement | null} */ (
          (element.querySelector("a, button")) ?? summaryOf(menuBox)
        )?.focus({ preventScroll: true });
    }

    /** @param {HTMLElement} box @returns {HTMLElement | null} */
    const summaryOf = (box) => box.querySelector("summary");

    /** @param {Row} row */
    function linkTo(row) {
      const link = make(
        "a",
        {
          href: `#${encodeURIComponent(row.action.id)}`,
          click: (/** @type {Event} */ event) => {
            event.preventDefault();
            if (!shared) history.replaceState(history.state, "", link.href);
            show(row);
          },
        },
        row.action.title,
      );
      return link;
    }

    /** @param {Problem} problem */
    function drawNotice(problem) {
      const trouble = shared ? "" : store.trouble();
      const button = (/** @type {string} */ text, /** @type {() => void} */ act) =>
        make("button", { type: "button", class: "rb-button", click: act }, text);
      /** @type {(Node | string)[]} */
      let parts = [];
      if (shared) {
        const left = shared.left
          ? ` ${shared.left === 1 ? "One tick of it is" : `${shared.left} ticks of it are`} left out, as the actions are not on this list.`
          : "";
        parts = [
          make(
            "p",
            {},
            make("strong", {}, `${shared.name || "Somebody"}'s list as of the link.`),
            ` It cannot be changed here, and your own is as you left it.${left}`,
          ),
          make(
            "p",
            {},
            button("Take it over into this browser", takeOver),
            " ",
            button("Close", closeShared),
          ),
        ];
      } else if (problem === "newer") {
        parts = [
          make(
            "p",
            {},
            "A newer version of the handbook wrote this list. It is shown as far as this version understands it, and cannot be changed here.",
          ),
        ];
      } else if (problem === "broken") {
        parts = [
          make(
            "p",
            {},
            "What this browser keeps for this list cannot be read, so it is left alone.",
          ),
          make("p", {}, button("Start anew", startAnew)),
        ];
      } else if (trouble) {
        const why = trouble === "full" ? "its storage is full" : "its storage is blocked";
        parts = [
          make(
            "p",
            {},
            make("strong", {}, "This browser does not keep your ticks: "),
            `${why}. They last until the page is closed. Export them before, and import them the next time.`,
          ),
          make(
            "p",
            {},
            button("Export as JSON", () => download("json")),
          ),
        ];
      }
      swap(notice, [shared ? `shared ${shared.name}` : "", problem, trouble].join(), () => parts);
      notice.hidden = !parts.length;
    }

    function startAnew() {
      const kept = store.kept(person);
      store.clear(person);
      render();
      menuBox.querySelector("summary")?.focus();
      teller.tell("The list is empty now.", () => {
        store.restore([kept]);
        render();
        teller.tell("It is as it was before.");
      });
    }

    /** What was ticked and is gone. @param {Rec} record */
    function drawPast(record) {
      const left = gone(record, plan.actions);
      past.hidden = !left.length;
      const more = left.length - MOST_GONE;
      past.replaceChildren(
        make("h2", { id: "rb-gone" }, "No longer on the list"),
        make(
          "ul",
          {},
          ...left
            .slice(0, MOST_GONE)
            .map(([id, one]) =>
              make(
                "li",
                {},
                one.says.split("\n")[0] || id,
                make(
                  "span",
                  { class: "rb-muted" },
                  ` ${one.state === "done" ? "done" : one.state === "todo" ? "" : `not for me${one.reason && `: ${one.reason}`}`}${one.at && ` ${dateWords(today(new Date(one.at)), "")}`}${one.note && ` – ${one.note}`}`,
                ),
              ),
            ),
        ),
        ...(more > 0
          ? [
              make(
                "p",
                { class: "rb-muted" },
                `and ${more.toLocaleString("en")} more; the export as JSON has them all`,
              ),
            ]
          : []),
      );
    }

    /** Open an action and go to it. @param {Row} row */
    function show(row) {
      row.more.open = true;
      row.element.scrollIntoView({ block: "center" });
      const box = row.box.disabled ? row.more.querySelector("summary") : row.box;
      box?.focus({ preventScroll: true });
    }

    /** Do what the address says. */
    function arrive() {
      if (rolebookShare.isShared(location.hash)) {
        shared = rolebookShare.read(location.hash, plan.actions);
        render();
        if (!shared) teller.tell("The list in this link cannot be read. It may have been cut off.");
        return;
      }
      const target = location.hash && decoded(location.hash.slice(1));
      if (rows.some((row) => row.action.phase === target) && view !== "phase") {
        arrange("phase");
        document.getElementById(target)?.scrollIntoView();
      }
      const row = rows.find((row) => row.action.id === target);
      if (row) show(row);
    }

    const panel = /** @type {HTMLElement} */ (page.querySelector(".rb-panel"));
    panel.replaceChildren(
      notice,
      make("div", { class: "rb-progress" }, bar, said),
      changes,
      next,
      tools,
      views,
      paper,
    );
    page.append(teller.element);
    page.classList.add("rb-live");
    arrange(view);
    arrive();
    window.addEventListener("hashchange", arrive, { signal });
    window.addEventListener(
      "storage",
      (event) => {
        if (!store.isOurs(event.key)) return;
        const isDeleted = !store.people().people.some((one) => one.id === person);
        if (isDeleted) person = store.people().current;
        render();
        if (isDeleted)
          teller.tell(
            `The list that was here was deleted in another tab. This is the list of ${name()}.`,
          );
      },
      { signal },
    );
  }

  /** @param {string} text */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  return { start };
})();
