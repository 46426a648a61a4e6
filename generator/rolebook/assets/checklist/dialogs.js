// @ts-check
// The dialogs of a checklist: people, import, reset, and texts to copy. Each is made when it opens.

var rolebookDialogs = (() => {
  "use strict";

  const { say } = rolebookMessages;
  const { make } = rolebookDom;
  /** Characters of an import: many times the longest list, and a fifth of what browsers keep. */
  const LONGEST = 1_000_000;

  /**
   * Show a dialog until it is closed; the focus goes back to where it was.
   * @param {string} title @param {(Node | string)[]} content
   * @param {(Node | string)[]} [buttons] besides the one that closes it
   * @param {string} [closing] the words of that
   */
  function show(title, content, buttons = [], closing = say("dialog-cancel")) {
    const before = document.activeElement;
    const dialog = make(
      "dialog",
      { class: "rolebook rb-dialog", "aria-labelledby": "rb-dialog-title" },
      make("h2", { id: "rb-dialog-title" }, title),
      ...content,
      make(
        "p",
        { class: "rb-dialog-buttons" },
        ...buttons,
        make(
          "button",
          { type: "button", class: "rb-button", click: () => dialog.close() },
          closing,
        ),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    });
    // The theme listens to all keys of the page.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  }

  /** @param {string} text @param {() => void} act */
  const button = (text, act) =>
    make("button", { type: "button", class: "rb-button rb-main", click: act }, text);

  /** @param {{ title: string, text: string, verb: string, act: () => void }} question */
  function confirm({ title, text, verb, act }) {
    const agree = button(verb, () => {
      dialog.close();
      act();
    });
    const dialog = show(title, [make("p", {}, text)], [agree]);
    /** @type {HTMLElement | null} */
    const cancel = dialog.querySelector(".rb-dialog-buttons > :last-child");
    cancel?.focus(); // Enter does no harm
  }

  /** @param {string} title @param {string} about @param {[label: string, text: string][]} texts */
  function copy(title, about, texts) {
    const fields = texts.map(([label, text]) => {
      const isLong = text.includes("\n");
      const field = isLong
        ? make("textarea", { readonly: true, rows: "8" }, text)
        : make("input", { type: "text", readonly: true, value: text });
      field.addEventListener("focus", () => field.select());
      return make(
        "div",
        { class: "rb-copy-row" },
        make("label", { class: "rb-field" }, make("span", {}, label), field),
        make(
          "button",
          {
            type: "button",
            class: "rb-button",
            "data-copy": "",
            "data-text": text,
            "aria-label": say("dialog-copy.label", { field: label }),
          },
          say("dialog-copy"),
        ),
      );
    });
    show(title, [...(about ? [make("p", {}, about)] : []), ...fields], [], say("dialog-close"));
  }

  /** @param {(text: string) => string} take reads a text, and says what is wrong with it */
  function importing(take) {
    const file = make("input", { type: "file", accept: ".json,.csv,.md,.txt" });
    const text = make("textarea", { rows: "5", spellcheck: "false" });
    const wrong = make("p", { class: "rb-wrong", role: "alert" });
    const act = button(say("dialog-import.button"), async () => {
      wrong.textContent = "";
      wrong.textContent = await taken(file.files?.[0], text.value, take);
      if (!wrong.textContent) dialog.close();
    });
    const dialog = show(
      say("dialog-import"),
      [
        make("p", {}, say("dialog-import.help")),
        field(say("dialog-import.file"), file),
        field(say("dialog-import.text"), text),
        wrong,
      ],
      [act],
    );
  }

  /** @param {string} label @param {HTMLElement} control */
  const field = (label, control) =>
    make("label", { class: "rb-field" }, make("span", {}, label), control);

  /** @param {string} key */
  const refused = (key) => say("import-refused", { reason: say(`import-${key}`) });

  /**
   * Read a file, or a text where none is chosen.
   * @param {File | undefined} file @param {string} text @param {(text: string) => string} take
   * @returns {Promise<string>} what is wrong
   */
  async function taken(file, text, take) {
    if ((file ? file.size : text.length) > LONGEST) return refused("too-long");
    let read = text;
    try {
      if (file) read = await file.text();
    } catch {
      return refused("unreadable");
    }
    try {
      return take(read);
    } catch {
      return refused("unknown"); // whatever the error is, the page says that nothing happened
    }
  }

  /**
   * @param {() => People} all
   * @param {object} does
   * @param {(name: string) => void} does.add
   * @param {(id: string, name: string) => void} does.rename
   * @param {(one: Person) => void} does.remove
   */
  function people(all, does) {
    const rows = make("ul", { class: "rb-people" });
    const name = nameInput({ required: true });
    const status = make("p", { class: "rb-muted", role: "status" });

    /** @param {Person} one @param {boolean} canGo */
    function person(one, canGo) {
      const input = nameInput({ value: one.name });
      const remove = make(
        "button",
        { type: "button", class: "rb-button" },
        say("dialog-people.delete"),
      );
      const label = () => {
        input.value = all().people.find((other) => other.id === one.id)?.name ?? one.name;
        const person = input.value;
        input.setAttribute("aria-label", say("dialog-people.name", { person }));
        remove.setAttribute("aria-label", say("dialog-people.delete-person", { person }));
      };
      input.addEventListener("change", () => {
        does.rename(one.id, input.value);
        label();
        status.textContent = say("told-person-renamed", { person: input.value });
      });
      remove.addEventListener("click", () => {
        dialog.close();
        does.remove({ id: one.id, name: input.value });
      });
      label();
      return make("li", {}, input, ...(canGo ? [remove] : []));
    }

    const add = (/** @type {Event} */ event) => {
      event.preventDefault();
      if (!name.value.trim()) return;
      does.add(name.value);
      dialog.close();
    };
    const form = make(
      "form",
      { class: "rb-copy-row", submit: add },
      field(say("dialog-people.new"), name),
      make("button", { type: "submit", class: "rb-button" }, say("dialog-people.add")),
    );
    const { people } = all();
    rows.append(...people.map((one) => person(one, people.length > 1)));
    const help = make("p", {}, say("dialog-people.help"));
    const content = [help, rows, form, status];
    const dialog = show(say("dialog-people"), content, [], say("dialog-close"));
  }

  /** @param {Record<string, string | boolean>} properties */
  const nameInput = (properties) =>
    make("input", { type: "text", autocomplete: "off", maxlength: "80", ...properties });

  return { confirm, copy, importing, people };
})();
