"""Search opens the page at the rule, wherever one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ..site.corpus import LONG, SECRET, SECRET_ID
from .looking import is_shown_at

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Visitor

pytestmark = pytest.mark.browser


# Results follow every key, so those of an unfinished word may still stand there: wait for the hit that Enter opens.
BEST_HIT_IS = """end => {
  const hits = [...document.querySelectorAll('.md-search-result [data-md-score]')];
  const score = (hit) => parseFloat(hit.getAttribute('data-md-score'));
  const best = hits.sort((a, b) => score(b) - score(a))[0];
  return best && best.closest('a').getAttribute('href').endsWith(end);
}"""


def type_into_dialog(page: Page, words: str) -> None:
    page.locator(".md-search__input").click()
    page.keyboard.type(words)
    page.locator(".md-search-result__link").first.wait_for()


@pytest.mark.parametrize("words", [SECRET, SECRET_ID, SECRET_ID.replace("-", ""), SECRET_ID.lower()])
def test_the_best_hit_is_the_rule(visitor: Visitor, words: str) -> None:
    """A word of one rule, its id, and its id without hyphens: Enter opens the rule itself."""
    page = visitor.open()
    type_into_dialog(page, words)
    page.wait_for_function(BEST_HIT_IS, arg=f"#{SECRET_ID}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{LONG}*#{SECRET_ID}")

    is_shown_at(page, SECRET_ID)


def test_a_click_on_a_hit_opens_the_rule(visitor: Visitor) -> None:
    """The first hit below the page's name is the rule that was asked for."""
    page = visitor.open("team/")
    type_into_dialog(page, SECRET_ID)
    page.locator(".md-search-result__link").nth(1).click()
    page.wait_for_url(f"**/{LONG}*#{SECRET_ID}")

    is_shown_at(page, SECRET_ID)


def test_the_rule_is_found_from_its_own_page(visitor: Visitor) -> None:
    """Also where the page that holds it is open already, and the category closed."""
    page = visitor.open(LONG)
    type_into_dialog(page, SECRET)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{LONG}*#{SECRET_ID}")

    is_shown_at(page, SECRET_ID)


def test_the_home_page_searches_too(visitor: Visitor) -> None:
    """Its box opens the same search with the words in it."""
    page = visitor.open()
    page.get_by_label("Find a rule").fill(SECRET)
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url(f"**/?q={SECRET}")
    page.locator(f'.md-search-result__link[href$="#{SECRET_ID}"]').click()
    page.wait_for_url(f"**/{LONG}*#{SECRET_ID}")

    is_shown_at(page, SECRET_ID)
