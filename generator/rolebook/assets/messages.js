// @ts-check
// Keys to the words that Rolebook itself prints, from the catalogue that the site was built with.

/** @typedef {string | number | Node} MessageValue */

var rolebookMessages = (() => {
  "use strict";

  const { language, text } = rolebookCatalogue;
  const bundle = new rolebookFluent.FluentBundle(language, { useIsolating: false });
  bundle.addResource(new rolebookFluent.FluentResource(text));
  /** Stands in a message for an element, until the words around it are cut apart. */
  const HELD = "\ue000";

  /** @param {string} key as `tick-count`, or `KW001.help` for an attribute of a message */
  function pattern(key) {
    const [name, attribute] = key.split(".");
    const message = bundle.getMessage(name);
    const found = attribute ? message?.attributes[attribute] : message?.value;
    if (!found) throw new Error(`${language} has no message ${key}`);
    return found;
  }

  /**
   * A message in the language of the site.
   * @param {string} key
   * @param {Record<string, string | number>} [values] by the name that the message has for them
   */
  const say = (key, values) =>
    bundle.formatPattern(pattern(key), values ?? null).replaceAll("\n", " ");

  /**
   * A message in which some values are elements, as the pieces that stand one after the other.
   * @param {string} key @param {Record<string, MessageValue>} values @returns {(string | Node)[]}
   */
  function pieces(key, values) {
    const held = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        value instanceof Node ? `${HELD}${name}${HELD}` : value,
      ]),
    );
    return say(key, held)
      .split(HELD)
      .map((piece, n) => (n % 2 ? /** @type {Node} */ (values[piece]) : piece))
      .filter((piece) => piece !== "");
  }

  /**
   * Items as the language lists them.
   * @param {string[]} items @param {Intl.ListFormatType} [type]
   */
  const list = (items, type = "conjunction") =>
    new Intl.ListFormat(language, { type }).format(items);

  /** A number with the separators of the language. @param {number} number */
  const number = (number) => new Intl.NumberFormat(language).format(number);

  /** A day in words. @param {Date} day @param {Intl.DateTimeFormatOptions} options */
  const date = (day, options) => new Intl.DateTimeFormat(language, options).format(day);

  return { date, language, list, number, pieces, say };
})();
