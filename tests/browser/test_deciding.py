"""The page of `rolebook links --page`, in a real browser and by keys alone."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from rolebook import load
from rolebook.decisions import Sitting, undecided
from rolebook.decisions.serving import DecisionPage
from rolebook.messages import messages

from ..decisions.giving import with_possible
from .conftest import NARROW, SMALL, WIDE
from .test_axe import all_widths, faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from .conftest import Visitor

pytestmark = pytest.mark.browser

PERSONA = Path(__file__).parents[2] / "personas" / "security-officer.md"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A persona with some hundred rules, whose IDs are locked."""
    for path in (PERSONA, PERSONA.with_name("rolebook.lock")):
        shutil.copy(path, tmp_path)
    return tmp_path


@pytest.fixture
def decisions(place: Path) -> Iterator[DecisionPage]:
    """The page, while it is served."""
    page = DecisionPage(Sitting(lambda: with_possible(load(place)), undecided), messages())
    thread = threading.Thread(target=page.serve, daemon=True)
    thread.start()
    yield page
    page.stop()
    thread.join(5)


def press(page: Page, key: str) -> None:
    """Press a key, and wait for the next card."""
    before = page.title()
    page.keyboard.press(key)
    page.wait_for_function("before => document.title !== before", arg=before)


def text_of(place: Path) -> str:
    return (place / PERSONA.name).read_text(encoding="utf-8")


def test_a_hundred_decisions_by_keys_alone(
    visitor: Visitor, decisions: DecisionPage, place: Path
) -> None:
    """Each is in the file, and undoing them all gives the file back byte by byte."""
    before = text_of(place)
    page = visitor.open(decisions.address)
    for key in "yn" * 50:
        press(page, key)
        expect(page.locator("h1")).to_be_focused()

    book = load(place)
    said = [word for override in book.personas[0].overrides for word in override.words]
    assert len(said) == 100
    assert sum(word.startswith("-") for word in said) == 50
    assert page.title().startswith("101 of ")

    for _ in range(100):
        press(page, "u")
    assert text_of(place) == before
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


def test_space_skips_and_other_keys_do_nothing(
    visitor: Visitor, decisions: DecisionPage, place: Path
) -> None:
    before = text_of(place)
    page = visitor.open(decisions.address)

    for key in ("x", "Control+y", "Enter", "Escape"):
        page.keyboard.press(key)
    press(page, " ")
    press(page, "s")

    assert page.title().startswith("3 of ")
    assert text_of(place) == before


def test_tab_and_enter_are_enough(visitor: Visitor, decisions: DecisionPage, place: Path) -> None:
    """With single keys turned off, for those whose software types letters on its own."""
    page = visitor.open(decisions.address)
    page.get_by_label("Answer with single keys").focus()
    page.keyboard.press("Space")
    page.keyboard.press("y")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ITOP")

    page.get_by_role("button", name="No", exact=True).focus()
    press(page, "Enter")

    assert "  SO-RISK-01: [-ITOP]\n" in text_of(place)


def test_the_page_says_what_was_answered(visitor: Visitor, decisions: DecisionPage) -> None:
    page = visitor.open(decisions.address)
    expect(page.locator("mark")).to_have_text("keep")

    press(page, "y")

    expect(page.get_by_role("status")).to_have_text(
        "SO-RISK-01, ITOP Infrastructure operations: yes."
    )


def test_done_ends_it(visitor: Visitor, decisions: DecisionPage) -> None:
    """And a page without a server says so."""
    page = visitor.open(decisions.address)
    press(page, "y")
    page.get_by_role("button", name="Done").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("You can close this page")
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("1 decision was saved: 1 yes, 0 no.")).to_be_visible()


def test_a_page_without_its_server_says_so(visitor: Visitor, decisions: DecisionPage) -> None:
    page = visitor.open(decisions.address)
    decisions.stop()
    page.context.set_offline(True)
    page.keyboard.press("y")

    expect(page.get_by_role("status")).to_contain_text("Rolebook isn’t running any more")
    visitor.complaints.clear()  # the browser tells of the request that failed


@pytest.mark.parametrize("width", [WIDE, NARROW, SMALL])
def test_nothing_is_wider_than_the_window(
    visitor: Visitor, decisions: DecisionPage, width: int
) -> None:
    page = visitor.open(decisions.address, width=width)
    press(page, "y")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@all_widths
@pytest.mark.parametrize("keys", ["", "y", "yn"])
def test_axe_finds_no_fault(
    visitor: Visitor, decisions: DecisionPage, width: int, keys: str
) -> None:
    page = visitor.open(decisions.address, width=width)
    for key in keys:
        press(page, key)

    assert faults(page) == []
