"""Where the printed sheets stand in the site, and the words of links to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .addresses import onboarding_address, rubric_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..model import Persona

CHECKLIST = ("a4", "letter")
"""Sizes of the onboarding checklist."""
RUBRIC = ("a4", "letter", "pocket")
"""Sizes of the review rubric."""
NOTES = ("a4", "letter")
"""Sizes of the blank sheet for notes."""
_WORDS: Mapping[str, str] = {
    "a4": "PDF on A4",
    "letter": "PDF on Letter",
    "pocket": "PDF for the pocket on A5",
}

Download = tuple[str, str]
"""Words of a link to a file, and its address from the site's root."""


def checklist_sheet(persona: Persona, size: str) -> str:
    """Return the address of a printed checklist.

    >>> from rolebook.model import Persona
    >>> checklist_sheet(Persona("a.md", "The Tester", slug="tester"), "a4")
    'p/tester/onboarding/onboarding-a4.pdf'
    """
    return f"{onboarding_address(persona)}onboarding-{size}.pdf"


def rubric_sheet(persona: Persona, size: str) -> str:
    """Return the address of a printed rubric."""
    return f"{rubric_address(persona)}rubric-{size}.pdf"


def notes_sheet(size: str) -> str:
    """Return the address of a blank sheet for notes."""
    return f"review/notes-{size}.pdf"


def checklist_downloads(personas: Sequence[Persona]) -> Mapping[str, tuple[Download, ...]]:
    """Return what the page of each checklist offers, by the slug of its persona."""
    return {
        one.slug: tuple((_WORDS[size], checklist_sheet(one, size)) for size in CHECKLIST)
        for one in personas
    }


def rubric_downloads(personas: Sequence[Persona]) -> Mapping[str, tuple[Download, ...]]:
    """Return what the page of each rubric offers, by the slug of its persona."""
    return {
        one.slug: tuple((_WORDS[size], rubric_sheet(one, size)) for size in RUBRIC)
        for one in personas
    }


def notes_downloads() -> tuple[Download, ...]:
    """Return the blank sheets for notes, which are of no persona."""
    return tuple((_WORDS[size], notes_sheet(size)) for size in NOTES)
