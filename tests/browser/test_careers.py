"""The level of a career on a checklist: which skills it needs, on the page, in files and links, and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from rolebook.checklist import at_career_levels, checklists, merged
from rolebook.exports import CHECKLIST_FORMATS, Occasion
from rolebook.messages import messages

from ..checklist.bakery import FILES, bakery
from ..site.corpus import Harbour
from ..site.running import built_anew
from .conftest import NARROW, WIDE, served
from .looking import overflow
from .test_axe import faults
from .test_leads import PEOPLE, add
from .test_onboarding import again, choose, details, downloaded, open_list, ready

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

    from .conftest import Visitor

pytestmark = pytest.mark.browser

SAY = messages()
LEVEL = SAY("checklist-career")
BAKER = "p/baker/onboarding/"
BOTH = "onboarding/?roles=BAK,MIL"
LISTS = checklists(bakery())


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the handbook of a bakery."""
    root = tmp_path_factory.mktemp("bakery")
    place = Harbour(root, root / "site")
    (root / "docs").mkdir()
    (root / "personas").mkdir()
    for name, text in FILES.items():
        (root / "personas" / name).write_text(text, encoding="utf-8")
    place.configure()
    with served(built_anew(place)) as address:
        yield address


def skills(page: Page, id: str = "skills-BAK") -> Locator:
    """What a list says of the skills to rate."""
    return details(page, id).locator(".rb-topics > li:visible > :first-child")


def in_words(*levels: str) -> list[str]:
    return [f"Programming/software development, {levels[0]}", *levels[1:]]


JUNIOR = in_words("level 2", "Functional testing, level 3")
SENIOR = in_words("levels 4–5", "Incident management, level 3", "Functional testing, level 3")
ALL = in_words("levels 2–5", "Incident management, level 3", "Functional testing, level 3")


def test_a_level_has_the_skills_that_it_needs(visitor: Visitor, address: str) -> None:
    """The choice stays, and without one the list is what it was."""
    page = open_list(visitor, BAKER, base=address)
    expect(skills(page)).to_have_text(ALL)
    page.get_by_label(LEVEL).select_option("Junior")
    expect(skills(page)).to_have_text(JUNIOR)
    again(page)
    expect(page.get_by_label(LEVEL)).to_have_value("Junior")
    expect(skills(page)).to_have_text(JUNIOR)
    page.get_by_label(LEVEL).select_option(SAY("checklist-career.all"))
    expect(skills(page)).to_have_text(ALL)


def test_what_is_missing_is_what_the_level_needs(visitor: Visitor, address: str) -> None:
    """A level that is written stays when another one is chosen, and no tick is flagged."""
    page = open_list(visitor, BAKER, base=address)
    own = details(page, "skills-BAK").get_by_label("Your level in Programming")
    fit = details(page, "skills-BAK").locator(".rb-level-fit").first
    page.locator('[data-action="skills-BAK"] .rb-tick input').check()
    own.select_option("2")
    expect(fit).to_have_text(SAY("level-as-needed"))
    page.get_by_label(LEVEL).select_option("Senior")
    expect(fit).to_have_text(SAY("level-below", count=2))
    page.get_by_label(LEVEL).select_option("Junior")
    expect(own).to_have_value("2")
    expect(fit).to_have_text(SAY("level-as-needed"))
    expect(page.locator(".rb-mismatch")).to_have_count(0)


def test_a_role_without_levels_has_no_choice(visitor: Visitor, address: str) -> None:
    page = open_list(visitor, "p/cook/onboarding/", base=address)
    expect(page.get_by_label(LEVEL)).to_have_count(0)


def test_each_of_several_roles_has_a_choice(visitor: Visitor, address: str) -> None:
    page = open_list(visitor, BOTH, base=address)
    baker, miller = (
        page.get_by_label(SAY("checklist-career-of", role=role)) for role in ("Baker", "Miller")
    )
    baker.select_option("Senior")
    miller.select_option("Junior miller")
    expect(skills(page)).to_have_text(SENIOR)
    expect(skills(page, "skills-MIL")).to_have_text(in_words("level 1"))
    again(page)
    expect(miller).to_have_value("Junior miller")


