"""A rule's own page, and the buttons that copy its address."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from rolebook.messages import messages

from ..site.corpus import LONG, SECRET_ID, harbour
from ..site.running import built
from .conftest import NARROW, served
from .looking import is_shown_at

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Route

    from .conftest import Visitor

pytestmark = pytest.mark.browser

SAY = messages()

_PERMALINK = f"r/{SECRET_ID}/"
MOST_SHIFT = 0.02
REFUSED = """() => {
  navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
  document.execCommand = () => false;
}"""
"""Takes both ways to the clipboard away."""


def test_it_says_the_rule_and_its_evidence(visitor: Visitor) -> None:
    """Id, level in words, text, and why a skill is named."""
    page = visitor.open(_PERMALINK)

    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{SECRET_ID} MUST NOT")
    expect(page.locator(".rb-statement")).to_have_text(
        "write credentials on the wall of the API cabinet"
    )
    expect(page.locator(".rb-evidence").first).to_contain_text("the rule says “")


def test_it_can_be_read_without_scripts(visitor: Visitor) -> None:
    """The rule and its place, and links to its neighbours; nothing that waits for a script."""
    page = visitor.open(_PERMALINK, java_script_enabled=False)

    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{SECRET_ID} MUST NOT")
    expect(page.locator(".rb-crumbs")).to_have_text("Lamp Keeper › Radio Room")
    expect(page.locator(".rb-statement")).to_be_visible()
    expect(page.locator("a[rel=prev]")).to_contain_text("LK-RADI-19")
    page.locator("a[rel=next]").click()
    expect(page.locator("h1")).to_contain_text("LK-LAND-01")
    page.locator(".rb-crumbs").get_by_role("link", name="Lamp Keeper").click()
    page.wait_for_url(f"**/{LONG}#LK-LAND-01")


def test_it_is_whole_in_a_folder(visitor: Visitor, tmp_path: Path) -> None:
    """Opened from a file, where scripts may not read other files."""
    site = built(harbour(tmp_path, directory_urls=False))
    page = visitor.open(f"r/{SECRET_ID}/index.html", base=f"{site.as_uri()}/")

    expect(page.locator(".rb-evidence").first).to_contain_text("the rule says “")
    expect(page.locator("a[rel=next]")).to_contain_text("MUST inspect the landing stage")
    page.get_by_role("link", name=SAY("use-first.line", role="Lamp Keeper")).click()
    page.wait_for_url(f"**/{LONG}index.html#first")
    visitor.requests.clear()
    visitor.complaints.clear()  # of the theme, whose search cannot be fetched


def test_it_says_what_is_missing_if_its_card_does_not_come(visitor: Visitor) -> None:
    context = visitor.context()
    context.route("**/cards.js", lambda route: route.abort())
    page = context.new_page()
    page.goto(visitor.base + _PERMALINK)

    reason = SAY("loading-failed", path=f"{LONG}cards.js")
    expect(page.get_by_text(SAY("loading-failed-rule", reason=reason))).to_be_visible()
    expect(page.locator("a[rel=next]")).to_be_visible()
    visitor.complaints.clear()


def late(route: Route) -> None:
    time.sleep(0.5)
    route.continue_()


def test_nothing_moves_when_its_card_comes(visitor: Visitor) -> None:
    """What has been seen stays where it is (Cumulative Layout Shift)."""
    context = visitor.context(width=NARROW)
    context.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.shift += one.value)))
          .observe({ type: "layout-shift", buffered: true });"""
    )
    context.route("**/cards.js", late)
    page = context.new_page()
    page.goto(visitor.base + _PERMALINK)
    expect(page.locator(".rb-facts")).to_be_visible()
    page.wait_for_timeout(100)

    assert page.evaluate("window.shift") <= MOST_SHIFT


def test_it_leads_into_context(visitor: Visitor) -> None:
    """The button opens the persona page at the rule."""
    page = visitor.open(_PERMALINK)
    page.get_by_role("link", name=SAY("rule-in-context")).click()
    page.wait_for_url(f"**/{LONG}#{SECRET_ID}")

    is_shown_at(page, SECRET_ID)


