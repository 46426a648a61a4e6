"""Reviews from many files, and those of before, to one data file: each once, in a stable order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from ..rubric.answers import FORMAT, SCHEMA
from .model import united
from .reading import read_reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..link.handbook import Handbook
    from ..model.diagnostics import Diagnostic
    from ..model.source import Source
    from .model import Reply, Review


@dataclass(frozen=True, slots=True)
class Collected:
    """The reviews of a data file, and what was odd about what they were made from."""

    reviews: tuple[Review, ...]
    """All, those of before included."""
    new: int
    """How many were not there before."""
    read: int
    """How many the files have, copies included."""
    problems: tuple[Diagnostic, ...]
    has_lost: bool
    """Whether the file of before has lines that cannot be kept."""

    @property
    def content(self) -> bytes:
        """The data file: JSON Lines, which git can merge."""
        return b"".join(msgspec.json.encode(_line(review)) + b"\n" for review in self.reviews)

    def retired(self, book: Handbook) -> list[str]:
        """Return the IDs that were answered and are retired."""
        asked = {reply.id for review in self.reviews for reply in review.replies}
        return sorted(id for id in asked if not book.has(id) and book.lock.revisions(id))


def collect(
    sources: Iterable[Source],
    before: Sequence[Source] = (),
    book: Handbook | None = None,
    *,
    with_people: bool = False,
    with_texts: bool = False,
) -> Collected:
    """Return the reviews of files, together with those that were collected before.

    Args:
        sources: The files.
        before: The data file, if there is one; its reviews stay as they are.
        book: The handbook whose rules were reviewed.
        with_people: Whether to keep the names of authors and reviewers.
        with_texts: Whether to keep what people wrote: where, reason and notes.
    """
    kept, odd_before = read_reviews(before, book)
    read, odd = read_reviews(sources, book)
    cut = [review.cut(with_people=with_people, with_texts=with_texts) for review in read]
    known = {review.key for review in kept}
    reviews = united([*kept, *cut])
    return Collected(
        tuple(reviews),
        sum(review.key not in known for review in reviews),
        len(read),
        (*odd_before, *odd),
        any(problem.key in _LOSSES for problem in odd_before),
    )


_LOSSES = frozenset(
    {
        *("RV001", "RV001-other", "RV001-schema"),
        *("RV003-answer", "RV003-no-id", "RV003-date", "RV003-text"),
    }
)
"""Problems of what would be missing from a data file that is written again."""


def _line(review: Review) -> dict[str, Any]:
    """Return what a line says, without what is empty."""
    said = {
        "persona": review.persona,
        "change": review.change,
        "date": review.date,
        "version": review.version,
        "author": review.author,
        "reviewer": review.reviewer,
        "items": [_item(reply) for reply in review.replies],
        "notes": review.notes,
    }
    return {"format": FORMAT, "schema": SCHEMA, **{key: said[key] for key in said if said[key]}}


def _item(reply: Reply) -> dict[str, Any]:
    item: dict[str, Any] = {"id": reply.id, "answer": reply.answer}
    others = {"rules": reply.rules, "where": reply.where, "reason": reply.reason}
    return {**item, **{key: value for key, value in others.items() if value}}
