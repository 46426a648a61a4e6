"""Who answers for texts, and when they must be reviewed: all of them by that day, and in words."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ..model.ownership import NO_DATES, ReviewState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook
    from ..messages import Messages
    from ..model import Document


def owned(book: Handbook) -> list[Document]:
    """Return texts with an owner or a date of a review: those due first before, then by path."""
    texts = (
        text for text in (*book.personas, *book.documents) if text.owners or text.review != NO_DATES
    )
    return sorted(texts, key=lambda text: (text.review.due or datetime.date.max, text.path))


def sentences(text: Document, today: datetime.date, say: Messages) -> Iterator[str]:
    """Yield who owns a text, when it was last reviewed, and when it must be again."""
    review = text.review
    if text.owners:
        owners = say.list(text.owners, last="unit")
        yield say("ownership-owners", count=len(text.owners), owners=owners)
    if review.reviewed:
        yield say("ownership-reviewed-on", date=say.date(review.reviewed))
    if review.due:
        date = say.date(review.due)
        is_overdue = review.state(today) is ReviewState.OVERDUE
        yield say("ownership-overdue", date=date) if is_overdue else say("ownership-due", date=date)
