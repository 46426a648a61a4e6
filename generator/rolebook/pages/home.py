"""The home page with its three doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.diagnostics import counts_in_words
from ..views.at_a_glance import mission
from ..views.tally import tally
from .context import toc
from .empty import not_personas, unread

if TYPE_CHECKING:
    from ..model import Persona
    from ..views.tally import Tally
    from .context import Page, SiteContext

# They fit into two lines of a card.
_TOP_CATEGORIES = 4


def home_page(context: SiteContext) -> Page:
    """Return the home page."""
    book, say = context.book, context.book.say
    cards = [_card(persona) for persona in book.personas]
    return context.page(
        "home.html",
        context.options.home,
        context.options.name,
        cards=cards,
        unread=[] if book.requirements else unread(book),
        not_personas=not_personas(book),
        problems=say.list(counts_in_words(book.diagnostics, say)),
        description=say.list(
            [
                say("role-count", count=len(book.personas)),
                say("rule-count", count=len(book.requirements)),
            ]
        ),
        toc=toc(
            [
                (say("roles"), "roles", bool(cards)),
                (say("documents"), "documents", bool(book.documents)),
            ]
        ),
    )


def _card(persona: Persona) -> tuple[Persona, str, Tally, list[str]]:
    """Return a persona, what it is for, its rules by level, and titles of its first categories."""
    about = mission(persona) or next((passage.text for passage in persona.overview), "")
    titles = [category.label for category, _ in persona.by_category if category.title]
    return persona, about, tally(persona.requirements), titles[:_TOP_CATEGORIES]
