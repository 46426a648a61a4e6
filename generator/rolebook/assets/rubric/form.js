// @ts-check
// The form of a page: shows what was answered about a change, and stores what is answered.

var rolebookForm = (() => {
  "use strict";

  const { make, save } = rolebookDom;
  const { FIELDS, answerOf, empty, inWords, withAnswer, withTick } = rolebookAnswers;
  const { list, say } = rolebookMessages;
  /** The name under which browsers have stored reviews without one since the first version. */
  const UNNAMED = "Unnamed change";
  /** Below this width a long list of domains would push the questions out of view. */
  const NARROW = "(max-width: 44.9em)";

  /** The name of a review in the language of the site. @param {string} stored */
  function nameOf(stored) {
    const [name, number] = stored.split(/ (?=\d+$)/);
    if (name !== UNNAMED) return stored;
    return number ? say("review-unnamed.numbered", { number }) : say("review-unnamed");
  }

  /** Ends what the page before listened to, where the theme changes pages without loading them. */
  let ended = new AbortController();

  /** @param {HTMLElement} page */
  function start(page) {
    ended.abort();
    ended = new AbortController();
    const { signal } = ended;
    const { code = "", title = "", choices = "", version = "" } = page.dataset;
    /** @template {Element} T @param {string} selector @returns {T[]} */
    const all = (selector) => /** @type {any[]} */ (Array.from(page.querySelectorAll(selector)));
    const one = (/** @type {string} */ selector) =>
      /** @type {HTMLElement} */ (page.querySelector(selector));

    const store = rolebookStore.keep({
      kind: "review",
      site: `${rolebookLoader.root.pathname}:${code}`,
      roles: [code],
      place: () => window.localStorage,
      first: UNNAMED,
      nobody: UNNAMED,
      parse: rolebookAnswers.parse,
    });
    const teller = rolebookParts.teller(signal);
    const elements = /** @type {HTMLTableRowElement[]} */ (all(".rb-item"));
    const pattern = elements.length
      ? /** @type {HTMLTableRowElement} */ (elements[0].cloneNode(true))
      : null;
    /** Every row there was so far. @type {Map<string, FormRow>} */
    const rows = new Map(
      elements.map((element) => [element.dataset.item ?? "", listened(rolebookRows.row(element))]),
    );
    /** The questions of any change. @type {Question[]} */
    const whole = elements.map((element) =>
      questionOf(
        element.dataset.item ?? "",
        element.dataset.level ?? "",
        rolebookRows.rulesOf(element),
        element.closest("section")?.dataset.checkpoint ?? "",
      ),
    );
    /** What a rubric of any change says of itself. */
    const wholeAccounts = {
      accounts: one(".rb-accounts").textContent ?? "",
      answerable: one(".rb-checkable").textContent ?? "",
      counts: JSON.parse(one(".rb-accounts").dataset.counts ?? "{}"),
    };
    const grid = rolebookTicks.grid(page);
    const fields = new Map(
      FIELDS.map((name) => [name, /** @type {HTMLInputElement} */ (one(`[name="${name}"]`))]),
    );
    let questions = whole;
    let accounts = wholeAccounts;
    let shown = "";
    let change = store.people().current;
    let isBlank = false;
    let isGuided = false;
    /** The question that is shown by itself. */
    let at = "";

    /** @returns {{ record: Review, problem: Problem }} */
    const current = () => (isBlank ? { record: empty(), problem: "" } : store.record(change));

    /**
     * @param {string} id
     * @param {string} level
     * @param {string[]} rules
     * @param {string} checkpoint
     * @returns {Question}
     */
    function questionOf(id, level, rules, checkpoint) {
      return { id, level, rules, checkpoint, text: rows.get(id)?.text ?? "" };
    }

    // --- recording -------------------------------------------------------------------------------

    /** @param {(review: Review) => Review} act */
    function record(act) {
      store.update(change, act);
      render();
    }

    /** @param {FormRow} row */
    function listened(row) {
      for (const radio of row.radios) {
        radio.addEventListener("change", () =>
          record((review) => ({
            ...withAnswer(review, row.id, {
              answer: /** @type {AnswerWord} */ (radio.value),
              says: row.text,
            }),
            date: review.date || rolebookPlan.today(new Date()),
          })),
        );
      }
      row.where.addEventListener("input", () =>
        record((review) => withAnswer(review, row.id, { where: row.where.value })),
      );
      row.reason.addEventListener("input", () =>
        record((review) => withAnswer(review, row.id, { reason: row.reason.value })),
      );
      row.clear.addEventListener("click", () => {
        row.radios[0].focus(); // the button goes away
        record((review) => withAnswer(review, row.id, { answer: "", says: "" }));
      });
      return row;
    }

    for (const [name, field] of fields) {
      field.addEventListener("input", () => {
        if (name === "change") store.rename(change, field.value);
        record((review) => ({ ...review, [name]: field.value }));
      });
    }
    grid.listen((id, isTicked) => record((review) => withTick(review, id, isTicked)));

    /** Changes of the list of reviews. @param {string} id */
    function open(id) {
      change = id;
      store.choose(id);
      at = "";
      render();
    }

    function another() {
      change = store.add("");
      at = "";
      render();
      fields.get("change")?.focus();
      teller.tell(say("review-new"));
    }

    function remove() {
      const { people } = store.people();
      const name = people.find((one) => one.id === change)?.name ?? "";
      const lost = inWords(store.record(change).record);
      if (people.length < 2 && !store.kept(change).text)
        return teller.tell(say("review-nothing-to-delete"));
      const id = change;
      const kept = people.length > 1 ? store.remove(id) : emptied(id);
      change = store.people().current;
      render();
      const names = { change: nameOf(name), lost };
      const words = lost ? say("review-deleted-with", names) : say("review-deleted", names);
      teller.tell(words, () => {
        store.restore(kept);
        if (people.length < 2) store.rename(id, name === UNNAMED ? "" : name);
        open(id);
        teller.tell(say("review-restored"));
      });
    }

    /** The only review there is, made empty. @param {string} id @returns {Kept[]} what was there */
    function emptied(id) {
      const kept = store.kept(id);
      store.clear(id);
      store.rename(id, "");
      return [kept];
    }

    // --- what the change touches -----------------------------------------------------------------

    const picker = /** @type {HTMLDetailsElement | null} */ (page.querySelector(".rb-domains"));
    const domainBoxes = /** @type {HTMLInputElement[]} */ (all(".rb-domains input"));
    const domainTitles = () =>
      domainBoxes.filter((box) => box.checked).map((box) => box.dataset.title ?? "");
    for (const box of domainBoxes) {
      box.addEventListener("change", () => {
        const domains = domainBoxes.filter((one) => one.checked).map((one) => one.value);
        record((review) => ({ ...review, domains }));
      });
    }

    /** Ask what a change of some domains is asked. @param {string[]} domains */
    async function narrow(domains) {
      const key = domains.join(" ");
      if (key === shown) return;
      shown = key;
      if (domains.length) {
        try {
          await rolebookLoader.script(`${choices}.js`);
        } catch {
          teller.tell(say("review-domains-not-loaded"));
          return;
        }
      }
      if (shown !== key || signal.aborted) return; // another choice came in between
      /** @type {Pool | undefined} */
      const data = rolebookLoader.data[choices];
      const known = new Set(data?.domains ?? []);
      const touched = domains.filter((code) => known.has(code));
      const narrowed = data && touched.length ? rolebookChoosing.narrow(data, touched) : null;
      questions = narrowed ? narrowed.items.map(asked) : whole;
      accounts = narrowed ?? wholeAccounts;
      one(".rb-checkable").textContent = accounts.answerable;
      arrange(new Set(touched));
      render();
    }

    /** @param {Chosen} chosen @returns {Question} */
    function asked({ choice, level, rules }) {
      if (!rows.has(choice.id) && pattern)
        rows.set(choice.id, listened(rolebookRows.row(rolebookRows.another(pattern, choice))));
      return questionOf(choice.id, level, rules, choice.checkpoint);
    }

    /** Put questions and columns of the grid in their places. @param {Set<string>} touched */
    function arrange(touched) {
      for (const section of /** @type {HTMLElement[]} */ (all(".rb-pause"))) {
        const { checkpoint } = section.dataset;
        const here = questions.filter((question) => question.checkpoint === checkpoint);
        section.hidden = !here.length;
        section.querySelector("tbody")?.replaceChildren(
          ...here.map(({ id, level, rules }) => {
            const row = /** @type {FormRow} */ (rows.get(id));
            rolebookRows.label(row, level, rules, rolebookLoader.data[choices]?.waived);
            return row.element;
          }),
        );
      }
      one(".rb-question-count").textContent = say("rubric-lead", { count: questions.length });
      one(".rb-accounts").textContent = accounts.accounts;
      grid.arrange(touched, new Set(questions.flatMap((question) => question.rules)));
    }

    // --- giving away -----------------------------------------------------------------------------

    /** @returns {ReviewReport} */
    function report() {
      const { record: review } = current();
      const url = location.protocol === "file:" ? "" : location.href.split(/[?#]/)[0];
      return {
        title,
        code,
        version,
        url,
        review,
        questions,
        domains: domainTitles(),
        accounts: accounts.accounts,
        counts: accounts.counts,
        ...grid.counting(review.ticks),
      };
    }

    function download() {
      const file = rolebookComment.fileName(report());
      save(file, rolebookComment.json(report()), "application/json");
      teller.tell(say("review-downloaded", { file }));
    }

    const comment = () =>
      rolebookDialogs.copy(say("review-comment-title"), "", [
        ["Markdown", rolebookComment.markdown(report())],
      ]);

    /** A button that copies the comment of this moment; the page's script does the copying. */
    const copyButton = () =>
      make(
        "button",
        {
          type: "button",
          class: "rb-button rb-main",
          "data-copy": "",
          click: (/** @type {Event} */ event) => {
            if (event.currentTarget instanceof HTMLElement)
              event.currentTarget.dataset.text = rolebookComment.markdown(report());
          },
        },
        say("review-copy"),
      );

    /** @param {boolean} blank */
    function print(blank) {
      isBlank = blank;
      page.classList.toggle("rb-blank", blank);
      render();
      window.addEventListener(
        "afterprint",
        () => {
          isBlank = false;
          page.classList.remove("rb-blank");
          render();
        },
        { once: true, signal },
      );
      window.print();
    }

    // An empty date is a line to write on, rather than "dd/mm/yyyy".
    window.addEventListener(
      "beforeprint",
      () => page.classList.toggle("rb-undated", !fields.get("date")?.value),
      { signal },
    );

    // --- one question at a time ------------------------------------------------------------------

    const previous = make(
      "button",
      { type: "button", class: "rb-button", click: () => step(-1) },
      say("review-previous"),
    );
    const following = make(
      "button",
      { type: "button", class: "rb-button rb-main", click: () => step(1) },
      say("review-next"),
    );
    const where = make("p", { role: "status" });
    const guide = make(
      "div",
      { class: "rb-guide", role: "group", "aria-label": say("review-one-at-a-time") },
      previous,
      where,
      following,
    );

    /** @param {number} by */
    function step(by) {
      const next = questions[place() + by];
      if (!next) return toVerdict();
      at = next.id;
      drawGuide();
      const look = /** @type {HTMLElement} */ (rows.get(at)?.element.querySelector(".rb-look"));
      look.focus({ preventScroll: true });
      look.closest("section")?.scrollIntoView({ block: "nearest" });
    }

    function toVerdict() {
      const heading = /** @type {HTMLElement} */ (page.querySelector("#verdict"));
      heading.tabIndex = -1;
      heading.scrollIntoView();
      heading.focus({ preventScroll: true });
    }

    const place = () => questions.findIndex((question) => question.id === at);

    function drawGuide() {
      if (isGuided && place() < 0) {
        const { record: review } = current();
        const open = questions.find((question) => !answerOf(review, question.id).answer);
        at = (open ?? questions[0])?.id ?? "";
      }
      page.classList.toggle("rb-guided", isGuided);
      for (const [id, row] of rows)
        row.element.classList.toggle("rb-current", isGuided && id === at);
      for (const section of all(".rb-pause"))
        section.classList.toggle(
          "rb-current",
          isGuided && section.querySelector(".rb-current") !== null,
        );
      guide.hidden = !isGuided || !questions.length;
      const numbers = { number: place() + 1, total: questions.length };
      const words = isGuided ? say("review-question-of", numbers) : "";
      if (where.textContent !== words) where.textContent = words;
      previous.disabled = place() <= 0;
      const isLast = place() === questions.length - 1;
      following.textContent = isLast ? say("review-to-verdict") : say("review-next");
    }

    // --- the panel -------------------------------------------------------------------------------

    const notice = make("div", { class: "rb-notice", hidden: true });
    const select = make("select", { autocomplete: "off", change: () => open(select.value) });
    const which = make(
      "label",
      { class: "rb-field rb-which" },
      make("span", {}, say("review-which")),
      select,
    );
    const menu = rolebookParts.menu(say("review-menu"), [
      [
        say("review-menu-share"),
        [
          [say("review-menu-share.comment"), comment],
          [say("review-menu-share.json"), download],
        ],
      ],
      [
        say("review-menu-print"),
        [
          [say("review-menu-print.filled"), () => print(false)],
          [say("review-menu-print.blank"), () => print(true)],
        ],
      ],
      [
        say("review-menu-reviews"),
        [
          [say("review-menu-reviews.new"), another],
          [say("review-menu-reviews.delete"), remove],
        ],
      ],
    ]);
    const views = rolebookParts.radios(
      say("review-show"),
      [
        ["plain", say("review-show.all")],
        ["guided", say("review-show.guided")],
      ],
      (view) => {
        isGuided = view === "guided";
        at = "";
        if (isGuided && picker) picker.open = false; // the question comes into view
        render();
        page.querySelector(".rb-pause.rb-current")?.scrollIntoView({ block: "nearest" });
      },
    );
    const tools = make("div", { class: "rb-tools" }, which, ...(whole.length ? [views] : []), menu);
    const bar = make("progress", { "aria-label": say("review-answered") });
    const verdict = make("p", { class: "rb-verdict-words", role: "status" });
    const strip = make("div", { class: "rb-strip" }, bar, verdict);
    const final = make("p", { class: "rb-verdict-final" });
    const touches = make("p", { class: "rb-paper-only" });

    // --- showing ---------------------------------------------------------------------------------

    function render() {
      const { record: review, problem } = current();
      const isFixed = problem !== "";
      void narrow(isBlank ? store.record(change).record.domains : review.domains);
      for (const { id } of questions)
        rolebookRows.draw(/** @type {FormRow} */ (rows.get(id)), answerOf(review, id), isFixed);
      for (const [name, field] of fields) {
        if (document.activeElement !== field) field.value = review[name];
        field.disabled = isFixed;
      }
      grid.draw(review.ticks, isFixed);
      const domains = new Set(isBlank ? store.record(change).record.domains : review.domains);
      for (const box of domainBoxes) {
        box.checked = domains.has(box.value);
        box.disabled = isFixed;
      }
      drawVerdict(review);
      drawGuide();
      drawNotice(problem);
      drawChanges();
      drawDomains();
    }

    /** @param {Review} review */
    function drawVerdict(review) {
      const judged = rolebookVerdict.judge(questions, review);
      const sentences = rolebookVerdict.sentences(judged);
      const words = sentences.join(" ");
      page.dataset.verdict = rolebookVerdict.stateOf(judged);
      // Screen readers would read the same words again.
      if (verdict.textContent !== words) verdict.textContent = words;
      final.replaceChildren(make("strong", {}, sentences[0]), ` ${sentences.slice(1).join(" ")}`);
      bar.max = Math.max(1, judged.all);
      bar.value = judged.all - judged.open.length;
    }

    function drawChanges() {
      const { people } = store.people();
      select.replaceChildren(
        ...people.map((one) =>
          make("option", { value: one.id, selected: one.id === change }, nameOf(one.name)),
        ),
      );
      which.hidden = people.length < 2;
    }

    function drawDomains() {
      const titles = domainTitles();
      const touched = page.querySelector(".rb-domains-told");
      const words = titles.length ? list(titles) : say("rubric-touches-anything");
      if (touched && touched.textContent !== words) touched.textContent = words;
      touches.textContent = titles.length ? say("review-touches", { domains: words }) : "";
    }

    /** @param {Problem} problem */
    function drawNotice(problem) {
      const trouble = store.trouble();
      const key = [problem, trouble].join();
      const paragraph = (/** @type {Node | string} */ content) => make("p", {}, content);
      /** @type {Record<string, () => Node[]>} */
      const NOTICES = {
        newer: () => [paragraph(say("review-newer"))],
        broken: () => [
          paragraph(say("review-broken")),
          paragraph(
            make(
              "button",
              { type: "button", class: "rb-button", click: another },
              say("review-broken.start"),
            ),
          ),
        ],
        blocked: () => [paragraph(say("review-blocked"))],
        full: () => [paragraph(say("review-full"))],
      };
      const parts = NOTICES[problem || trouble]?.() ?? [];
      notice.hidden = !parts.length;
      if (notice.dataset.key === key) return; // so that its buttons keep the focus
      notice.dataset.key = key;
      notice.replaceChildren(...parts);
    }

    /** Go to the question that the address names. */
    function arrive() {
      const id = location.hash.startsWith("#item-") ? location.hash.slice("#item-".length) : "";
      if (!isGuided || !rows.has(id)) return;
      at = id;
      drawGuide();
    }

    one(".rb-panel").replaceChildren(notice, tools, teller.element);
    if (picker) picker.open = !window.matchMedia(NARROW).matches;
    one(".rb-sheet-head").append(touches);
    one(".rb-questions").after(guide);
    one(".rb-verdict").append(final, make("p", { class: "rb-verdict-buttons" }, copyButton()));
    page.append(make("div", { class: "rb-bottom" }, strip));
    page.classList.add("rb-live");
    render();
    arrive();
    window.addEventListener("hashchange", arrive, { signal });
    window.addEventListener(
      "storage",
      (event) => {
        if (!store.isOurs(event.key)) return;
        if (!store.people().people.some((one) => one.id === change))
          change = store.people().current;
        render();
      },
      { signal },
    );
  }

  return { start };
})();
