"""Where the PDFs of checklists and rubrics are in the site, and the words of links to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import onboarding_address, rubric_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..messages import Messages
    from ..model import Persona

POCKET = "pocket"
"""The size of a rubric that is folded once; it fits on either paper."""

Download = tuple[str, str]
"""Words of a link to a file, and its address from the site's root."""


def rubric_sizes(papers: Sequence[str]) -> tuple[str, ...]:
    """Return the sizes of the review rubric on some papers.

    >>> rubric_sizes(["a4"]), rubric_sizes([])
    (('a4', 'pocket'), ())
    """
    return (*papers, POCKET) if papers else ()


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
    personas: Sequence[Persona], papers: Sequence[str], say: Messages
) -> Mapping[str, tuple[Download, ...]]:
    """Return the PDFs of every checklist on some papers, by the slug of its persona."""
    return _downloads(personas, checklist_sheet, papers, say)


def rubric_downloads(
    personas: Sequence[Persona], papers: Sequence[str], say: Messages
) -> Mapping[str, tuple[Download, ...]]:
    """Return the PDFs of every rubric on some papers, by the slug of its persona."""
    return _downloads(personas, rubric_sheet, rubric_sizes(papers), say)


def notes_downloads(papers: Sequence[str], say: Messages) -> tuple[Download, ...]:
    """Return the blank sheets for notes, which belong to no persona."""
    return tuple((say(f"download-{size}"), notes_sheet(size)) for size in papers)


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
