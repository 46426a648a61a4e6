"""A review: which change it was about, and what was answered; knows no form of file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from typing import TYPE_CHECKING

from ..rubric.answers import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGITS = 16
"""Hexadecimal digits of a digest: two of a million reviews hardly share them."""


_BY_WEIGHT = (Answer.UNTOUCHED, Answer.KEPT, Answer.BROKEN)
"""Which of two answers to one question counts: the later one, which has something to report."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A question of a review, and what was answered."""

    id: str
    """That of the rule it is named after."""
    answer: Answer | None = None
    """None where it was asked and not answered."""
    rules: tuple[str, ...] = ()
    """IDs of the other rules that the question covers, sorted."""
    where: str = ""
    reason: str = ""

    @property
    def asks(self) -> tuple[str, ...]:
        """The IDs of all rules that it asks for."""
        return (self.id, *self.rules)


@dataclass(frozen=True)
class Review:
    """One review of one change by the rubric of one role."""

    persona: str
    """Code of the role; what the file says where no role has it."""
    change: str = ""
    date: str = ""
    """`2026-11-30`; empty where it is not known."""
    version: str = ""
    """Of the rubric."""
    author: str = ""
    reviewer: str = ""
    notes: str = ""
    replies: tuple[Reply, ...] = ()
    """Sorted by ID, each ID once."""

    @property
    def answered(self) -> tuple[Reply, ...]:
        """What was answered."""
        return tuple(reply for reply in self.replies if reply.answer)

    @cached_property
    def digest(self) -> str:
        """What was answered, in short; neither persons nor texts can be guessed from it."""
        lines = (f"{reply.id}={reply.answer}\n" for reply in self.answered)
        return hashlib.sha256("".join(lines).encode()).hexdigest()[:_DIGITS]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What two copies of one review share, whatever kind of file each is in; in this order."""
        return self.date, self.persona, self.change, self.digest

    def cut(self, *, with_people: bool, with_texts: bool) -> Review:
        """Return it without persons and texts, unless they are asked for."""
        review = self if with_people else replace(self, author="", reviewer="")
        if with_texts:
            return review
        bare = tuple(replace(reply, where="", reason="") for reply in self.replies)
        return replace(review, notes="", replies=bare)


def tidy(replies: Iterable[Reply]) -> tuple[Reply, ...]:
    """Return replies sorted by ID, each ID once: of several answers, the weightiest counts."""
    by_id: dict[str, Reply] = {}
    for reply in replies:
        other = by_id.get(reply.id)
        by_id[reply.id] = _both(other, reply) if other else reply
    return tuple(by_id[id] for id in sorted(by_id))


def united(reviews: Iterable[Review]) -> list[Review]:
    """Return each review once, sorted; of copies, what any of them has."""
    by_key: dict[tuple[str, str, str, str], list[Review]] = {}
    for review in reviews:
        by_key.setdefault(review.key, []).append(review)
    return [reduce(_one_of, by_key[key]) for key in sorted(by_key)]


def _one_of(one: Review, other: Review) -> Review:
    """Return what two copies have together; it is the same whichever comes first."""
    return replace(
        one,
        version=max(one.version, other.version),
        author=max(one.author, other.author),
        reviewer=max(one.reviewer, other.reviewer),
        notes=max(one.notes, other.notes),
        replies=tidy((*one.replies, *other.replies)),
    )


def _both(one: Reply, other: Reply) -> Reply:
    answers = [reply.answer for reply in (one, other) if reply.answer]
    return Reply(
        one.id,
        max(answers, key=lambda answer: _BY_WEIGHT.index(answer), default=None),
        tuple(sorted({*one.rules, *other.rules})),
        max(one.where, other.where),
        max(one.reason, other.reason),
    )
