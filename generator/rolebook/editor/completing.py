"""What can be typed at a place: keywords, IDs of rules, codes of skills, names of roles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..model.source import Span
from ..parse.tables import COLUMNS
from ..rfc2119 import Level
from ..words.names import fold
from ..words.shortening import shorten
from .mentions import text_at
from .places import line_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..link.handbook import Handbook
    from ..taxonomy import Concept
    from .places import Cursor

_MOST = 100
"""Entries of a list; who looks for another one types more."""
_LONGEST = 60
"""Characters of a rule in a list."""
_KEYWORD = re.compile(r"^\s*(?:[-*+]\s+|\d{1,9}[.)]\s+)?\*\*(?P<typed>[A-Z ]{0,20})$")
_IN_BRACKETS = re.compile(r"[\[(](?P<typed>[A-Z][A-Z0-9-]{0,60})?$")
_CELL = re.compile(r"(?:^|[^\\])\|\s*(?P<typed>[^|]{0,60})$")
_WORD = r"[^\W\d_a-zß-öø-ÿ][\w'’-]{0,60}"
_CAPITALS = re.compile(rf"(?<![\w/.-])(?:{_WORD} ){{0,5}}{_WORD}$")
_ARTICLE = re.compile(r"\b[Tt]he +$")
_WITH = re.compile(r"\bwith [Tt]he +$")
_BEFORE_NAME = re.compile(r"\b(?:the|with|for|to|from|by|and|between|alongside) +$", re.IGNORECASE)
"""What is before a role in a duty; elsewhere, too many other words follow these."""
_HEADING = re.compile(r"#{1,6}\s+(?P<title>.*?)\s*#*\s*$")


class ItemKind(Enum):
    """What a completion is."""

    KEYWORD = auto()
    RULE = auto()
    SKILL = auto()
    ROLE = auto()


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be typed."""

    kind: ItemKind
    label: str
    detail: str
    insert: str
    span: Span
    """What is replaced: what was typed of it."""


def completions(book: Handbook, lines: Sequence[str], at: Cursor) -> list[Item]:
    r"""Return what can be typed at a place.

    Args:
        book: The handbook; it may be older than the lines.
        lines: Those of the file as they are now.
        at: The place.

    >>> from rolebook import Source, handbook
    >>> from rolebook.editor.places import Cursor
    >>> book = handbook([Source("a.md", "# The Baker\n\n## Traits\n- calm\n")])
    >>> [item.insert for item in completions(book, ["ask The Ba"], Cursor("a.md", 1, 11))]
    ['Baker']
    """
    typed = line_at(lines, at)[: at.column - 1]
    for look in _LOOKS:
        items = list(look(book, lines, at, typed))
        if items:
            return items[:_MOST]
    return []


def _keywords(book: Handbook, lines: Sequence[str], at: Cursor, typed: str) -> Iterator[Item]:
    match = _KEYWORD.match(typed)
    if not match:
        return
    is_closed = line_at(lines, at)[at.column - 1 :].startswith("**")
    for level in Level:
        if level.value.startswith(match["typed"]):
            insert = level.value if is_closed else f"{level.value}** "
            yield Item(ItemKind.KEYWORD, level.value, "", insert, _behind(at, match["typed"]))


def _rules(book: Handbook, lines: Sequence[str], at: Cursor, typed: str) -> Iterator[Item]:
    match = _IN_BRACKETS.search(typed)
    if not match:
        return
    begin = match["typed"] or ""
    for rule in book.requirements:
        if rule.id.startswith(begin):
            detail = f"{rule.level.value} {shorten(rule.text, _LONGEST)}"
            yield Item(ItemKind.RULE, rule.id, detail, rule.id, _behind(at, begin))


def _skills(book: Handbook, lines: Sequence[str], at: Cursor, typed: str) -> Iterator[Item]:
    match = _CELL.search(typed)
    if not match or not typed.lstrip().startswith("|") or _section(book, lines, at) != "skills":
        return
    insert = _column(lines, at, typed.count("|") - typed.count("\\|") - 1)
    begin = match["typed"].casefold()
    for catalogue in book.catalogues:
        if insert is None or not catalogue.framework.is_coded:
            continue
        for concept in catalogue.concepts.values():
            if concept.code.casefold().startswith(begin) or begin in concept.name.casefold():
                title = catalogue.framework.title
                detail = f"{concept.name} ({title} {concept.levels})".replace(" )", ")")
                span = _behind(at, match["typed"])
                yield Item(ItemKind.SKILL, concept.code, detail, insert(concept), span)


def _roles(book: Handbook, lines: Sequence[str], at: Cursor, typed: str) -> Iterator[Item]:
    begin = next(iter(_begun(book, typed)), None)
    if begin is None:
        return
    before = typed[: len(typed) - len(begin)]
    is_duty = _section(book, lines, at) == "collaborators"
    is_expected = _WITH.search(before) or (is_duty and _BEFORE_NAME.search(before))
    if not begin and not is_expected:
        return
    article = "The " if is_duty and not _ARTICLE.search(before) else ""
    for name, detail in _names(book):
        if name.casefold().startswith(begin.casefold()):
            span = _behind(at, begin)
            yield Item(ItemKind.ROLE, name, detail, f"{article}{name}", span)


_LOOKS: tuple[Callable[[Handbook, Sequence[str], Cursor, str], Iterator[Item]], ...] = (
    _keywords,
    _rules,
    _skills,
    _roles,
)


def _begun(book: Handbook, typed: str) -> Iterator[str]:
    """Yield what may be the beginning of a name at the end of a line, the longest first."""
    match = _CAPITALS.search(typed)
    words = match[0].split(" ") if match else []
    known = [name.casefold() for name, _ in _names(book)]
    for first in range(len(words)):
        begin = " ".join(words[first:])
        if any(name.startswith(begin.casefold()) for name in known):
            yield begin
    if not typed or typed.endswith(" "):
        yield ""


def _names(book: Handbook) -> Iterator[tuple[str, str]]:
    """Yield the names of all roles, each with what it stands for."""
    for role in book.roles.values():
        path = role.persona.path if role.persona else ""
        yield role.name, path
        for alias in role.persona.aliases if role.persona else ():
            # The name of a file is an alias, too, but not one that people write.
            if fold(alias) not in (fold(role.name), fold(PurePosixPath(path).stem)):
                yield alias, role.name


def _column(lines: Sequence[str], at: Cursor, place: int) -> Callable[[Concept], str] | None:
    """Return what a column of a table gets of a skill: its name, its code, or nothing.

    Args:
        lines: Those of the file.
        at: A place in the table.
        place: Which column, counted from 0.
    """
    first = at.line - 1
    while first > 0 and lines[first - 1].lstrip().startswith("|"):
        first -= 1
    heads = [cell.strip(" *").casefold() for cell in lines[first].strip().strip("|").split("|")]
    head = heads[place] if place < len(heads) else ""
    if head in COLUMNS["code"]:
        return lambda concept: concept.code
    return (lambda concept: concept.name) if head in COLUMNS["skill"] else None


def _section(book: Handbook, lines: Sequence[str], at: Cursor) -> str:
    """Return the key of the section of a place; the headings of the last reading tell it."""
    text = text_at(book, at.path)
    known = {heading.title: heading.section for heading in text.headings} if text else {}
    for line in reversed(lines[: at.line]):
        match = _HEADING.match(line)
        section = known.get(match["title"], "") if match else ""
        if section:
            return section
    return ""


def _behind(at: Cursor, typed: str) -> Span:
    """Return the place of what was typed before a place."""
    return Span(at.path, at.line, at.column - len(typed), at.line, at.column)
