"""What a skill asks for at each level of a career: columns of a table, or words of a list item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..markup import plain
from ..model import CareerLevel
from ..words.careers import NAME, is_career_level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from . import tables

    Read = Callable[[str], tuple[int | None, int | None]]

_LEAST = 2
"""One column called "Lead" may be anything; two with names of levels are levels."""
_NOTHING = re.compile(r"[\s–—-]*|n/?a|none", re.IGNORECASE)
_PAIR = re.compile(
    rf"\b(?P<name>{NAME})\b\s{{0,3}}[:=–—-]?\s{{0,3}}(?:level\s)?"
    r"(?P<level>[1-7](?:\s?[-–—]\s?[1-7])?)(?![\d%])[,;.]?",
    re.IGNORECASE,
)


def columns(table: tables.Table) -> dict[int, str]:
    """Return the columns that are levels of a career, with their names; none if there is one."""
    named = {i: plain(head).strip() for i, head in enumerate(table.head)}
    levels = {i: name for i, name in named.items() if is_career_level(name)}
    return levels if len(levels) >= _LEAST else {}


def cells(table: tables.Table, row: tables.Row) -> Iterator[tuple[str, tables.Cell]]:
    """Yield the cells of a row that say what a level asks for, with the name of the level."""
    for i, name in columns(table).items():
        if i < len(row.cells) and not _NOTHING.fullmatch(row.cells[i].words):
            yield name, row.cells[i]


def in_row(table: tables.Table, row: tables.Row, read: Read) -> tuple[CareerLevel, ...]:
    """Return what each level asks for; levels with an empty or unreadable cell are left out.

    Args:
        table: The table.
        row: A row of it.
        read: From the text of a cell to the lowest and the highest level of the skill.
    """
    asked = ((name, *read(cell.words)) for name, cell in cells(table, row))
    return tuple(CareerLevel(name, low, high or low) for name, low, high in asked if low)


def in_text(text: str, read: Read) -> tuple[tuple[CareerLevel, ...], str]:
    """Return what each level asks for, and the rest of the text.

    >>> from .skill_rows import levels
    >>> found, rest = in_text("junior 2, senior 4-5, in production", levels)
    >>> [(level.name, level.low, level.high) for level in found], rest
    ([('junior', 2, 2), ('senior', 4, 5)], 'in production')
    >>> in_text("for lead 3", levels)
    ((), 'for lead 3')
    """
    matches = list(_PAIR.finditer(text))
    if len(matches) < _LEAST:
        return (), text
    asked = ((match["name"], *read(match["level"])) for match in matches)
    found = tuple(CareerLevel(name, low, high or low) for name, low, high in asked if low)
    return found, _PAIR.sub("", text).strip()


def widest(levels: Sequence[CareerLevel]) -> tuple[int | None, int | None]:
    """Return the lowest and the highest level that any level of the career asks for."""
    if not levels:
        return None, None
    return min(level.low for level in levels), max(level.high for level in levels)
