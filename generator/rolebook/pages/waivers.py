"""The page of all waivers: exceptions to rules, those that have expired first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..link.references import is_usable
from ..views.releases import day
from ..views.waivers import end, listed

if TYPE_CHECKING:
    from ..model.waivers import Waiver
    from .context import Page, SiteContext

PATH = "waivers/"


def waivers_page(context: SiteContext) -> Page:
    """Return the page of all waivers."""
    book, say = context.book, context.book.say
    expired = sum(waiver.is_expired for waiver in book.waivers)
    count = say("waivers-summary", count=len(book.waivers))
    if expired:
        summary = say("waivers-expired", waivers=count, count=expired)
    else:
        summary = say("waivers-expired.none", waivers=count)
    return context.page(
        "waivers.html",
        PATH,
        say("waivers"),
        rows=listed(book),
        summary=summary,
        end=lambda waiver: end(waiver, say),
        granted=lambda waiver: day(waiver.granted.isoformat(), say) if waiver.granted else "",
        has_link=_has_link,
        description=say("waivers.description"),
    )


def _has_link(waiver: Waiver) -> bool:
    """Whether browsers can open the link of a waiver."""
    return is_usable(waiver.link)
