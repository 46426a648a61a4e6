"""A Markdown table as head and rows, with the place of every cell, and nothing dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..markup import Block, Kind
from ..model.diagnostics import Diagnostic
from ..model.source import Span
from .place import Located

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .place import Place

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "ref", "reference", "no", "nr", "#", "key", "rule id", "requirement id"),
    "meaning": ("meaning", "definition", "interpretation", "means"),
    "statement": ("requirement", "rule", "statement", "text", "description", "what"),
    "skill": ("sfia skill", "skill", "skill name", "name"),
    "code": ("code", "sfia code", "skill code"),
    "level": ("level", "levels", "sfia level", "responsibility level", "range"),
    "description": ("description", "details", "notes", "what it means here"),
    "category": ("esco skill category", "category", "esco skill", "skill category", "competence"),
    "examples": (
        "example skills / competences",
        "example skills",
        "examples",
        "competences",
        "skills",
        "concepts",
    ),
    "agent": ("agent", "agent name", "name", "persona", "role"),
    "specialty": ("specialty", "speciality", "specialization", "focus", "expertise"),
    "url": ("url", "link", "address", "endpoint"),
    "peers": ("peers", "works with", "collaborators", "peer agents"),
}
"""What the heads of known columns are called."""

_UNSURE_HEADS = {"key", "ref", "reference", "#", "no", "nr"}
"""Heads of columns that have IDs in some tables, and other things in others."""
_LIKE_ID = re.compile(r"[*_` ]{0,9}(?=\S{0,40}\d)[\w.:~/#-]{1,40}[*_` ]{0,9}")
_NUMBER = re.compile(r"[*_` ]{0,9}\d{1,9}[.)]?[*_` ]{0,9}")
_ESCAPED_PIPE = "\\|"
_PIPE = re.compile(r"(?<!\\)\|")
_EMPHASIS = re.compile(r"[*_`]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    text: str
    located: Located
    paragraphs: tuple[Located, ...] = ()
    """Its paragraphs, where it has more than one line: in HTML."""

    @property
    def pieces(self) -> tuple[Located, ...]:
        """What it has, piece by piece."""
        return self.paragraphs or (self.located,)

    @property
    def words(self) -> str:
        """The text without emphasis around it."""
        return self.text.strip(" *_`")


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the head."""

    cells: tuple[Cell, ...]
    span: Span
    id: str = ""
    """The ID in its tag, where it is HTML."""


@dataclass(frozen=True, slots=True)
class Table:
    """Head, rows, and what is wrong with them."""

    head: tuple[str, ...]
    head_span: Span
    head_source: str
    rows: tuple[Row, ...]
    diagnostics: tuple[Diagnostic, ...]
    columns: Mapping[str, int]
    """Where the known columns are."""

    def index(self, column: str) -> int | None:
        """The position of a known column, or None."""
        return self.columns.get(column)

    def cell(self, row: Row, column: str) -> Cell | None:
        """The cell of a row in a known column, or None."""
        index = self.index(column)
        return row.cells[index] if index is not None and index < len(row.cells) else None

    def head_of(self, row: Row, cell: Cell) -> str:
        """The head of the column that a cell of a row is in."""
        heads = zip(row.cells, self.head, strict=False)
        return next((head for other, head in heads if other is cell), "")


def read(block: Block, place: Place) -> Table:
    """Return a table block as a table; surplus cells are joined to the last one and reported."""
    head, *body = (child for child in block.children if child.kind is Kind.ROW)
    width = len(head.children)
    rows: list[Row] = []
    diagnostics: list[Diagnostic] = []
    for row in body:
        line = place.lines[row.start]
        span = Span(place.path, row.start + 1)
        cells, surplus = _cells(row, line, place), _surplus(line, width)
        if surplus and cells:
            diagnostics.append(Diagnostic.of("TB001", span, surplus=surplus[:60]))
            column = cells[-1].located.column or 0
            text = line[column:].rstrip().removesuffix("|").rstrip()
            cells[-1] = Cell(text, Located(text, row.start, place, column))
        rows.append(Row(tuple(cells), span))
    head_span = Span(place.path, block.start + 1, 1, block.start + 2)
    source = "\n".join(place.lines[block.start : block.start + 2])
    titles = tuple(cell.text for cell in head.children)
    return table_of(titles, head_span, source, rows, diagnostics)


def table_of(
    titles: tuple[str, ...],
    head_span: Span,
    source: str,
    rows: Sequence[Row],
    diagnostics: Sequence[Diagnostic] = (),
) -> Table:
    """Return a table with these column heads and rows."""
    columns = _with_numbers(_columns(titles), titles, rows)
    return Table(titles, head_span, source, tuple(rows), tuple(diagnostics), columns)


def _with_numbers(
    columns: dict[str, int], titles: Sequence[str], rows: Sequence[Row]
) -> dict[str, int]:
    """Call a column `number` that only counts the rows, and leave out keys that are no IDs."""
    place = columns.get("id")
    if place is None:
        return columns
    cells = [
        row.cells[place].text for row in rows if place < len(row.cells) and row.cells[place].text
    ]
    if all(_NUMBER.fullmatch(cell) for cell in cells):
        columns["number"] = columns.pop("id")
    elif _name(titles[place]) in _UNSURE_HEADS and not all(map(_LIKE_ID.fullmatch, cells)):
        del columns["id"]
    return columns


def _name(title: str) -> str:
    return _EMPHASIS.sub("", title).strip().rstrip(".").casefold()


def _columns(titles: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for i, title in enumerate(titles):
        places.setdefault(_name(title), i)
    columns: dict[str, int] = {}
    for column, names in COLUMNS.items():
        heads = [name for name in names if name in places]
        if heads:
            columns[column] = places[heads[0]]
    return columns


def _cells(row: Block, line: str, place: Place) -> list[Cell]:
    cells: list[Cell] = []
    at = 0
    for child in row.children:
        written = child.text.replace("|", _ESCAPED_PIPE)
        at = max(at, line.find(written, at))
        cells.append(Cell(child.text, Located(written, row.start, place, column=at)))
        at += len(written)
    return cells


def _surplus(line: str, width: int) -> str:
    """Return what comes after the last cell that fits."""
    if line.count("|") <= width:
        return ""
    parts = _PIPE.split(line.strip(" \t>"))
    cells = parts[parts[0] == "" : len(parts) - (parts[-1] == "")]
    return "|".join(cells[width:]).strip()
