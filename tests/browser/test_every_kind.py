"""Every kind of page without scripts, on paper, in a narrow window and with long words: it can be read, and says so
where something needs scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from rolebook.messages import messages

from ..site.corpus import HAND_WRITTEN, LONG, harbour
from ..site.running import built
from .conftest import NARROW, SMALL, WIDE, Visitor, served
from .kinds import KINDS
from .looking import broken, overflow, squeezed
from .words import CODE, PERSONA_PATH, ROPE_SPLICER, TITLE, UNBROKEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SHEET = 680
"""Pixels of the text on A4, 180 mm."""
COLUMN, ON_PAPER = 8, 4
"""Times the size of the font: the least width of a column on the screen, and on paper."""

LONG_KINDS: Mapping[str, str] = {
    **KINDS,
    "persona with long words": PERSONA_PATH,
    "permalink of a long word": f"r/{CODE}-MOOR-01/",
    "checklist with long words": f"{PERSONA_PATH}onboarding/",
    "rubric with long words": f"{PERSONA_PATH}rubric/",
}

_NEEDS_SCRIPTS: Mapping[str, str] = {
    "home": messages()("home-search-without-scripts"),
    "explorer": messages()("explorer-needs-scripts", count=1),
    "onboarding": messages()("compose-needs-scripts"),
    "checklist of two roles": messages()("compose-needs-scripts"),
    "people": messages()("leads-needs-scripts"),
    "checklist": messages()("onboarding-needs-scripts"),
    "review rubric": messages()("rubric-without-scripts"),
}
"""What the pages say whose controls do less without scripts."""

# Style alone shows the words that differ in a grid.
_CONTROLS = ":is(button, input, select, textarea):not(.rb-grid-words input)"
_DEAD_ON_PAPER = (
    ".rolebook :is(button, select, input[type=search], a.rb-button, .rb-menu, .rb-filter, .rb-facets, .headerlink)"
    ":not(.rb-choices button, .rb-copy-id)"  # the ID is printed
)
_SHOWN = """(selector) => [...document.querySelectorAll(selector)]
  .filter(one => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length)
  .map(one => one.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def ropes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the harbour with the persona of long words."""
    place = harbour(tmp_path_factory.mktemp("ropes"), has_pdfs=True)
    (place.root / "personas" / "rope-splicer.md").write_text(ROPE_SPLICER, encoding="utf-8")
    with served(built(place)) as base:
        yield base


@pytest.fixture
def visitor(browser: Browser, ropes: str) -> Iterator[Visitor]:
    visitor = Visitor(browser, ropes)
    yield visitor
    visitor.close()


def opened(page: Page) -> Page:
    """Open all that can be opened."""
    page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    return page


def has_room(page: Page, *widths: int) -> None:
    """In windows of these widths nothing scrolls sideways, and no column is too narrow to be read."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        assert overflow(page) == 0
        assert squeezed(page, COLUMN) == []


class TestWithoutScripts:
    """Scripts switched off."""

    @pytest.mark.parametrize("kind", LONG_KINDS)
    def test_text_has_room(self, visitor: Visitor, kind: str) -> None:
        page = opened(visitor.open(LONG_KINDS[kind], java_script_enabled=False))

        expect(page.locator("h1").first).to_be_visible()
        has_room(page, WIDE, SMALL)

    @pytest.mark.parametrize("kind", KINDS)
    def test_what_needs_scripts_says_so(self, visitor: Visitor, kind: str) -> None:
        """And no other page has a control."""
        page = visitor.open(KINDS[kind], java_script_enabled=False)

        if kind in _NEEDS_SCRIPTS:
            told = page.locator(".rb-needs-scripts, .rb-compose-told")
            expect(told).to_be_visible()
            expect(told).to_contain_text(_NEEDS_SCRIPTS[kind])
        else:
            assert page.evaluate(_SHOWN, f".rolebook {_CONTROLS}") == []

    def test_the_picture_of_the_team_offers_nothing_that_scripts_do(self, visitor: Visitor) -> None:
        without, scripted = (
            visitor.open("team/", java_script_enabled=is_on) for is_on in (False, True)
        )

        expect(without.get_by_text("Point at a role")).to_be_hidden()
        expect(scripted.get_by_text("Point at a role")).to_be_visible()

    def test_a_search_that_was_sent_says_why_all_rules_are_shown(self, visitor: Visitor) -> None:
        page = visitor.open(java_script_enabled=False)
        page.get_by_label("Find a rule").fill("lens")
        page.get_by_role("button", name="Search").click()
        page.wait_for_url("**/rules/?q=lens")

        told = page.locator(".rb-needs-scripts")
        expect(told).to_be_visible()
        expect(told).to_have_text(messages()("explorer-needs-scripts", count=1))


class TestExplorerBeforeItsScripts:
    """Scripts that are late, or never come."""

    def test_rules_have_the_room_of_the_page(self, visitor: Visitor) -> None:
        context = visitor.context()
        context.route("**/rolebook/search/*.js", lambda route: None)
        page = context.new_page()
        page.goto(f"{visitor.base}rules/", wait_until="commit")
        page.locator(".rb-found tbody tr").first.wait_for()

        assert squeezed(page, COLUMN) == []
        assert broken(page) == []


class TestNarrow:
    """320, 375 and 1280 pixels, everything open."""

    @pytest.mark.parametrize("kind", LONG_KINDS)
    def test_text_has_room(self, visitor: Visitor, kind: str) -> None:
        page = visitor.open(LONG_KINDS[kind], width=SMALL)
        page.wait_for_load_state("networkidle")

        has_room(opened(page), SMALL, NARROW, WIDE)

    def test_words_stay_whole_in_the_explorer(self, visitor: Visitor) -> None:
        """However long the title of a category is."""
        page = visitor.open("rules/?q=ropes")
        expect(page.locator(".rb-found td:last-child", has_text=TITLE).first).to_be_visible()

        assert broken(page) == []


class TestPaper:
    """What comes out of a printer."""

    @pytest.mark.parametrize("kind", LONG_KINDS)
    @pytest.mark.parametrize("is_scripted", [True, False], ids=["scripts", "no scripts"])
    def test_a_page_can_be_read(self, visitor: Visitor, kind: str, is_scripted: bool) -> None:
        """No title is a column of letters, nothing sticks out, and no button is printed."""
        page = visitor.open(LONG_KINDS[kind], java_script_enabled=is_scripted)
        page.wait_for_load_state("networkidle")
        page.set_viewport_size({"width": SHEET, "height": 960})
        page.emulate_media(media="print")

        expect(page.locator("h1").first).to_be_visible()
        assert overflow(page) == 0
        assert squeezed(page, ON_PAPER) == []
        assert page.evaluate(_SHOWN, _DEAD_ON_PAPER) == []

    def test_short_words_stay_whole(self, visitor: Visitor) -> None:
        """In the tables, which stay tables."""
        for path in ("skills/", "team/", "data/", PERSONA_PATH):
            page = visitor.open(path)
            page.set_viewport_size({"width": SHEET, "height": 960})
            page.emulate_media(media="print")

            assert [word for word in broken(page) if word not in UNBROKEN] == []
            expect(page.locator("table.rb-table thead").first).to_have_css(
                "display", "table-header-group"
            )


class TestNames:
    """What a heading is called for somebody who hears it."""

    @pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind] != f"{HAND_WRITTEN}/"])
    def test_a_heading_is_not_named_after_its_link(self, visitor: Visitor, kind: str) -> None:
        page = visitor.open(KINDS[kind])
        page.wait_for_load_state("networkidle")
        content = page.locator(".md-content, main").first

        expect(content.get_by_role("heading").first).to_be_visible()
        expect(content.get_by_role("heading", name="Link to")).to_have_count(0)

    @pytest.mark.parametrize(
        ("path", "count"), [(f"{LONG}onboarding/", 6), ("onboarding/?roles=LK,SO", 7)]
    )
    def test_a_phase_and_its_count_are_apart(self, visitor: Visitor, path: str, count: int) -> None:
        page = visitor.open(path)

        heading = page.get_by_role("heading", name="Day 1", exact=True)
        expect(heading).to_be_visible()
        expect(heading.locator("xpath=following-sibling::p")).to_have_text(f"0 of {count} done")
