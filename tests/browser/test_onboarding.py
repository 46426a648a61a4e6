"""The checklist of onboarding: what is ticked stays, whatever happens to the page, the browser or the handbook."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import rolebook
from rolebook.checklist import checklists, merged
from rolebook.messages import messages

from ..checklist.crew import crew, crew_book
from ..site.corpus import FEATURES, LONG, PALETTE, Harbour, harbour
from ..site.running import built, built_anew
from .conftest import NARROW, WIDE, Visitor, served
from .looking import overflow
from .test_axe import faults
from .test_instant import free_port

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from rolebook.checklist import Checklist

pytestmark = pytest.mark.browser

SAY = messages()
LIST = f"{LONG}onboarding/"
MEET = "meet-HP"
"""An action that has a duty of the Lamp Keeper among its topics."""
DUTY = "tell The Harbour Pilot when the light fails"

all_widths = pytest.mark.parametrize("width", [WIDE, NARROW])


def both(root: Path) -> Checklist:
    """The list of two roles as the program puts it together."""
    lists = checklists(rolebook.load(harbour(root).root / "personas"))
    return merged([lists["harbour-pilot"], lists["signal-officer"]])


def ready(page: Page) -> Page:
    """Wait until the script has the list."""
    page.locator(".rb-live").wait_for()
    return page


def again(page: Page) -> Page:
    """Load the page anew."""
    page.reload()
    return ready(page)


def open_list(visitor: Visitor, address: str = LIST, **options: Any) -> Page:
    return ready(
        visitor.open(address, permissions=["clipboard-read", "clipboard-write"], **options)
    )


def another_tab(page: Page, address: str = "") -> Page:
    """Open an address, or the same one, in a new tab of the same browser."""
    tab = page.context.new_page()
    tab.goto(urljoin(page.url, address) if address else page.url)
    return ready(tab)


def action(page: Page, id: str) -> Locator:
    return page.locator(f'[data-action="{id}"]')


def box(page: Page, id: str) -> Locator:
    return action(page, id).locator(".rb-tick input")


def details(page: Page, id: str) -> Locator:
    """What is behind an action, open."""
    one = action(page, id)
    if not one.locator("details").evaluate("details => details.open"):
        one.locator("summary").click()
    return one.locator("details")


MENU = {
    "JSON": SAY("format-json"),
    "CSV": SAY("format-csv"),
    "Markdown": SAY("format-md"),
    "Calendar": SAY("format-ics"),
    "Link": SAY("checklist-share-link"),
    "Issue": SAY("checklist-share-issue"),
    "Blank": SAY("checklist-print-blank"),
    "Import": SAY("checklist-import"),
    "People": SAY("checklist-people"),
    "Reset": SAY("checklist-reset"),
}


def choose(page: Page, item: str) -> None:
    """Choose from the menu."""
    page.locator(".rb-menu > summary").click()
    page.get_by_role("button", name=MENU[item], exact=True).click()


def told(page: Page) -> Locator:
    return page.locator(".rb-teller [role=status]")


def progress(page: Page) -> Locator:
    return page.locator(".rb-progress [role=status]")


def ids(page: Page) -> list[str]:
    found: list[str] = page.locator("[data-action]").evaluate_all(
        "all => all.map(one => one.dataset.action)"
    )
    return found


def kept(page: Page) -> dict[str, str]:
    """Return what the browser keeps of checklists."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('rolebook.onboarding')))"
    )
    return found


def entries(page: Page) -> dict[str, dict[str, Any]]:
    (text,) = (text for key, text in kept(page).items() if ":list:" in key)
    found: dict[str, dict[str, Any]] = json.loads(text)["entries"]
    return found


def downloaded(page: Page, item: str) -> bytes:
    with page.expect_download() as download:
        choose(page, item)
    return download.value.path().read_bytes()


def import_text(page: Page, text: str) -> None:
    choose(page, "Import")
    page.get_by_label(SAY("dialog-import.text")).fill(text)
    page.get_by_role("button", name="Import", exact=True).click()


def fill(page: Page) -> None:
    """Tick one, put one aside, write a note on a third."""
    box(page, MEET).check()
    details(page, "meet-SO").get_by_label("Not for me").check()
    details(page, "meet-SO").get_by_label("because").fill("we shared an office, “=2+2”")
    details(page, "hello").get_by_label("Note").fill("Ask twice,\nat noon")


