"""Everything can be reached with the Tab key, and one sees where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ..site.corpus import LONG, SHORT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Visitor

pytestmark = pytest.mark.browser

_HERE = """() => {
  const e = document.activeElement, s = getComputedStyle(e);
  const name = e.closest(".rb-rule, .rb-filter, .rb-shelf > summary, .md-search, .md-nav--primary, .md-tabs, .md-skip")
  const ring = parseFloat(s.outlineWidth) > 0 && s.outlineStyle !== "none" || e.matches(".md-search__input, .md-skip");
  return [name ? name.className.split(" ")[0] || name.tagName.toLowerCase() : "", ring, e.outerHTML.slice(0, 90)];
}"""


def walk(page: Page, steps: int) -> tuple[set[str], list[str]]:
    """Press Tab, and return the places that were reached and the elements whose focus could not be seen."""
    places, unseen = set(), []
    for _ in range(steps):
        page.keyboard.press("Tab")
        place, ring, html = page.evaluate(_HERE)
        places.add(place)
        if not ring and not html.startswith("<body"):
            unseen.append(html)
    return places, unseen


def test_tab_reaches_everything(visitor: Visitor) -> None:
    """Skip link, search, navigation, filter and rules."""
    page = visitor.open(SHORT)
    links = page.locator("a:visible, button:visible, input:visible, summary:visible").count()
    places, unseen = walk(page, links + 10)

    assert {"md-skip", "md-search", "md-nav", "rb-filter", "summary", "rb-rule"} <= places
    assert unseen == []


def test_a_category_opens_with_the_keyboard(visitor: Visitor) -> None:
    """Space opens it, and Tab goes on into its first rule."""
    page = visitor.open(LONG)
    page.locator("#LK-LENS > summary").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")

    expect(page.locator("#LK-LENS-01 a.rb-id")).to_be_focused()


def test_search_opens_and_closes_with_the_keyboard(visitor: Visitor) -> None:
    """The theme's own keys work."""
    page = visitor.open()
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__input")).not_to_be_focused()
