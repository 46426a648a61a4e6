"""HTML tables as head and rows, also those that Markdown cuts at their blank lines."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from ..markup import Kind, plain
from . import tables
from .html_text import segments
from .place import Located

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..markup import Block
    from .place import Place

_OPEN = re.compile(r"<table\b", re.IGNORECASE)
_CLOSE = re.compile(r"</table\s*>", re.IGNORECASE)
_LONGEST_LINE = 20_000
"""Characters; in a longer line, looking for each cell would take time squared."""
_TAG = re.compile(r"<[^<>]{0,500}>")


def joined(blocks: Sequence[Block], lines: Sequence[str]) -> list[Block]:
    """Return blocks with every HTML table as one: Markdown ends HTML at a blank line.

    Args:
        blocks: The blocks of a section.
        lines: The lines of the file.
    """
    found: list[Block] = []
    ends = _ends(blocks, lines)
    i = 0
    while i < len(blocks):
        block, end = blocks[i], i
        if block.kind is Kind.HTML and _is_cut(block.text):
            end = ends[i]
        if end > i:
            last = blocks[end].end
            block = replace(block, end=last, text="\n".join(lines[block.start : last]))
        found.append(block)
        i = end + 1
    return found


def _ends(blocks: Sequence[Block], lines: Sequence[str]) -> list[int]:
    """Return for each block which one behind it closes a table; itself if none does."""
    ends = [*range(len(blocks))]
    if not any(block.kind is Kind.HTML and _is_cut(block.text) for block in blocks):
        return ends
    following = 0
    for n in reversed(range(len(blocks))):
        ends[n] = following or n
        if _CLOSE.search(_source(blocks[n], lines)):
            following = n
    return ends


def _is_cut(text: str) -> bool:
    return len(_OPEN.findall(text)) > len(_CLOSE.findall(text))


def _source(block: Block, lines: Sequence[str]) -> str:
    return "\n".join(lines[block.start : block.end])


@dataclass(slots=True)
class _Cell:
    start: int
    end: int = -1
    is_head: bool = False


@dataclass(slots=True)
class _Row:
    start: int
    id: str = ""
    cells: list[_Cell] = field(default_factory=list)


class _Reader(HTMLParser):
    """Finds where the rows and cells of the tables of a text begin and end."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = [0]
        for line in text.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.found: list[tuple[int, int, list[_Row]]] = []
        self._rows: list[_Row] = []
        self._start = self._depth = 0
        self._is_nested = False
        self.feed(text)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = self._at()
        if tag == "table":
            if not self._depth:
                self._start, self._rows, self._is_nested = at, [], False
            self._is_nested = self._is_nested or self._depth > 0
            self._depth += 1
        elif self._depth == 1 and tag in ("tr", "td", "th"):
            self._end_cell(at)
            id = next((value or "" for name, value in attrs if name == "id"), "")
            if tag == "tr" or not self._rows:
                self._rows.append(_Row(at))
            row = self._rows[-1]
            row.id = row.id or id
            if tag != "tr":
                behind = at + len(self.get_starttag_text() or "")
                row.cells.append(_Cell(behind, is_head=tag == "th"))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table", "thead", "tbody") and self._depth == 1:
            self._end_cell(self._at())
        if tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth and not self._is_nested:
                self.found.append((self._start, self._at(), self._rows))

    def _end_cell(self, at: int) -> None:
        if self._rows and self._rows[-1].cells and self._rows[-1].cells[-1].end < 0:
            self._rows[-1].cells[-1].end = at


def read(block: Block, place: Place) -> Iterator[tuple[int, int, tables.Table]]:
    """Yield the tables of an HTML block that have a head, with their offsets in its text."""
    if not _OPEN.search(block.text) or max(map(len, block.text.split("\n"))) > _LONGEST_LINE:
        return
    located = Located(block.text, block.start, place)
    for start, end, rows in _Reader(block.text).found:
        rows = [row for row in rows if row.cells]
        if len(rows) > 1 and all(cell.is_head for cell in rows[0].cells):
            yield start, end, _table(rows, located)


def _table(rows: Sequence[_Row], located: Located) -> tables.Table:
    head, *body = ([_cell(cell, located) for cell in row.cells] for row in rows)
    spans = [located.span(row.start, row.cells[-1].end) for row in rows]
    found = tuple(
        tables.Row(tuple(cells), span, row.id)
        for cells, span, row in zip(body, spans[1:], rows[1:], strict=True)
    )
    titles = tuple(cell.text for cell in head)
    return tables.table_of(titles, spans[0], located.text[rows[0].start : rows[1].start], found)


def _cell(cell: _Cell, located: Located) -> tables.Cell:
    raw = located.text[cell.start : cell.end]
    words = plain(" ".join(html.unescape(_TAG.sub(" ", raw)).split()))
    parts = tuple(located.part(cell.start + a, cell.start + b) for a, b in segments(raw))
    return tables.Cell(words, parts[0] if parts else located.part(cell.start, cell.end), parts)
