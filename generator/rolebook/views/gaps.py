"""Where a persona's skills table and its rules differ: skills that only one of the two has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ..link.handbook import LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..link.handbook import Handbook, Link
    from ..model import Persona, Skill
    from ..taxonomy import Concept

# The score of a link that a rule's own words make; a heading or hint alone gives less.
_STRONG = 0.6
# A skill is missing if at least three rules and one in twenty mention it; ten are always enough.
_LEAST_RULES = 3
_LEAST_SHARE = 0.05
_MANY_RULES = 10

SkillKey = tuple[str, str]
"""Framework and code of a skill."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a skills table and the rules below it do not agree on."""

    missing: tuple[tuple[Concept, int], ...]
    """Skills that are not in the table, with how many rules mention each, the most first."""
    unshown: tuple[tuple[Skill, Concept | None], ...]
    """Rows of the table that no rule mentions, with what the catalogue has under the code."""


def gaps(book: Handbook, persona: Persona) -> Gaps:
    """Compare a persona's skills table with its rules; without either there is no difference."""
    if not persona.skills or not persona.requirements:
        return Gaps((), ())
    links = _skill_links(book, persona)
    return Gaps(
        tuple(_missing(book, persona, links)),
        tuple(_unshown(book, persona, {(link.framework, link.target) for link in links})),
    )


def lacking_skills(book: Handbook) -> dict[SkillKey, list[tuple[Persona, int]]]:
    """Return, by skill, the personas whose table lacks it, with their rules that mention it."""
    lacking: dict[SkillKey, list[tuple[Persona, int]]] = {}
    for persona in book.personas:
        for concept, count in gaps(book, persona).missing:
            lacking.setdefault((concept.framework, concept.code), []).append((persona, count))
    return lacking


def _skill_links(book: Handbook, persona: Persona) -> list[Link]:
    by_rule = (book.links.get(requirement.id, ()) for requirement in persona.requirements)
    links = chain.from_iterable(by_rule)
    return [link for link in links if link.kind is LinkKind.SKILL]


def _missing(
    book: Handbook, persona: Persona, links: Iterable[Link]
) -> Iterator[tuple[Concept, int]]:
    listed: set[SkillKey] = set()
    for skill in persona.skills:
        catalogue = book.catalogues.owner(skill.code)
        if catalogue:
            listed.add((catalogue.framework.key, skill.code))
    # A table of SFIA skills says nothing about those of another catalogue.
    frameworks = {framework for framework, _ in listed}
    counts = Counter((link.framework, link.target) for link in links if link.score >= _STRONG)
    least = max(_LEAST_RULES, min(_MANY_RULES, _LEAST_SHARE * len(persona.requirements)))
    for (framework, code), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count >= least and framework in frameworks and (framework, code) not in listed:
            yield book.catalogues[framework].concepts[code], count


def _unshown(
    book: Handbook, persona: Persona, mentioned: set[SkillKey]
) -> Iterator[tuple[Skill, Concept | None]]:
    for skill in persona.skills:
        catalogue = book.catalogues.owner(skill.code)
        if catalogue and (catalogue.framework.key, skill.code) not in mentioned:
            yield skill, catalogue.concepts.get(skill.code)
