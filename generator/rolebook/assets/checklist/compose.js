// @ts-check
// The lists of several roles as one: from the actions of each, which the site has as scripts.

var rolebookCompose = (() => {
  "use strict";

  const { make } = rolebookDom;

  /** @param {HTMLElement} page */
  async function start(page) {
    const form = /** @type {HTMLFormElement} */ (page.querySelector(".rb-compose"));
    const told = /** @type {HTMLElement} */ (page.querySelector(".rb-compose-told"));
    const boxes = /** @type {HTMLInputElement[]} */ (
      Array.from(form?.querySelectorAll("input") ?? [])
    );
    if (!form) return;
    const asked = new Set(
      new URLSearchParams(location.search).getAll("roles").flatMap((value) => value.split(",")),
    );
    for (const box of boxes) box.checked = asked.has(box.value);
    told.textContent = "";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = boxes.filter((box) => box.checked).map((box) => encodeURIComponent(box.value));
      if (chosen.length)
        location.assign(
          `${location.href.split(/[?#]/)[0]}?roles=${chosen.join(",")}${location.hash}`,
        );
      else told.textContent = "Choose a role first.";
    });
    const chosen = boxes.filter((box) => box.checked);
    const unknown = Array.from(asked).filter(
      (role) => role && !boxes.some((box) => box.value === role),
    );
    const missing = unknown.length ? `There is no role ${unknown.join(", ")} here.` : "";
    if (chosen.length) await put(page, chosen, missing);
    else told.textContent = missing;
  }

  /** @param {HTMLElement} page @param {HTMLInputElement[]} chosen @param {string} missing what is to be said of other roles */
  async function put(page, chosen, missing) {
    const keys = chosen.map((box) => `onboarding/${box.dataset.script}`);
    await Promise.all(keys.map((key) => rolebookLoader.script(`${key}.js`)));
    /** @type {{ title: string, actions: string[] }[]} */
    const lists = keys.map((key) => rolebookLoader.data[key]);
    const title = lists.map((list) => list.title).join(" and ");
    const roles = chosen.map((box) => box.value);
    const actions = folded(
      lists.map(({ title, actions }, n) => ({
        title,
        role: roles[n],
        actions: actions.map(element),
      })),
    );
    const made = make(
      "div",
      {
        class: "rolebook rb-onboarding",
        "data-roles": roles.join(","),
        "data-title": title,
        "data-site": page.dataset.site ?? "",
      },
      make("div", { class: "rb-panel" }),
      make("div", { class: "rb-plan" }, make("ul", {}, ...actions)),
    );
    /** @type {HTMLElement} */ (page.querySelector("h1")).textContent = `Onboarding: ${title}`;
    page.querySelector(".rb-compose-choice > .rb-lead")?.remove();
    page
      .querySelector(".rb-composed")
      ?.replaceChildren(
        make(
          "p",
          { class: "rb-lead" },
          `${actions.length} actions for one person. `,
          make("a", { href: "#compose" }, "Choose other roles"),
          missing && ` ${missing}`,
        ),
        made,
      );
    rolebookChecklist.start(made);
  }

  /** @param {string} html @returns {HTMLElement} */
  function element(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return /** @type {HTMLElement} */ (template.content.firstElementChild);
  }

  /**
   * One list, by phase: what has the same id is there once, nobody has to meet a role that is theirs, and different
   * actions under one title say which role they are for. The command line does the same: `merged` of `checklist/`.
   * @param {{ title: string, role: string, actions: HTMLElement[] }[]} lists @returns {HTMLElement[]}
   */
  function folded(lists) {
    const own = new Set(lists.length > 1 ? lists.map((list) => `meet-${list.role}`) : []);
    /** @type {Map<string, { action: HTMLElement, role: string }>} */
    const found = new Map();
    for (const { title, actions } of lists) {
      for (const action of actions) {
        const first = found.get(action.dataset.action ?? "");
        if (first) addTopics(first.action, action);
        else found.set(action.dataset.action ?? "", { action, role: title });
      }
    }
    const all = Array.from(found.values());
    const titles = all.map(({ action }) => titleOf(action).textContent);
    all.forEach(
      ({ action, role }, n) =>
        titles.filter((title) => title === titles[n]).length > 1 &&
        rename(action, `${titles[n]} (${role})`),
    );
    const PHASES = ["before-day-1", "day-1", "week-1", "day-30", "day-60", "day-90"];
    const rank = (/** @type {HTMLElement} */ action) => PHASES.indexOf(action.dataset.phase ?? "");
    return all
      .map(({ action }) => action)
      .filter((action) => !own.has(action.dataset.action ?? ""))
      .sort((a, b) => rank(a) - rank(b));
  }

  /** @param {HTMLElement} action @returns {HTMLElement} */
  const titleOf = (action) => /** @type {HTMLElement} */ (action.querySelector(".rb-action-title"));

  /** @param {HTMLElement} action @param {string} title */
  function rename(action, title) {
    titleOf(action).textContent = title;
    /** @type {HTMLElement} */ (action.querySelector("summary > .rb-unseen")).textContent =
      `About “${title}”`;
    action.dataset.says = [title, ...(action.dataset.says ?? "").split("\n").slice(1)].join("\n");
  }

  /** Put what one action is about to what another is about. @param {HTMLElement} first @param {HTMLElement} other */
  function addTopics(first, other) {
    const topics = (/** @type {HTMLElement} */ action) =>
      Array.from(/** @type {NodeListOf<HTMLElement>} */ (action.querySelectorAll("[data-source]")));
    const known = new Set(topics(first).map((topic) => topic.dataset.source));
    const added = topics(other).filter((topic) => !known.has(topic.dataset.source));
    if (!added.length) return;
    const list = first.querySelector(".rb-topics");
    if (list) list.append(...added);
    else
      first.querySelector(".rb-action-more")?.append(make("ul", { class: "rb-topics" }, ...added));
    const lines = new Set((first.dataset.says ?? "").split("\n"));
    first.dataset.says = [
      ...lines,
      ...(other.dataset.says ?? "")
        .split("\n")
        .slice(2)
        .filter((line) => !lines.has(line)),
    ].join("\n"); // behind title and "Done when"
  }
  return { start };
})();
