"""The team's page: a table of numbers and a drawing, for few roles and for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ..site.corpus import SHIPS, fleet
from ..site.running import built
from .conftest import NARROW, WIDE, served
from .looking import overflow
from .test_axe import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from .conftest import Visitor

pytestmark = pytest.mark.browser

_PLACE = "e => { const box = e.getBoundingClientRect(); return [Math.round(box.left), Math.round(box.top)] }"


@pytest.fixture(scope="module")
def ships(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with many roles."""
    with served(built(fleet(tmp_path_factory.mktemp("fleet")))) as address:
        yield address


@pytest.fixture
def wide(visitor: Visitor, ships: str) -> Page:
    """The team's page of many roles."""
    return visitor.open("team/", base=ships)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", ["team/", "p/red-schooner-master/"])
def test_many_roles_have_no_fault(visitor: Visitor, ships: str, path: str, width: int) -> None:
    """The page neither scrolls sideways nor has anything that axe complains about."""
    page = visitor.open(path, base=ships, width=width)

    assert overflow(page) == 0
    assert faults(page) == []


def test_names_stay_when_the_table_is_scrolled(wide: Page) -> None:
    """By keys, too: the table can be focused, and its heads are in two directions."""
    box = wide.get_by_role("region", name="Table of duties")
    corner, row, column = (
        wide.locator(f".rb-matrix {one}") for one in ("thead th", "tbody th", "thead th:last-child")
    )
    box.focus()
    before = corner.first.evaluate(_PLACE), row.first.evaluate(_PLACE)[0]
    for _ in range(4):
        wide.keyboard.press("ArrowRight")
    wide.wait_for_function("document.querySelector('.rb-matrix-box').scrollLeft > 60")

    assert (corner.first.evaluate(_PLACE), row.first.evaluate(_PLACE)[0]) == before
    box.evaluate("box => box.scrollBy(0, 200)")
    assert box.evaluate("box => box.scrollTop") > 20
    assert column.evaluate(_PLACE)[1] == corner.first.evaluate(_PLACE)[1] == before[0][1]


def test_a_cell_leads_to_both_sides(wide: Page) -> None:
    """It names the direction by its place and what is one-sided in words."""
    cell = wide.locator(".rb-matrix tbody tr").first.locator("td.rb-one-way a").first
    assert " ".join(cell.inner_text().split()) == "1 one-way"
    cell.focus()
    wide.keyboard.press("Enter")

    expect(wide.get_by_role("heading", level=1)).to_contain_text("Red Schooner Master")
    expect(wide.get_by_text("owes nothing in return")).to_be_visible()


def test_a_narrow_window_lists_what_each_role_owes(visitor: Visitor, ships: str) -> None:
    """Names and words are written out, empty cells are gone, and a target is 24 pixels high."""
    page = visitor.open("team/", base=ships, width=NARROW)
    row = page.locator(".rb-matrix tbody tr").first
    cells = row.locator("td:visible")

    assert cells.count() == 7
    assert "Green Schooner Master" in cells.first.locator("a").evaluate(
        "a => getComputedStyle(a, '::before').content"
    )
    expect(row.locator("td span:visible").first).to_have_text("one-way")
    assert (
        min(
            cells.locator("a").evaluate_all("all => all.map(a => a.getBoundingClientRect().height)")
        )
        >= 24
    )


@pytest.mark.parametrize("how", ["focus", "hover"])
def test_the_drawing_brings_one_role_forward(wide: Page, how: str) -> None:
    """Its own lines and those at their other ends; afterwards all look as before."""
    drawing = wide.locator(".rb-graph-box svg")
    node = wide.locator("a.rb-node", has_text="Red Ferry Captain")
    number = node.get_attribute("data-node")
    own = drawing.locator(".rb-edge").evaluate_all(
        "(all, n) => all.filter(e => e.dataset.ends.split(' ').includes(n)).length", number
    )
    node.focus() if how == "focus" else node.locator("text").hover()

    expect(drawing.locator(".rb-edge.rb-on")).to_have_count(own)
    assert 8 <= own < drawing.locator(".rb-edge").count() / 4
    assert drawing.locator(".rb-node.rb-on").count() == own + 1
    node.evaluate("node => node.blur()") if how == "focus" else wide.mouse.move(2, 2)
    expect(drawing.locator(".rb-on")).to_have_count(0)


