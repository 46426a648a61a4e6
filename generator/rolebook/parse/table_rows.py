"""Rows of a table to requirements: which cells state something, and what the others are to it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, count
from typing import TYPE_CHECKING

from ..markup.bullets import pieces
from ..model import Found, Passage, PassageKind, Requirement
from ..model.diagnostics import Diagnostic
from ..rfc2119 import find_keywords
from . import definitions, polarity, skill_rows, tables
from .inline import mask
from .list_leads import heading_lead
from .rules import requirement
from .statements import may_hold_keywords, may_state, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..markup import Block
    from ..model.source import Span
    from ..rfc2119 import Keyword
    from .place import Located, Place
    from .statements import Node

_LONGEST_LEVEL = 30
"""Characters of a cell that may be nothing but a level."""
_ONLY_CODE = re.compile(r"`{1,2}([A-Z]+(?: NOT)?)`{1,2}")
_NO_ONE = re.compile(
    r"[\s*_]{0,3}(?:no \w[\w -]{0,30}|nobody|no one|none|nothing)[\s*_.]{0,3}", re.I
)
_FEWEST_WORDS = 4
"""Words of a cell that may state something."""
_ID = r"[\w.:~/#-]{1,40}|\w(?=[\w.:~/# -]{0,39}\d)[\w.:~/# -]{0,39}"
_ID_CELL = re.compile(rf"[`*_ ]{{0,9}}({_ID})[`*_ ]{{0,9}}")

_OF_RULES = re.compile(
    r"(?:rule|requirement|statement|constraint|action|obligation|guideline|convention)s?"
    r"|polic(?:y|ies)|dut(?:y|ies)|must|do|what"
)
"""Heads of columns in which a note without a subject is a rule."""
_OF_SIGNS = re.compile(r"meaning|symptoms?|state|status|signal|sign|cause|error|message")
"""Heads of columns that say what is the case."""
_NOTE = re.compile(
    r"[*_` ]{0,9}[a-z][^,;.:]{1,60}, (?:must|should|may|shall|needs? to|ha(?:s|ve) to)\b"
)
"""A state and what it leads to, such as "battery low, must be swapped"."""


def read_table(block: Block, place: Place) -> Iterator[Node]:
    """Yield the requirements of a table, and passages for all else in it."""
    table = tables.read(block, place)
    yield from table.diagnostics
    yield from read_rows(table, place.span(block), place)


def read_rows(table: tables.Table, span: Span, place: Place) -> Iterator[Node]:
    """Yield the requirements of the rows of a table, and passages for all else in it.

    Args:
        table: The table.
        span: Its lines.
        place: Where it is.
    """
    if place.is_persona and skill_rows.lists_skills(table):
        yield from skill_rows.read(table, place, needs_level=True)
        return
    cells = chain.from_iterable(row.cells for row in table.rows)
    explains = _explains_keywords(table)
    read = [] if explains else [(row, [*_row(row, table, place)]) for row in table.rows]
    has_rules = any(isinstance(node, Requirement) for _, nodes in read for node in nodes)
    if not has_rules and (explains or not any(may_hold_keywords(cell.text) for cell in cells)):
        if not explains:
            yield from _without_levels(table, span)
        kind = PassageKind.CONVENTIONS if explains else PassageKind.TEXT
        source = place.source(span)
        yield Passage(kind, source, span, (), place.section)
        return
    yield Passage(PassageKind.MARKUP, table.head_source, table.head_span, (), place.section)
    for row, nodes in read:
        yield from nodes
        if not any(isinstance(node, Requirement) for node in nodes):
            text = " — ".join(cell.text for cell in row.cells if cell.text)
            yield Passage(PassageKind.TEXT, text, row.span, (), place.section)


def _without_levels(table: tables.Table, span: Span) -> Iterator[Diagnostic]:
    """Yield a note about a table of requirements that says of none how much it binds."""
    counted = table.index("id") is not None or table.index("number") is not None
    cells = [cell for row in table.rows if (cell := table.cell(row, "statement"))]
    long = [cell for cell in cells if len(cell.text.split()) >= _FEWEST_WORDS]
    if counted and len(long) > 1 and len(long) * 2 > len(table.rows):
        yield Diagnostic.of("TB005", span, count=len(long))


def _explains_keywords(table: tables.Table) -> bool:
    """Whether the table says what MUST, SHOULD and the like mean."""
    pairs = [[cell.text for cell in row.cells if cell.text][:2] for row in table.rows]
    return definitions.explains_keywords([": ".join(pair) for pair in pairs])


def _row(row: tables.Row, table: tables.Table, place: Place) -> Iterator[Node]:
    """Yield the statements of a row; its other cells are their context."""
    used, nodes = _row_statements(row, table, place.within(Found.CELL))
    code = table.cell(row, "id")
    explicit_id = _id_in(code) or row.id
    named = code if _id_in(code) else None
    used_ids = {id(cell) for cell in (*used, named, table.cell(row, "number"))}
    others = [
        (head, cell.text)
        for head, cell in zip(table.head, row.cells, strict=False)
        if cell.text and id(cell) not in used_ids
    ]
    context = "; ".join(f"{head}: {text}" if head else text for head, text in others)
    ids = (explicit_id if n == 1 else f"{explicit_id}.{n}" for n in count(1))
    for node in nodes:
        if isinstance(node, Requirement):
            # An ID of the heading above is for what has none of its own.
            written = node.explicit_id if node.explicit_id != place.explicit_id else ""
            own_id = written or (next(ids) if explicit_id else node.explicit_id)
            contexts = "; ".join(part for part in (node.context, context) if part)
            if any(_NO_ONE.fullmatch(text) for _, text in others):
                node = polarity.with_negated_subject(node)
            yield replace(node, context=contexts, span=row.span, explicit_id=own_id)
        elif isinstance(node, Diagnostic):
            yield node


def _row_statements(
    row: tables.Row, table: tables.Table, place: Place
) -> tuple[Sequence[tables.Cell], Iterable[Node]]:
    """Return the cells that state something, and what.

    A cell with nothing but a keyword gives its level to another cell.
    """
    if any(find_keywords(mask(cell.text)) for cell in row.cells):
        place = place.as_written
    for bare in row.cells:
        keyword = _level_in(bare.text, place)
        if keyword is None:
            continue
        others = [cell for cell in row.cells if cell is not bare]
        column = table.cell(row, "statement")
        longest = max(others, key=lambda cell: len(cell.text), default=None)
        statement = longest if column is None or column is bare else column
        means = table.index("meaning") is not None
        if (
            means
            or not statement
            or not statement.text
            or definitions.is_definition(statement.text)
        ):
            return (), ()
        led = [node for piece in statement.pieces for node in _led(piece, keyword, place)]
        return (bare, statement), led
    cells = [cell for cell in row.cells if may_state(cell.text, place)]
    stated = [
        (cell, [node for piece in cell.pieces for node in statements(piece, own)])
        for cell in cells
        for own in (_read_as(cell, table.head_of(row, cell), place),)
    ]
    several = sum(any(isinstance(node, Requirement) for node in nodes) for _, nodes in stated) > 1
    nodes: list[Node] = []
    for cell, found in stated:
        head = table.head_of(row, cell) if several else ""
        nodes += [
            replace(node, context=head) if head and isinstance(node, Requirement) else node
            for node in found
        ]
    return cells, nodes


def _read_as(cell: tables.Cell, head: str, place: Place) -> Place:
    """Return the place of a cell; what a sign means or what is wrong isn't one without a keyword.

    "Battery low, must be swapped" is one in a column of rules only.
    """
    title = head.strip(" *_`").casefold()
    is_note = bool(_NOTE.match(cell.text)) and not _OF_RULES.fullmatch(title)
    return place.as_written if is_note or _OF_SIGNS.fullmatch(title) else place


def _level_in(text: str, place: Place) -> Keyword | None:
    """Return the keyword of a cell that is nothing but one; "muss", too, if German ones are read.

    "Must" in a cell of its own is a level, whatever it is called there.
    """
    code = _ONLY_CODE.fullmatch(text.strip())
    lead = heading_lead(code[1] if code else text)
    if lead is None and 0 < len(text) <= _LONGEST_LEVEL:
        words = text.strip(" *_`")
        inferred = place.infer(words, has_instructions=False)
        return inferred if inferred and inferred.written.casefold() == words.casefold() else None
    return lead.keyword if lead else None


def _led(located: Located, keyword: Keyword, place: Place) -> Iterator[Node]:
    """Yield a requirement for each item of a cell that gets its level from another cell."""
    for start, end in pieces(located.text, mask(located.text)):
        if located.text[start:end].strip():
            rule, doubts = requirement(located, keyword, start, end, place, is_inside=False)
            yield rule
            yield from doubts


def _id_in(cell: tables.Cell | None) -> str:
    match = _ID_CELL.fullmatch(cell.text) if cell else None
    return match[1].strip("_") if match else ""
