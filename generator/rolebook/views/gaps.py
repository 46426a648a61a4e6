"""Where a persona's skills table and its rules differ: skills that rules show and the table lacks, and the reverse."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..link.handbook import LinkKind

if TYPE_CHECKING:
    from ..link.handbook import Handbook, Link
    from ..model import Persona, Skill
    from ..taxonomy import Concept

_STRONG = 0.6
"""Least score of a link that says something about the table; one made by hints or a heading alone does not."""
_LEAST_RULES, _LEAST_SHARE, _MANY_RULES = 3, 0.05, 10
"""A skill is missing if at least so many rules of the persona, and this part of them or many, show it clearly."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a skills table and the rules below it do not agree on."""

    missing: tuple[tuple[Concept, int], ...]
    """Skills outside the table, and how many rules show each, the most first."""
    unshown: tuple[tuple[Skill, Concept | None], ...]
    """Rows of the table that no rule shows."""


def gaps(book: Handbook, persona: Persona) -> Gaps:
    """Compare the skills table of a persona with its rules; without a table or without rules there is no difference."""
    if not persona.skills or not persona.requirements:
        return Gaps((), ())
    homes = {skill.code: book.catalogues.owner(skill.code) for skill in persona.skills}
    listed = {(home.framework.key, code) for code, home in homes.items() if home}
    frameworks = {framework for framework, _ in listed}
    links = [
        link
        for requirement in persona.requirements
        for link in _skills(book.links.get(requirement.id, ()))
    ]
    counts = Counter((link.framework, link.target) for link in links if link.score >= _STRONG)
    shown = {(link.framework, link.target) for link in links}
    least = max(_LEAST_RULES, min(_MANY_RULES, _LEAST_SHARE * len(persona.requirements)))
    missing = (
        (book.catalogues[framework].concepts[code], count)
        for (framework, code), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= least and framework in frameworks and (framework, code) not in listed
    )
    unshown = ((skill, home) for skill in persona.skills if (home := homes[skill.code]))
    return Gaps(
        tuple(missing),
        tuple(
            (skill, home.concepts.get(skill.code))
            for skill, home in unshown
            if (home.framework.key, skill.code) not in shown
        ),
    )


def lacking_skills(book: Handbook) -> dict[tuple[str, str], list[tuple[Persona, int]]]:
    """Return the personas whose table lacks a skill, by its framework and code, and how many of their rules show it."""
    found: dict[tuple[str, str], list[tuple[Persona, int]]] = {}
    for persona in book.personas:
        for concept, count in gaps(book, persona).missing:
            found.setdefault((concept.framework, concept.code), []).append((persona, count))
    return found


def _skills(links: tuple[Link, ...]) -> list[Link]:
    return [link for link in links if link.kind is LinkKind.SKILL]
