"""The pages of what rules are about: skills and patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..views.addresses import skill_address
from ..views.gaps import lacking_skills
from ..views.uses import pattern_uses, skill_uses
from .context import Page, toc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .context import SiteContext


def skill_pages(context: SiteContext) -> Iterator[Page]:
    """Yield the list of skills, then a page for each."""
    uses = [
        (catalogue, skill_uses(context.book, catalogue)) for catalogue in context.book.catalogues
    ]
    lacking = lacking_skills(context.book)
    entries = [
        (catalogue.framework.title, catalogue.framework.key, bool(found))
        for catalogue, found in uses
    ]
    yield context.page(
        "skills.html",
        "skills/",
        "Skills",
        shelves=uses,
        toc=toc([*entries, ("Catalogues", "catalogues", True)]),
        description="Who needs which skill, and which rules show it",
    )
    for catalogue, found in uses:
        framework = catalogue.framework
        for use in found:
            concept = use.concept
            title = f"{concept.code} {concept.name}" if framework.is_coded else concept.name
            yield context.page(
                "skill.html",
                skill_address(concept),
                title,
                use=use,
                framework=framework,
                catalogue=catalogue,
                lacking=lacking.get((framework.key, concept.code), []),
                toc=toc(
                    [
                        ("Who needs it", "needed-by", bool(use.listed)),
                        ("Rules", "rules", bool(use.shown_by)),
                    ]
                ),
                description=f"{title}: who needs it, and the rules that speak of it",
            )


def pattern_pages(context: SiteContext) -> Iterator[Page]:
    """Yield the list of patterns, then a page for each."""
    uses = pattern_uses(context.book)
    yield context.page(
        "patterns.html",
        "patterns/",
        "Patterns",
        uses=uses,
        description="Design patterns that roles should know",
    )
    for use in uses:
        yield context.page(
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
