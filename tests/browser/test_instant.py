"""The theme's instant navigation: pages change without being loaded, and the script still does its work."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from ..site.corpus import FEATURES, LONG, PALETTE, SECRET_ID, harbour
from ..site.running import built
from .conftest import Visitor, served
from .looking import is_shown_at

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_page_that_is_swapped_in_is_complete(browser: Browser, tmp_path: Path) -> None:
    """Copy buttons and filter are there after a click, and all roles stay in the menu."""
    place = harbour(tmp_path)
    port = free_port()
    theme = {
        "name": "material",
        "font": False,
        "palette": PALETTE,
        "features": [*FEATURES, "navigation.instant", "navigation.indexes"],
    }
    place.configure(theme=theme, site_url=f"http://127.0.0.1:{port}/")
    with served(built(place), port) as base:
        visitor = Visitor(browser, base)
        page = visitor.open()
        page.wait_for_load_state(
            "networkidle"
        )  # until the theme has the site map, links load pages as usual
        page.evaluate("window.isSame = true")
        page.locator(f".rb-card a[href$='{LONG}']").click()
        page.wait_for_url(f"**/{LONG}")
        expect(page.locator(".rb-filter")).to_be_visible()
        assert page.evaluate("window.isSame")
        assert page.locator(".rb-copy").count() == page.locator(".rb-rule[id]").count() > 100
        roles = page.locator(".md-nav--primary a[href*='p/'], .md-nav--primary a[href='./']")
        assert {"Lamp Keeper", "Harbour Pilot", "Signal Officer"} <= {
            text.strip() for text in roles.all_inner_texts()
        }
        page.locator(".rb-mentions > li > a").first.hover()
        expect(page.locator(".rb-preview")).to_be_visible()
        page.evaluate("document.querySelector('.md-nav--primary a[href$=\"team/\"]').click()")
        page.wait_for_url("**/team/")
        expect(page.locator(".rb-preview")).to_be_hidden()
        assert page.evaluate("window.isSame")

        page.get_by_role("link", name="Rules", exact=True).first.click()
        status = page.locator(".rb-results-bar [role=status]")
        expect(status).to_have_text("174 of 174 rules")
        page.get_by_role("checkbox", name="MAY").check()
        expect(status).to_have_text("19 of 174 rules")
        page.go_back()
        expect(status).to_have_text("174 of 174 rules")
        page.go_back()
        page.wait_for_url("**/team/")
        expect(status).to_be_hidden()  # the address changes before the page does
        page.go_forward()
        page.wait_for_url("**/rules/")
        expect(page.get_by_role("checkbox", name="MAY")).to_be_visible()  # its scripts have run
        page.locator(".md-search__input").click()
        page.keyboard.type(SECRET_ID)
        expect(page.locator(".rb-hit").first).to_contain_text(SECRET_ID)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{LONG}#{SECRET_ID}")
        expect(page.locator(f"#{SECRET_ID}")).to_be_focused()
        is_shown_at(page, SECRET_ID)
        assert page.evaluate("window.isSame")
        visitor.close()
