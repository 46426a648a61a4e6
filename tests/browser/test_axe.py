"""No page of any kind has a fault that axe can find, in light and dark, wide and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ..site.corpus import LONG, SECRET_ID
from .conftest import NARROW, WIDE
from .kinds import KINDS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Visitor

pytestmark = pytest.mark.browser

_ALL_RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
_COLOUR_RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast", "link-in-text-block"],
}

all_widths = pytest.mark.parametrize("width", [WIDE, NARROW])


def faults(page: Page) -> list[str]:
    """Return what axe finds in light colours, then what other colours can change in dark ones."""
    return [*_faults(page, "light", _ALL_RULES), *_faults(darkened(page), "dark", _COLOUR_RULES)]


def _faults(page: Page, scheme: str, options: dict[str, Any]) -> list[str]:
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{scheme}: {fault['id']} ({fault['impact']}): {node['html']}"
        for fault in found
        for node in fault["nodes"]
    ]


def darkened(page: Page) -> Page:
    """Choose dark colours: on a permalink by the system's preference, else with the theme's own button."""
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.evaluate("document.querySelector('label[for^=__palette]:not([hidden])')?.click()")
    page.evaluate("Promise.all(document.getAnimations().map(animation => animation.finished))")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    return page


@all_widths
@pytest.mark.parametrize("kind", KINDS)
def test_a_page(visitor: Visitor, kind: str, width: int) -> None:
    """As it is opened."""
    assert faults(visitor.open(KINDS[kind], width=width)) == []


@all_widths
def test_a_long_persona_with_a_rule_open(visitor: Visitor, width: int) -> None:
    """A category open, a rule marked and focused."""
    page = visitor.open(f"{LONG}#{SECRET_ID}", width=width)
    expect(page.locator(f"#{SECRET_ID}")).to_be_focused()

    assert faults(page) == []


@all_widths
def test_a_grid_with_the_words_that_differ(visitor: Visitor, width: int) -> None:
    """All categories, the words under the marks, and the focus in a cell."""
    page = visitor.open(LONG, width=width)
    page.get_by_role("combobox", name="Category").select_option("")
    page.get_by_label("Show the words that differ").check()
    page.locator(".rb-grid td > a").first.focus()

    assert faults(page) == []


@all_widths
def test_search_with_results(visitor: Visitor, width: int) -> None:
    """The dialog open, with hits."""
    page = visitor.open("?q=lens", width=width)
    page.locator(".rb-hit").first.wait_for()

    assert faults(page) == []


def test_the_drawer(visitor: Visitor) -> None:
    """The theme's navigation in a narrow window."""
    page = visitor.open(LONG, width=NARROW)
    page.locator("label[for=__drawer].md-header__button").click()

    assert faults(page) == []


@all_widths
def test_an_explorer_with_choices_and_an_open_card(visitor: Visitor, width: int) -> None:
    """Marks, chips, a value that is left out, all facets open, and the card of a rule in its row."""
    page = visitor.open(f"rules/?q=lens&level=-must&sort=level#{SECRET_ID}", width=width)
    page.locator(".rb-card-row .rb-facts").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
    # What stays in view covers whichever values happen to be behind it; scrolling uncovers them.
    page.add_style_tag(
        content=".md-header, .md-top, .rb-show-rules { position: static !important }"
    )

    assert faults(page) == []
