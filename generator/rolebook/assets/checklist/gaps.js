// @ts-check
// Skills in which people rate themselves below what their roles need, with the rules that ask.

/**
 * @typedef {object} Needed a skill that a role needs, as `pages/own_gaps.py` has it
 * @property {string} source its code
 * @property {string} name
 * @property {number} low
 * @property {number} high
 * @property {[level: string, low: number, high: number][]} byLevel what each career level needs
 * @property {string} why HTML: rules and pages; addresses are from the root of the site
 * @typedef {{ role: string, name: string, skills: Needed[] }} Needs of a role
 * @typedef {object} GapOfRole
 * @property {string} role its name
 * @property {string} needs levels such as "3–5"
 * @property {number} missing how many levels
 * @property {string} why
 * @typedef {{ source: string, name: string, level: string, roles: GapOfRole[] }} Gap
 * @typedef {object} Rated
 * @property {Rec} record
 * @property {string} who whose list it is, if not the reader's
 * @property {boolean} isBlank
 * @property {Map<string, string>} chosen the levels of a career, by role
 */

var rolebookGaps = (() => {
  "use strict";

  const { pieces, say } = rolebookMessages;
  const { make } = rolebookDom;
  const { asNeeded, fit, needs } = rolebookLevels;
  const ID = "your-gaps";

  /** The levels of the last ratings, by skill. @param {Rec} record @param {Action[]} actions */
  const rated = (record, actions) =>
    new Map([
      ...rolebookLevels.levels(record, actions, "first"),
      ...rolebookLevels.levels(record, actions, "again"),
    ]);

  /**
   * The skills below what roles need; those that lack most levels come first.
   * @param {Needs[]} roles @param {Map<string, string>} levels by skill
   * @param {Map<string, string>} [chosen] level of a career by the code of the role
   * @returns {Gap[]}
   */
  function gaps(roles, levels, chosen = new Map()) {
    /** @type {Map<string, Gap>} */
    const found = new Map();
    for (const { role, name, skills } of roles) {
      for (const one of skills) {
        const skill = asNeeded(asSkill(one, role), chosen);
        const level = levels.get(one.source) ?? "";
        if (!skill || fit(skill, level) !== "below") continue;
        const gap = found.get(one.source) ?? {
          source: one.source,
          name: one.name,
          level,
          roles: [],
        };
        const missing = skill.low - Number(level);
        const ofRole = { role: name, needs: needs(skill), missing, why: one.why };
        found.set(one.source, { ...gap, roles: [...gap.roles, ofRole] });
      }
    }
    return Array.from(found.values()).sort((a, b) => most(b) - most(a));
  }

  /** @param {Needed} skill @param {string} role its code @returns {Skill} */
  const asSkill = ({ source, name, low, high, byLevel }, role) => ({
    source,
    name,
    low,
    high,
    most: 0,
    role,
    byLevel,
  });

  /** How many levels are missing. @param {Gap} gap */
  const most = ({ roles }) => Math.max(...roles.map(({ missing }) => missing));

  /**
   * @param {HTMLElement} page @param {Action[]} actions
   * @returns {{ draw: (rated: Rated) => void }}
   */
  function start(page, actions) {
    const slugs = (page.dataset.gaps ?? "").split(",").filter(Boolean);
    const section = make("section", {
      class: "rb-own-gaps",
      "aria-labelledby": ID,
      hidden: true,
    });
    const told = make("p", { class: "rb-gaps-told", hidden: true });
    page.querySelector(".rb-panel")?.after(told);
    page.append(section);
    /** @type {Needs[] | null} */
    let roles = null;
    /** @type {Rated | null} */
    let last = null;
    let isAsked = false;
    let shown = "";

    async function ask() {
      isAsked = true;
      const keys = slugs.map((slug) => `onboarding/gaps/${slug}`);
      try {
        await Promise.all(keys.map((key) => rolebookLoader.script(`${key}.js`)));
        roles = keys.map((key) => rolebookLoader.data[key]);
        if (last) draw(last);
      } catch (error) {
        isAsked = false; // the next change asks again
      }
    }

    /** @param {Rated} now */
    function draw(now) {
      last = now;
      const levels = rated(now.record, actions);
      const numbered = Array.from(levels.values()).some((level) => /^\d+$/.test(level));
      const isShown = numbered && !now.isBlank && slugs.length > 0;
      if (isShown && !isAsked) ask();
      section.hidden = told.hidden = !isShown || !roles;
      if (section.hidden || !roles) return;
      const found = gaps(roles, levels, now.chosen);
      const key = JSON.stringify([now.who, found]);
      if (key === shown) return; // the focus stays where it is
      shown = key;
      const count = found.length;
      told.replaceChildren(...linkTo(count));
      section.replaceChildren(...content(found, now.who, roles.length));
    }

    return { draw };
  }

  /** @param {number} count of skills */
  function linkTo(count) {
    const link = make("a", { href: `#${ID}` }, say("own-gaps-link"));
    return pieces("own-gaps-told", { skills: say("skill-count", { count }), count, link });
  }

  /**
   * @param {Gap[]} found @param {string} who whose they are, if not the reader's
   * @param {number} roles how many @returns {HTMLElement[]}
   */
  function content(found, who, roles) {
    const title = who ? say("own-gaps-of", { person: who }) : say("own-gaps");
    const help = found.length ? say("own-gaps-help") : say("own-gaps-none", { count: roles });
    const unprinted = make("span", { class: "rb-own-private" }, say("own-gaps-help.private"));
    return [
      make("h2", { id: ID }, title),
      make("p", { class: "rb-muted" }, help, " ", unprinted),
      ...found.map((gap) => entry(gap)),
    ];
  }

  /** @param {Gap} gap */
  function entry({ name, level, roles }) {
    return make(
      "article",
      { class: "rb-own-gap" },
      make("h3", {}, name),
      ...roles.flatMap(({ role, needs, missing, why }) => [
        make(
          "p",
          { class: "rb-own-need" },
          say("own-gap-needs", { role, needs, level, count: missing }),
        ),
        fromRoot(why),
      ]),
    );
  }

  /** HTML of the site with links from its root. @param {string} html */
  function fromRoot(html) {
    const box = make("div", {});
    box.innerHTML = html;
    for (const link of box.querySelectorAll("a"))
      link.href = new URL(link.getAttribute("href") ?? "", rolebookLoader.root).href;
    return box;
  }

  return { gaps, start };
})();
