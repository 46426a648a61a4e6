"""Whether an edited text reads as before, except for one word about the links of one rule."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING

from ..model import PassageKind
from ..model.source import Span
from ..parse import parse
from ..parse.front_matter import split_front_matter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..keywords import Keywords
    from ..model import Document
    from ..model.diagnostics import Diagnostic
    from ..model.source import Source

_LINKS = "overrides"
"""The field of a text with what its author says about links."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says."""

    text: Document | None
    problems: tuple[Diagnostic, ...]
    matter_end: int
    """The line that closes its front matter; 0 without any."""
    length: int
    """How many lines it has."""


def read(source: Source, keywords: Keywords | None = None) -> Reading:
    """Return what a text says."""
    text, problems = parse(source, keywords=keywords)
    span = split_front_matter(source)[0].span
    return Reading(text, tuple(problems), span.last_line if span else 0, len(source.lines))


def is_same(before: Reading, after: Reading, names: tuple[str, ...], word: str) -> bool:
    """Whether a text says the same, and one word more about the links of a rule.

    Args:
        before: The text as it was.
        after: The edited text.
        names: What front matter can call the rule, without case.
        word: What is added.
    """
    if before.text is None or after.text is None:
        return False
    shift = after.length - before.length
    old = _told(before.text, before.matter_end, 0)
    new = _told(after.text, after.matter_end, shift)
    known = _places(before, 0)
    return (
        old == new
        and all(place in known for place in _places(after, shift))
        and _wanted(before.text, names, word) == _links(after.text)
    )


def _places(reading: Reading, shift: int) -> list[tuple[str, Span | None]]:
    """Return the codes of problems and where these are."""
    end = reading.matter_end
    return [(problem.code, _moved(problem.span, end, shift)) for problem in reading.problems]


def _links(text: Document) -> Mapping[str, tuple[str, ...]]:
    return {override.subject.casefold(): override.words for override in text.overrides}


def _wanted(text: Document, names: tuple[str, ...], word: str) -> Mapping[str, tuple[str, ...]]:
    links = dict(_links(text))
    subject = next((name for name in reversed(links) if name in names), names[0])
    return {**links, subject: (*links.get(subject, ()), word)}


def _told(text: Document, matter_end: int, shift: int) -> object:
    """Return a text as values, with places as they are before it is edited."""

    def told(value: object) -> object:
        if isinstance(value, Span):
            return _moved(value, matter_end, shift)
        if isinstance(value, (tuple, list)):
            return tuple(told(one) for one in value if not _is_matter(one))
        if is_dataclass(value) and not isinstance(value, type):
            named = (one.name for one in fields(value) if one.name != _LINKS)
            return (type(value), *(told(getattr(value, name)) for name in named))
        return value

    return told(text)


def _is_matter(value: object) -> bool:
    return getattr(value, "kind", None) is PassageKind.FRONT_MATTER


def _moved(span: Span, matter_end: int, shift: int) -> Span | None:
    """Return a place in the text as it was; None in front matter or on the first line.

    The first line also is the place of what has none, such as rules above the first heading.
    """
    if span.line <= matter_end or span.line - shift <= 1:
        return None
    end_line = span.end_line - shift if span.end_line else 0
    return replace(span, line=span.line - shift, end_line=end_line)
