"""The published shape of the answers of reviews, as sums; no review by itself, and no person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta, Struct

from ..reviews import PROVES_LITTLE, summary
from .records import Id

if TYPE_CHECKING:
    from ..link.handbook import Handbook
    from ..reviews import MonthSum, RoleSum, RuleSum, Summary

VERSION = 1
"""Raised when a field changes its meaning, a value its spelling, or a field goes away."""


class RuleReviewsRecord(Struct, frozen=True):
    """What was answered about one rule."""

    id: Id
    asked: Annotated[int, Meta(description="Reviews in which a question asked for it.")]
    kept: int
    broken: int
    untouched: int


class MonthReviewsRecord(Struct, frozen=True):
    """The reviews of one month, and their answers."""

    month: Annotated[str, Meta(description="Empty for reviews without a date.")]
    reviews: int
    kept: int
    broken: int
    untouched: int


class RoleReviewsRecord(Struct, frozen=True):
    """The reviews by the rubric of one role."""

    code: Annotated[str, Meta(description="What reviews say where no role has it.")]
    persona: Annotated[str, Meta(description="Slug of the persona; empty if there is none.")]
    reviews: int
    months: list[MonthReviewsRecord]
    rules: list[RuleReviewsRecord]
    never: Annotated[list[Id], Meta(description="Rules that could be asked and never were.")]
    always_untouched: Annotated[
        list[Id], Meta(description="Rules with at least three answers, all of them untouched.")
    ]


class ReviewsRecord(Struct, frozen=True):
    """The answers of all reviews."""

    version: Annotated[int, Meta(description="Raised when a field or value changes.")]
    reviews: int
    proves_little: Annotated[
        bool, Meta(description=f"Whether there are fewer than {PROVES_LITTLE} reviews.")
    ]
    months: list[MonthReviewsRecord]
    roles: list[RoleReviewsRecord]


def reviews_record(summed: Summary) -> ReviewsRecord:
    """Return the published shape of what reviews come to."""
    return ReviewsRecord(
        version=VERSION,
        reviews=summed.whole.reviews,
        proves_little=summed.whole.proves_little,
        months=[_month(month) for month in summed.whole.months],
        roles=[_role(role) for role in summed.roles],
    )


def reviews_json(book: Handbook) -> bytes:
    """Return the answers of all reviews of a handbook as JSON."""
    return summary_json(summary(book))


def summary_json(summed: Summary) -> bytes:
    """Return the answers of all reviews as JSON."""
    encoded = msgspec.json.encode(reviews_record(summed))
    return msgspec.json.format(encoded, indent=1) + b"\n"


def _role(role: RoleSum) -> RoleReviewsRecord:
    return RoleReviewsRecord(
        code=role.code,
        persona=role.persona.slug if role.persona else "",
        reviews=role.reviews,
        months=[_month(month) for month in role.months],
        rules=[_rule(rule) for rule in role.rules],
        never=list(role.never),
        always_untouched=[rule.id for rule in role.untouched],
    )


def _month(one: MonthSum) -> MonthReviewsRecord:
    return MonthReviewsRecord(one.month, one.reviews, one.kept, one.broken, one.untouched)


def _rule(rule: RuleSum) -> RuleReviewsRecord:
    return RuleReviewsRecord(rule.id, rule.asked, rule.kept, rule.broken, rule.untouched)
