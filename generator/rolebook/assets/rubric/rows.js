// @ts-check
// The rows of the form: read from the page, or made after the pattern of the first one.

/**
 * @typedef {object} FormRow
 * @property {string} id
 * @property {HTMLTableRowElement} element
 * @property {string} text
 * @property {HTMLInputElement[]} radios
 * @property {HTMLInputElement} where
 * @property {HTMLDetailsElement} evidence what folds it
 * @property {boolean} isNeeded whether it was open for its answer when it was drawn last
 * @property {HTMLInputElement} reason
 * @property {HTMLElement} why the label of the reason
 * @property {HTMLElement} flag
 * @property {HTMLButtonElement} clear
 * @property {HTMLElement} paper where, and the reason, for paper
 */

var rolebookRows = (() => {
  "use strict";

  const { levelMark, make } = rolebookDom;
  const { list, pieces, say } = rolebookMessages;

  /** @param {HTMLElement} element @param {string} selector */
  const part = (element, selector) => /** @type {HTMLElement} */ (element.querySelector(selector));

  /**
   * Give a row what only scripts can do.
   * @param {HTMLTableRowElement} element
   * @returns {FormRow}
   */
  function row(element) {
    const id = element.dataset.item ?? "";
    const reason = make("input", {
      type: "text",
      autocomplete: "off",
      maxlength: "2000",
      "aria-label": say("rubric-reason.label", { id }),
    });
    const why = make(
      "label",
      { class: "rb-why", hidden: true },
      make("span", {}, say("rubric-reason")),
      reason,
    );
    const flag = make(
      "p",
      { class: "rb-item-flag rb-mismatch", hidden: true },
      say("review-changed"),
    );
    const paper = make("span", { class: "rb-paper-only rb-where-words" });
    const clear = make(
      "button",
      {
        type: "button",
        class: "rb-clear",
        hidden: true,
        "aria-label": say("review-clear.label", { id }),
      },
      say("review-clear"),
    );
    const where = /** @type {HTMLInputElement} */ (part(element, ".rb-where input"));
    const evidence = /** @type {HTMLDetailsElement} */ (part(element, ".rb-evidence-box"));
    part(evidence, "summary").addEventListener("click", () => {
      if (!evidence.open) requestAnimationFrame(() => where.focus());
    });
    part(element, ".rb-where").prepend(clear);
    part(element, ".rb-where").append(why, paper);
    part(element, ".rb-look").append(flag);
    part(element, ".rb-look").tabIndex = -1;
    return {
      id,
      element,
      reason,
      why,
      flag,
      paper,
      clear,
      text: part(element, ".rb-text").textContent?.trim() ?? "",
      radios: Array.from(element.querySelectorAll("input[type=radio]")),
      where,
      evidence,
      isNeeded: false,
    };
  }

  /**
   * A row for another question.
   * @param {HTMLTableRowElement} pattern a row as it came
   * @param {Askable} choice
   */
  function another(pattern, choice) {
    const element = /** @type {HTMLTableRowElement} */ (pattern.cloneNode(true));
    const before = pattern.dataset.item ?? "";
    element.id = element.id.replace(before, choice.id);
    element.dataset.item = choice.id;
    const link = part(element, "th a");
    link.textContent = choice.id;
    link.setAttribute("href", (link.getAttribute("href") ?? "").replace(before, choice.id));
    part(element, ".rb-never").hidden = !choice.forbids;
    part(element, ".rb-text").innerHTML = choice.html; // made with the page
    part(element, ".rb-look-at").textContent = choice.aspect
      ? say(`aspect-${choice.aspect}.look`)
      : "";
    part(element, ".rb-about").textContent = about(choice);
    part(element, "legend").textContent = say("rubric-question", { id: choice.id });
    for (const input of element.querySelectorAll("input")) {
      input.name = input.name.replace(before, choice.id);
      input.checked = false;
      input.value = input.type === "radio" ? input.value : "";
    }
    // What is heard of a question besides its ID: how strict the rule is, and the rule itself.
    const described = ["level", "text"].map((name) => `${name}:${choice.id}`);
    part(element, ".rb-item-level").id = described[0];
    part(element, ".rb-text").id = described[1];
    part(element, "fieldset").setAttribute("aria-describedby", described.join(" "));
    for (const labelled of element.querySelectorAll("[aria-label]"))
      labelled.ariaLabel = (labelled.ariaLabel ?? "").replace(before, choice.id);
    return element;
  }

  /** Its domain, and what is at stake. @param {Askable} choice */
  function about(choice) {
    const domain = choice.domain || say("rubric-general");
    if (!choice.risks.length) return domain;
    const risks = choice.risks.map((risk) => say(`risk-${risk}`));
    return say("rubric-at-stake", { domain, risks: list(risks, "unit") });
  }

  /**
   * Show which rules an item covers, and how strict it is.
   * @param {FormRow} row
   * @param {string} level
   * @param {string[]} rules
   * @param {Record<string, string[]>} [waived] by ID; the row keeps what it says of waivers without
   */
  function label(row, level, rules, waived) {
    row.element.dataset.level = level;
    part(row.element, ".rb-item-level").replaceChildren(levelMark(level));
    const isAbsolute = rolebookVerdict.blocks(level);
    part(row.element, ".rb-never").textContent = isAbsolute
      ? say("rubric-never")
      : say("rubric-never.should");
    const own = part(row.element, "th a").getAttribute("href") ?? "";
    const ids = make("span");
    for (const id of rules.slice(1)) {
      if (ids.hasChildNodes()) ids.append(", ");
      ids.append(make("a", { class: "rb-id", href: own.replace(row.id, id) }, id));
    }
    const words = rules.length > 1 ? pieces("rubric-covers", { ids }) : [];
    part(row.element, ".rb-along").replaceChildren(...words);
    if (!waived) return;
    const said = rules.flatMap((id, n) =>
      (waived[id] ?? []).map((one) => (n ? say("waiver-of-rule", { id, words: one }) : one)),
    );
    part(row.element, ".rb-waived-for").replaceChildren(
      ...said.map((one) => make("span", {}, one)),
    );
  }

  /** The rules of a row as it came. @param {HTMLElement} element */
  const rulesOf = (element) => [
    element.dataset.item ?? "",
    ...Array.from(element.querySelectorAll(".rb-along a"), (link) => link.textContent ?? ""),
  ];

  /** @param {FormRow} row @param {Answer} answer @param {boolean} isFixed */
  function draw(row, answer, isFixed) {
    const level = row.element.dataset.level ?? "";
    const isBroken = answer.answer === "broken";
    const isExcused = isBroken && rolebookVerdict.needsReason(level);
    row.element.dataset.answer = answer.answer;
    for (const radio of row.radios) {
      radio.checked = radio.value === answer.answer;
      radio.disabled = isFixed;
    }
    row.clear.hidden = isFixed || !answer.answer;
    row.where.disabled = row.reason.disabled = isFixed;
    row.why.hidden = !isExcused;
    row.flag.hidden = !rolebookAnswers.isChanged(answer, row.text);
    if (document.activeElement !== row.where) row.where.value = answer.where;
    unfold(row, isBroken || answer.where !== "");
    if (document.activeElement !== row.reason) row.reason.value = answer.reason;
    const reason =
      isExcused && answer.reason ? say("rubric-reason.printed", { reason: answer.reason }) : "";
    row.paper.textContent = [answer.where, reason].filter(Boolean).join(". ");
  }

  /**
   * Open the field of evidence when an answer begins to need it; at other times it is the reader's.
   * @param {FormRow} row
   * @param {boolean} isNeeded
   */
  function unfold(row, isNeeded) {
    if (row.isNeeded === isNeeded) return;
    row.isNeeded = isNeeded;
    if (document.activeElement !== row.where) row.evidence.open = isNeeded;
  }

  return { another, draw, label, row, rulesOf };
})();
