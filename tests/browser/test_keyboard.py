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

_PLACES = (
    ".md-skip",
    ".md-search",
    ".md-nav--primary",
    ".rb-filter",
    ".rb-shelf > summary",
    ".rb-rule",
)
_HERE = """places => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const isRinged = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
  const isPlain = here === document.body || here.matches(".md-search__input, .md-skip, .md-option");
  return [places.find(place => here.closest(place)) ?? "", isRinged || isPlain ? "" : here.outerHTML.slice(0, 90)];
}"""


def walk(page: Page, steps: int) -> tuple[set[str], list[str]]:
    """Press Tab, and return the places that were reached and the elements whose focus could not be seen."""
    places, unseen = set(), []
    for _ in range(steps):
        page.keyboard.press("Tab")
        place, hidden = page.evaluate(_HERE, _PLACES)
        places.add(place)
        unseen += [hidden] if hidden else []
    return places, unseen


def test_tab_reaches_everything(visitor: Visitor) -> None:
    """Skip link, search, navigation, filter and rules."""
    page = visitor.open(SHORT)
    links = page.locator("a:visible, button:visible, input:visible, summary:visible").count()
    places, unseen = walk(page, links + 10)

    assert set(_PLACES) <= places
    assert unseen == []


def test_a_category_opens_with_the_keyboard(visitor: Visitor) -> None:
    """Space opens it, and Tab goes on into its first rule."""
    page = visitor.open(LONG)
    page.locator('[id="in:LK-LENS"] > summary').focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")

    expect(page.locator("#LK-LENS-01 > a")).to_be_focused()


def test_search_opens_and_closes_with_the_keyboard(visitor: Visitor) -> None:
    """The theme's own keys work."""
    page = visitor.open()
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__input")).not_to_be_focused()
