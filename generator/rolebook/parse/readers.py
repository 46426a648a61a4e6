"""The sections of a persona that hold something other than rules: one reader for each kind.

A reader yields what it recognises; the rest is read like any other text, so that
nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from ..markup import Block, Kind, plain
from ..model import (
    Competence,
    Entry,
    Found,
    KnowledgeArea,
    ManagedAgent,
    Passage,
    PassageKind,
    Pattern,
    Reference,
    Requirement,
    Skill,
)
from ..model.diagnostics import AnyOf, Diagnostic
from ..words.lines import one_line
from . import tables
from .block_readers import read_blocks
from .collaborators import with_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..model.source import Span
    from .place import Place
    from .statements import Node

    Reader = Callable[[Sequence[Block], Place], Iterator["Item | Node"]]

Item = Entry | Pattern | KnowledgeArea | Skill | Competence | Reference | ManagedAgent

_BOLD_HEAD = re.compile(
    r"(?:\*\*|__)(?P<name>.{1,120}?):?(?:\*\*|__)\s*(?:[:–—-]\s*)?(?P<rest>.*)", re.DOTALL
)
_PLAIN_HEAD = re.compile(r"(?P<name>[^:]{1,80}):\s+(?P<rest>.*)", re.DOTALL)
_PATTERN = re.compile(r"(?P<name>.+?)(?:\s[–—-]\s|:\s)(?P<detail>.+)", re.DOTALL)


_LINK = re.compile(
    r"!?\[(?P<text>(?:[^\[\]]|\[[^\[\]]{0,200}\]){1,500})\]\(\s{0,9}<?"
    r"(?P<target>[^()\s>]{1,2000}(?:\([^()\s]{0,200}\)[^()\s>]{0,200})?)(?:[\s>][^)]{0,200})?\)"
)
_BARE_URL = re.compile(
    r"<?(?P<target>https?://(?:[^\s<>\"()]|\([^\s<>\"()]{0,200}\)){0,2000}(?:[^\s<>\".,;:!?()*_`]|\([^\s<>\"()]{0,200}\)))>?"
)
_CODE_PATH = re.compile(
    r"`(?P<target>[^`\s]{1,300}\.(?:md|markdown|pdf|txt|rst|html?|csv|xlsx?|docx?|ya?ml|json))`",
    re.IGNORECASE,
)


def read_entries(blocks: Sequence[Block], place: Place) -> Iterator[Item | Node]:
    """Yield the items of lists, such as traits and responsibilities."""
    section = place.section
    yield from _items(blocks, place, lambda text, span: Entry(one_line(text), span, section))


def read_patterns(blocks: Sequence[Block], place: Place) -> Iterator[Item | Node]:
    """Yield design patterns: `- Caching Pattern` or `- **Caching Pattern**: what it is for`."""
    yield from _items(blocks, place, _pattern)


def read_knowledge(blocks: Sequence[Block], place: Place) -> Iterator[Item | Node]:
    """Yield knowledge areas: `- **Area**: a, b (c, d), e`, or an area above a list of topics."""
    yield from _items(blocks, place, _knowledge, has_topics=True)


def read_references(blocks: Sequence[Block], place: Place) -> Iterator[Item | Node]:
    """Yield links, documents named by path, and works that are only named."""
    for block in blocks:
        if block.kind is Kind.LIST:
            for item in block.children:
                yield from _references(item_text(item), place.span(item))
                yield from statements_in(item, place, has_topics=True)
                yield from read_references(
                    [child for child in item.children if child.kind is Kind.LIST], place
                )
        elif block.kind is Kind.PARAGRAPH and _has_target(block.text):
            yield from _references(block.text, place.span(block))
            yield from read_blocks([block], place)
        else:
            yield from read_blocks([block], place)


def read_collaborators(blocks: Sequence[Block], place: Place) -> Iterator[Item | Node]:
    """Yield duties, each with the roles that it names."""
    for node in read_blocks(blocks, place):
        if isinstance(node, Requirement):
            yield with_names(replace(node, is_collaboration=True), place.lines)
        else:
            yield node


def read_competences(blocks: Sequence[Block], place: Place) -> Iterator[Item | Node]:
    """Yield competences: rows with a category and examples, or items as `**Category**: a, b`."""
    for block in blocks:
        if block.kind is Kind.TABLE:
            yield from _table(block, place, ("category", "examples"), _competence)
        elif block.kind is Kind.LIST:
            yield from _items([block], place, _competence_item, has_topics=True)
        else:
            yield from read_blocks([block], place)


def read_agents(blocks: Sequence[Block], place: Place) -> Iterator[Item | Node]:
    """Yield rows of a table of managed agents: name, specialty, URL, peers."""
    for block in blocks:
        if block.kind is Kind.TABLE:
            yield from _table(block, place, ("agent",), _agent)
        else:
            yield from read_blocks([block], place)


# --- lists -----------------------------------------------------------------------------------


def _items(
    blocks: Sequence[Block],
    place: Place,
    make: Callable[[str, Span], Item],
    *,
    has_topics: bool = False,
) -> Iterator[Item | Node]:
    """Yield a record for the first paragraph of each item, and the rest as any other text.

    Args:
        blocks: Lists, and what is between them.
        place: Where they are.
        make: From the text and span of an item to a record.
        has_topics: Whether a list in an item holds more of the item's topics.
    """
    for block in blocks:
        if block.kind is not Kind.LIST:
            yield from read_blocks([block], place)
            continue
        for item in block.children:
            text = item_text(item)
            topics = _nested_texts(item) if has_topics else []
            if topics:
                name = plain(one_line(text)).rstrip(" :")
                yield make(f"{name}: {', '.join(topics)}", place.span(item))
            elif text:
                yield make(text, place.span(item))
            yield from statements_in(item, place, has_topics=bool(topics))


def item_text(item: Block) -> str:
    """Return the first paragraph of an item, or nothing."""
    head = item.children[0] if item.children else None
    return head.text if head and head.kind is Kind.PARAGRAPH else ""


def _nested_texts(item: Block) -> list[str]:
    if not item_text(item):
        return []
    lists = (child for child in item.children[1:] if child.kind is Kind.LIST)
    nested = chain.from_iterable(block.children for block in lists)
    return [text for text in map(item_text, nested) if text]


def statements_in(item: Block, place: Place, *, has_topics: bool = False) -> Iterator[Node]:
    """Yield the requirements in what has been read of an item, and all of its other blocks."""
    if not item.children:
        yield Passage(PassageKind.MARKUP, "", place.span(item), (), place.section)
        return
    is_head = bool(item_text(item))
    read: list[Block] = []
    unread: list[Block] = []
    for i, block in enumerate(item.children):
        is_read = (i == 0 and is_head) or (has_topics and block.kind is Kind.LIST)
        (read if is_read else unread).append(block)
    yield from read_blocks(unread, place)
    for node in read_blocks(read, place.within(Found.ITEM)):
        if not isinstance(node, Passage):
            yield node


def _pattern(text: str, span: Span) -> Pattern:
    match = _BOLD_HEAD.fullmatch(text) or _PATTERN.fullmatch(text)
    if not match:
        return Pattern(plain(one_line(text)), span)
    groups = match.groupdict()
    return Pattern(
        plain(one_line(groups["name"])),
        span,
        one_line(groups.get("detail") or groups.get("rest") or ""),
    )


def _knowledge(text: str, span: Span) -> KnowledgeArea:
    name, rest = _head(text)
    return KnowledgeArea(name, _topics(rest), span)


def _head(text: str) -> tuple[str, str]:
    match = _BOLD_HEAD.fullmatch(text) or _PLAIN_HEAD.fullmatch(text)
    if not match:
        return plain(one_line(text)), ""
    return plain(one_line(match["name"])).rstrip(":"), one_line(match["rest"])


def _topics(text: str) -> tuple[str, ...]:
    """Split at commas that are not inside parentheses.

    >>> _topics("SQL (PostgreSQL, MySQL), Redis")
    ('SQL (PostgreSQL, MySQL)', 'Redis')
    """
    parts: list[str] = []
    depth = start = 0
    for i, character in enumerate(text):
        depth = max(0, depth + (character in "([") - (character in ")]"))
        if character in ",;" and not depth:
            parts.append(text[start:i])
            start = i + 1
    stripped = (part.strip() for part in [*parts, text[start:]])
    return tuple(part for part in stripped if part)


# --- tables ----------------------------------------------------------------------------------


def _table(
    block: Block,
    place: Place,
    needed: Sequence[str],
    make: Callable[[tables.Table, tables.Row], Iterator[Item | Node]],
) -> Iterator[Item | Node]:
    table = tables.read(block, place)
    missing = [column for column in needed if table.index(column) is None]
    if missing:
        names = AnyOf(f"'{name}'" for name in tables.COLUMNS[missing[0]][:3])
        yield Diagnostic.of("TB002", table.head_span, columns=tuple(missing), names=names)
        yield from read_blocks([block], place)
        return
    yield from table.diagnostics
    yield Passage(PassageKind.MARKUP, table.head_source, table.head_span, (), place.section)
    for row in table.rows:
        if any(cell.text for cell in row.cells):
            yield from make(table, row)
        else:
            yield Passage(PassageKind.MARKUP, "", row.span, (), place.section)


def _words(table: tables.Table, row: tables.Row, column: str) -> str:
    cell = table.cell(row, column)
    return cell.words if cell else ""


def _competence(table: tables.Table, row: tables.Row) -> Iterator[Item | Node]:
    yield Competence(
        _words(table, row, "category"), _topics(_words(table, row, "examples")), row.span
    )


def _competence_item(text: str, span: Span) -> Competence:
    name, rest = _head(text)
    return Competence(name, _topics(rest), span)


def _agent(table: tables.Table, row: tables.Row) -> Iterator[Item | Node]:
    url = _words(table, row, "url")
    link = _LINK.search(url) or _BARE_URL.search(url)
    peers = _topics(_words(table, row, "peers"))
    name = plain(_words(table, row, "agent"))
    yield ManagedAgent(
        name, _words(table, row, "specialty"), link["target"] if link else url, peers, row.span
    )


# --- references ------------------------------------------------------------------------------


def _has_target(text: str) -> bool:
    return bool(_LINK.search(text) or _BARE_URL.search(text) or _CODE_PATH.search(text))


def _references(text: str, span: Span) -> Iterator[Reference | Diagnostic]:
    """Yield every link, address and path of a text; the whole text where it has none."""
    if "oai_citation" in text or "【" in text:
        yield Diagnostic.of("XR013", span)
    found: list[tuple[int, Reference]] = []
    rest = text
    for pattern in (_LINK, _CODE_PATH, _BARE_URL):
        for match in pattern.finditer(rest):
            label = match["text"] if "text" in match.groupdict() else match["target"]
            found.append((match.start(), Reference(plain(one_line(label)), match["target"], span)))
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    if not found and text.strip():
        yield Reference(one_line(text), "", span)
    for _, reference in sorted(found, key=lambda pair: pair[0]):
        yield reference
