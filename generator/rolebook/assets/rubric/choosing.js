// @ts-check
// Choosing: which questions to ask of a change that touches some domains. It chooses as the command
// line does (`rubric/choosing.py`, which has the reasons); a test holds the two together.

/**
 * @typedef {object} Askable a rule that may be asked
 * @property {string} id
 * @property {string[]} rules IDs that its author lets it cover, the leading one first
 * @property {string} checkpoint
 * @property {string} domain label of its category; empty for none
 * @property {string | null} aspect what part of a change it is about
 * @property {string[]} risks
 * @property {boolean} asked whether its author wrote the question
 * @property {boolean} forbids whether its words say what not to do, and only its level says so
 * @property {string} html
 * @property {number} points
 * @property {string[]} things
 * @property {number} rank its place in the order of the form
 * @property {boolean} pinned
 * @property {boolean} shared whether so many roles have it that it is asked in every change
 * @property {boolean} thin whether only a change that touches what it is about can answer it
 * @property {string} row the sentence that is repeated with it, asked once at most; or empty
 * @property {number[]} alike in turn, the place of a later choice and how alike it is, of 100
 * @property {string[]} covers IDs of the rules that it would cover
 * @typedef {object} Fate what becomes of a rule that no question covers
 * @property {string} level
 * @property {string} outcome
 * @property {string} column code of its column of the grid
 * @property {number} about the domain that it is about, by its place among all
 * @property {number} own the domain that is its category
 * @property {boolean} any whether it concerns any change
 * @property {boolean} checkable
 * @property {boolean} dropped
 * @property {boolean} joins whether a question may cover it
 * @typedef {Fate & { id: string }} Unasked
 * @typedef {object} Pool what there is to choose from
 * @property {number} most
 * @property {number} mostAtACheckpoint
 * @property {string[]} outcomes
 * @property {string[]} checkpoints
 * @property {string[]} domains
 * @property {Askable[]} choices
 * @property {Fate[]} fates
 * @property {[id: string, fate: number][]} rules
 * @property {Record<string, string[]>} waived waivers of rules in words
 * @typedef {{ choice: Askable, level: string, rules: string[] }} Chosen
 * @typedef {object} Narrowed
 * @property {Chosen[]} items
 * @property {Record<string, number>} counts
 * @property {string} accounts
 * @property {string} answerable
 */

