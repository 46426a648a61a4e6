"""What is known across all files: the handbook, its roles, and the links between rules and what they are about.

Data only; `link.link` makes it. A link carries the words that made it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from posixpath import splitext
from typing import TYPE_CHECKING

from ..identity.lock import Lock
from ..messages import ENGLISH, Messages, messages
from ..model.findings import findings
from ..taxonomy import Catalogues, Concept, catalogues

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..input.sidecars import Sidecar
    from ..model import Document, Persona, Requirement
    from ..model.diagnostics import Diagnostic
    from ..model.source import Source
    from ..rfc2119 import Level


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
    """`text`, `category` for words of the category's title, `author` for what the front matter says, or `topic` for
    words that only suggest a role."""


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

    @property
    def is_inferred(self) -> bool:
        """Whether nothing names the role: the words only speak of its topic."""
        return self.evidence[0].place == "topic"


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody duties name: a persona of the handbook, or a role that nobody has written yet."""

    slug: str
    name: str
    persona: Persona | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A category that takes part in a grid."""

    key: str
    """Title of the heading, without case; headings with one title are one column."""
    label: str
    code: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A rule in its place of a grid."""

    requirement: str
    """Id of the rule."""
    words: str = ""
    """What it says besides the label of its row and the words of its category."""
    lacks: str = ""
    """Words of the label that it does not have."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence that a text repeats in several categories."""

    family: str
    """Slug of its family; rows that say the same in several texts have one."""
    label: str
    """The words that nearly all its rules have; `…` where they differ."""
    level: Level
    """The level that most of its rules have."""
    cells: Mapping[str, Cell]
    """From the key of a column to the rule there; a column may have none."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The template rules of a text: what comes back, by category."""

    text: str
    """Slug of the persona or document."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its rules."""
        return frozenset(cell.requirement for row in self.rows for cell in row.cells.values())

    @property
    def rules(self) -> int:
        """The number of its rules."""
        return sum(len(row.cells) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Family:
    """A template, and the rows that repeat it."""

    slug: str
    label: str
    level: Level
    rows: tuple[tuple[str, Row], ...]
    """Slug of a text, and its row."""

    @property
    def rules(self) -> int:
        """The number of rules that repeat it."""
        return sum(len(row.cells) for _, row in self.rows)


@dataclass(frozen=True, slots=True)
class SharedBlock:
    """Rules that stand word for word in several personas."""

    slug: str
    category: str
    """Label of the category in the first persona."""
    personas: tuple[str, ...]
    """Slugs."""
    rules: tuple[tuple[str, ...], ...]
    """For each rule the ids that it has, in the order of the personas."""


class Origin(StrEnum):
    """Where a rule has its words from."""

    OWN = "own"
    TEMPLATE = "template"
    """It repeats a sentence of its text for one more category."""
    SHARED = "shared"
    """It stands word for word in other personas, too."""
    DUTY = "duty"
    """It is a duty towards another role."""


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
    grids: Mapping[str, Grid] = field(default_factory=dict)
    """From the slug of a text to its template rules; texts without any are left out."""
    families: tuple[Family, ...] = ()
    """Every template, by slug."""
    shared: tuple[SharedBlock, ...] = ()
    """Rules of several personas."""
    lock: Lock = field(default_factory=Lock)
    """Every id that was ever given, with its revisions; those that the lock file does not hold yet have no date."""
    sidecars: Mapping[str, Sidecar] = field(default_factory=dict)
    """From the path of a YAML file beside a persona to what it says."""
    catalogues: Catalogues = field(default_factory=catalogues)
    """The skills that links and tables can lead to."""
    diagnostics: tuple[Diagnostic, ...] = ()
    language: str = ENGLISH
    """The language of the words that Rolebook adds: pages, checklists, rubrics, sheets."""

    @property
    def say(self) -> Messages:
        """The words that Rolebook adds, in the language of the handbook."""
        return messages(self.language)

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

    @cached_property
    def _family_of(self) -> Mapping[str, Family]:
        return {
            cell.requirement: family
            for family in self.families
            for _, row in family.rows
            for cell in row.cells.values()
        }

    @cached_property
    def _block_of(self) -> Mapping[str, SharedBlock]:
        return {id: block for block in self.shared for ids in block.rules for id in ids}

    @cached_property
    def findings(self) -> Mapping[str, Sequence[Diagnostic]]:
        """From the id of a requirement to the diagnostics about its lines; requirements without any are left out."""
        return findings(self.requirements, self.diagnostics)

    @cached_property
    def duties(self) -> Mapping[tuple[str, str], tuple[Requirement, ...]]:
        """From the slugs of two roles to what the first owes the second; a duty that names several is owed to each."""
        found: dict[tuple[str, str], list[Requirement]] = {}
        for persona in self.personas:
            for duty in persona.collaborations:
                for other in self.named_by(duty):
                    found.setdefault((persona.slug, other), []).append(duty)
        return {pair: tuple(duties) for pair, duties in found.items()}

    def sidecar(self, text: Document, ending: str) -> Sidecar | None:
        """Return what stands in a YAML file beside a text, by the ending of its name."""
        return self.sidecars.get(f"{splitext(text.path)[0]}{ending}")

    def sure_links(self, id: str) -> tuple[Link, ...]:
        """Return the links of a requirement, without those to roles that its words only suggest."""
        return tuple(link for link in self.links.get(id, ()) if not link.is_inferred)

    def named_by(self, requirement: Requirement) -> tuple[str, ...]:
        """Return the slugs of the roles that a requirement names; those that it may concern are not among them."""
        links = self.sure_links(requirement.id)
        return tuple(link.target for link in links if link.kind is LinkKind.COLLABORATOR)

    def has(self, id: str) -> bool:
        """Whether there is a requirement with this id."""
        return id in self._by_id

    def requirement(self, id: str) -> Requirement:
        """Return the requirement with this id, or raise `KeyError`."""
        return self._by_id[id][1]

    def owner(self, id: str) -> Document:
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

    def family_of(self, id: str) -> Family | None:
        """Return the family of a requirement, if it repeats a template."""
        return self._family_of.get(id)

    def block_of(self, id: str) -> SharedBlock | None:
        """Return the shared block of a requirement, if other personas have the same rule."""
        return self._block_of.get(id)

    def origin(self, requirement: Requirement) -> Origin:
        """Return where a requirement has its words from."""
        if requirement.is_collaboration:
            return Origin.DUTY
        if requirement.id in self._family_of:
            return Origin.TEMPLATE
        return Origin.SHARED if requirement.id in self._block_of else Origin.OWN
