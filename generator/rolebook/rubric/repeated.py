"""The rules that a persona repeats for each domain, as a reviewer can answer them.

Rows that name what a change holds stay as they are. "Ensure the quality of caching" names nothing:
such rows become one, with a box for each domain that is looked at as a whole.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ..link.handbook import Cell, Row
from ..rfc2119 import Level
from .classifying import classify, classify_frame
from .model import Aspect, Visibility
from .scoring import score

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..link.handbook import Column, Grid, Handbook
    from ..model import Document, Requirement
    from .model import Sighting

_SOME_OF_ROW = 0.25
"""A repeated sentence is about tests if at least so many of its rules are: "automate … tests"."""
_SOME_RULES = 2
"""And so many: each sentence about the domain "Testing" is."""


class Repeated:
    """What the rules are about that a document repeats for each domain."""

    def __init__(self, grid: Grid | None, document: Document, leads: Collection[str]) -> None:
        """Read the repeated sentences of a document.

        Args:
            grid: Its grid; None where it repeats nothing.
            document: The document.
            leads: IDs of the rules that its author asks.
        """
        rows = grid.rows if grid else ()
        self._rules = {rule.id: rule for rule in document.requirements}
        self._sizes = Counter(rule.category.code for rule in document.requirements)
        self.row_of = _row_of(rows)
        """The slug of the sentence that each repeated rule repeats, by ID."""
        self.about_tests: Mapping[str, str] = dict(self._with_tests(rows, leads))
        """By the slug of each sentence about tests, the ID of the rule that any change is asked.

        That is one that the author asks, or the rule of the largest domain.
        """
        self.about_work = {
            row.family for row in rows if shows_work(classify_frame(row.label, document.language))
        }
        """Slugs of the sentences about the work itself, not about reports or plans of it."""

    def _with_tests(self, rows: Iterable[Row], leads: Collection[str]) -> Iterator[tuple[str, str]]:
        for row in rows:
            rules = [self._rules[cell.requirement] for cell in row.cells.values()]
            about_tests = [rule for rule in rules if is_about_tests(rule)]
            if len(about_tests) >= max(_SOME_RULES, _SOME_OF_ROW * len(rules)):
                asked = max(
                    about_tests,
                    key=lambda rule: (rule.id in leads, self._sizes[rule.category.code]),
                )
                yield row.family, asked.id


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


def _row_of(rows: Iterable[Row]) -> Mapping[str, str]:
    """Return the slug of the sentence that each repeated rule repeats."""
    return {cell.requirement: row.family for row in rows for cell in row.cells.values()}


def is_about_tests(rule: Requirement) -> bool:
    """Whether a rule is about tests."""
    return classify(rule).aspect is Aspect.TEST


def shows_work(sighting: Sighting) -> bool:
    """Whether it is the work itself that shows whether a rule is kept, not words about it."""
    if sighting.aspect in (Aspect.DOCS, Aspect.REQUEST):
        return False
    return sighting.visibility.is_in_review or sighting.visibility is Visibility.NOWHERE
