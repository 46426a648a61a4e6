// @ts-check
// Where records are kept: the storage of this browser, or the memory of this page without it.
// Checklists are kept by person, reviews by change; both are called people here.

/**
 * @typedef {{ id: string, name: string }} Person
 * @typedef {{ schema: number, next: number, current: string, people: Person[] }} People
 * @typedef {"" | "blocked" | "full"} Trouble
 * @typedef {{ key: string, text: string | null }} Kept what stood somewhere before it was changed
 * @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">} Place
 */

var rolebookStore = (() => {
  "use strict";

  const { say } = rolebookMessages;
  /** The name of the first person until they give another. */
  const ME = say("person-me");

  /**
   * The checklists of roles.
   * @param {{ site: string, roles: string[], place: () => Place }} options
   * `site` is the path of the site's root
   */
  const open = (options) =>
    keep({
      ...options,
      kind: "onboarding",
      first: ME,
      nobody: say("person-unnamed"),
      parse: rolebookRecord.parse,
    });

  /**
   * @template R a record
   * @param {object} options
   * @param {string} options.kind what is kept, for the names of the keys
   * @param {string} options.site
   * @param {string[]} options.roles
   * @param {() => Place} options.place
   * @param {string} options.first who is there before anybody has a name
   * @param {string} options.nobody who has no name
   * @param {(text: string | null) => { record: R, problem: Problem }} options.parse
   */
  function keep({ kind, site, roles, place, first: me, nobody, parse }) {
    const base = `rolebook.${kind}:${site}:`;
    const list = roles.map(encodeURIComponent).join("+");
    /** What could not be kept. @type {Map<string, string | null>} */
    const memory = new Map();
    /** @type {Trouble} */
    let trouble = "";

    /** @param {string} key @returns {string | null} */
    function get(key) {
      if (memory.has(key)) return memory.get(key) ?? null;
      try {
        return place().getItem(key);
      } catch {
        trouble ||= "blocked";
        return null;
      }
    }

    /** @param {string} key @param {string | null} text */
    function set(key, text) {
      try {
        if (text === null) place().removeItem(key);
        else place().setItem(key, text);
        memory.delete(key);
        if (!memory.size) trouble = "";
      } catch (error) {
        trouble = /quota/i.test(error instanceof Error ? error.name : "") ? "full" : "blocked";
        memory.set(key, text);
      }
    }

    /** The keys of all lists, whatever the role. @returns {string[]} */
    function listKeys() {
      const stored = [];
      try {
        for (let n = 0; n < place().length; n++) stored.push(place().key(n) ?? "");
      } catch {
        // nothing is stored
      }
      return Array.from(new Set([...stored, ...memory.keys()])).filter((key) =>
        key.startsWith(`${base}list:`),
      );
    }

    /** All keys of a person. @param {string} id @returns {string[]} */
    const keysOf = (id) => listKeys().filter((key) => key.endsWith(`:${id}`));

    /** Who has a list, even if the names are lost. @returns {string[]} */
    const idsOf = () =>
      listKeys()
        .map((key) => key.slice(key.lastIndexOf(":") + 1))
        .sort();

    const peopleKey = `${base}people`;
    /** @param {string} id */
    const key = (id) => `${base}list:${list}:${id}`;

    /** @returns {People} */
    function people() {
      const text = get(peopleKey);
      return (
        (text && checked(text)) ||
        whole(
          [...new Set(["1", ...idsOf()])].map((id) => ({
            id,
            name: id === "1" ? me : `${nobody} ${id}`,
          })),
        )
      );
    }

    /**
     * Everyone who is stored, if that can be read.
     * @param {string} text @returns {People | null}
     */
    function checked(text) {
      try {
        const found = JSON.parse(text);
        const isPerson = (/** @type {any} */ one) =>
          typeof one?.id === "string" && typeof one?.name === "string";
        const isSound =
          Array.isArray(found?.people) && found.people.length && found.people.every(isPerson);
        return isSound ? whole(found.people, found) : null;
      } catch {
        return null;
      }
    }

    /**
     * People, of whom one is current, and the next ID, which nobody has yet.
     * @param {Person[]} people @param {any} [found] @returns {People}
     */
    function whole(people, found = {}) {
      const numbers = people.map(({ id }) => Number(id)).filter(Number.isSafeInteger);
      const next = Math.max(
        2,
        Number.isSafeInteger(found.next) ? found.next : 0,
        ...numbers.map((number) => number + 1),
      );
      const current = people.some(({ id }) => id === found.current) ? found.current : people[0].id;
      return { schema: 1, next, current, people };
    }

    /** @param {(all: People) => People} change */
    const change = (change) => set(peopleKey, JSON.stringify(change(people())));

    /** @param {string} id */
    const choose = (id) => change((all) => ({ ...all, current: id }));

    /**
     * @param {string} name
     * @returns {string} the ID of the new person, who is now the current one
     */
    function add(name) {
      const id = String(people().next);
      change((all) => ({
        ...all,
        next: all.next + 1,
        current: id,
        people: [...all.people, { id, name: free(name, all.people, nobody) }],
      }));
      return id;
    }

    /** @param {string} id @param {string} name */
    function rename(id, name) {
      change((all) => {
        const others = all.people.filter((other) => other.id !== id);
        const renamed = { id, name: free(name, others, nobody) };
        return { ...all, people: all.people.map((one) => (one.id === id ? renamed : one)) };
      });
    }

    /** Delete a person with all lists. @param {string} id @returns {Kept[]} what `restore` takes */
    function remove(id) {
      const kept = [peopleKey, ...keysOf(id)].map((key) => ({ key, text: get(key) }));
      change((all) => {
        const left = all.people.filter((one) => one.id !== id);
        return { ...all, people: left, current: all.current === id ? left[0].id : all.current };
      });
      keysOf(id).forEach((key) => set(key, null));
      return kept;
    }

    /** Bring back who is missing, whatever became of the others since. @param {People} before */
    function bringBack(before) {
      before.people.forEach((one, at) =>
        change((all) => {
          if (all.people.some((other) => other.id === one.id)) return all;
          const back = { ...one, name: free(one.name, all.people, nobody) };
          return { ...all, people: [...all.people.slice(0, at), back, ...all.people.slice(at)] };
        }),
      );
      choose(before.current);
    }

    /** What is kept of a person. @param {string} id @returns {Kept} */
    const kept = (id) => ({ key: key(id), text: get(key(id)) });

    /** @param {Kept[]} before */
    const restore = (before) =>
      before.forEach(({ key, text }) =>
        key === peopleKey && text ? bringBack(JSON.parse(text)) : set(key, text),
      );

    /**
     * What is kept of a list; one of several roles begins with what is kept of each.
     * @param {string} id @returns {string | null}
     */
    function textOf(id) {
      const own = get(key(id));
      if (own !== null || roles.length < 2) return own;
      const records = roles
        .map((role) => get(`${base}list:${encodeURIComponent(role)}:${id}`))
        .filter((text) => text !== null)
        .map((text) => rolebookRecord.parse(text).record);
      if (!records.length) return null;
      const merged = records.reduce(
        (mine, theirs) => rolebookRecord.merge(mine, theirs, "").record,
      );
      return JSON.stringify(merged);
    }

    /** @param {string} id */
    const record = (id) => parse(textOf(id));

    /** Empty a list. @param {string} id */
    const clear = (id) =>
      set(key(id), roles.length < 2 ? null : JSON.stringify(rolebookRecord.empty()));

    /**
     * Change a record as it is now; another tab may have changed it. One that is not understood
     * stays as it is.
     * @param {string} id @param {(record: R) => R} change
     */
    function update(id, change) {
      const { record, problem } = parse(textOf(id));
      if (!problem) set(key(id), JSON.stringify(change(record)));
    }

    /**
     * Whether a change elsewhere concerns this list; clearing everything has no key.
     * @param {string | null} changed
     */
    const isOurs = (changed) => changed === null || changed.startsWith(base);

    return {
      add,
      choose,
      clear,
      isOurs,
      kept,
      people,
      record,
      remove,
      rename,
      restore,
      update,
      trouble: () => trouble,
    };
  }

  /**
   * A name that nobody has.
   * @param {string} name @param {Person[]} people @param {string} nobody
   */
  function free(name, people, nobody) {
    const taken = new Set(people.map((one) => one.name));
    const wanted = name.trim() || nobody;
    let unused = wanted;
    for (let n = 2; taken.has(unused); n++) unused = `${wanted} ${n}`;
    return unused;
  }

  return { ME, keep, open };
})();
