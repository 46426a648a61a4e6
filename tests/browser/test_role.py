"""The page of a role and of two roles: the first screen, levels of a career, and comparing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from rolebook.messages import messages

from ..site.corpus import LONG, harbour
from ..site.running import built_anew
from .conftest import NARROW, WIDE, served
from .looking import overflow
from .test_axe import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator

    from .conftest import Visitor

pytestmark = pytest.mark.browser

SAY = messages()
_BY_LEVEL = """\
| Skill | Code | Junior | Senior | Description |
|---|---|---|---|---|
| Programming/software development | PROG | 2 | 4-5 | Writes the programs that turn the lens. |
| Incident management | USUP | | 3 | Brings the light back after a failure. |
"""


@pytest.fixture(scope="module")
def careers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site in which a role tells levels apart."""
    place = harbour(tmp_path_factory.mktemp("careers"))
    path = place.root / "personas/lamp-keeper.md"
    before, _, behind = path.read_text(encoding="utf-8").partition("| Skill | Code | Level |")
    path.write_text(before + _BY_LEVEL + behind[behind.index("\n\n") :], encoding="utf-8")
    with served(built_anew(place)) as address:
        yield address


def top(part: Locator) -> float:
    """Where a part begins, from the top of the window."""
    box = part.bounding_box()
    assert box is not None
    return box["y"]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_first_screen_leads_to_all_that_is_expected(visitor: Visitor, width: int) -> None:
    """Nothing has to be scrolled for the doors, the mission, and the rules or the way to them."""
    page = visitor.open(LONG, width=width)
    height = page.evaluate("innerHeight")
    to_rules = "#first" if width == WIDE else ".rb-to-first a"
    wanted = (".rb-mission", ".rb-head .rb-button >> nth=0", ".rb-compare", to_rules, ".rb-glance")

    for one in wanted:
        expect(page.locator(one)).to_be_visible()
        assert top(page.locator(one)) < height, one


def test_the_names_of_categories_are_not_turned(visitor: Visitor) -> None:
    """And they stay in sight while the grid scrolls."""
    page = visitor.open(f"{LONG}#grid")
    heads = page.locator(".rb-grid thead th span")
    modes = heads.evaluate_all("all => all.map(one => getComputedStyle(one).writingMode)")
    turned = heads.evaluate_all("all => all.map(one => getComputedStyle(one).transform)")

    assert set(modes) == {"horizontal-tb"}
    assert set(turned) == {"none"}
    region = page.locator(".rb-grid-region")
    region.evaluate("one => one.scrollTo(0, 300)")

    assert abs(top(page.locator(".rb-grid thead th").nth(1)) - top(region)) <= 2


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_one_level_is_shown_at_a_time(visitor: Visitor, careers: str, scripts: bool) -> None:
    """All of them at first; a skill that the chosen level doesn't need is hidden."""
    page = visitor.open(f"{LONG}#skills", base=careers, java_script_enabled=scripts)
    rows = page.locator(".rb-skills tbody tr:visible")
    levels = page.locator(".rb-skills [data-career]:visible")
    expect(rows).to_have_count(2)
    expect(levels).to_have_count(3)

    page.get_by_role("radio", name="Junior").check()
    expect(rows).to_have_count(1)
    expect(levels).to_have_count(1)

    page.get_by_role("radio", name="Senior").check()
    expect(rows).to_have_count(2)
    expect(levels).to_have_count(2)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_two_roles_are_two_clicks_away(visitor: Visitor, scripts: bool) -> None:
    page = visitor.open(LONG, java_script_enabled=scripts)
    page.get_by_text(SAY("persona-compare")).click()
    page.locator(".rb-compare a").first.click()

    expect(page.get_by_role("heading", name=SAY("compared-both"))).to_be_visible()


def test_comparing_can_be_opened_by_keyboard(visitor: Visitor) -> None:
    page = visitor.open(LONG)
    page.locator(".rb-compare summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    expect(page.locator(".rb-compare a").first).to_be_focused()


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_levels_and_the_open_list_have_no_fault(visitor: Visitor, careers: str, width: int) -> None:
    page = visitor.open(LONG, base=careers, width=width)
    page.locator(".rb-compare summary").click()

    assert overflow(page) == 0
    assert faults(page) == []


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_two_roles_side_by_side_have_no_fault(visitor: Visitor, width: int) -> None:
    page = visitor.open("team/harbour-pilot--lamp-keeper/", width=width)

    assert overflow(page) == 0
    assert faults(page) == []
