"""Where rules and titles name roles, as they are written: a role to its places in the texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..link.roles import Register, register
from ..model import Document, Persona
from ..model.remembering import remembered
from ..model.source import Span
from .places import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..link.handbook import Handbook, Role
    from ..model import Requirement
    from ..model.source import Source

_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_TITLE_FIELD = re.compile(r"\s*(?:title|name)\s*:", re.IGNORECASE)
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a role in a text, without its article."""

    role: str
    """Slug."""
    words: str
    span: Span


@remembered
def sources(book: Handbook) -> Mapping[str, Source]:
    """Return the texts of a handbook by path."""
    return {source.path: source for source in book.sources}


@remembered
def names(book: Handbook) -> Register:
    """Return the roles of a handbook under all their names."""
    return register(book.personas)[0]


@remembered
def mentions(book: Handbook) -> tuple[Mention, ...]:
    r"""Return every mention of a role in rules and titles, by file and line.

    >>> from rolebook import Source, handbook
    >>> text = "# The Baker\n\n## Traits\n- calm\n\n## Collaborators\n- MUST ask The Miller\n"
    >>> [(one.role, one.span.line, one.span.column) for one in
    ...  mentions(handbook([Source("a.md", text)]))]
    [('baker', 1, 7), ('miller', 7, 16)]
    """
    found: list[Mention] = []
    for text in book.texts:
        if isinstance(text, Persona):
            found += title_places(book, text)
        for rule in text.requirements:
            found += mentions_in(book, rule)
    return tuple(found)


def mentions_in(book: Handbook, rule: Requirement) -> list[Mention]:
    """Return the mentions of roles in a rule, by place."""
    lines = sources(book)[rule.span.path].lines
    found: list[Mention] = []
    # The longest first: "Data Engineer Lead" is not a mention of the Data Engineer.
    for words, role in sorted(_named(book, rule), key=lambda pair: (-len(pair[0]), pair[0])):
        for span in written(words, rule.span, lines):
            if not any(_overlap(span, one.span) for one in found):
                found.append(Mention(role.slug, words, span))
    return sorted(found, key=lambda one: one.span)


def title_places(book: Handbook, persona: Persona) -> list[Mention]:
    """Return where a file says what its role is called: in its title, and in its front matter."""
    lines = sources(book)[persona.path].lines
    headings = [heading.span.line for heading in persona.headings if heading.section == "title"]
    numbers = [*_title_fields(lines), *headings]
    found: list[Mention] = []
    for number in dict.fromkeys(numbers):
        spans = written(persona.name, Span(persona.path, number), lines)
        found += [Mention(persona.slug, persona.name, span) for span in list(spans)[:1]]
    return found


def persona_of(book: Handbook, slug: str) -> Persona | None:
    """Return the persona of a role, if a file describes it."""
    role = book.roles.get(slug)
    return role.persona if role else None


def text_at(book: Handbook, path: str) -> Document | None:
    """Return the persona or document that a file was read as."""
    return next((text for text in book.texts if text.path == path), None)


def _named(book: Handbook, rule: Requirement) -> Iterator[tuple[str, Role]]:
    """Yield the names of roles in a rule, each as it is written, without its article."""
    known = names(book)
    found: dict[str, Role] = {}
    for name in rule.names:
        for part in known.parts(name):
            role = known.find(part.written)
            if role:
                found.setdefault(_bare(part.written), role)
    for match in known.mentions(rule):
        found.setdefault(_bare(rule.text[match.start : match.end]), match.payload)
    yield from found.items()


def _bare(words: str) -> str:
    return _ARTICLE.sub("", words, count=1) if _ARTICLE.match(words) else words


def _overlap(one: Span, other: Span) -> bool:
    return _start(one) < _end(other) and _start(other) < _end(one)


def _start(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _end(span: Span) -> tuple[int, int]:
    return span.last_line, span.end_column


def _title_fields(lines: list[str]) -> Iterator[int]:
    """Yield the lines of the front matter that may say what the role is called."""
    if not lines or lines[0].rstrip() != _FENCE:
        return
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == _FENCE:
            return
        if _TITLE_FIELD.match(line):
            yield number
