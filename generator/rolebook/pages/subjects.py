"""The pages of what rules are about: skills and patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..taxonomy import FRAMEWORKS
from ..views.uses import pattern_uses, skill_uses
from .site import Page, toc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .site import Studio


def skill_pages(studio: Studio) -> Iterator[Page]:
    """Yield the list of skills, then a page for each."""
    uses = {key: skill_uses(studio.book, key) for key in FRAMEWORKS}
    entries = [(FRAMEWORKS[key].title, key, bool(found)) for key, found in uses.items()]
    yield studio.page(
        "skills.html",
        "skills/",
        "Skills",
        frameworks=[(FRAMEWORKS[key], found) for key, found in uses.items()],
        toc=toc(entries),
        description="Who needs which skill, and which rules show it",
    )
    for key, found in uses.items():
        for use in found:
            concept = use.concept
            title = f"{concept.code} {concept.name}" if key == "sfia" else concept.name
            yield studio.page(
                "skill.html",
                f"skills/{key}/{concept.slug}/",
                title,
                use=use,
                framework=FRAMEWORKS[key],
                toc=toc([("Who needs it", "needed-by", bool(use.listed)), ("Rules", "rules", bool(use.shown_by))]),
                description=f"{title}: who needs it, and the rules that speak of it",
            )


def pattern_pages(studio: Studio) -> Iterator[Page]:
    """Yield the list of patterns, then a page for each."""
    uses = pattern_uses(studio.book)
    yield studio.page(
        "patterns.html",
        "patterns/",
        "Patterns",
        uses=uses,
        description="Design patterns that roles should know",
    )
    for use in uses:
        yield studio.page(
            "pattern.html",
            f"patterns/{use.slug}/",
            use.name,
            use=use,
            toc=toc(
                [
                    ("Who should know it", "needed-by", bool(use.listed)),
                    ("Rules", "rules", bool(use.shown_by)),
                ]
            ),
            description=f"{use.name}: who should know it, and the rules that speak of it",
        )
