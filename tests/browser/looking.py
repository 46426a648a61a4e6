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
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


def visible_rules(page: Page) -> list[str]:
    """Return the ids of the rules in the full list that are not hidden or in a closed category."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.rb-all .rb-rule')].filter(r => r.checkVisibility()).map(r => r.id)"
    )
    return found
