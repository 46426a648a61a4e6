"""The pages of what rules are about: skills and patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..addresses import pattern_address, skill_address
from ..views.gaps import lacking_skills
from ..views.uses import pattern_uses, skill_uses
from .context import Page, toc
from .paging import LongList, further_pages, list_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..input.files import Made
    from ..model import Document, Persona, Requirement
    from ..taxonomy import Catalogue
    from ..views.uses import PatternUse, SkillUse
    from .context import SiteContext
    from .paging import ListPage

    Shelves = list[tuple[Catalogue, list[SkillUse]]]
    RulesPage = ListPage[Document, Requirement]

_BODY = "list-shelves.html"


def skill_pages(context: SiteContext) -> Iterator[Page]:
    """Yield the list of skills, then a page for each."""
    shelves = context.once(skill_shelves)
    yield _skills_page(context, shelves)
    lacking = lacking_skills(context.book)
    for catalogue, uses in shelves:
        for use in uses:
            personas = lacking.get((catalogue.framework.key, use.concept.code), [])
            yield _skill_page(context, catalogue, use, personas)


def further_skill_pages(context: SiteContext) -> Iterator[Made]:
    """Yield the pages of skills with more rules than one page has."""
    for catalogue, uses in context.once(skill_shelves):
        for use in uses:
            pages, title = _pages_of_skill(use), _skill_title(catalogue, use)
            yield from further_pages(context, pages, body=_BODY, title=title)


def skill_shelves(context: SiteContext) -> Shelves:
    """Return the catalogues with the skills that the handbook uses."""
    book = context.book
    return [(catalogue, skill_uses(book, catalogue)) for catalogue in book.catalogues]


def _pages_of_skill(use: SkillUse) -> list[RulesPage]:
    return list_pages(LongList(skill_address(use.concept)), use.shown_by)


def _skill_title(catalogue: Catalogue, use: SkillUse) -> str:
    concept = use.concept
    return f"{concept.code} {concept.name}" if catalogue.framework.is_coded else concept.name


def _skills_page(context: SiteContext, shelves: Shelves) -> Page:
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
    """Return the page of a skill, with the first rules that mention it.

    Args:
        context: Handbook, options and templates.
        catalogue: The catalogue of the skill.
        use: The skill and what it has to do with the handbook.
        lacking: Personas whose table lacks it, with how many of their rules mention it.
    """
    say, title = context.book.say, _skill_title(catalogue, use)
    return context.page(
        "skill.html",
        skill_address(use.concept),
        title,
        use=use,
        framework=catalogue.framework,
        catalogue=catalogue,
        lacking=lacking,
        page=_pages_of_skill(use)[0],
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
    uses = context.once(_pattern_shelf)
    yield context.page(
        "patterns.html",
        "patterns/",
        say("patterns"),
        uses=uses,
        description=say("patterns.description"),
    )
    for use in uses:
        yield _pattern_page(context, use)


def further_pattern_pages(context: SiteContext) -> Iterator[Made]:
    """Yield the pages of patterns with more rules than one page has."""
    for use in context.once(_pattern_shelf):
        yield from further_pages(context, _pages_of_pattern(use), body=_BODY, title=use.name)


def _pattern_shelf(context: SiteContext) -> list[PatternUse]:
    return pattern_uses(context.book)


def _pages_of_pattern(use: PatternUse) -> list[RulesPage]:
    return list_pages(LongList(pattern_address(use.slug)), use.shown_by)


def _pattern_page(context: SiteContext, use: PatternUse) -> Page:
    """Return the page of a pattern, with the first rules that mention it."""
    say = context.book.say
    return context.page(
        "pattern.html",
        pattern_address(use.slug),
        use.name,
        use=use,
        page=_pages_of_pattern(use)[0],
        toc=toc(
            [
                (say("pattern-needed"), "needed-by", bool(use.listed)),
                (say("pattern-rules.toc"), "rules", bool(use.shown_by)),
            ]
        ),
        description=say("pattern-description", pattern=use.name),
    )
