"""What a page is to people who hear it: the names of its controls, and what is said when something changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ..site.corpus import FAMILY, LONG, SECRET_ID
from .conftest import NARROW
from .kinds import IN_THEME

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from .conftest import Visitor

pytestmark = pytest.mark.browser

_RUBRIC, _CHECKLIST = f"{LONG}rubric/", f"{LONG}onboarding/"
_LISTEN = """() => {
  window.said = [];
  for (const status of document.querySelectorAll("[role=status], [aria-live]"))
    new MutationObserver(() => status.textContent && said.push(status.textContent.trim()))
      .observe(status, { childList: true, characterData: true, subtree: true });
}"""


@pytest.mark.parametrize(
    ("path", "role", "name"),
    [
        (LONG, "searchbox", "Filter these rules"),
        (LONG, "group", "Levels"),
        (LONG, "checkbox", "MUST NOT 17"),
        (LONG, "radio", "in the lists"),
        (LONG, "combobox", "Category"),
        (LONG, "button", "Open all"),
        (LONG, "region", "Grid of repeated rules"),
        (f"{LONG}#{SECRET_ID}", "button", f"Copy link to {SECRET_ID}"),
        ("", "searchbox", "Find a rule by its words or ID"),
        ("", "dialog", "Search"),
        ("rules/", "searchbox", "Find a rule by its words, ID, role or skill"),
        ("rules/", "checkbox", "MUST NOT 20"),
        ("rules/", "button", "Exclude MUST NOT"),
        ("rules/", "button", "Show HP-APPR-01 here"),
        ("rules/", "combobox", "Sort by"),
        (_CHECKLIST, "progressbar", "Done"),
        (_CHECKLIST, "checkbox", "Choose a buddy"),
        (_CHECKLIST, "textbox", "First day"),
        (_CHECKLIST, "heading", "Day 1"),
        (_RUBRIC, "progressbar", "Answered"),
        (_RUBRIC, "group", f"Is {SECRET_ID} kept?"),
        (_RUBRIC, "radio", "Kept"),
        (_RUBRIC, "textbox", "Reviewer"),
        (
            "team/",
            "table",
            "Duties that each role owes each other role. Rows owe; columns are owed.",
        ),
        ("changes/", "combobox", "Show the changes of"),
        ("onboarding/", "checkbox", "Lamp Keeper"),
        (f"f/{FAMILY}/", "heading", "Lamp Keeper"),
    ],
)
def test_a_control_has_its_name(visitor: Visitor, path: str, role: str, name: str) -> None:
    page = visitor.open(path)
    page.wait_for_load_state("networkidle")

    expect(page.get_by_role(role, name=name, exact=True).first).to_be_attached()  # type: ignore[arg-type]


def test_a_question_is_described_by_its_rule(visitor: Visitor) -> None:
    """How strict it is, and its words: its name has only the ID."""
    page = visitor.open(_RUBRIC)
    page.locator(".rb-live").wait_for()

    expect(page.get_by_role("group", name=f"Is {SECRET_ID} kept?")).to_have_accessible_description(
        "MUST NOT write credentials on the wall of the API cabinet"
    )


@pytest.mark.parametrize("kind", IN_THEME)
def test_what_one_sees_of_a_control_is_in_its_name(visitor: Visitor, kind: str) -> None:
    """So that who says what stands on it finds it, and no two parts have one ID."""
    page = visitor.open(IN_THEME[kind])
    page.wait_for_load_state("networkidle")

    assert page.evaluate(_MISNAMED) == []
    assert page.evaluate(_TWICE) == []


_MISNAMED = r"""() => [...document.querySelectorAll("[aria-label]:is(a, button, input, summary)")]
  .map(one => [one.innerText?.trim().toLowerCase() ?? "", one.ariaLabel.toLowerCase()])
  .filter(([words, name]) => /[\p{L}\p{N}]/u.test(words) && !name.includes(words))"""
_TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
  return ids.filter((id, n) => ids.indexOf(id) !== n);
}"""


def test_the_menu_says_which_page_this_is(visitor: Visitor) -> None:
    page = visitor.open(LONG)
    expect(page.locator(".md-nav--primary a[aria-current=page]")).to_have_text("Lamp Keeper")
    page = visitor.open(LONG, width=NARROW)
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.locator("button[aria-current=page]")).to_have_text("Lamp Keeper")


class TestWhatIsSaid:
    """Once, and only what is new."""

    def test_a_result_that_stays_the_same_is_said_once(self, visitor: Visitor) -> None:
        page = visitor.open()
        page.locator(".md-search__input").focus()
        expect(page.get_by_text("Type words, an ID or a name")).to_be_visible()
        page.evaluate(_LISTEN)
        for letter in "lens":
            page.keyboard.press(letter)
            page.wait_for_timeout(150)
        page.locator(".rb-hit mark").first.wait_for()

        assert page.evaluate("said").count("The best 12 results") == 1

    def test_rules_with_some_of_the_words_are_announced(self, visitor: Visitor) -> None:
        page = _explorer(visitor, "rules/")
        page.get_by_label("Find a rule by its words").fill("apprentice credentials")

        _is_said(page, "No rule has all these words. These rules have some of them.")

    def test_what_finds_more_is_announced(self, visitor: Visitor) -> None:
        page = _explorer(visitor, "rules/?level=may")
        page.get_by_label("Find a rule by its words").fill("credentials")

        _is_said(
            page,
            "No rule matches. Try one of these: Remove the words “credentials” (19 rules); "
            "Remove Level: MAY (1 rule); Start over",
        )

    def test_a_copied_link_is_announced(self, visitor: Visitor) -> None:
        page = visitor.open(f"{LONG}#{SECRET_ID}")
        page.evaluate(_LISTEN)
        page.locator(f"#{SECRET_ID} .rb-copy").click()

        _is_said(page, "copied")


def _explorer(visitor: Visitor, path: str) -> Page:
    page = visitor.open(path)
    page.locator(".rb-explorer.rb-live").wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate(_LISTEN)
    return page


def _is_said(page: Page, words: str) -> None:
    page.wait_for_function("words => said.includes(words)", arg=words)