def test_it_leads_to_its_neighbours(visitor: Visitor) -> None:
    """Back and forth, in the order of the persona, across categories."""
    page = visitor.open(_PERMALINK)
    page.locator("a[rel=next]").click()
    expect(page.locator("h1")).to_contain_text("LK-LAND-01")
    page.locator("a[rel=prev]").click()
    expect(page.locator("h1")).to_contain_text(SECRET_ID)


def test_the_first_rule_has_none_before_it(visitor: Visitor) -> None:
    """At the ends one of the links is missing."""
    page = visitor.open("r/LK-LAMP-01/")

    assert page.locator("a[rel=prev]").count() == 0
    assert page.locator("a[rel=next]").count() == 1


@pytest.mark.parametrize("path", [_PERMALINK, f"{LONG}#{SECRET_ID}"], ids=["permalink", "persona"])
def test_the_link_can_be_copied_with_the_keyboard(visitor: Visitor, base: str, path: str) -> None:
    """A button with a name of its own; the clipboard then holds the permalink."""
    page = visitor.open(path, permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name=f"Copy link to {SECRET_ID}")
    if path == _PERMALINK:
        page.locator("main").evaluate("main => (main.tabIndex = -1, main.focus())")
    for _ in range(8):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    expect(button).to_be_focused()
    expect(button).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(button).to_have_text(SAY("copy-done"))

    assert page.evaluate("navigator.clipboard.readText()") == base + _PERMALINK


def test_the_id_can_be_copied(visitor: Visitor) -> None:
    """It stays what it is, and what happened is announced."""
    page = visitor.open(_PERMALINK, permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("heading", level=1).get_by_role("button", name=SECRET_ID)
    button.click()

    expect(page.get_by_role("status").filter(has_text=SECRET_ID)).to_have_text(
        SAY("copy-done.status", words=SECRET_ID)
    )
    expect(button).to_have_text(SECRET_ID)
    assert page.evaluate("navigator.clipboard.readText()") == SECRET_ID


def test_without_an_editor_there_is_no_link_to_it(visitor: Visitor) -> None:
    page = visitor.open(_PERMALINK)

    expect(page.locator(".rb-facts")).to_be_visible()
    expect(page.get_by_role("link", name=SAY("rule-edit"))).to_have_count(0)


def test_a_rule_can_be_edited_where_the_site_has_an_editor(
    visitor: Visitor, tmp_path: Path
) -> None:
    """On its page and on its card in the explorer: at its line."""
    place = harbour(tmp_path)
    place.configure(repo_url="https://github.com/acme/harbour", edit_uri="edit/main/docs/")
    lines = (tmp_path / "personas/lamp-keeper.md").read_text(encoding="utf-8").splitlines()
    line = 1 + next(n for n, words in enumerate(lines) if "write credentials" in words)
    href = f"https://github.com/acme/harbour/edit/main/personas/lamp-keeper.md#L{line}"
    with served(built(place)) as base:
        page = visitor.open(_PERMALINK, base=base)
        expect(page.get_by_role("link", name=SAY("rule-edit"))).to_have_attribute("href", href)
        page.goto(f"{base}rules/?q={SECRET_ID}")
        page.locator(".rb-toggle-card").first.click()
        expect(page.get_by_role("link", name=SAY("rule-edit"))).to_have_attribute("href", href)


def test_a_refused_clipboard_is_said(visitor: Visitor) -> None:
    """Nothing pretends to have worked."""
    page = visitor.open(_PERMALINK)
    page.evaluate(REFUSED)
    button = page.get_by_role("button", name=f"Copy link to {SECRET_ID}")
    button.click()

    expect(button).to_have_text(SAY("copy-refused"))


@pytest.mark.parametrize(
    ("before", "background"), [("light", "rgb(20, 23, 28)"), ("dark", "rgb(255, 255, 255)")]
)
def test_the_chosen_colours_hold(visitor: Visitor, base: str, before: str, background: str) -> None:
    """What a reader chose in the theme's header also holds here, against the system's preference."""
    page = visitor.open(scheme=before)
    page.locator("label[for^=__palette]:visible").click()
    page.goto(base + _PERMALINK)

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == background


@pytest.mark.parametrize(
    ("scheme", "background"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(20, 23, 28)")]
)
def test_the_colours_of_the_system_hold_until_one_is_chosen(
    visitor: Visitor, scheme: str, background: str
) -> None:
    """A permalink is often the first page that someone sees."""
    page = visitor.open(_PERMALINK, scheme=scheme)

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == background
