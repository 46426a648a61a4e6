"""The page of all owners: who answers for each text, and when it must be reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..input.clock import day
from ..model.ownership import ReviewState
from ..views.ownership import owned

if TYPE_CHECKING:
    from .context import Page, SiteContext

PATH = "ownership/"


def ownership_page(context: SiteContext) -> Page:
    """Return the page of all owners and reviews."""
    book, say = context.book, context.book.say
    today = day()
    rows = [(text, text.review.state(today)) for text in owned(book)]
    overdue = sum(state is ReviewState.OVERDUE for _, state in rows)
    count = say("ownership-summary", count=len(rows))
    if overdue:
        summary = say("ownership-reviews-overdue", owned=count, count=overdue)
    else:
        summary = say("ownership-reviews-overdue.none", owned=count)
    return context.page(
        "ownership.html",
        PATH,
        say("ownership"),
        rows=rows,
        summary=summary,
        description=say("ownership.description"),
    )
