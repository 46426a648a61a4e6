// @ts-check
// The dialogs of a checklist: people, import, reset, and texts to copy. Each is made when it is opened.

var rolebookDialogs = (() => {
  "use strict";

  const { make } = rolebookDom;
  /** Of what is imported: many times the longest list, and a part of what browsers keep for a site. */
  const LONGEST = 1_000_000;

  /**
   * Show a dialog until it is closed; the focus goes back to where it was.
   * @param {string} title @param {(Node | string)[]} content @param {(Node | string)[]} [buttons] besides the one that closes it
   * @param {string} [closing] the words of that
   */
  function show(title, content, buttons = [], closing = "Cancel") {
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
    // Keys of the theme, which sees all keys of the page, have no business here.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  }

  /** @param {string} text @param {() => void} act */
  const button = (text, act) =>
    make("button", { type: "button", class: "rb-button rb-main", click: act }, text);

  /** @param {string} what is lost, as a sentence @param {string} verb @param {() => void} act */
  function confirm(what, verb, act) {
    const dialog = show(
      `${verb}?`,
      [make("p", {}, what)],
      [
        button(verb, () => {
          dialog.close();
          act();
        }),
      ],
    );
    /** @type {HTMLElement | null} */ (
      dialog.querySelector(".rb-dialog-buttons > :last-child")
    )?.focus(); // Enter does no harm
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
            "aria-label": `Copy: ${label}`,
          },
          "Copy",
        ),
      );
    });
    show(title, [...(about ? [make("p", {}, about)] : []), ...fields], [], "Close");
  }

  /** @param {(text: string) => string} take reads a text, and says what is wrong with it */
  function importing(take) {
    const file = make("input", { type: "file", accept: ".json,.csv,.md,.txt" });
    const text = make("textarea", { rows: "5", spellcheck: "false" });
    const wrong = make("p", { class: "rb-wrong", role: "alert" });
    const dialog = show(
      "Import",
      [
        make(
          "p",
          {},
          "A file that was exported here, or a list with ids: JSON, CSV or a Markdown task list. Where both have a tick or note, the later one stays.",
        ),
        make("label", { class: "rb-field" }, make("span", {}, "File"), file),
        make("label", { class: "rb-field" }, make("span", {}, "or its text"), text),
        wrong,
      ],
      [
        button("Import", async () => {
          wrong.textContent = "";
          wrong.textContent = await taken(file.files?.[0], text.value, take);
          if (!wrong.textContent) dialog.close();
        }),
      ],
    );
  }

  /** Read a file, or a text where none is chosen. @param {File | undefined} file @param {string} text @param {(text: string) => string} take @returns {Promise<string>} what is wrong */
  async function taken(file, text, take) {
    if ((file ? file.size : text.length) > LONGEST)
      return "It is too long for such a list. Nothing was imported.";
    let read = text;
    try {
      if (file) read = await file.text();
    } catch {
      return "The browser cannot read this file. Nothing was imported.";
    }
    try {
      return take(read);
    } catch {
      return "It holds something that this version cannot read. Nothing was imported."; // and says so, whatever the error is
    }
  }

  /**
   * @param {() => People} all
   * @param {{ add: (name: string) => void, rename: (id: string, name: string) => void, remove: (one: Person) => void }} does
   */
  function people(all, does) {
    const rows = make("ul", { class: "rb-people" });
    const name = make("input", {
      type: "text",
      autocomplete: "off",
      maxlength: "80",
      required: true,
    });
    const told = make("p", { class: "rb-muted", role: "status" });
    const draw = () =>
      rows.replaceChildren(...all().people.map((one, _, { length }) => person(one, length > 1)));
    /** @param {Person} one @param {boolean} canGo */
    function person(one, canGo) {
      const field = make("input", {
        type: "text",
        autocomplete: "off",
        maxlength: "80",
        value: one.name,
      });
      const remove = make("button", { type: "button", class: "rb-button" }, "Delete");
      const name = () => {
        field.value = all().people.find((other) => other.id === one.id)?.name ?? one.name;
        field.setAttribute("aria-label", `Name of ${field.value}`);
        remove.setAttribute("aria-label", `Delete ${field.value}`);
      };
      field.addEventListener("change", () => {
        does.rename(one.id, field.value);
        name();
        told.textContent = `The name is ${field.value} now.`;
      });
      remove.addEventListener("click", () => {
        dialog.close();
        does.remove({ id: one.id, name: field.value });
      });
      name();
      return make("li", {}, field, ...(canGo ? [remove] : []));
    }
    const form = make(
      "form",
      {
        class: "rb-copy-row",
        submit: (/** @type {Event} */ event) => {
          event.preventDefault();
          if (!name.value.trim()) return;
          does.add(name.value);
          dialog.close();
        },
      },
      make("label", { class: "rb-field" }, make("span", {}, "Somebody else"), name),
      make("button", { type: "submit", class: "rb-button" }, "Add"),
    );
    draw();
    const dialog = show(
      "Whose list is it?",
      [
        make(
          "p",
          {},
          "Several people can have their own ticks in this browser, on the list of each role.",
        ),
        rows,
        form,
        told,
      ],
      [],
      "Close",
    );
  }

  return { confirm, copy, importing, people };
})();