class TestTicks:
    """What stays."""

    def test_a_tick_is_there_after_a_reload(self, visitor: Visitor) -> None:
        """And notes and reasons; progress and the next actions follow."""
        page = open_list(visitor)
        number = len(ids(page))
        fill(page)
        expect(progress(page)).to_have_text(f"1 of {number} done, 1 not for me")
        again(page)

        expect(box(page, MEET)).to_be_checked()
        expect(box(page, "meet-SO")).to_be_disabled()
        expect(action(page, "meet-SO")).to_contain_text("because we shared an office")
        expect(progress(page)).to_have_text(f"1 of {number} done, 1 not for me")
        assert page.locator(".rb-next li").count() == 3
        assert MEET not in [
            link.split("#")[1]
            for link in page.locator(".rb-next a").evaluate_all("a => a.map(a => a.href)")
        ]

    def test_two_tabs_keep_each_others_ticks(self, visitor: Visitor) -> None:
        """Each shows what the other does, and what is being written is not disturbed."""
        page = open_list(visitor)
        tab = another_tab(page)
        note = details(page, MEET).get_by_label("Note")
        note.fill("half a sen")
        box(tab, "meet-SO").check()
        expect(box(page, "meet-SO")).to_be_checked()
        note.press_sequentially("tence")
        box(page, MEET).check()

        expect(box(tab, MEET)).to_be_checked()
        assert {id: one["state"] for id, one in entries(page).items()} == {
            MEET: "done",
            "meet-SO": "done",
        }
        page.locator(".rb-next a").first.focus()
        box(tab, ids(tab)[0]).check()
        expect(box(page, ids(page)[0])).to_be_checked()
        expect(page.locator(".rb-next a").first).to_be_focused()
        assert entries(tab)[MEET]["note"] == "half a sentence"

    def test_two_people_do_not_mix(self, visitor: Visitor) -> None:
        """Each has ticks of their own, which go with them and come back with them."""
        page = open_list(visitor)
        box(page, MEET).check()
        choose(page, "People")
        page.get_by_label(SAY("dialog-people.new")).fill("Ada")
        page.get_by_role("button", name="Add").click()
        expect(box(page, MEET)).not_to_be_checked()
        box(page, "meet-SO").check()
        page.get_by_label("List of").select_option("Me")
        expect(box(page, MEET)).to_be_checked()
        expect(box(page, "meet-SO")).not_to_be_checked()

        choose(page, "People")
        page.get_by_label("Name of Ada").fill("Ada L.")
        page.get_by_label("Name of Ada").press("Tab")
        expect(page.get_by_role("button", name="Delete Ada L.")).to_be_focused()
        page.keyboard.press("Enter")
        expect(told(page)).to_contain_text("Deleted: Ada L.")
        assert [key for key in kept(page) if key.endswith(":2")] == []
        page.get_by_role("button", name="Undo").click()
        expect(told(page)).to_be_focused()
        expect(page.get_by_label("List of")).to_have_value("2")
        expect(box(page, "meet-SO")).to_be_checked()

    def test_a_list_of_a_newer_version_is_left_alone(self, visitor: Visitor) -> None:
        """It is shown, cannot be changed, and stays as it is."""
        page = open_list(visitor)
        box(page, MEET).check()
        (key,) = (key for key in kept(page) if ":list:" in key)
        newer = '{"schema":7,"entries":{"meet-SO":{"state":"done"}},"mood":"good"}'
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, newer])
        again(page)

        expect(page.locator(".rb-notice")).to_contain_text(SAY("notice-newer"))
        expect(box(page, "meet-SO")).to_be_checked()
        expect(box(page, "meet-SO")).to_be_disabled()
        choose(page, "Reset")
        expect(told(page)).to_have_text(SAY("told-fixed"))
        import_text(page, f"- [x] Meet (`{MEET}`)")
        expect(page.locator(".rb-wrong")).to_contain_text("Nothing was imported")
        assert kept(page)[key] == newer

    def test_a_list_that_somebody_wrote_by_hand_is_read(self, visitor: Visitor) -> None:
        """The short form is version 0."""
        page = open_list(visitor)
        import_text(
            page, f'{{"{MEET}": "done", "meet-SO": "not-for-me: on leave", "sail": "done"}}'
        )

        expect(told(page)).to_have_text("Imported: 3 changed, 1 not on this list.")
        expect(box(page, MEET)).to_be_checked()
        expect(page.locator(".rb-gone")).to_contain_text("sail")

    def test_a_tab_whose_list_is_deleted_elsewhere_says_so(self, visitor: Visitor) -> None:
        """What is typed then would go to another list unnoticed."""
        page = open_list(visitor)
        choose(page, "People")
        page.get_by_label(SAY("dialog-people.new")).fill("Ada")
        page.keyboard.press("Enter")
        tab = another_tab(page)
        expect(tab.get_by_label("List of")).to_have_value("2")
        choose(page, "People")
        page.get_by_role("button", name="Delete Ada").click()
        expect(told(tab)).to_contain_text(SAY("told-deleted-elsewhere", person=SAY("person-me")))

    @pytest.mark.parametrize(
        ("name", "why"), [("SecurityError", "blocked"), ("QuotaExceededError", "full")]
    )
    def test_without_storage_it_is_said_that_ticks_do_not_last(
        self, visitor: Visitor, name: str, why: str
    ) -> None:
        """They can be taken out of the page."""
        context = visitor.context(permissions=["clipboard-read"])
        context.add_init_script(
            f"""const set = Storage.prototype.setItem;
            Storage.prototype.setItem = function (key, value) {{
              if (key.startsWith("rolebook.onboarding")) throw new DOMException("no", "{name}");
              set.call(this, key, value);
            }}"""
        )
        page = context.new_page()
        page.goto(urljoin(visitor.base, LIST))
        box(ready(page), MEET).check()

        expect(box(page, MEET)).to_be_checked()
        expect(page.locator(".rb-notice")).to_contain_text(SAY(f"notice-not-kept-{why}"))
        with page.expect_download() as download:
            page.get_by_role("button", name="Export as JSON").click()
        assert json.loads(download.value.path().read_bytes())["entries"][MEET]["state"] == "done"


