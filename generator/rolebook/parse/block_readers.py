"""Blocks to requirements and passages: what the statements of a list, a table and so on mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from textwrap import dedent
from typing import TYPE_CHECKING

from ..markup import Block, Kind
from ..markup.bullets import pieces
from ..model import Found, Passage, PassageKind, Requirement
from ..model.diagnostics import Diagnostic
from ..rfc2119 import MARKUP, find_keywords
from ..words.lines import one_line
from . import joint, leads, polarity, tables
from .headings import bare_level, is_noun_phrase, subject_of_levels
from .html_text import segments
from .inline import clauses, mask, stretches
from .leads import LeadKind
from .place import Located, Place
from .statements import (
    inherited_statement,
    is_conventions,
    is_governed,
    may_hold_keywords,
    may_state,
    opens_with_keyword,
    requirement,
    statements,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..rfc2119 import Keyword
    from .statements import Node


@dataclass(frozen=True, slots=True)
class Lead:
    """What introduces a list, and may give its level to the items."""

    text: str
    keyword: Keyword | None = None
    start: int | None = None
    """Where in its paragraph it begins; None if it is a statement itself, or not part of one."""
    kind: LeadKind = LeadKind.ALL
    """What the items are."""


# A footnote, `[^1]:`, is prose; all else after the colon must be an address and perhaps a title.
_DEFINITION = re.compile(
    r"[ \t]{0,3}\[(?!\^)[^\]\[\n]{1,200}\]:[ \t]*\S+"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?:\n|$)"
)
_ID_CELL = re.compile(r"[`*_ ]{0,9}([\w.:-]{1,40})[`*_ ]{0,9}")
_AROUND_BARE = re.compile(
    rf"[\s:*_.–—{MARKUP}-]*(?:have|do|rules?|requirements?)?[\s:*_.–—{MARKUP}-]*", re.IGNORECASE
)

_SENTENCE = re.compile(r"(?![\s*_]*\*\*[^*]*\*\*\W*$)\s*\S+\s+\S+")
"""Two words or more that are no title in bold."""
_OPENS_LIST = (":", "—", "–", " -")
"""How a paragraph ends that leads the list below it."""


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
        opened = _lead(block, following, place, inherited)
        yield from _paragraph(block, place, opened=opened, inherited=inherited, below=following)
        current = opened or lead


def read_heading(block: Block, place: Place) -> Iterator[Node]:
    """Yield the requirement that a heading states, if it states one."""
    if heading_lead(block.text) is None and not is_noun_phrase(block.text):
        yield from statements(Located(block.text, block.start, place), place.within(Found.HEADING))


def heading_lead(title: str) -> Lead | None:
    """Return the lead of a title that is nothing but a keyword.

    >>> [bool(heading_lead(title)) for title in ("MUST NOT", "MUST have", "Clients MUST log in")]
    [True, True, False]
    """
    masked = mask(title) if may_hold_keywords(title) else ""
    keywords = find_keywords(masked)
    if len(keywords) != 1:
        return None
    (keyword,) = keywords
    is_bare = _AROUND_BARE.fullmatch(masked[: keyword.start] + masked[keyword.end :])
    return Lead("", keyword) if is_bare else None


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
    # Below a prohibition, an aside decides nothing.
    is_aside = keyword.level.is_negative and is_governed(block.text, keyword, place)
    nodes = [] if is_aside else list(_own_nodes(block, place, is_lead=is_lead))
    if any(isinstance(node, Requirement) for node in nodes) or heading_lead(block.text):
        return _in_context(nodes, lead)
    doubts = [node for node in nodes if isinstance(node, Diagnostic)]
    return [*inherited_statement(located, keyword, lead.text, place), *doubts]


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


def _lead(
    block: Block, following: Block | None, place: Place, inherited: Lead | None
) -> Lead | None:
    """Return the lead that a paragraph gives to the list behind it, or None if it gives none."""
    if following is None or following.kind is not Kind.LIST:
        return None
    text = block.text.rstrip(" *_\n")
    bare = heading_lead(text)
    if bare:
        return replace(bare, start=0)
    masked = mask(text)
    keywords = find_keywords(masked, bold_lowercase=place.bold_lowercase)
    *_, (begin, end, own) = stretches(text, masked, keywords)
    if not text.endswith(_OPENS_LIST) and not (keywords and keywords[-1].end == len(text)):
        return _unmarked_lead(masked[begin:end], own, begin, following)
    outer = inherited or Lead("")
    sentence = masked[begin:end]
    inferred = None if own else place.infer(sentence, has_instructions=False)
    if inferred and not outer.keyword:
        return Lead(one_line(f"{outer.text} {block.text[begin:]}"), inferred, begin)
    if not own:
        lead = Lead(one_line(f"{outer.text} {block.text[begin:]}"), outer.keyword, begin)
        return _of_kind(lead, _unled_kind(sentence, keywords, outer, following))
    given = polarity.of_lead(own[-1], text[own[-1].end :], text[begin : own[-1].start])
    kind = _kind(sentence, given, begin, following)
    *before, (clause, _, _) = clauses(masked, begin, end, own)
    words = one_line(f"{outer.text} {block.text[clause:]}")
    start = before[-1][1] if before else begin
    if kind is LeadKind.ALL and not _governs(given, following, place):
        if leads.is_announcement(text[given.end :]):
            return Lead(words, start=start)
        are_whole = not any(map(opens_with_keyword, joint.heads(following)))
        return Lead(outer.text if are_whole else words)
    return _of_kind(Lead(words, given, start), kind)


def _unmarked_lead(
    sentence: str, own: Sequence[Keyword], begin: int, following: Block
) -> Lead | None:
    """Return the lead of a sentence that ends in no colon, such as "It MUST be one of these."."""
    if not own:
        return None
    is_open = leads.is_unfinished(sentence)
    if not is_open and not leads.announces(sentence):
        return None
    kind = _kind(sentence, own[-1], begin, following, is_judged_by_items=is_open)
    return Lead("", own[-1], kind=kind) if kind.is_joint else None


def _unled_kind(
    sentence: str, keywords: Sequence[Keyword], outer: Lead, following: Block
) -> LeadKind:
    """Return the kind of a lead without a keyword of its own."""
    if keywords and leads.continues_rule(sentence):
        return LeadKind.CASES
    if not outer.keyword and leads.explains_terms(sentence, joint.heads(following)):
        return LeadKind.TERMS
    kind = leads.kind_of(sentence, None, joint.items(following))
    is_stated = outer.keyword or kind in (LeadKind.ASIDE, LeadKind.EXAMPLES, LeadKind.ALL)
    if kind is LeadKind.EXAMPLES and not outer.keyword:
        return LeadKind.ASIDE
    if kind.is_joint and outer.keyword and outer.keyword.level.is_negative:
        return leads.kind_of(
            sentence, replace(outer.keyword, start=0, end=0), joint.items(following)
        )
    return kind if is_stated else LeadKind.ALL


def _kind(
    sentence: str,
    keyword: Keyword,
    begin: int,
    following: Block,
    *,
    is_judged_by_items: bool = True,
) -> LeadKind:
    moved = replace(keyword, start=keyword.start - begin, end=keyword.end - begin)
    return leads.kind_of(
        sentence, moved, joint.items(following) if is_judged_by_items else leads.Items()
    )


def _of_kind(lead: Lead, kind: LeadKind) -> Lead:
    """Return a lead that is a statement itself, if its kind is one whose lead is."""
    if kind.is_joint or kind is LeadKind.EXAMPLES:
        return replace(lead, kind=kind, start=None)
    return replace(lead, kind=kind)


def _governs(keyword: Keyword, block: Block, place: Place) -> bool:
    """Whether a lead says what one of the items of a list is."""
    heads = (item.children[0] for item in block.children if item.children)
    return any(
        head.kind is Kind.PARAGRAPH and is_governed(head.text, keyword, place) for head in heads
    )


# --- other kinds of block --------------------------------------------------------------------


def _list(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    kind = lead.kind if lead else LeadKind.ALL
    if kind.is_joint:
        yield from joint.beside(block, place, read_blocks)
        return
    if kind is not LeadKind.ALL or (
        lead is None and leads.explains_levels(place.category.title, joint.heads(block))
    ):
        yield _passage(PassageKind.TEXT, replace(block, text=dedent(place.source(block))), place)
        return
    subject = subject_of_levels(joint.heads(block), place) if not (lead and lead.keyword) else ""
    if subject:
        lead = Lead(f"{subject}:")
    for item in block.children:
        if item.children:
            yield from read_blocks(item.children, place.within(Found.ITEM), lead)
        else:
            yield _passage(PassageKind.MARKUP, item, place)


def _quote(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    yield from read_blocks(block.children, place.within(Found.QUOTE))
    if not place.source(block).strip("> \t\n"):
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


def _table(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    table = tables.read(block, place)
    yield from table.diagnostics
    cells = chain.from_iterable(row.cells for row in table.rows)
    if not any(may_hold_keywords(cell.text) for cell in cells):
        yield _passage(PassageKind.TEXT, block, place)
        return
    yield Passage(PassageKind.MARKUP, table.head_source, table.head_span, (), place.section)
    for row in table.rows:
        nodes = list(_row(row, table, place))
        yield from nodes
        if not any(isinstance(node, Requirement) for node in nodes):
            text = " — ".join(cell.text for cell in row.cells if cell.text)
            yield Passage(PassageKind.TEXT, text, row.span, (), place.section)


def _row(row: tables.Row, table: tables.Table, place: Place) -> Iterator[Node]:
    """Yield the statements of a row; its other cells are their context."""
    used, nodes = _row_statements(row, table, place.within(Found.CELL))
    code = table.cell(row, "id")
    used_ids = {id(cell) for cell in (*used, code, table.cell(row, "number"))}
    others = [
        (head, cell.text)
        for head, cell in zip(table.head, row.cells, strict=False)
        if cell.text and id(cell) not in used_ids
    ]
    context = "; ".join(f"{head}: {text}" if head else text for head, text in others)
    explicit_id = _id_in(code)
    for node in nodes:
        if isinstance(node, Requirement):
            own_id = node.explicit_id or explicit_id
            contexts = "; ".join(part for part in (node.context, context) if part)
            yield replace(node, context=contexts, span=row.span, explicit_id=own_id)
        elif isinstance(node, Diagnostic):
            yield node


def _row_statements(
    row: tables.Row, table: tables.Table, place: Place
) -> tuple[Sequence[tables.Cell], Iterable[Node]]:
    """Return the cells that state something, and what.

    A cell with nothing but a keyword gives its level to another cell.
    """
    for bare in row.cells:
        lead = heading_lead(bare.text)
        if lead is None or lead.keyword is None:
            continue
        others = [cell for cell in row.cells if cell is not bare]
        column = table.cell(row, "statement")
        longest = max(others, key=lambda cell: len(cell.text), default=None)
        statement = longest if column is None or column is bare else column
        means = table.index("meaning") is not None
        if means or not statement or not statement.text or is_definition(statement.text):
            return (), ()
        return (bare, statement), [*_led(statement.located, lead.keyword, place)]
    cells = [cell for cell in row.cells if may_hold_keywords(cell.text)]
    nodes: list[Node] = []
    for cell in cells:
        nodes += statements(cell.located, place)
    return cells, nodes


def _led(located: Located, keyword: Keyword, place: Place) -> Iterator[Node]:
    """Yield a requirement for each item of a cell that gets its level from another cell."""
    for start, end in pieces(located.text, mask(located.text)):
        if located.text[start:end].strip():
            rule, doubts = requirement(located, keyword, start, end, place, is_inside=False)
            yield rule
            yield from doubts


_DEFINING = re.compile(
    r"\W*(?:(?:an )?absolute (?:requirement|prohibition)|this (?:word|term)|means?\b"
    r"|mandatory\W*$)",
    re.IGNORECASE,
)


def is_definition(text: str) -> bool:
    """Whether the text around a keyword says what the keyword means.

    >>> is_definition("An absolute requirement"), is_definition("log in")
    (True, False)
    """
    return bool(_DEFINING.match(text))


def _id_in(cell: tables.Cell | None) -> str:
    match = _ID_CELL.fullmatch(cell.text) if cell else None
    return match[1].strip("_") if match else ""


def _html(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    text = block.text
    is_comment = text.lstrip().startswith("<!--") and text.find("-->") + 3 == len(text.rstrip())
    yield _passage(PassageKind.COMMENT if is_comment else PassageKind.HTML, block, place)
    if is_comment or not may_hold_keywords(text):
        return
    line = at = 0
    for start, end in segments(text):
        line, at = line + text.count("\n", at, start), start
        if may_hold_keywords(text[start:end]):
            column = start - (text.rfind("\n", 0, start) + 1)
            located = Located(text[start:end], block.start + line, place, column)
            nodes = statements(located, place.within(Found.HTML))
            yield from (node for node in nodes if not isinstance(node, Passage))


def _code(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    if block.is_open:
        yield Diagnostic.of("RD009", place.span(block))
    yield _passage(PassageKind.CODE, replace(block, text=""), place)


def _buried(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    yield Diagnostic.of("RD005", place.span(block))
    yield _passage(PassageKind.TEXT, block, place)


def _break(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    yield _passage(PassageKind.MARKUP, block, place)


def _passage(kind: PassageKind, block: Block, place: Place) -> Passage:
    is_talk = (
        kind is PassageKind.TEXT
        and may_hold_keywords(block.text)
        and is_conventions(mask(block.text))
    )
    text = block.text or place.source(block)
    return Passage(
        PassageKind.CONVENTIONS if is_talk else kind, text, place.span(block), (), place.section
    )


_READERS: Mapping[Kind, Callable[[Block, Place, Lead | None], Iterator[Node]]] = {
    Kind.HEADING: _nested_heading,
    Kind.LIST: _list,
    Kind.QUOTE: _quote,
    Kind.TABLE: _table,
    Kind.CODE: _code,
    Kind.HTML: _html,
    Kind.BREAK: _break,
    Kind.BURIED: _buried,
}
