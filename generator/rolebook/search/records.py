"""Handbook to search records: one for every page, and one for every rule, which opens there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict

from ..addresses import address, permalink
from ..markup import plain
from ..model import PassageKind, Persona
from ..parse.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..link.handbook import Handbook
    from ..messages import Messages
    from ..model import Document, Requirement
    from ..pages import Options, Page


THEME_SEPARATOR = r"[\s\-]+"
"""Where the theme cuts words by default: brackets, quotes and full stops stay part of a word."""
SEPARATOR = r"""[\s\-,:;!?=\[\]()"'“”‘’`/]+|\.(?!\d)"""
"""Where words are cut instead, so that `OWASP` finds "(OWASP Top 10)"."""


_READ = (PassageKind.TEXT, PassageKind.LEAD)
_SUBJECTS = ("skills/", "patterns/", "f/")
# The names of skills, patterns and repeated rules are made of words of rules, and readers who type
# those words look for the rules: a twentieth puts such a page after any rule that has the words.
_SUBJECT_BOOST = 0.05


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
    """Return the records of the pages of a site, including those of retired IDs."""
    by_address = {address(text): text for text in book.texts}
    records: list[Record] = []
    for page in pages:
        document = by_address.get(page.path)
        text = " ".join([page.description, *(_prose(document) if document else ())])
        record = Record(location=f"{page.path}{options.index}", title=page.title, text=text)
        if page.path.startswith(_SUBJECTS):
            record["boost"] = _SUBJECT_BOOST
        records.append(record)
    retired = (id for id in book.lock.retired if not book.has(id))
    return records + [_retired(book.say, id, options.index) for id in retired]


def _prose(text: Document) -> Iterator[str]:
    """Yield the text of a persona or document besides its rules."""
    yield from (
        plain(" ".join(passage.text.split())) for passage in text.passages if passage.kind in _READ
    )
    if not isinstance(text, Persona):
        return
    for section in SECTIONS.values():
        if section.searched:
            yield from (plain(section.searched(record)) for record in section.records(text))


def _retired(say: Messages, id: str, index: str) -> Record:
    """Return the record of an ID that no rule has any more; the rules of today come before it."""
    return Record(
        location=f"{permalink(id)}{index}",
        title=say("search-retired", id=id),
        text=id.replace("-", ""),
        boost=_SUBJECT_BOOST,
    )


def _record(requirement: Requirement, text: Document, location: str) -> Record:
    """Return the record of a rule.

    Its words are part of the title, which the theme weighs most. Its text ends in the ID without
    hyphens, as people also type it.
    """
    words = plain(requirement.wording)
    about = " · ".join(part for part in (text.name, requirement.category.label) if part)
    return Record(
        location=f"{location}#{requirement.id}",
        title=f"{requirement.id} {requirement.level} {words}",
        text=f"{about} · {requirement.id.replace('-', '')}",
    )
