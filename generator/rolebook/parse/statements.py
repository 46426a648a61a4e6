"""Blocks to requirements: one record for each normative statement, and a passage for every other stretch of text.

The forms are listed in the reference page "How Markdown is read". Nothing is dropped: what is no requirement is a
passage, and what is odd is both kept and reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..markup import Block, Kind
from ..model import Found, Passage, PassageKind, Requirement
from ..rfc2119 import find_keywords, miscased_keywords
from . import tables
from .inline import clauses, mask, rule_lines, sentences
from .html_text import segments
from .place import Located, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..rfc2119 import Keyword

Node = Requirement | Passage | Diagnostic


@dataclass(frozen=True, slots=True)
class Lead:
    """A sentence ending in ":" whose list items belong to it."""

    text: str
    keyword: Keyword | None = None


_MAYBE = re.compile(r"MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL")
_MAYBE_ANY_CASE = re.compile(
    r"(?:\*\*|__)(?:must|shall|should|may|required|recommended|optional|not)", re.IGNORECASE
)
_CONVENTIONS = re.compile(
    r"key\s?words?\b.{0,400}?(?:interpreted|described in|RFC\s*2119|RFC\s*8174|BCP\s*14)",
    re.IGNORECASE | re.DOTALL,
)
_INTERPRETED = re.compile(r"\binterpreted\b.{0,200}?(?:RFC\s*-?2119|BCP\s*-?14)", re.IGNORECASE | re.DOTALL)
_DEFINITION = re.compile(r"(?:\s*\[[^\]\n]{1,200}\]:\s*\S[^\n]*\n?)+")
_CONDITION = re.compile(r"\W{0,4}(?:If|When|Whenever|While|Where|Unless|Until|Once)\b.{1,500},\s", re.DOTALL)
_EXPLICIT_ID = re.compile(r"\s*(?:\{#([\w.:-]{1,80})\}|<!--\s*#([\w.:-]{1,80})\s*-->)\s*$")
_NAMED_ANCHOR = re.compile(r"<a\s+(?:name|id)=[\"']?([\w.:-]{1,80})[\"']?\s*/?>(?:\s*</a>)?", re.IGNORECASE)
_TRAILING_COMMENT = re.compile(r"\s*<!--.{0,2000}?-->\s*$", re.DOTALL)
_SPACE = re.compile(r"\s+")
_OPENING_PUNCTUATION = re.compile(r"^\s*(?:[:–—,-]\s+|:\s*)?")


def read_blocks(blocks: Sequence[Block], place: Place, lead: Lead | None = None) -> Iterator[Node]:
    """Yield what a run of blocks holds, in the order of the source.

    Args:
        blocks: The blocks.
        place: Where they stand.
        lead: The sentence that introduces them, where they are the items of a list.
    """
    current = lead
    for i, block in enumerate(blocks):
        if block.kind is not Kind.PARAGRAPH:
            yield from _READERS[block.kind](block, place, current)
            current = lead
            continue
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        inherited = lead if i == 0 and place.found is Found.ITEM else None
        opened = _lead(block, following, place, inherited)
        yield from _paragraph(block, place, opened=opened, inherited=inherited)
        current = opened or lead


def heading_lead(title: str) -> Lead | None:
    """Return the lead of a heading that is nothing but a keyword, such as "## MUST NOT"."""
    keywords = find_keywords(title)
    if len(keywords) == 1 and not (title[: keywords[0].start] + title[keywords[0].end :]).strip(" :*_"):
        return Lead("", keywords[0])
    return None


def read_heading(block: Block, place: Place) -> Iterator[Node]:
    """Yield the requirement that a heading states, if it states one."""
    if heading_lead(block.text) is None:
        yield from _statements(
            Located(block.text, block.start, place), place.within(Found.HEADING), lead=None
        )


# --- kinds of block -----------------------------------------------------------------------------------------------


def _paragraph(block: Block, place: Place, *, opened: Lead | None, inherited: Lead | None) -> Iterator[Node]:
    """Yield the statements of a paragraph; it may open a list (`opened`) or be an item of one (`inherited`)."""
    text = block.text
    inherits = inherited is not None and inherited.keyword is not None and opened is None
    if _DEFINITION.fullmatch(text):
        yield _passage(PassageKind.DEFINITIONS, block, place)
    elif not _may_hold_keywords(text, place):
        plain = _passage(PassageKind.LEAD if opened else PassageKind.TEXT, block, place)
        yield _inherit(block, place, inherited) if inherits and inherited else plain
    elif _CONVENTIONS.search(text) or _INTERPRETED.search(text):
        yield _passage(PassageKind.CONVENTIONS, block, place)
    else:
        nodes = list(_statements(Located(text, block.start, place), place, lead=opened))
        if inherits and inherited and not any(isinstance(node, Requirement) for node in nodes):
            yield _inherit(block, place, inherited)
            nodes = [node for node in nodes if isinstance(node, Diagnostic)]
        for node in nodes:
            has_context = isinstance(node, Requirement) and inherited is not None
            yield replace(node, context=inherited.text) if has_context else node  # type: ignore[union-attr,type-var]


def _list(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    for item in block.children:
        if item.children:
            yield from read_blocks(item.children, place.within(Found.ITEM), lead)
        else:
            yield _passage(PassageKind.MARKUP, item, place)


def _quote(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    yield from read_blocks(block.children, place.within(Found.QUOTE))


def _nested_heading(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    nodes = list(read_heading(block, place))
    yield from nodes
    if not any(isinstance(node, Requirement) for node in nodes):
        yield _passage(PassageKind.TEXT, block, place)


def _table(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    table = tables.read(block, place)
    yield from table.diagnostics
    if not any(_may_hold_keywords(cell.text, place) for row in table.rows for cell in row.cells):
        yield _passage(PassageKind.TEXT, block, place)
        return
    yield Passage(PassageKind.MARKUP, table.head_source, table.head_span, (), place.section)
    for row in table.rows:
        found = list(_row(row, table, place))
        yield from found
        if not any(isinstance(node, Requirement) for node in found):
            text = " — ".join(cell.text for cell in row.cells if cell.text)
            yield Passage(PassageKind.TEXT, text, row.span, (), place.section)


def _row(row: tables.Row, table: tables.Table, place: Place) -> Iterator[Node]:
    bare = next((cell for cell in row.cells if heading_lead(cell.text)), None)
    texts = [cell for cell in row.cells if cell is not bare]
    if bare:
        lead = heading_lead(bare.text)
        statement = table.cell(row, "statement") or max(texts, key=lambda cell: len(cell.text), default=None)
        if statement is None or lead is None or lead.keyword is None or not statement.text:
            return
        nodes: Iterable[Node] = [
            _requirement(
                statement.located,
                lead.keyword,
                0,
                len(statement.text),
                place.within(Found.CELL),
                is_inside=False,
            )
        ]
        used = [bare, statement]
    else:
        used = [cell for cell in texts if _may_hold_keywords(cell.text, place)]
        nodes = [n for cell in used for n in _statements(cell.located, place.within(Found.CELL), lead=None)]
    code = table.cell(row, "id")
    context = "; ".join(
        f"{head}: {cell.text}" if head else cell.text
        for head, cell in zip(table.head, row.cells, strict=False)
        if cell.text and cell not in used and cell is not code
    )
    for node in nodes:
        if isinstance(node, Requirement):
            yield replace(
                node, context=context, span=row.span, explicit_id=node.explicit_id or _id_cell(code)
            )
        elif isinstance(node, Diagnostic):
            yield node


def _id_cell(cell: tables.Cell | None) -> str:
    return cell.text.strip("`*_ ") if cell and re.fullmatch(r"[`*_ ]*[\w.:-]{1,40}[`*_ ]*", cell.text) else ""


def _html(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    is_comment = block.text.lstrip().startswith("<!--") and block.text.rstrip().endswith("-->")
    yield _passage(PassageKind.COMMENT if is_comment else PassageKind.HTML, block, place)
    if not is_comment and _may_hold_keywords(block.text, place):
        for line, text in segments(block.text):
            located = Located(text, block.start + line, place)
            for node in _statements(located, place.within(Found.HTML), lead=None):
                if not isinstance(node, Passage):
                    yield node


def _code(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    if block.is_open:
        yield Diagnostic("RD009", place.span(block), "a code fence is never closed", "add the closing fence")
    yield _passage(PassageKind.CODE, block, place)


def _buried(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    yield Diagnostic("RD005", place.span(block), "this is nested too deep to be read as Markdown")
    yield _passage(PassageKind.TEXT, block, place)


def _break(block: Block, place: Place, lead: Lead | None) -> Iterator[Node]:
    yield _passage(PassageKind.MARKUP, block, place)


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


# --- leads --------------------------------------------------------------------------------------------------------


def _lead(block: Block, following: Block | None, place: Place, inherited: Lead | None) -> Lead | None:
    """Return the lead that a paragraph gives to the list behind it, or None if it gives none."""
    text = block.text.rstrip(" *_")
    if following is None or following.kind is not Kind.LIST or not text.endswith(":"):
        return None
    masked = mask(text)
    begin, end = list(sentences(masked, 0, len(masked)))[-1]
    own = [k for k in _keywords(masked, place) if begin <= k.start < end]
    if own and not _has_item_without_keyword(following, place):
        return Lead(_one_line(text[begin:end]))
    outer = inherited.text if inherited else ""
    keyword = own[-1] if own else (inherited.keyword if inherited else None)
    return Lead(_one_line(f"{outer} {text[begin:end]}"), keyword)


def _has_item_without_keyword(block: Block, place: Place) -> bool:
    heads = (item.children[0] for item in block.children if item.children)
    return any(head.kind is Kind.PARAGRAPH and not _keywords(mask(head.text), place) for head in heads)


def _inherit(block: Block, place: Place, lead: Lead) -> Requirement:
    located = Located(block.text, block.start, place)
    assert lead.keyword is not None
    requirement = _requirement(located, lead.keyword, 0, len(block.text), place, is_inside=False)
    return replace(requirement, context=lead.text)


# --- statements ---------------------------------------------------------------------------------------------------


def _statements(located: Located, place: Place, *, lead: Lead | None) -> Iterator[Node]:
    """Yield the statements of a text, what stands between them, and what is wrong with them."""
    text = located.text
    masked = mask(text)
    keywords = _keywords(masked, place)
    yield from _miscased(masked, located, place)
    last: Requirement | None = None
    loose: list[tuple[int, int]] = []
    for start, end in rule_lines(text, masked, keywords):
        inside = [k for k in keywords if start <= k.start < end] if len(keywords) > 1 else keywords
        for begin, stop in sentences(masked, start, end):
            own = [k for k in inside if begin <= k.start < stop]
            is_lead = lead is not None and lead.keyword is not None and stop == len(text)
            if not own or (is_lead and own[-1] == lead.keyword):
                loose.append((begin, stop))
                continue
            if last:
                yield _with_note(last, text, loose)
            elif loose:
                yield _loose(loose, located, place)
            loose = []
            *earlier, last = _sentence(located, masked, begin, stop, own, place)
            yield from earlier
            yield from _questionable(last, located, own)
    if last:
        yield _with_note(last, text, loose)
    elif loose:
        yield _loose(loose, located, place)


def _sentence(
    located: Located, masked: str, begin: int, end: int, keywords: Sequence[Keyword], place: Place
) -> list[Requirement]:
    stretches = clauses(masked, begin, end, keywords)
    return [_requirement(located, keyword, start, stop, place) for start, stop, keyword in stretches]


def _requirement(
    located: Located, keyword: Keyword, start: int, end: int, place: Place, *, is_inside: bool = True
) -> Requirement:
    """Make a requirement of `located.text[start:end]`.

    Args:
        located: The text.
        keyword: Its keyword.
        start: Offset of the first character.
        end: Offset behind the last one.
        place: Where it stands.
        is_inside: Whether the keyword is part of the text, and not of a lead or another cell.
    """
    raw = located.text[start:end]
    statement, before = raw, ""
    if is_inside:
        before = raw[: keyword.start - start]
        if not _NAMED_ANCHOR.sub("", before).strip():
            statement = _OPENING_PUNCTUATION.sub("", raw[keyword.end - start :], count=1)
            statement = statement.replace(keyword.dangling, "", 1) if keyword.dangling else statement
    condition = _CONDITION.match(before)
    first, last = start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip())
    return Requirement(
        level=keyword.level,
        keyword=keyword.written,
        text=_one_line(_without_id(statement)),
        raw=raw.strip(),
        span=located.span(first, max(first, last)),
        category=place.category,
        group=place.group,
        found=place.found,
        condition=_one_line(condition[0]).rstrip(",") if condition else "",
        explicit_id=_explicit_id(raw) or place.explicit_id,
    )


def _explicit_id(raw: str) -> str:
    """Return the id in `{#A-1}` or `<!-- #A-1 -->` at the end of a statement, or in `<a name="A-1">`."""
    if "#" not in raw and "<" not in raw:
        return ""
    match = _EXPLICIT_ID.search(raw) or _NAMED_ANCHOR.search(raw)
    return next((group for group in match.groups() if group), "") if match else ""


def _without_id(statement: str) -> str:
    if "#" not in statement and "<" not in statement:
        return statement
    return _NAMED_ANCHOR.sub("", _TRAILING_COMMENT.sub("", _EXPLICIT_ID.sub("", statement)))


def _with_note(requirement: Requirement, text: str, loose: Sequence[tuple[int, int]]) -> Requirement:
    return (
        replace(requirement, note=_one_line(" ".join(text[a:b] for a, b in loose))) if loose else requirement
    )


def _loose(loose: Sequence[tuple[int, int]], located: Located, place: Place) -> Passage:
    start, end = loose[0][0], loose[-1][1]
    kind = PassageKind.LEAD if located.text[start:end].rstrip(" *_\n").endswith(":") else PassageKind.TEXT
    return Passage(kind, located.text[start:end].strip(), located.span(start, end), (), place.section)


def _questionable(
    requirement: Requirement, located: Located, keywords: Sequence[Keyword]
) -> Iterator[Diagnostic]:
    for keyword in keywords:
        span = located.span(keyword.start, keyword.end)
        if keyword.is_mixed_case and keyword.written.split()[0].isupper():
            help = f"write {keyword.written.upper()}"
            yield Diagnostic("KW001", span, f"{keyword.written!r} is not a keyword in full capitals", help)
        if keyword.written.upper() == "MAY NOT":
            yield Diagnostic(
                "KW010", span, "'MAY NOT' can be read both ways", "write MUST NOT, or say what is optional"
            )
    if len(keywords) > 1:
        said = " and ".join(keyword.written for keyword in keywords)
        yield Diagnostic(
            "KW005", requirement.span, f"one sentence states {said}", "write one sentence for each"
        )


def _miscased(masked: str, located: Located, place: Place) -> Iterator[Diagnostic]:
    if place.bold_lowercase or not _MAYBE_ANY_CASE.search(masked):
        return
    for match in miscased_keywords(masked):
        span = located.span(match.start(), match.end())
        yield Diagnostic(
            "KW002", span, f"{match['words']!r} is not in capitals", f"write {match['words'].upper()}"
        )


def _keywords(masked: str, place: Place) -> list[Keyword]:
    return find_keywords(masked, bold_lowercase=place.bold_lowercase)


def _may_hold_keywords(text: str, place: Place) -> bool:
    return bool(_MAYBE.search(text) or _MAYBE_ANY_CASE.search(text))


def _passage(kind: PassageKind, block: Block, place: Place) -> Passage:
    text = block.text or place.source(block)
    return Passage(
        kind,
        text if kind is not PassageKind.CODE else place.source(block),
        place.span(block),
        (),
        place.section,
    )


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
