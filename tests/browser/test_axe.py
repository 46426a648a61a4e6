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

_OPTIONS: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

everywhere = pytest.mark.parametrize("scheme", ["light", "dark"])
all_widths = pytest.mark.parametrize("width", [WIDE, NARROW])


def faults(page: Page) -> list[str]:
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return [f"{fault['id']} ({fault['impact']}): {node['html'][:120]}" for fault in found for node in fault["nodes"]]


@everywhere
@all_widths
@pytest.mark.parametrize("kind", KINDS)
def test_a_page(visitor: Visitor, kind: str, width: int, scheme: str) -> None:
    """As it is opened."""
    assert faults(visitor.open(KINDS[kind], width=width, scheme=scheme)) == []


@everywhere
@all_widths
def test_a_long_persona_with_a_rule_open(visitor: Visitor, width: int, scheme: str) -> None:
    """A category open, a rule marked and focused."""
    page = visitor.open(f"{LONG}#{SECRET_ID}", width=width, scheme=scheme)
    expect(page.locator(f"#{SECRET_ID}")).to_be_focused()

    assert faults(page) == []


@everywhere
@all_widths
def test_search_with_results(visitor: Visitor, width: int, scheme: str) -> None:
    """The dialog open, with hits."""
    page = visitor.open("?q=lens", width=width, scheme=scheme)
    page.locator(".md-search-result__link").first.wait_for()

    assert faults(page) == []


@everywhere
def test_the_drawer(visitor: Visitor, scheme: str) -> None:
    """The theme's navigation in a narrow window."""
    page = visitor.open(LONG, width=NARROW, scheme=scheme)
    page.locator("label[for=__drawer].md-header__button").click()

    assert faults(page) == []