def test_every_name_in_the_drawing_can_be_reached_and_read(wide: Page) -> None:
    """Each is a link, and no name lies on another."""
    nodes = wide.locator("a.rb-node")
    boxes = nodes.locator("text").evaluate_all(
        "all => all.map(t => t.getBoundingClientRect().toJSON())"
    )
    assert len(boxes) == SHIPS + 2
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart = one["right"] < other["left"] or other["right"] < one["left"]
            assert apart or abs(one["top"] - other["top"]) > 12

    nodes.first.focus()
    for _ in range(SHIPS + 1):
        wide.keyboard.press("Tab")
    expect(nodes.last).to_be_focused()
    assert nodes.last.evaluate("node => getComputedStyle(node).outlineStyle") != "none"


def test_a_long_list_of_duties_does_not_push_the_rest_away(visitor: Visitor, ships: str) -> None:
    """In a narrow window it is scrolled in its own box."""
    page = visitor.open("team/", base=ships, width=NARROW)
    box = page.locator(".rb-matrix-box").evaluate(
        "box => [box.clientHeight, box.scrollHeight, innerHeight]"
    )

    assert box[0] < box[2] < box[1]


def test_the_numbers_say_the_same_as_the_drawing(wide: Page) -> None:
    """A row for every line, the most duties first; further ones are on another page."""
    wide.get_by_text("All pairs").click()
    rows = wide.locator(".rb-numbers").first.locator("tbody tr")
    sums = rows.evaluate_all(
        "rows => rows.map(r => +r.cells[1].textContent + +r.cells[2].textContent)"
    )

    edges = wide.locator(".rb-edges .rb-edge").count()
    expect(wide.locator(".rb-pager")).to_contain_text(f"Pairs 1–{len(sums)} of {edges}")
    assert sums == sorted(sums, reverse=True)


def test_paper_has_the_numbers_instead_of_a_table_that_is_too_wide(wide: Page) -> None:
    """And says so; nothing sticks out."""
    wide.set_viewport_size({"width": 680, "height": 960})
    wide.emulate_media(media="print")

    expect(wide.locator(".rb-matrix")).to_be_hidden()
    expect(wide.get_by_text("too wide for paper")).to_be_visible()
    expect(wide.locator(".rb-graph")).to_be_visible()
    assert overflow(wide) == 0


def test_a_role_shows_those_around_it(visitor: Visitor) -> None:
    """The drawing on a role's page leads to the two sides; the table below is always there."""
    page = visitor.open("p/lamp-keeper/")
    expect(page.locator(".rb-hub")).to_contain_text("Lamp Keeper")
    page.locator("a.rb-node", has_text="Harbour Pilot").click()
    page.wait_for_url("**/team/harbour-pilot--lamp-keeper/")

    narrow = visitor.open("p/lamp-keeper/", width=NARROW)
    expect(narrow.locator(".rb-graph")).to_be_hidden()
    expect(narrow.locator(".rb-contracts")).to_be_visible()


def test_two_sides_are_beside_each_other_or_below(visitor: Visitor) -> None:
    tops = "cells => cells.map(cell => Math.round(cell.getBoundingClientRect().top))"
    path = "team/harbour-pilot--lamp-keeper/"
    left, right = (
        visitor.open(path).locator(".rb-sides tbody tr").first.locator("td").evaluate_all(tops)
    )
    upper, lower = (
        visitor.open(path, width=NARROW)
        .locator(".rb-sides tbody tr")
        .first.locator("td")
        .evaluate_all(tops)
    )

    assert left == right
    assert upper < lower


def test_a_role_without_a_file_opens_where_it_is_named(visitor: Visitor) -> None:
    """A mark of it elsewhere leads to who owes it what."""
    page = visitor.open("team/#tide-clerk")

    expect(page.get_by_text("send The Tide Clerk the water marks")).to_be_visible()


def test_without_script_the_table_and_the_links_work(visitor: Visitor, ships: str) -> None:
    page = visitor.open("team/", base=ships, java_script_enabled=False)
    page.locator("a.rb-node", has_text="Red Ferry Captain").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Red Ferry Captain")
