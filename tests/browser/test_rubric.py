"""The form of a review rubric: what is answered leads to a verdict, stays, and can be handed on."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from rolebook import Source, load
from rolebook.messages import messages
from rolebook.reviews import read_reviews
from rolebook.rubric import (
    MOST_ITEMS,
    Answer,
    accounts,
    answerable,
    rubric,
)

from ..site.corpus import harbour
from ..site.running import built
from .conftest import NARROW, WIDE, Visitor, served
from .gate import GATE_KEEPER, PATH
from .looking import overflow
from .test_axe import faults

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from rolebook.rubric import Rubric

pytestmark = pytest.mark.browser
say = messages()

MUST, SHOULD, ADDED = "GK-DB-01", "GK-LANT-02", "GK-DB-05"
"""Items of any change, and one that only a change of the database is asked."""
WAIVER = f"""\
  - rule: [{MUST}, {ADDED}]
    scope: the old gate
    reason: It has no lock.
    owner: Ada
    expires: 2099-12-31
"""
WAIVED = "Waived for the old gate until 31 Dec 2099. It has no lock. Owner: Ada"
REFUSE = """const set = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, value) {
  if (key.startsWith("rolebook.review")) throw new DOMException("no", "NAME");
  set.call(this, key, value);
}"""
"""A browser that keeps no reviews."""

all_widths = pytest.mark.parametrize("width", [WIDE, NARROW])


def _site(root: Path, *, directory_urls: bool = True) -> Path:
    """The harbour with one more role, built."""
    place = harbour(root / "source", directory_urls=directory_urls)
    (place.root / "personas" / "gate-keeper.md").write_text(GATE_KEEPER, encoding="utf-8")
    waivers = place.root / "personas" / "waivers.yml"
    waivers.write_text(f"{waivers.read_text(encoding='utf-8')}{WAIVER}", encoding="utf-8")
    return built(place).rename(root / "handbook")


@pytest.fixture(scope="module")
def gate_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _site(tmp_path_factory.mktemp("gate"))


@pytest.fixture(scope="module")
def base(gate_folder: Path) -> Iterator[str]:
    """The address of this site, in the place of the common one."""
    with served(gate_folder) as address:
        yield address


def made(folder: Path, *domains: str) -> Rubric:
    book = load(folder.parent / "source" / "personas")
    (text,) = (text for text in book.personas if text.code == "GK")
    return rubric(book, text, domains=domains)


def ready(page: Page) -> Page:
    """Wait until the script has the form."""
    page.locator(".rb-live").wait_for()
    return page


def open_form(visitor: Visitor, address: str = PATH, **options: object) -> Page:
    clipboard = ["clipboard-read", "clipboard-write"]
    return ready(visitor.open(address, permissions=clipboard, **options))  # type: ignore[arg-type]


def item(page: Page, id: str) -> Locator:
    return page.locator(f'[data-item="{id}"]')


def answer(page: Page, id: str, word: str) -> None:
    item(page, id).get_by_role("radio", name=word).check()


def answer_all(page: Page, word: str = "Kept") -> None:
    for id in ids(page):
        answer(page, id, word)


def where(page: Page, id: str) -> Locator:
    return page.get_by_label(say("rubric-evidence", id=id))


def verdict(page: Page) -> Locator:
    return page.locator(".rb-strip [role=status]")


def blocked(*ids: str) -> str:
    return say("verdict-says-blocked", ids=", ".join(ids))


def unexplained(id: str) -> str:
    return say("verdict-says-unexplained", ids=id)


def still_open(count: int, number: int) -> str:
    return say("verdict-says-open", count=count, all=number)


BLOCKED = say("verdict-says-blocked", ids="").rstrip(" .")
UNEXPLAINED = say("verdict-says-unexplained", ids="").rstrip(" .")
APPROVED = say("verdict-says-approved")


def shown_accounts(page: Page) -> str:
    return page.locator(".rb-accounts").inner_text()


def ids(page: Page) -> list[str]:
    found: list[str] = page.locator(".rb-item").evaluate_all(
        "all => all.map(one => one.dataset.item)"
    )
    return found


def touch(page: Page, *titles: str) -> None:
    """Choose domains; their list is folded in a narrow window."""
    page.locator(".rb-domains").evaluate("picker => (picker.open = true)")
    for title in titles:
        page.get_by_role("checkbox", name=re.compile(f"^{title}")).check()


def boxes(page: Page) -> Locator:
    return page.locator(".rb-grid input[type=checkbox]:visible")


def choose(page: Page, name: str) -> None:
    """Choose from the menu."""
    page.locator(".rb-menu > summary").click()
    page.get_by_role("button", name=name).click()


def told(page: Page) -> Locator:
    return page.locator(".rb-teller [role=status]")


def comment(page: Page) -> str:
    page.get_by_role("button", name=say("review-copy")).click()
    expect(page.get_by_role("button", name="copied")).to_be_visible()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


class TestVerdict:
    def test_what_is_open_is_counted(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        number = len(ids(page))

        expect(verdict(page)).to_have_text(still_open(number, number))
        answer(page, MUST, "Kept")
        expect(verdict(page)).to_have_text(still_open(number - 1, number))

    def test_a_broken_must_blocks(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        answer(page, MUST, "Broken")

        expect(verdict(page)).to_contain_text(blocked(MUST))
        answer(page, MUST, "Not touched")
        expect(verdict(page)).not_to_contain_text(BLOCKED)

    def test_a_broken_should_needs_a_reason(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        reason = page.get_by_label(say("rubric-reason.label", id=SHOULD))
        expect(reason).to_be_hidden()
        answer(page, SHOULD, "Broken")

        expect(verdict(page)).to_contain_text(unexplained(SHOULD))
        reason.fill("the path is removed next week")
        expect(verdict(page)).not_to_contain_text(UNEXPLAINED)
        expect(verdict(page)).to_contain_text(say("verdict-says-explained", ids=SHOULD))

    def test_evidence_is_asked_where_something_is_broken(self, visitor: Visitor) -> None:
        """Otherwise on demand: twenty empty fields would hide the questions."""
        page = open_form(visitor)
        expect(page.locator(".rb-where input:visible")).to_have_count(0)
        answer(page, MUST, "Broken")
        expect(where(page, MUST)).to_be_visible()
        answer(page, MUST, "Kept")
        expect(where(page, MUST)).to_be_hidden()

        item(page, MUST).get_by_text(say("rubric-where")).click()
        expect(where(page, MUST)).to_be_focused()
        where(page, MUST).fill("tables.sql:3")
        page.reload()
        ready(page)
        expect(where(page, MUST)).to_be_visible()
        expect(where(page, MUST)).to_have_value("tables.sql:3")

    @pytest.mark.parametrize("touched", [(), ("Database",)])
    def test_a_prohibition_begins_with_never(
        self, visitor: Visitor, touched: tuple[str, ...]
    ) -> None:
        page = open_form(visitor)
        touch(page, *touched)

        for level, label in (("MUST NOT", "Never:"), ("SHOULD NOT", "Do not:")):
            marks = page.locator(f'[data-level="{level}"] .rb-never:visible')
            assert set(marks.all_inner_texts()) == {label}
            expect(marks).to_have_count(page.locator(f'[data-level="{level}"]').count())
        expect(page.locator('[data-level="MUST"] .rb-never:visible')).to_have_count(0)

    @pytest.mark.parametrize("forbids", [True, False])
    def test_a_question_that_a_script_makes_begins_so_too(
        self, visitor: Visitor, forbids: bool
    ) -> None:
        page = open_form(visitor)
        is_hidden = page.evaluate(
            """forbids => {
              const choice = { id: "GK-X", html: "x", aspect: null, domain: "", risks: [], forbids };
              const row = rolebookRows.another(document.querySelector(".rb-item"), choice);
              return row.querySelector(".rb-never").hidden;
            }""",
            forbids,
        )

        assert is_hidden != forbids

    def test_all_answered_can_be_approved(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        answer_all(page)

        expect(verdict(page)).to_have_text(APPROVED)
        expect(page.locator(".rb-verdict-final")).to_contain_text(APPROVED)

    def test_an_answer_can_be_taken_back(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        answer(page, MUST, "Broken")
        page.get_by_role("button", name=say("review-clear.label", id=MUST)).click()

        expect(verdict(page)).not_to_contain_text(BLOCKED)
        expect(item(page, MUST).get_by_role("radio", name="Kept")).to_be_focused()

    def test_a_role_without_questions_says_so(self, visitor: Visitor) -> None:
        page = open_form(visitor, "p/harbour-pilot/rubric/")

        expect(verdict(page)).to_have_text(say("verdict-says-empty"))
        expect(page.get_by_text(say("rubric-answerable-none", count=8))).to_be_visible()


class TestKept:
    def test_everything_is_there_after_a_reload(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        answer(page, MUST, "Broken")
        where(page, MUST).fill("tables.sql:3")
        page.get_by_label("Change", exact=True).fill("PR 7")
        page.get_by_label("Author").fill("Ada")
        page.locator("[name=notes]").fill("Ask Grace")
        touch(page, "Database")
        expect(item(page, ADDED)).to_be_visible()
        boxes(page).first.check()
        page.reload()
        ready(page)

        expect(item(page, MUST).get_by_role("radio", name="Broken")).to_be_checked()
        expect(where(page, MUST)).to_have_value("tables.sql:3")
        expect(page.get_by_label("Change", exact=True)).to_have_value("PR 7")
        expect(page.get_by_label("Author")).to_have_value("Ada")
        expect(page.locator("[name=notes]")).to_have_value("Ask Grace")
        expect(page.locator(".rb-domains-told")).to_have_text("Database")
        expect(item(page, ADDED)).to_be_visible()
        expect(boxes(page).first).to_be_checked()
        expect(page.locator("[name=date]")).to_have_value(re.compile(r"^\d{4}-\d\d-\d\d$"))

    def test_what_an_earlier_version_stored_is_shown(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        answer(page, MUST, "Broken")
        where(page, MUST).fill("tables.sql:3")
        answer(page, SHOULD, "Kept")
        page.evaluate("""() => {
          const [key] = Object.keys(localStorage).filter((one) => one.includes(":list:"));
          const review = JSON.parse(localStorage[key]);
          const former = { kept: "yes", broken: "no", untouched: "na" };
          for (const one of Object.values(review.answers)) {
            one.kept = former[one.answer];
            delete one.answer;
          }
          localStorage[key] = JSON.stringify({ ...review, schema: 1 });
        }""")
        page.reload()
        ready(page)

        expect(verdict(page)).to_contain_text(blocked(MUST))
        expect(where(page, MUST)).to_have_value("tables.sql:3")
        expect(item(page, SHOULD).get_by_role("radio", name="Kept")).to_be_checked()

    def test_each_change_has_its_own_answers(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        page.get_by_label("Change", exact=True).fill("PR 7")
        answer(page, MUST, "Broken")
        choose(page, say("review-menu-reviews.new"))

        expect(page.get_by_label("Change", exact=True)).to_be_focused()
        expect(item(page, MUST).get_by_role("radio", name="Broken")).not_to_be_checked()
        page.get_by_label("Change", exact=True).fill("PR 8")
        page.get_by_label(say("review-which")).select_option("PR 7")
        expect(item(page, MUST).get_by_role("radio", name="Broken")).to_be_checked()

    def test_a_review_is_deleted_and_comes_back(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        page.get_by_label("Change", exact=True).fill("PR 7")
        answer(page, MUST, "Broken")
        choose(page, say("review-menu-reviews.delete"))

        expect(told(page)).to_have_text(
            say("review-deleted-with", change="PR 7", lost=say("review-answer-count", count=1))
        )
        expect(verdict(page)).not_to_contain_text(BLOCKED)
        page.get_by_role("button", name="Undo").click()
        expect(verdict(page)).to_contain_text(BLOCKED)
        expect(page.get_by_label("Change", exact=True)).to_have_value("PR 7")

    def test_one_of_several_is_deleted_and_comes_back(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        page.get_by_label("Change", exact=True).fill("PR 7")
        answer(page, MUST, "Broken")
        choose(page, say("review-menu-reviews.new"))
        page.get_by_label(say("review-which")).select_option("PR 7")
        choose(page, say("review-menu-reviews.delete"))

        expect(page.get_by_label(say("review-which"))).to_be_hidden()
        page.get_by_role("button", name="Undo").click()
        expect(verdict(page)).to_contain_text(BLOCKED)

    @pytest.mark.parametrize(
        ("name", "why"), [("SecurityError", "blocked"), ("QuotaExceededError", "full")]
    )
    def test_without_storage_it_is_said_that_answers_do_not_last(
        self, visitor: Visitor, name: str, why: str
    ) -> None:
        context = visitor.context()
        context.add_init_script(REFUSE.replace("NAME", name))
        page = context.new_page()
        page.goto(urljoin(visitor.base, PATH))
        ready(page)
        answer(page, MUST, "Broken")

        expect(page.locator(".rb-notice")).to_have_text(say(f"review-{why}"))
        expect(verdict(page)).to_contain_text(BLOCKED)

    def test_what_cannot_be_read_is_left_alone(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        answer(page, MUST, "Broken")
        page.evaluate(
            "Object.keys(localStorage).filter(k => k.includes(':list:')).forEach(k => localStorage[k] = '{')"
        )
        page.reload()
        ready(page)

        expect(page.locator(".rb-notice")).to_contain_text(say("review-broken"))
        page.get_by_role("button", name=say("review-broken.start")).click()
        answer(page, MUST, "Broken")
        expect(verdict(page)).to_contain_text(BLOCKED)

    def test_another_tab_sees_it(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        tab = page.context.new_page()
        tab.goto(page.url)
        ready(tab)
        answer(page, MUST, "Broken")

        expect(verdict(tab)).to_contain_text(BLOCKED)


class TestNarrowing:
    @pytest.mark.parametrize("touched", [("Database",), ("API Design", "Lanterns")])
    def test_the_form_asks_what_the_command_line_asks(
        self, visitor: Visitor, gate_folder: Path, touched: tuple[str, ...]
    ) -> None:
        wanted = made(gate_folder, *touched)
        page = open_form(visitor)
        touch(page, *touched)

        expect(page.locator(".rb-accounts")).to_have_text(accounts(wanted, say))
        assert ids(page) == [one.id for one in wanted.items]
        cells = sum(len(row.cells) for row in wanted.grid.rows) if wanted.grid else 0
        assert boxes(page).count() == cells > 0
        assert len(wanted.items) < MOST_ITEMS
        expect(page.locator(".rb-checkable")).to_have_text(answerable(wanted, say))

    def test_a_question_says_that_its_rule_is_waived(self, visitor: Visitor) -> None:
        """Also one that a script adds, and no other; the answers are the same as without."""
        page = open_form(visitor)
        expect(item(page, MUST)).to_contain_text(WAIVED)
        touch(page, "Database")
        expect(item(page, ADDED)).to_contain_text(WAIVED)
        expect(item(page, MUST)).to_contain_text(WAIVED)
        assert page.get_by_text(WAIVED, exact=True).count() == 2
        answer(page, MUST, "Broken")
        expect(verdict(page)).to_contain_text(BLOCKED)

    def test_no_domain_is_any_change(self, visitor: Visitor, gate_folder: Path) -> None:
        page = open_form(visitor)
        before = ids(page)
        touch(page, "Database")
        expect(item(page, ADDED)).to_be_visible()
        page.get_by_role("checkbox", name=re.compile("^Database")).uncheck()

        expect(page.locator(".rb-accounts")).to_have_text(accounts(made(gate_folder), say))
        assert ids(page) == before

    def test_the_accounts_sum(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        before = shown_accounts(page)
        touch(page, "Night Watch")
        expect(page.locator(".rb-accounts")).not_to_have_text(before)
        _, *counts, total = map(int, re.findall(r"\d+", shown_accounts(page)))

        assert sum(counts) == total

    def test_an_added_question_is_answered_like_any(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        touch(page, "Database")
        answer(page, ADDED, "Broken")
        where(page, ADDED).fill("times.sql")

        expect(verdict(page)).to_contain_text(ADDED)
        href = item(page, ADDED).locator("th a").get_attribute("href") or ""
        assert page.request.get(urljoin(page.url, href)).ok

    def test_answers_to_what_is_not_asked_come_back_with_it(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        answer(page, MUST, "Broken")
        touch(page, "Lanterns")
        expect(item(page, MUST)).to_have_count(0)
        expect(verdict(page)).not_to_contain_text(BLOCKED)
        touch(page, "Database")

        expect(verdict(page)).to_contain_text(blocked(MUST))


class TestGuided:
    def test_by_keyboard_alone(self, visitor: Visitor) -> None:
        """Tab, arrows, space and Enter lead from the first question to the verdict."""
        page = open_form(visitor)
        all_ids = ids(page)
        page.get_by_role("radio", name=say("review-show.all")).focus()
        page.keyboard.press("ArrowRight")
        status = page.locator(".rb-guide [role=status]")
        for n, id in enumerate(all_ids, 1):
            expect(status).to_have_text(say("review-question-of", number=n, total=len(all_ids)))
            expect(page.locator(".rb-item:visible")).to_have_count(1)
            if n == 1:
                item(page, id).locator(".rb-look").focus()
            expect(item(page, id).locator(".rb-look")).to_be_focused()
            self._tab_to(page, f"answer:{id}")
            page.keyboard.press("Space")
            page.keyboard.press("Tab")  # Clear
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            expect(where(page, id)).to_be_focused()
            page.keyboard.type("seen")
            page.keyboard.press("Tab")
            if n > 1:  # Previous, which the first question has no use for
                page.keyboard.press("Tab")
            page.keyboard.press("Enter")

        expect(page.locator("#verdict")).to_be_focused()
        expect(verdict(page)).to_have_text(APPROVED)
        expect(where(page, all_ids[-1])).to_have_value("seen")

    def test_back_and_forth(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        page.get_by_role("radio", name=say("review-show.guided")).check()
        first, second, *_ = ids(page)
        page.get_by_role("button", name=say("review-next")).click()
        expect(item(page, second)).to_be_visible()
        page.get_by_role("button", name=say("review-previous")).click()

        expect(item(page, first)).to_be_visible()
        expect(page.get_by_role("button", name=say("review-previous"))).to_be_disabled()
        expect(item(page, first).locator(".rb-about")).to_be_visible()

    def test_it_begins_where_something_is_open(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        first, second, *_ = ids(page)
        answer(page, first, "Kept")
        page.get_by_role("radio", name=say("review-show.guided")).check()

        expect(item(page, second)).to_be_visible()

    @staticmethod
    def _tab_to(page: Page, name: str) -> None:
        for _ in range(5):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.name") == name:
                return
        raise AssertionError(f"{name} is not reached")


class TestHandingOn:
    def test_the_comment(self, visitor: Visitor) -> None:
        """The verdict first, then what was not kept with its evidence; what was kept is folded."""
        page = open_form(visitor)
        answer_all(page)
        answer(page, MUST, "Broken")
        where(page, MUST).fill("tables.sql:3 <b> has none")
        answer(page, SHOULD, "Not touched")
        page.get_by_label("Change", exact=True).fill("PR 7")
        text = comment(page)

        lines = text.split("\n")
        assert lines[0] == f"### {say('comment-title', role='Gate Keeper')}"
        assert lines[2] == f"**{blocked(MUST)}**"
        assert lines[4].startswith("PR 7, ")
        assert (
            f"- Broken: **{MUST}** MUST give every table a unique constraint – tables.sql:3 \\<b\\> has none"
            in lines
        )
        assert text.index("- Broken:") < text.index("- Not touched:") < text.index("<details>")
        kept = say("comment-kept", count=len(ids(page)) - 2)
        assert f"<summary>{kept}</summary>" in text
        assert shown_accounts(page) in lines
        assert f"[{say('rubric-name')}]({visitor.base}{PATH}): GK, " in text

    def test_the_file(self, visitor: Visitor) -> None:
        page = open_form(visitor)
        answer(page, MUST, "Broken")
        page.get_by_label("Change", exact=True).fill("PR 7: gates & more")
        with page.expect_download() as download:
            choose(page, say("review-menu-share.json"))
        data = json.loads(download.value.path().read_text(encoding="utf-8"))

        assert download.value.suggested_filename == "review-gk-pr-7-gates-more.json"
        assert data["verdict"]["state"] == "blocked"
        assert data["verdict"]["blocked"] == [MUST]
        text = download.value.path().read_text(encoding="utf-8")
        [read], problems = read_reviews([Source("review.json", text)])
        assert problems == []
        assert [one.id for one in read.replies if one.answer is Answer.BROKEN] == [MUST]
        assert [one["id"] for one in data["items"]] == ids(page)
        assert data["counts"]["item"] >= len(ids(page))
        assert "accounts" not in data

    @pytest.mark.parametrize("form", ["filled", "blank"])
    def test_paper(self, visitor: Visitor, form: str) -> None:
        """All questions are on it, also in guided view, and without the answers where it is to be blank."""
        page = open_form(visitor)
        answer(page, MUST, "Broken")
        page.get_by_role("radio", name=say("review-show.guided")).check()
        page.evaluate(
            "window.print = () => document.body.dataset.printed = String(document.querySelectorAll(':checked[value=broken]').length)"
        )
        page.emulate_media(media="print")
        choose_hidden(page, say(f"review-menu-print.{form}"))

        printed = page.evaluate("document.body.dataset.printed")
        assert printed == ("1" if form == "filled" else "0")
        assert page.locator(".rb-item:visible").count() == len(ids(page))
        page.evaluate("window.dispatchEvent(new Event('afterprint'))")
        assert item(page, MUST).get_by_role("radio", name="Broken").is_checked()

    @pytest.mark.parametrize("touched", [(), ("Database",)])
    def test_two_pages_of_paper_at_most(
        self, visitor: Visitor, tmp_path: Path, touched: tuple[str, ...]
    ) -> None:
        page = open_form(visitor)
        touch(page, *touched)
        answer(page, MUST, "Broken")
        where(page, MUST).fill("tables.sql has none, and the migration that makes it has none")
        path = tmp_path / "form.pdf"
        page.pdf(path=path, format="A4")
        sheets = [sheet.extract_text() for sheet in PdfReader(path).pages]

        assert len(sheets) == (1 if touched else 2)
        assert "tables.sql has none" in sheets[0]
        assert BLOCKED in sheets[-1]


def choose_hidden(page: Page, name: str) -> None:
    """Choose from the menu although paper does not show it."""
    page.locator(".rb-menu button", has_text=name).evaluate("button => button.click()")


def test_without_scripts_it_is_a_form_for_paper(browser: Browser, visitor: Visitor) -> None:
    page = visitor.context(java_script_enabled=False).new_page()
    page.goto(urljoin(visitor.base, PATH))

    assert page.locator(".rb-item").count() > 10
    expect(page.get_by_role("group", name=say("rubric-question", id=MUST))).to_be_visible()
    expect(page.get_by_role("radio", name=say("verdict-approved"))).to_be_visible()
    expect(page.locator(".rb-accounts")).to_be_visible()


def test_an_item_has_an_anchor(visitor: Visitor) -> None:
    """The page of its rule leads to it."""
    page = visitor.open(f"r/{MUST}/")
    page.get_by_role("link", name="Review rubric of Gate Keeper").click()
    ready(page)

    assert page.url.endswith(f"{PATH}#item-{MUST}")
    expect(item(page, MUST)).to_be_in_viewport()


@all_widths
def test_all_questions_fit_and_axe_has_nothing_to_say(visitor: Visitor, width: int) -> None:
    """With evidence open and closed, and a reason."""
    page = open_form(visitor, width=width)
    answer(page, MUST, "Broken")
    answer(page, SHOULD, "Broken")

    assert overflow(page) <= 0
    assert faults(page) == []


@all_widths
def test_it_fits_and_axe_has_nothing_to_say(visitor: Visitor, width: int) -> None:
    """Answered, narrowed, and one at a time."""
    page = open_form(visitor, width=width)
    answer(page, MUST, "Broken")
    answer(page, SHOULD, "Broken")
    assert overflow(page) <= 0
    touch(page, "Database")
    expect(item(page, ADDED)).to_be_visible()
    boxes(page).first.check()
    assert overflow(page) <= 0
    page.get_by_role("radio", name=say("review-show.guided")).check()
    page.locator(".rb-menu > summary").click()
    assert overflow(page) <= 0
    assert faults(page) == []


def test_it_is_there_from_a_folder(browser: Browser, tmp_path: Path) -> None:
    """Without a server, where addresses end in `index.html`."""
    folder = _site(tmp_path, directory_urls=False)
    visitor = Visitor(browser, "")
    page = open_file(visitor, folder / PATH / "index.html")
    touch(page, "Database")
    answer(page, ADDED, "Broken")
    expect(verdict(page)).to_contain_text(blocked(ADDED))
    page.reload()
    ready(page)
    expect(verdict(page)).to_contain_text(blocked(ADDED))
    item(page, ADDED).locator("th a").click()
    page.wait_for_url(f"**/r/{ADDED}/index.html")
    visitor.close()

    assert [url for url in visitor.requests if not url.startswith(("file:", "data:"))] == []


def open_file(visitor: Visitor, path: Path) -> Page:
    page = visitor.context().new_page()
    page.goto(path.as_uri())
    return ready(page)


def test_further_questions_are_described_by_their_own_rules(visitor: Visitor) -> None:
    """How strict each is, and its words, for those that the form adds for what a change touches."""
    page = open_form(visitor)
    page.get_by_role("checkbox", name="Database").check()

    expect(item(page, ADDED).get_by_role("group").first).to_have_accessible_description(
        re.compile("^MUST .*count the keys of the archive at dusk|^MUST .*store times with")
    )
