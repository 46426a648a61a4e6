"""Handbook to search records: one for every page, and one for every requirement that opens the page at the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict

from ..markup import plain
from ..model import PassageKind, Persona
from ..views.addresses import address, permalink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..link.handbook import Handbook
    from ..model import Document, Requirement
    from ..pages import Options, Page


THEME_SEPARATOR = r"[\s\-]+"
"""Where the theme cuts words unless told otherwise: brackets, quotes and full stops stay part of a word."""
SEPARATOR = r"""[\s\-,:;!?=\[\]()"'“”‘’`/]+|\.(?!\d)"""
"""Where words are cut instead, so that `OWASP` finds "(OWASP Top 10)"."""


_READ = (PassageKind.TEXT, PassageKind.LEAD)
_SUBJECTS = ("skills/", "patterns/", "f/")
_SUBJECT_BOOST = 0.05
"""The names of skills, patterns and templates are made of words of rules, and whoever types them wants the rules."""


class Record(TypedDict):
    """A record as the theme's search reads it."""

    location: str
    title: str
    text: str
    boost: NotRequired[float]


def records(book: Handbook, pages: Iterable[Page], options: Options) -> list[Record]:
    """Return the records of a site: its pages, and its rules."""
    rules = [
        _record(rule, text, f"{address(text)}{options.index}")
        for text in book.texts
        for rule in text.requirements
    ]
    return page_records(book, pages, options) + rules


def page_records(book: Handbook, pages: Iterable[Page], options: Options) -> list[Record]:
    """Return the records of the pages of a site, those of retired ids among them."""
    by_address = {address(text): text for text in book.texts}
    found: list[Record] = []
    for page in pages:
        text = by_address.get(page.path)
        said = " ".join([page.description, *(_prose(text) if text else ())])
        found.append(Record(location=f"{page.path}{options.index}", title=page.title, text=said))
        if page.path.startswith(_SUBJECTS):
            found[-1]["boost"] = _SUBJECT_BOOST
    return found + [_retired(id, options.index) for id in book.lock.retired if not book.has(id)]


def _prose(text: Document) -> Iterator[str]:
    """Yield what a persona or document says besides its rules."""
    yield from (
        plain(" ".join(passage.text.split())) for passage in text.passages if passage.kind in _READ
    )
    if isinstance(text, Persona):
        yield from (plain(entry.text) for entry in (*text.traits, *text.responsibilities))
        for area in text.knowledge:
            yield f"{plain(area.name)}: {', '.join(map(plain, area.topics))}"
        yield from (plain(skill.description) for skill in text.skills)


def _retired(id: str, index: str) -> Record:
    """Return the record of an id that no rule has any more; whoever looks for its words wants the rules of today."""
    words = id.replace("-", "")
    return Record(
        location=f"{permalink(id)}{index}",
        title=f"{id} (retired)",
        text=words,
        boost=_SUBJECT_BOOST,
    )


def _record(requirement: Requirement, text: Document, location: str) -> Record:
    """Return the record of a rule.

    Its words are part of the title, which the theme weighs most; its text ends in the id as people
    also type it, without hyphens.
    """
    words = plain(requirement.text)
    about = " · ".join(part for part in (text.name, requirement.category.label) if part)
    return Record(
        location=f"{location}#{requirement.id}",
        title=f"{requirement.id} {requirement.level} {words}",
        text=f"{about} · {requirement.id.replace('-', '')}",
    )
