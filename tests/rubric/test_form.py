"""The page of a review rubric as it is without scripts, and the list of all."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from rolebook.messages import messages
from rolebook.pages import Options, Page, SiteContext
from rolebook.pages.rubric import review_page, rubric_page
from rolebook.rubric import Checkpoint, accounts, reviewable, why_empty

from .test_rubric import book_of, made

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rolebook.addresses.sheets import Download

_TEMPLATES = (
    "document the {} table",
    "write a unit test for {} prices",
    "weed around {} by hand",
    "spray {} at dusk",
)
_BEDS = ("Apple", "Bean", "Carrot", "Dill")
_BOOK = book_of(
    *((bed, "MUST", template.format(bed.lower())) for bed in _BEDS for template in _TEMPLATES),
    ("Yard", "MUST", "give each gate table a primary key"),
    ("Yard", "MUST NOT", "put `<script>` or passwords into a URL"),
    ("Yard", "SHOULD", "state the reason in the PR description"),
)
_DOWNLOADS = {
    "keeper": (
        ("A4", "p/keeper/rubric/rubric-a4.pdf"),
        ("Pocket", "p/keeper/rubric/rubric-pocket.pdf"),
    )
}


say = messages()


def form(downloads: Mapping[str, tuple[Download, ...]] | None = None) -> Page:
    [persona] = _BOOK.personas
    offered = (downloads or {}).get(persona.slug, ())
    return rubric_page(SiteContext(_BOOK, Options()), persona, offered)


def test_each_item_is_there_once_with_its_three_answers() -> None:
    html = form().html
    items = made(_BOOK).items

    assert re.findall(r'data-item="([^"]+)"', html) == [item.id for item in items]
    assert all(html.count(f'name="answer:{item.id}"') == 3 for item in items)
    assert "<code>&lt;script&gt;</code>" in html


def test_a_prohibition_begins_with_what_it_forbids_and_nothing_else_does() -> None:
    html = form().html
    shown = re.findall(
        r'class="rb-never">([^<]+)</strong>\s*<span class="rb-text"[^>]*>(\w+)', html
    )

    assert shown == [("Never:", "put")]
    assert html.count('class="rb-never"') == len(made(_BOOK).items)


def test_evidence_is_asked_on_demand_without_a_script() -> None:
    html = form().html
    for item in made(_BOOK).items:
        field = rf'<details class="rb-evidence-box">\s*<summary aria-label="[^"]+: {item.id}">[^<]+</summary>\s*<input [^>]*'
        assert re.search(rf'{field}name="where:{item.id}"', html)


def test_each_rule_of_the_grid_has_a_box() -> None:
    grid = reviewable(_BOOK, _BOOK.personas[0])

    assert grid is not None
    assert set(re.findall(r'name="tick:([^"]+)"', form().html)) == {
        cell.requirement for row in grid.rows for cell in row.cells.values()
    }


def test_the_form_says_what_answers_mean_and_where_every_rule_went() -> None:
    html = unescape(form().html)

    assert say("rubric-answers") in html
    assert accounts(made(_BOOK), say) in html
    assert all(say(f"checkpoint-{one}") in html for one in Checkpoint)


def test_an_item_that_answers_further_rules_names_them() -> None:
    book = book_of(
        ("Gate", "MUST", "return `404` for an unknown gate"),
        ("Gate", "MUST", "return `404` for any unknown gate"),
    )
    page = rubric_page(SiteContext(book, Options()), book.personas[0])

    assert len(made(book).items) == 1
    link = r'class="rb-along">[^<]+<a class="rb-id" href="../../../r/KEE-GATE-\d\d/">'
    assert re.search(link, page.html)


def test_files_for_paper_are_offered_where_there_are_any() -> None:
    context = SiteContext(_BOOK, Options())

    link = '<a href="../../../p/keeper/rubric/rubric-a4.pdf">A4</a>\u00a0· '
    assert "rb-downloads" not in form().html
    assert link in form(downloads=_DOWNLOADS).html
    assert 'href="../p/keeper/rubric/rubric-pocket.pdf"' in review_page(context, _DOWNLOADS).html
    assert ".pdf" not in review_page(context).html


def test_a_role_without_rules_has_a_form_that_says_so() -> None:
    context = SiteContext(book_of(), Options())
    page = rubric_page(context, context.book.personas[0])

    assert say("rubric-empty-no-rules") in page.html
    list_of_all = review_page(context).html
    assert f"{say('review-no-questions')} {say('rubric-empty-no-rules')}" in list_of_all


def test_a_role_without_questions_has_a_form_that_says_why() -> None:
    context = SiteContext(
        book_of(("Mind", "MUST", "be kind to colleagues"), ("Mind", "MUST", "be good")), Options()
    )
    page = rubric_page(context, context.book.personas[0])
    why = why_empty(context.rubrics["keeper"], say)

    assert say("rubric-accounts-not_visible", count=1) in why
    assert say("rubric-why-not-names_nothing", count=1) in why
    assert why in page.html
    assert why in review_page(context).html
