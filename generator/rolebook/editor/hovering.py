"""What is at a place, in a few lines of Markdown."""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING

from ..exports.recording import link_name
from ..link.handbook import LinkKind
from ..messages import messages
from ..model import Document, Persona
from ..views.at_a_glance import mission
from .mentions import persona_of, text_at
from .subjects import FileSubject, RoleSubject, RuleSubject, SkillSubject, subject_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook, Link
    from ..model.source import Span
    from .places import Cursor
    from .subjects import Subject

_MARKS = re.compile(r"([\\`*_\[\]<>#|])")


def hover(book: Handbook, at: Cursor) -> tuple[str, Span] | None:
    r"""Return what is at a place, as Markdown, and the words that it is about.

    >>> from rolebook import Source, handbook
    >>> from rolebook.editor.places import Cursor
    >>> book = handbook([Source("a.md", "# Bread\n\n- Bread MUST be brown.\n")])
    >>> print(hover(book, Cursor("a.md", 3, 5))[0])
    **BRE-BREA-01** MUST
    <BLANKLINE>
    Bread MUST be brown.
    """
    subject = subject_at(book, at)
    paragraphs = list(_about(subject, book)) if subject else []
    return ("\n\n".join(paragraphs), subject.span) if subject and paragraphs else None


@singledispatch
def _about(subject: Subject, book: Handbook) -> Iterator[str]:
    """Yield the paragraphs about a subject."""
    yield from ()


@_about.register(RuleSubject)
def _rule(subject: RuleSubject, book: Handbook) -> Iterator[str]:
    say = messages()
    rule = book.requirement(subject.id)
    yield f"**{rule.id}** {rule.level.value}"
    yield rule.statement
    sure = _names(book, book.links.get(rule.id, ()))
    if sure:
        yield say("editor-links", names=sure)
    maybe = _names(book, book.possible.get(rule.id, ()))
    if maybe:
        yield say("editor-maybe", names=maybe)


@_about.register(RoleSubject)
def _role(subject: RoleSubject, book: Handbook) -> Iterator[str]:
    say = messages()
    persona = persona_of(book, subject.slug)
    if persona:
        yield from _persona(persona)
    else:
        yield f"**{_plain(book.roles[subject.slug].name)}**"
        yield say("editor-no-file")


@_about.register(FileSubject)
def _file(subject: FileSubject, book: Handbook) -> Iterator[str]:
    text = text_at(book, subject.path)
    if text:
        yield from _persona(text)


def _persona(text: Document) -> Iterator[str]:
    say = messages()
    yield f"**{_plain(text.title)}**"
    said = mission(text) if isinstance(text, Persona) else ""
    if said:
        yield said
    rules = say("rule-count", count=len(text.own_rules))
    duties = say("duty-count", count=len(text.collaborations))
    yield f"{say('editor-counts', rules=rules, duties=duties)}  \n`{text.path}`"


@_about.register(SkillSubject)
def _skill(subject: SkillSubject, book: Handbook) -> Iterator[str]:
    say = messages()
    concept = book.catalogues.of(subject.code)
    owner = book.catalogues.owner(subject.code)
    title = owner.framework.title if owner else ""
    name = concept.name if concept else ""
    yield f"**{_plain(subject.code)}** {_plain(name)} ({_plain(title)})".replace("  ", " ")
    if concept and concept.levels:
        yield say("editor-defined", levels=concept.levels)
    asked = [
        say("editor-asked", role=_plain(persona.name), levels=row.levels)
        for persona in book.personas
        for row in persona.skills
        if row.code == subject.code and row.levels
    ]
    if asked:
        yield "\n".join(f"- {line}" for line in asked)


def _names(book: Handbook, links: tuple[Link, ...]) -> str:
    return ", ".join(_name(book, link) for link in links)


def _name(book: Handbook, link: Link) -> str:
    name = _plain(link_name(book, link))
    is_coded = link.kind is LinkKind.SKILL and book.catalogues[link.framework].framework.is_coded
    return f"{name} ({link.target})" if is_coded else name


def _plain(words: str) -> str:
    """Return words that Markdown leaves as they are."""
    return _MARKS.sub(r"\\\1", words)
