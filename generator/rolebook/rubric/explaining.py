"""A rubric to plain text for a terminal: every rule of the persona, where it is, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..output.display import shown
from .records import MOST_ITEMS, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..link.handbook import Handbook
    from .records import Item, Placement, Rubric

_TITLES: Mapping[Place, str] = {
    Place.GRID: "Grid, ticked by domain",
    Place.CI: "CI must be green on",
    Place.OTHER: "Other domains",
    Place.LIST: "Full list",
    Place.HIDDEN: "Not visible in a review",
}


def explain(rubric: Rubric, book: Handbook) -> str:
    """Return the text; each rule stands once with its id, except that items name the rules they answer besides."""
    return "\n".join(map(shown, _lines(rubric, book))) + "\n"


def _lines(rubric: Rubric, book: Handbook) -> Iterator[str]:
    domains = f", narrowed to {', '.join(rubric.touched)}" if rubric.touched else ""
    yield f"{rubric.title} ({rubric.code}){domains}"
    yield rubric.accounts
    if len(rubric.items) < MOST_ITEMS and rubric.says_checkable:
        yield rubric.says_checkable
    if rubric.says_why_empty:
        yield rubric.says_why_empty
    for pause in rubric.pauses:
        yield from ("", f"{pause.title} ({len(pause.items)})")
        for item in pause.items:
            yield from _item(item, book)
    for place, title in _TITLES.items():
        placements = rubric.placed(place)
        if placements:
            yield from ("", f"{title} ({len(placements)})")
            yield from (_grid(rubric, book) if place is Place.GRID else _rules(placements, book))


def _item(item: Item, book: Handbook) -> Iterator[str]:
    yield f"  {item.id} {item.level} {item.text}"
    if item.is_asked:
        yield f"    for: {book.requirement(item.id).statement}"
    yield from (f"    {reason}" for reason in item.reasons)
    for id in item.rules[1:]:
        rule = book.requirement(id)
        yield f"    {id} {rule.level} {rule.statement}"


def _grid(rubric: Rubric, book: Handbook) -> Iterator[str]:
    for row in rubric.grid.rows if rubric.grid else ():
        yield f"  {row.level} {row.label}"
        for cell in row.cells.values():
            yield f"    {cell.requirement} {book.requirement(cell.requirement).statement}"


def _rules(placements: tuple[Placement, ...], book: Handbook) -> Iterator[str]:
    for placement in placements:
        rule = book.requirement(placement.id)
        yield f"  {placement.id} {rule.level} {rule.statement}"
        yield f"    {placement.reason}"
        if placement.score and placement.place is Place.LIST:
            yield f"    {placement.score}"
