"""Blocks to requirements and passages: what the statements of a list, a table and so on mean."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from textwrap import dedent
from typing import TYPE_CHECKING

from ..markup import Block, Kind
from ..model import Found, Passage, PassageKind, Requirement
from ..model.diagnostics import Diagnostic
from ..rfc2119 import find_keywords
from . import definitions, joint, leads
from .headings import bare_level, is_noun_phrase, subject_of_levels
from .html_blocks import read_html
from .inferring import firm_sentences
from .informative import label_of
from .inline import mask, stretches
from .leads import LeadKind
from .list_leads import Lead, heading_lead, lead_of, section_lead
from .place import Located, Place
from .statements import (
    inherited_statement,
    is_conventions,
    is_governed,
    may_hold_keywords,
    may_state,
    statements,
)
from .table_rows import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..rfc2119 import Keyword
    from .statements import Node


# A footnote, `[^1]:`, is prose; all else after the colon must be an address and perhaps a title.
_DEFINITION = re.compile(
    r"[ \t]{0,3}\[(?!\^)[^\]\[\n]{1,200}\]:[ \t]*\S+"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?:\n|$)"
)


_SENTENCE = re.compile(r"(?![\s*_]*\*\*[^*]*\*\*\W*$)\s*\S+\s+\S+")
"""Two words or more that are no title in bold."""


def read_blocks(blocks: Sequence[Block], place: Place, lead: Lead | None = None) -> Iterator[Node]:
    """Yield what a run of blocks holds, in the order of the source.

    Args:
        blocks: The blocks.
        place: Where they are.
        lead: What introduces them, where they are the items of a list.
    """
    current = lead
    for i, given in enumerate(blocks):
        block = given
        if block.kind is not Kind.PARAGRAPH:
            yield from _READERS[block.kind](block, place, current)
            current = lead
            continue
        defined = _length_of_definitions(block.text)
        if defined:
            definitions, rest = _without_definitions(block, defined)
            yield _passage(PassageKind.DEFINITIONS, definitions, place)
            if rest is None:
                continue
            block = rest
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        inherited = lead if i == 0 and place.found is Found.ITEM else None
        opened = lead_of(block, following, place, inherited)
        yield from _paragraph(block, place, opened=opened, inherited=inherited, below=following)
        current = opened or lead


def read_section(
    heading: Block | None, runs: Iterable[Sequence[Block]], place: Place
) -> Iterator[Node]:
    """Yield what a section holds, in the order of the source: first what its heading states.

    Args:
        heading: Its heading.
        runs: What is below it, in runs of blocks that belong together.
        place: Where they are.
    """
    runs = [*runs]
    below = [*chain.from_iterable(runs)]
    lead = section_lead(heading.text, below, place) if heading else None
    place = replace(place, firm=firm_sentences(below, place))
    if heading:
        nodes: Iterable[Node] = read_heading(heading, place, lead)
        if lead and lead.kind.is_joint:
            nodes = _with_list([*nodes], lead, below[0], place)
        yield from (node for node in nodes if not isinstance(node, Passage))
    for group, run in enumerate(runs):
        yield from read_blocks(run, replace(place, group=group), lead)


def read_heading(block: Block, place: Place, lead: Lead | None = None) -> Iterator[Node]:
    """Yield the requirement that a heading states, if it states one and is no lead."""
    lead = lead or heading_lead(block.text)
    states = lead is None or lead.kind.is_joint
    if states and not is_noun_phrase(block.text):
        yield from statements(Located(block.text, block.start, place), place.within(Found.HEADING))


# --- paragraphs ------------------------------------------------------------------------------


def _paragraph(
    block: Block, place: Place, *, opened: Lead | None, inherited: Lead | None, below: Block | None
) -> Iterator[Node]:
    """Yield what a paragraph holds.

    It may open the list `below` (`opened`), or be an item of a list that has a lead (`inherited`).
    """
    located = Located(block.text, block.start, place)
    is_led = bool(inherited and inherited.keyword)
    level = [] if opened or is_led else bare_level(located, place)
    if opened and opened.start is not None:
        nodes = _in_context(_before_lead(block, opened.start, place), inherited)
    elif level:
        nodes = level
    elif inherited and inherited.keyword:
        nodes = _led_item(block, place, inherited, inherited.keyword, is_lead=bool(opened))
    else:
        nodes = _in_context(_own_nodes(block, place, is_lead=bool(opened)), inherited)
    yield from _with_list(nodes, opened, below, place) if opened and below else nodes


def _own_nodes(block: Block, place: Place, *, is_lead: bool) -> Iterable[Node]:
    """Return what a paragraph says by itself."""
    label = label_of(block.text)
    if label:
        count = len(find_keywords(mask(block.text)))
        told = Diagnostic.of("RD017", place.span(block), title=label, count=count)
        return [_passage(PassageKind.TEXT, block, place), *([told] if count else ())]
    if may_state(block.text, place):
        return statements(Located(block.text, block.start, place), place)
    return [_passage(PassageKind.LEAD if is_lead else PassageKind.TEXT, block, place)]


def _in_context(nodes: Iterable[Node], lead: Lead | None) -> list[Node]:
    return [
        replace(node, context=lead.text) if lead and isinstance(node, Requirement) else node
        for node in nodes
    ]


def _led_item(
    block: Block, place: Place, lead: Lead, keyword: Keyword, *, is_lead: bool
) -> list[Node]:
    """Return what an item of a list says whose lead has a keyword; it may be a lead itself."""
    place = place.as_written
    located = Located(block.text, block.start, place)
    own = 0 if is_lead else _own_start(block.text, place)
    if own:
        first = inherited_statement(located.part(0, own), keyword, lead.text, place)
        return [*first, *statements(located.part(own, len(block.text)), place)]
    aside = None if keyword.level.is_negative else _ASIDE.fullmatch(block.text)
    if aside and not find_keywords(mask(aside["head"])) and find_keywords(mask(aside["aside"])):
        head, tail = aside.span("head"), aside.span("aside")
        first = inherited_statement(located.part(*head), keyword, lead.text, place)
        return [*first, *_in_context(statements(located.part(*tail), place), lead)]
    # Below a prohibition, an aside decides nothing.
    is_aside = keyword.level.is_negative and is_governed(block.text, keyword, place)
    nodes = [] if is_aside else list(_own_nodes(block, place, is_lead=is_lead))
    if any(isinstance(node, Requirement) for node in nodes) or heading_lead(block.text):
        return _in_context(nodes, lead)
    doubts = [node for node in nodes if isinstance(node, Diagnostic)]
    return [*inherited_statement(located, keyword, lead.text, place), *doubts]


_ASIDE = re.compile(r"(?P<head>[^()]{1,200}?)\s*\((?P<aside>[^()]{1,200})\)[\s.;,]*")
"""An item with a remark about it: "an id (MUST NOT be zero)"."""


def _own_start(text: str, place: Place) -> int:
    """Return where the first sentence with a keyword begins, if others come before it.

    In an item of a list with a lead, such as "Send TAKEN. The peer MAY ignore it.", those get the
    keyword of the lead; so does what comes before a semicolon.
    """
    masked = mask(text)
    keywords = find_keywords(masked, bold_lowercase=place.bold_lowercase)
    for begin, _, own in stretches(text, masked, keywords):
        if own and begin:
            return begin if _SENTENCE.match(text, 0, begin) else 0
        if own:
            semicolon = masked.rfind("; ", 0, own[0].start)
            return semicolon + 2 if semicolon > 0 else 0
    return 0


def _with_list(nodes: list[Node], opened: Lead, below: Block, place: Place) -> Iterator[Node]:
    """Yield what a lead holds; its last rule has the options or cases of the list below it."""
    rules = [n for n, node in enumerate(nodes) if isinstance(node, Requirement)]
    for n, node in enumerate(nodes):
        if not isinstance(node, Requirement) or n != rules[-1]:
            yield node
        elif opened.kind is LeadKind.EXAMPLES:
            yield replace(node, text=leads.without_examples(node.text))
        elif opened.kind.is_joint:
            yield joint.with_list(node, opened.kind, below, place)
        else:
            yield node


def _length_of_definitions(text: str) -> int:
    """Return how many characters of link reference definitions a paragraph begins with."""
    end = 0
    while match := _DEFINITION.match(text, end):
        end = match.end()
        if end == len(text):
            break
    return end


def _without_definitions(block: Block, length: int) -> tuple[Block, Block | None]:
    """Separate the definitions that a paragraph begins with from what is below them."""
    if length == len(block.text):
        return block, None
    end = block.start + block.text.count("\n", 0, length)
    definitions = replace(block, end=end, text=block.text[:length].rstrip("\n"))
    return definitions, replace(block, start=end, text=block.text[length:])


def _before_lead(block: Block, start: int, place: Place) -> Iterator[Node]:
    located = Located(block.text, block.start, place)
    if start:
        yield from statements(Located(block.text[:start], block.start, place), place)
    end = len(block.text)
    yield Passage(
        PassageKind.LEAD, block.text[start:].strip(), located.span(start, end), (), place.section
    )


# --- other kinds of block --------------------------------------------------------------------


def _list(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    kind = lead.kind if lead else LeadKind.ALL
    if kind.is_joint:
        yield from joint.beside(block, place, read_blocks)
        return
    if definitions.explains_keywords(joint.heads(block)):
        yield _source_passage(PassageKind.CONVENTIONS, block, place)
        return
    if kind is not LeadKind.ALL or (
        lead is None and definitions.explains_levels(place.category.title, joint.heads(block))
    ):
        yield _source_passage(PassageKind.TEXT, block, place)
        return
    subject = subject_of_levels(joint.heads(block), place) if not (lead and lead.keyword) else ""
    if subject:
        lead = Lead(f"{subject}:")
    within = replace(place.within(Found.ITEM), is_step=bool(block.level))
    for item in block.children:
        if item.children:
            yield from read_blocks(item.children, within, lead)
        else:
            yield _passage(PassageKind.MARKUP, item, place)


def _quote(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    yield from read_blocks(block.children, place.within(Found.QUOTE))
    if not place.source(place.span(block)).strip("> \t\n"):
        yield _passage(PassageKind.MARKUP, block, place)


def _nested_heading(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    nodes = [node for node in read_heading(block, place) if not isinstance(node, Passage)]
    yield from nodes
    if not any(isinstance(node, Requirement) for node in nodes):
        yield _passage(PassageKind.TEXT, block, place)
        return
    # The line below the words, which makes them a heading.
    last = replace(block, start=block.end - 1, text="")
    if last.start > block.start:
        yield _passage(PassageKind.MARKUP, last, place)


def _code(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    if block.is_open:
        yield Diagnostic.of("RD009", place.span(block))
    yield _passage(PassageKind.CODE, replace(block, text=""), place)


def _buried(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    yield Diagnostic.of("RD005", place.span(block))
    yield _passage(PassageKind.TEXT, block, place)


def _break(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    yield _passage(PassageKind.MARKUP, block, place)


def _source_passage(kind: PassageKind, block: Block, place: Place) -> Passage:
    return _passage(kind, replace(block, text=dedent(place.source(place.span(block)))), place)


def _passage(kind: PassageKind, block: Block, place: Place) -> Passage:
    is_talk = (
        kind is PassageKind.TEXT
        and may_hold_keywords(block.text)
        and is_conventions(mask(block.text))
    )
    span = place.span(block)
    text = block.text or place.source(span)
    return Passage(PassageKind.CONVENTIONS if is_talk else kind, text, span, (), place.section)


_READERS: Mapping[Kind, Callable[[Block, Place, Lead | None], Iterator[Node]]] = {
    Kind.HEADING: _nested_heading,
    Kind.LIST: _list,
    Kind.QUOTE: _quote,
    Kind.TABLE: lambda block, place, lead: read_table(block, place),
    Kind.CODE: _code,
    Kind.HTML: lambda block, place, lead: read_html(block, place),
    Kind.BREAK: _break,
    Kind.BURIED: _buried,
}
