// @ts-check
// Where an address leads: the rule behind its `#`, and the words that a search found.

var rolebookPointing = (() => {
  "use strict";

  const { all } = rolebookPage;
  const LEAST_LETTERS = 3; // shorter words are in every sentence

  /** @param {string} hash @returns {HTMLElement | null} */
  function targetOf(hash) {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return null; // not a valid encoding
    }
  }

  /** Open what hides the rule in the address, mark it and move the focus there. */
  function reveal() {
    const target = targetOf(location.hash);
    if (!target || !target.closest(".rolebook")) return;
    if (target.closest("[hidden]")) rolebookFilter.reset();
    rolebookViews.show(target);
    for (
      let box = target.closest("details");
      box;
      box = box.parentElement?.closest("details") ?? null
    )
      box.open = true;
    if (target instanceof HTMLDetailsElement) target.open = true;
    all(".rb-here").forEach((rule) => rule.classList.remove("rb-here"));
    if (target.matches(".rb-rule")) {
      target.classList.add("rb-here");
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
    target.scrollIntoView({ block: target.matches(".rb-rule") ? "center" : "start" });
  }

  /** Mark the words of the parameter `h`, without touching the page. */
  function markWords() {
    CSS.highlights?.delete("rb-words");
    const words = (new URLSearchParams(location.search).get("h") ?? "")
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length >= LEAST_LETTERS);
    const content = document.querySelector(".md-content, main");
    if (!words.length || !content || !CSS.highlights) return;
    const wanted = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})[\\p{L}\\p{N}]*`, "giu");
    const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
    const highlight = new Highlight();
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (const match of (node.nodeValue ?? "").matchAll(wanted)) {
        highlight.add(
          new StaticRange({
            startContainer: node,
            startOffset: match.index,
            endContainer: node,
            endOffset: match.index + match[0].length,
          }),
        );
      }
    }
    CSS.highlights.set("rb-words", highlight);
  }

  window.addEventListener("hashchange", reveal);

  return { markWords, reveal };
})();
