"""Blocks of raw HTML to requirements: tables row by row, lists below what leads them, the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Found, Passage, PassageKind
from ..rfc2119 import find_keywords
from ..words.lines import one_line
from . import html_tables, polarity
from .html_text import segments
from .inline import mask
from .place import Located
from .statements import inherited_statement, may_hold_keywords, may_state, statements
from .table_rows import read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..markup import Block
    from ..rfc2119 import Keyword
    from .place import Place
    from .statements import Node

_OPENS_ITEM = re.compile(r"<li\b[^<>]{0,200}>\s*(?:<p\b[^<>]{0,200}>\s*)?$", re.IGNORECASE)
_ENDS_LIST = re.compile(r"</[uo]l\s*>", re.IGNORECASE)
_LONGEST_TAG = 240
_LIST_FOLLOWS = re.compile(
    r"(?:\s|</?(?:p|div|ul|ol|b|strong)\b[^<>]{0,200}>){1,9}<li\b", re.IGNORECASE
)


def read_html(block: Block, place: Place) -> Iterator[Node]:
    """Yield what a block of HTML holds: itself as a passage, and the requirements in it."""
    text = block.text
    is_comment = text.lstrip().startswith("<!--") and text.find("-->") + 3 == len(text.rstrip())
    span = place.span(block)
    kind = PassageKind.COMMENT if is_comment else PassageKind.HTML
    yield Passage(kind, text or place.source(span), span, (), place.section)
    if is_comment:
        return
    tables = [*html_tables.read(block, place)]
    for _, _, table in tables:
        yield from _rules(read_rows(table, table.head_span, place))
    if may_state(text, place):
        outside = (
            (start, end)
            for start, end in segments(text)
            if not any(first <= start < last for first, last, _ in tables)
        )
        yield from _rules(_pieces(block, outside, place.within(Found.HTML)))


def _rules(nodes: Iterator[Node]) -> Iterator[Node]:
    return (node for node in nodes if not isinstance(node, Passage))


def _pieces(block: Block, pieces: Iterator[tuple[int, int]], place: Place) -> Iterator[Node]:
    """Yield what the pieces of a text state; items get the keyword of a lead above them."""
    text = block.text
    line = at = behind = 0
    lead: tuple[Keyword, str] | None = None
    for start, end in pieces:
        line, at = line + text.count("\n", at, start), start
        lead = None if _ENDS_LIST.search(text, behind, start) else lead
        behind = end
        is_item = bool(_OPENS_ITEM.search(text, max(0, start - _LONGEST_TAG), start))
        piece = text[start:end]
        column = start - (text.rfind("\n", 0, start) + 1)
        located = Located(piece, block.start + line, place, column)
        if opened := _lead(piece) if _LIST_FOLLOWS.match(text, end) else None:
            lead = opened
        elif lead and is_item and not find_keywords(mask(piece)):
            yield from inherited_statement(located, lead[0], lead[1], place)
        else:
            lead = lead if is_item else None
            if may_hold_keywords(piece):
                yield from statements(located, place)


def _lead(piece: str) -> tuple[Keyword, str] | None:
    """Return the keyword and the words of a text that leads a list, or None."""
    masked = mask(piece).rstrip()
    keywords = find_keywords(masked) if masked.endswith(":") else []
    if not keywords:
        return None
    last = keywords[-1]
    return polarity.of_lead(last, masked[last.end :], masked[: last.start]), one_line(piece)
