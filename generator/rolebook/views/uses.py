"""Who needs a skill or a pattern, and which rules show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..book import LinkKind
from ..link.skills import KINDS
from ..names import slugify
from ..taxonomy import FRAMEWORKS, Concept, concepts

if TYPE_CHECKING:
    from ..book import Handbook
    from ..model import Document, Pattern, Persona, Requirement, Skill

_KINDS = {framework: kind for kind, framework in KINDS.items()}


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


def skill_uses(book: Handbook, framework: str) -> list[SkillUse]:
    """Return the skills of a framework that a persona lists or a rule shows, in the order of the catalogue."""
    listed: dict[str, list[tuple[Persona, Skill]]] = {}
    if framework == "sfia":
        for persona in book.personas:
            for skill in persona.skills:
                listed.setdefault(skill.code, []).append((persona, skill))
    known = concepts(framework)
    unknown = {
        code: _unknown(framework, code, rows[0][1].name) for code, rows in listed.items() if code and code not in known
    }
    uses = (
        SkillUse(concept, tuple(listed.get(code, ())), _shown_by(book, _KINDS[framework], code), code in known)
        for code, concept in {**known, **dict(sorted(unknown.items()))}.items()
    )
    return [use for use in uses if use.listed or use.shown_by]


def pattern_uses(book: Handbook) -> list[PatternUse]:
    """Return every pattern that a persona lists, by name."""
    listed: dict[str, list[tuple[Persona, Pattern]]] = {}
    for persona in book.personas:
        for pattern in persona.patterns:
            listed.setdefault(slugify(pattern.name), []).append((persona, pattern))
    return [
        PatternUse(slug, name, tuple(listed[slug]), _shown_by(book, LinkKind.PATTERN, slug))
        for slug, name in book.patterns.items()
    ]


def _shown_by(book: Handbook, kind: LinkKind, target: str) -> tuple[tuple[Document, tuple[Requirement, ...]], ...]:
    shelves: dict[str, tuple[Document, list[Requirement]]] = {}
    for id in book.linked_to(kind, target):
        home = book.home(id)
        shelves.setdefault(home.slug, (home, []))[1].append(book.requirement(id))
    return tuple((home, tuple(rules)) for home, rules in shelves.values())


def _unknown(framework: str, code: str, name: str) -> Concept:
    return Concept(
        framework, code, name or code, FRAMEWORKS[framework].url.format(code=code), slugify(code).upper(), ()
    )
