// @ts-check
// What a reader chose: words, values of facets and an order; from and to an address, and to rules.

/**
 * @typedef {{ only: string[], without: string[] }} Choice
 * Keys of values: a rule has one of the first, if there are any, and none of the others.
 * @typedef {{ words: string, choices: Record<string, Choice>, sort: string }} View
 * `choices` by the key of a facet; `sort` is empty for the best match first, or for the order of
 * the handbook if there are no words.
 * @typedef {Record<string, Record<string, number>>} Counts
 * By the keys of facet and value: how many rules there would be, whatever is chosen in that facet.
 */

var rolebookView = (() => {
  "use strict";

  const NONE = "none";
  /** Orders, as addresses name them; the best match has no name. */
  const SORTS = ["", "id", "level", "changed"];

  /** @param {View["choices"]} choices @param {string} key @returns {Choice} */
  const choiceOf = (choices, key) => choices[key] ?? { only: [], without: [] };

  /**
   * Reads a view from the parameters of an address, also one of an earlier version.
   * @param {URLSearchParams} parameters @param {Pick<Facet, "key" | "former">[]} facets
   * @returns {View}
   */
  function read(parameters, facets) {
    /** @type {View["choices"]} */
    const choices = {};
    for (const { key, former } of facets) {
      const today = new Map(Object.entries(former ?? {}));
      const all = parameters.getAll(key);
      const [only, without] = [false, true].map((isWithout) => {
        const values = all
          .filter((value) => value.startsWith("-") === isWithout)
          .map((value) => (isWithout ? value.slice(1) : value))
          .map((value) => today.get(value) ?? value);
        return [...new Set(values)].filter(Boolean);
      });
      if (only.length || without.length) choices[key] = { only, without };
    }
    const sort = parameters.get("sort") ?? "";
    return {
      words: parameters.get("q") ?? "",
      choices,
      sort: SORTS.includes(sort) ? sort : "",
    };
  }

  /**
   * Writes a view as the parameters of an address.
   * @param {View} view @returns {string} empty, or from the question mark on
   */
  function write({ words, choices, sort }) {
    const parameters = new URLSearchParams();
    if (words.trim()) parameters.set("q", words.trim());
    for (const [key, { only, without }] of Object.entries(choices)) {
      for (const value of only) parameters.append(key, value);
      for (const value of without) parameters.append(key, `-${value}`);
    }
    if (sort) parameters.set("sort", sort);
    const text = parameters.toString();
    return text && `?${text}`;
  }

  /**
   * Chooses a value, takes the choice back, or turns it into its opposite.
   * @param {View} view @param {string} key of a facet
   * @param {string} value @param {"only" | "without" | "any"} how
   * @returns {View}
   */
  function choose(view, key, value, how) {
    const choice = choiceOf(view.choices, key);
    /** @type {Choice} */
    const next = {
      only: choice.only.filter((one) => one !== value),
      without: choice.without.filter((one) => one !== value),
    };
    if (how !== "any") next[how].push(value);
    const { [key]: _, ...others } = view.choices;
    const isEmpty = !next.only.length && !next.without.length;
    return { ...view, choices: isEmpty ? others : { ...others, [key]: next } };
  }

  /**
   * Every choice on its own.
   * @param {View} view @returns {{ key: string, value: string, how: "only" | "without" }[]}
   */
  function chosen({ choices }) {
    return Object.entries(choices).flatMap(([key, { only, without }]) => [
      ...only.map((value) => ({ key, value, how: /** @type {const} */ ("only") })),
      ...without.map((value) => ({ key, value, how: /** @type {const} */ ("without") })),
    ]);
  }

  /**
   * Whether a rule passes a choice, by its number.
   * @param {Facet} facet @param {Choice} choice @returns {(n: number) => boolean}
   */
  function test(facet, choice) {
    const number = new Map(facet.values.map(([key], n) => [key, n]));
    if (facet.none) number.set(NONE, facet.values.length);
    const numbers = (/** @type {string[]} */ keys) =>
      new Set(keys.map((key) => number.get(key) ?? -1));
    const [only, without] = [numbers(choice.only), numbers(choice.without)];
    return (n) => {
      const values = answers(facet, n);
      return (
        (!only.size || values.some((value) => only.has(value))) &&
        !values.some((value) => without.has(value))
      );
    };
  }

  /**
   * The numbers of a rule's values; for a rule without any, the number behind the last.
   * @param {Facet} facet @param {number} n
   */
  function answers(facet, n) {
    const value = facet.column[n];
    if (typeof value === "number") return [value];
    return value.length ? value : [facet.values.length];
  }

  /**
   * The rules of a view in its order, and what every value would give.
   * @param {Rules} rules @param {View} view
   * @param {number[] | null} found numbers of rules with the words, the best first; null for all
   * @returns {{ rules: number[], counts: Counts }}
   */
  function apply(rules, view, found) {
    const { facets } = rules;
    const tests = facets.map(
      (facet) => view.choices[facet.key] && test(facet, view.choices[facet.key]),
    );
    const counts = facets.map((facet) => new Array(facet.values.length + 1).fill(0));
    /** @type {number[]} */
    const kept = [];
    const all = found ?? rules.columns.id.map((_, n) => n);
    for (const n of all) {
      let failed = -1; // the only facet whose choice the rule fails; -2 if there are several
      for (let f = 0; f < tests.length; f++)
        if (tests[f] && !tests[f](n)) failed = failed === -1 ? f : -2;
      if (failed === -2) continue;
      if (failed === -1) kept.push(n);
      for (let f = 0; f < facets.length; f++)
        if (failed === -1 || failed === f) count(counts[f], facets[f], n);
    }
    return { rules: sorted(rules, kept, view.sort), counts: named(facets, counts) };
  }

  /**
   * Counts a rule under each of its values.
   * @param {number[]} counts @param {Facet} facet @param {number} n
   */
  function count(counts, facet, n) {
    const value = facet.column[n];
    if (typeof value === "number") counts[value] += 1;
    else if (value.length) for (const one of value) counts[one] += 1;
    else counts[facet.values.length] += 1;
  }

  /**
   * How many of some rules a view has.
   * @param {Rules} rules @param {View} view @param {number[]} found
   */
  function number({ facets }, view, found) {
    const tests = facets
      .filter((facet) => view.choices[facet.key])
      .map((facet) => test(facet, view.choices[facet.key]));
    return found.filter((n) => tests.every((passes) => passes(n))).length;
  }

  /** @param {Facet[]} facets @param {number[][]} counts @returns {Counts} */
  function named(facets, counts) {
    return Object.fromEntries(
      facets.map(({ key, values, none }, f) => {
        const pairs = values.map(([value], n) => [value, counts[f][n]]);
        return [
          key,
          Object.fromEntries(none ? [...pairs, [NONE, counts[f][values.length]]] : pairs),
        ];
      }),
    );
  }

  /** @param {Rules} rules @param {number[]} numbers @param {string} sort @returns {number[]} */
  function sorted(rules, numbers, sort) {
    const level = rules.facets.find((facet) => facet.key === "level")?.column ?? [];
    const { changed } = rules.columns;
    /** @type {Record<string, (a: number, b: number) => number>} */
    const orders = {
      id: (a, b) => a - b,
      level: (a, b) => Number(level[a]) - Number(level[b]) || a - b,
      changed: (a, b) => Number(changed[a] < changed[b]) - Number(changed[a] > changed[b]) || a - b,
    };
    return orders[sort] ? [...numbers].sort(orders[sort]) : numbers;
  }

  /**
   * Views with one choice less, or without the words.
   * @param {View} view @returns {{ dropped: string, value: string, view: View }[]}
   */
  function wider(view) {
    const each = chosen(view).map(({ key, value }) => ({
      dropped: key,
      value,
      view: choose(view, key, value, "any"),
    }));
    return view.words.trim()
      ? [...each, { dropped: "words", value: view.words.trim(), view: { ...view, words: "" } }]
      : each;
  }

  return { NONE, SORTS, read, write, choose, chosen, choiceOf, apply, number, wider };
})();
