"""Grids, families and shared blocks as pages print them: rules instead of ids, and a mark for each level."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..link.handbook import Origin
from ..rfc2119 import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..link.handbook import Cell, Column, Family, Grid, Handbook, Row, SharedBlock
    from ..model import Document, Requirement

MARKS: Mapping[Level, str] = {
    Level.MUST: "M",
    Level.MUST_NOT: "MN",
    Level.SHOULD: "S",
    Level.SHOULD_NOT: "SN",
    Level.MAY: "MAY",
}
"""What a cell of a grid has room for."""


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
        """Whether the keyword stands inside its sentence."""
        return self.rule.keyword in self.rule.text


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row with a cell, or None, for each column."""

    row: Row
    cells: tuple[DrawnCell | None, ...]

    @property
    def other_levels(self) -> str:
        """The levels that some of its rules have instead: `1 MUST`."""
        counts = Counter(cell.rule.level for cell in self.cells if cell and cell.is_other_level)
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
    """How many rules of a text are its own, and how many are repeated."""

    total: int
    own: int
    template: int
    templates: int
    """The number of templates."""
    shared: int


@dataclass(frozen=True, slots=True)
class FamilyPart:
    """What one text says of a family: its rules by category."""

    text: Document
    rows: tuple[tuple[Column, Requirement, str], ...]
    """A category, its rule, and how its words differ from the label."""


def drawn(book: Handbook, grid: Grid) -> DrawnGrid:
    """Return a grid for printing."""
    rows = tuple(
        DrawnRow(
            row, tuple(_drawn_cell(book, row, row.cells.get(column.key)) for column in grid.columns)
        )
        for row in grid.rows
    )
    cells = [cell for row in rows for cell in row.cells if cell]
    used = {cell.rule.level for cell in cells}
    return DrawnGrid(
        grid.columns,
        rows,
        len(cells),
        tuple((level, mark) for level, mark in MARKS.items() if level in used),
        any(cell.difference for cell in cells),
    )


def origins(book: Handbook, text: Document) -> Origins:
    """Return how many of a text's rules are its own."""
    counts = Counter(book.origin(rule) for rule in text.rules)
    grid = book.grids.get(text.slug)
    return Origins(
        len(text.rules),
        counts[Origin.OWN],
        counts[Origin.TEMPLATE],
        len(grid.rows) if grid else 0,
        counts[Origin.SHARED],
    )


def family_parts(book: Handbook, family: Family) -> list[FamilyPart]:
    """Return what each text says of a family, in the order of the texts."""
    texts = {text.slug: text for text in book.texts}
    rows: dict[str, list[tuple[Column, Requirement, str]]] = {}
    for slug, row in family.rows:
        for column in book.grids[slug].columns:
            cell = row.cells.get(column.key)
            if cell:
                rows.setdefault(slug, []).append(
                    (column, book.requirement(cell.requirement), difference(cell))
                )
    return [FamilyPart(texts[slug], tuple(found)) for slug, found in rows.items()]


def block_parts(book: Handbook, block: SharedBlock) -> list[tuple[Requirement, list[Requirement]]]:
    """Return each rule of a shared block, as the first persona has it, with all its places."""
    rules = ([book.requirement(id) for id in ids] for ids in block.rules)
    return [(found[0], found) for found in rules]


def difference(cell: Cell) -> str:
    """Return how a rule differs from the label of its row, in few words.

    >>> from rolebook.link.handbook import Cell
    >>> difference(Cell("BD-API-07", "test coverage")), difference(Cell("BD-API-08", "", "clearly"))
    ('test coverage', 'without “clearly”')
    """
    lacks = f"without “{cell.lacks}”" if cell.lacks else ""
    return ", ".join(part for part in (cell.words, lacks) if part)


def _drawn_cell(book: Handbook, row: Row, cell: Cell | None) -> DrawnCell | None:
    if cell is None:
        return None
    rule = book.requirement(cell.requirement)
    return DrawnCell(rule, MARKS[rule.level], difference(cell), rule.level is not row.level)
