"""Rows of a table to skills: a code in any column, a level, a name.

A table in, skills out; what names no code stays text, and a note says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Passage, PassageKind, Skill
from ..model.diagnostics import Diagnostic
from . import skill_levels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model.source import Span
    from . import tables
    from .place import Place

    Node = Skill | Passage | Diagnostic

LEVEL = re.compile(
    r"(?:(?:levels?|lvl\.?|stufe|niveau|nivel)\s*:?\s*|l(?=[1-7]))?(?P<low>[1-7])"
    r"\s*(?:(?:[-–—/,]|to|and|bis)\s*(?:level\s*)?(?P<high>[1-7]))?\s*\+?",
    re.IGNORECASE,
)
_CODE = re.compile(r"[*_`\s]*(?P<code>[A-Z]{4})[*_`\s]*")
_MOST_NAMED = 5
"""Entries that a message names, so that it stays one line."""


_SKILL_HEADS = {"skill", "skills", "sfia skill", "skill name", "competence", "competency"}
_NAME_WITH_CODE = re.compile(r"(?P<name>.{2,80}?)\s*[(\[](?P<code>[A-Z]{4})[)\]]\W*")


def lists_skills(table: tables.Table) -> bool:
    """Whether a table below any heading lists skills: it has their names, levels and some codes."""
    heads = {head.strip(" *_").casefold() for head in table.head}
    has_levels = table.index("level") is not None or bool(skill_levels.columns(table))
    if heads.isdisjoint(_SKILL_HEADS) or not has_levels:
        return False
    return any(_row(table, row, needs_level=True) for row in table.rows)


def read(table: tables.Table, place: Place, *, needs_level: bool) -> Iterator[Node]:
    """Yield the skills of a table.

    Args:
        table: The table.
        place: Where it is.
        needs_level: Whether a code without a level may be something else, such as HTML.
    """
    skills = [_row(table, row, needs_level=needs_level) for row in table.rows]
    pairs = [*zip(table.rows, skills, strict=True)]
    unread = [(_name(table, row), row.span) for row, skill in pairs if not skill]
    if not any(skills):
        last = table.rows[-1].span if table.rows else table.head_span
        span = replace(table.head_span, end_line=last.last_line)
        source = place.source(span)
        yield Passage(PassageKind.TEXT, source, span, (), place.section)
    else:
        yield Passage(PassageKind.MARKUP, table.head_source, table.head_span, (), place.section)
        for row, skill in pairs:
            yield skill or _as_text(row, place)
            yield from _unread_level(table, row) if skill else ()
    yield from told(unread)


def _name(table: tables.Table, row: tables.Row) -> str:
    """Return what a row that names no code is called."""
    cell = table.cell(row, "skill")
    return cell.words if cell else next((cell.words for cell in row.cells if cell.text), "")


def _as_text(row: tables.Row, place: Place) -> Passage:
    text = " — ".join(cell.text for cell in row.cells if cell.text)
    kind = PassageKind.TEXT if text else PassageKind.MARKUP
    return Passage(kind, text, row.span, (), place.section)


def _row(table: tables.Table, row: tables.Row, *, needs_level: bool) -> Skill | None:
    """Return the skill of a row: its code is in a column with a known head, or in any other."""
    given = table.cell(row, "code")
    code = given if given and given.words else _cell_with(row, _CODE)
    code = code or _cell_with(row, _NAME_WITH_CODE)
    if code is None:
        return None
    by_level = skill_levels.in_row(table, row, levels)
    asked = [cell for _, cell in skill_levels.cells(table, row)]
    level = table.cell(row, "level") or (None if asked else _cell_with(row, LEVEL))
    low, high = levels(level.words) if level else (None, None)
    if low is None:
        low, high = skill_levels.widest(by_level)
    if needs_level and low is None and code is not given:
        return None
    name, described = table.cell(row, "skill"), table.cell(row, "description")
    others = [
        cell for cell in row.cells if cell not in (code, level, described, *asked) and cell.text
    ]
    name = name or next(iter(others), None)
    named = name.words if name and name not in (code, described) else ""
    match = _CODE.fullmatch(code.text) or _NAME_WITH_CODE.fullmatch(code.words)
    return Skill(
        match["code"] if match else code.words.upper(),
        match["name"] if match and "name" in match.groupdict() else named,
        low,
        high,
        described.words if described else "",
        row.span,
        by_level,
    )


def _cell_with(row: tables.Row, pattern: re.Pattern[str]) -> tables.Cell | None:
    return next((cell for cell in row.cells if pattern.fullmatch(cell.words)), None)


def _unread_level(table: tables.Table, row: tables.Row) -> Iterator[Diagnostic]:
    level = table.cell(row, "level")
    asked = [cell for _, cell in skill_levels.cells(table, row)]
    for cell in [level, *asked] if level else asked:
        if cell.words and levels(cell.words)[0] is None:
            yield Diagnostic.of("TB004", row.span, level=cell.words[:40])


def levels(text: str) -> tuple[int | None, int | None]:
    """Read one level or a range.

    >>> levels("3-5"), levels("Level 4"), levels("senior")
    ((3, 5), (4, 4), (None, None))
    """
    match = LEVEL.fullmatch(text.strip())
    if not match:
        return None, None
    low = int(match["low"])
    high = int(match["high"] or low)
    return min(low, high), max(low, high)


def told(entries: Sequence[tuple[str, Span]]) -> Iterator[Diagnostic]:
    """Yield a note about entries, each with its place, that are shown as text."""
    unread = [(words, span) for words, span in entries if words]
    if unread:
        named = tuple(words[:40] for words, _ in unread[:_MOST_NAMED])
        yield Diagnostic.of("XR015", unread[0][1], count=len(unread), named=named)
