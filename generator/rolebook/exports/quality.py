"""The published shape of the quality of a handbook: counts of problems, and shares of rules."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta, Struct

from ..rubric import rubric
from ..views.quality import quality
from ..views.releases import releases_of_lock
from ..views.trend import trend

if TYPE_CHECKING:
    from ..link.handbook import Handbook
    from ..views.quality import CodeProblems, HeadingProblems, Share, TextQuality
    from ..views.trend import Point

VERSION = 1
"""Raised when a field changes its meaning, a value its spelling, or a field goes away."""


class ShareRecord(Struct, frozen=True):
    """How many rules are of a kind, out of those that the kind applies to."""

    kind: str
    part: int
    whole: int


class TextQualityRecord(Struct, frozen=True):
    """One persona or document in numbers."""

    path: str
    slug: str
    rules: int
    problems: int
    shares: list[ShareRecord]


class CodeProblemsRecord(Struct, frozen=True):
    """The problems of one code."""

    code: str
    name: str
    severity: Annotated[str, Meta(description="The worst of them.")]
    problems: int
    known: Annotated[int, Meta(description="Those that the baseline has.")]


class HeadingProblemsRecord(Struct, frozen=True):
    """A category with problems about its rules."""

    path: str
    line: int
    title: str
    problems: int


class TrendRecord(Struct, frozen=True):
    """The number of rules at one release."""

    release: str
    rules: int
    added: int
    changed: int
    retired: int


class QualityRecord(Struct, frozen=True):
    """A handbook in numbers."""

    version: Annotated[int, Meta(description="Raised when a field or value changes.")]
    rules: int
    problems: int
    known: Annotated[int, Meta(description="Problems that the baseline has.")]
    shares: list[ShareRecord]
    texts: list[TextQualityRecord]
    codes: list[CodeProblemsRecord]
    headings: list[HeadingProblemsRecord]
    trend: Annotated[list[TrendRecord], Meta(description="The days of the lock file, in order.")]


def quality_record(book: Handbook) -> QualityRecord:
    """Return the published shape of the quality of a handbook."""
    rubrics = (rubric(book, persona) for persona in book.personas)
    found = quality(book, asked=frozenset(chain.from_iterable(one.covered for one in rubrics)))
    return QualityRecord(
        version=VERSION,
        rules=found.rules,
        problems=len(found.problems),
        known=found.known,
        shares=list(map(_share, found.shares)),
        texts=list(map(_text, found.texts)),
        codes=list(map(_code, found.codes)),
        headings=list(map(_heading, found.headings)),
        trend=list(map(_point, trend(releases_of_lock(book.lock), found.rules))),
    )


def quality_json(book: Handbook) -> bytes:
    """Return the quality of a handbook as JSON."""
    return msgspec.json.format(msgspec.json.encode(quality_record(book)), indent=1) + b"\n"


def _share(one: Share) -> ShareRecord:
    return ShareRecord(one.kind.value, one.part, one.whole)


def _text(one: TextQuality) -> TextQualityRecord:
    shares = list(map(_share, one.shares))
    return TextQualityRecord(one.text.path, one.text.slug, one.rules, one.problems, shares)


def _code(one: CodeProblems) -> CodeProblemsRecord:
    count = len(one.problems)
    return CodeProblemsRecord(one.code, one.name, one.severity.value, count, one.known)


def _heading(one: HeadingProblems) -> HeadingProblemsRecord:
    span = one.category.span
    return HeadingProblemsRecord(span.path, span.line, one.category.title, one.problems)


def _point(one: Point) -> TrendRecord:
    return TrendRecord(one.release.name, one.rules, one.added, one.changed, one.retired)
