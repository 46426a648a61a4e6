"""The page of changes: choosing whose changes are shown, on the page and by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from rolebook.messages import messages

from ..site.corpus import RETIRED_ID, REVISED_ID
from ..site.running import rolebook
from .conftest import served
from .looking import overflow

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from .conftest import Visitor

pytestmark = pytest.mark.browser

SAY = messages()


def test_changes_of_one_role_are_shown(visitor: Visitor) -> None:
    """The number is announced; days on which the role did not change go away."""
    page = visitor.open("changes/")
    choice = page.get_by_label("Show the changes of")
    expect(page.get_by_role("status").filter(has_text="change")).to_have_text("4 changes listed")

    choice.focus()
    page.keyboard.type("Sig")
    expect(page.get_by_role("status").filter(has_text="change")).to_have_text("2 changes listed")
    expect(page.get_by_role("link", name=REVISED_ID).first).to_be_visible()
    expect(page.get_by_role("link", name=RETIRED_ID)).to_be_hidden()

    choice.select_option("")
    expect(page.get_by_role("link", name=RETIRED_ID)).to_be_visible()


def test_a_retired_id_leads_back_to_its_role(visitor: Visitor) -> None:
    page = visitor.open("changes/")
    page.get_by_role("link", name=RETIRED_ID).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("retired")
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link").click()
    expect(page).to_have_url(f"{visitor.base}p/harbour-pilot/")


def test_without_a_script_all_changes_are_there(visitor: Visitor) -> None:
    page = visitor.open("changes/", java_script_enabled=False)

    expect(page.get_by_label("Show the changes of")).to_be_hidden()
    assert page.locator(".rb-change").count() == 4


@pytest.mark.parametrize("has_scripts", [True, False])
def test_new_rules_are_counted_and_listed_on_demand(
    browser: Browser, tmp_path: Path, has_scripts: bool
) -> None:
    """Hundreds of lines that all say "added" would push everything else away."""
    (tmp_path / "mkdocs.yml").write_text("theme: material\nsite_name: X\nplugins: [rolebook]\n")
    for folder in ("docs", "personas"):
        (tmp_path / folder).mkdir()
    rules = "".join(f"- MUST keep lamp {n}\n" for n in range(12))
    for name in ("Keeper", "Pilot"):
        text = f"# The {name}\n\n## Traits\n- calm\n\n## Rules\n{rules}"
        (tmp_path / f"personas/{name}.md").write_text(text)
    assert rolebook("lock", cwd=tmp_path).returncode == 0
    lock = tmp_path / "personas/rolebook.lock"
    came_later = re.sub(r"(?m)^(rule\tPIL\S*\t1\t)[\d-]+", r"\g<1>2024-02-02", lock.read_text())
    lock.write_text(came_later)
    assert rolebook("build", cwd=tmp_path).returncode == 0

    with served(tmp_path / "site") as base:
        page = browser.new_context(java_script_enabled=has_scripts).new_page()
        page.goto(f"{base}changes/")
        expect(page.locator(".rb-change").first).to_be_hidden()
        page.get_by_text(SAY("changes-added", count=12), exact=True).click()
        expect(page.locator(".rb-change")).to_have_count(12)
        expect(page.locator(".rb-change").first).to_be_visible()
        page.context.close()


@pytest.mark.parametrize("path", ["changes/", f"r/{RETIRED_ID}/", f"r/{REVISED_ID}/"])
def test_nothing_is_wider_than_a_phone(visitor: Visitor, path: str) -> None:
    assert overflow(visitor.open(path, width=375)) <= 0
