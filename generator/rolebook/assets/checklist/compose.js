// @ts-check
// The lists of several roles as one: from the actions of each, which the site has as scripts.

var rolebookCompose = (() => {
  "use strict";

  const { make } = rolebookDom;

  /** @param {HTMLElement} page */
  async function start(page) {
    const form = /** @type {HTMLFormElement} */ (page.querySelector(".rb-compose"));
    const told = /** @type {HTMLElement} */ (page.querySelector(".rb-compose-told"));
    const boxes = /** @type {HTMLInputElement[]} */ (Array.from(form?.querySelectorAll("input") ?? []));
    if (!form) return;
    const asked = new Set(new URLSearchParams(location.search).getAll("roles").flatMap((value) => value.split(",")));
    for (const box of boxes) box.checked = asked.has(box.value);
    told.textContent = "";
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = boxes.filter((box) => box.checked).map((box) => encodeURIComponent(box.value));
      if (chosen.length) location.assign(`${location.href.split(/[?#]/)[0]}?roles=${chosen.join(",")}${location.hash}`);
      else told.textContent = "Choose a role first.";
    });
    const chosen = boxes.filter((box) => box.checked);
    if (chosen.length) await put(page, chosen);
    else if (asked.size) told.textContent = "There is no role of this name here.";
  }

  /** @param {HTMLElement} page @param {HTMLInputElement[]} chosen */
  async function put(page, chosen) {
    const keys = chosen.map((box) => `onboarding/${box.dataset.script}`);
    await Promise.all(keys.map((key) => rolebookLoader.script(`${key}.js`)));
    /** @type {{ title: string, actions: string[] }[]} */
    const lists = keys.map((key) => rolebookLoader.data[key]);
    const title = inWords(lists.map((list) => list.title));
    const actions = folded(lists.map((list) => list.actions.map(element)));
    const roles = chosen.map((box) => box.value).join(",");
    const made = make("div", { class: "rolebook rb-onboarding", "data-roles": roles, "data-title": title }, make("div", { class: "rb-panel" }), make("div", { class: "rb-plan" }, make("ul", {}, ...actions)));
    /** @type {HTMLElement} */ (page.querySelector("h1")).textContent = `Onboarding: ${title}`;
    /** @type {HTMLElement} */ (page.querySelector(".rb-compose-choice")).hidden = true;
    page.querySelector(".rb-composed")?.replaceChildren(make("p", { class: "rb-lead" }, `${actions.length} actions for one person. `, make("a", { href: location.href.split(/[?#]/)[0] }, "Choose other roles")), made);
    rolebookChecklist.start(made);
  }

  /** @param {string} html @returns {HTMLElement} */
  function element(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return /** @type {HTMLElement} */ (template.content.firstElementChild);
  }

  /** One list, by phase; what has the same id is there once. @param {HTMLElement[][]} lists @returns {HTMLElement[]} */
  function folded(lists) {
    /** @type {Map<string, HTMLElement>} */
    const found = new Map();
    for (const action of lists.flat()) {
      const id = action.dataset.action ?? "";
      const first = found.get(id);
      if (first) fold(first, action);
      else found.set(id, action);
    }
    const PHASES = ["before-day-1", "day-1", "week-1", "day-30", "day-60", "day-90"];
    const rank = (/** @type {HTMLElement} */ action) => PHASES.indexOf(action.dataset.phase ?? "");
    return Array.from(found.values()).sort((a, b) => rank(a) - rank(b));
  }

  /** Put what one action says to what another says; the earlier day holds. @param {HTMLElement} first @param {HTMLElement} other */
  function fold(first, other) {
    const [mine, theirs] = [first.dataset, other.dataset];
    mine.says = union(mine.says, theirs.says, "\n");
    mine.was = union(mine.was, theirs.was, " ");
    if (Number(theirs.due) < Number(mine.due)) {
      for (const key of ["due", "phase"]) mine[key] = theirs[key];
      first.querySelector(".rb-due")?.replaceChildren(...(other.querySelector(".rb-due")?.childNodes ?? []));
    }
    const more = /** @type {HTMLElement} */ (first.querySelector(".rb-action-more"));
    const done = other.querySelector(".rb-done-when");
    if (done && !Array.from(more.querySelectorAll(".rb-done-when")).some((one) => one.textContent === done.textContent)) more.querySelector(".rb-done-when:last-of-type")?.after(done);
    const sources = new Set(Array.from(more.querySelectorAll("[data-source]"), (one) => one.getAttribute("data-source")));
    const topics = Array.from(other.querySelectorAll("[data-source]")).filter((one) => !sources.has(one.getAttribute("data-source")));
    if (!topics.length) return;
    const list = more.querySelector(".rb-topics");
    if (list) list.append(...topics);
    else more.append(make("ul", { class: "rb-topics" }, ...topics));
  }

  /** Parts of two texts, each once. @param {string | undefined} a @param {string | undefined} b @param {string} between */
  const union = (a = "", b = "", between) => Array.from(new Set([...a.split(between), ...b.split(between)])).join(between).trim();

  /** @param {string[]} names */
  const inWords = (names) => (names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0]);

  return { start };
})();
