"""Pages of rules and of pairs of roles, which are small files, look and behave as the others do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from rolebook.messages import messages

from ..site.corpus import LONG, SECRET_ID, harbour
from ..site.running import built
from .conftest import NARROW, WIDE
from .looking import overflow

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from .conftest import Visitor

pytestmark = pytest.mark.browser

SAY = messages()
RULE, PAIR = f"r/{SECRET_ID}/", "team/harbour-pilot--lamp-keeper/"
SMALL_PAGES = pytest.mark.parametrize("path", [RULE, PAIR], ids=["rule", "pair"])

_LOOK = """selector => {
  const { backgroundColor, color, fontFamily, height } = getComputedStyle(document.querySelector(selector));
  return [backgroundColor, color, fontFamily, height];
}"""


def look(page: Page, selector: str) -> list[str]:
    shown: list[str] = page.evaluate(_LOOK, selector)
    return shown


@SMALL_PAGES
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_they_look_like_the_others(visitor: Visitor, path: str, scheme: str, width: int) -> None:
    """The same header, letters and colours, and nothing wider than the window."""
    other = visitor.open("team/", width=width, scheme=scheme)
    page = visitor.open(path, width=width, scheme=scheme)

    for selector in (".md-header", ".md-header__title", ".md-footer-meta"):
        assert look(page, selector) == look(other, selector)
    assert look(page, "body")[:-1] == look(other, "body")[:-1]
    expect(page.locator(".md-header__topic").first).to_have_text("Harbour Handbook")
    assert page.locator("main").count() == 1
    assert page.locator("header").count() == 1
    assert overflow(page) <= 0


@SMALL_PAGES
def test_the_navigation_leads_everywhere(visitor: Visitor, path: str) -> None:
    other = visitor.open("team/")
    page = visitor.open(path)
    links = "[...document.querySelectorAll('.md-tabs a, .md-nav--primary a')].map(one => one.href)"

    without_toc = [link for link in other.evaluate(links) if "#" not in link]
    assert [link for link in page.evaluate(links) if "#" not in link] == without_toc


@pytest.mark.parametrize(
    ("path", "tab", "link"),
    [(RULE, "Roles", "Lamp Keeper"), (PAIR, SAY("nav-look-up"), "Team")],
    ids=["rule", "pair"],
)
def test_the_navigation_shows_where_they_belong(
    visitor: Visitor, path: str, tab: str, link: str
) -> None:
    page = visitor.open(path)

    expect(page.locator(".md-tabs__item--active")).to_have_text(tab)
    expect(page.locator(".md-sidebar--primary .md-nav__link--active")).to_have_text(link)
    expect(page.locator(".md-sidebar--primary .md-nav__link--active")).to_be_visible()


@SMALL_PAGES
def test_a_phone_has_a_menu(visitor: Visitor, path: str) -> None:
    page = visitor.open(path, width=NARROW)
    page.locator("label[for=__drawer].md-header__button").click()
    page.locator(".md-sidebar--primary .md-nav__link--active").click()

    expect(page.locator("h1")).to_be_visible()
    assert page.url in (f"{visitor.base}{LONG}", f"{visitor.base}team/")


@SMALL_PAGES
def test_they_have_the_search(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    page.keyboard.press("/")
    page.keyboard.type("credentials")
    page.locator(f'.rb-hit[href$="#{SECRET_ID}"]').click()

    page.wait_for_url(f"**/{LONG}*#{SECRET_ID}")


@SMALL_PAGES
def test_colours_chosen_on_them_hold_on_the_others(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    page.locator("label[for^=__palette]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{visitor.base}team/")

    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@SMALL_PAGES
def test_the_first_key_leads_past_the_navigation(visitor: Visitor, path: str) -> None:
    page = visitor.open(path)
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@SMALL_PAGES
def test_without_scripts_they_lead_home_and_to_the_rules(visitor: Visitor, path: str) -> None:
    """In a small header with the colours of the theme."""
    for width in (WIDE, NARROW):
        page = visitor.open(path, width=width, java_script_enabled=False)
        expect(page.locator("header a")).to_have_text(["Harbour Handbook", SAY("leaf-explorer")])
        assert look(page, "header")[0] == "rgb(22, 50, 79)"
        assert overflow(page) <= 0


def test_if_the_theme_does_not_come_what_waits_for_it_is_shown(visitor: Visitor) -> None:
    context = visitor.context()
    context.route("**/page.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(visitor.base + RULE)

    expect(page.locator("a[rel=next]")).to_be_visible()
    visitor.complaints.clear()


def test_they_are_whole_in_a_folder(visitor: Visitor, tmp_path: Path) -> None:
    """Opened from files."""
    site = built(harbour(tmp_path, directory_urls=False))
    page = visitor.open("team/harbour-pilot--lamp-keeper/index.html", base=f"{site.as_uri()}/")
    page.locator(".md-tabs").get_by_role("link", name=SAY("nav-about")).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Changes")
    page.context.close()
    visitor.requests.clear()
    visitor.complaints.clear()  # of the theme, whose search cannot be fetched
