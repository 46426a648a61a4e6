// @ts-check
// What is chosen in the explorer as a list, in which each choice can be removed.

var rolebookChoices = (() => {
  "use strict";

  const { make } = rolebookDom;
  const { say } = rolebookMessages;

  /**
   * @param {View} view @param {Labels} labels @param {(view: View) => void} change
   * @returns {HTMLLIElement[]}
   */
  function items(view, labels, change) {
    const choices = rolebookView.chosen(view);
    const list = choices.map(({ key, value, how }) => {
      const isWithout = how === "without";
      const values = labels(key, value);
      const choice = isWithout
        ? say("explorer-choice-without", values)
        : say("explorer-choice", values);
      return item(choice, isWithout, () => change(rolebookView.choose(view, key, value, "any")));
    });
    if (list.length > 1) list.push(removeAll(() => change({ ...view, choices: {} })));
    const words = view.words.trim();
    if (words) list.unshift(make("li", { class: "rb-on-paper" }, say("explorer-words", { words })));
    return list;
  }

  /** @param {string} choice @param {boolean} isWithout @param {() => void} remove */
  function item(choice, isWithout, remove) {
    const button = make(
      "button",
      { type: "button", "aria-label": say("explorer-remove", { choice }), click: remove },
      choice,
      make("span", { "aria-hidden": "true" }, " ×"),
    );
    return make("li", { class: isWithout ? "rb-without" : "" }, button);
  }

  /** @param {() => void} click */
  const removeAll = (click) =>
    make(
      "li",
      { class: "rb-on-screen" },
      make("button", { type: "button", click }, say("explorer-remove-all")),
    );

  return { items };
})();
