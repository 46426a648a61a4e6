"""The page of changes: choosing whose changes are shown, on the page and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ..site.corpus import RETIRED_ID, REVISED_ID
from .looking import overflow

if TYPE_CHECKING:
    from .conftest import Visitor

pytestmark = pytest.mark.browser


def test_changes_of_one_role_are_shown(visitor: Visitor) -> None:
    """The number is announced; days on which the role did not change go away."""
    page = visitor.open("changes/")
    choice = page.get_by_label("Show the changes of")
    expect(page.get_by_role("status").filter(has_text="change")).to_have_text("4 changes")

    choice.focus()
    page.keyboard.type("The Sig")
    expect(page.get_by_role("status").filter(has_text="change")).to_have_text("2 changes")
    expect(page.get_by_role("link", name=REVISED_ID).first).to_be_visible()
    expect(page.get_by_role("link", name=RETIRED_ID)).to_be_hidden()

    choice.select_option("")
    expect(page.get_by_role("link", name=RETIRED_ID)).to_be_visible()


def test_a_retired_id_leads_back_to_its_role(visitor: Visitor) -> None:
    page = visitor.open("changes/")
    page.get_by_role("link", name=RETIRED_ID).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("retired")
    page.get_by_role("navigation").get_by_role("link").click()
    expect(page).to_have_url(f"{visitor.base}p/harbour-pilot/")


def test_without_a_script_all_changes_are_there(visitor: Visitor) -> None:
    page = visitor.open("changes/", java_script_enabled=False)

    expect(page.get_by_label("Show the changes of")).to_be_hidden()
    assert page.locator(".rb-change").count() == 4


@pytest.mark.parametrize("path", ["changes/", f"r/{RETIRED_ID}/", f"r/{REVISED_ID}/"])
def test_nothing_is_wider_than_a_phone(visitor: Visitor, path: str) -> None:
    assert overflow(visitor.open(path, width=375)) <= 0
