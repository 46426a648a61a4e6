"""What is at a place: a role, a rule, a skill, or a file that a link leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..link.references import Library
from ..model import Persona
from ..model.remembering import remembered
from .mentions import mentions_in, sources, text_at, title_places
from .places import covers, line_at, match_at, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..link.handbook import Handbook
    from ..model import Requirement, Skill
    from ..model.source import Span
    from .mentions import Mention
    from .places import Cursor

_ID = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+(?![\w-])")
_CODE = re.compile(r"[A-Za-z][\w-]{0,60}")
_TARGET = re.compile(
    r"\]\(\s*<?(?P<link>[^()\s>]{1,2000})|`(?P<code>[^`\s]{1,300}\.(?:md|markdown))`"
)


@dataclass(frozen=True, slots=True)
class RoleSubject:
    """A name of a role."""

    slug: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class RuleSubject:
    """A rule, or an ID that stands for it."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class SkillSubject:
    """The code of a skill in a row of a table."""

    code: str
    span: Span


@dataclass(frozen=True, slots=True)
class FileSubject:
    """The path of a persona or document."""

    path: str
    span: Span


Subject = RoleSubject | RuleSubject | SkillSubject | FileSubject


def subject_at(book: Handbook, at: Cursor) -> Subject | None:
    r"""Return what is at a place, the narrowest first: a path, an ID, a code, a name, a rule.

    >>> from rolebook import Source, handbook
    >>> from rolebook.editor.places import Cursor
    >>> book = handbook([Source("a.md", "# Keys\n\n- Keys MUST be safe.\n")])
    >>> subject_at(book, Cursor("a.md", 3, 5)).id
    'KEY-KEYS-01'
    """
    subjects = (look(book, at) for look in _LOOKS)
    return next((subject for subject in subjects if subject), None)


def rule_at(book: Handbook, at: Cursor) -> Requirement | None:
    """Return the rule at a place; of several in one line, the one that begins last."""
    text = text_at(book, at.path)
    if text is None:
        return None
    rules = [rule for rule in text.requirements if covers(rule.span, at)]
    return max(rules, key=lambda rule: rule.span, default=None)


@remembered
def library(book: Handbook) -> Library:
    """Return the files of a handbook by path."""
    return Library(book.texts)


def skill_rows(book: Handbook, path: str) -> Iterator[Skill]:
    """Yield the rows of the skills tables in a file."""
    text = text_at(book, path)
    if isinstance(text, Persona):
        yield from text.skills


def _line(book: Handbook, at: Cursor) -> str:
    source = sources(book).get(at.path)
    return line_at(source.lines, at) if source else ""


def _file(book: Handbook, at: Cursor) -> Subject | None:
    line = _line(book, at)
    for group in ("link", "code"):
        span = match_at(_TARGET, line, at, group)
        if span:
            target = line[span.column - 1 : span.end_column - 1]
            path = library(book).path(target, at.path)
            return FileSubject(path, span) if path else None
    return None


def _id(book: Handbook, at: Cursor) -> Subject | None:
    line = _line(book, at)
    span = match_at(_ID, line, at)
    id = line[span.column - 1 : span.end_column - 1] if span else ""
    return RuleSubject(id, span) if span and book.has(id) else None


def _skill(book: Handbook, at: Cursor) -> Subject | None:
    line = _line(book, at)
    span = match_at(_CODE, line, at)
    if span is None:
        return None
    word = line[span.column - 1 : span.end_column - 1].upper()
    rows = (row for row in skill_rows(book, at.path) if row.span.line == at.line)
    return next((SkillSubject(row.code, span) for row in rows if row.code.upper() == word), None)


def _role(book: Handbook, at: Cursor) -> Subject | None:
    found = (one for one in _mentions_near(book, at) if covers(one.span, at))
    return next((RoleSubject(one.role, one.words, one.span) for one in found), None)


def _mentions_near(book: Handbook, at: Cursor) -> Iterator[Mention]:
    text = text_at(book, at.path)
    if isinstance(text, Persona):
        yield from title_places(book, text)
    rule = rule_at(book, at)
    if rule:
        yield from mentions_in(book, rule)


def _rule(book: Handbook, at: Cursor) -> Subject | None:
    rule = rule_at(book, at)
    if rule is None:
        return None
    return RuleSubject(rule.id, whole(rule.span, sources(book)[at.path].lines))


_LOOKS: tuple[Callable[[Handbook, Cursor], Subject | None], ...] = (
    _file,
    _id,
    _skill,
    _role,
    _rule,
)
