"""Everything can be reached with the Tab key, and one sees where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ..site.corpus import LONG, SHORT
from .conftest import NARROW, SMALL
from .kinds import IN_THEME

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Visitor

pytestmark = pytest.mark.browser

_PLACES = (
    ".md-skip",
    ".md-search",
    ".md-nav--primary",
    ".rb-filter",
    ".rb-shelf > summary",
    ".rb-rule",
)
_HERE = """places => {
  const here = document.activeElement;
  const style = getComputedStyle(here);
  const isRinged = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
  const isPlain = here === document.body || here.matches(".md-search__input, .md-skip, .md-option");
  return [places.find(place => here.closest(place)) ?? "", isRinged || isPlain ? "" : here.outerHTML.slice(0, 90)];
}"""


def walk(page: Page, steps: int) -> tuple[set[str], list[str]]:
    """Press Tab, and return the places that were reached and the elements whose focus could not be seen."""
    places, unseen = set(), []
    for _ in range(steps):
        page.keyboard.press("Tab")
        place, hidden = page.evaluate(_HERE, _PLACES)
        places.add(place)
        unseen += [hidden] if hidden else []
    return places, unseen


def test_tab_reaches_everything(visitor: Visitor) -> None:
    """Skip link, search, navigation, filter and rules."""
    page = visitor.open(SHORT)
    links = page.locator("a:visible, button:visible, input:visible, summary:visible").count()
    places, unseen = walk(page, links + 10)

    assert set(_PLACES) <= places
    assert unseen == []


def test_a_category_opens_with_the_keyboard(visitor: Visitor) -> None:
    """Space opens it, and Tab goes on into its first rule."""
    page = visitor.open(LONG)
    page.locator('[id="in:LK-LENS"] > summary').focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")

    expect(page.locator("#LK-LENS-01 > a")).to_be_focused()


class TestSkipping:
    """The first stop of a page."""

    @pytest.mark.parametrize("is_scripted", [True, False], ids=["scripts", "no scripts"])
    @pytest.mark.parametrize("kind", IN_THEME)
    def test_it_leads_to_the_first_heading(
        self, visitor: Visitor, kind: str, is_scripted: bool
    ) -> None:
        """And Tab goes on behind it."""
        page = visitor.open(IN_THEME[kind], java_script_enabled=is_scripted)
        page.wait_for_load_state("networkidle")
        page.keyboard.press("Tab")
        expect(page.locator(".md-skip")).to_be_focused()
        page.keyboard.press("Enter")

        heading = page.locator(".md-content h1").first
        assert page.url.endswith(f"#{heading.get_attribute('id')}")
        expect(heading).to_be_in_viewport()
        page.keyboard.press("Tab")
        assert page.evaluate(_IS_BEHIND)


_IS_BEHIND = """() => {
  const heading = document.querySelector(".md-content h1");
  const here = document.activeElement;
  const { DOCUMENT_POSITION_FOLLOWING } = Node;
  return heading.contains(here) || (heading.compareDocumentPosition(here) & DOCUMENT_POSITION_FOLLOWING) > 0;
}"""


class TestMenu:
    """The theme's menu in a narrow window, which is a drawer."""

    @pytest.mark.parametrize("kind", IN_THEME)
    def test_nothing_in_a_closed_menu_can_be_reached(self, visitor: Visitor, kind: str) -> None:
        page = visitor.open(IN_THEME[kind], width=NARROW)
        page.wait_for_load_state("networkidle")
        menu = page.locator(".md-sidebar--primary")

        assert menu.locator("a").count() > 0
        expect(menu.locator("a:visible, button:visible, label:visible")).to_have_count(0)

    def test_it_opens_closes_and_gives_the_focus_back(self, visitor: Visitor) -> None:
        page = visitor.open(LONG, width=NARROW)
        button = page.get_by_role("button", name="Menu", exact=True)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Close the menu")).to_be_focused()
        page.keyboard.press("Escape")

        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")

    def test_only_the_open_menu_can_be_reached(self, visitor: Visitor) -> None:
        page = visitor.open(LONG, width=NARROW)
        page.get_by_role("button", name="Menu", exact=True).press("Enter")
        for _ in range(12):
            page.keyboard.press("Tab")
            place = page.evaluate(
                "document.activeElement.closest('.md-sidebar--primary, .md-header, .md-content')?.className"
            )
            assert place is None or "md-sidebar--primary" in place  # or the browser's own controls

    def test_its_parts_open_and_lead_back(self, visitor: Visitor) -> None:
        """From the roles, where the menu opens, up to all pages, and down to the headings of this one."""
        page = visitor.open(LONG, width=NARROW)
        page.get_by_role("button", name="Menu", exact=True).press("Enter")
        page.get_by_role("button", name="Roles: back").press("Enter")
        expect(page.get_by_role("button", name="Roles", exact=True)).to_be_focused()
        page.keyboard.press("Space")
        expect(page.get_by_role("button", name="Roles: back")).to_be_focused()
        page.get_by_role("button", name="Lamp Keeper").press("Enter")
        expect(page.get_by_role("button", name="Table of contents: back")).to_be_focused()
        page.locator(".md-sidebar--primary").get_by_role("link", name="Works with").press("Enter")

        page.wait_for_url("**/#works-with")
        expect(page.get_by_role("heading", name="Works with")).to_be_in_viewport()
        expect(page.get_by_role("button", name="Close the menu")).to_be_hidden()

    def test_without_scripts_it_opens_as_well(self, visitor: Visitor) -> None:
        page = visitor.open(LONG, width=NARROW, java_script_enabled=False)
        page.keyboard.press("Tab")
        page.keyboard.press("Space")

        expect(
            page.locator(".md-sidebar--primary").get_by_role("link", name="Harbour Pilot")
        ).to_be_visible()


