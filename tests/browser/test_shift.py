"""Nothing moves while a page loads, however late its scripts and their data come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ..site.corpus import LONG
from .conftest import NARROW, WIDE

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from .conftest import Visitor

pytestmark = pytest.mark.browser

_MOST = 0.02
"""Of the page, as browsers count it; up to 0.1 is called good."""
_PAGES = {
    "home": "",
    "persona": LONG,
    "explorer": "rules/",
    "explorer with words": "rules/?q=lens",
    "review rubric": f"{LONG}rubric/",
    "checklist": f"{LONG}onboarding/",
    "onboarding": "onboarding/",
    "checklist of two roles": "onboarding/?roles=LK,SO",
    "people": "onboarding/people/",
}
_LATE = 300
"""Milliseconds until each script comes: after the first paint."""
WATCH = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const { value, sources } of list.getEntries())
    window.shifts.push([value, sources.map(({ node }) => node?.className || node?.nodeName)]);
}).observe({ type: "layout-shift", buffered: true });
"""
_IS_DONE = """() => document.querySelector(
    ".rb-explorer.rb-live .rb-facet, .rb-live .rb-tools, .rb-home, .rb-persona .rb-copy, .rb-compose, .rb-leads.rb-live")"""


def _late(route: Route) -> None:
    route.request.frame.page.wait_for_timeout(_LATE)
    route.continue_()


def _loaded(visitor: Visitor, path: str, width: int) -> Page:
    page = visitor.context(width=width).new_page()
    page.add_init_script(WATCH)
    page.route("**/*.js", _late)
    page.goto(f"{visitor.base}{path}")
    page.wait_for_function(_IS_DONE)
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("kind", _PAGES)
def test_nothing_moves(visitor: Visitor, kind: str, width: int) -> None:
    page = _loaded(visitor, _PAGES[kind], width)
    shifts = page.evaluate("window.shifts")

    assert sum(value for value, _ in shifts) <= _MOST, shifts


def test_the_first_rules_stay_where_they_are(visitor: Visitor) -> None:
    """The script of the explorer takes those over that came with the page."""
    page = visitor.context().new_page()
    page.goto(f"{visitor.base}rules/", wait_until="commit")
    first = page.locator(".rb-found tbody tr").first
    first.evaluate("row => (row.wasThere = true)")
    page.locator(".rb-explorer.rb-live .rb-facet").first.wait_for()
    page.wait_for_load_state("networkidle")

    assert first.evaluate("row => row.wasThere")
    first.locator(".rb-toggle-card").click()
    expect(page.locator(".rb-card-row")).to_be_visible()


@pytest.mark.parametrize("words", ["lens", "apprentice lens", "lnes", "lk rad"])
def test_words_find_the_same_before_and_after_the_index_is_there(
    visitor: Visitor, words: str
) -> None:
    """Of an address, which waits for the index, and typed when it is ready."""
    rows = ".rb-found:not(.rb-pending) tbody tr"
    early, late = visitor.open(f"rules/?q={words}"), visitor.open("rules/")
    late.wait_for_load_state("networkidle")
    whole = late.locator(".rb-status").inner_text()
    late.get_by_label("Find a rule by its words").fill(words)
    for page in (early, late):
        expect(page.locator(".rb-status")).not_to_have_text(whole)
    found = [
        page.locator(rows).evaluate_all("rows => rows.map(row => row.id)") for page in (early, late)
    ]

    assert found[0]
    assert found[0] == found[1]


def test_the_index_is_made_only_for_words(visitor: Visitor) -> None:
    """Choices need none, and a reader of another page loads nothing of the search."""
    page = visitor.open(LONG)
    page.wait_for_load_state("networkidle")

    assert page.evaluate("typeof rolebookIndex") == "undefined"
    page.locator(".md-search__input").focus()
    page.wait_for_function("typeof rolebookIndex === 'object'")
