// @ts-check
// The actions of a checklist in parts under headings: by phase, by owner, or by person to meet.

/** @typedef {{ count: HTMLElement, rows: Row[] }} Part */

var rolebookGroups = (() => {
  "use strict";

  const { say } = rolebookMessages;
  const { make } = rolebookDom;
  const OWNERS = ["colleague", "buddy", "lead"];

  /** @typedef {{ id: string, title: string, rank: number }} Group parts follow their ranks */

  /**
   * From a view to the part that an action belongs to.
   * @type {Record<string, (action: Action) => Group>}
   */
  const VIEWS = {
    phase: ({ phase }) => ({ id: phase, title: rolebookPlan.phaseTitle(phase), rank: 0 }),
    owner: ({ owner }) => ({
      id: `by-${owner}`,
      title: say(`owner-${owner}`),
      rank: OWNERS.indexOf(owner),
    }),
    person: ({ meets, meetsName }) =>
      meets
        ? { id: `with-${meets}`, title: meetsName, rank: 0 }
        : { id: "with-nobody", title: say("checklist-nobody"), rank: 1 },
  };

  /**
   * @param {HTMLElement} page @param {Row[]} rows @param {string} of whose list, for paper
   * @param {HTMLElement} past what comes behind all parts
   */
  function start(page, rows, of, past) {
    const body = /** @type {HTMLElement} */ (page.querySelector(".rb-plan"));
    const existing = /** @type {NodeListOf<HTMLElement>} */ (
      page.querySelectorAll(".rb-step > h2")
    );
    /** The headings are kept, since the theme's table of contents follows them. */
    const headings = new Map(Array.from(existing, (heading) => [heading.id, heading]));
    const contents = rolebookParts.contents();

    /** Put the actions into the parts of a view. @param {string} view @returns {Part[]} */
    function arrange(view) {
      const parts = grouped(rows, view).map(({ id, title, rows }) => {
        const heading = headings.get(id) ?? make("h2", { id }, title);
        const elements = rows.map((row) => row.element);
        return { id, title, rows, ...rolebookActions.step(heading, of, elements) };
      });
      body.replaceChildren(...parts.map((part) => part.section), past);
      contents.show(parts.map(({ id, title }) => [id, title]));
      return parts;
    }

    return { arrange };
  }

  /** @param {Row[]} rows @param {string} view @returns {(Group & { rows: Row[] })[]} */
  function grouped(rows, view) {
    /** @type {Map<string, Group & { rows: Row[] }>} */
    const groups = new Map();
    for (const row of rows) {
      const group = VIEWS[view](row.action);
      const known = groups.get(group.id);
      if (known) known.rows.push(row);
      else groups.set(group.id, { ...group, rows: [row] });
    }
    return Array.from(groups.values()).sort((a, b) => a.rank - b.rank);
  }

  return { start };
})();
