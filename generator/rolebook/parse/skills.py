"""Skills as their authors list them: tables of any columns, and items, entry by entry.

Blocks of a section in, skills out; what names no code stays text, and a note says so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..markup import Block, Kind, plain
from ..model import Found, Passage, PassageKind, Requirement, Skill
from ..rfc2119 import find_keywords
from ..words.lines import one_line
from . import skill_levels, skill_rows, tables
from .block_readers import read_blocks, read_section
from .inline import mask
from .readers import item_text, statements_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model.source import Span
    from .place import Place
    from .readers import Item
    from .statements import Node


_LEVEL_INSIDE = re.compile(
    rf"\b{skill_rows.LEVEL.pattern}(?!\s*(?:\d|[.,]\d|%|\w*years?\b|yrs?\b|months?\b))",
    re.IGNORECASE,
)


_OPENING_CODE = re.compile(r"\W*(?P<code>[A-Z]{4})\b\W*(?P<rest>.*)", re.DOTALL)
_CODE_INSIDE = re.compile(
    r"(?P<name>[^()\[\]:]{2,80}?)[\s*_]*(?:[(\[]|\s[–—-]\s|,\s|:\s)[*_`]*(?P<code>[A-Z]{4})\b[*_`]*[)\]]?"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_AROUND = "*_` :;,.()[]–—-"


def read_skills(blocks: Sequence[Block], place: Place) -> Iterator[Item | Node]:
    """Yield the skills of a mapping: rows with a code, or items with one, perhaps with levels."""
    yield from _read(blocks, place, needs_level=False)


def read_matrix(blocks: Sequence[Block], place: Place) -> Iterator[Item | Node]:
    """Yield the skills of a section that may list others, too: a code counts next to a level."""
    yield from _read(blocks, place, needs_level=True)


def lists_skills(runs: Sequence[Sequence[Block]], place: Place) -> bool:
    """Whether some blocks list skills with their levels, and none of them states a rule."""
    if not any(block.kind in (Kind.TABLE, Kind.LIST) for run in runs for block in run):
        return False
    if any(isinstance(node, Requirement) for node in read_section(None, runs, place)):
        return False
    return any(isinstance(node, Skill) for run in runs for node in read_matrix(run, place))


def _read(blocks: Sequence[Block], place: Place, *, needs_level: bool) -> Iterator[Item | Node]:
    for block in blocks:
        if block.kind is Kind.TABLE:
            table = tables.read(block, place)
            yield from table.diagnostics
            yield from skill_rows.read(table, place, needs_level=needs_level)
        elif block.kind is Kind.LIST:
            yield from _list(block, place, needs_level=needs_level)
        else:
            yield from read_blocks([block], place)


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
            if text and not find_keywords(mask(text)):
                unread.append((plain(one_line(text)), span))
            yield from read_blocks(item.children, place.within(Found.ITEM))
            if not item.children:
                yield Passage(PassageKind.MARKUP, "", span, (), place.section)
    yield from skill_rows.told(unread)


def skill_in(text: str, span: Span, *, needs_level: bool = False) -> Skill | None:
    """Return the skill of an item, or None if it has no code.

    Args:
        text: The item.
        span: Where it is.
        needs_level: Whether a code without a level may be something else, such as HTML.

    >>> from ..model.source import Span
    >>> skill = skill_in("Data management (DATM) Level 5", Span("a.md", 1))
    >>> skill.code, skill.name, skill.low, skill.high
    ('DATM', 'Data management', 5, 5)
    """
    match = _OPENING_CODE.match(text) or _CODE_INSIDE.match(text)
    if not match:
        return None
    name = match.groupdict().get("name") or ""
    rest = match["rest"]
    by_level, rest = skill_levels.in_text(rest, skill_rows.levels)
    level = None if by_level else _LEVEL_INSIDE.search(rest)
    low, high = skill_rows.levels(level[0]) if level else skill_levels.widest(by_level)
    if low is None and (needs_level or name):
        return None
    if level:
        rest = rest[: level.start()] + rest[level.end() :]
    words = plain(one_line(name)).strip(_AROUND)
    return Skill(match["code"], words, low, high, one_line(rest).strip(_AROUND), span, by_level)
