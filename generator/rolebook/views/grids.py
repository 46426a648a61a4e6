"""Grids, families and shared blocks as pages print them: rules instead of IDs, a mark per level."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from ..link.handbook import Origin
from ..rfc2119 import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..link.handbook import Cell, Column, Family, Grid, Handbook, Row, SharedBlock
    from ..messages import Messages
    from ..model import Document, Requirement

MARKS: Mapping[Level, str] = {
    Level.MUST: "M",
    Level.MUST_NOT: "MN",
    Level.SHOULD: "S",
    Level.SHOULD_NOT: "SN",
    Level.MAY: "MAY",
}
"""What fits into a cell of a grid."""


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A rule in a grid."""

    rule: Requirement
    mark: str
    difference: str
    """How its words differ from its row's label; empty where they do not."""
    is_other_level: bool
    """Whether most rules of its row have another level."""

    @property
    def says_level(self) -> bool:
        """Whether its text contains the keyword."""
        return self.rule.keyword in self.rule.text


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row with a cell, or None, for each column."""

    row: Row
    cells: tuple[DrawnCell | None, ...]

    @property
    def other_levels(self) -> str:
        """The levels that some of its rules have instead: `1 MUST`."""
        others = (cell.rule.level for cell in self.cells if cell and cell.is_other_level)
        counts = Counter(others)
        return ", ".join(f"{counts[level]} {level}" for level in Level if counts[level])


@dataclass(frozen=True, slots=True)
class DrawnGrid:
    """A grid with its legend."""

    columns: tuple[Column, ...]
    rows: tuple[DrawnRow, ...]
    rules: int
    levels: tuple[tuple[Level, str], ...]
    """The levels in it and their marks."""
    differs: bool
    """Whether the words of some rule differ from the label of its row."""


@dataclass(frozen=True, slots=True)
class Origins:
    """How many rules of a text are only in it, and how many are repeated or shared."""

    total: int
    own: int
    template: int
    templates: int
    """The number of templates."""
    shared: int


@dataclass(frozen=True, slots=True)
class FamilyPart:
    """The rules of one text that belong to a family."""

    text: Document
    rows: tuple[tuple[Column, Requirement, str], ...]
    """The rules with their categories, and how their words differ from the label."""


def drawn(book: Handbook, grid: Grid) -> DrawnGrid:
    """Return a grid for printing."""
    rows = tuple(_drawn_row(book, row, grid.columns) for row in grid.rows)
    cells = [cell for cell in chain.from_iterable(row.cells for row in rows) if cell]
    used = {cell.rule.level for cell in cells}
    return DrawnGrid(
        columns=tuple(_named(column, book.say) for column in grid.columns),
        rows=rows,
        rules=len(cells),
        levels=tuple((level, mark) for level, mark in MARKS.items() if level in used),
        differs=any(cell.difference for cell in cells),
    )


def origins(book: Handbook, text: Document) -> Origins:
    """Return where the rules of a text come from."""
    counts = Counter(book.origin(rule) for rule in text.own_rules)
    grid = book.grids.get(text.slug)
    return Origins(
        total=len(text.own_rules),
        own=counts[Origin.OWN],
        template=counts[Origin.TEMPLATE],
        templates=len(grid.rows) if grid else 0,
        shared=counts[Origin.SHARED],
    )


def family_parts(book: Handbook, family: Family) -> list[FamilyPart]:
    """Return the rules of a family, text by text."""
    texts = {text.slug: text for text in book.texts}
    parts: dict[str, list[tuple[Column, Requirement, str]]] = {}
    for slug, row in family.rows:
        for column in book.grids[slug].columns:
            cell = row.cells.get(column.key)
            if cell:
                rule = book.requirement(cell.requirement)
                parts.setdefault(slug, []).append((column, rule, difference(cell, book.say)))
    return [FamilyPart(texts[slug], tuple(rows)) for slug, rows in parts.items()]


def block_parts(book: Handbook, block: SharedBlock) -> list[tuple[Requirement, list[Requirement]]]:
    """Return the rules of a shared block: each as the first persona has it, and in all personas."""
    blocks: list[tuple[Requirement, list[Requirement]]] = []
    for ids in block.rules:
        rules = [book.requirement(id) for id in ids]
        blocks.append((rules[0], rules))
    return blocks


def difference(cell: Cell, say: Messages) -> str:
    """Return how a rule differs from the label of its row, in few words.

    >>> from rolebook.link.handbook import Cell
    >>> from rolebook.messages import messages
    >>> difference(Cell("BD-API-07", "test coverage"), messages())
    'test coverage'
    >>> difference(Cell("BD-API-08", "", "clearly"), messages())
    'without “clearly”'
    """
    if not cell.lacks:
        return cell.words
    if not cell.words:
        return say("grid-cell-lacks", lacks=cell.lacks)
    return say("grid-cell-differs", words=cell.words, lacks=cell.lacks)


def _named(column: Column, say: Messages) -> Column:
    return column if column.label else replace(column, label=say("general"))


def _drawn_row(book: Handbook, row: Row, columns: Sequence[Column]) -> DrawnRow:
    cells = (_drawn_cell(book, row, row.cells.get(column.key)) for column in columns)
    return DrawnRow(row, tuple(cells))


def _drawn_cell(book: Handbook, row: Row, cell: Cell | None) -> DrawnCell | None:
    if cell is None:
        return None
    rule = book.requirement(cell.requirement)
    words = difference(cell, book.say)
    return DrawnCell(rule, MARKS[rule.level], words, rule.level is not row.level)
