"""The outline of a file: headings, with rules below them; and the roles and rules of a handbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from ..model import Heading, Requirement
from ..model.source import Span
from ..words.names import fold
from ..words.shortening import shorten
from .mentions import sources, text_at
from .places import whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..link.handbook import Handbook


_LONGEST = 60
"""Characters of a rule: outlines are narrow."""
_MOST = 200
"""Symbols that a search returns; who searches types more rather than reading on."""


class SymbolKind(Enum):
    """What an entry of an outline is."""

    HEADING = auto()
    RULE = auto()
    ROLE = auto()


@dataclass(slots=True)
class Symbol:
    """An entry of an outline."""

    name: str
    kind: SymbolKind
    span: Span
    """All that belongs to it."""
    chosen: Span
    """What is marked when it is chosen: within `span`."""
    detail: str = ""
    level: int = 0
    """That of a heading, 1 to 6."""
    below: list[Symbol] = field(default_factory=list)


def outline(book: Handbook, path: str) -> list[Symbol]:
    r"""Return the headings of a file as a tree, each with the rules below it.

    >>> from rolebook import Source, handbook
    >>> (title,) = outline(handbook([Source("a.md", "# Keys\n\n- Keys MUST be safe.\n")]), "a.md")
    >>> title.name, [rule.name for rule in title.below]
    ('Keys', ['MUST Keys MUST be safe.'])
    """
    text = text_at(book, path)
    if text is None:
        return []
    lines = sources(book)[path].lines
    parts: list[Heading | Requirement] = [*text.headings, *text.requirements]
    tops: list[Symbol] = []
    open: list[Symbol] = []
    for part in sorted(parts, key=lambda part: part.span):
        symbol = _symbol(part, lines)
        if symbol.kind is SymbolKind.HEADING:
            while open and open[-1].level >= symbol.level:
                open.pop()
        (open[-1].below if open else tops).append(symbol)
        if symbol.kind is SymbolKind.HEADING:
            open.append(symbol)
    _stretch(tops, _end_of(path, lines))
    return tops


def symbols(book: Handbook, query: str) -> list[Symbol]:
    r"""Return the roles and rules whose names, IDs or words contain all words of a query.

    >>> from rolebook import Source, handbook
    >>> book = handbook([Source("a.md", "# Keys\n\n- Keys MUST be safe.\n")])
    >>> [symbol.name for symbol in symbols(book, "safe keys")]
    ['KEY-KEYS-01 MUST Keys MUST be safe.']
    """
    words = fold(query).split()
    found: list[Symbol] = []
    for text in book.personas:
        span = Span(text.path, 1, 1, 1, 1)
        if _has(text.name, words):
            found.append(Symbol(text.name, SymbolKind.ROLE, span, span, text.path))
    for rule in book.requirements:
        if len(found) >= _MOST:
            break
        if _has(f"{rule.id} {rule.text}", words):
            span = whole(rule.span, sources(book)[rule.span.path].lines)
            name = f"{rule.id} {rule.level.value} {shorten(rule.text, _LONGEST)}"
            found.append(Symbol(name, SymbolKind.RULE, span, span, book.owner(rule.id).title))
    return found[:_MOST]


def _has(words: str, wanted: Iterable[str]) -> bool:
    folded = fold(words)
    return all(word in folded for word in wanted)


def _symbol(part: Heading | Requirement, lines: Sequence[str]) -> Symbol:
    span = whole(part.span, lines)
    if isinstance(part, Heading):
        title = part.title.strip() or "#" * part.level
        return Symbol(title, SymbolKind.HEADING, span, span, level=part.level)
    name = f"{part.level.value} {shorten(part.text, _LONGEST)}"
    return Symbol(name, SymbolKind.RULE, span, span, part.id)


def _stretch(symbols: Sequence[Symbol], end: Span) -> None:
    """Let each heading reach to the next one of its level, or to the end of what is above it."""
    for place, symbol in enumerate(symbols, 1):
        if symbol.kind is SymbolKind.HEADING:
            last = symbols[place].span if place < len(symbols) else end
            symbol.span = _up_to(symbol.span, last)
            _stretch(symbol.below, last)


def _up_to(span: Span, end: Span) -> Span:
    reached = (max(end.line, span.last_line), end.column)
    if reached < (span.last_line, span.end_column):
        return span
    return Span(span.path, span.line, span.column, *reached)


def _end_of(path: str, lines: Sequence[str]) -> Span:
    return Span(path, len(lines), len(lines[-1]) + 1)
