"""The pages of what rules are about: skills and patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..addresses import pattern_address, skill_address
from ..views.gaps import lacking_skills
from ..views.uses import pattern_uses, skill_uses
from .context import Page, toc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import Persona
    from ..taxonomy import Catalogue
    from ..views.uses import PatternUse, SkillUse
    from .context import SiteContext


def skill_pages(context: SiteContext) -> Iterator[Page]:
    """Yield the list of skills, then a page for each."""
    catalogues = context.book.catalogues
    shelves = [(catalogue, skill_uses(context.book, catalogue)) for catalogue in catalogues]
    yield _skills_page(context, shelves)
    lacking = lacking_skills(context.book)
    for catalogue, uses in shelves:
        for use in uses:
            personas = lacking.get((catalogue.framework.key, use.concept.code), [])
            yield _skill_page(context, catalogue, use, personas)


def _skills_page(
    context: SiteContext, shelves: Sequence[tuple[Catalogue, Sequence[SkillUse]]]
) -> Page:
    say = context.book.say
    entries = []
    for catalogue, uses in shelves:
        entries.append((catalogue.framework.title, catalogue.framework.key, bool(uses)))
    return context.page(
        "skills.html",
        "skills/",
        say("skills"),
        shelves=shelves,
        toc=toc([*entries, (say("skills-catalogues"), "catalogues", True)]),
        description=say("skills.description"),
    )


def _skill_page(
    context: SiteContext,
    catalogue: Catalogue,
    use: SkillUse,
    lacking: Sequence[tuple[Persona, int]],
) -> Page:
    """Return the page of a skill.

    Args:
        context: Handbook, options and templates.
        catalogue: The catalogue of the skill.
        use: The skill and what it has to do with the handbook.
        lacking: Personas whose table lacks it, with how many of their rules mention it.
    """
    concept, framework, say = use.concept, catalogue.framework, context.book.say
    title = f"{concept.code} {concept.name}" if framework.is_coded else concept.name
    return context.page(
        "skill.html",
        skill_address(concept),
        title,
        use=use,
        framework=framework,
        catalogue=catalogue,
        lacking=lacking,
        toc=toc(
            [
                (say("skill-needed"), "needed-by", bool(use.listed)),
                (say("skill-rules.toc"), "rules", bool(use.shown_by)),
            ]
        ),
        description=say("skill-description", skill=title),
    )


def pattern_pages(context: SiteContext) -> Iterator[Page]:
    """Yield the list of patterns, then a page for each."""
    say = context.book.say
    uses = pattern_uses(context.book)
    yield context.page(
        "patterns.html",
        "patterns/",
        say("patterns"),
        uses=uses,
        description=say("patterns.description"),
    )
    for use in uses:
        yield _pattern_page(context, use)


def _pattern_page(context: SiteContext, use: PatternUse) -> Page:
    say = context.book.say
    return context.page(
        "pattern.html",
        pattern_address(use.slug),
        use.name,
        use=use,
        toc=toc(
            [
                (say("pattern-needed"), "needed-by", bool(use.listed)),
                (say("pattern-rules.toc"), "rules", bool(use.shown_by)),
            ]
        ),
        description=say("pattern-description", pattern=use.name),
    )
