"""A person's gaps on the checklist, and the pages that compare skills with rules, as a reader sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from rolebook.messages import messages

from ..checklist.bakery import FILES
from ..site.corpus import LONG, Harbour
from ..site.running import built_anew
from .conftest import NARROW, WIDE, Visitor, served
from .looking import overflow
from .test_axe import faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

SAY = messages()
LIST = f"{LONG}onboarding/"
BOTH = "onboarding/?roles=LK,HP"

all_widths = pytest.mark.parametrize("width", [WIDE, NARROW])


def opened(visitor: Visitor, address: str = LIST, **options: Any) -> Page:
    page = visitor.open(address, **options)
    page.locator(".rb-live").wait_for()
    return page


def rate(page: Page, skill: str, level: str, *, time: str = "first") -> None:
    """Choose a level in a skill, where it can be rated first."""
    topic = page.locator(f'[data-rates="{time}"] [data-source="{skill}"]').first
    topic.evaluate("topic => (topic.closest('details').open = true)")
    topic.locator("select").select_option(level)


def section(page: Page) -> Locator:
    return page.locator(".rb-own-gaps")


def names(page: Page) -> list[str]:
    return section(page).locator("h3").all_text_contents()


class TestYourGaps:
    """What someone rates below what the role needs."""

    def test_it_is_there_once_a_skill_is_rated(self, visitor: Visitor) -> None:
        page = opened(visitor)
        expect(section(page)).to_be_hidden()
        asked = len(visitor.requests)
        rate(page, "PROG", "1")

        expect(section(page)).to_be_visible()
        assert names(page) == ["Programming/software development"]
        expect(section(page)).to_contain_text(
            SAY("own-gap-needs", role="Lamp Keeper", needs="3–4", level="1", count=2)
        )
        assert all(url.startswith(visitor.base) for url in visitor.requests[asked:])
        assert all("=1" not in url for url in visitor.requests[asked:])

    def test_the_rules_and_pages_can_be_opened(self, visitor: Visitor) -> None:
        page = opened(visitor)
        rate(page, "PROG", "1")
        links = section(page).locator("a")
        expect(links.first).to_be_visible()

        addresses = [link.get_attribute("href") or "" for link in links.all()]
        ours = [address for address in addresses if address.startswith(visitor.base)]
        assert f"{visitor.base}skills/sfia/prog/" in ours
        for address in ours:
            assert page.request.get(address).ok

    def test_the_last_rating_counts(self, visitor: Visitor) -> None:
        """After a reload, too; a skill that is now as needed is gone."""
        page = opened(visitor)
        rate(page, "PROG", "1")
        rate(page, "USUP", "1")
        expect(section(page).locator("h3")).to_have_count(2)
        rate(page, "PROG", "3", time="again")
        expect(section(page).locator("h3")).to_have_text(["Incident management"])
        page.reload()
        expect(section(page).locator("h3")).to_have_text(["Incident management"])
        rate(page, "USUP", "3", time="again")
        expect(section(page)).to_contain_text(SAY("own-gaps-none", count=1))

    def test_a_link_above_the_list_leads_there(self, visitor: Visitor) -> None:
        page = opened(visitor)
        rate(page, "PROG", "1")
        page.get_by_role("link", name=SAY("own-gaps-link")).click()

        expect(section(page).get_by_role("heading", level=2)).to_be_in_viewport()

    def test_several_roles_each_say_what_they_need(self, visitor: Visitor) -> None:
        page = opened(visitor, BOTH)
        rate(page, "PROG", "1")
        expect(section(page).locator(".rb-own-need")).to_have_text(
            [SAY("own-gap-needs", role="Lamp Keeper", needs="3–4", level="1", count=2)]
        )
        rate(page, "PROG", "")
        expect(section(page)).to_be_hidden()

    def test_a_shared_list_says_whose_gaps_they_are(self, visitor: Visitor) -> None:
        page = opened(visitor)
        rate(page, "PROG", "1")
        page.locator(".rb-menu summary").click()
        page.get_by_role("button", name=SAY("checklist-share-link")).click()
        link = page.get_by_label("Link", exact=True).input_value()
        shared = opened(visitor, link)

        expect(section(shared).locator("h3")).to_have_text(["Programming/software development"])

    def test_paper_has_it_on_a_page_of_its_own(self, visitor: Visitor) -> None:
        page = opened(visitor)
        rate(page, "PROG", "1")
        expect(section(page)).to_be_visible()
        page.emulate_media(media="print")

        expect(section(page)).to_be_visible()
        expect(page.locator(".rb-gaps-told")).to_be_hidden()
        assert section(page).evaluate("one => getComputedStyle(one).breakBefore") == "page"

    @all_widths
    def test_no_fault_that_axe_finds(self, visitor: Visitor, width: int) -> None:
        page = opened(visitor, width=width)
        rate(page, "PROG", "1")
        rate(page, "USUP", "2")
        expect(section(page).locator("h3")).to_have_count(2)

        assert overflow(page) == 0
        assert faults(page) == []


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the handbook of a bakery, whose roles tell levels of a career apart."""
    root = tmp_path_factory.mktemp("bakery")
    place = Harbour(root, root / "site")
    for folder in ("docs", "personas"):
        (root / folder).mkdir()
    for name, text in FILES.items():
        (root / "personas" / name).write_text(text, encoding="utf-8")
    place.configure()
    with served(built_anew(place)) as address:
        yield address


class TestCareers:
    """Roles that tell levels of a career apart."""

    def test_what_is_missing_is_what_the_chosen_level_needs(
        self, visitor: Visitor, bakery: str
    ) -> None:
        page = opened(visitor, "p/baker/onboarding/", base=bakery)
        rate(page, "PROG", "2")
        expect(section(page)).to_contain_text(SAY("own-gaps-none", count=1))
        page.get_by_label(SAY("checklist-career")).select_option("Senior")
        expect(section(page).locator(".rb-own-need")).to_have_text(
            [SAY("own-gap-needs", role="Baker", needs="4–5", level="2", count=2)]
        )
        page.get_by_label(SAY("checklist-career")).select_option("Junior")
        expect(section(page).locator("h3")).to_have_count(0)

    def test_each_role_says_what_its_level_needs(self, visitor: Visitor, bakery: str) -> None:
        page = opened(visitor, "onboarding/?roles=BAK,MIL", base=bakery)
        for role, level in (("Baker", "Senior"), ("Miller", "Senior miller")):
            page.get_by_label(SAY("checklist-career-of", role=role)).select_option(level)
        rate(page, "PROG", "1")
        expect(section(page).locator("h3")).to_have_count(1)
        expect(section(page).locator(".rb-own-need")).to_have_text(
            [
                SAY("own-gap-needs", role="Baker", needs="4–5", level="1", count=3),
                SAY("own-gap-needs", role="Miller", needs="3", level="1", count=2),
            ]
        )


@all_widths
def test_a_move_has_room_and_no_fault(visitor: Visitor, width: int) -> None:
    page = visitor.open("team/harbour-pilot--lamp-keeper/", width=width)
    page.locator('[id="move:lamp-keeper"]').scroll_into_view_if_needed()

    assert overflow(page) == 0
    assert faults(page) == []
