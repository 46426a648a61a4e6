"""Where things are in the site, and how a rule is cited; addresses begin at the site's root.

Addresses are in lower case, except for IDs, which are cited as they are. On macOS and Windows two
addresses that differ only in case are one file: see `folded`.
"""

from __future__ import annotations

import unicodedata
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


def gaps_address(persona: Persona) -> str:
    """Return the address of the page that compares a role's skills with its rules."""
    return f"{address(persona)}gaps/"


def permalink(id: str) -> str:
    """Return the address of a rule's own page.

    >>> permalink("BD-API-07")
    'r/BD-API-07/'
    """
    return f"r/{id}/"


def skill_address(concept: Concept) -> str:
    """Return the address of a skill.

    >>> from rolebook.taxonomy import catalogues
    >>> skill_address(catalogues()["sfia"].concepts["PROG"])
    'skills/sfia/prog/'
    """
    return f"skills/{concept.framework}/{concept.slug}/"


def pattern_address(slug: str) -> str:
    """Return the address of a pattern."""
    return f"patterns/{slug}/"


def folded(address: str) -> str:
    r"""Return what is the same for addresses that are one file on macOS and Windows.

    Both ignore case, and macOS ignores whether an accent is part of its letter (Unicode Standard,
    section 3.13, canonical caseless matching).

    >>> folded("Team/") == folded("team/"), folded("caf\u00e9/") == folded("Cafe\u0301/")
    (True, True)
    """
    decomposed = unicodedata.normalize("NFD", address)
    return unicodedata.normalize("NFC", decomposed.casefold())