class TestSearch:
    """The search in the header."""

    def test_it_opens_by_a_key_and_gives_the_focus_back(self, visitor: Visitor) -> None:
        page = visitor.open(LONG)
        category = page.locator('[id="in:LK-LENS"] > summary')
        category.focus()
        page.keyboard.press("/")
        expect(page.locator(".md-search__input")).to_be_focused()
        page.keyboard.press("Escape")

        expect(category).to_be_focused()

    def test_where_nothing_had_the_focus_nothing_gets_it(self, visitor: Visitor) -> None:
        page = visitor.open()
        page.keyboard.press("/")
        page.keyboard.press("Escape")

        expect(page.locator(".md-search__input")).not_to_be_focused()

    def test_one_box_names_all_keys_of_one_letter_and_turns_them_off(
        self, visitor: Visitor
    ) -> None:
        page = visitor.open(LONG)
        page.keyboard.press("/")
        box = page.get_by_role("checkbox", name="Single-key shortcuts")
        expect(box.locator("xpath=..").locator("kbd")).to_have_text(
            ["/", "s", "f", "p", ",", "n", "."]
        )
        box.uncheck()
        page.keyboard.press("Escape")
        before = page.url
        for key in "sfpn.,/":
            page.keyboard.press(key)
            expect(page.locator(".md-search__input")).not_to_be_focused()

        assert page.url == before


def test_the_colours_change_by_space(visitor: Visitor) -> None:
    page = visitor.open()
    page.locator("input.md-option").first.focus()
    for scheme in ("slate", "default"):
        page.keyboard.press("Space")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        expect(page.locator("input.md-option:checked")).to_be_focused()


class TestUndo:
    """What a menu deleted."""

    @pytest.mark.parametrize("form", ["onboarding", "rubric"])
    def test_it_is_one_tab_away_from_the_menu(self, visitor: Visitor, form: str) -> None:
        page = _deleted(visitor, form)
        expect(page.locator(".rb-menu > summary")).to_be_focused()
        page.keyboard.press("Tab")

        expect(page.get_by_role("button", name="Undo")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(_RECORDED)).to_be_checked()

    @pytest.mark.parametrize("form", ["onboarding", "rubric"])
    def test_it_has_a_key(self, visitor: Visitor, form: str) -> None:
        page = _deleted(visitor, form)
        page.keyboard.press("Control+z")

        expect(page.locator(_RECORDED)).to_be_checked()

    def test_in_a_field_the_key_takes_back_what_was_typed(self, visitor: Visitor) -> None:
        page = _deleted(visitor, "rubric")
        page.get_by_role("textbox", name="Reviewer").fill("Ada")
        page.keyboard.press("Control+z")

        expect(page.locator(_RECORDED)).not_to_be_checked()


