// @ts-check
// Elements that scripts make, and files that they save.

/**
 * @typedef {(text: string) => (Node | string)[]} Marker
 * A text in which the words that were asked for are marked.
 */

var rolebookDom = (() => {
  "use strict";

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} tag
   * @param {Record<string, string | boolean | ((event: any) => void)>} [properties]
   * @param {(Node | string)[]} children
   * @returns {HTMLElementTagNameMap[K]}
   */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  /** @param {string} words @returns {Marker} */
  function marker(words) {
    const matches = rolebookWords.matcher(words);
    return (text) => {
      /** @type {(Node | string)[]} */
      const parts = [];
      let end = 0;
      for (const [from, to] of matches(text)) {
        parts.push(text.slice(end, from), make("mark", {}, text.slice(from, to)));
        end = to;
      }
      return [...parts, text.slice(end)];
    };
  }

  /** @param {string} level */
  const levelMark = (level) => make("span", { class: `rb-level ${levelClass(level)}` }, level);

  /** As the templates' filter `css` has it. @param {string} level */
  const levelClass = (level) => `rb-${level.toLowerCase().replace(/\W+/g, "-")}`;

  /**
   * A link, or its words alone if there is no address.
   * @param {string} href @param {Record<string, string>} properties
   * @param {(Node | string)[]} children
   */
  const linkTo = (href, properties, ...children) =>
    href ? make("a", { ...properties, href }, ...children) : make("span", properties, ...children);

  /** Saves a text as a file. @param {string} name @param {string} text @param {string} type */
  function save(name, text, type) {
    const link = make("a", {
      href: URL.createObjectURL(new Blob([text], { type })),
      download: name,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000); // some browsers read it after the click
  }

  const FROM_THE_RIGHT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]";
  const TURNED = new RegExp(`${FROM_THE_RIGHT}(?:.*${FROM_THE_RIGHT})?`, "s");

  /**
   * A sentence of ours; what an author wrote from right to left in it is one piece, as
   * `kept_together` of `pages/context.py` has it.
   * @param {string} text @returns {(Node | string)[]}
   */
  function together(text) {
    const turned = TURNED.exec(text);
    if (!turned) return [text];
    const end = turned.index + turned[0].length;
    return [text.slice(0, turned.index), make("bdi", {}, turned[0]), text.slice(end)];
  }

  return { make, marker, together, levelMark, linkTo, save };
})();
