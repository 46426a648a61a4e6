"""The card of a rule: what can be copied from it, its neighbours, and a history that needs no colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from rolebook.messages import messages

from ..site.corpus import LONG, REVISED_ID, SECRET_ID
from .conftest import NARROW, WIDE
from .looking import overflow
from .test_permalink import REFUSED

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Visitor

pytestmark = pytest.mark.browser

SAY = messages()
_MEANING = SAY("rule-meaning", level="MUST NOT", meaning=SAY("level-must-not"))

_PERMALINK = f"r/{SECRET_ID}/"
_WORDS = "MUST NOT write credentials on the wall of the API cabinet"
_CITATION = f"{SECRET_ID}@rev1 {_WORDS} (Lamp Keeper, Radio Room)"
_CLIPBOARD: dict[str, Any] = {"permissions": ["clipboard-read", "clipboard-write"]}


def clipboard(page: Page) -> str:
    found: str = page.evaluate("navigator.clipboard.readText()")
    return found


def test_it_says_the_level_in_words_and_where_the_rule_comes_up(visitor: Visitor) -> None:
    page = visitor.open(_PERMALINK)

    expect(page.locator(".rb-meaning")).to_have_text(_MEANING)
    expect(page.locator(".rb-facts dt").first).to_have_text(SAY("rule-check"))  # no reason is given
    page.get_by_role("link", name=SAY("use-first.line", role="Lamp Keeper")).click()
    expect(page.locator(".rb-mentions > li > a", has_text=SECRET_ID).first).to_be_visible()


def test_what_the_rule_may_need_is_said_in_quiet_letters(visitor: Visitor) -> None:
    page = visitor.open("r/LK-LAMP-03/")
    maybe = page.locator(".rb-facts > div", has=page.locator("dt", has_text=SAY("rule-maybe")))

    expect(maybe.locator("li").first).to_contain_text("the rule says “")
    colours = maybe.locator("li, li a").evaluate_all(
        "found => [...new Set(found.map(one => getComputedStyle(one).color))]"
    )
    assert colours == [page.locator("dt").first.evaluate("one => getComputedStyle(one).color")]


def test_a_citation_is_copied_and_announced(visitor: Visitor) -> None:
    """With the revision, so that the words can be found again when the rule says something else."""
    page = visitor.open(_PERMALINK, **_CLIPBOARD)
    page.get_by_role("button", name=SAY("rule-copy-citation.label", id=SECRET_ID)).click()

    expect(page.locator("p.rb-told")).to_have_text(SAY("copy-done.status", words=_CITATION))
    assert clipboard(page) == _CITATION


def test_markdown_is_copied_with_the_address(visitor: Visitor, base: str) -> None:
    page = visitor.open(f"{_PERMALINK}?from=here#top", **_CLIPBOARD)
    page.get_by_role("button", name=f"Copy as Markdown: {SECRET_ID}").click()
    expect(page.locator("p.rb-told")).to_contain_text("Copied: ")

    assert clipboard(page) == f"[{SECRET_ID}]({base}{_PERMALINK}) {_WORDS}"


def test_copying_works_where_the_browser_has_no_clipboard_for_pages(visitor: Visitor) -> None:
    """On an address without HTTPS there is none; the focus stays on the button."""
    page = visitor.open(_PERMALINK, **_CLIPBOARD)
    page.evaluate("void (navigator.clipboard.writeText = () => { throw new TypeError('none') })")
    button = page.get_by_role("button", name=SAY("rule-copy-citation"))
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text(SAY("copy-done"))

    expect(button).to_be_focused()
    assert clipboard(page) == _CITATION


def test_what_was_not_copied_is_said_in_full(visitor: Visitor) -> None:
    """So that it can be taken by hand."""
    page = visitor.open(_PERMALINK)
    page.evaluate(REFUSED)
    page.get_by_role("button", name=SAY("rule-copy-citation")).click()

    expect(page.locator("p.rb-told")).to_have_text(SAY("copy-refused.status", words=_CITATION))


def test_neighbours_say_what_they_are_and_open_with_the_keyboard(visitor: Visitor) -> None:
    page = visitor.open(_PERMALINK)
    following = page.get_by_role(
        "link", name="Next → LK-LAND-01 MUST inspect the landing stage at dusk and at dawn"
    )
    expect(
        page.get_by_role("link", name="← Previous LK-RADI-19 MUST read the handbook")
    ).to_be_visible()
    page.get_by_role("link", name="← Previous").focus()
    page.keyboard.press("Tab")
    expect(following).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_contain_text("LK-LAND-01")


def test_a_change_of_words_needs_no_colours(visitor: Visitor) -> None:
    """It is struck out and underlined, and a screen reader gets words for it."""
    page = visitor.open(f"r/{REVISED_ID}/")
    gone, new = page.locator(".rb-history del").first, page.locator(".rb-history ins").first

    expect(gone).to_have_css("text-decoration-line", "line-through")
    expect(new).to_have_css("text-decoration-line", "underline")
    contents = [
        one.evaluate("one => getComputedStyle(one, '::before').content") for one in (gone, new)
    ]
    assert contents == ['" removed: "', '" added: "']
    snapshot = page.locator(".rb-history").aria_snapshot()
    assert "removed: 10" in snapshot
    assert "added: 14" in snapshot


@pytest.mark.parametrize("id", [SECRET_ID, REVISED_ID, "LK-FOG-01", "HP-COL-01"])
def test_nothing_is_wider_than_a_phone(visitor: Visitor, id: str) -> None:
    page = visitor.open(f"r/{id}/", width=NARROW)
    page.get_by_role("button", name=SAY("rule-copy-citation")).click()

    assert overflow(page) <= 0


def test_other_pages_can_show_the_card(visitor: Visitor, base: str) -> None:
    """Whole, with addresses that hold there, with no ids or landmarks of its own, and fetched once."""
    page = visitor.open(LONG, **_CLIPBOARD)
    found = page.evaluate(
        """async url => {
          const [one, two] = [await rolebookPreview.card(url), await rolebookPreview.card(url + "#x")];
          document.querySelector(".rb-head").append(one);
          return {
            isFresh: one !== two && one.isEqualNode(two) && !two.isConnected,
            links: [...one.querySelectorAll("a")].map(a => a.getAttribute("href")),
            strange: one.querySelectorAll("[id], main, nav, h1, script").length,
          };
        }""",
        f"../../{_PERMALINK}",
    )

    assert found["isFresh"]
    assert found["strange"] == 0
    assert f"{base}{LONG}#{SECRET_ID}" in found["links"]
    assert all(link.startswith(("http://", "https://")) for link in found["links"])
    assert [url for url in visitor.requests if "/r/" in url] == [base + _PERMALINK]
    page.locator(".rb-head").get_by_role("button", name="Copy link").click()
    expect(page.locator(".rb-head .rb-told")).to_contain_text("Copied")
    assert clipboard(page) == base + _PERMALINK


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_explorer_shows_the_card_in_its_row(visitor: Visitor, width: int) -> None:
    page = visitor.open("rules/?q=credentials", width=width)
    page.get_by_role("button", name=f"Show {SECRET_ID} here").click()
    expect(page.locator(".rb-card-row .rb-meaning")).to_have_text(_MEANING)

    assert overflow(page) <= 0
    assert Axe().run(page, context=".rb-card-row").response["violations"] == []


def test_there_is_no_card_of_what_is_no_rule(visitor: Visitor) -> None:
    """Nothing is asked of another host, and nothing of a page that cannot be one."""
    page = visitor.open(LONG)
    page.wait_for_load_state("networkidle")
    before = len(visitor.requests)
    found = page.evaluate(
        "Promise.all(['https://example.org/r/A-1/', '../../team/', '#x', 'javascript:0', 'http://['].map(rolebookPreview.card))"
    )

    assert found == [None] * 5
    assert [url for url in visitor.requests[before:] if not url.endswith("favicon.png")] == []
