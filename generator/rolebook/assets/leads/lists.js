// @ts-check
// Texts and files as lists that can be added: links of checklists, and their JSON exports.

/**
 * @typedef {object} RoleOf a role of this handbook
 * @property {string} role its code
 * @property {string} script what its data is called
 * @property {string} path of its checklist from the site's root
 * @property {string} name
 * @typedef {{ brought: Brought, reason: "" } | { brought: null, reason: string }} Reading
 */

var rolebookLists = (() => {
  "use strict";

  const { say } = rolebookMessages;
  const LINK = /(?:https?|file):\/\/[^\s<>"]*#list=[^\s<>"]+/g;

  /** The links to lists in a text, without what ends a sentence. @param {string} text */
  const linksIn = (text) =>
    Array.from(new Set((text.match(LINK) ?? []).map((link) => link.replace(/[^\w]+$/, ""))));

  /** Whether a text is that of a file. @param {string} text */
  const isFile = (text) => /^\ufeff?\s*[[{]/.test(text);

  /** @param {string} reason @returns {Reading} */
  const refused = (reason) => ({ brought: null, reason });

  /**
   * @param {string} link @param {RoleOf[]} roles @param {Date} now @returns {Reading}
   */
  function ofLink(link, roles, now) {
    const [address, fragment = ""] = link.split("#");
    const head = rolebookShare.head(fragment);
    const codes = rolesOf(address, roles);
    if (!head) return refused(say("leads-refused-link"));
    if (!codes.length) return refused(say("leads-refused-role"));
    return {
      brought: {
        called: head.name,
        start: head.start,
        roles: codes,
        kind: "link",
        text: fragment,
        address,
        at: head.made || now.toISOString(),
      },
      reason: "",
    };
  }

  /**
   * The roles of the page that a link leads to: their codes, or how a role that is not here is
   * called there.
   * @param {string} address @param {RoleOf[]} roles @returns {string[]}
   */
  function rolesOf(address, roles) {
    const [path, query = ""] = address.split("?");
    const asked = new URLSearchParams(query).getAll("roles").flatMap((value) => value.split(","));
    if (asked.some(Boolean)) return asked.filter(Boolean);
    const page = path.replace(/(index\.html)?$/, "").replace(/\/?$/, "/");
    const known = roles.find((one) => page.endsWith(`/${one.path}`));
    const [, slug = ""] = /\/([^/]+)\/onboarding\/$/.exec(page) ?? [];
    return known ? [known.role] : [slug].filter(Boolean);
  }

  /** @param {string} text @param {Date} now @returns {Reading} */
  function ofFile(text, now) {
    if (!isFile(text)) return refused(say("leads-refused-kind"));
    const read = rolebookFormats.parse(text);
    if (!read.record) return refused(read.error);
    if (!read.roles.length) return refused(say("leads-refused-role"));
    const { name, made } = rolebookFormats.about(text);
    return {
      brought: {
        called: name,
        start: read.record.start,
        roles: read.roles,
        kind: "file",
        text: JSON.stringify(read.record),
        address: "",
        at: made || now.toISOString(),
      },
      reason: "",
    };
  }

  /**
   * What is recorded in a list.
   * @param {Added} one @param {Action[]} actions of its roles
   * @returns {{ record: Rec, left: number } | null} nothing where it cannot be read any more;
   * `left`: ticks of a link that belong to no action
   */
  function recordOf(one, actions) {
    if (one.kind === "link") {
      const shared = rolebookShare.read(one.text, actions);
      return shared && { record: { ...shared.record, start: one.start }, left: shared.left };
    }
    const { record, problem } = rolebookRecord.parse(one.text);
    const left = rolebookRecord.gone(record, actions).length;
    return problem ? null : { record: { ...record, start: one.start }, left };
  }

  return { isFile, linksIn, ofFile, ofLink, recordOf };
})();
