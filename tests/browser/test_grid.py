"""The rules that a role repeats: as a grid, in the lists, one category at a time, by keyboard, on paper."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from rolebook.messages import messages

from ..site.corpus import FAMILY, LONG, SECRET_ID, SHORT
from .conftest import NARROW
from .looking import is_shown_at, overflow, visible_rules

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from .conftest import Visitor

pytestmark = pytest.mark.browser

SAY = messages()

_TEMPLATE = "LK-RADI-02"
"""A rule of the grid in the category that also has a rule of its own."""


def grid(page: Page) -> Locator:
    name = SAY("grid-caption", count=152, sentences=19, categories=8)
    return page.get_by_role("table", name=name)


def shelf(page: Page, code: str) -> Locator:
    return page.locator(f'[id="in:LK-{code}"]')


def square(page: Page, id: str) -> Locator:
    return page.locator(f'.rb-grid td > a[href="#{id}"]')


def test_every_template_is_a_row(visitor: Visitor) -> None:
    """A real table: headers for rows and columns, and a cell that says its rule."""
    page = visitor.open(LONG)

    expect(grid(page).get_by_role("columnheader")).to_have_count(1 + 8)
    expect(grid(page).get_by_role("rowheader")).to_have_count(19)
    expect(grid(page).get_by_role("cell")).to_have_count(19 * 8)
    expect(
        page.get_by_role("link", name="MUST NOT leave the fog horn unattended during a storm")
    ).to_have_count(1)


def test_a_short_list_has_no_grid(visitor: Visitor) -> None:
    """And nothing to choose."""
    page = visitor.open(SHORT)

    expect(page.locator(".rb-grid, .rb-view")).to_have_count(0)


def test_the_lists_hold_what_is_the_roles_own(visitor: Visitor) -> None:
    """As long as the grid is shown, a category opens with its own rules; a button lists the others, and folds them."""
    page = visitor.open(LONG)
    shelf(page, "RADI").locator("summary").click()
    assert visible_rules(page) == [SECRET_ID]

    button = shelf(page, "RADI").get_by_role("button", name=SAY("view-unfold", count=19))
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    assert len(visible_rules(page)) == 20
    shelf(page, "RADI").get_by_role("button", name=SAY("view-fold", count=19)).click()
    assert visible_rules(page) == [SECRET_ID]


def test_a_category_without_own_rules_lists_the_others(visitor: Visitor) -> None:
    """It says that all of them are in the grid, and whoever opens it wants them."""
    page = visitor.open(LONG)
    expect(shelf(page, "LENS").locator("summary")).to_contain_text(
        f"19 rules, {SAY('rules-all-in-grid')}"
    )
    shelf(page, "LENS").locator("summary").click()

    assert len(visible_rules(page)) == 19


def test_the_view_is_chosen_with_the_keyboard(visitor: Visitor) -> None:
    """Two radio buttons: an arrow goes from the grid to the lists and back."""
    page = visitor.open(LONG)
    page.get_by_role("radio", name=SAY("rules-view.grid")).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name=SAY("rules-view.list"))).to_be_checked()
    expect(grid(page)).to_be_hidden()
    shelf(page, "RADI").locator("summary").click()
    assert len(visible_rules(page)) == 20

    page.get_by_role("radio", name=SAY("rules-view.list")).focus()
    page.keyboard.press("ArrowLeft")
    expect(grid(page)).to_be_visible()
    assert visible_rules(page) == [SECRET_ID]


def test_a_cell_leads_to_its_rule(visitor: Visitor) -> None:
    """The category opens, and what was folded is unfolded."""
    page = visitor.open(LONG)
    square(page, _TEMPLATE).click()

    is_shown_at(page, _TEMPLATE)


@pytest.mark.parametrize("id", [_TEMPLATE, "LK-LENS-07", SECRET_ID])
def test_an_address_opens_a_rule_of_the_grid(visitor: Visitor, id: str) -> None:
    """Whether the grid folds it away, its category is closed, or it is the role's own."""
    is_shown_at(visitor.open(f"{LONG}#{id}"), id)


def test_an_address_of_the_grid_brings_it_back(visitor: Visitor) -> None:
    page = visitor.open(LONG)
    page.get_by_role("radio", name=SAY("rules-view.list")).check()
    page.evaluate("location.hash = 'grid'")

    expect(grid(page)).to_be_visible()
    expect(page.get_by_role("radio", name=SAY("rules-view.grid"))).to_be_checked()


@pytest.mark.parametrize("view", ["grid", "list"])
def test_the_filter_finds_rules_of_the_grid(visitor: Visitor, view: str) -> None:
    """In both views; without words the lists are as they were."""
    page = visitor.open(LONG)
    page.get_by_role("radio", name=SAY(f"rules-view.{view}")).check()
    words = page.get_by_label("Filter these rules")
    words.fill("dusk dawn")
    assert len(visible_rules(page)) == 8

    words.fill("")
    expect(page.locator(".rb-filter [role=status]")).to_have_text("153 rules")
    assert visible_rules(page) == []