class TestLevels:
    """Where people write their own level in a skill, beside what the role needs."""

    FIRST, AGAIN = "skills-LK", "skills-LK-again"

    def level(self, page: Page, id: str, number: int = 0) -> Locator:
        return details(page, id).locator(".rb-own-level select").nth(number)

    def fit(self, page: Page, id: str) -> Locator:
        return action(page, id).locator(".rb-level-fit").first

    def test_a_level_stays_and_its_gap_is_said(self, visitor: Visitor) -> None:
        """With a label that names the skill; no tick is needed, and none is flagged."""
        page = open_list(visitor)
        box(page, self.FIRST).check()
        level = self.level(page, self.FIRST)
        assert level.locator("option").all_text_contents() == ["–", *"1234567"]
        name = action(page, self.FIRST).locator("[data-skill]").first.get_attribute("data-skill")
        expect(page.get_by_label(SAY("level-own-in", skill=name)).first).to_be_visible()
        for value, words in (("1", "below what the role needs"), ("7", SAY("level-above"))):
            level.select_option(value)
            expect(self.fit(page, self.FIRST)).to_contain_text(words)
        again(page)
        expect(self.level(page, self.FIRST)).to_have_value("7")
        expect(action(page, self.FIRST).locator(".rb-action-flag")).to_contain_text(
            "levels written"
        )
        expect(page.locator(".rb-changes-told")).to_be_empty()
        self.level(page, self.FIRST).select_option("")
        assert entries(page)[self.FIRST]["levels"] == {}

    def test_the_second_rating_has_the_first_beside_it(self, visitor: Visitor) -> None:
        page = open_list(visitor)
        self.level(page, self.FIRST).select_option("2")
        skill = action(page, self.FIRST).locator("[data-skill]").first.get_attribute("data-source")
        details(page, self.AGAIN)
        second = action(page, self.AGAIN).locator(f'[data-source="{skill}"] .rb-own-level')
        expect(second).to_contain_text(SAY("level-before", level="2"))
        second.locator("select").select_option("3")
        expect(second).to_contain_text(SAY("level-before", level="2"))
        expect(self.level(page, self.FIRST)).to_have_value("2")

    def test_levels_travel_with_links_and_files(self, visitor: Visitor) -> None:
        """And an import can be undone."""
        page = open_list(visitor)
        self.level(page, self.FIRST).select_option("2")
        files = [downloaded(page, form) for form in ("JSON", "CSV", "Markdown")]
        choose(page, "Link")
        link = page.get_by_label("Link", exact=True).input_value()
        shared = open_list(visitor, link)
        expect(self.level(shared, self.FIRST)).to_have_value("2")
        expect(self.level(shared, self.FIRST)).to_be_disabled()
        for content in files:
            other = open_list(visitor)
            import_text(other, content.decode("utf-8-sig"))
            expect(self.level(other, self.FIRST)).to_have_value("2")
            other.get_by_role("button", name="Undo").click()
            expect(self.level(other, self.FIRST)).to_have_value("")

    @all_widths
    def test_no_fault_in_the_levels(self, visitor: Visitor, width: int) -> None:
        page = open_list(visitor, width=width)
        self.level(page, self.FIRST).select_option("1")
        self.level(page, self.AGAIN).select_option("5")
        assert faults(page) == []
        assert overflow(page) == 0

    def test_paper_has_a_box_for_each_skill(self, visitor: Visitor) -> None:
        """With the level that is written, or empty; without scripts, too."""
        page = open_list(visitor)
        self.level(page, self.FIRST).select_option("2")
        page.emulate_media(media="print")
        boxes = action(page, self.FIRST).locator(".rb-level-box")
        expect(boxes.first).to_be_visible()
        expect(boxes.first).to_have_text("2")
        assert boxes.count() == action(page, self.FIRST).locator("[data-skill]").count()
        page = visitor.open(LIST, java_script_enabled=False)
        details(page, self.FIRST)
        page.emulate_media(media="print")
        expect(action(page, self.FIRST).locator(".rb-level-box").first).to_be_visible()


