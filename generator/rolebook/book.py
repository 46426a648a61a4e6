"""What is known across all files: the handbook, its roles, and the links between rules and what they are about.

Data only; `link.link` makes it. A link carries the words that made it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from .lock import Lock
from .taxonomy import Catalogues, Concept, catalogues

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .diagnostics import Diagnostic
    from .model import Document, Persona, Requirement
    from .rfc2119 import Level
    from .source import Source


class LinkKind(StrEnum):
    """What a link leads to."""

    SKILL = "skill"
    COMPETENCE = "competence"
    PATTERN = "pattern"
    COLLABORATOR = "collaborator"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that made a link."""

    words: str
    place: str
    """`text`, `category` for words of the category's title, or `author` for what the front matter says."""


@dataclass(frozen=True, slots=True)
class Link:
    """A claim that a requirement has to do with something, and why."""

    kind: LinkKind
    target: str
    """Code of a skill, URI of a competence, slug of a pattern or role; path, URL or requirement id of a reference."""
    score: float
    """From 0 to 1: how much there is to say for it."""
    evidence: tuple[Evidence, ...]
    framework: str = ""
    """Key of the catalogue that a skill or competence belongs to."""


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody duties name: a persona of the handbook, or a role that nobody has written yet."""

    slug: str
    name: str
    persona: Persona | None = None


@dataclass(frozen=True)
class Handbook:
    """All personas and documents, and what is known across them."""

    sources: tuple[Source, ...] = ()
    personas: tuple[Persona, ...] = ()
    documents: tuple[Document, ...] = ()
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """From the id of a requirement to its links, the strongest first."""
    roles: Mapping[str, Role] = field(default_factory=dict)
    """From slug to role; personas and roles without a file."""
    patterns: Mapping[str, str] = field(default_factory=dict)
    """From slug to the name of every pattern that a persona lists."""
    lock: Lock = field(default_factory=Lock)
    """Every id that was ever given, with its revisions; those that the lock file does not hold yet have no date."""
    catalogues: Catalogues = field(default_factory=catalogues)
    """The skills that links and tables can lead to."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @cached_property
    def texts(self) -> tuple[Document, ...]:
        """Personas, then documents."""
        return (*self.personas, *self.documents)

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        """Every requirement, by file and line."""
        return tuple(r for text in self.texts for r in text.requirements)

    @cached_property
    def _by_id(self) -> Mapping[str, tuple[Document, Requirement]]:
        return {r.id: (text, r) for text in self.texts for r in text.requirements}

    @cached_property
    def _by_target(self) -> Mapping[tuple[LinkKind, str, str], tuple[str, ...]]:
        found: dict[tuple[LinkKind, str, str], dict[str, None]] = {}
        for requirement in self.requirements:
            for link in self.links.get(requirement.id, ()):
                for framework in {link.framework, ""}:
                    found.setdefault((link.kind, link.target, framework), {})[requirement.id] = None
        return {target: tuple(ids) for target, ids in found.items()}

    @cached_property
    def _by_key(self) -> Mapping[tuple[Level, str], tuple[str, ...]]:
        found: dict[tuple[Level, str], list[str]] = {}
        for requirement in self.requirements:
            found.setdefault(requirement.key, []).append(requirement.id)
        return {key: tuple(ids) for key, ids in found.items()}

    def has(self, id: str) -> bool:
        """Whether there is a requirement with this id."""
        return id in self._by_id

    def requirement(self, id: str) -> Requirement:
        """Return the requirement with this id, or raise `KeyError`."""
        return self._by_id[id][1]

    def home(self, id: str) -> Document:
        """Return the persona or document that a requirement belongs to, or raise `KeyError`."""
        return self._by_id[id][0]

    def linked_to(self, kind: LinkKind, target: str, *, framework: str = "") -> tuple[str, ...]:
        """Return the ids of the requirements that link to a target: its backlinks.

        Args:
            kind: What the target is.
            target: As in `Link.target`.
            framework: Only links to a skill of this catalogue, where two use one code.
        """
        return self._by_target.get((kind, target, framework), ())

    def concept(self, link: Link) -> Concept:
        """Return the skill that a link leads to, or raise `KeyError` for a link to something else."""
        return self.catalogues[link.framework].concepts[link.target]

    def same_as(self, requirement: Requirement) -> tuple[str, ...]:
        """Return the ids of the other requirements with the same level and words."""
        return tuple(id for id in self._by_key[requirement.key] if id != requirement.id)