def test_what_one_opened_stays_open_behind_the_filter(visitor: Visitor) -> None:
    page = visitor.open(LONG)
    shelf(page, "RADI").locator("summary").click()
    words = page.get_by_label("Filter these rules")
    words.fill("lens")
    words.fill("")
    expect(page.locator(".rb-filter [role=status]")).to_have_text("153 rules")

    assert visible_rules(page) == [SECRET_ID]


def test_arrows_go_through_the_cells(visitor: Visitor) -> None:
    """And the rule under the focus is written out below, for those who see the marks alone."""
    page = visitor.open(LONG)
    square(page, "LK-LAMP-01").focus()
    expect(page.locator(".rb-readout")).to_have_text(
        "LK-LAMP-01 MUST inspect the lamp at dusk and at dawn"
    )
    page.keyboard.press("ArrowRight")
    expect(square(page, "LK-LENS-01")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(square(page, "LK-LENS-02")).to_be_focused()
    expect(page.locator(".rb-readout")).to_contain_text("write down who touched the lens and why")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(square(page, "LK-LENS-01")).to_be_focused()


def test_the_grid_can_be_skipped(visitor: Visitor) -> None:
    """One Tab before the cells."""
    page = visitor.open(LONG)
    link = page.get_by_role("link", name=SAY("grid-skip"))
    link.focus()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('.rb-grid-box') === null")


def test_the_words_that_differ_can_be_shown(visitor: Visitor) -> None:
    """Under the marks, by a checkbox that works without a script."""
    page = visitor.open(LONG, java_script_enabled=False)
    differing = page.locator(".rb-difference").first
    expect(differing).to_be_hidden()
    page.get_by_label(SAY("grid-show-differences")).check()

    expect(differing).to_be_visible()
    expect(differing).to_have_text("stairs")


def test_a_narrow_window_shows_one_category(visitor: Visitor) -> None:
    """With its rules in words; another one is picked from a list, or all of them as a table that scrolls by itself."""
    page = visitor.open(LONG, width=NARROW)
    expect(grid(page).get_by_role("columnheader")).to_have_text([SAY("grid-sentence"), "Lamp"])
    expect(square(page, "LK-LAMP-01")).to_be_visible()
    said = square(page, "LK-LAMP-01").locator(".rb-said").bounding_box()
    assert said is not None
    assert said["width"] > 100
    page.get_by_role("combobox", name=SAY("grid-category")).select_option("Fog Horn")
    expect(grid(page).get_by_role("columnheader")).to_have_text([SAY("grid-sentence"), "Fog Horn"])

    page.get_by_role("combobox", name=SAY("grid-category")).select_option(
        SAY("grid-all-categories")
    )
    expect(grid(page).get_by_role("columnheader")).to_have_count(9)
    page.get_by_label(SAY("grid-show-differences")).check()
    assert overflow(page) == 0
    region = page.get_by_role("region", name=SAY("grid-label"))
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.rb-grid-region').scrollLeft > 0")


def test_everything_is_there_without_a_script(visitor: Visitor) -> None:
    """The grid, and every rule in the lists."""
    page = visitor.open(LONG, java_script_enabled=False)
    expect(grid(page)).to_be_visible()
    expect(page.locator(".rb-view")).to_be_hidden()
    shelf(page, "RADI").locator("summary").click()

    assert len(visible_rules(page)) == 20


@pytest.mark.parametrize("width", [1280, NARROW])
def test_the_whole_grid_is_printed(visitor: Visitor, width: int, tmp_path: Path) -> None:
    """On A4 no column is cut, also where the window showed one category, or where the lists were chosen."""
    page = visitor.open(LONG, width=width)
    page.get_by_role("radio", name=SAY("rules-view.list")).check()
    page.set_viewport_size({"width": 680, "height": 960})
    page.emulate_media(media="print")

    expect(grid(page)).to_be_visible()
    assert overflow(page) == 0
    assert page.locator(".rb-grid tbody tr").first.locator("td:visible").count() == 8
    if shutil.which("pdftotext"):
        file = tmp_path / "grid.pdf"
        page.pdf(path=file, prefer_css_page_size=True)
        text = subprocess.run(
            ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
        ).stdout
        assert "inspect the … at dusk and at dawn" in text


def test_a_template_has_a_page(visitor: Visitor) -> None:
    """From the row to the page, to a rule, and back."""
    page = visitor.open(LONG)
    page.get_by_role("rowheader").get_by_role(
        "link", name="inspect the … at dusk and at dawn"
    ).click()
    page.wait_for_url(f"**/f/{FAMILY}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "MUST inspect the … at dusk and at dawn"
    )
    expect(page.get_by_role("rowheader")).to_have_count(8)
    page.locator(".rb-mentions > li > a", has_text="LK-FOG-01").click()
    expect(page.locator(".rb-facts")).to_contain_text(
        SAY("use-repeated.line", count=8, link="MUST inspect the … at dusk and at dawn")
    )
    page.get_by_role("link", name="MUST inspect").click()

    page.wait_for_url(f"**/f/{FAMILY}/#in:lamp-keeper")