class TestRebuilt:
    """The handbook changes, and the ticks stay."""

    def test_a_tick_on_a_rule_that_changed_is_kept_and_flagged(
        self, browser: Browser, tmp_path: Path
    ) -> None:
        """With the words that went and came; "seen" ends it."""
        place = harbour(tmp_path)
        source = place.root / "personas" / "lamp-keeper.md"
        with served(built(place)) as base:
            visitor = Visitor(browser, base)
            page = open_list(visitor)
            box(page, MEET).check()
            box(page, "meet-SO").check()
            source.write_text(
                source.read_text(encoding="utf-8").replace(DUTY, f"{DUTY} for an hour"),
                encoding="utf-8",
            )
            built(place)
            again(page)

            expect(box(page, MEET)).to_be_checked()
            expect(action(page, MEET).locator(".rb-action-flag")).to_have_text(
                SAY("action-changed")
            )
            expect(action(page, "meet-SO").locator(".rb-action-flag")).to_be_empty()
            expect(details(page, MEET).locator("ins")).to_have_text("for an hour")
            page.get_by_role("button", name=SAY("action-seen")).click()
            expect(action(page, MEET).locator("summary")).to_be_focused()
            expect(page.locator(".rb-changes-told")).to_be_empty()
            again(page)
            expect(page.locator(".rb-action-flag .rb-mismatch")).to_have_count(0)
            visitor.close()
            assert visitor.complaints == []

    def test_another_reason_does_not_mean_that_the_change_was_seen(self, visitor: Visitor) -> None:
        """Only "I have seen it" ends the flag."""
        page = open_list(visitor)
        fill(page)
        (key,) = (key for key in kept(page) if ":list:" in key)
        record = json.loads(kept(page)[key])
        record["entries"]["meet-SO"]["about"] = "Somebody else"
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps(record)])
        again(page)
        details(page, "meet-SO").get_by_label("because").fill("we share a boat")
        again(page)
        expect(action(page, "meet-SO").locator(".rb-action-flag")).to_contain_text(
            "because we share a boat"
        )
        expect(action(page, "meet-SO").locator(".rb-action-flag")).to_contain_text(
            SAY("action-changed")
        )

    def test_what_an_action_is_about_is_on_its_page(self, visitor: Visitor, tmp_path: Path) -> None:
        """To the letter as the program has it, in a list of several roles too."""
        root = harbour(tmp_path).root
        lists = checklists(rolebook.load(root / "personas"))
        two = merged([lists["harbour-pilot"], lists["signal-officer"]])
        for address, made in ((LIST, lists["lamp-keeper"]), ("onboarding/?roles=HP,SO", two)):
            page = open_list(visitor, address)
            shown = page.locator("[data-action]").evaluate_all("all => all.map(rolebookPlan.read)")
            for one, expected in zip(shown, made.actions, strict=True):
                assert one["id"] == expected.id
                assert one["done"] == expected.done
                assert set(one["about"].split("\n")) == set(expected.about.split("\n"))

    def test_a_heading_with_another_name_loses_nothing(
        self, browser: Browser, tmp_path: Path
    ) -> None:
        """Every action that was ticked still is."""
        place = harbour(tmp_path)
        source = place.root / "personas" / "lamp-keeper.md"
        with served(built(place)) as base:
            visitor = Visitor(browser, base)
            page = open_list(visitor)
            for id in (before := ids(page)):
                box(page, id).check()
            text = source.read_text(encoding="utf-8")
            for old, new in (
                ("### Radio Room", "### Wireless Cabin"),
                ("### Lens", "### Lantern Glass"),
            ):
                assert old in text
                text = text.replace(old, new)
            source.write_text(text, encoding="utf-8")
            built(place)
            again(page)

            assert len(ids(page)) == len(before)
            expect(page.locator(".rb-tick input:not(:checked)")).to_have_count(0)
            expect(page.locator(".rb-gone")).to_be_hidden()
            visitor.close()