_RECORDED = ":is(.rb-action, .rb-item):first-of-type input >> nth=0"


def _deleted(visitor: Visitor, form: str) -> Page:
    """Record something in a form, and delete it by the menu."""
    page = visitor.open(f"{LONG}{form}/")
    page.locator(".rb-live .rb-menu").wait_for()
    page.locator(_RECORDED).check(force=True)
    page.locator(".rb-menu > summary").press("Enter")
    page.get_by_role("button", name="Reset …" if form == "onboarding" else "Delete").click()
    if form == "onboarding":
        page.get_by_role("button", name="Reset the list").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    return page


class TestPreview:
    """The preview of a rule at a link that has the focus."""

    def test_it_goes_with_the_focus(self, visitor: Visitor) -> None:
        """So that it never is over what has the focus."""
        page = _at_a_link(visitor)
        expect(page.locator(".rb-preview")).to_be_visible()
        page.keyboard.press("Tab")

        expect(page.locator(".rb-preview")).to_be_hidden()

    def test_fast_keys_show_no_rule_that_they_have_left(self, visitor: Visitor) -> None:
        """Even if its page comes only then."""
        page = _at_a_link(visitor, is_late=True)
        page.wait_for_timeout(400)  # it is being loaded
        page.keyboard.press("Tab")
        page.wait_for_timeout(900)

        expect(page.locator(".rb-preview:visible")).to_have_count(0)


def _at_a_link(visitor: Visitor, *, is_late: bool = False) -> Page:
    """Move to a rule of the explorer by keys, behind which is a link that leads to no rule's page."""
    page = visitor.open("rules/")
    page.locator(".rb-explorer.rb-live").wait_for()
    if is_late:
        page.route(
            "**/r/**",
            lambda route: (route.request.frame.page.wait_for_timeout(400), route.continue_()),
        )
    page.locator(".rb-found tbody .rb-toggle-card").first.focus()
    page.keyboard.press("Tab")
    return page


@pytest.mark.parametrize("step", ["Tab", "Shift+Tab"])
def test_what_has_the_focus_is_never_covered(visitor: Visitor, step: str) -> None:
    """In what is left of a window at 400 %: four lines below the header."""
    page = visitor.open(LONG, width=SMALL)
    page.wait_for_load_state("networkidle")  # nothing comes that would move what has the focus
    page.set_viewport_size({"width": SMALL, "height": 256})
    page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
    start = ".rb-filter input" if step == "Tab" else "#LK-LENS-12 > a"
    page.locator(start).first.focus()
    covered = []
    for _ in range(60):
        page.keyboard.press(step)
        covered += [page.evaluate(_COVERED)]

    assert [one for one in covered if one] == []


# Some frames later than the key, when the page has followed the focus: see `page/focus.js`.
_COVERED = """async () => {
  for (let frame = 0; frame < 6; frame++) await new Promise(requestAnimationFrame);
  const here = document.activeElement;
  if (!here.closest(".md-content") || here.matches("[role=region]")) return "";
  const box = here.getClientRects()[0];
  if (!box) return "";
  const points = [0.2, 0.5, 0.8].map(part => [box.left + box.width * part, box.top + box.height / 2]);
  const tops = points.map(([x, y]) => document.elementFromPoint(x, y));
  const isFree = top => top && (here.contains(top) || top.contains(here) || here.labels?.[0]?.contains(top));
  return tops.some(isFree) ? "" : `${here.outerHTML.slice(0, 80)} under ${tops[1]?.outerHTML.slice(0, 80)}`;
}"""
