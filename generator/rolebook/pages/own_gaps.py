"""Why a role needs each skill, as data for the checklist of someone who rates their own level."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..addresses import pattern_address, skill_address
from ..checklist.topics import skill_name
from ..link.handbook import LinkKind
from ..views.gaps import asks_by_skill, asks_for
from ..words.names import slugify
from .assets import made_script
from .context import relative_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..input.files import File
    from ..model import Persona, Skill
    from ..taxonomy import Concept
    from ..views.gaps import Ask, SkillKey
    from .context import SiteContext

_MOST_PATTERNS = 3
"""Patterns to read about: those that the surest rules mention come first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A page to read about a skill."""

    title: str
    path: str
    """Address from the site's root; empty for a page of another site."""
    url: str = ""

    @property
    def href(self) -> str:
        """The address as templates write it."""
        return self.url or f"@/{self.path}"


@dataclass(frozen=True, slots=True)
class Need:
    """A skill that a role needs: the rules that ask for it, and what to read about it."""

    asks: tuple[Ask, ...]
    pages: tuple[Reading, ...]
    """The page of the skill comes first; empty where no catalogue knows the skill."""


def own_gap_files(context: SiteContext) -> Iterator[File]:
    """Yield `onboarding/gaps/<slug>.js` for each role: its skills, and why it needs them."""
    for persona in context.book.personas:
        yield made_script(f"onboarding/gaps/{persona.slug}", partial(_data, context, persona))


def _data(context: SiteContext, persona: Persona) -> dict[str, Any]:
    asks = asks_by_skill(context.book, persona)
    levelled = [skill for skill in persona.skills if skill.low is not None]
    return {
        "role": persona.code,
        "name": persona.name,
        "skills": [_skill(context, persona, skill, asks) for skill in levelled],
    }


def _skill(
    context: SiteContext, persona: Persona, skill: Skill, asks: Mapping[SkillKey, Sequence[Ask]]
) -> dict[str, Any]:
    """Return a skill with the levels that the role needs; links are from the site's root."""
    name = skill_name(context.book, skill)
    asking = asks_for(context.book, skill, asks)
    need = Need(asking, tuple(_readings(context, skill, asking)))
    module: Any = context.environment.get_template("own-gap.html").module
    return {
        "source": skill.code or slugify(name),
        "name": name,
        "low": skill.low,
        "high": skill.high,
        "byLevel": [[one.name, one.low, one.high] for one in skill.by_level],
        "why": relative_links(str(module.why(need, persona)), "", context.options),
    }


def _readings(context: SiteContext, skill: Skill, asks: Sequence[Ask]) -> Iterator[Reading]:
    book = context.book
    concept = book.catalogues.of(skill.code)
    if concept:
        yield Reading(concept.name, skill_address(concept))
        if concept.url:
            yield Reading(_official(context, concept), "", concept.url)
    links = (book.links.get(ask.rule.id, ()) for ask in asks)
    slugs = [link.target for group in links for link in group if link.kind is LinkKind.PATTERN]
    for slug in islice(dict.fromkeys(slugs), _MOST_PATTERNS):
        yield Reading(book.patterns[slug], pattern_address(slug))


def _official(context: SiteContext, concept: Concept) -> str:
    framework = context.book.catalogues[concept.framework].framework
    return framework.site or context.book.say("skill-official-page")
