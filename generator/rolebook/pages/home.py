"""The home page with its three doors."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..model.diagnostics import Severity
from ..views.tally import tally
from .context import counted, toc

if TYPE_CHECKING:
    from .context import Page, Studio

_TOP_CATEGORIES = 4


def home_page(studio: Studio) -> Page:
    """Return the home page."""
    book = studio.book
    counts = Counter(diagnostic.severity for diagnostic in book.diagnostics)
    cards = [
        (
            persona,
            tally(persona.requirements),
            [c.label for c, _ in persona.by_category if c.title][:_TOP_CATEGORIES],
        )
        for persona in book.personas
    ]
    return studio.page(
        "home.html",
        studio.options.home,
        studio.options.name,
        cards=cards,
        health=[(severity, counts[severity]) for severity in Severity if counts[severity]],
        description=f"{counted(len(book.personas), 'role')} and {counted(len(book.requirements), 'rule')}",
        toc=toc(
            [("Roles", "roles", bool(cards)), ("Documents", "documents", bool(book.documents))]
        ),
    )
