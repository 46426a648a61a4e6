"""When a text was last reviewed, and when it must be again; data only."""

from __future__ import annotations

import datetime  # noqa: TC003 - `parse.keeping` reads the types of fields
from dataclasses import dataclass
from enum import StrEnum

from .dates import SOON
from .source import Span  # noqa: TC001 - `parse.keeping` reads the types of fields


class ReviewState(StrEnum):
    """Whether a review is due, as seen on a day."""

    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    NEVER = "never"
    """Nobody wrote when it is due."""


@dataclass(frozen=True, slots=True)
class ReviewDates:
    """The dates in the front matter of a text."""

    reviewed: datetime.date | None = None
    """The day of the last review."""
    due: datetime.date | None = None
    """The last day on which the next review is in time."""
    reviewed_span: Span | None = None
    due_span: Span | None = None

    def state(self, today: datetime.date) -> ReviewState:
        """Return whether the next review is due.

        >>> dates = ReviewDates(due=datetime.date(2026, 12, 31))
        >>> dates.state(datetime.date(2026, 12, 31)).value
        'soon'
        >>> dates.state(datetime.date(2027, 1, 1)).value
        'overdue'
        """
        if self.due is None:
            return ReviewState.NEVER
        if self.due < today:
            return ReviewState.OVERDUE
        return ReviewState.SOON if self.due - today <= SOON else ReviewState.LATER


NO_DATES = ReviewDates()
