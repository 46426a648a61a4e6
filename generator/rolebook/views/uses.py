"""Who needs a skill or a pattern, and which rules show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..link.handbook import LinkKind
from ..link.skills import levels_outside
from ..model import Skill
from ..taxonomy import Concept
from ..words.names import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook
    from ..model import Document, Pattern, Persona, Requirement
    from ..taxonomy import Catalogue, Framework


@dataclass(frozen=True, slots=True)
class SkillUse:
    """A skill in the handbook."""

    concept: Concept
    listed: tuple[tuple[Persona, Skill], ...]
    """Personas with the skill in their table."""
    shown_by: tuple[tuple[Document, tuple[Requirement, ...]], ...]
    """Rules that speak of it, under the text they belong to."""
    is_known: bool = True
    """Whether the bundled catalogue knows the code."""

    @property
    def rules(self) -> int:
        """The number of rules that speak of it."""
        return sum(len(rules) for _, rules in self.shown_by)

    @property
    def mismatches(self) -> tuple[str, ...]:
        """For each row of `listed`, what is wrong with the levels asked for, or nothing."""
        return tuple(mismatch(skill, self.concept) for _, skill in self.listed)


@dataclass(frozen=True, slots=True)
class PatternUse:
    """A design pattern in the handbook."""

    slug: str
    name: str
    listed: tuple[tuple[Persona, Pattern], ...]
    shown_by: tuple[tuple[Document, tuple[Requirement, ...]], ...]

    @property
    def rules(self) -> int:
        """The number of rules that speak of it."""
        return sum(len(rules) for _, rules in self.shown_by)


def skill_uses(book: Handbook, catalogue: Catalogue) -> list[SkillUse]:
    """Return the skills of a catalogue that a persona lists or a rule shows, in its order; unknown codes come last."""
    listed: dict[str, list[tuple[Persona, Skill]]] = {}
    for persona in book.personas:
        for skill in _skills_of(persona, book, catalogue):
            listed.setdefault(skill.code, []).append((persona, skill))
    known = catalogue.concepts
    framework = catalogue.framework
    kind = LinkKind(framework.kind)
    unknown = {
        code: _unknown(framework, code, rows[0][1].name)
        for code, rows in listed.items()
        if code and code not in known
    }
    uses = (
        SkillUse(
            concept,
            tuple(listed.get(code, ())),
            _shown_by(book, kind, code, framework.key),
            code in known,
        )
        for code, concept in {**known, **dict(sorted(unknown.items()))}.items()
    )
    return [use for use in uses if use.listed or use.shown_by]


def _skills_of(persona: Persona, book: Handbook, catalogue: Catalogue) -> Iterator[Skill]:
    """Yield the skills of a catalogue that a persona lists, by code or by name."""
    if catalogue.framework.is_coded:
        yield from (
            skill for skill in persona.skills if book.catalogues.owner(skill.code) is catalogue
        )
        return
    seen: set[str] = set()
    for row in persona.competences:
        for example in (row.name, *row.examples):
            concept = book.catalogues.competence(example)
            if (
                concept
                and concept.framework == catalogue.framework.key
                and concept.code not in seen
            ):
                seen.add(concept.code)
                yield Skill(concept.code, example, None, None, row.name, row.span)


def mismatch(skill: Skill, concept: Concept) -> str:
    """Say which levels are asked for although the skill is not defined there: `asked for 2, defined from 3`."""
    outside = levels_outside(skill, concept)
    if not outside or skill.low is None or concept.low is None:
        return ""
    is_below, is_above = (
        skill.low < concept.low,
        (skill.high or skill.low) > (concept.high or concept.low),
    )
    ends = [f"from {concept.low}"] * is_below + [f"up to {concept.high}"] * is_above
    return f"asked for {outside}, defined {' '.join(ends)}"


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
        home = book.owner(id)
        shelves.setdefault(home.slug, (home, []))[1].append(book.requirement(id))
    return tuple((home, tuple(rules)) for home, rules in shelves.values())


def _unknown(framework: Framework, code: str, name: str) -> Concept:
    url = framework.url.replace("{code}", code)
    return Concept(framework.key, code, name or code, url, slugify(code).upper())
