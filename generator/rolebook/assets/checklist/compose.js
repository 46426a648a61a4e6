// @ts-check
// The lists of several roles as one: from the actions of each, which the site has as scripts.

var rolebookCompose = (() => {
  "use strict";

  const { list, pieces, say } = rolebookMessages;
  const { make, together } = rolebookDom;
  /** Roles that the title of a meeting names; `MOST` of `checklist/phasing.py`. */
  const MOST_NAMED = 9;
  const PHASES = ["before-day-1", "day-1", "week-1", "day-30", "day-60", "day-90"];

  /** @typedef {{ title: string, role: string, actions: HTMLElement[] }} RoleList */

  /** @param {HTMLElement} page */
  async function start(page) {
    /** @type {HTMLFormElement | null} */
    const form = page.querySelector(".rb-compose");
    if (!form) return;
    const status = /** @type {HTMLElement} */ (page.querySelector(".rb-compose-told"));
    const boxes = Array.from(form.querySelectorAll("input"));
    const values = new URLSearchParams(location.search).getAll("roles");
    const asked = new Set(values.flatMap((value) => value.split(",")));
    for (const box of boxes) box.checked = asked.has(box.value);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!boxes.some((box) => box.checked)) status.textContent = say("compose-none");
      else location.assign(addressOf(boxes.filter((box) => box.checked)));
    });
    const known = new Set(boxes.map((box) => box.value));
    const unknown = unknownWords([...asked].filter((role) => role && !known.has(role)));
    const chosen = boxes.filter((box) => box.checked);
    status.textContent = chosen.length ? "" : unknown;
    if (chosen.length) await put(page, chosen, unknown);
  }

  /** @param {HTMLInputElement[]} chosen */
  function addressOf(chosen) {
    const roles = chosen.map((box) => encodeURIComponent(box.value)).join(",");
    return `${location.href.split(/[?#]/)[0]}?roles=${roles}${location.hash}`;
  }

  /** @param {string[]} roles */
  const unknownWords = (roles) =>
    roles.length ? say("compose-unknown", { count: roles.length, roles: list(roles) }) : "";

  /**
   * Put the list of several roles onto the page.
   * @param {HTMLElement} page @param {HTMLInputElement[]} chosen
   * @param {string} unknown what is to be said of other roles
   */
  async function put(page, chosen, unknown) {
    const roles = chosen.map((box) => box.value);
    const { title, careers, actions } = await of(
      chosen.map((box) => ({ role: box.value, script: box.dataset.script ?? "" })),
    );
    const composed = make(
      "div",
      {
        class: "rolebook rb-onboarding",
        "data-roles": roles.join(","),
        "data-title": title,
        "data-careers": JSON.stringify(careers),
        "data-site": page.dataset.site ?? "",
        "data-people": page.dataset.people ?? "",
        "data-gaps": chosen.map((box) => box.dataset.script ?? "").join(","),
      },
      make("div", { class: "rb-panel" }),
      make("div", { class: "rb-plan" }, make("ul", {}, ...actions)),
    );
    /** @type {HTMLElement} */ (page.querySelector("h1")).textContent = say("onboarding-of", {
      role: title,
    });
    page.querySelector(".rb-compose-choice > .rb-lead")?.remove();
    const choice = /** @type {HTMLElement} */ (page.querySelector(".rb-compose-choice"));
    choice.hidden = true; // so that the reader does not see it move behind the list
    page.querySelector(".rb-composed")?.replaceChildren(lead(actions.length, unknown), composed);
    rolebookChecklist.start(composed);
    requestAnimationFrame(() => requestAnimationFrame(() => (choice.hidden = false)));
  }

  /**
   * The list of some roles: its title, and its actions as elements that are on no page yet.
   * @param {{ role: string, script: string }[]} roles codes of roles, and what their data is called
   * @returns {Promise<{ title: string, careers: Career[], actions: HTMLElement[] }>}
   */
  async function of(roles) {
    const keys = roles.map(({ script }) => `onboarding/${script}`);
    await Promise.all(keys.map((key) => rolebookLoader.script(`${key}.js`)));
    /** @type {{ title: string, careers?: Career[], actions: string[] }[]} */
    const data = keys.map((key) => rolebookLoader.data[key]);
    const lists = data.map(({ title, actions }, n) => ({
      title,
      role: roles[n].role,
      actions: actions.map(element),
    }));
    return {
      title: list(data.map((one) => one.title)),
      careers: data.flatMap((one) => one.careers ?? []),
      actions: combined(lists),
    };
  }

  /** @param {number} count of actions @param {string} unknown */
  function lead(count, unknown) {
    const other = make("a", { href: "#compose" }, say("compose-other"));
    const words = pieces("compose-lead", { actions: say("action-count", { count }), other });
    return make("p", { class: "rb-lead" }, ...words, unknown && ` ${unknown}`);
  }

  /** @param {string} html @returns {HTMLElement} */
  function element(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return /** @type {HTMLElement} */ (template.content.firstElementChild);
  }

  /**
   * One list, by phase: what has the same ID is there once, nobody has to meet a role of their own,
   * and different actions under one title say which role they are for. The command line does the
   * same: `merged` of `checklist/`.
   * @param {RoleList[]} lists @returns {HTMLElement[]}
   */
  function combined(lists) {
    const own = new Set(lists.length > 1 ? lists.map((one) => one.role) : []);
    const rank = (/** @type {HTMLElement} */ action) => PHASES.indexOf(action.dataset.phase ?? "");
    const others = once(lists).filter(({ action }) => meetsOthers(action, own));
    return namedApart(others).sort((a, b) => rank(a) - rank(b));
  }

  /** @typedef {{ role: string, name: string, sources: string[] }} Met a role that is met */

  /**
   * Take roles out of a meeting, with their duties.
   * @param {HTMLElement} action @param {Set<string>} own codes of roles
   * @returns {boolean} whether there is still someone to meet, or it is no meeting
   */
  function meetsOthers(action, own) {
    const isAlone = Array.from(own).some((role) => action.dataset.action === `meet-${role}`);
    if (isAlone) return false;
    /** @type {Met[]} */
    const group = JSON.parse(action.dataset.group ?? "[]");
    const left = group.filter(({ role }) => !own.has(role));
    if (left.length === group.length) return true;
    const sources = new Set(left.flatMap((met) => met.sources));
    for (const topic of topicsOf(action))
      if (!sources.has(topic.dataset.source ?? "")) topic.remove();
    const names = left.map((met) => met.name).filter(Boolean);
    if (names.length) rename(action, say("action-meet-round", { roles: nameList(names) }));
    return left.length > 0;
  }

  /** Names as a sentence has them; those past the first few are counted. @param {string[]} names */
  const nameList = (names) =>
    names.length > MOST_NAMED
      ? list([
          ...names.slice(0, MOST_NAMED),
          say("more-count", { count: names.length - MOST_NAMED }),
        ])
      : list(names);

  /** Every action once, with the role that has it first. @param {RoleList[]} lists */
  function once(lists) {
    /** @type {Map<string, { action: HTMLElement, role: string }>} */
    const actions = new Map();
    for (const { title, actions: own } of lists) {
      for (const action of own) {
        const id = action.dataset.action ?? "";
        const twin = actions.get(id);
        if (twin) addTopics(twin.action, action);
        else actions.set(id, { action, role: title });
      }
    }
    return Array.from(actions.values());
  }

  /**
   * Say of actions under one title which role they are for.
   * @param {ReturnType<typeof once>} actions
   */
  function namedApart(actions) {
    const titles = actions.map(({ action }) => titleOf(action).textContent ?? "");
    actions.forEach(({ action, role }, n) => {
      const isShared = titles.filter((title) => title === titles[n]).length > 1;
      if (isShared) rename(action, say("action-of-role", { title: titles[n], role }));
    });
    return actions.map(({ action }) => action);
  }

  /** @param {HTMLElement} action @returns {HTMLElement} */
  const titleOf = (action) => /** @type {HTMLElement} */ (action.querySelector(".rb-action-title"));

  /** @param {HTMLElement} action @param {string} title */
  function rename(action, title) {
    titleOf(action).replaceChildren(...together(title));
    const summary = /** @type {HTMLElement} */ (action.querySelector("summary > .rb-unseen"));
    summary.textContent = say("action-about", { title });
  }

  /** @param {HTMLElement} action @returns {HTMLElement[]} */
  const topicsOf = (action) => Array.from(action.querySelectorAll("[data-source]"));

  /**
   * Add the topics of one action to those of another.
   * @param {HTMLElement} first @param {HTMLElement} other
   */
  function addTopics(first, other) {
    const known = new Set(topicsOf(first).map((topic) => topic.dataset.source));
    const further = topicsOf(other).filter((topic) => !known.has(topic.dataset.source));
    if (!further.length) return;
    const topics = first.querySelector(".rb-topics");
    if (topics) topics.append(...further);
    else
      first
        .querySelector(".rb-action-more")
        ?.append(make("ul", { class: "rb-topics" }, ...further));
  }

  return { of, start };
})();
