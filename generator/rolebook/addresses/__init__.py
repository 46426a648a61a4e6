"""Where things are in the site, and how a rule is cited; addresses begin at the site's root."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Persona

if TYPE_CHECKING:
    from ..model import Document
    from ..taxonomy import Concept


def address(text: Document) -> str:
    """Return the address of a persona or document.

    >>> address(Persona("a.md", "The Tester", slug="tester"))
    'p/tester/'
    """
    return f"{'p' if isinstance(text, Persona) else 'd'}/{text.slug}/"


def onboarding_address(persona: Persona) -> str:
    """Return the address of a role's checklist."""
    return f"{address(persona)}onboarding/"


def rubric_address(persona: Persona) -> str:
    """Return the address of a role's review rubric."""
    return f"{address(persona)}rubric/"


def permalink(id: str) -> str:
    """Return the address of a rule's own page.

    >>> permalink("BD-API-07")
    'r/BD-API-07/'
    """
    return f"r/{id}/"


def skill_address(concept: Concept) -> str:
    """Return the address of a skill."""
    return f"skills/{concept.framework}/{concept.slug}/"


def pattern_address(slug: str) -> str:
    """Return the address of a pattern."""
    return f"patterns/{slug}/"
