"""The rules that a persona repeats for each domain, as a reviewer can answer them.

Rows that name what a change holds stay as they are. "Ensure the quality of caching" names nothing:
such rows become one, with a box for each domain that is looked at as a whole.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from ..link.handbook import Cell, Row
from ..rfc2119 import Level
from .classifying import classify
from .scoring import score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..link.handbook import Column, Grid, Handbook
    from ..model import Document


def reviewable(book: Handbook, document: Document) -> Grid | None:
    """Return the grid of a document for a review; None where it repeats nothing."""
    grid = book.grids.get(document.slug)
    if grid is None:
        return None
    answerable: list[Row] = []
    others: list[Row] = []
    for row in grid.rows:
        rule = book.requirement(first_rule(row))
        (answerable if score(rule, classify(rule)).is_checkable else others).append(row)
    whole = [_whole(others, grid.columns, book.say("rubric-row-whole"))] if others else []
    return replace(grid, rows=(*answerable, *whole))


def _whole(rows: Sequence[Row], columns: Iterable[Column], label: str) -> Row:
    cells: dict[str, Cell] = {}
    for column in columns:
        ids = [row.cells[column.key].requirement for row in rows if column.key in row.cells]
        if ids:
            cells[column.key] = Cell(ids[0], also=tuple(ids[1:]))
    return Row("", label, Level.MUST, cells)


def first_rule(row: Row) -> str:
    """Return the ID of the first rule of a row, which speaks for all."""
    return next(iter(row.cells.values())).requirement


def row_of(grid: Grid | None) -> Mapping[str, str]:
    """Return the slug of the sentence that each repeated rule repeats."""
    cells = chain.from_iterable(
        ((cell.requirement, row.family) for cell in row.cells.values())
        for row in (grid.rows if grid else ())
    )
    return dict(cells)
