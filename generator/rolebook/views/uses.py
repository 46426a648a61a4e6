"""Who needs a skill or a pattern, and which rules mention it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..link.handbook import LinkKind
from ..link.skills import levels_outside
from ..model import Skill
from ..words.names import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..link.handbook import Handbook
    from ..messages import Messages
    from ..model import Document, Pattern, Persona, Requirement
    from ..taxonomy import Catalogue, Concept


@dataclass(frozen=True, slots=True)
class SkillUse:
    """A skill in the handbook."""

    concept: Concept
    listed: tuple[tuple[Persona, Skill], ...]
    """Personas with the skill in their table."""
    shown_by: tuple[tuple[Document, tuple[Requirement, ...]], ...]
    """Rules that mention it, by the text they belong to."""
    mismatches: tuple[str, ...]
    """For each row of `listed`, what is wrong with the levels asked for, or nothing."""
    is_known: bool = True
    """Whether the catalogue has the code."""

    @property
    def rules(self) -> int:
        """The number of rules that mention it."""
        return sum(len(rules) for _, rules in self.shown_by)


@dataclass(frozen=True, slots=True)
class PatternUse:
    """A design pattern in the handbook."""

    slug: str
    name: str
    listed: tuple[tuple[Persona, Pattern], ...]
    shown_by: tuple[tuple[Document, tuple[Requirement, ...]], ...]

    @property
    def rules(self) -> int:
        """The number of rules that mention it."""
        return sum(len(rules) for _, rules in self.shown_by)


def skill_uses(book: Handbook, catalogue: Catalogue) -> list[SkillUse]:
    """Return the skills of a catalogue that a persona lists or a rule mentions, in its order.

    Codes that the catalogue lacks come last.
    """
    listed: dict[str, list[tuple[Persona, Skill]]] = {}
    for persona in book.personas:
        for skill in _skills_of(persona, book, catalogue):
            listed.setdefault(skill.code, []).append((persona, skill))
    known = catalogue.concepts
    unknown = {
        code: catalogue.unknown(code, rows[0][1].name)
        for code, rows in sorted(listed.items())
        if code and code not in known
    }
    uses: list[SkillUse] = []
    for concept in (*known.values(), *unknown.values()):
        use = _skill_use(book, catalogue, concept, listed.get(concept.code, ()))
        if use.listed or use.shown_by:
            uses.append(use)
    return uses


def _skill_use(
    book: Handbook, catalogue: Catalogue, concept: Concept, listed: Sequence[tuple[Persona, Skill]]
) -> SkillUse:
    framework = catalogue.framework
    return SkillUse(
        concept=concept,
        listed=tuple(listed),
        shown_by=_shown_by(book, LinkKind(framework.kind), concept.code, framework.key),
        mismatches=tuple(mismatch(skill, concept, book.say) for _, skill in listed),
        is_known=concept.code in catalogue.concepts,
    )


def _skills_of(persona: Persona, book: Handbook, catalogue: Catalogue) -> Iterator[Skill]:
    """Yield the skills of a catalogue that a persona lists, by code or by name."""
    if catalogue.framework.is_coded:
        for skill in persona.skills:
            if book.catalogues.owner(skill.code) is catalogue:
                yield skill
        return
    seen: set[str] = set()
    for row in persona.competences:
        for example in (row.name, *row.examples):
            concept = book.catalogues.competence(example)
            if concept is None or concept.framework != catalogue.framework.key:
                continue
            if concept.code not in seen:
                seen.add(concept.code)
                yield Skill(concept.code, example, None, None, row.name, row.span)


def mismatch(skill: Skill, concept: Concept, say: Messages) -> str:
    """Say at which levels a skill is asked for but not defined: `asked for 2, defined from 3`."""
    outside = levels_outside(skill, concept)
    if not outside or skill.low is None or concept.low is None:
        return ""
    highest = concept.high or concept.low
    is_below = skill.low < concept.low
    is_above = (skill.high or skill.low) > highest
    if is_below and is_above:
        return say("skill-outside", asked=outside, low=concept.low, high=highest)
    if is_below:
        return say("skill-below", asked=outside, low=concept.low)
    return say("skill-above", asked=outside, high=highest)


def pattern_uses(book: Handbook) -> list[PatternUse]:
    """Return every pattern that a persona lists, by name."""
    listed: dict[str, list[tuple[Persona, Pattern]]] = {}
    for persona in book.personas:
        for pattern in persona.patterns:
            listed.setdefault(slugify(pattern.name), []).append((persona, pattern))
    return [
        PatternUse(slug, name, tuple(listed[slug]), _shown_by(book, LinkKind.PATTERN, slug, ""))
        for slug, name in book.patterns.items()
    ]


def _shown_by(
    book: Handbook, kind: LinkKind, target: str, framework: str
) -> tuple[tuple[Document, tuple[Requirement, ...]], ...]:
    shelves: dict[str, tuple[Document, list[Requirement]]] = {}
    for id in book.linked_to(kind, target, framework=framework):
        owner = book.owner(id)
        shelves.setdefault(owner.slug, (owner, []))[1].append(book.requirement(id))
    return tuple((owner, tuple(rules)) for owner, rules in shelves.values())
