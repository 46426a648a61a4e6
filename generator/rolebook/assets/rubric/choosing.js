// @ts-check
// Choosing: which questions a change is asked that touches some domains. It chooses as the command line does
// (`rubric/choosing.py`, which gives the reasons); a test holds the two together.

/**
 * @typedef {object} Askable a rule that may be asked
 * @property {string} id
 * @property {string[]} rules ids that it answers by the author's wish, the leading one first
 * @property {string} stop
 * @property {string} domain
 * @property {string} hint
 * @property {string[]} risks
 * @property {boolean} asked whether its author wrote the question
 * @property {string} html
 * @property {number} points
 * @property {string[]} things
 * @property {number} rank its place in the order of the form
 * @property {boolean} pinned
 * @property {number[]} alike in turn, the place of another choice and how alike it is, of 100
 * @property {string[]} answers ids of the rules that it would answer along
 * @typedef {{ id: string, level: string, place: string, column: string, near: number[], any: boolean, checkable: boolean, dropped: boolean, joins: boolean }} Placing
 * @typedef {{ most: number, mostAtAPause: number, places: string[], stops: string[], domains: string[], choices: Askable[], rules: Placing[] }} Pool
 * @typedef {{ choice: Askable, level: string, rules: string[] }} Chosen
 * @typedef {{ items: Chosen[], counts: Record<string, number>, accounts: string, checkable: string }} Narrowed
 */

