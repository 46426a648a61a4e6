"""The page on which a lead sees the lists of several people: they come as links and files, and stay in this browser."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import icalendar
import pytest
from playwright.sync_api import expect

from rolebook.messages import messages

from ..site.corpus import LONG, harbour
from ..site.running import built
from .conftest import NARROW, SMALL, WIDE, Visitor
from .looking import overflow
from .test_axe import faults
from .test_onboarding import box, choose, details, downloaded, open_list, ready
from .test_shift import WATCH

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

SAY = messages()
PEOPLE = "onboarding/people/"
START = "2020-03-03"
"""So long ago that everything is overdue."""


def open_people(visitor: Visitor, address: str = PEOPLE) -> Page:
    page = visitor.open(address)
    page.locator(".rb-leads.rb-live").wait_for()
    return page


def named(page: Page, name: str) -> None:
    """Give the list of a page the name of a person."""
    choose(page, "People")
    field = page.get_by_label(SAY("dialog-people.name", person=SAY("person-me")))
    field.fill(name)
    field.press("Tab")
    page.keyboard.press("Escape")


def link_of(visitor: Visitor, name: str, *ids: str, start: str = START, of: str = LONG) -> str:
    """The link that someone shares: they have ticked these actions on their own page."""
    page = open_list(visitor, of if "?" in of else f"{of}onboarding/")
    if name:
        named(page, name)
    page.get_by_label("First day").fill(start)
    for id in ids:
        box(page, id).check()
    choose(page, "Link")
    link = page.get_by_label("Link", exact=True).input_value()
    page.context.close()
    return link


def export_of(visitor: Visitor, name: str, *ids: str) -> bytes:
    """The JSON that someone exports, with one action that is not for them and a level."""
    page = open_list(visitor)
    named(page, name)
    for id in ids:
        box(page, id).check()
    details(page, "meet-SO").get_by_label("Not for me").check()
    details(page, "meet-SO").get_by_label("because").fill("we shared an office")
    content = downloaded(page, "JSON")
    page.context.close()
    return content


def add(page: Page, text: str = "", *files: bytes) -> None:
    page.get_by_label(SAY("leads-links")).fill(text)
    chosen = [
        {"name": f"list-{n}.json", "mimeType": "application/json", "buffer": content}
        for n, content in enumerate(files, 1)
    ]
    page.get_by_label(SAY("leads-files")).set_input_files(chosen)  # type: ignore[arg-type]
    page.get_by_role("button", name=SAY("leads-bring-in")).click()
    expect(told(page)).not_to_be_empty()


def told(page: Page) -> Locator:
    return page.locator(".rb-bring-told")


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def undo(page: Page) -> None:
    page.get_by_role("button", name=SAY("tell-undo")).click()


class TestAdding:
    """Links and files come in, and nothing is lost."""

    def test_several_people_at_once(self, visitor: Visitor) -> None:
        """From links among other words and from a file; they are there after a reload."""
        links = f"Hi! {link_of(visitor, 'Ada', 'hello')}\n<{link_of(visitor, 'Bo')}>."
        page = open_people(visitor)
        expect(page.locator(".rb-leads-empty")).to_contain_text(SAY("leads-empty"))
        add(page, links, export_of(visitor, "Cy", "hello"))

        expect(told(page)).to_have_text(SAY("leads-told-added", people="Ada, Bo, and Cy"))
        expect(page.get_by_label(SAY("leads-links"))).to_have_value("")
        page.reload()
        expect(page.locator(".rb-person > h2")).to_have_text(["Ada", "Bo", "Cy"])
        assert visitor.requests
        assert all(url.startswith((visitor.base, "data:", "blob:")) for url in visitor.requests)

    def test_people_come_before_the_form_and_push_nothing(self, visitor: Visitor) -> None:
        """Whoever comes back wants to see them; a button leads to the form."""
        page = open_people(visitor)
        add(page, link_of(visitor, "Ada"))
        page.add_init_script(WATCH)
        page.reload()
        form = page.locator(".rb-bring-form")
        expect(form).to_be_visible()
        person, below = (one.bounding_box() for one in (card(page, "Ada"), form))

        assert person
        assert below
        assert person["y"] + person["height"] <= below["y"]
        assert page.evaluate("window.shifts") == []
        page.get_by_role("link", name=SAY("leads-bring")).first.click()
        expect(page.get_by_role("heading", name=SAY("leads-bring"))).to_be_in_viewport()

    def test_a_person_is_shown_with_what_matters(self, visitor: Visitor) -> None:
        """Role, first day, phases, what is overdue, what comes next, what is not for them."""
        page = open_people(visitor)
        add(page, link_of(visitor, "Ada", "buddy", "hello"), export_of(visitor, "Cy"))

        ada = card(page, "Ada")
        expect(ada.locator(".rb-person-facts")).to_contain_text("first day Tue 3 Mar 2020")
        expect(ada.locator(".rb-progress-words")).to_contain_text("2 of ")
        expect(ada.locator(".rb-progress")).to_contain_text(re.compile(r"\d+ overdue"))
        expect(ada.locator(".rb-phases li").first).to_contain_text(re.compile(r"1 of \d+ done"))
        expect(ada.get_by_role("heading", level=3).first).to_have_text(SAY("leads-yours"))
        expect(ada.locator(".rb-person-part").first).to_contain_text("overdue since")
        expect(card(page, "Cy")).to_contain_text("because we shared an office")
        expect(card(page, "Cy")).to_contain_text(SAY("leads-no-first-day"))
        expect(card(page, "Cy")).not_to_contain_text("overdue")

    def test_a_newer_list_replaces_the_older(self, visitor: Visitor) -> None:
        """Of the same person and role, whichever comes first."""
        old, new = link_of(visitor, "Ada"), export_of(visitor, "Ada", "hello", "buddy")
        later = json.dumps({**json.loads(new), "made": "2999-01-01T00:00:00Z"}).encode()
        page = open_people(visitor)
        add(page, old)
        add(page, "", later)
        expect(told(page)).to_have_text(SAY("leads-told-updated", people="Ada"))
        add(page, old)
        expect(told(page)).to_have_text(SAY("leads-told-older", people="Ada"))

        expect(page.locator(".rb-person")).to_have_count(1)
        expect(card(page, "Ada").locator(".rb-progress-words")).to_contain_text("2 of ")

    def test_several_roles_are_one_list(self, visitor: Visitor) -> None:
        """As on the page that combines them."""
        page = open_people(visitor)
        add(page, link_of(visitor, "Bo", "hello", of="onboarding/?roles=HP,SO"))
        facts = card(page, "Bo").locator(".rb-person-facts")
        expect(facts).to_contain_text("Harbour Pilot and Signal Officer")

    def test_a_broken_link_is_told_and_stays_in_the_form(self, visitor: Visitor) -> None:
        """The others are added."""
        ada, bo = link_of(visitor, "Ada"), link_of(visitor, "Bo")
        page = open_people(visitor)
        add(page, f"{ada}\n{bo[:-2]}", b"a,b\n")

        expect(told(page)).to_contain_text(SAY("leads-told-added", people="Ada"))
        expect(told(page)).to_contain_text(SAY("leads-refused-link"))
        expect(told(page)).to_contain_text(f"list-1.json: {SAY('leads-refused-kind')}")
        expect(page.get_by_label(SAY("leads-links"))).to_have_value(bo[:-2])
        add(page, "see you tomorrow")
        expect(told(page)).to_contain_text(SAY("leads-refused-text"))

    def test_a_role_that_is_not_here_is_told_and_the_list_is_kept(self, visitor: Visitor) -> None:
        """Alone, and beside a role that is here."""
        export = json.loads(export_of(visitor, "Cy", "hello"))
        page = open_people(visitor)
        both = json.dumps({**export, "name": "Di", "personas": ["LK", "XX"]})
        add(page, "", json.dumps({**export, "personas": ["XX"]}).encode(), both.encode())

        expect(card(page, "Cy")).to_contain_text(SAY("leads-unknown", count=1, roles="XX"))
        expect(card(page, "Cy")).to_contain_text("It has 1 tick")
        expect(card(page, "Di")).to_contain_text(SAY("leads-unknown", count=1, roles="XX"))
        expect(card(page, "Di").locator(".rb-progress-words")).to_contain_text("1 of ")

    def test_links_and_files_can_be_dropped(self, visitor: Visitor) -> None:
        """Anywhere on the page."""
        page = open_people(visitor)
        drop = """([type, text]) => {
            const data = new DataTransfer();
            if (type) data.items.add(new File([text], "cy.json", { type }));
            else data.setData("text/plain", text);
            const options = { dataTransfer: data, bubbles: true, cancelable: true };
            document.querySelector(".rb-leads h1").dispatchEvent(new DragEvent("drop", options));
        }"""
        page.evaluate(drop, ["", link_of(visitor, "Ada")])
        expect(card(page, "Ada")).to_be_visible()
        page.evaluate(drop, ["application/json", export_of(visitor, "Cy").decode()])
        expect(card(page, "Cy")).to_be_visible()


class TestKeeping:
    """Names, first days, removing; two tabs."""

    def test_someone_without_a_name_gets_one(self, visitor: Visitor) -> None:
        """And so the list replaces the older one of that person, which can be undone."""
        page = open_people(visitor)
        add(page, link_of(visitor, "Ada"))
        add(page, link_of(visitor, "", "hello"))
        field = page.get_by_label(SAY("leads-name-of", person=SAY("person-unnamed")))
        field.fill("Ada")
        field.press("Tab")
        expect(page.locator(".rb-person")).to_have_count(1)
        expect(page.locator(".rb-teller")).to_contain_text(SAY("leads-told-joined", person="Ada"))
        expect(page.get_by_label(SAY("leads-first-day-of", person="Ada"))).to_be_focused()
        undo(page)
        expect(page.locator(".rb-person")).to_have_count(2)

    def test_a_first_day_can_be_entered(self, visitor: Visitor) -> None:
        """Then it is known what is overdue."""
        page = open_people(visitor)
        add(page, "", export_of(visitor, "Cy"))
        page.get_by_label(SAY("leads-first-day-of", person="Cy")).fill("2020-03-03")
        expect(card(page, "Cy").locator(".rb-progress")).to_contain_text("overdue")

    def test_a_person_is_removed_and_comes_back(self, visitor: Visitor) -> None:
        """The focus goes to the line that says so."""
        page = open_people(visitor)
        add(page, f"{link_of(visitor, 'Ada')} {link_of(visitor, 'Bo')}")
        page.get_by_role("button", name=SAY("leads-remove-person", person="Ada")).click()
        expect(card(page, "Ada")).to_have_count(0)
        expect(page.locator(".rb-teller [role=status]")).to_be_focused()
        undo(page)
        expect(card(page, "Ada")).to_be_visible()

    def test_another_tab_follows(self, visitor: Visitor) -> None:
        page = open_people(visitor)
        tab = page.context.new_page()
        tab.goto(page.url)
        add(page, link_of(visitor, "Ada"))
        expect(card(tab, "Ada")).to_be_visible()

    def test_own_lists_stay_as_they_are(self, visitor: Visitor) -> None:
        """What a lead adds is kept apart from the checklists of this browser."""
        page = open_people(visitor)
        add(page, link_of(visitor, "Ada", "hello"))
        keys = page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('rolebook'))")
        assert [key.split(":")[0] for key in keys] == ["rolebook.leads"]

    def test_without_storage_it_is_said(self, visitor: Visitor) -> None:
        link = link_of(visitor, "Ada")
        context = visitor.context()
        context.add_init_script("Storage.prototype.setItem = () => { throw new Error('no'); }")
        page = context.new_page()
        page.goto(f"{visitor.base}{PEOPLE}")
        page.locator(".rb-live").wait_for()
        add(page, link)
        expect(card(page, "Ada")).to_be_visible()
        expect(page.get_by_text(SAY("leads-trouble"))).to_be_visible()


class TestGivingAway:
    """A table and a calendar."""

    def test_the_table_has_everyone(self, visitor: Visitor) -> None:
        page = open_people(visitor)
        add(page, f"{link_of(visitor, 'Ada', 'hello')} {link_of(visitor, 'Bo')}")
        with page.expect_download() as download:
            page.get_by_role("button", name=SAY("leads-csv")).click()
        text = download.value.path().read_text(encoding="utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [(row["person"], row["roles"], row["done"]) for row in rows] == [
            ("Ada", "LK", "1"),
            ("Bo", "LK", "0"),
        ]

    def test_the_calendar_has_the_leads_actions_and_the_buddies_if_wanted(
        self, visitor: Visitor
    ) -> None:
        """Of those with a first day; the others are named."""
        page = open_people(visitor)
        add(page, link_of(visitor, "Ada"), export_of(visitor, "Cy"))

        def summaries() -> list[str]:
            with page.expect_download() as download:
                page.get_by_role("button", name=SAY("leads-calendar")).click()
            found = icalendar.Calendar.from_ical(download.value.path().read_bytes())
            return [str(event["SUMMARY"]) for event in found.walk("VEVENT")]

        leads = summaries()
        assert "Ada: Choose a buddy" in leads
        assert "Ada: Meet your buddy" not in leads
        assert all(title.startswith("Ada: ") for title in leads)
        expect(page.locator(".rb-teller")).to_contain_text("and so left out: Cy")
        page.get_by_label(SAY("leads-calendar-buddy")).check()
        both = summaries()
        assert set(leads) < set(both)
        assert "Ada: Pick a first small piece of work for the new colleague to do" in both

    def test_a_calendar_needs_a_first_day(self, visitor: Visitor) -> None:
        page = open_people(visitor)
        add(page, "", export_of(visitor, "Cy"))
        page.get_by_role("button", name=SAY("leads-calendar")).click()
        expect(page.locator(".rb-teller")).to_contain_text(SAY("leads-told-no-dates"))


class TestShown:
    """Ways to the page, widths, paper, keys."""

    def test_onboarding_and_each_checklist_lead_to_it(self, visitor: Visitor) -> None:
        page = visitor.open("onboarding/")
        page.get_by_role("main").get_by_role("link", name=SAY("leads"), exact=True).click()
        page.wait_for_url(f"**/{PEOPLE}")
        for address in (f"{LONG}onboarding/", "onboarding/?roles=LK,SO"):
            page = open_list(visitor, address)
            page.locator(".rb-menu > summary").click()
            page.get_by_role("button", name=SAY("leads-menu"), exact=True).click()
            page.wait_for_url(f"**/{PEOPLE}")

    def test_the_overview_leads_to_a_person(self, visitor: Visitor) -> None:
        page = open_people(visitor)
        add(page, f"{link_of(visitor, 'Ada')} {link_of(visitor, 'Bo')}")
        page.get_by_role("table").get_by_role("link", name="Bo").click()
        expect(card(page, "Bo").get_by_role("heading", level=2)).to_be_in_viewport()
        page.get_by_role("link", name=SAY("leads-open-person", person="Bo")).click()
        expect(ready(page).locator(".rb-notice")).to_contain_text("Bo")

    @pytest.mark.parametrize(
        ("width", "scheme"), [(WIDE, "light"), (768, "light"), (NARROW, "dark"), (SMALL, "dark")]
    )
    def test_nothing_is_cut_off_and_axe_finds_no_fault(
        self, visitor: Visitor, width: int, scheme: str
    ) -> None:
        """With two people, a person whose role is not here, and something refused."""
        links = f"{link_of(visitor, 'Ada', 'hello')} {link_of(visitor, 'B' * 70)}"
        unknown = link_of(visitor, "Cy").replace("/p/lamp-keeper/", "/p/rope-splicer/")
        page = open_people(visitor)
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        add(page, f"{links} {unknown} {unknown[:-3]}")
        expect(page.locator(".rb-person")).to_have_count(3)
        assert overflow(page) == 0
        assert faults(page) == []

    def test_paper_has_the_people_and_no_controls(self, visitor: Visitor) -> None:
        page = open_people(visitor)
        add(page, f"{link_of(visitor, 'Ada')} {link_of(visitor, 'Bo')}")
        page.emulate_media(media="print")
        expect(page.locator(".rb-bring")).to_be_hidden()
        expect(page.locator(".rb-person .rb-tools").first).to_be_hidden()
        expect(page.locator(".rb-phases").first).to_be_visible()

    def test_it_works_with_the_keyboard(self, visitor: Visitor) -> None:
        """Paste, add, and back past the fields and the heading to the tools of the person."""
        link = link_of(visitor, "Ada")
        page = open_people(visitor)
        page.get_by_label(SAY("leads-links")).focus()
        page.keyboard.insert_text(link)
        for _ in range(2):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(card(page, "Ada")).to_be_visible()
        for _ in range(4):
            page.keyboard.press("Shift+Tab")
        expect(card(page, "Ada").get_by_role("button").last).to_be_focused()


def test_it_works_from_a_folder(browser: Browser, tmp_path: Path) -> None:
    """Without a server: the lists are added, and shown again."""
    site = built(harbour(tmp_path, directory_urls=False))
    visitor = Visitor(browser, f"file://{site}/")
    link = link_of(visitor, "Ada", "hello", of=f"{LONG}onboarding/index.html?")
    page = open_people(visitor, f"{PEOPLE}index.html")
    add(page, link)
    expect(card(page, "Ada").locator(".rb-progress-words")).to_contain_text("1 of ")
    page.reload()
    expect(card(page, "Ada")).to_be_visible()
    visitor.close()
    assert visitor.complaints == []
