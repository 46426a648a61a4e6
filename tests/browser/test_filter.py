"""The list of a persona's rules: closed at first where it is long, filtered by words and levels, opened by an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ..site.corpus import LAST_ID, LONG, SECRET, SECRET_ID, SHORT
from .looking import is_shown_at, visible_rules

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from .conftest import Visitor

pytestmark = pytest.mark.browser

_TOTAL = 153


def status(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text="rule")


def level_boxes(page: Page) -> Locator:
    return page.locator(".rb-filter input[type=checkbox]")


def test_a_long_list_is_closed_and_a_short_one_open(visitor: Visitor) -> None:
    """Categories are a list of contents first; a handful of rules is simply shown."""
    long, short = visitor.open(LONG), visitor.open(SHORT)

    expect(status(long)).to_have_text(f"{_TOTAL} rules")
    assert long.locator(".rb-all .rb-shelf").count() == 8
    assert visible_rules(long) == []
    assert len(visible_rules(short)) == 6


def test_words_are_filtered(visitor: Visitor) -> None:
    """Every word must be in the rule or its id; the count is announced, and the category opened."""
    page = visitor.open(LONG)
    words = page.get_by_label("Filter these rules")
    words.fill("WALL cabinet")
    expect(status(page)).to_have_text(f"1 of {_TOTAL} rules")
    assert visible_rules(page) == [SECRET_ID]

    words.fill(SECRET_ID.replace("-", ""))
    expect(status(page)).to_have_text(f"1 of {_TOTAL} rules")
    words.fill("dusk dawn")
    expect(status(page)).to_have_text(f"8 of {_TOTAL} rules")
    assert len(visible_rules(page)) == 8


def test_words_of_the_page_itself_are_not_filtered(visitor: Visitor) -> None:
    """The text of a button beside the rule is none of its words."""
    page = visitor.open(LONG)
    page.get_by_label("Filter these rules").fill("link")

    expect(status(page)).to_have_text(f"0 of {_TOTAL} rules")


def test_nothing_found_is_said_and_can_be_undone(visitor: Visitor) -> None:
    """An empty result hides all; clearing the words brings back what was there, closed as before."""
    page = visitor.open(LONG)
    words = page.get_by_label("Filter these rules")
    words.fill("submarine")
    expect(status(page)).to_have_text(f"0 of {_TOTAL} rules")
    assert page.locator(".rb-all .rb-shelf:visible").count() == 0

    words.fill("")
    expect(status(page)).to_have_text(f"{_TOTAL} rules")
    assert page.locator(".rb-all .rb-shelf:visible").count() == 8
    assert visible_rules(page) == []


def test_the_counts_of_the_levels_add_up(visitor: Visitor) -> None:
    """The numbers beside the levels sum to the total, and each level alone shows as many rules."""
    page = visitor.open(LONG)
    counts = [int(count) for count in page.locator(".rb-filter .rb-count").all_inner_texts()]
    boxes = level_boxes(page)
    assert sum(counts) == _TOTAL
    assert boxes.count() == len(counts) == 5

    for box in boxes.all():
        box.uncheck()
    expect(status(page)).to_have_text(f"0 of {_TOTAL} rules")
    for box, count in zip(boxes.all(), counts, strict=True):
        box.check()
        expect(status(page)).to_have_text(f"{count} of {_TOTAL} rules")
        box.uncheck()
    for box in boxes.all():
        box.check()
    expect(status(page)).to_have_text(f"{_TOTAL} rules")


def test_a_level_alone_narrows_what_words_found(visitor: Visitor) -> None:
    """Words and levels must both hold."""
    page = visitor.open(LONG)
    page.get_by_label("Filter these rules").fill("lens")
    page.locator('.rb-filter input[value="may"]').uncheck()
    page.locator('.rb-filter input[value="must"]').uncheck()

    assert set(page.locator(".rb-all .rb-rule:visible .rb-level").all_inner_texts()) == {
        "MUST NOT",
        "SHOULD",
        "SHOULD NOT",
    }


def test_all_can_be_opened_and_closed(visitor: Visitor) -> None:
    """Two buttons do it at once."""
    page = visitor.open(LONG)
    page.get_by_role("button", name="Open all").click()
    assert len(visible_rules(page)) == _TOTAL

    page.get_by_role("button", name="Close all").click()
    assert visible_rules(page) == []


def test_an_address_opens_its_rule(visitor: Visitor) -> None:
    """Its category opens, the rule is in view and focused; so it is when the address changes later."""
    page = visitor.open(f"{LONG}#{SECRET_ID}")
    is_shown_at(page, SECRET_ID)

    page.evaluate("id => (location.hash = id)", LAST_ID)
    is_shown_at(page, LAST_ID)


def test_an_address_opens_its_category(visitor: Visitor) -> None:
    """A category's own anchor, as the table of contents names it."""
    page = visitor.open(f"{LONG}#in:LK-FOG")

    expect(page.locator("#LK-FOG-01")).to_be_in_viewport()


def test_an_address_wins_over_the_filter(visitor: Visitor) -> None:
    """A link to a rule that the filter hides takes the filter back."""
    page = visitor.open(LONG)
    page.get_by_label("Filter these rules").fill(SECRET)
    page.evaluate("id => (location.hash = id)", LAST_ID)

    is_shown_at(page, LAST_ID)
    expect(status(page)).to_have_text(f"{_TOTAL} rules")
    expect(page.get_by_label("Filter these rules")).to_have_value("")


def test_an_unknown_address_does_no_harm(visitor: Visitor) -> None:
    """Nothing opens, and nothing complains, also at an address that is no valid encoding."""
    for address in ("#LK-LAMP-99", "#%E0%A4%A"):
        page = visitor.open(LONG + address)
        expect(status(page)).to_have_text(f"{_TOTAL} rules")
