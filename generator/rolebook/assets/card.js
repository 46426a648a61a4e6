// @ts-check
// The page of a rule, made whole: what its file leaves out, from the cards of its role.
//
// What rules share stands once in a table, and a rule has its number there; `pages/cards.py` makes
// them.

/**
 * @typedef {object} Cards
 * @property {string} language of the words; empty if it is that of the site
 * @property {string} citation with {id}, {sentence} and {place}
 * @property {[title: string, shape: string][]} labels
 * @property {string[]} html for the page of a rule, escaped
 * @property {string[]} words
 * @property {string[][][]} forms what stands around the words of a rule: in a line of text, in one
 * of Markdown, and in the source
 * @property {string[][]} sources what stands around the number of a line, as HTML
 * @property {string[]} editors where each source is edited, with {line}; empty if it is not known
 * @property {string} permalink of a rule, from that of another, with {id}
 * @property {[start: string, place: number][]} shelves how IDs of a category begin, and its name
 * @property {number[][]} rows the shelves that have the same rule
 * @property {CardOfRule[]} rules
 */

/**
 * @typedef {[id: string, text: string, form: number, place: number, revision: number,
 *   source: number, line: number, note: number, check: number, ...facts: any[][]]} CardOfRule
 */

var rolebookCard = (() => {
  "use strict";

  const { make, together } = rolebookDom;
  const { say } = rolebookMessages;
  const [WORDS, MARKDOWN, SOURCE] = [0, 1, 2]; // the forms of a rule

  /** HTML that was made with the page. @param {string} text */
  function parsed(text) {
    const template = document.createElement("template");
    template.innerHTML = text;
    return template.content;
  }

  /** HTML in quiet letters. @param {Node} content */
  const quiet = (content) => make("span", { class: "rb-muted" }, content);

  /** @param {(Node | string)[][]} items @param {string} [more] names of classes */
  const list = (items, more = "") =>
    make("ul", { class: `rb-evidence${more}` }, ...items.map((item) => make("li", {}, ...item)));

  /** @param {number[]} numbers @param {number} size @returns {number[][]} */
  const inGroups = (numbers, size) =>
    numbers.flatMap((_, n) => (n % size ? [] : [numbers.slice(n, n + size)]));

  /** @param {string} text with {names} @param {Record<string, string>} values */
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /** Links, each with its reason. @param {Reader} cards @param {number[]} numbers */
  const linked = ({ html, after }, numbers) =>
    inGroups(numbers, 2).map(([link, reason]) => [html(link), ...after(reason)]);

  /**
   * What is below a label, by its shape.
   * @type {Record<string, (cards: Reader, numbers: any[], id: string) => Node>}
   */
  const SHAPES = {
    words: ({ html }, [n]) => html(n),
    links: (cards, numbers) => list(linked(cards, numbers)),
    brief: (cards, numbers) => list(linked(cards, numbers)),
    maybe: (cards, numbers) => list(linked(cards, numbers), " rb-maybe"),
    uses: ({ html, after }, numbers) =>
      list(
        inGroups(numbers, 3).map(([kind, line, more]) => [
          make("span", { class: "rb-use-kind" }, html(kind)),
          " ",
          make("span", {}, html(line), ...after(more)),
        ]),
        " rb-uses",
      ),
    same: ({ cards, after }, [row, said, count]) => {
      const ends = said.split(" ");
      const element = list(
        cards.rows[row].map((shelf, n) => {
          const [start, place] = cards.shelves[shelf];
          const id = start + (ends[n] ?? ends[0]);
          return [make("a", { href: filled(cards.permalink, { id }) }, id), ...after(place)];
        }),
      );
      if (count)
        element.append(make("li", { class: "rb-muted" }, say("rule-same-more", { count })));
      return element;
    },
    problems: ({ html, after }, numbers) =>
      list(
        inGroups(numbers, 3).map(([code, words, help]) => [
          make("span", { class: "rb-code" }, html(code)),
          " ",
          html(words),
          ...after(help),
        ]),
      ),
    history: ({ html }, [n], id) => {
      const events = html(n);
      for (const one of events.querySelectorAll(".rb-revision"))
        one.textContent = id + one.textContent;
      return events;
    },
  };

  /**
   * Reads the tables of a role.
   * @typedef {ReturnType<typeof reader>} Reader
   * @param {Cards} cards
   */
  function reader(cards) {
    /** @param {number} n */
    const html = (n) => parsed(cards.html[n]);
    return {
      cards,
      html,
      /** A space and quiet words, if there are any. @param {number} n */
      after: (n) => (cards.html[n] ? [" ", quiet(html(n))] : []),
      /** Words of the author, marked with their language. @param {string} words */
      authored: (words) => {
        const parts = together(words);
        if (!cards.language && parts.length < 2) return words;
        return make("span", cards.language ? { lang: cards.language } : {}, ...parts);
      },
      /** One of the forms of a rule. @param {CardOfRule} rule @param {number} n */
      form: ([, words, form], n) => cards.forms[form][n].join(words),
    };
  }

  /**
   * Add to the page of a rule what its file leaves out.
   * @param {HTMLElement} main @param {Cards} cards
   */
  function complete(main, cards) {
    const { authored, form } = reader(cards);
    const id = textOf(main, "h1 .rb-id");
    const level = textOf(main, "h1 .rb-level");
    const byId = new Map(cards.rules.map((rule) => [rule[0], rule]));
    const rule = byId.get(id);
    const neighbours = main.querySelector(".rb-neighbours");
    if (!rule || !neighbours) return; // the page is older than the cards, or newer
    const meaning = say(`level-${level.toLowerCase().replace(" ", "-")}`);
    const href = main.querySelector(".rb-crumbs a")?.getAttribute("href") ?? "";
    neighbours.before(
      make("p", { class: "rb-meaning" }, say("rule-meaning", { level, meaning })),
      make(
        "p",
        { class: "rb-actions" },
        make("a", { class: "rb-button", href }, say("rule-in-context")),
        ...buttons(cards, rule),
        ...editing(cards, rule),
      ),
      make("p", { class: "rb-told rb-muted", role: "status" }),
      make("dl", { class: "rb-facts" }, ...facts(cards, rule)),
    );
    main.querySelectorAll("h1 .rb-id").forEach(letCopy);
    for (const link of main.querySelectorAll(".rb-neighbours a")) {
      const neighbour = byId.get(textOf(link, "span"));
      const words = neighbour ? form(neighbour, WORDS) : "";
      link.append("\n", make("span", { class: "rb-neighbour" }, authored(words)));
    }
  }

  /** @param {Cards} cards @param {CardOfRule} rule */
  function buttons(cards, rule) {
    const [id, , , place, revision] = rule;
    const { authored, form } = reader(cards);
    const citation = filled(cards.citation, {
      id: id + cards.words[revision],
      sentence: form(rule, WORDS),
      place: cards.words[place],
    });
    return [
      button(say("rule-copy-link"), say("rule-copy-link.label", { id }), {}),
      button(say("rule-copy-citation"), say("rule-copy-citation.label", { id }), {
        "data-text": citation,
      }),
      button(say("rule-copy-markdown"), say("rule-copy-markdown.label", { id }), {
        "data-text": form(rule, MARKDOWN),
        "data-linked": id,
      }),
    ];
  }

  /**
   * A button that copies.
   * @param {string} words @param {string} label @param {Record<string, string>} data
   */
  const button = (words, label, data) =>
    make(
      "button",
      { type: "button", class: "rb-button", "data-copy": "", ...data, "aria-label": label },
      words,
    );

  /** A link to the line in the editor of the host. @param {Cards} cards @param {CardOfRule} rule */
  function editing(cards, [, , , , , source, line]) {
    const href = filled(cards.editors[source], { line: String(line) });
    return href ? [make("a", { class: "rb-button", href }, say("rule-edit"))] : [];
  }

  /** Let the ID above a rule be copied: its name stays that of the heading. @param {Element} id */
  function letCopy(id) {
    const words = id.textContent ?? "";
    const title = say("rule-copy-id");
    const data = { "data-copy": "", "data-text": words, "data-stays": "", title };
    id.replaceChildren(make("button", { type: "button", class: "rb-copy-id", ...data }, words));
  }

  /** @param {Cards} cards @param {CardOfRule} rule */
  function facts(cards, rule) {
    const read = reader(cards);
    const [id, , , , , source, line, note, check, ...others] = rule;
    const why = [read.html(note), " ", quiet(new Text(say("rule-why.noted")))];
    return [
      ...(cards.html[note] ? [fact(say("rule-why"), ...why)] : []),
      fact(say("rule-check"), read.html(check)),
      fact(say("rule-raw"), make("code", {}, read.authored(read.form(rule, SOURCE)))),
      ...others.map(([label, ...numbers]) => {
        const [title, shape] = cards.labels[label];
        const element = fact(title, SHAPES[shape](read, numbers, id));
        if (shape === "brief") element.dataset.brief = "";
        return element;
      }),
      fact(say("rule-source"), parsed(cards.sources[source].join(String(line)))),
    ];
  }

  /** @param {string} label @param {(Node | string)[]} content */
  const fact = (label, ...content) =>
    make("div", {}, make("dt", {}, label), make("dd", {}, ...content));

  /** @param {ParentNode} root @param {string} selector */
  const textOf = (root, selector) => root.querySelector(selector)?.textContent ?? "";

  return { complete };
})();
