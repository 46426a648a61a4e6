// @ts-check
// Elements that forms share: a choice, a menu, a line that says what happened.

var rolebookParts = (() => {
  "use strict";

  const { say } = rolebookMessages;
  const { make } = rolebookDom;

  /**
   * A choice of one value.
   * @param {string} legend @param {[value: string, label: string][]} values
   * @param {(value: string) => void} choose
   */
  function radios(legend, values, choose) {
    const inputs = values.map(([value, label], n) =>
      make(
        "label",
        { class: "rb-toggle" },
        make("input", {
          type: "radio",
          name: "rb-onboarding-view",
          value,
          checked: n === 0,
          autocomplete: "off",
          change: () => choose(value),
        }),
        label,
      ),
    );
    return make("fieldset", { class: "rb-view" }, make("legend", {}, legend), ...inputs);
  }

  /**
   * A button that opens a list of buttons.
   * @param {string} title
   * @param {[title: string, items: [label: string, act: () => void][]][]} groups
   * @param {AbortSignal} [signal] when its page goes
   */
  function menu(title, groups, signal) {
    const summary = make("summary", { class: "rb-button" }, title);
    const box = make(
      "details",
      { class: "rb-menu" },
      summary,
      make("div", { class: "rb-menu-list" }, ...groups.map(group)),
    );
    const close = () => {
      box.open = false;
      summary.focus();
    };
    /** @param {[title: string, items: [label: string, act: () => void][]]} one @param {number} n */
    function group([title, items], n) {
      const id = `rb-menu-${n}`;
      return make(
        "div",
        { role: "group", "aria-labelledby": id },
        make("p", { id, class: "rb-muted" }, title),
        ...items.map(([label, act]) =>
          make("button", { type: "button", click: () => (close(), act()) }, label),
        ),
      );
    }
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.open) return;
      event.stopPropagation();
      close();
    });
    box.addEventListener("focusout", (event) => {
      if (event.relatedTarget instanceof Node && !box.contains(event.relatedTarget))
        box.open = false;
    });
    document.addEventListener(
      "pointerdown",
      (event) => {
        if (event.target instanceof Node && !box.contains(event.target)) box.open = false;
      },
      { signal },
    );
    return box;
  }

  /**
   * A line that says what happened, with a way back: a button, and the key that takes back in other
   * programs. Its place is behind the menu that did it, so that the next Tab leads there.
   * @param {AbortSignal} signal when its page goes
   */
  function teller(signal) {
    const words = make("p", { role: "status", tabindex: "-1" });
    const undo = make(
      "button",
      {
        type: "button",
        class: "rb-button",
        hidden: true,
        "aria-keyshortcuts": "Control+Z Meta+Z",
      },
      say("tell-undo"),
    );
    const close = make(
      "button",
      { type: "button", class: "rb-button", hidden: true },
      say("tell-close"),
    );
    const element = make("div", { class: "rb-teller" }, words, undo, close);
    /** @type {() => void} */
    let back = () => {};
    /** @param {string} text @param {() => void} [takeBack] */
    function tell(text, takeBack) {
      words.textContent = text;
      back = takeBack ?? back;
      undo.hidden = !takeBack;
      close.hidden = !text;
      element.classList.toggle("rb-on", text !== "");
    }
    undo.addEventListener("click", () => {
      words.focus(); // the button goes away
      back();
    });
    close.addEventListener("click", () => {
      tell("");
      /** @type {HTMLElement | null} */ (document.querySelector(".rb-menu > summary"))?.focus({
        preventScroll: true,
      });
    });
    document.addEventListener(
      "keydown",
      (event) => {
        if (undo.hidden || !isUndoing(event)) return;
        event.preventDefault();
        undo.click();
      },
      { signal },
    );
    return { element, tell, settle: () => undo.hidden && tell("") };
  }

  /** In a field, the key takes back what was typed. @param {KeyboardEvent} event */
  function isUndoing({ key, ctrlKey, metaKey, shiftKey, altKey, target }) {
    const isTyping =
      target instanceof Element &&
      target.matches(":is(textarea, select, input:not([type=checkbox], [type=radio]))");
    return (ctrlKey || metaKey) && !shiftKey && !altKey && key.toLowerCase() === "z" && !isTyping;
  }

  /** The theme's tables of contents of this page: beside it, and in the menu of a narrow window. */
  function contents() {
    const lists = Array.from(document.querySelectorAll('[data-md-component="toc"]'), (list) => ({
      list,
      own: Array.from(list.children),
    }));
    /** @param {Element[]} items */
    const anchors = (items) =>
      items.flatMap((item) => Array.from(item.querySelectorAll("a"), (link) => link.hash.slice(1)));
    /** @param {string} id @param {string} title */
    const item = (id, title) =>
      make(
        "li",
        { class: "md-nav__item" },
        make(
          "a",
          { class: "md-nav__link", href: `#${encodeURIComponent(id)}` },
          make("span", { class: "md-ellipsis" }, title),
        ),
      );

    /**
     * Link to what is on the page now; the theme marks the links that the page came with.
     * @param {[id: string, title: string][]} places
     */
    function show(places) {
      const wanted = places.map(([id]) => encodeURIComponent(id)).join(" ");
      for (const { list, own } of lists) {
        const isOwn = anchors(own).join(" ") === wanted;
        const isListed = (/** @type {string} */ id) => places.some(([place]) => place === id);
        const left = own.filter((one) =>
          anchors([one]).some((id) => document.getElementById(id) && !isListed(id)),
        );
        list.replaceChildren(
          ...(isOwn ? own : [...places.map(([id, title]) => item(id, title)), ...left]),
        );
      }
    }

    return { show };
  }

  return { contents, menu, radios, teller };
})();
