"""The explorer: words, facets, order and address; what it shows, and what it gives away."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from rolebook import load
from rolebook.messages import messages
from rolebook.views.facets import FACETS

from ..site.corpus import LONG, REVISED_ID, SECRET, SECRET_ID, harbour
from ..site.running import built
from .conftest import NARROW, WIDE, Visitor, served
from .looking import overflow

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page, Route

pytestmark = pytest.mark.browser

SAY = messages()
RULES = 174


def open_explorer(
    visitor: Visitor, address: str = "", *, width: int = WIDE, scheme: str = "light"
) -> Page:
    """Open the explorer, and wait until it has its rules."""
    page = visitor.open(
        f"rules/{address}",
        width=width,
        scheme=scheme,
        permissions=["clipboard-read", "clipboard-write"],
    )
    expect(status(page)).to_contain_text("rule")
    return page


def status(page: Page) -> Locator:
    return page.locator(".rb-results-bar [role=status]")


def shown(page: Page) -> list[str]:
    found: list[str] = page.locator(".rb-found tbody th > a").all_inner_texts()
    return found


def facet(page: Page, title: str) -> Locator:
    """The box of a facet, open."""
    box = page.locator("details.rb-facet").filter(has=page.locator("summary", has_text=title)).first
    if not box.evaluate("box => box.open"):
        box.locator("summary").click()
    return box


def value(page: Page, title: str, label: str) -> Locator:
    """The line of a value, by the name of its checkbox."""
    return facet(page, title).locator(".rb-value").filter(has=page.get_by_text(label, exact=True))


def address(page: Page) -> str:
    return page.url.partition("/rules/")[2]


class TestChoosing:
    def test_everything_is_there_at_first(self, visitor: Visitor) -> None:
        """Fifty rules are shown, and more on demand, which moves on to the first new one."""
        page = open_explorer(visitor)
        expect(status(page)).to_have_text(f"{RULES} of {RULES} rules")
        assert len(shown(page)) == 50
        page.get_by_role("button", name="Show 100 more").click()
        expect(page.locator(".rb-found tbody th")).to_have_count(150)
        expect(page.locator(".rb-found tbody th > a").nth(50)).to_be_focused()
        page.get_by_role("button", name="Show 24 more").click()
        expect(
            page.get_by_role("button", name="more", exact=False).filter(has_text="Show")
        ).to_be_hidden()

    def test_words_rank_and_are_marked(self, visitor: Visitor) -> None:
        page = open_explorer(visitor)
        page.get_by_label("Find a rule by its words").press_sequentially("apprentice lens")
        expect(status(page)).to_have_text(f"1 of {RULES} rules")
        assert page.locator(".rb-found mark").all_inner_texts() == ["apprentice", "lens"]
        assert address(page) == "?q=apprentice+lens"

    def test_a_browser_that_keeps_the_address_still_searches(self, visitor: Visitor) -> None:
        """Safari does so for those who type fast."""
        page = open_explorer(visitor)
        page.evaluate(
            "() => void (history.replaceState = () => { throw new DOMException('too often', 'SecurityError'); })"
        )
        page.get_by_label("Find a rule by its words").fill(SECRET)

        expect(status(page)).to_have_text(f"1 of {RULES} rules")

    def test_enter_before_the_rules_are_there_keeps_the_choices(self, visitor: Visitor) -> None:
        """As on a slow network."""
        held: list[Route] = []
        page = visitor.context().new_page()
        page.route("**/search/rules.js", lambda route: held.append(route))
        page.goto(f"{visitor.base}rules/?level=may", wait_until="commit")
        page.get_by_label("Find a rule by its words").fill("lens")
        page.keyboard.press("Enter")
        page.wait_for_timeout(200)
        for one in held:
            one.continue_()

        page.wait_for_url("**/rules/?q=lens&level=may")
        expect(status(page)).to_contain_text(f"of {RULES} rules")
        assert address(page) == "?q=lens&level=may"

    def test_words_that_are_everywhere_leave_all_rules(self, visitor: Visitor) -> None:
        page = open_explorer(visitor, "?q=must+the")
        expect(status(page)).to_have_text(f"{RULES} of {RULES} rules")

    def test_values_are_alternatives_and_facets_are_not(self, visitor: Visitor) -> None:
        page = open_explorer(visitor)
        value(page, "Level", "MAY").locator("input").check()
        expect(status(page)).to_have_text(f"19 of {RULES} rules")
        value(page, "Level", "SHOULD NOT").locator("input").check()
        expect(status(page)).to_have_text(f"28 of {RULES} rules")
        value(page, "Role", "Harbour Pilot").locator("input").check()
        expect(status(page)).to_have_text(f"2 of {RULES} rules")
        assert address(page) == "?level=may&level=should-not&role=harbour-pilot"

    def test_without_takes_away_and_any_gives_back(self, visitor: Visitor) -> None:
        page = open_explorer(visitor)
        page.get_by_role("button", name="Exclude Lamp Keeper", exact=True).click()
        expect(status(page)).to_have_text(f"18 of {RULES} rules")
        assert address(page) == "?role=-lamp-keeper"
        expect(
            page.get_by_role("button", name="Exclude Lamp Keeper", exact=True)
        ).to_have_attribute("aria-pressed", "true")
        page.get_by_role("button", name="Remove Role: not Lamp Keeper").click()
        expect(status(page)).to_have_text(f"{RULES} of {RULES} rules")
        assert address(page) == ""

    def test_counts_say_what_a_choice_would_give(self, visitor: Visitor) -> None:
        """Also beside what is chosen already; those of a facet with one value each add up to all rules."""
        page = open_explorer(visitor, "?level=may")
        counts = facet(page, "Level").locator(".rb-value .rb-count").all_inner_texts()
        assert sum(map(int, counts)) == RULES
        roles = facet(page, "Role").locator(".rb-value .rb-count").all_inner_texts()
        assert sum(map(int, roles)) == 19
        expected = value(page, "Role", "Harbour Pilot").locator(".rb-count").inner_text()
        value(page, "Role", "Harbour Pilot").locator("input").check()
        expect(status(page)).to_have_text(f"{expected} of {RULES} rules")

    @pytest.mark.parametrize("title", [SAY(f"facet-{facet.key}") for facet in FACETS])
    def test_every_facet_has_values_that_lead_to_rules(self, visitor: Visitor, title: str) -> None:
        page = open_explorer(visitor)
        line = facet(page, title).locator(".rb-value").first
        count = line.locator(".rb-count").inner_text()
        line.locator("input").check()

        expect(status(page)).to_have_text(f"{count} of {RULES} rules")

    def test_a_long_facet_can_be_searched(self, visitor: Visitor) -> None:
        page = open_explorer(visitor)
        box = facet(page, "Category")
        expect(box.locator(".rb-value")).to_have_count(8)
        box.get_by_role("button", name="Show all").click()
        box.get_by_label("Search the values of Category").fill("tower")
        assert box.locator(".rb-value-label").all_inner_texts() == ["Tower"]
        box.locator("input[type=checkbox]").check()
        expect(status(page)).to_have_text(f"19 of {RULES} rules")

    def test_orders(self, visitor: Visitor) -> None:
        page = open_explorer(visitor, "?role=harbour-pilot")
        order = page.get_by_label("Sort by")
        order.select_option("Strictest first")
        levels = page.locator(".rb-found tbody .rb-level")
        expect(levels.last).to_have_text("MAY")
        assert levels.all_inner_texts() == ["MUST"] * 4 + [
            "MUST NOT",
            "SHOULD",
            "SHOULD NOT",
            "MAY",
        ]
        assert address(page) == "?role=harbour-pilot&sort=level"
        page.goto(f"{visitor.base}rules/?sort=changed")
        expect(page.locator(".rb-found tbody th > a").first).not_to_have_text("LK-LAMP-01")
        assert REVISED_ID in shown(page)[:5]

    def test_nothing_found_says_what_to_drop(self, visitor: Visitor) -> None:
        page = open_explorer(visitor, "?q=lens&level=may&role=signal-officer")
        expect(status(page)).to_have_text(f"0 of {RULES} rules")
        hint = page.locator(".rb-hint")
        expect(hint).to_contain_text("No rule matches. Try one of these:")
        hint.get_by_role("button", name="Remove Role: Signal Officer (2 rules)").click()
        expect(status(page)).to_have_text(f"2 of {RULES} rules")
        assert address(page) == "?q=lens&level=may"

    def test_no_rule_with_all_words_gives_those_with_some(self, visitor: Visitor) -> None:
        page = open_explorer(visitor, "?q=credentials+zebra")
        expect(page.locator(".rb-hint")).to_have_text(
            "No rule has all these words. These rules have some of them."
        )
        assert shown(page) == [SECRET_ID]
        page.goto(f"{visitor.base}rules/?q=apprentice+lens")
        page.get_by_role("button", name="with some of the words").click()
        expect(page.locator(".rb-found tbody th").nth(5)).to_be_visible()
        assert shown(page)[0] == "LK-LENS-14"


class TestAddress:
    def test_back_and_forward(self, visitor: Visitor) -> None:
        page = open_explorer(visitor)
        value(page, "Level", "MAY").locator("input").check()
        expect(status(page)).to_have_text(f"19 of {RULES} rules")
        value(page, "Role", "Harbour Pilot").locator("input").check()
        expect(status(page)).to_have_text(f"1 of {RULES} rules")
        page.go_back()
        expect(status(page)).to_have_text(f"19 of {RULES} rules")
        expect(value(page, "Role", "Harbour Pilot").locator("input")).not_to_be_checked()
        page.go_back()
        expect(status(page)).to_have_text(f"{RULES} of {RULES} rules")
        page.go_forward()
        page.go_forward()
        expect(status(page)).to_have_text(f"1 of {RULES} rules")

    def test_the_view_of_an_address(self, visitor: Visitor) -> None:
        page = open_explorer(visitor, "?q=storm&level=-must&skill=none&sort=id")
        expect(page.get_by_label("Find a rule by its words")).to_have_value("storm")
        expect(page.get_by_label("Sort by")).to_have_value("id")
        assert page.locator(".rb-choices button").all_inner_texts()[:2] == [
            "Level: not MUST ×",
            "Skill: No skill ×",
        ]

    def test_an_address_of_an_earlier_version(self, visitor: Visitor) -> None:
        """Kinds were once named after their English labels."""
        page = open_explorer(visitor, "?kind=of-its-own&kind=-collaboration")
        assert page.locator(".rb-choices button").all_inner_texts()[:2] == [
            "Kind: Unique rule ×",
            "Kind: not Duty ×",
        ]
        expect(value(page, "Kind", "Unique rule").locator("input")).to_be_checked()

    @pytest.mark.parametrize("view", ["", "?level=may"])
    def test_a_rule_in_the_address_is_open_and_focused(self, visitor: Visitor, view: str) -> None:
        """Whether the view has it or not."""
        page = open_explorer(visitor, f"{view}#{SECRET_ID}")
        row = page.locator(f"tr[id='{SECRET_ID}']")
        expect(row).to_be_focused()
        expect(row).to_be_in_viewport()
        expect(page.locator(".rb-card-row")).to_contain_text("personas/lamp-keeper.md")
        assert "The link you followed" in row.inner_text()

    def test_a_card_opens_in_place(self, visitor: Visitor) -> None:
        """The rule goes into the address, and out again."""
        page = open_explorer(visitor, f"?q={SECRET}")
        button = page.get_by_role("button", name=f"Show {SECRET_ID} here")
        button.click()
        expect(page.locator(".rb-card-row")).to_contain_text("personas/lamp-keeper.md")
        expect(button).to_be_focused()
        assert address(page) == f"?q={SECRET}#{SECRET_ID}"
        button.click()
        expect(page.locator(".rb-card-row")).to_have_count(0)
        assert address(page) == f"?q={SECRET}"

    def test_copy_link(self, visitor: Visitor) -> None:
        page = open_explorer(visitor, "?q=lens&level=may")
        page.get_by_role("button", name="Copy link").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()

        assert page.evaluate("navigator.clipboard.readText()") == page.url

    def test_copy_link_without_https_and_twice(self, visitor: Visitor) -> None:
        """Where there is no clipboard to write to, the older way is left; the button has its own words back afterwards."""
        page = open_explorer(visitor, "?q=lens")
        page.evaluate("Object.defineProperty(navigator.clipboard, 'writeText', {value: undefined})")
        page.clock.install()
        button = page.locator("[data-do=link]")
        button.click()
        expect(button).to_have_text("copied")
        button.click()
        page.clock.run_for(5000)
        expect(button).to_have_text("Copy link")

        assert page.evaluate("navigator.clipboard.readText()") == page.url


def _ids(name: str, text: str) -> list[str]:
    """Return the ids in an exported file."""
    if name == "CSV":
        return [row["id"] for row in csv.DictReader(io.StringIO(text))]
    if name == "JSON":
        return [row["id"] for row in json.loads(text)]
    return [line[3:].partition("]")[0] for line in text.splitlines()]


class TestGivingAway:
    @pytest.mark.parametrize("name", ["CSV", "JSON", "Markdown"])
    def test_export_has_all_rules_of_the_view(self, visitor: Visitor, name: str) -> None:
        """More than the page shows."""
        page = open_explorer(visitor, "?level=must")
        with page.expect_download() as download:
            page.get_by_role("button", name=name, exact=True).click()
        text = download.value.path().read_text(encoding="utf-8-sig")
        found = _ids(name, text)

        assert len(found) == int(status(page).inner_text().split()[0]) > 50
        assert found[:50] == shown(page)

    def test_print_has_all_rules_and_no_controls(self, visitor: Visitor) -> None:
        page = open_explorer(visitor, "?level=must")
        page.evaluate(
            "window.print = () => (window.printed = document.querySelectorAll('.rb-found tbody th').length)"
        )
        page.get_by_role("button", name="Print").click()
        page.wait_for_function("window.printed > 50")
        page.emulate_media(media="print")

        expect(page.locator(".rb-facets")).to_be_hidden()
        expect(page.locator(".rb-find")).to_be_hidden()
        expect(status(page)).to_be_visible()


class TestReading:
    def test_keys(self, visitor: Visitor) -> None:
        """From the words down into the rules and back."""
        page = open_explorer(visitor)
        words = page.get_by_label("Find a rule by its words")
        words.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        expect(page.locator(".rb-found th > a").nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(words).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Escape")
        expect(words).to_be_focused()

    def test_the_focus_stays_where_a_button_has_done_its_work(self, visitor: Visitor) -> None:
        """At the number of rules, rather than at the top of the page, when a choice or a proposal is gone."""
        page = open_explorer(visitor, f"?q={SECRET}&level=may")
        page.get_by_role("button", name="Remove Level: MAY (1 rule)").press("Enter")
        expect(status(page)).to_have_text(f"1 of {RULES} rules")
        expect(status(page)).to_be_focused()
        value(page, "Level", "MAY").locator("input").check()
        page.get_by_role("button", name="Remove Level: MAY", exact=True).press("Enter")
        expect(status(page)).to_have_text(f"1 of {RULES} rules")
        expect(status(page)).to_be_focused()

    def test_cards_in_a_narrow_window(self, visitor: Visitor) -> None:
        """A table when there is room; filters are closed at first where there is none."""
        wide = open_explorer(visitor)
        expect(wide.locator(".rb-found tbody tr").first).to_have_css("display", "table-row")
        narrow = open_explorer(visitor, width=NARROW)
        expect(narrow.locator(".rb-found tbody tr").first).to_have_css("display", "flex")
        expect(
            narrow.get_by_text("MUST NOT", exact=True).locator("visible=true").first
        ).to_be_visible()
        expect(narrow.locator(".rb-facet").first).to_be_hidden()
        narrow.get_by_text("Filters").click()
        expect(narrow.locator(".rb-facet").first).to_be_visible()
        narrow.get_by_role("checkbox", name="MAY").check()
        narrow.get_by_role("button", name="Show 19 rules").click()
        expect(status(narrow)).to_be_in_viewport()
        expect(narrow.locator(".rb-facet").first).to_be_hidden()

    def test_a_word_without_an_end_stays_in_the_window(self, visitor: Visitor) -> None:
        """One that was asked for, and a value that there is not."""
        page = open_explorer(visitor, f"?q={'x' * 500}&role={'y' * 500}", width=NARROW)
        expect(page.locator(".rb-hint")).to_contain_text("No rule matches")

        assert overflow(page) == 0

    def test_a_handbook_without_rules_says_so(self, browser: Browser, tmp_path: Path) -> None:
        """And proposes nothing that would not help."""
        place = harbour(tmp_path / "source")
        for path in place.root.rglob("*.md"):
            path.unlink()
        (place.root / "personas/plans.md").write_text("# Plans\n\nNothing yet.\n", encoding="utf-8")
        with served(built(place)) as base:
            visitor = Visitor(browser, base)
            page = open_explorer(visitor)
            expect(page.locator(".rb-hint")).to_have_text("There are no rules yet.")
            visitor.close()
            assert visitor.complaints == []

    def test_without_scripts_it_is_a_table(self, visitor: Visitor, folder: Path) -> None:
        """Every rule has a row and an anchor."""
        page = visitor.open(f"rules/#{SECRET_ID}", java_script_enabled=False)
        ids = [rule.id for rule in load(folder.parent / "source" / "personas").requirements]

        assert shown(page) == ids
        assert page.locator(f"tr[id='{SECRET_ID}']").count() == 1
        assert page.locator(".rb-find").is_hidden()

    def test_a_hit_leads_to_the_rule_in_its_place(self, visitor: Visitor) -> None:
        page = open_explorer(visitor, f"?q={quote(SECRET)}")
        page.get_by_role("link", name="Lamp Keeper").locator("visible=true").last.click()
        page.wait_for_url(f"**/{LONG}#{SECRET_ID}")

        expect(page.locator(f"#{SECRET_ID}")).to_be_focused()
