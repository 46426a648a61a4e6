// @ts-check
// The rows of the form: read from the page, or made after the pattern of the first one.

/**
 * @typedef {object} FormRow
 * @property {string} id
 * @property {HTMLTableRowElement} element
 * @property {string} text
 * @property {HTMLInputElement[]} radios
 * @property {HTMLInputElement} where
 * @property {HTMLInputElement} reason
 * @property {HTMLElement} why the label of the reason
 * @property {HTMLElement} flag
 * @property {HTMLButtonElement} clear
 * @property {HTMLElement} paper where, and the reason, for paper
 */

var rolebookRows = (() => {
  "use strict";

  const { levelMark, make } = rolebookDom;

  /** @param {HTMLElement} element @param {string} selector */
  const part = (element, selector) => /** @type {HTMLElement} */ (element.querySelector(selector));

  /** Give a row what only scripts can do. @param {HTMLTableRowElement} element @returns {FormRow} */
  function row(element) {
    const id = element.dataset.item ?? "";
    const reason = make("input", {
      type: "text",
      autocomplete: "off",
      maxlength: "2000",
      "aria-label": `Reason: ${id}`,
    });
    const why = make(
      "label",
      { class: "rb-why", hidden: true },
      make("span", {}, "Reason"),
      reason,
    );
    const flag = make(
      "p",
      { class: "rb-item-flag rb-mismatch", hidden: true },
      "Changed since you answered",
    );
    const paper = make("span", { class: "rb-paper-only rb-where-words" });
    const clear = make(
      "button",
      {
        type: "button",
        class: "rb-clear",
        hidden: true,
        "aria-label": `Take back the answer to ${id}`,
      },
      "Clear",
    );
    part(element, ".rb-where").append(why, paper);
    part(element, ".rb-look").append(flag);
    part(element, ".rb-answer").append(clear);
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
      where: /** @type {HTMLInputElement} */ (part(element, ".rb-where > input")),
    };
  }

  /** A row for another question. @param {HTMLTableRowElement} pattern a row as it came @param {Askable} choice */
  function made(pattern, choice) {
    const element = /** @type {HTMLTableRowElement} */ (pattern.cloneNode(true));
    const before = pattern.dataset.item ?? "";
    element.id = element.id.replace(before, choice.id);
    element.dataset.item = choice.id;
    const link = part(element, "th a");
    link.textContent = choice.id;
    link.setAttribute("href", (link.getAttribute("href") ?? "").replace(before, choice.id));
    part(element, ".rb-text").innerHTML = choice.html; // made with the page
    part(element, ".rb-look-at").textContent = choice.hint;
    part(element, ".rb-about").textContent =
      `${choice.domain || "General"}${choice.risks.length ? `; at stake: ${choice.risks.join(", ")}` : ""}`;
    part(element, "legend").textContent = `Is ${choice.id} kept?`;
    for (const input of element.querySelectorAll("input")) {
      input.name = input.name.replace(before, choice.id);
      input.checked = false;
      input.value = input.type === "radio" ? input.value : "";
      if (input.ariaLabel) input.ariaLabel = input.ariaLabel.replace(before, choice.id);
    }
    return element;
  }

  /** Show which rules an item answers, and how strict it is. @param {FormRow} row @param {string} level @param {string[]} rules */
  function label(row, level, rules) {
    row.element.dataset.level = level;
    part(row.element, ".rb-item-level").replaceChildren(levelMark(level));
    const own = part(row.element, "th a").getAttribute("href") ?? "";
    const links = rules
      .slice(1)
      .flatMap((id, n) => [
        n ? ", " : "Also asks for ",
        make("a", { class: "rb-id", href: own.replace(row.id, id) }, id),
      ]);
    part(row.element, ".rb-along").replaceChildren(...links);
  }

  /** The rules of a row as it came. @param {HTMLElement} element */
  const rulesOf = (element) => [
    element.dataset.item ?? "",
    ...Array.from(element.querySelectorAll(".rb-along a"), (link) => link.textContent ?? ""),
  ];

  /** @param {FormRow} row @param {Answer} answer @param {boolean} isFixed */
  function draw(row, answer, isFixed) {
    const level = row.element.dataset.level ?? "";
    const isExcused = answer.kept === "no" && rolebookVerdict.needsReason(level);
    row.element.dataset.kept = answer.kept;
    for (const radio of row.radios) {
      radio.checked = radio.value === answer.kept;
      radio.disabled = isFixed;
    }
    row.clear.hidden = isFixed || !answer.kept;
    row.where.disabled = row.reason.disabled = isFixed;
    row.why.hidden = !isExcused;
    row.flag.hidden = !rolebookAnswers.isChanged(answer, row.text);
    if (document.activeElement !== row.where) row.where.value = answer.where;
    if (document.activeElement !== row.reason) row.reason.value = answer.reason;
    row.paper.textContent = [answer.where, isExcused && answer.reason && `Reason: ${answer.reason}`]
      .filter(Boolean)
      .join(". ");
  }

  return { draw, label, made, row, rulesOf };
})();