@pytest.mark.parametrize(
    ("query", "expected"),
    [("?level=senior", SENIOR), ("?level=bak=JUNIOR", JUNIOR), ("?level=lead", ALL)],
)
def test_an_address_can_name_a_level(
    visitor: Visitor, address: str, query: str, expected: list[str]
) -> None:
    """It is kept once someone chooses; their choice is worth more."""
    page = open_list(visitor, f"{BAKER}{query}", base=address)
    expect(skills(page)).to_have_text(expected)
    page.get_by_label(LEVEL).select_option("Junior")
    again(page)
    expect(skills(page)).to_have_text(JUNIOR)
    page.get_by_label(LEVEL).select_option(SAY("checklist-career.all"))
    again(page)
    expect(skills(page)).to_have_text(ALL)


@pytest.mark.parametrize("form", ["Markdown", "CSV"])
def test_files_are_those_of_the_program(visitor: Visitor, address: str, form: str) -> None:
    page = open_list(visitor, f"{BOTH}&level=BAK=senior,MIL=junior", base=address)
    levels = {"BAK": "Senior", "MIL": "Junior miller"}
    made = at_career_levels(merged([LISTS["baker"], LISTS["miller"]]), levels, SAY)
    format = {"Markdown": "md", "CSV": "csv"}[form]
    assert downloaded(page, form) == CHECKLIST_FORMATS[format](made, Occasion())


def test_a_link_and_an_export_carry_the_level(visitor: Visitor, address: str) -> None:
    page = open_list(visitor, BAKER, base=address)
    page.get_by_label(LEVEL).select_option("Senior")
    exported = downloaded(page, "JSON").decode()
    choose(page, "Link")
    link = page.get_by_label("Link", exact=True).input_value()

    theirs = ready(visitor.open(link))
    expect(theirs.locator(".rb-notice")).to_contain_text("Career level: Senior.")
    expect(skills(theirs)).to_have_text(SENIOR)
    other = open_list(visitor, BAKER, base=address)
    choose(other, "Import")
    other.get_by_label(SAY("dialog-import.text")).fill(exported)
    other.get_by_role("button", name="Import", exact=True).click()
    expect(other.get_by_label(LEVEL)).to_have_value("Senior")


def test_a_lead_sees_what_the_level_needs(visitor: Visitor, address: str) -> None:
    page = open_list(visitor, BAKER, base=address)
    page.get_by_label(LEVEL).select_option("Senior")
    details(page, "skills-BAK").get_by_label("Your level in Programming").select_option("2")
    choose(page, "Link")
    link = page.get_by_label("Link", exact=True).input_value()

    people = visitor.open(PEOPLE, base=address)
    people.locator(".rb-leads.rb-live").wait_for()
    add(people, link)
    shown = people.locator(".rb-person")
    expect(shown).to_contain_text("Career level: Senior")
    expect(shown).to_contain_text(SAY("level-below", count=2))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_page_of_the_role_has_what_each_level_is_told(
    visitor: Visitor, address: str, scripts: bool
) -> None:
    """Its skills in its words, and the competences that it needs."""
    page = visitor.open("p/miller/#skills", base=address, java_script_enabled=scripts)
    meanings = page.locator(".rb-skills tbody td:last-child li:visible")
    competences = page.locator(".rb-defs dt:visible")
    examples = page.locator(".rb-defs li:visible")
    expect(meanings).to_have_text(
        ["Junior miller reads the mill's log", "Senior miller sets the stones"]
    )
    expect(competences).to_have_text(["Grain", "Hygiene"])

    page.get_by_role("radio", name="Senior miller").check()
    expect(meanings).to_have_text(["Senior miller sets the stones"])
    expect(competences).to_have_text(["Grain"])
    expect(examples).to_have_text(["Senior miller weigh wheat, judge rye"])


@pytest.mark.parametrize("page_of", ["p/miller/", BOTH])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_choice_has_no_fault(visitor: Visitor, address: str, width: int, page_of: str) -> None:
    page = visitor.open(page_of, base=address, width=width)
    assert overflow(page) == 0
    assert faults(page) == []


@pytest.mark.parametrize("is_blank", [True, False])
def test_paper_says_the_level(visitor: Visitor, address: str, is_blank: bool) -> None:
    page = open_list(visitor, f"{BAKER}?level=senior", base=address)
    page.evaluate("window.print = () => {}")
    if is_blank:
        choose(page, "Blank")
    page.emulate_media(media="print")
    expect(page.locator(".rb-paper-head")).to_contain_text("Career level: Senior")
