// @ts-check
// What the explorer says above its rules: warnings, and what to do if no rule matches.

/**
 * @typedef {{ dropped: string, value: string, view: View, total: number }} Wider
 * A view with one choice less than the one that found nothing, and how many rules it has.
 * @typedef {(facet: string, value: string) => { facet: string, value: string }} Labels
 * From the keys of a facet and a value to their labels.
 */

var rolebookHints = (() => {
  "use strict";

  const { make } = rolebookDom;
  const { say } = rolebookMessages;
  /** Proposals for a view without rules: more would not fit in one line. */
  const MOST_PROPOSALS = 3;

  /** @param {string} words @param {() => void} click */
  const button = (words, click) =>
    make("button", { type: "button", class: "rb-button", click }, words);

  /** @param {string} text @returns {Node[]} nothing for no text */
  const warning = (text) => (text ? [make("p", { class: "rb-warning" }, text)] : []);

  /**
   * Says that rules lack some of the words, or offers such rules.
   * @param {number} some how many more rules have some of the words
   * @param {boolean} isLoose whether such rules are shown, since no rule has all the words
   * @param {() => void} loosen shows them
   * @returns {Node[]}
   */
  function looser(some, isLoose, loosen) {
    if (isLoose) return [make("p", {}, say("explorer-some-words"))];
    if (!some) return [];
    return [make("p", {}, button(say("explorer-loosen", { count: some }), loosen))];
  }

  /**
   * Proposes the views with one choice less that have the most rules.
   * @param {Wider[]} views none if there are no rules at all
   * @param {Labels} labels @param {(view: View) => void} change @param {() => void} startOver
   */
  function nothing(views, labels, change, startOver) {
    if (!views.length) return make("p", {}, say("explorer-empty"));
    const proposals = views
      .filter(({ total }) => total)
      .sort((a, b) => b.total - a.total)
      .slice(0, MOST_PROPOSALS)
      .map((wider) => button(proposal(wider, labels), () => change(wider.view)));
    const sentence = proposals.length ? say("explorer-nothing-but") : say("explorer-nothing");
    const clear = button(say("explorer-start-over"), startOver);
    return make("p", {}, sentence, " ", ...proposals, clear);
  }

  /** @param {Wider} wider @param {Labels} labels */
  function proposal({ dropped, value, total }, labels) {
    if (dropped === "words") return say("explorer-drop-words", { words: value, count: total });
    return say("explorer-drop", { ...labels(dropped, value), count: total });
  }

  /** A hint as it is read out: what it says, then what its buttons do. @param {HTMLElement} hint */
  function inWords(hint) {
    const spoken = Array.from(hint.querySelectorAll("p"), ({ childNodes }) => {
      const [first, ...rest] = Array.from(childNodes, (part) => part.textContent?.trim() ?? "");
      return [first, rest.filter(Boolean).join("; ")].filter(Boolean).join(" ");
    });
    return spoken.join(" ");
  }

  return { button, inWords, looser, nothing, warning };
})();