var rolebookChoosing = (() => {
  "use strict";

  const NEAR = 5;
  const OF_ONE_DOMAIN = 0.75;
  const OF_ONE_THING = 1.5;
  const OF_A_TOUCHED_DOMAIN = 2;
  const SOME = 3;
  /** @type {Record<string, number>} */
  const STRENGTH = { MUST: 3, "MUST NOT": 3, SHOULD: 2, "SHOULD NOT": 2, MAY: 1 };

  /** @param {Pool} data @param {string[]} touched codes of domains; none means any change @returns {Narrowed} */
  function narrow(data, touched) {
    const codes = new Set(touched);
    const isNear = (/** @type {Placing} */ rule) =>
      rule.near.some((n) => codes.has(data.domains[n]));
    const rules = new Map(data.rules.map((rule) => [rule.id, rule]));
    const rule = (/** @type {string} */ id) => /** @type {Placing} */ (rules.get(id));
    const concerns = (/** @type {Placing} */ rule) => !codes.size || rule.any || isNear(rule);
    const able = data.choices.flatMap((choice, n) =>
      choice.pinned || choice.rules.some((id) => concerns(rule(id))) ? [n] : [],
    );
    const spokenFor = new Set(able.flatMap((n) => data.choices[n].rules));
    const others = new Set(
      data.rules.flatMap((one) => (one.joins && !spokenFor.has(one.id) ? [one.id] : [])),
    );
    const points = (/** @type {Askable} */ choice) =>
      choice.points + (codes.size && isNear(rule(choice.id)) ? OF_A_TOUCHED_DOMAIN : 0);
    const chosen = choose(data, able, others, points);
    const items = chosen
      .sort(
        (a, b) =>
          data.stops.indexOf(a.choice.stop) - data.stops.indexOf(b.choice.stop) ||
          a.choice.rank - b.choice.rank,
      )
      .map(({ choice, ids }) => ({
        choice,
        rules: ids,
        level: ids
          .map((id) => rule(id).level)
          .reduce((most, one) => (STRENGTH[one] > STRENGTH[most] ? one : most)),
      }));
    const asked = new Set(items.flatMap((item) => item.rules));
    const counts = Object.fromEntries(data.places.map((place) => [place, 0]));
    for (const one of data.rules) counts[placeOf(one, asked, codes, concerns)]++;
    const couldBe = data.rules.flatMap((one) => (one.checkable && concerns(one) ? [one.id] : []));
    const checkable = new Set([...spokenFor, ...asked, ...couldBe]).size;
    return {
      items,
      counts,
      accounts: accounts(items.length, counts, data, codes.size > 0),
      checkable:
        items.length < data.most
          ? checkableWords(checkable, counts, data.rules.length, codes.size > 0)
          : "",
    };
  }

  /** @param {Placing} rule @param {Set<string>} asked @param {Set<string>} codes @param {(rule: Placing) => boolean} concerns */
  function placeOf(rule, asked, codes, concerns) {
    if (asked.has(rule.id)) return "items";
    if (rule.place === "grid")
      return !codes.size || codes.has(rule.column) ? "grid" : "other domains";
    if (rule.place === "full list" && !rule.dropped && !concerns(rule)) return "other domains";
    return rule.place;
  }

  /**
   * The best first, then the best of what is left; each costs the others what it has in common with them.
   * @param {Pool} data @param {number[]} able places of choices @param {Set<string>} others ids that may be answered along @param {(choice: Askable) => number} points
   */
  function choose(data, able, others, points) {
    const { choices, most, mostAtAPause } = data;
    /** @type {{ choice: Askable, ids: string[] }[]} */
    const chosen = [];
    const left = new Set(able);
    const place = new Map(able.map((n) => [choices[n].id, n]));
    /** @type {Map<number, number>} */
    const near = new Map();
    const domains = counter();
    const things = counter();
    const stops = counter();

    /** @param {number} n */
    function worth(n) {
      const choice = choices[n];
      const wordsLost = (NEAR * (near.get(n) ?? 0)) / 100;
      const thingsLost = OF_ONE_THING * Math.max(0, ...choice.things.map(things.of));
      return points(choice) - wordsLost - thingsLost - OF_ONE_DOMAIN * domains.of(choice.domain);
    }

    /** @param {Map<string, number> | null} shares */
    function best(shares) {
      let found = -1;
      let top = -Infinity;
      for (const n of left) {
        const { stop, domain } = choices[n];
        if (
          stops.of(stop) >= mostAtAPause ||
          (shares && domains.of(domain) >= (shares.get(domain) ?? 0))
        )
          continue;
        const points = worth(n);
        if (points > top) [found, top] = [n, points];
      }
      return found;
    }

    /** @param {number} n */
    function take(n) {
      const choice = choices[n];
      const ids = [...choice.rules];
      left.delete(n);
      chosen.push({ choice, ids });
      stops.add(choice.stop);
      domains.add(choice.domain);
      choice.things.forEach(things.add);
      for (let i = 0; i < choice.alike.length; i += 2) {
        const [other, alike] = [choice.alike[i], choice.alike[i + 1]];
        if (left.has(other)) near.set(other, Math.max(near.get(other) ?? 0, alike));
      }
      for (const id of choice.answers) {
        const other = place.get(id) ?? -1;
        if (
          !left.has(other) ||
          choices[other].pinned ||
          choices[other].asked ||
          choices[other].rules.length > 1
        )
          continue;
        ids.push(id);
        left.delete(other);
      }
      for (const id of choice.answers) if (others.delete(id)) ids.push(id);
    }

    for (const n of able) if (choices[n].pinned && left.has(n) && chosen.length < most) take(n);
    for (const shares of [
      sharesOf(
        able.map((n) => choices[n]),
        most,
      ),
      null,
    ]) {
      for (
        let n = chosen.length < most ? best(shares) : -1;
        n >= 0;
        n = chosen.length < most ? best(shares) : -1
      )
        take(n);
    }
    return chosen;
  }

  /** How many items a domain may have: half an equal share, half one by the number of its choices. @param {Askable[]} choices @param {number} most */
  function sharesOf(choices, most) {
    const sizes = counter();
    choices.forEach((choice) => sizes.add(choice.domain));
    const equal = most / Math.max(1, sizes.all.size);
    return new Map(
      Array.from(sizes.all, ([domain, size]) => [
        domain,
        Math.max(SOME, Math.ceil((equal + (most * size) / choices.length) / 2)),
      ]),
    );
  }

  function counter() {
    /** @type {Map<string, number>} */
    const all = new Map();
    const of = (/** @type {string} */ name) => all.get(name) ?? 0;
    const add = (/** @type {string} */ name) => void all.set(name, of(name) + 1);
    return { add, all, of };
  }

  /** @param {number} number @param {string} noun */
  const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

  /** The sentence that sums to the total. @param {number} items @param {Record<string, number>} counts @param {Pool} data @param {boolean} isNarrowed */
  function accounts(items, counts, data, isNarrowed) {
    const rest = data.places.filter(
      (place) => place !== "items" && (place !== "other domains" || isNarrowed),
    );
    return `${counted(items, "item")} = ${[counted(counts.items, "rule"), ...rest.map((place) => `${place} ${counts[place]}`)].join(", ")} = ${data.rules.length}`;
  }

  /** @param {number} checkable @param {Record<string, number>} counts @param {number} total @param {boolean} isNarrowed */
  function checkableWords(checkable, counts, total, isNarrowed) {
    const rules = total - counts["other domains"];
    if (!rules) return "";
    const all = counted(rules, "rule") + (isNarrowed ? " for this change" : "");
    if (!checkable) return `None of ${all} can be answered from a change as written.`;
    const share = checkable < rules ? `Only ${checkable} of ` : rules > 1 ? "All of " : "";
    return `${share}${all} can be answered from a change as written.`;
  }

  return { narrow };
})();
