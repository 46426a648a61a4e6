"""From a place to others: where a thing is defined, and everywhere it is named."""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING

from ..model.source import Span
from .mentions import mentions, persona_of, sources, title_places
from .places import whole
from .subjects import FileSubject, RoleSubject, RuleSubject, SkillSubject, skill_rows, subject_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook
    from .places import Cursor
    from .subjects import Subject


def definition(book: Handbook, at: Cursor) -> Span | None:
    r"""Return where what is at a place is described, or None.

    >>> from rolebook import Source, handbook
    >>> from rolebook.editor.places import Cursor
    >>> text = "# Keys\n\n- Keys MUST be safe.\n- Locks MUST fit, see KEY-KEYS-01.\n"
    >>> str(definition(handbook([Source("a.md", text)]), Cursor("a.md", 4, 26)))
    'a.md:3:3'
    """
    subject = subject_at(book, at)
    return _defined(subject, book) if subject else None


def references(book: Handbook, at: Cursor) -> list[Span]:
    r"""Return all places that name what is at a place, by file and line; its own is one of them.

    >>> from rolebook import Source, handbook
    >>> from rolebook.editor.places import Cursor
    >>> text = "# Keys\n\n- Keys MUST be safe.\n- Locks MUST fit, see KEY-KEYS-01.\n"
    >>> book = handbook([Source("a.md", text)])
    >>> [str(span) for span in references(book, Cursor("a.md", 3, 5))]
    ['a.md:3:3', 'a.md:4:23']
    """
    subject = subject_at(book, at)
    return sorted(_named(subject, book)) if subject else []


@singledispatch
def _defined(subject: Subject, book: Handbook) -> Span | None:
    return None


@_defined.register(RoleSubject)
def _role_defined(subject: RoleSubject, book: Handbook) -> Span | None:
    persona = persona_of(book, subject.slug)
    if persona is None:
        return None
    titles = title_places(book, persona)
    return titles[-1].span if titles else Span(persona.path, 1, 1, 1, 1)


@_defined.register(RuleSubject)
def _rule_defined(subject: RuleSubject, book: Handbook) -> Span | None:
    rule = book.requirement(subject.id)
    return whole(rule.span, sources(book)[rule.span.path].lines)


@_defined.register(SkillSubject)
def _skill_defined(subject: SkillSubject, book: Handbook) -> Span | None:
    return subject.span


@_defined.register(FileSubject)
def _file_defined(subject: FileSubject, book: Handbook) -> Span | None:
    return Span(subject.path, 1, 1, 1, 1)


@singledispatch
def _named(subject: Subject, book: Handbook) -> Iterator[Span]:
    yield from ()


@_named.register(RoleSubject)
def _role_named(subject: RoleSubject, book: Handbook) -> Iterator[Span]:
    yield from (one.span for one in mentions(book) if one.role == subject.slug)


@_named.register(RuleSubject)
def _rule_named(subject: RuleSubject, book: Handbook) -> Iterator[Span]:
    rule = book.requirement(subject.id)
    own = whole(rule.span, sources(book)[rule.span.path].lines)
    yield own
    words = re.compile(rf"(?<![\w-]){re.escape(subject.id)}(?![\w-])")
    for place in _all(book, words):
        if place.path != own.path or not own.line <= place.line <= own.last_line:
            yield place


@_named.register(SkillSubject)
def _skill_named(subject: SkillSubject, book: Handbook) -> Iterator[Span]:
    words = re.compile(rf"(?<![\w-]){re.escape(subject.code)}(?![\w-])", re.IGNORECASE)
    for text in book.personas:
        lines = sources(book)[text.path].lines
        for row in skill_rows(book, text.path):
            if row.code == subject.code:
                yield from _in_line(text.path, row.span.line, lines[row.span.line - 1], words)


def _all(book: Handbook, words: re.Pattern[str]) -> Iterator[Span]:
    for source in book.sources:
        for number, line in enumerate(source.lines, 1):
            yield from _in_line(source.path, number, line, words)


def _in_line(path: str, number: int, line: str, words: re.Pattern[str]) -> Iterator[Span]:
    for match in words.finditer(line):
        yield Span(path, number, match.start() + 1, number, match.end() + 1)
