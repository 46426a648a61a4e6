"""What a reader sees: whether a rule is in view, and whether a page is wider than its window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_IS_SHOWN = """id => {
  const rule = document.getElementById(id);
  if (!rule || !rule.checkVisibility() || document.activeElement !== rule) return false;
  const { left, top, bottom } = rule.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) return false;
  const isOnTop = (y) => rule.contains(document.elementFromPoint(left + 8, y));
  const other = document.querySelector(".rb-rule:not(:target):not(.rb-here)");
  if (!other) return false; // a page that is being swapped in
  const plain = getComputedStyle(other).backgroundColor;
  return isOnTop(top + 2) && isOnTop(bottom - 2) && getComputedStyle(rule).backgroundColor !== plain;
}"""


def is_shown_at(page: Page, id: str) -> None:
    """Wait until a rule is in the window, covered by nothing, marked and focused."""
    page.wait_for_function(_IS_SHOWN, arg=id)


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    found: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return found


def visible_rules(page: Page) -> list[str]:
    """Return the ids of the rules in the full list that are not hidden or in a closed category."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.rb-all .rb-rule')].filter(r => r.checkVisibility()).map(r => r.id)"
    )
    return found


_SQUEEZED = r"""least => {
  const content = document.querySelector(".md-content, main");
  const isForEyes = element => {
    for (let one = element; one && one !== content; one = one.parentElement)
      if (getComputedStyle(one).clipPath !== "none") return false;
    return element.checkVisibility({ visibilityProperty: true });
  };
  const found = [];
  const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.nodeValue.trim();
    let box = node.parentElement;
    if (text.length < 12 || box.closest("svg, noscript, option") || !isForEyes(box)) continue;
    while (/^(inline|contents)/.test(getComputedStyle(box).display)) box = box.parentElement;
    const { writingMode, fontSize, paddingLeft, paddingRight } = getComputedStyle(box);
    if (writingMode !== "horizontal-tb" || getComputedStyle(node.parentElement).writingMode !== "horizontal-tb") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = new Set(Array.from(range.getClientRects(), line => Math.round(line.top))).size;
    const width = box.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    if (lines > 2 && width < least * parseFloat(fontSize)) found.push(`${lines} lines: ${text.slice(0, 60)}`);
  }
  return found;
}"""


def squeezed(page: Page, least: float) -> list[str]:
    """Return texts of at least 12 characters that stand in columns narrower than so many times their font's size."""
    found: list[str] = page.evaluate(_SQUEEZED, least)
    return found


_BROKEN = r"""() => {
  const found = [];
  const content = document.querySelector(".md-content, main");
  const texts = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { parentElement } = node;
    if (parentElement.closest("svg, noscript, option") || !parentElement.checkVisibility()) continue;
    if (getComputedStyle(parentElement).writingMode !== "horizontal-tb") continue;
    for (const { 0: word, index } of node.nodeValue.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (word.length > 20) continue;
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      if (new Set(Array.from(range.getClientRects(), line => Math.round(line.top))).size > 1) found.push(word);
    }
  }
  return found;
}"""


def broken(page: Page) -> list[str]:
    """Return words of at most 20 letters that begin on one line and end on another."""
    found: list[str] = page.evaluate(_BROKEN)
    return found
