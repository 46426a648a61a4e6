"""OW: owners of texts, and the dates by which they review them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..input.clock import day
from ..model.diagnostics import Diagnostic, Severity
from ..model.ownership import ReviewState
from .registry import check, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook


def _dated(*fields: str) -> str:
    matter = "".join(f"{field}\n" for field in fields)
    return f"---\n{matter}---\n# The Pilot\n\n## Rules\n- MUST answer the radio\n"


_GOOD = _dated("owner: Kim", "reviewed: 2020-01-31", "review-by: 2999-12-31")

seen(
    "OW001",
    "unreadable-review-date",
    Severity.NOTE,
    good=[_GOOD],
    bad=[_dated("review-by: next summer"), _dated("reviewed: 2026-02-30")],
)


@check(
    code="OW002",
    name="overdue-review",
    severity=Severity.NOTE,
    good=[_GOOD],
    bad=[_dated("owner: Kim", "review-by: 2020-12-31"), _dated("review-by: 2020-12-31")],
)
def overdue_review(book: Handbook) -> Iterator[Diagnostic]:
    """Find texts whose next review should have been."""
    today = day()
    for text in (*book.personas, *book.documents):
        review = text.review
        if review.due and review.due_span and review.state(today) is ReviewState.OVERDUE:
            variant = "owned" if text.owners else "unowned"
            yield Diagnostic.of(
                "OW002",
                review.due_span,
                variant,
                date=review.due.isoformat(),
                owners=text.owners,
                title=text.title,
            )


@check(
    code="OW003",
    name="reviewed-in-future",
    severity=Severity.NOTE,
    good=[_GOOD],
    bad=[_dated("reviewed: 2999-12-31")],
)
def reviewed_in_future(book: Handbook) -> Iterator[Diagnostic]:
    """Find texts that were reviewed on a day that is still to come."""
    today = day()
    for text in (*book.personas, *book.documents):
        review = text.review
        if review.reviewed and review.reviewed_span and review.reviewed > today:
            yield Diagnostic.of("OW003", review.reviewed_span, date=review.reviewed.isoformat())