class TestGivenAway:
    """Export, import, reset and links."""

    @pytest.mark.parametrize("item", ["JSON", "CSV", "Markdown"])
    def test_export_then_clear_then_import_is_the_same(self, visitor: Visitor, item: str) -> None:
        """States, reasons and notes; with JSON everything."""
        page = open_list(visitor)
        fill(page)
        before = entries(page)
        text = downloaded(page, item).decode("utf-8-sig")
        choose(page, "Reset")
        expect(page.locator("dialog[open]")).to_contain_text("1 tick, 1 “not for me”, and 1 note")
        expect(page.get_by_role("button", name="Cancel")).to_be_focused()
        page.get_by_role("button", name="Reset the list").click()
        assert entries(page) == {}
        import_text(page, text)
        expect(told(page)).to_contain_text("Imported: 3 changed")

        said = ("state", "reason", "note") if item != "JSON" else tuple(before[MEET])
        after = entries(page)
        assert {id: [after[id][key] for key in said] for id in before} == {
            id: [one[key] for key in said] for id, one in before.items()
        }

    def test_reset_and_import_can_be_undone(self, visitor: Visitor) -> None:
        """And what was ticked in between stays."""
        page = open_list(visitor)
        fill(page)
        before = entries(page)
        choose(page, "Reset")
        page.get_by_role("button", name="Reset the list").click()
        box(page, "meet-SO").check()
        page.get_by_role("button", name="Undo").click()
        expect(box(page, MEET)).to_be_checked()
        expect(box(page, "meet-SO")).to_be_checked()
        assert entries(page)[MEET] == before[MEET]

        import_text(page, f"- [ ] Meet (`{MEET}`)")
        expect(box(page, MEET)).not_to_be_checked()
        page.get_by_role("button", name="Undo").click()
        expect(box(page, MEET)).to_be_checked()

    def test_what_cannot_be_read_is_refused_in_words(self, visitor: Visitor) -> None:
        """The dialog stays open."""
        page = open_list(visitor)
        import_text(page, "Dear diary")
        expect(page.locator(".rb-wrong")).to_contain_text(
            SAY("import-refused", reason=SAY("import-columns"))
        )
        page.locator("dialog input[type=file]").set_input_files(
            {"name": "list.csv", "mimeType": "text/csv", "buffer": b"id,state\n" * 200_000}
        )
        page.get_by_role("button", name="Import", exact=True).click()
        expect(page.locator(".rb-wrong")).to_have_text(
            SAY("import-refused", reason=SAY("import-too-long"))
        )
        page.keyboard.press("Escape")
        expect(page.locator(".rb-menu > summary")).to_be_focused()

    @pytest.mark.parametrize(
        ("text", "wrong"),
        [
            (
                '{"schema": 1, "entries": {"a": {"toString": 1, "valueOf": 1}}}',
                "The state of “a” must be one of",
            ),
            (
                '{"schema": 1, "entries": {"__proto__": {"valueOf": 1}, "constructor": 5}}',
                SAY("import-json-foreign"),
            ),
            ("[1, 2]", SAY("import-json-foreign")),
            ("null", SAY("import-json-foreign")),
            ('{"schema": 9, "entries": {}}', SAY("import-newer")),
            (
                '{"schema": 1, "personas": ["HP"], "entries": {"meet-SO": {"state": "done"}}}',
                "This file is for HP",
            ),
            (json.dumps({f"x-{n}": "done" for n in range(9000)}), "It has 9,000 entries"),
            (
                json.dumps({f"x-{n}": "done" for n in range(900)}),
                SAY("import-foreign", count=900),
            ),
        ],
    )
    def test_an_odd_file_is_refused_in_a_sentence_and_changes_nothing(
        self, visitor: Visitor, text: str, wrong: str
    ) -> None:
        page = open_list(visitor)
        box(page, MEET).check()
        before = kept(page)
        import_text(page, text)

        expect(page.locator(".rb-wrong")).to_contain_text(wrong)
        expect(page.locator(".rb-wrong")).to_contain_text("Nothing was imported.")
        assert kept(page) == before

    def test_a_file_that_goes_away_is_told(self, visitor: Visitor) -> None:
        page = open_list(visitor)
        page.evaluate(
            "File.prototype.text = async () => { throw new DOMException('gone', 'NotFoundError') }; null"
        )
        choose(page, "Import")
        page.locator("dialog input[type=file]").set_input_files(
            {"name": "list.csv", "mimeType": "text/csv", "buffer": b"id,state\n"}
        )
        page.get_by_role("button", name="Import", exact=True).click()

        expect(page.locator(".rb-wrong")).to_have_text(
            SAY("import-refused", reason=SAY("import-unreadable"))
        )

    def test_of_many_foreign_entries_the_first_are_shown(self, visitor: Visitor) -> None:
        page = open_list(visitor)
        import_text(page, json.dumps({MEET: "done"} | {f"x-{n}": "done" for n in range(4000)}))

        expect(told(page)).to_have_text("Imported: 4,001 changed, 4,000 not on this list.")
        expect(page.locator(".rb-gone li")).to_have_count(50)
        expect(page.locator(".rb-gone")).to_contain_text("and 3,950 more")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator(".rb-gone")).to_be_hidden()
        expect(box(page, MEET)).not_to_be_checked()

    @pytest.mark.parametrize(
        "damaged", ["{", '{"schema": 1, "entries": {"meet-SO": 5}}', '{"schema": 1, "entries": []}']
    )
    def test_a_damaged_list_is_left_alone(self, visitor: Visitor, damaged: str) -> None:
        page = open_list(visitor)
        box(page, MEET).check()
        (key,) = (key for key in kept(page) if ":list:" in key)
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, damaged])
        again(page)

        expect(page.locator(".rb-notice")).to_contain_text(SAY("notice-broken"))
        expect(box(page, MEET)).to_be_disabled()
        assert kept(page)[key] == damaged

    def test_a_calendar_needs_a_first_day(self, visitor: Visitor) -> None:
        """Then due dates are dates, there and on the page."""
        page = open_list(visitor)
        choose(page, "Calendar")
        expect(page.get_by_label("First day")).to_be_focused()
        page.get_by_label("First day").fill("2031-03-03")
        expect(action(page, "meet-SO").locator(".rb-due")).to_have_text(
            re.compile(r"by \w{3} \d+ \w{3} 2031")
        )
        assert b"DTSTART;VALUE=DATE:20310303" in downloaded(page, "Calendar")
        page.get_by_label("First day").fill("2020-03-03")
        expect(action(page, "meet-SO").locator(".rb-due")).to_have_text(
            re.compile(r"overdue since \w{3} \d+ \w{3} 2020")
        )

    def test_a_link_shows_a_list_elsewhere(self, visitor: Visitor) -> None:
        """Read-only, without notes and reasons; it can be taken over, and leaves the list that was there alone."""
        page = open_list(visitor)
        fill(page)
        choose(page, "Link")
        expect(page.locator("dialog[open]")).to_contain_text("no notes or reasons")
        link = page.get_by_label("Link", exact=True).input_value()
        page.get_by_role("button", name="Copy: Link").click()
        expect(page.get_by_role("button", name="Copy: Link")).to_have_text("copied")
        assert page.evaluate("navigator.clipboard.readText()") == link

        other = open_list(visitor, link)
        expect(other.locator(".rb-notice")).to_contain_text("list, as shared by the link")
        expect(box(other, MEET)).to_be_checked()
        expect(box(other, MEET)).to_be_disabled()
        expect(other.get_by_text("we shared an office")).to_have_count(0)
        assert kept(other) == {}
        other.get_by_role("button", name=SAY("shared-take-over")).click()
        expect(other.locator(".rb-notice")).to_be_hidden()
        expect(told(other)).to_have_text(SAY("told-taken-over", person=SAY("person-unnamed")))
        expect(box(other, MEET)).to_be_checked()
        expect(box(other, MEET)).to_be_enabled()
        assert "#" not in other.url
        other.get_by_label("List of").select_option("Me")
        expect(box(other, MEET)).not_to_be_checked()

        other = open_list(visitor, link)
        other.get_by_role("button", name="Close").first.click()
        expect(box(other, MEET)).not_to_be_checked()
        expect(other.locator(".rb-menu > summary")).to_be_focused()

    def test_taking_over_can_be_undone_and_that_too(self, visitor: Visitor) -> None:
        """What was ticked since then is not lost."""
        page = open_list(visitor)
        fill(page)
        choose(page, "Link")
        other = open_list(visitor, page.get_by_label("Link", exact=True).input_value())
        other.get_by_role("button", name=SAY("shared-take-over")).click()
        box(other, "buddy").check()
        other.get_by_role("button", name="Undo").click()
        expect(told(other)).to_contain_text("Deleted: ")
        expect(box(other, MEET)).not_to_be_checked()
        other.get_by_role("button", name="Undo").click()
        expect(box(other, MEET)).to_be_checked()
        expect(box(other, "buddy")).to_be_checked()


