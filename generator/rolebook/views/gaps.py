"""Where a persona's skills table and its rules differ: skills that only one of the two has.

`gaps` counts, for the page of a role; `skill_gaps` has every skill, with the rules that ask for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ..link.handbook import LinkKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from ..link.handbook import Handbook, Link
    from ..model import Persona, Requirement, Skill
    from ..taxonomy import Concept

# The score of a link that a rule's own words make; a heading or hint alone gives less.
_STRONG = 0.6
# A skill is clearly missing if at least three rules and one in twenty mention it; ten are always
# enough. With three it is on the page of gaps.
_LEAST_RULES = 3
_LEAST_SHARE = 0.05
_MANY_RULES = 10

SkillKey = tuple[str, str]
"""Framework and code of a skill."""


class GapKind(StrEnum):
    """How a skills table and the rules agree on a skill."""

    MISSING = "missing"
    """Rules ask for it, and the table lacks it."""
    UNSHOWN = "unshown"
    """The table has it, and nothing in the rules asks for it."""
    UNKNOWN = "unknown"
    """The table has it, and no catalogue does, so no rule can be linked to it."""
    SHOWN = "shown"
    """The table has it, and rules ask for it."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A rule that asks for a skill, and the link that says so."""

    rule: Requirement
    link: Link


@dataclass(frozen=True, slots=True)
class SkillGap:
    """A skill that a role lists or that its rules ask for."""

    kind: GapKind
    skill: Skill | None
    """Its row in the table; None where the table lacks it."""
    concept: Concept | None
    """What the catalogue has under the code; None where no catalogue knows it."""
    asks: tuple[Ask, ...]
    """The rules that ask for it, those with the surest links first."""
    is_clear: bool = True
    """Whether enough rules ask for a missing skill that the page of the role names it, too."""

    @property
    def code(self) -> str:
        """Its code in the catalogue or, where no catalogue knows it, in the table."""
        return self.concept.code if self.concept else self.skill.code if self.skill else ""

    @property
    def name(self) -> str:
        """Its name in the catalogue or, where no catalogue knows it, in the table."""
        return self.concept.name if self.concept else self.skill.name if self.skill else ""


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
    asks = asks_by_skill(book, persona)
    missing = _missing(book, persona, asks, _clearly(persona))
    return Gaps(
        tuple((concept, len(strong)) for concept, strong in missing),
        tuple(_unshown(book, persona, asks)),
    )


def skill_gaps(book: Handbook, persona: Persona) -> list[SkillGap]:
    """Return every skill that a role lists or that at least three of its rules clearly ask for.

    Skills that the table lacks come first, those of the most rules before others; then come the
    rows of the table by kind, in its order. A role without a skills table has none.

    Args:
        book: The handbook.
        persona: The role.
    """
    if not persona.skills:
        return []
    asks = asks_by_skill(book, persona)
    rows = [_row(book, skill, asks) for skill in persona.skills]
    order = list(GapKind)
    rows.sort(key=lambda row: order.index(row.kind))
    return [*_missing_rows(book, persona, asks), *rows]


def asks_by_skill(book: Handbook, persona: Persona) -> dict[SkillKey, list[Ask]]:
    """Return the rules of a role that ask for each skill, those with the surest links first.

    Possible links do not count; rules with equally sure links are in the order of the source.
    """
    asks: dict[SkillKey, list[Ask]] = {}
    for rule in persona.requirements:
        for link in book.links.get(rule.id, ()):
            if link.kind is LinkKind.SKILL:
                asks.setdefault((link.framework, link.target), []).append(Ask(rule, link))
    for rules in asks.values():
        rules.sort(key=lambda ask: -ask.link.score)
    return asks


def asks_for(
    book: Handbook, skill: Skill, asks: Mapping[SkillKey, Sequence[Ask]]
) -> tuple[Ask, ...]:
    """Return the rules that ask for a row of a skills table.

    Args:
        book: The handbook.
        skill: The row.
        asks: The rules of the role by skill; see `asks_by_skill`.
    """
    key = _listed(book, skill)
    return tuple(asks.get(key, ())) if key else ()


def _row(book: Handbook, skill: Skill, asks: Mapping[SkillKey, Sequence[Ask]]) -> SkillGap:
    concept = book.catalogues.of(skill.code)
    asking = asks_for(book, skill, asks)
    if not concept:
        return SkillGap(GapKind.UNKNOWN, skill, None, asking)
    return SkillGap(GapKind.SHOWN if asking else GapKind.UNSHOWN, skill, concept, asking)


def _missing_rows(
    book: Handbook, persona: Persona, asks: Mapping[SkillKey, Sequence[Ask]]
) -> Iterator[SkillGap]:
    clearly = _clearly(persona)
    for concept, strong in _missing(book, persona, asks, _LEAST_RULES):
        yield SkillGap(GapKind.MISSING, None, concept, strong, len(strong) >= clearly)


def _key(concept: Concept) -> SkillKey:
    return concept.framework, concept.code


def lacking_skills(book: Handbook) -> dict[SkillKey, list[tuple[Persona, int]]]:
    """Return, by skill, the personas whose table lacks it, with their rules that mention it."""
    lacking: dict[SkillKey, list[tuple[Persona, int]]] = {}
    for persona in book.personas:
        for concept, count in gaps(book, persona).missing:
            lacking.setdefault(_key(concept), []).append((persona, count))
    return lacking


def _clearly(persona: Persona) -> float:
    """Return how many rules make a skill clearly missing."""
    return max(_LEAST_RULES, min(_MANY_RULES, _LEAST_SHARE * len(persona.requirements)))


def _listed(book: Handbook, skill: Skill) -> SkillKey | None:
    """Return which skill a row of a skills table is, or None where no catalogue could have it."""
    catalogue = book.catalogues.owner(skill.code)
    return (catalogue.framework.key, skill.code) if catalogue else None


def _missing(
    book: Handbook, persona: Persona, asks: Mapping[SkillKey, Sequence[Ask]], least: float
) -> Iterator[tuple[Concept, tuple[Ask, ...]]]:
    """Yield skills that the table lacks, with the rules that clearly ask for each, most first."""
    listed = {key for skill in persona.skills if (key := _listed(book, skill))}
    # A table of SFIA skills says nothing about those of another catalogue.
    frameworks = {framework for framework, _ in listed}
    strong = {
        key: tuple(ask for ask in rules if ask.link.score >= _STRONG)
        for key, rules in asks.items()
        if key not in listed and key[0] in frameworks
    }
    for (framework, code), rules in sorted(strong.items(), key=lambda one: (-len(one[1]), one[0])):
        if len(rules) >= least:
            yield book.catalogues[framework].concepts[code], rules


def _unshown(
    book: Handbook, persona: Persona, asks: Container[SkillKey]
) -> Iterator[tuple[Skill, Concept | None]]:
    for skill in persona.skills:
        key = _listed(book, skill)
        if key and key not in asks:
            yield skill, book.catalogues.of(skill.code)
