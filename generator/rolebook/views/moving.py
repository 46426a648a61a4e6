"""What a move from one role to another needs: skills and levels to gain, and patterns to learn.

It compares what two personas list; the rules of the new role say why it asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..link.handbook import LinkKind
from ..words.names import slugify
from .gaps import asks_by_skill, asks_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..link.handbook import Handbook
    from ..model import Persona, Requirement, Skill
    from ..taxonomy import Concept
    from .gaps import Ask, SkillKey


@dataclass(frozen=True, slots=True)
class SkillToGain:
    """A skill that the new role asks for, or asks for at a higher level."""

    skill: Skill
    """Its row in the table of the new role."""
    concept: Concept | None
    """What the catalogue has under the code; None where no catalogue knows it."""
    now: Skill | None
    """Its row in the table of the old role; None for a new skill."""
    asks: tuple[Ask, ...]
    """The rules of the new role that ask for it, those with the surest links first."""

    @property
    def name(self) -> str:
        """Its name in the catalogue, or the one that the new role gives it."""
        return self.concept.name if self.concept else self.skill.name


@dataclass(frozen=True, slots=True)
class PatternToLearn:
    """A design pattern that only the new role lists."""

    slug: str
    name: str
    rules: tuple[Requirement, ...]
    """The rules of the new role that ask for it."""


@dataclass(frozen=True, slots=True)
class Move:
    """What someone of one role needs for another."""

    old: Persona
    new: Persona
    skills: tuple[SkillToGain, ...]
    """New skills first, then those that need a higher level, each in the order of the new role."""
    patterns: tuple[PatternToLearn, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it needs nothing that the personas list."""
        return not self.skills and not self.patterns


class Moves:
    """Says what moves between the roles of a handbook need; looks up the rules of each once."""

    def __init__(self, book: Handbook) -> None:
        """Prepare to compare roles of a handbook; nothing is looked up yet."""
        self._book = book
        self._asks: dict[str, Mapping[SkillKey, Sequence[Ask]]] = {}
        self._patterns: dict[str, Mapping[str, Sequence[Requirement]]] = {}

    def between(self, old: Persona, new: Persona) -> Move:
        r"""Return what someone of one role needs for another.

        Args:
            old: The role that they have.
            new: The role that they move to.

        >>> from rolebook import Source, handbook
        >>> head = "## Traits\n- calm\n\n## Skills\n| Skill | Code | Level |\n|---|---|---|\n"
        >>> tester = Source("a.md", f"# Tester\n\n{head}| Testing | TEST | 2-3 |\n")
        >>> lead = Source("b.md", f"# Lead\n\n{head}| Testing | TEST | 4 |\n| Code | PROG | 2 |\n")
        >>> book = handbook([tester, lead])
        >>> move = Moves(book).between(*book.personas)
        >>> [(one.skill.code, one.now.levels if one.now else "", one.skill.levels)
        ...  for one in move.skills]
        [('PROG', '', '2'), ('TEST', '2–3', '4')]
        """
        gained = list(self._to_gain(old, new))
        gained.sort(key=lambda one: one.now is not None)
        return Move(old, new, tuple(gained), tuple(self._to_learn(old, new)))

    def _to_gain(self, old: Persona, new: Persona) -> Iterator[SkillToGain]:
        known: dict[str, Skill] = {}
        for skill in old.skills:
            known.setdefault(_identity(skill), skill)
        for skill in new.skills:
            now = known.get(_identity(skill))
            if now is None or _needs_more(now, skill):
                concept = self._book.catalogues.of(skill.code)
                asks = asks_for(self._book, skill, self._asks_of(new))
                yield SkillToGain(skill, concept, now, asks)

    def _to_learn(self, old: Persona, new: Persona) -> Iterator[PatternToLearn]:
        known = {slugify(pattern.name) for pattern in old.patterns}
        wanted = dict.fromkeys(slugify(pattern.name) for pattern in new.patterns)
        for slug in wanted:
            if slug not in known:
                rules = self._rules_by_pattern(new).get(slug, ())
                yield PatternToLearn(slug, self._book.patterns[slug], tuple(rules))

    def _asks_of(self, persona: Persona) -> Mapping[SkillKey, Sequence[Ask]]:
        if persona.slug not in self._asks:
            self._asks[persona.slug] = asks_by_skill(self._book, persona)
        return self._asks[persona.slug]

    def _rules_by_pattern(self, persona: Persona) -> Mapping[str, Sequence[Requirement]]:
        if persona.slug not in self._patterns:
            by_pattern: dict[str, list[Requirement]] = {}
            for rule in persona.requirements:
                for link in self._book.links.get(rule.id, ()):
                    if link.kind is LinkKind.PATTERN:
                        by_pattern.setdefault(link.target, []).append(rule)
            self._patterns[persona.slug] = by_pattern
        return self._patterns[persona.slug]


def _identity(skill: Skill) -> str:
    """Return what two roles call one skill: its code, or its name where it has none."""
    return skill.code or slugify(skill.name)


def _needs_more(now: Skill, new: Skill) -> bool:
    """Whether a role asks for a skill at a higher level than another one does at most."""
    return new.high is not None and (now.high is None or new.high > now.high)
