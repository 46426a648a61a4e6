"""A page makes no more than it shows, and what it shows is what making everything would give."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import rolebook
from rolebook import checklist, pages
from rolebook.checklist import checklists
from rolebook.link.handbook import Cell, Column, Grid, Row
from rolebook.model.lazily import Lazy
from rolebook.pages import Options, SiteContext
from rolebook.pages.cells import cells
from rolebook.rfc2119 import Level
from rolebook.rubric import pool, rubric
from rolebook.views.grids import DrawnCell, DrawnRow, drawn

if TYPE_CHECKING:
    from rolebook import Handbook
    from rolebook.views.grids import DrawnGrid

ROLES = ("Keeper", "Pilot", "Baker", "Smith")


def harbour() -> Handbook:
    """Four roles with questions, a repeated rule each, and duties towards one another."""
    sources = []
    for name, other in zip(ROLES, (*ROLES[1:], ROLES[0]), strict=True):
        shelves = "".join(
            f"### {part} Requirements\n- **MUST** document each {part.lower()} table\n"
            f"- **MUST NOT** put passwords of the {part.lower()} into a URL\n"
            f"- **SHOULD** test <b>every</b> {part.lower()} endpoint of {name}\n\n"
            for part in ("Gate", "Yard", "Quay")
        )
        duties = f"## Collaboration Guidelines\n- **MUST** tell The {other} of passwords\n"
        text = f"# The {name}\n\n## Core Traits\n- calm\n\n## Ruleset\n\n{shelves}{duties}"
        sources.append(rolebook.Source(f"{name.lower()}.md", text))
    return rolebook.handbook(sources)


BOOK = harbour()


def test_a_value_is_made_once_and_only_when_asked_for() -> None:
    made: list[int] = []

    def ten_times(number: int) -> int:
        made.append(number)
        return number * 10

    lazy = Lazy({"one": 1, "two": 2}, ten_times)

    assert (list(lazy), len(lazy), "two" in lazy, "six" in lazy, made) == (
        ["one", "two"], 2, True, False, [],
    )  # fmt: skip
    assert [lazy["two"], lazy["two"], made] == [20, 20, [2]]
    assert dict(lazy) == {"one": 10, "two": 20}
    with pytest.raises(KeyError):
        lazy["six"]


def test_rubrics_and_checklists_are_the_same_in_whatever_order_they_are_asked_for() -> None:
    eager = {persona.slug: rubric(BOOK, persona) for persona in BOOK.personas}
    lists = dict(checklists(BOOK, rubrics=eager))
    context = SiteContext(BOOK, Options())
    for slug in random.Random(1).sample(list(eager), len(eager)):
        assert context.checklists[slug] == lists[slug]
        assert context.rubrics[slug] == eager[slug]
    assert list(context.rubrics) == list(context.checklists) == [p.slug for p in BOOK.personas]


@pytest.mark.parametrize("kind", ["", "rubric/", "onboarding/"])
def test_a_page_of_a_role_makes_the_rubric_of_no_other(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def noted(book: Handbook, document: rolebook.Persona) -> object:
        made.append(document.slug)
        return rubric(book, document)

    monkeypatch.setattr(pages.context, "rubric", noted)
    monkeypatch.setattr(checklist, "rubric", noted)
    parts = list(pages.parts(SiteContext(BOOK, Options()), [], []))
    assert made == []
    [part] = [one for one in parts if one.prefix == f"p/pilot/{kind}"]
    assert [page.html for page in part.pages()] != []
    assert made == ([] if kind == "" else ["pilot"])


def test_what_can_be_asked_is_the_same_with_a_rubric_at_hand() -> None:
    for persona in BOOK.personas:
        assert pool(BOOK, persona, rubric(BOOK, persona)) == pool(BOOK, persona)


# --- the cells of a grid


def _drawn() -> tuple[SiteContext, DrawnGrid]:
    """A grid with a rule that its row's label says, one that differs, and a hole."""
    [persona] = [one for one in BOOK.personas if one.slug == "pilot"]
    same, differing = persona.own_rules[0], persona.own_rules[5]
    columns = tuple(Column(key, key.title(), key.upper()) for key in ("gate", "yard", "quay"))
    cells_of_row = {"gate": Cell(same.id), "yard": Cell(differing.id, "<b> & yard")}
    row = Row("document", "document each … table", Level.MUST, cells_of_row)
    return SiteContext(BOOK, Options()), drawn(BOOK, Grid("pilot", columns, (row,)))


SAME = (
    '<span aria-hidden=true class="rb-level rb-must">M</span>'
    "<span class=rb-said>MUST document each gate table</span>"
)
DIFFERING = (
    '<span aria-hidden=true class="rb-level rb-should rb-differs">S</span>'
    "<span class=rb-said>SHOULD test every yard endpoint of Pilot</span>"
    '<span class="rb-difference" aria-hidden="true">&lt;b&gt; &amp; yard</span>'
)
HOLE = (
    '<td class="rb-hole"><span aria-hidden="true">–</span>\n'
    '<span class="rb-hidden">no such rule</span></td>'
)


def test_the_cells_of_a_grid_lead_to_their_rules() -> None:
    context, grid = _drawn()
    assert cells(context, grid.rows[0], has_boxes=False) == (
        f'<td><a href="#PIL-GATE-01">{SAME}</a>'
        '<td class="rb-other-level"><a href="#PIL-YARD-03">'
        f"{DIFFERING}</a>{HOLE}"
    )


def test_or_they_are_boxes_to_tick() -> None:
    context, grid = _drawn()
    first, second = ("PIL-GATE-01", "PIL-YARD-03")
    assert cells(context, grid.rows[0], has_boxes=True, asked={second}) == (
        f'<td><label><input type="checkbox" '
        f'name="tick:{first}" autocomplete="off">{SAME}</label>'
        f'<td class="rb-asked"><label>'
        f'<input type="checkbox" name="tick:{second}" autocomplete="off">{DIFFERING}</label>'
        f"{HOLE}"
    )


def test_words_in_another_language_than_the_page_say_so() -> None:
    [german, *others] = BOOK.personas
    context = SiteContext(
        replace(BOOK, personas=(replace(german, language="de"), *others)), Options()
    )
    _, grid = _drawn()
    rule = context.book.personas[0].own_rules[0]
    row = DrawnRow(grid.rows[0].row, (DrawnCell(rule, "M", "", is_other_level=False),))
    assert '<span lang="de">document each gate table</span>' in cells(context, row, has_boxes=False)
