"""A rubric as plain text for a terminal: what happened to every rule of the persona, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..output.display import shown
from .model import MOST_ITEMS, Outcome
from .wording import (
    accounts,
    answerable,
    checkpoint_title,
    other_language,
    score_sum,
    where_seen,
    why,
    why_empty,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..link.handbook import Handbook
    from .model import Item, Placement, Rubric

_NOT_ASKED = (
    *(Outcome.GRID, Outcome.CI, Outcome.SERVICE, Outcome.DESIGN),
    *(Outcome.OTHER, Outcome.LIST, Outcome.HIDDEN),
)
"""In the order of the text."""


def explain(rubric: Rubric, book: Handbook) -> str:
    """Return the text; each rule begins one line, except that items also name what they cover."""
    return "\n".join(map(shown, _lines(rubric, book))) + "\n"


def _lines(rubric: Rubric, book: Handbook) -> Iterator[str]:
    say = book.say
    yield from _head(rubric, book)
    for section in rubric.sections:
        title = checkpoint_title(rubric, section.checkpoint, say)
        yield from ("", say("explain-heading", title=title, count=len(section.items)))
        for item in section.items:
            yield from _item(item, book)
    for outcome in _NOT_ASKED:
        placements = rubric.placed(outcome)
        if placements:
            title = say(f"outcome-{outcome}")
            yield from ("", say("explain-heading", title=title, count=len(placements)))
            if outcome is Outcome.GRID:
                yield from _grid(rubric, book)
            else:
                yield from _rules(placements, book)


def _head(rubric: Rubric, book: Handbook) -> Iterator[str]:
    say = book.say
    if rubric.touched:
        domains = say.list(rubric.touched, last="unit")
        yield say("explain-title-narrowed", role=rubric.title, code=rubric.code, domains=domains)
    else:
        yield say("explain-title", role=rubric.title, code=rubric.code)
    yield accounts(rubric, say)
    how_many = answerable(rubric, say)
    if how_many and len(rubric.items) < MOST_ITEMS:
        yield how_many
    if not rubric.items:
        yield why_empty(rubric, say)
    yield from filter(None, [other_language(rubric, book)])


def _item(item: Item, book: Handbook) -> Iterator[str]:
    say = book.say
    yield f"  {item.id} {item.level} {item.text}"
    if item.is_asked:
        yield f"    {say('explain-asked', words=book.requirement(item.id).statement)}"
    if item.is_pinned:
        yield f"    {say('explain-pinned')}"
    if item.sighting and item.sighting.aspect:
        yield f"    {where_seen(item.sighting, say)}"
    if item.score:
        yield f"    {score_sum(item.score, say)}"
    others = item.rules[1:]
    if others:
        yield f"    {say('explain-covers', ids=say.list(others))}"
    for id in others:
        yield f"    {_rule(id, book)}"


def _grid(rubric: Rubric, book: Handbook) -> Iterator[str]:
    for row in rubric.grid.rows if rubric.grid else ():
        yield f"  {row.level} {row.label}"
        for cell in row.cells.values():
            for id in cell.rules:
                yield f"    {id} {book.requirement(id).statement}"


def _rules(placements: Sequence[Placement], book: Handbook) -> Iterator[str]:
    for placement in placements:
        yield f"  {_rule(placement.id, book)}"
        yield f"    {why(placement, book.say)}"
        if placement.score and placement.outcome is Outcome.LIST:
            yield f"    {score_sum(placement.score, book.say)}"


def _rule(id: str, book: Handbook) -> str:
    rule = book.requirement(id)
    return f"{id} {rule.level} {rule.statement}"