class TestShown:
    """Views, several roles, paper, keys."""

    def test_the_same_actions_by_owner_and_by_person(self, visitor: Visitor) -> None:
        """No action is lost, and the focus stays."""
        page = open_list(visitor)
        before = sorted(ids(page))
        for name, heading in (
            (SAY("checklist-by-owner"), "New colleague"),
            ("Person to meet", "Harbour Pilot"),
        ):
            page.get_by_label(name).check()
            expect(page.get_by_label(name)).to_be_focused()
            expect(page.get_by_role("heading", name=heading).first).to_be_visible()
            assert sorted(ids(page)) == before
        page.evaluate("location.hash = 'week-1'")
        expect(page.get_by_label("Phase")).to_be_checked()
        expect(page.locator("#week-1")).to_be_in_viewport()

    @pytest.mark.parametrize("address", [LIST, "onboarding/?roles=LK,SO"])
    def test_the_table_of_contents_leads_to_what_is_on_the_page(
        self, visitor: Visitor, address: str
    ) -> None:
        """However actions are grouped, and as often as one likes."""
        page = open_list(visitor, address)
        links = page.locator(".md-sidebar--secondary .md-nav__link[href*='#']")
        for name in (SAY("checklist-by-owner"), "Person to meet", "Phase"):
            page.get_by_label(name, exact=True).check()
            headings = page.locator(".rb-step h2:visible").evaluate_all(
                "all => all.map(one => `#${one.id}`)"
            )
            found = links.evaluate_all("all => all.map(one => decodeURIComponent(one.hash))")
            assert found[: len(headings)] == headings
            for _ in range(2):
                page.evaluate("scrollTo(0, 0)")
                links.nth(1).click()
                expect(page.locator(headings[1])).to_be_in_viewport()

    def test_the_table_of_contents_follows_the_reader(self, visitor: Visitor) -> None:
        """The headings are those that the theme watches."""
        page = open_list(visitor)
        page.locator("#day-60").evaluate("heading => heading.scrollIntoView()")

        expect(page.locator(".md-sidebar--secondary .md-nav__link--active")).to_have_text(
            re.compile("Day [369]0")
        )

    def test_an_address_opens_its_action(self, visitor: Visitor) -> None:
        """As the page of a rule links to it."""
        page = visitor.open("r/LK-COL-01/")
        page.get_by_role("link", name="Meet the Harbour Pilot").click()
        ready(page)
        expect(action(page, MEET).locator(".rb-done-when")).to_be_visible()
        expect(box(page, MEET)).to_be_focused()

    def test_several_roles_have_one_list(self, visitor: Visitor, tmp_path: Path) -> None:
        """What both have is there once, nobody has to meet themselves, and its ticks are its own."""
        page = visitor.open("onboarding/")
        page.get_by_label("Harbour Pilot").check()
        page.get_by_label("Signal Officer").check()
        page.get_by_role("button", name="Make one list").click()
        page.wait_for_url("**/onboarding/?roles=HP,SO")
        ready(page)
        expect(page.locator("h1")).to_have_text("Onboarding: Harbour Pilot and Signal Officer")
        found = ids(page)
        assert len(found) == len(set(found))
        made = both(tmp_path)
        assert found == [one.id for one in made.actions]
        assert page.locator(".rb-action-title").all_text_contents() == [
            one.title for one in made.actions
        ]
        assert action(page, "meet-LK").locator("[data-source]").count() > 1
        box(page, "meet-LK").check()
        again(page)
        expect(box(page, "meet-LK")).to_be_checked()
        expect(
            box(another_tab(page, "../p/harbour-pilot/onboarding/"), "meet-LK")
        ).not_to_be_checked()

    def test_nobody_meets_a_role_of_their_own_with_others(
        self, browser: Browser, tmp_path: Path
    ) -> None:
        """The page makes of the lists of several roles what the program makes of them."""
        lists = checklists(crew_book())
        place = Harbour(tmp_path, tmp_path / "site")
        (tmp_path / "docs").mkdir()
        (tmp_path / "personas").mkdir()
        for name, text in crew().items():
            (tmp_path / "personas" / name).write_text(text, encoding="utf-8")
        place.configure()
        with served(built_anew(place)) as base:
            visitor = Visitor(browser, base)
            for roles in (["gunner", "pilot"], ["miller", "pilot", "smith"], ["baker", "cook"]):
                made = merged(lists[role] for role in roles)
                page = open_list(visitor, f"onboarding/?roles={','.join(made.codes)}")
                shown = page.locator("[data-action]").evaluate_all(
                    "all => all.map(rolebookPlan.read)"
                )
                assert [(one["id"], one["title"], one["sources"]) for one in shown] == [
                    (one.id, one.title, [topic.source for topic in one.topics])
                    for one in made.actions
                ]

    def test_a_role_that_is_not_there_is_named(self, visitor: Visitor) -> None:
        """The list of the others is made."""
        page = open_list(visitor, "onboarding/?roles=HP,NN")
        expect(page.locator(".rb-composed > .rb-lead")).to_contain_text(
            SAY("compose-unknown", count=1, roles="NN")
        )
        page.goto(urljoin(page.url, "?roles=NN"))
        expect(page.locator(".rb-compose-told")).to_have_text(
            SAY("compose-unknown", count=1, roles="NN")
        )

    def test_everything_works_with_the_keyboard(self, visitor: Visitor) -> None:
        """Tick, open, note, menu, dialog; Escape goes back to where one was."""
        page = open_list(visitor)
        box(page, MEET).focus()
        page.keyboard.press("Space")
        expect(box(page, MEET)).to_be_checked()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.tagName") == "A":
            page.keyboard.press("Tab")
        page.keyboard.type("slow / fast")
        assert entries(page)[MEET]["note"] == "slow / fast"
        page.locator(".rb-menu > summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=SAY("format-json"))).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".rb-menu > summary")).to_be_focused()
        expect(page.locator(".rb-menu-list")).to_be_hidden()
        choose(page, "Reset")
        page.keyboard.press("Escape")
        expect(page.locator(".rb-menu > summary")).to_be_focused()

    def test_a_narrow_window_has_all_of_it(self, visitor: Visitor) -> None:
        """Also with everything open."""
        page = open_list(visitor, width=NARROW)
        fill(page)
        page.evaluate(
            "document.querySelectorAll('.rb-action details').forEach(d => (d.open = true))"
        )
        page.locator(".rb-menu > summary").click()
        assert overflow(page) == 0
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 320, "height": 700})
        assert overflow(page) == 0

    def test_paper_has_boxes_and_signatures(self, visitor: Visitor, tmp_path: Path) -> None:
        """As it is, or blank; afterwards the page is as before."""
        context = visitor.context()
        context.add_init_script("window.print = () => (window.printed = (window.printed ?? 0) + 1)")
        page = context.new_page()
        page.goto(urljoin(visitor.base, LIST))
        fill(ready(page))
        page.emulate_media(media="print")
        expect(page.locator(".rb-signatures").first).to_be_visible()
        expect(page.locator(".rb-tools")).to_be_hidden()
        page.emulate_media(media="screen")
        choose(page, "Blank")
        assert page.evaluate("window.printed") == 1
        expect(box(page, MEET)).not_to_be_checked()
        expect(page.get_by_text("because we shared an office")).to_have_count(0)
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        expect(box(page, MEET)).to_be_checked()
        assert entries(page)[MEET]["state"] == "done"

    @pytest.mark.parametrize("size", ["A4", "Letter"])
    def test_a_phase_has_a_page(self, visitor: Visitor, size: str) -> None:
        """None begins on the page of another; one with many actions may take two."""
        page = open_list(visitor)
        pages = page.pdf(format=size).count(b"/Type /Page\n")
        steps = page.locator(".rb-step").count()
        assert steps == 6
        assert steps <= pages <= steps + 1

    def test_without_scripts_it_can_be_read(self, visitor: Visitor) -> None:
        """Boxes, owners, due days, and details that open."""
        page = visitor.open(LIST, java_script_enabled=False)
        expect(page.locator(".rb-panel noscript > p")).to_be_visible()
        expect(box(page, MEET)).to_be_visible()
        action(page, MEET).locator("summary").click()
        expect(action(page, MEET).locator(".rb-done-when")).to_be_visible()

    @all_widths
    def test_no_fault_that_axe_finds(self, visitor: Visitor, width: int) -> None:
        """With ticks, notes, details and the menu open."""
        page = open_list(visitor, width=width)
        fill(page)
        page.get_by_label("First day").fill("2020-03-03")
        page.locator(".rb-menu > summary").click()
        assert faults(page) == []

    @pytest.mark.parametrize("item", ["Link", "Issue", "Import", "People", "Reset"])
    def test_no_fault_in_a_dialog(self, visitor: Visitor, item: str) -> None:
        """Nor on the page behind it."""
        page = open_list(visitor)
        fill(page)
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        choose(page, item)
        expect(page.locator("dialog[open]")).to_be_visible()
        assert _faults_of_dialog(page) == []

    def test_no_fault_in_a_shared_list(self, visitor: Visitor) -> None:
        """With the line that says whose it is."""
        page = open_list(visitor)
        box(page, MEET).check()
        choose(page, "Link")
        page = open_list(visitor, page.get_by_label("Link", exact=True).input_value())
        assert faults(page) == []


