// @ts-check
// The panel above the actions: how far the list is, what comes next, and what can be done with it.

/**
 * @typedef {object} Shown what the panel shows
 * @property {Rec} record
 * @property {Problem} problem
 * @property {string} day today
 * @property {string} who whose list it is, for paper
 * @property {Shared | null} shared
 * @property {People} people
 * @property {string} person the ID of the current one
 * @property {Trouble} trouble
 * @property {Map<string, string>} chosen the levels of a career, by role
 *
 * @typedef {"share" | "issue" | "importing" | "people" | "leads" | "reset"} MenuItem
 * @typedef {object} Does what the controls of the panel do
 * @property {(date: string) => void} setStart
 * @property {(id: string) => void} choosePerson
 * @property {(role: string, level: string) => void} chooseLevel of a career
 * @property {(view: string) => void} arrange
 * @property {(format: string) => void} download
 * @property {(isBlank: boolean) => void} print
 * @property {(row: Row) => void} follow
 * @property {Record<MenuItem, () => void>} menu
 * @property {() => void} takeOver
 * @property {() => void} closeShared
 * @property {() => void} startAnew
 */

var rolebookPanel = (() => {
  "use strict";

  const { pieces, say } = rolebookMessages;
  const { make, together } = rolebookDom;
  const { counts, entryOf, isChanged } = rolebookRecord;
  const { FIRST, LAST, dateWords, isDate, today } = rolebookPlan;
  /** Actions that come next: a glance, not the list. */
  const NEXT = 3;
  /** Ticked actions that are no longer on the list; the export has them all. */
  const MOST_GONE = 50;

  /**
   * @param {Row[]} rows @param {Career[]} careers of the roles @param {Does} does
   * @param {AbortSignal} signal when the page goes
   */
  function start(rows, careers, does, signal) {
    const notice = make("div", { class: "rb-notice", hidden: true });
    const bar = make("progress", { "aria-label": say("checklist-done") });
    const progress = make("p", { class: "rb-progress-words", role: "status" });
    const changes = make("p", { class: "rb-changes-told" });
    const next = make("div", { class: "rb-next" });
    const setStart = () => does.setStart(isDate(firstDay.value) ? firstDay.value : "");
    const firstDay = make("input", {
      type: "date",
      min: FIRST,
      max: LAST,
      autocomplete: "off",
      change: setStart,
    });
    const select = make("select", {
      autocomplete: "off",
      change: () => does.choosePerson(select.value),
    });
    const whose = field(say("checklist-list-of"), select);
    const levels = careers.map((career) => ({ ...career, select: levelSelect(career, does) }));
    const menu = rolebookParts.menu(say("checklist-menu"), items(does), signal);
    const tools = make(
      "div",
      { class: "rb-tools" },
      field(say("checklist-first-day"), firstDay),
      ...levels.map(({ name, select }) => field(levelLabel(name, careers.length), select)),
      whose,
      menu,
    );
    const views = rolebookParts.radios(
      say("checklist-group"),
      [
        ["phase", say("checklist-by-phase")],
        ["owner", say("checklist-by-owner")],
        ["person", say("checklist-by-person")],
      ],
      does.arrange,
    );
    const paper = make("p", { class: "rb-paper-only rb-paper-head" });
    const summary = /** @type {HTMLElement} */ (menu.querySelector("summary"));

    /** @param {string} view */
    function showView(view) {
      for (const radio of views.querySelectorAll("input")) radio.checked = radio.value === view;
    }

    /** @param {Shown} shown */
    function draw(shown) {
      drawProgress(shown);
      drawNext(shown);
      drawChanges(shown);
      drawNotice(shown);
      drawTools(shown);
      drawPaper(shown);
    }

    /** @param {Shown} shown */
    function drawProgress({ record }) {
      const { all, done, notForMe } = counts(
        record,
        rows.map((row) => row.action),
      );
      bar.max = Math.max(1, all - notForMe);
      bar.value = done;
      const words = notForMe
        ? say("checklist-progress-left-out", { done, all, count: notForMe })
        : say("checklist-progress", { done, all });
      // A status that is written again would be read out again.
      if (progress.textContent !== words) progress.textContent = words;
    }

    /** @param {Shown} shown */
    function drawNext({ record }) {
      const open = rows
        .filter(({ action }) => entryOf(record, action).state === "todo")
        .sort((a, b) => a.action.due - b.action.due);
      const first = open.slice(0, NEXT);
      const title = open.length ? say("checklist-next") : say("checklist-all-done");
      swap(next, first.map((row) => `${row.action.id} ${row.due.textContent}`).join(), () => [
        make("p", { class: "rb-next-title" }, title),
        make("ol", {}, ...first.map((row) => make("li", {}, linkTo(row), " ", facts(row)))),
      ]);
    }

    /** @param {Row} row */
    function facts({ action, due }) {
      const owner = say(`owner-${action.owner}`);
      const words = say("checklist-next-facts", { owner, due: due.textContent ?? "" });
      return make("span", { class: "rb-muted" }, words);
    }

    /** @param {Shown} shown */
    function drawChanges({ record }) {
      const changed = rows.filter(({ action }) => isChanged(entryOf(record, action), action));
      swap(changes, changed.map((row) => row.action.id).join(), () => {
        if (!changed.length) return [];
        const links = changed.flatMap((row, n) => [n ? ", " : "", linkTo(row)]);
        return pieces("checklist-changed", { actions: make("span", {}, ...links) });
      });
    }

    /** @param {Shown} shown */
    function drawNotice(shown) {
      const { shared, problem } = shown;
      const trouble = shared ? "" : shown.trouble;
      const career = rolebookLevels.careerWords(careers, shown.record);
      const parts = noticeParts({ ...shown, trouble }, career, does);
      swap(notice, [shared ? `shared ${shared.name}` : "", problem, trouble].join(), () => parts);
      notice.hidden = !parts.length;
    }

    /** @param {Shown} shown */
    function drawTools({ record, shared, problem, people, person, chosen }) {
      for (const { role, select } of levels) {
        select.value = chosen.get(role) ?? "";
        select.disabled = problem !== "";
      }
      if (document.activeElement !== firstDay) firstDay.value = record.start;
      firstDay.disabled = shared !== null || problem !== "";
      const options = people.people.map(({ id, name }) =>
        make("option", { value: id, selected: id === person }, name),
      );
      select.replaceChildren(...options);
      whose.hidden = options.length < 2;
      tools.hidden = shared !== null;
    }

    /** @param {Shown} shown */
    function drawPaper({ record, who, chosen }) {
      const levelOf = (/** @type {Career} */ { role }) => chosen.get(role) ?? "";
      const start = record.start ? dateWords(record.start, "") : "";
      /** @type {[label: string, words: string][]} */
      const lines = [
        [say("owner-colleague"), who],
        [say("checklist-first-day"), start],
        [say("owner-buddy"), ""],
        ...careers
          .filter(levelOf)
          .map(
            (one) =>
              /** @type {[string, string]} */ ([
                levelLabel(one.name, careers.length),
                levelOf(one),
              ]),
          ),
      ];
      paper.replaceChildren(
        ...lines.flatMap(([label, words]) => [`${label}: `, make("span", {}, words), " "]),
      );
    }

    /**
     * Put other content into an element, unless it would be the same; the focus stays near.
     * @param {HTMLElement} element @param {string} key @param {() => (Node | string)[]} content
     */
    function swap(element, key, content) {
      if (element.dataset.key === key) return;
      const hadFocus = element.contains(document.activeElement);
      element.dataset.key = key;
      element.replaceChildren(...content());
      /** @type {HTMLElement | null} */
      const first = element.querySelector("a, button");
      if (hadFocus) (first ?? summary).focus({ preventScroll: true });
    }

    /** @param {Row} row */
    function linkTo(row) {
      const follow = (/** @type {Event} */ event) => {
        event.preventDefault();
        does.follow(row);
      };
      const href = `#${encodeURIComponent(row.action.id)}`;
      return make("a", { href, click: follow }, ...together(row.action.title));
    }

    const head = make("div", { class: "rb-progress" }, bar, progress);
    return {
      children: [notice, head, changes, next, tools, views, paper],
      draw,
      firstDay,
      showView,
      summary,
    };
  }

  /** @param {string} label @param {HTMLElement} control */
  const field = (label, control) =>
    make("label", { class: "rb-field" }, make("span", {}, label), control);

  /** @param {string} role its name @param {number} count of roles that tell levels apart */
  const levelLabel = (role, count) =>
    count > 1 ? say("checklist-career-of", { role }) : say("checklist-career");

  /** @param {Career} career @param {Does} does */
  function levelSelect({ role, levels }, does) {
    const options = [
      make("option", { value: "" }, say("checklist-career.all")),
      ...levels.map((level) => make("option", { value: level }, level)),
    ];
    const select = make(
      "select",
      { autocomplete: "off", change: () => does.chooseLevel(role, select.value) },
      ...options,
    );
    return select;
  }

  /** The menu. @param {Does} does @returns {Parameters<typeof rolebookParts.menu>[1]} */
  const items = ({ download, print, menu }) => [
    [
      say("checklist-export"),
      Object.keys(rolebookFormats.FORMATS).map((key) => [
        say(`format-${key}`),
        () => download(key),
      ]),
    ],
    [
      say("checklist-share"),
      [
        [say("checklist-share-link"), menu.share],
        [say("checklist-share-issue"), menu.issue],
      ],
    ],
    [
      say("checklist-print"),
      [
        [say("checklist-print-filled"), () => print(false)],
        [say("checklist-print-blank"), () => print(true)],
      ],
    ],
    [
      say("checklist-list"),
      [
        [say("checklist-import"), menu.importing],
        [say("checklist-people"), menu.people],
        [say("leads-menu"), menu.leads],
        [say("checklist-reset"), menu.reset],
      ],
    ],
  ];

  /** @param {string} text @param {() => void} act */
  const button = (text, act) =>
    make("button", { type: "button", class: "rb-button", click: act }, text);

  /** @param {string} words */
  const paragraph = (words) => make("p", {}, words);

  /**
   * What is special about the list: the most important thing alone.
   * @param {Shown} shown @param {string} career the levels that it is for @param {Does} does
   */
  function noticeParts({ shared, problem, trouble }, career, does) {
    if (shared) return sharedParts(shared, career, does);
    if (problem === "newer") return [paragraph(say("notice-newer"))];
    if (problem === "broken")
      return [
        paragraph(say("notice-broken")),
        make("p", {}, button(say("notice-start-anew"), does.startAnew)),
      ];
    if (trouble)
      return [
        make(
          "p",
          {},
          make("strong", {}, say("notice-not-kept")),
          ` ${say(`notice-not-kept-${trouble}`)}`,
        ),
        make(
          "p",
          {},
          button(say("notice-export"), () => does.download("json")),
        ),
      ];
    return [];
  }

  /** @param {Shared} shared @param {string} career @param {Does} does */
  function sharedParts({ name, left }, career, does) {
    const title = say("shared-title", { person: name || say("person-unnamed") });
    const sentences = [
      ...(career ? [say("shared-career", { career })] : []),
      say("shared-help"),
      ...(left ? [say("shared-left-out", { count: left })] : []),
    ];
    return [
      make("p", {}, make("strong", {}, title), ` ${sentences.join(" ")}`),
      make(
        "p",
        {},
        button(say("shared-take-over"), does.takeOver),
        " ",
        button(say("tell-close"), does.closeShared),
      ),
    ];
  }

  /**
   * Show what was ticked and is no longer on the list.
   * @param {HTMLElement} section @param {[id: string, entry: Entry][]} gone
   */
  function drawGone(section, gone) {
    section.hidden = !gone.length;
    const items = gone.slice(0, MOST_GONE).map(([id, one]) => {
      const facts = [...goneWords(one), ...(one.note ? [one.note] : [])].join(" – ");
      return make("li", {}, one.title || id, " ", make("span", { class: "rb-muted" }, facts));
    });
    const more = gone.length - MOST_GONE;
    section.replaceChildren(
      make("h2", { id: "rb-gone" }, say("gone")),
      make("ul", {}, ...items),
      ...(more > 0 ? [make("p", { class: "rb-muted" }, say("gone.more", { count: more }))] : []),
    );
  }

  /** @param {Entry} one @returns {string[]} */
  function goneWords({ state, reason, at }) {
    if (state === "not-for-me")
      return [reason ? say("gone-not-for-me-because", { reason }) : say("due-not-for-me")];
    if (state !== "done") return [];
    return [
      at ? say("due-done-on", { date: dateWords(today(new Date(at)), "") }) : say("due-done"),
    ];
  }

  return { drawGone, start };
})();
