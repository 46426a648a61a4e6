// @ts-check
// The lists that a lead has added, as this browser keeps them: who has which list, and its text.

/**
 * @typedef {object} Added a list of someone
 * @property {string} id
 * @property {string} name as the lead calls the person; never empty
 * @property {string} called as the list calls the person, or nothing
 * @property {string} start the first day, or nothing
 * @property {string[]} roles codes of roles
 * @property {"link" | "file"} kind
 * @property {string} text the fragment of a link, or a record as JSON
 * @property {string} address of the page that a link leads to, or nothing
 * @property {string} at when the list was made, or added where that is not known
 * @typedef {Omit<Added, "id" | "name">} Brought a list that is to be added
 * @typedef {"added" | "updated" | "older"} Outcome
 */

var rolebookKept = (() => {
  "use strict";

  const { say } = rolebookMessages;
  const SCHEMA = 1;

  /** @param {string} site the path of the site's root @param {() => Storage} place */
  function open(site, place) {
    const key = `rolebook.leads:${site}:people`;
    /** What could not be kept. @type {string | null} */
    let memory = null;

    /** @returns {Added[]} */
    function people() {
      try {
        return read(memory ?? place().getItem(key));
      } catch {
        return read(memory);
      }
    }

    /** @param {Added[]} all */
    function keep(all) {
      const text = JSON.stringify({ schema: SCHEMA, people: all });
      try {
        place().setItem(key, text);
        memory = null;
      } catch {
        memory = text;
      }
    }

    /** Whether a change elsewhere concerns it. @param {string | null} changed */
    const isOurs = (changed) => changed === null || changed === key;

    return { isOurs, keep, people, isTrouble: () => memory !== null };
  }

  /** @param {string | null} text @returns {Added[]} */
  function read(text) {
    try {
      const { people } = JSON.parse(text ?? "{}");
      return Array.isArray(people) ? people.filter(isAdded) : [];
    } catch {
      return [];
    }
  }

  const TEXTS = ["id", "name", "called", "start", "kind", "text", "address", "at"];

  /** @param {any} one */
  const isAdded = (one) =>
    TEXTS.every((field) => typeof one?.[field] === "string") &&
    Array.isArray(one.roles) &&
    one.roles.every((/** @type {unknown} */ role) => typeof role === "string");

  /** A name as it is compared. @param {string} name */
  const plain = (name) => name.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();

  /** @param {string[]} roles */
  const together = (roles) => [...roles].sort().join(",");

  /**
   * Whether a list is another one of the same person and role. Without a name it could be
   * anybody's, unless it is the same to the letter.
   * @param {Added} one @param {Brought} other
   */
  function isOf(one, other) {
    if (together(one.roles) !== together(other.roles)) return false;
    if (!plain(other.called)) return one.text === other.text;
    return [one.name, one.called].map(plain).includes(plain(other.called));
  }

  /**
   * Add a list to those that are there, or put it in the place of an older one.
   * @param {Added[]} all @param {Brought} brought
   * @returns {{ people: Added[], one: Added, outcome: Outcome }}
   */
  function add(all, brought) {
    const before = all.find((one) => isOf(one, brought));
    if (!before) {
      const one = { ...brought, id: freeId(all), name: freeName(all, brought) };
      return { people: [...all, one], one, outcome: "added" };
    }
    if (minute(brought) < minute(before)) return { people: all, one: before, outcome: "older" };
    const start = brought.start || before.start;
    const one = { ...brought, id: before.id, name: before.name, start };
    const people = all.map((other) => (other === before ? one : other));
    return { people, one, outcome: "updated" };
  }

  /** When a list was made, to the minute, as links have it. @param {Brought} brought */
  const minute = ({ at }) => at.slice(0, "2027-01-04T09:30".length);

  /** @param {Added[]} all */
  const freeId = (all) => `${1 + Math.max(0, ...all.map((one) => Number(one.id) || 0))}`;

  /** The name of a person, or one that no one has. @param {Added[]} all @param {Brought} brought */
  function freeName(all, { called }) {
    if (called.trim()) return called.trim();
    const wanted = say("person-unnamed");
    const taken = new Set(all.map((one) => one.name));
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted} ${n}`;
    return name;
  }

  /**
   * Change what the lead knows of a person. If another list of that person and role is there, the
   * newer one stays.
   * @param {Added[]} all @param {string} id @param {Partial<Added>} values
   * @returns {{ people: Added[], joined: Added | null }} `joined`: the one that was replaced
   */
  function change(all, id, values) {
    const people = all.map((one) => (one.id === id ? { ...one, ...values } : one));
    const changed = people.find((one) => one.id === id);
    const isTwin = (/** @type {Added} */ one) =>
      one !== changed && changed && isOf(one, { ...changed, called: changed.name });
    const twin = values.name ? people.find(isTwin) : undefined;
    if (!changed || !twin) return { people, joined: null };
    const [older, newer] = changed.at < twin.at ? [changed, twin] : [twin, changed];
    const whole = { ...newer, start: newer.start || older.start };
    return {
      people: people.filter((one) => one !== older).map((one) => (one === newer ? whole : one)),
      joined: older,
    };
  }

  return { add, change, open };
})();