def _faults_of_dialog(page: Page) -> list[str]:
    found = (
        Axe()
        .run(page, context="dialog[open]", options={"resultTypes": ["violations"]})
        .response["violations"]
    )
    return [f"{fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]]


def test_it_works_from_a_folder(browser: Browser, tmp_path: Path) -> None:
    """Without a server: ticks stay, and several roles have one list."""
    site = built(harbour(tmp_path, directory_urls=False))
    visitor = Visitor(browser, f"file://{site}/")
    page = ready(visitor.open(f"{LIST}index.html"))
    box(page, MEET).check()
    again(page)
    expect(box(page, MEET)).to_be_checked()
    page.goto(f"file://{site}/onboarding/index.html?roles=LK,SO")
    ready(page)
    page.locator(".rb-action summary").first.click()
    assert page.locator(".rb-onboarding a[href$='/']").count() == 0
    visitor.close()
    assert [
        url for url in visitor.requests if not url.startswith(("file://", "data:", "blob:"))
    ] == []
    assert visitor.complaints == []


def test_it_works_with_instant_navigation(browser: Browser, tmp_path: Path) -> None:
    """The list of a page that is swapped in starts, and that of the page before ends."""
    place = harbour(tmp_path)
    port = free_port()
    theme = {
        "name": "material",
        "font": False,
        "palette": PALETTE,
        "features": [*FEATURES, "navigation.instant"],
    }
    place.configure(theme=theme, site_url=f"http://127.0.0.1:{port}/")
    with served(built(place), port) as base:
        visitor = Visitor(browser, base)
        page = visitor.open(LONG)
        page.wait_for_load_state("networkidle")
        page.evaluate("window.isSame = true")
        page.get_by_role("link", name="Onboarding checklist").click()
        page.wait_for_url(f"**/{LIST}")
        box(ready(page), MEET).check()
        page.go_back()
        page.get_by_role("link", name="Onboarding checklist").click()
        page.wait_for_url(f"**/{LIST}")
        expect(box(ready(page), MEET)).to_be_checked()
        assert page.evaluate("window.isSame")
        visitor.close()
        assert visitor.complaints == []
