"""Skills as their authors list them: tables of any columns, and items, entry by entry.

Blocks of a section in, skills out; what names no code stays text, and a note says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..markup import Block, Kind, plain
from ..model import Found, Passage, PassageKind, Skill
from ..model.diagnostics import Diagnostic
from . import tables
from .block_readers import read_blocks
from .readers import item_text, statements_in
from .rules import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model.source import Span
    from .place import Place
    from .readers import Item
    from .statements import Node

_LEVEL = re.compile(
    r"(?:(?:levels?|lvl\.?|stufe|niveau|nivel)\s*:?\s*)?(?P<low>[1-7])"
    r"\s*(?:(?:[-–—/,]|to|and|bis)\s*(?:level\s*)?(?P<high>[1-7]))?\s*\+?",
    re.IGNORECASE,
)
_LEVEL_INSIDE = re.compile(
    rf"\b{_LEVEL.pattern}(?!\s*(?:\d|[.,]\d|%|\w*years?\b|yrs?\b|months?\b))", re.IGNORECASE
)
_CODE = re.compile(r"[*_`\s]*(?P<code>[A-Z]{4})[*_`\s]*")
_OPENING_CODE = re.compile(r"\W*(?P<code>[A-Z]{4})\b\W*(?P<rest>.*)", re.DOTALL)
_CODE_INSIDE = re.compile(
    r"(?P<name>[^()\[\]:]{2,80}?)[\s*_]*(?:[(\[]|\s[–—-]\s|,\s|:\s)[*_`]*(?P<code>[A-Z]{4})\b[*_`]*[)\]]?"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_AROUND = "*_` :;,.()[]–—-"
_MOST_NAMED = 5
"""Entries that a message names, so that it stays one line."""


def read_skills(blocks: Sequence[Block], place: Place) -> Iterator[Item | Node]:
    """Yield the skills of a mapping: rows with a code, or items with one, perhaps with levels."""
    yield from _read(blocks, place, needs_level=False)


def read_matrix(blocks: Sequence[Block], place: Place) -> Iterator[Item | Node]:
    """Yield the skills of a section that may list others, too: a code counts next to a level."""
    yield from _read(blocks, place, needs_level=True)


def _read(blocks: Sequence[Block], place: Place, *, needs_level: bool) -> Iterator[Item | Node]:
    for block in blocks:
        if block.kind is Kind.TABLE:
            yield from _table(block, place, needs_level=needs_level)
        elif block.kind is Kind.LIST:
            yield from _list(block, place, needs_level=needs_level)
        else:
            yield from read_blocks([block], place)


# --- tables ----------------------------------------------------------------------------------


def _table(block: Block, place: Place, *, needs_level: bool) -> Iterator[Item | Node]:
    table = tables.read(block, place)
    yield from table.diagnostics
    yield Passage(PassageKind.MARKUP, table.head_source, table.head_span, (), place.section)
    unread: list[tuple[str, Span]] = []
    for row in table.rows:
        skill = _row(table, row, needs_level=needs_level)
        words = [cell.words for cell in row.cells if cell.text]
        if skill:
            yield skill
            yield from _unread_level(table, row)
        elif words:
            unread.append((words[0], row.span))
            text = " — ".join(cell.text for cell in row.cells if cell.text)
            yield Passage(PassageKind.TEXT, text, row.span, (), place.section)
        else:
            yield Passage(PassageKind.MARKUP, "", row.span, (), place.section)
    yield from _told(unread)


def _row(table: tables.Table, row: tables.Row, *, needs_level: bool) -> Skill | None:
    """Return the skill of a row: its code is in a column with a known head, or in any other."""
    given = table.cell(row, "code")
    code = given if given and given.words else _cell_with(row, _CODE)
    if code is None:
        return None
    level = table.cell(row, "level") or _cell_with(row, _LEVEL)
    low, high = levels(level.words) if level else (None, None)
    if needs_level and low is None and code is not given:
        return None
    name, described = table.cell(row, "skill"), table.cell(row, "description")
    others = [cell for cell in row.cells if cell not in (code, level, described) and cell.text]
    name = name if name and name is not code else next(iter(others), None)
    match = _CODE.fullmatch(code.text)
    return Skill(
        match["code"] if match else code.words.upper(),
        name.words if name and name is not described else "",
        low,
        high,
        described.words if described else "",
        row.span,
    )


def _cell_with(row: tables.Row, pattern: re.Pattern[str]) -> tables.Cell | None:
    return next((cell for cell in row.cells if pattern.fullmatch(cell.words)), None)


def _unread_level(table: tables.Table, row: tables.Row) -> Iterator[Diagnostic]:
    level = table.cell(row, "level")
    if level and level.words and levels(level.words)[0] is None:
        yield Diagnostic.of("TB004", row.span, level=level.words[:40])


# --- lists -----------------------------------------------------------------------------------


def _list(block: Block, place: Place, *, needs_level: bool) -> Iterator[Item | Node]:
    unread: list[tuple[str, Span]] = []
    for item in block.children:
        text = item_text(item)
        span = place.span(item)
        skill = skill_in(text, span, needs_level=needs_level) if text else None
        if skill:
            yield skill
            yield from statements_in(item, place)
        else:
            if text:
                unread.append((plain(one_line(text)), span))
            yield from read_blocks(item.children, place.within(Found.ITEM))
            if not item.children:
                yield Passage(PassageKind.MARKUP, "", span, (), place.section)
    yield from _told(unread)


def skill_in(text: str, span: Span, *, needs_level: bool = False) -> Skill | None:
    """Return the skill of an item, or None if it has no code.

    Args:
        text: The item.
        span: Where it is.
        needs_level: Whether a code without a level may be something else, such as HTML.

    >>> from ..model import Span
    >>> skill = skill_in("Data management (DATM) Level 5", Span("a.md", 1))
    >>> skill.code, skill.name, skill.low, skill.high
    ('DATM', 'Data management', 5, 5)
    """
    match = _OPENING_CODE.match(text) or _CODE_INSIDE.match(text)
    if not match:
        return None
    name = match.groupdict().get("name") or ""
    rest = match["rest"]
    level = _LEVEL_INSIDE.search(rest)
    low, high = levels(level[0]) if level else (None, None)
    if low is None and (needs_level or name):
        return None
    if level:
        rest = rest[: level.start()] + rest[level.end() :]
    words = plain(one_line(name)).strip(_AROUND)
    return Skill(match["code"], words, low, high, one_line(rest).strip(_AROUND), span)


def levels(text: str) -> tuple[int | None, int | None]:
    """Read one level or a range.

    >>> levels("3-5"), levels("Level 4"), levels("senior")
    ((3, 5), (4, 4), (None, None))
    """
    match = _LEVEL.fullmatch(text.strip())
    if not match:
        return None, None
    low = int(match["low"])
    high = int(match["high"] or low)
    return min(low, high), max(low, high)


def _told(unread: Sequence[tuple[str, Span]]) -> Iterator[Diagnostic]:
    """Yield a note about the entries that are shown as text."""
    if unread:
        named = tuple(words[:40] for words, _ in unread[:_MOST_NAMED])
        yield Diagnostic.of("XR014", unread[0][1], count=len(unread), named=named)
