"""Narrow windows, paper, no script, another folder."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pypdfium2
import pytest
from playwright.sync_api import expect

from ..site.corpus import DOCUMENT, LAST_ID, LONG, SECRET_ID, SHORT
from .conftest import NARROW, served
from .kinds import KINDS
from .looking import is_shown_at, overflow, visible_rules

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Visitor

pytestmark = pytest.mark.browser

_SMALL = """() => [...document.querySelectorAll(
    ".rolebook :is(button, summary, label.rb-toggle, input, a.rb-button)")]
  .filter(e => e.checkVisibility() && !["checkbox", "radio"].includes(e.type))
  .filter(e => { const box = e.getBoundingClientRect(); return box.height < 24 || box.width < 24 })
  .map(e => e.outerHTML.slice(0, 80))"""


class TestNarrow:
    """A window of 375 pixels."""

    @pytest.mark.parametrize("kind", KINDS)
    def test_nothing_scrolls_sideways(self, visitor: Visitor, kind: str) -> None:
        """And what one can press is at least 24 pixels wide and high, with every category open."""
        page = visitor.open(KINDS[kind], width=NARROW)
        page.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
        # What is not laid out until it comes near has no size.
        page.add_style_tag(content="* { content-visibility: visible !important; }")

        assert overflow(page) == 0
        assert page.evaluate(_SMALL) == []

    def test_tables_become_cards(self, visitor: Visitor) -> None:
        """Each cell stands in a line of its own and says what it is."""
        page = visitor.open(LONG, width=NARROW)
        cell = page.locator(".rb-skills td").first

        expect(cell).to_have_css("display", "block")
        assert "Level required" in cell.evaluate(
            "cell => getComputedStyle(cell, '::before').content"
        )
        assert page.locator(".rb-skills thead").bounding_box() == {
            "x": pytest.approx(0, abs=40),
            "y": pytest.approx(0, abs=1e5),
            "width": 1,
            "height": 1,
        }

    def test_an_address_opens_its_rule(self, visitor: Visitor) -> None:
        """Below the theme's header, too."""
        is_shown_at(visitor.open(f"{LONG}#{LAST_ID}", width=NARROW), LAST_ID)


class TestPaper:
    """What comes out of a printer."""

    def test_every_rule_is_printed(self, visitor: Visitor, tmp_path: Path) -> None:
        """Also those of closed categories, complete and in order."""
        page = visitor.open(LONG)
        page.emulate_media(media="print")
        ids = page.locator(".rb-all .rb-rule").evaluate_all("rules => rules.map(r => r.id)")
        file = tmp_path / "lamp-keeper.pdf"
        page.pdf(path=file, prefer_css_page_size=True)

        assert len(ids) == 153
        assert file.read_bytes().startswith(b"%PDF")
        if shutil.which("pdftotext"):
            text = subprocess.run(
                ["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True
            ).stdout
            assert [id for id in ids if id not in text] == []
            assert "cabinet" in text
            assert "Open all" not in text

    def test_a_checklist_has_a_page_for_each_phase_and_no_other(
        self, visitor: Visitor, tmp_path: Path
    ) -> None:
        page = visitor.open(f"{LONG}onboarding/")
        page.locator(".rb-live .rb-step").first.wait_for()
        file = tmp_path / "checklist.pdf"
        page.pdf(path=file, prefer_css_page_size=True)
        phases = page.locator(".rb-step").count()

        assert len(pypdfium2.PdfDocument(file)) == phases == 6

    def test_closed_categories_are_open_on_paper(self, visitor: Visitor) -> None:
        """Style alone does it, for a browser that prints without telling the page."""
        page = visitor.open(LONG, java_script_enabled=False)
        page.emulate_media(media="print")
        heights = page.locator(".rb-all .rb-rule").evaluate_all(
            "rules => rules.map(r => r.getBoundingClientRect().height)"
        )

        assert len(heights) == 153
        assert min(heights) > 8

    @pytest.mark.parametrize("path", [LONG, SHORT, DOCUMENT, "team/", f"r/{SECRET_ID}/"])
    def test_nothing_is_cut_off(self, visitor: Visitor, path: str) -> None:
        """On 180 mm, the width of the text on A4, nothing sticks out; colours are those of paper also at night."""
        page = visitor.open(path, scheme="dark")
        page.set_viewport_size({"width": 680, "height": 960})
        page.emulate_media(media="print")

        assert overflow(page) == 0
        assert (
            page.locator(".rolebook").first.evaluate("e => getComputedStyle(e).color")
            == "rgb(0, 0, 0)"
        )
        assert (
            page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        )

    def test_the_page_looks_as_before_afterwards(self, visitor: Visitor) -> None:
        """Categories that were opened for the printer are closed again."""
        page = visitor.open(LONG)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert (
            len(visible_rules(page)) == 153 - 19
        )  # the style of paper unfolds those that the grid has
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert visible_rules(page) == []


class TestWithoutScript:
    """Scripts switched off."""

    def test_a_persona_can_be_read(self, visitor: Visitor) -> None:
        """Categories open by a click; what needs a script is not offered."""
        page = visitor.open(LONG, java_script_enabled=False)
        page.locator('[id="in:LK-RADI"] > summary').click()

        expect(page.locator(f"#{SECRET_ID}")).to_be_visible()
        expect(page.locator(".rb-filter")).to_be_hidden()

    def test_an_address_still_opens_its_category(self, visitor: Visitor) -> None:
        """The browser itself opens the category that holds the address, or at least arrives at the page."""
        page = visitor.open(f"{SHORT}#HP-BERT-02", java_script_enabled=False)

        expect(page.locator("#HP-BERT-02")).to_be_in_viewport()

    def test_a_permalink_can_be_read(self, visitor: Visitor) -> None:
        """Everything but the copy button."""
        page = visitor.open(f"r/{SECRET_ID}/", java_script_enabled=False)

        expect(page.locator(".rb-statement")).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)


def test_the_site_may_live_in_a_folder(visitor: Visitor, folder: Path) -> None:
    """Below /handbook/ search, links and permalinks work the same."""
    with served(folder.parent) as host:
        page = visitor.open("handbook/", base=host)
        page.locator(".md-search__input").click()
        page.keyboard.type(SECRET_ID)
        page.locator(f'.rb-hit[href$="#{SECRET_ID}"]').click()
        page.wait_for_url(f"**/handbook/{LONG}*#{SECRET_ID}")
        is_shown_at(page, SECRET_ID)
        page.locator(f"#{SECRET_ID} > a").click()
        page.wait_for_url(urljoin(host, f"handbook/r/{SECRET_ID}/"))
        page.locator(".md-header .md-logo").click()
        expect(page.get_by_label("Find a rule")).to_be_visible()
        visitor.close()
