"""The search in the header: rules and prose as one types, and hits that open at the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ..site.corpus import HAND_WRITTEN, LONG, SECRET, SECRET_ID, harbour
from ..site.running import built
from .conftest import NARROW, WIDE, Visitor, served
from .looking import is_shown_at

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def search(page: Page, words: str) -> None:
    """Type into the field, and wait until the hits are those of all the words."""
    page.locator(".md-search__input").click()
    page.keyboard.type(words)
    best = page.locator(".rb-hit").first
    best.wait_for()


def hits(page: Page) -> list[str]:
    found: list[str] = page.locator(".rb-hit").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return found


@pytest.mark.parametrize(
    "words",
    [
        SECRET,
        "credentails",
        "credential",
        SECRET_ID,
        SECRET_ID.replace("-", ""),
        SECRET_ID.lower(),
        "api cabinet",
    ],
)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_enter_opens_the_rule(visitor: Visitor, words: str, width: int) -> None:
    """A word of one rule, a slip of it, another form, its id in three ways: below the header, marked and focused."""
    page = visitor.open(width=width)
    if width == NARROW:
        page.locator("label[for=__search].md-header__button").click()
        page.keyboard.type(words)
    else:
        search(page, words)
    expect(page.locator(".rb-hit").first).to_have_attribute(
        "href", f"{visitor.base}{LONG}#{SECRET_ID}"
    )
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{LONG}#{SECRET_ID}")

    is_shown_at(page, SECRET_ID)


def test_a_click_on_a_hit_opens_the_rule_on_its_own_page_too(visitor: Visitor) -> None:
    """Where the page that holds it is open already, and the category closed."""
    page = visitor.open(LONG)
    search(page, SECRET)
    page.locator(".rb-hit").first.click()
    page.wait_for_url(f"**/{LONG}#{SECRET_ID}")

    is_shown_at(page, SECRET_ID)


def test_prose_is_found_and_its_words_are_marked(visitor: Visitor) -> None:
    """A page that people wrote, opened at the section that has the word."""
    page = visitor.open()
    search(page, "friday fish")
    expect(page.locator(".rb-hit").first).to_contain_text("page")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{HAND_WRITTEN}/?h=friday%20fish#at-the-table")

    marked = page.evaluate(
        "[...CSS.highlights.get('rb-words')].map(range => range.startContainer.data)"
    )
    assert {text.strip() for text in marked} == {"Friday", "Fish"}


def test_a_page_shows_the_words_where_no_spaces_are(browser: Browser, tmp_path: Path) -> None:
    """Of a long paragraph, with no character cut in two."""
    place = harbour(tmp_path / "source")
    (place.root / "docs" / "lamp.md").write_text(
        f"# 灯台\n\n{'灯台守は毎晩ランプを磨く。' * 30}密码{'🚢' * 200}\n", encoding="utf-8"
    )
    with served(built(place)) as base:
        visitor = Visitor(browser, base)
        page = visitor.open()
        search(page, "密码")
        expect(page.locator(".rb-hit mark")).to_have_text(["密码"])
        assert "\ufffd" not in page.locator(".rb-hit").first.inner_text()
        assert page.locator(".rb-hit-text").first.evaluate("one => one.textContent.isWellFormed()")
        visitor.close()


def test_what_a_persona_says_besides_its_rules_is_found(visitor: Visitor) -> None:
    page = visitor.open("team/")
    search(page, "patient weather")
    expect(page.locator(".rb-hit").first).to_have_attribute(
        "href", f"{visitor.base}{LONG}?h=patient%20weather"
    )


def test_arrows_go_through_the_hits_and_escape_leaves(visitor: Visitor) -> None:
    page = visitor.open()
    page.keyboard.press("s")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("lens")
    page.locator(".rb-hit").nth(2).wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".rb-hit").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".rb-hit").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".rb-hit").nth(1)).not_to_be_visible()
    assert not page.locator("#__search").is_checked()


def test_the_search_stays_open_under_a_reader_who_types(visitor: Visitor) -> None:
    """The theme clicks its search away 125 ms after it has swapped in a page."""
    page = visitor.open()
    page.locator(".md-search__input").click()
    page.evaluate("document.getElementById('__search').click()")
    page.keyboard.type(SECRET_ID)

    expect(page.locator(".rb-hit").first).to_contain_text(SECRET_ID)
    page.locator(".md-search__overlay").click(position={"x": 5, "y": 300})
    expect(page.locator(".rb-hit").first).not_to_be_visible()


def test_keys_that_choose_among_characters_open_nothing(visitor: Visitor) -> None:
    """As when Enter ends the writing of a Japanese word."""
    page = visitor.open()
    search(page, SECRET)
    page.locator(".md-search__input").dispatch_event(
        "keydown", {"key": "Enter", "isComposing": True, "bubbles": True}
    )
    page.locator(".md-search__input").dispatch_event(
        "keydown", {"key": "Escape", "isComposing": True, "bubbles": True}
    )
    page.wait_for_timeout(300)

    assert page.url == visitor.base
    expect(page.locator(".md-search__input")).to_be_focused()


def test_the_number_of_hits_is_announced(visitor: Visitor) -> None:
    page = visitor.open()
    status = page.locator(".rb-header-search [role=status]")
    search(page, SECRET)
    expect(status).to_have_text("1 result")
    page.locator(".md-search__input").fill("zzzzqqqq")
    expect(status).to_have_text("Nothing matches these words")
    page.locator(".md-search__input").fill("the")
    expect(status).to_have_text("Those words are too common; add another")
    page.locator(".rb-header-search [type=reset]").click()
    expect(status).to_have_text("Type words, an ID or a name")


def test_the_search_goes_on_in_the_explorer(visitor: Visitor) -> None:
    page = visitor.open(LONG)
    search(page, "lens")
    page.locator(".rb-header-all").click()
    page.wait_for_url("**/rules/?q=lens")

    expect(page.locator(".rb-results [role=status]")).to_contain_text("of 174 rules")


def test_single_keys_can_be_switched_off(visitor: Visitor) -> None:
    """Those who speak to their computer need that (WCAG 2.1.4); the choice holds on the next page."""
    page = visitor.open()
    page.keyboard.press("/")
    page.locator(".rb-quiet-keys input").uncheck()
    page.keyboard.press("Escape")
    page.goto(f"{visitor.base}team/")
    page.keyboard.press("/")
    page.keyboard.press("f")

    expect(page.locator(".md-search__input")).not_to_be_focused()


def test_nothing_of_the_search_is_loaded_before_somebody_searches(visitor: Visitor) -> None:
    page = visitor.open(LONG)
    page.wait_for_load_state("networkidle")
    heavy = ("search/rules.js", "search/pages.js", "rolebook/search.js")
    assert [url for url in visitor.requests if url.endswith(heavy)] == []
    search(page, "lens")

    assert len([url for url in visitor.requests if url.endswith(heavy)]) == len(heavy)


def test_the_home_page_searches_in_the_explorer(visitor: Visitor) -> None:
    page = visitor.open()
    page.get_by_label("Find a rule").fill(SECRET)
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url(f"**/rules/?q={SECRET}")

    expect(page.locator(".rb-found tbody tr")).to_have_count(1)


def test_an_address_with_words_opens_the_search(visitor: Visitor) -> None:
    page = visitor.open(f"team/?q={SECRET}")

    expect(page.locator(".rb-hit").first).to_contain_text(SECRET_ID)


def test_a_site_below_a_folder(browser: Browser, folder: Path) -> None:
    """`/handbook/` of a server that has other things, too."""
    with served(folder.parent) as base:
        visitor = Visitor(browser, f"{base}handbook/")
        page = visitor.open("team/")
        search(page, SECRET)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/handbook/{LONG}#{SECRET_ID}")
        is_shown_at(page, SECRET_ID)
        visitor.close()
        assert visitor.complaints == []


def test_a_site_from_a_file(browser: Browser, tmp_path: Path) -> None:
    """Without a server: the header and the explorer search, addresses hold the view, and nothing is asked for elsewhere."""
    site = built(harbour(tmp_path / "source", directory_urls=False))
    visitor = Visitor(browser, f"file://{site}/")
    page = visitor.open("index.html")
    search(page, SECRET)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{LONG}index.html#{SECRET_ID}")
    is_shown_at(page, SECRET_ID)
    page.goto(f"{visitor.base}rules/index.html?level=may")
    expect(page.locator(".rb-results [role=status]")).to_contain_text("of 174 rules")
    page.get_by_label("Find a rule by its words").fill("visitors")
    page.wait_for_url("**/rules/index.html?q=visitors&level=may")
    visitor.close()

    assert [
        url for url in visitor.requests if not url.startswith(("file://", "data:", "blob:"))
    ] == []
    assert visitor.complaints == []


def test_the_search_of_the_theme_can_be_kept(browser: Browser, tmp_path: Path) -> None:
    """With `search: {engine: theme}`: it opens at the rule, as it always did, and the explorer has one of its own."""
    place = harbour(tmp_path / "source")
    place.configure(options={"search": {"engine": "theme"}})
    with served(built(place)) as base:
        visitor = Visitor(browser, base)
        page = visitor.open()
        page.locator(".md-search__input").click()
        page.keyboard.type(SECRET_ID)
        page.locator(f'.md-search-result__link[href$="#{SECRET_ID}"]').click()
        page.wait_for_url(f"**/{LONG}*#{SECRET_ID}")
        is_shown_at(page, SECRET_ID)
        page.goto(f"{base}rules/?q={SECRET}")
        expect(page.locator(".rb-results [role=status]")).to_have_text("1 of 174 rules")
        visitor.close()
        assert visitor.complaints == []