var rolebookChoosing = (() => {
  "use strict";

  const { list, say } = rolebookMessages;
  // The weights of `rubric/choosing.py` and `rubric/scoring.py`.
  const NEAR = 5;
  const OF_ONE_DOMAIN = 0.75;
  const OF_ONE_THING = 1.5;
  const OF_A_TOUCHED_DOMAIN = 2;
  const SOME = 3;
  /** The checkpoint of questions that every change is asked. */
  const EVERY = "every";
  const OWN_FOR_ONE_OF_ANY = 4;
  const MANY_ITEMS = 12;
  /** @type {Record<string, number>} */
  const STRENGTH = { MUST: 3, "MUST NOT": 3, SHOULD: 2, "SHOULD NOT": 2, MAY: 1 };

  /**
   * The questions for a change.
   * @param {Pool} data
   * @param {string[]} touched codes of domains; none means any change
   * @returns {Narrowed}
   */
  function narrow(data, touched) {
    const codes = new Set(touched);
    const rules = data.rules.map(([id, fate]) => ({ id, ...data.fates[fate] }));
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    const ruleOf = (/** @type {string} */ id) => /** @type {Unasked} */ (byId.get(id));
    const isAbout = (/** @type {Unasked} */ rule) => codes.has(data.domains[rule.about]);
    const has = (/** @type {Unasked} */ rule) => isAbout(rule) || codes.has(data.domains[rule.own]);
    const concerns = (/** @type {Unasked} */ rule) => !codes.size || rule.any || has(rule);
    const isOfAny = (/** @type {Askable} */ choice) =>
      codes.size > 0 && (choice.row !== "" || !isAbout(ruleOf(choice.id)));
    const concernsChange = (/** @type {Askable} */ choice) =>
      choice.pinned || choice.rules.some((id) => concerns(ruleOf(id)));
    const points = (/** @type {Askable} */ choice) =>
      choice.points + (codes.size && isAbout(ruleOf(choice.id)) ? OF_A_TOUCHED_DOMAIN : 0);

    const isAble = (/** @type {Askable} */ choice) =>
      concernsChange(choice) && (!choice.thin || (codes.size > 0 && isAbout(ruleOf(choice.id))));
    const able = [...data.choices.keys()].filter((n) => isAble(data.choices[n]));
    const spokenFor = new Set(able.flatMap((n) => data.choices[n].rules));
    const joining = rules.filter((rule) => rule.joins && !spokenFor.has(rule.id));
    const others = new Set(joining.map((rule) => rule.id));
    const once = (/** @type {Askable} */ choice) =>
      choice.row || (isOfAny(choice) ? `${ruleOf(choice.id).about}` : "");
    const chosen = choose(data, able, others, { points, isOfAny, once });
    const items = inOrder(chosen, data).map(({ choice, ids }) => ({
      choice,
      rules: ids,
      level: strictest(ids.map((id) => ruleOf(id).level)),
    }));

    const asked = new Set(items.flatMap((item) => item.rules));
    const counts = Object.fromEntries(data.outcomes.map((outcome) => [outcome, 0]));
    for (const rule of rules) counts[outcomeOf(rule, asked, codes, concerns)]++;
    const couldBe = rules.filter((rule) => rule.checkable && concerns(rule));
    const checkable = new Set([...spokenFor, ...asked, ...couldBe.map((rule) => rule.id)]).size;
    const rulesForChange = data.rules.length - counts.other_domains;
    return {
      items,
      counts,
      accounts: accounts(items.length, counts, data.rules.length),
      answerable:
        items.length < data.most ? answerable(checkable, rulesForChange, codes.size > 0) : "",
    };
  }

  /** @param {{ choice: Askable, ids: string[] }[]} chosen @param {Pool} data */
  function inOrder(chosen, { checkpoints, mostAtACheckpoint }) {
    const shared = chosen.filter(({ choice }) => choice.shared);
    shared.sort(({ choice: a }, { choice: b }) => a.rank - b.rank);
    for (const one of shared.slice(0, mostAtACheckpoint))
      one.choice = { ...one.choice, checkpoint: EVERY };
    return chosen.sort(
      ({ choice: a }, { choice: b }) =>
        checkpoints.indexOf(a.checkpoint) - checkpoints.indexOf(b.checkpoint) || a.rank - b.rank,
    );
  }

  /** @param {string[]} levels */
  const strictest = (levels) =>
    levels.reduce((most, level) => (STRENGTH[level] > STRENGTH[most] ? level : most));

  /**
   * What becomes of a rule.
   * @param {Unasked} rule
   * @param {Set<string>} asked
   * @param {Set<string>} codes
   * @param {(rule: Unasked) => boolean} concerns
   */
  function outcomeOf(rule, asked, codes, concerns) {
    if (asked.has(rule.id)) return "item";
    if (rule.outcome === "grid")
      return !codes.size || codes.has(rule.column) ? "grid" : "other_domains";
    const isLeftOut = rule.outcome === "list" && !rule.dropped && !concerns(rule);
    return isLeftOut ? "other_domains" : rule.outcome;
  }

  /**
   * The best first, then the best of what is left; each makes those like it worth less.
   * @param {Pool} data
   * @param {number[]} able places of choices
   * @param {Set<string>} others IDs of rules that may be covered
   * @param {object} of
   * @param {(choice: Askable) => number} of.points
   * @param {(choice: Askable) => boolean} of.isOfAny whether it may be asked of any change
   * @param {(choice: Askable) => string} of.once what only one question may be asked for, if any
   */
  function choose(data, able, others, { points, isOfAny, once }) {
    const { choices, most, mostAtACheckpoint } = data;
    /** @type {{ choice: Askable, ids: string[] }[]} */
    const chosen = [];
    const left = new Set(able);
    const placeOf = new Map(able.map((n) => [choices[n].id, n]));
    /** How alike each is to the chosen one that is most like it. @type {Map<number, number>} */
    const near = new Map();
    const likeness = likenessOf(choices);
    const domains = counter();
    const things = counter();
    const checkpoints = counter();
    /** What only one question may be asked for. @type {Set<string>} */
    const asked = new Set();
    let ofAny = 0;

    /** @param {number} n */
    function worth(n) {
      const choice = choices[n];
      const lostToWords = (NEAR * (near.get(n) ?? 0)) / 100;
      const lostToThings = OF_ONE_THING * Math.max(0, ...choice.things.map(things.of));
      const lostToDomain = OF_ONE_DOMAIN * domains.of(choice.domain);
      return points(choice) - lostToWords - lostToThings - lostToDomain;
    }

    /** @param {number} n @param {Map<string, number> | null} shares */
    function hasRoom(n, shares) {
      const { checkpoint, domain } = choices[n];
      if (checkpoints.of(checkpoint) >= mostAtACheckpoint) return false;
      if (asked.has(once(choices[n]))) return false;
      const hasRoomForAny = (ofAny + 1) * OWN_FOR_ONE_OF_ANY <= chosen.length - ofAny;
      if (isOfAny(choices[n]) && !hasRoomForAny) return false;
      return !shares || domains.of(domain) < (shares.get(domain) ?? 0);
    }

    /** The best that has room; -1 for none. @param {Map<string, number> | null} shares */
    function best(shares) {
      let place = -1;
      let most = -Infinity;
      for (const n of left) {
        if (!hasRoom(n, shares)) continue;
        const points = worth(n);
        if (points > most) [place, most] = [n, points];
      }
      return chosen.length >= MANY_ITEMS && most < 0 ? -1 : place;
    }

    /** @param {number} n */
    function take(n) {
      const choice = choices[n];
      const ids = [...choice.rules];
      left.delete(n);
      chosen.push({ choice, ids });
      checkpoints.add(choice.checkpoint);
      domains.add(choice.domain);
      choice.things.forEach(things.add);
      if (once(choice)) asked.add(once(choice));
      if (isOfAny(choice)) ofAny++;
      for (const [other, alike] of likeness[n])
        if (left.has(other)) near.set(other, Math.max(near.get(other) ?? 0, alike));
      for (const id of choice.covers) {
        const other = placeOf.get(id) ?? -1;
        if (!left.has(other) || !isPlain(choices[other])) continue;
        ids.push(id);
        left.delete(other);
      }
      for (const id of choice.covers) if (others.delete(id)) ids.push(id);
    }

    for (const n of able) {
      if (choices[n].pinned && left.has(n) && chosen.length < most) take(n);
    }
    const shares = sharesOf(
      able.map((n) => choices[n]),
      most,
    );
    for (const limit of [shares, null]) {
      let next = best(limit);
      while (next >= 0 && chosen.length < most) {
        take(next);
        next = best(limit);
      }
    }
    return chosen;
  }

  /**
   * For each choice, the places of others and how alike they are, which the data say once for two.
   * @param {Askable[]} choices
   */
  function likenessOf(choices) {
    /** @type {[other: number, alike: number][][]} */
    const likeness = choices.map(() => []);
    choices.forEach(({ alike }, n) => {
      for (let i = 0; i < alike.length; i += 2) {
        likeness[n].push([alike[i], alike[i + 1]]);
        likeness[alike[i]].push([n, alike[i + 1]]);
      }
    });
    return likeness;
  }

  /** Whether its author says nothing about it, so that another question may cover it. */
  const isPlain = (/** @type {Askable} */ choice) =>
    !choice.pinned && !choice.asked && !choice.row && choice.rules.length === 1;

  /**
   * How many items a domain may have: half an equal share, half one by the number of its choices.
   * @param {Askable[]} choices
   * @param {number} most
   */
  function sharesOf(choices, most) {
    const sizes = counter();
    choices.forEach((choice) => sizes.add(choice.domain));
    const equal = most / Math.max(1, sizes.all.size);
    const share = (/** @type {number} */ size) =>
      Math.max(SOME, Math.ceil((equal + (most * size) / choices.length) / 2));
    return new Map(Array.from(sizes.all, ([domain, size]) => [domain, share(size)]));
  }

  function counter() {
    /** @type {Map<string, number>} */
    const all = new Map();
    const of = (/** @type {string} */ name) => all.get(name) ?? 0;
    const add = (/** @type {string} */ name) => void all.set(name, of(name) + 1);
    return { add, all, of };
  }

  /**
   * The sentence that accounts for every rule, as `rubric/wording.py` has it.
   * @param {number} count of questions
   * @param {Record<string, number>} counts of rules by outcome
   * @param {number} total
   */
  function accounts(count, counts, total) {
    if (!total) return say("rubric-accounts-no-rules");
    const rules = say("rule-count", { count: counts.item });
    const clauses = Object.entries(counts).flatMap(([outcome, count]) =>
      count && outcome !== "item" ? [say(`rubric-accounts-${outcome}`, { count })] : [],
    );
    if (!clauses.length) return say("rubric-accounts-only-questions", { count, rules });
    const others = list(clauses);
    if (!count) return say("rubric-accounts-no-questions", { others, total });
    return say("rubric-accounts", { count, rules, others, total });
  }

  /** @param {number} answerable @param {number} count of rules @param {boolean} isNarrowed */
  function answerable(answerable, count, isNarrowed) {
    if (!count) return "";
    const partly = answerable ? "some" : "none";
    const share = answerable === count ? "all" : partly;
    const scope = isNarrowed ? `narrowed-${share}` : share;
    return say(`rubric-answerable-${scope}`, { answerable, count });
  }

  return { narrow };
})();
