"""Where the PDFs of checklists and rubrics are in the site, and the words of links to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import onboarding_address, rubric_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..messages import Messages
    from ..model import Persona

CHECKLIST = ("a4", "letter")
"""Sizes of the onboarding checklist."""
RUBRIC = ("a4", "letter", "pocket")
"""Sizes of the review rubric."""
NOTES = ("a4", "letter")
"""Sizes of the blank sheet for notes."""

Download = tuple[str, str]
"""Words of a link to a file, and its address from the site's root."""


def checklist_sheet(persona: Persona, size: str) -> str:
    """Return the address of a checklist's PDF.

    >>> from rolebook.model import Persona
    >>> checklist_sheet(Persona("a.md", "The Tester", slug="tester"), "a4")
    'p/tester/onboarding/onboarding-a4.pdf'
    """
    return f"{onboarding_address(persona)}onboarding-{size}.pdf"


def rubric_sheet(persona: Persona, size: str) -> str:
    """Return the address of a rubric's PDF."""
    return f"{rubric_address(persona)}rubric-{size}.pdf"


def notes_sheet(size: str) -> str:
    """Return the address of a blank sheet for notes."""
    return f"review/notes-{size}.pdf"


def checklist_downloads(
    personas: Sequence[Persona], say: Messages
) -> Mapping[str, tuple[Download, ...]]:
    """Return the PDFs of every checklist, by the slug of its persona."""
    return _downloads(personas, checklist_sheet, CHECKLIST, say)


def rubric_downloads(
    personas: Sequence[Persona], say: Messages
) -> Mapping[str, tuple[Download, ...]]:
    """Return the PDFs of every rubric, by the slug of its persona."""
    return _downloads(personas, rubric_sheet, RUBRIC, say)


def notes_downloads(say: Messages) -> tuple[Download, ...]:
    """Return the blank sheets for notes, which belong to no persona."""
    return tuple((say(f"download-{size}"), notes_sheet(size)) for size in NOTES)


def _downloads(
    personas: Sequence[Persona],
    sheet: Callable[[Persona, str], str],
    sizes: Sequence[str],
    say: Messages,
) -> Mapping[str, tuple[Download, ...]]:
    by_slug: dict[str, tuple[Download, ...]] = {}
    for persona in personas:
        downloads = [(say(f"download-{size}"), sheet(persona, size)) for size in sizes]
        by_slug[persona.slug] = tuple(downloads)
    return by_slug
