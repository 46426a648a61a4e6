// @ts-check
// The checklist of a page: shows what is recorded, and records what is done on the page.

var rolebookChecklist = (() => {
  "use strict";

  const { say } = rolebookMessages;
  const { make, save } = rolebookDom;
  const { counts, empty, entryOf, gone, inWords, merge, takeBack, withEntry } = rolebookRecord;
  const { dateWords, today } = rolebookPlan;

  /** Ends what the page before listened to, where the theme changes pages without loading them. */
  let ended = new AbortController();

  /** @param {HTMLElement} page */
  function start(page) {
    ended.abort();
    ended = new AbortController();
    const { signal } = ended;
    const { roles = "", title = "", site = "" } = page.dataset;
    const elements = /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll(".rb-action"));
    const rows = Array.from(elements, rolebookActions.row);
    if (!rows.length) return;
    /** @type {Plan} */
    const plan = {
      roles: roles.split(","),
      title,
      site,
      actions: rows.map((row) => row.action),
      careers: JSON.parse(page.dataset.careers ?? "[]"),
    };
    const careers = plan.careers ?? [];
    const store = rolebookStore.open({
      site: rolebookLoader.root.pathname,
      roles: plan.roles,
      place: () => window.localStorage,
    });
    const teller = rolebookParts.teller(signal);
    const past = make("section", { class: "rb-gone", "aria-labelledby": "rb-gone", hidden: true });
    const groups = rolebookGroups.start(page, rows, title, past);
    const gaps = rolebookGaps.start(page, plan.actions);
    let person = store.people().current;
    let view = "phase";
    /** @type {Shared | null} */
    let shared = null;
    let isBlank = false;
    /** @type {Part[]} */
    let parts = [];

    const now = () => new Date().toISOString();
    const name = () => store.people().people.find((one) => one.id === person)?.name ?? "";
    /** The name as others know it: nobody else calls "Me" someone who gave no name. */
    const called = () => (name() === rolebookStore.ME ? "" : name());
    /** @returns {{ record: Rec, problem: Problem }} */
    function current() {
      if (shared) return { record: isBlank ? emptyOf(shared.record) : shared.record, problem: "" };
      const { record, problem } = store.record(person);
      const asked = rolebookLevels.asked(location.search, careers);
      const whole = { ...record, careers: { ...asked, ...record.careers } };
      return isBlank ? { record: emptyOf(whole), problem: "" } : { record: whole, problem };
    }
    /** Nothing done, for the same levels of a career. @param {Rec} record @returns {Rec} */
    const emptyOf = ({ careers }) => ({ ...empty(), careers });
    /** @returns {List} */
    const list = () => ({ plan, name: shared ? shared.name : called(), record: current().record });

    // --- changing

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

    /**
     * Change a list so that it can be taken back.
     * @param {(record: Rec) => Rec} act @param {string} told
     */
    function undoable(act, told) {
      const whose = person;
      const before = store.record(whose).record;
      change(act);
      const after = store.record(whose).record;
      teller.tell(told, () => {
        store.update(whose, (record) => takeBack(record, before, after));
        render();
        teller.tell(say("told-undone"));
      });
    }

    /** @param {Row} row */
    function listen(row) {
      const { box, notForMe, reason, note, seen } = row;
      box.addEventListener("change", () => record(row, { state: box.checked ? "done" : "todo" }));
      notForMe.addEventListener("change", () => {
        record(row, { state: notForMe.checked ? "not-for-me" : "todo" });
        if (notForMe.checked) reason.focus();
      });
      reason.addEventListener("input", () => record(row, { reason: reason.value }));
      note.addEventListener("input", () => record(row, { note: note.value }));
      row.levels.forEach(({ skill, input }) =>
        input.addEventListener("input", () => rate(row, skill, input.value)),
      );
      seen.addEventListener("click", () => {
        row.more.querySelector("summary")?.focus(); // the button goes away
        record(row, { state: entryOf(store.record(person).record, row.action).state });
        teller.tell(say("told-seen"));
      });
    }

    /** @param {Row} row @param {Skill} skill @param {string} said */
    function rate(row, { source }, said) {
      const { levels } = entryOf(store.record(person).record, row.action);
      const others = Object.entries(levels).filter(([skill]) => skill !== source);
      const level = rolebookRecord.level(said);
      record(row, { levels: Object.fromEntries([...others, ...(level ? [[source, level]] : [])]) });
    }

    function reset() {
      const { record, problem } = store.record(person);
      const what = inWords(record);
      if (problem) return teller.tell(say("told-fixed"));
      if (!what) return teller.tell(say("told-nothing-to-delete"));
      const isOne = store.people().people.length === 1;
      const words = { what, person: name(), role: title };
      const told = isOne ? say("told-deleted", words) : say("told-deleted-of", words);
      rolebookDialogs.confirm({
        title: say("dialog-reset"),
        text: isOne ? say("dialog-reset.help", words) : say("dialog-reset.help-of", words),
        verb: say("dialog-reset.button"),
        act: () => undoable((record) => ({ ...record, entries: {} }), told),
      });
    }

    /** Take a text into the list. @param {string} text @returns {string} what is wrong with it */
    function take(text) {
      const read = rolebookFormats.parse(text);
      const reason = read.record ? rolebookFormats.unfit(read, plan) : read.error;
      if (reason || !read.record) return say("import-refused", { reason });
      const theirs = read.record;
      const { record: mine, problem } = store.record(person);
      if (problem) return say("import-refused", { reason: say("told-fixed") });
      undoable((mine) => merge(mine, theirs, now()).record, importedWords(mine, theirs));
      return "";
    }

    /** What an import does to a list. @param {Rec} mine @param {Rec} theirs */
    function importedWords(mine, theirs) {
      const { taken, kept } = merge(mine, theirs, now());
      const foreign = gone(theirs, plan.actions).length;
      const parts = [say("told-imported-changed", { count: taken })];
      if (kept) parts.push(say("told-imported-kept", { count: kept }));
      if (foreign) parts.push(say("told-imported-foreign", { count: foreign }));
      const sentences = [say("told-imported", { parts: parts.join(", ") })];
      if (theirs.start && mine.start && theirs.start !== mine.start)
        sentences.push(say("told-imported-first-day", { date: dateWords(theirs.start, "") }));
      return sentences.join(" ");
    }

    // --- people

    const people = () =>
      rolebookDialogs.people(store.people, {
        add: (name) => {
          choosePerson(store.add(name));
          const added = store.people().people.at(-1)?.name ?? "";
          teller.tell(say("told-person-now", { person: added }));
        },
        rename: (id, name) => {
          store.rename(id, name);
          render();
        },
        remove: removePerson,
      });

    /** @param {Person} one */
    function removePerson(one) {
      const kept = store.remove(one.id);
      person = store.people().current;
      render();
      teller.tell(say("told-person-deleted", { person: one.name }), () => {
        store.restore(kept);
        choosePerson(one.id);
        teller.tell(say("told-person-back", { person: name() }));
      });
    }

    /** @param {string} id */
    function choosePerson(id) {
      person = id;
      store.choose(id);
      render();
    }

    // --- a level of a career

    /** @param {string} role @param {string} level */
    function chooseLevel(role, level) {
      change((record) => ({ ...record, careers: { ...record.careers, [role]: level } }));
    }

    // --- giving away

    /** @param {string} format */
    function download(format) {
      const { make: text, type, needsStart } = rolebookFormats.FORMATS[format];
      if (needsStart && !current().record.start) {
        panel.firstDay.focus();
        return teller.tell(say("told-calendar-start"));
      }
      const file = rolebookFormats.fileName(list(), format);
      save(file, text(list()), type);
      teller.tell(say("told-exported", { file }));
    }

    function share() {
      const made = new Date();
      const fragment = rolebookShare.write({ ...list(), actions: plan.actions, careers, made });
      const help = called()
        ? say("dialog-link-help-of", { person: called() })
        : say("dialog-link-help");
      rolebookDialogs.copy(say("dialog-link-title"), help, [
        [say("dialog-link"), `${location.href.split("#")[0]}#${fragment}`],
      ]);
    }

    const issue = () =>
      rolebookDialogs.copy(say("dialog-issue"), "", [
        [say("dialog-issue.title"), rolebookFormats.issueTitle(list())],
        [say("dialog-issue.text"), rolebookFormats.tasks(list())],
      ]);

    /** @param {boolean} blank */
    function print(blank) {
      const after = () => {
        isBlank = false;
        render();
      };
      isBlank = blank;
      render();
      window.addEventListener("afterprint", after, { once: true, signal });
      window.print();
    }

    // --- what a link showed

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
      teller.tell(say("told-taken-over", { person: name() }), () =>
        removePerson({ id, name: name() }),
      );
    }

    function closeShared() {
      shared = null;
      history.replaceState(history.state, "", location.href.split("#")[0]);
      render();
      panel.summary.focus();
    }

    function startAnew() {
      const kept = store.kept(person);
      store.clear(person);
      render();
      panel.summary.focus();
      teller.tell(say("told-empty"), () => {
        store.restore([kept]);
        render();
        teller.tell(say("told-undone"));
      });
    }

    // --- showing

    const panel = rolebookPanel.start(
      rows,
      careers,
      {
        setStart: (start) => change((record) => ({ ...record, start })),
        choosePerson,
        chooseLevel,
        arrange,
        download,
        print,
        follow,
        menu: {
          share,
          issue,
          importing: () => rolebookDialogs.importing(take),
          people,
          leads: () => location.assign(page.dataset.people ?? ""),
          reset,
        },
        takeOver,
        closeShared,
        startAnew,
      },
      signal,
    );

    /** @param {string} chosen */
    function arrange(chosen) {
      const focused = document.activeElement;
      view = chosen;
      parts = groups.arrange(view);
      panel.showView(view);
      if (focused instanceof HTMLElement && focused !== document.activeElement)
        focused.focus({ preventScroll: true });
      render();
    }

    function render() {
      const { record, problem } = current();
      const day = today(new Date());
      const isShared = shared !== null;
      const isFixed = isShared || problem !== "";
      const first = rolebookLevels.levels(record, plan.actions, "first");
      const chosen = rolebookLevels.chosen(careers, record);
      const moment = { start: record.start, day, isFixed, isShared, first, chosen };
      for (const row of rows) rolebookActions.draw(row, entryOf(record, row.action), moment);
      for (const part of parts) drawCount(part, record);
      panel.draw({
        record,
        problem,
        day,
        who: isBlank ? "" : list().name,
        shared,
        people: store.people(),
        person,
        trouble: store.trouble(),
        chosen,
      });
      gaps.draw({ record, who: shared ? shared.name : "", isBlank, chosen });
      rolebookPanel.drawGone(past, gone(record, plan.actions));
    }

    /** @param {Part} part @param {Rec} record */
    function drawCount({ count, rows }, record) {
      const actions = rows.map((row) => row.action);
      const { all, done, notForMe } = counts(record, actions);
      count.textContent = isBlank ? "" : say("checklist-step-done", { done, all: all - notForMe });
    }

    /** Follow a link to an action. @param {Row} row */
    function follow(row) {
      const address = `#${encodeURIComponent(row.action.id)}`;
      if (!shared) history.replaceState(history.state, "", address);
      show(row);
    }

    /** Open an action and go to it. @param {Row} row */
    function show(row) {
      row.more.open = true;
      row.element.scrollIntoView({ block: "center" });
      const target = row.box.disabled ? row.more.querySelector("summary") : row.box;
      target?.focus({ preventScroll: true });
    }

    /** Do what the address says. */
    function arrive() {
      if (rolebookShare.isShared(location.hash)) {
        shared = rolebookShare.read(location.hash, plan.actions);
        render();
        if (!shared) teller.tell(say("told-link-broken"));
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

    /** Follow what another tab did. @param {StorageEvent} event */
    function followTab(event) {
      if (!store.isOurs(event.key)) return;
      const isDeleted = !store.people().people.some((one) => one.id === person);
      if (isDeleted) person = store.people().current;
      render();
      if (isDeleted) teller.tell(say("told-deleted-elsewhere", { person: name() }));
    }

    rows.forEach(listen);
    page.querySelector(".rb-panel")?.replaceChildren(...panel.children);
    panel.summary.closest(".rb-tools")?.after(teller.element);
    page.classList.add("rb-live");
    arrange(view);
    arrive();
    window.addEventListener("hashchange", arrive, { signal });
    window.addEventListener("storage", followTab, { signal });
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
