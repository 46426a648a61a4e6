"""The handbook: all files together, their roles, and the links between rules and subjects.

Only data; `link.link` makes it. A link carries the words that made it.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - what keeps grids reads the types of fields
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import chain
from posixpath import splitext
from typing import TYPE_CHECKING

from ..identity.lock import Lock
from ..messages import ENGLISH, Messages, messages
from ..model.findings import findings
from ..model.selection import BY_DEFAULT, Selection
from ..rfc2119 import Level  # noqa: TC001
from ..taxonomy import Catalogues, Concept, catalogues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..input.sidecars import Sidecar
    from ..model import Document, Persona, Requirement
    from ..model.diagnostics import Diagnostic
    from ..model.source import Source
    from ..model.waivers import Waiver


class LinkKind(StrEnum):
    """What a link leads to."""

    SKILL = "skill"
    COMPETENCE = "competence"
    PATTERN = "pattern"
    COLLABORATOR = "collaborator"
    REFERENCE = "reference"


class EvidencePlace(StrEnum):
    """Where the words that made a link are."""

    TEXT = "text"
    """In the rule."""
    CATEGORY = "category"
    """In the heading above it."""
    AUTHOR = "author"
    """In the front matter."""
    TOPIC = "topic"
    """In the rule, which names no role: the words only suggest one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that made a link."""

    words: str
    place: EvidencePlace


@dataclass(frozen=True, slots=True)
class Link:
    """A claim that a requirement has to do with something, and why."""

    kind: LinkKind
    target: str
    """What it leads to.

    The code of a skill, the URI of a competence, the slug of a pattern or role; for a reference, a
    path, a URL or the ID of a requirement.
    """
    score: float
    """From 0 to 1: how likely it is right."""
    evidence: tuple[Evidence, ...]
    framework: str = ""
    """Key of the catalogue that a skill or competence belongs to."""

    @property
    def is_inferred(self) -> bool:
        """Whether the rule does not name the role, but mentions its topic."""
        return self.evidence[0].place is EvidencePlace.TOPIC


@dataclass(frozen=True, slots=True)
class Role:
    """A persona of the handbook, or a role that duties name and no file describes."""

    slug: str
    name: str
    persona: Persona | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A category that takes part in a grid."""

    key: str
    """Title of the heading, without case; headings with one title are one column."""
    label: str
    """Title for people; empty where the rules have no heading."""
    code: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A rule in a grid."""

    requirement: str
    """ID of the rule."""
    words: str = ""
    """Its words that are neither in the label of its row nor in the title of its category."""
    lacks: str = ""
    """Words of the label that it does not have."""
    also: tuple[str, ...] = ()
    """IDs of further rules that the cell stands for."""

    @property
    def rules(self) -> tuple[str, ...]:
        """The IDs of all its rules."""
        return (self.requirement, *self.also)


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence that a text repeats in several categories."""

    family: str
    """Slug of its family; equal rows of several texts have the same."""
    label: str
    """The words that nearly all its rules have; `…` where they differ."""
    level: Level
    """The level that most of its rules have."""
    cells: Mapping[str, Cell]
    """From the key of a column to the rule there; a column may have none."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rules of a text that are repeated, by category."""

    text: str
    """Slug of the persona or document."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its rules."""
        cells = chain.from_iterable(row.cells.values() for row in self.rows)
        return frozenset(chain.from_iterable(cell.rules for cell in cells))

    @property
    def rules(self) -> int:
        """The number of its rules."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Family:
    """A repeated sentence, and the rows with it."""

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
    """Rules that are the same in several personas."""

    slug: str
    category: str
    """Label of the category in the first persona."""
    personas: tuple[str, ...]
    """Slugs."""
    rules: tuple[tuple[str, ...], ...]
    """For each rule its IDs, in the order of the personas."""


class Origin(StrEnum):
    """Where the words of a rule come from."""

    OWN = "own"
    TEMPLATE = "template"
    """Its text has the same sentence in other categories."""
    SHARED = "shared"
    """Other personas have the same rule."""
    DUTY = "duty"
    """It is a duty towards another role."""


@dataclass(frozen=True)
class Handbook:
    """All personas and documents, and what connects them."""

    sources: tuple[Source, ...] = ()
    personas: tuple[Persona, ...] = ()
    documents: tuple[Document, ...] = ()
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """From the ID of a requirement to its evident links, the strongest first."""
    possible: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    """From the ID of a requirement to links that it may have, at most three.

    They are on its card as "maybe" and count nowhere; those without any are left out.
    """
    roles: Mapping[str, Role] = field(default_factory=dict)
    """By slug: personas, then roles without a file."""
    patterns: Mapping[str, str] = field(default_factory=dict)
    """From slug to the name of every pattern that a persona lists."""
    grids: Mapping[str, Grid] = field(default_factory=dict)
    """From the slug of a text to its grid; texts without one are left out."""
    families: tuple[Family, ...] = ()
    """Every repeated sentence, by slug."""
    shared: tuple[SharedBlock, ...] = ()
    """Rules that several personas have."""
    lock: Lock = field(default_factory=Lock)
    """Every ID ever given, with its revisions; those not in the lock file yet have no date."""
    sidecars: Mapping[str, Sidecar] = field(default_factory=dict)
    """From the path of a YAML file next to a persona to its contents."""
    sheets: tuple[Source, ...] = ()
    """The YAML files next to personas, as texts."""
    reviews: tuple[Source, ...] = ()
    """The data files with answers of reviews."""
    catalogues: Catalogues = field(default_factory=catalogues)
    """The skills that links and tables can lead to."""
    waivers: tuple[Waiver, ...] = ()
    """Exceptions to rules, in the order of their files."""
    diagnostics: tuple[Diagnostic, ...] = ()
    known: frozenset[int] = frozenset()
    """Places in `diagnostics` of those that its baseline has."""
    selection: Selection = BY_DEFAULT
    """Which problems were looked for."""
    language: str = ENGLISH
    """The language of the words that Rolebook adds: pages, checklists, rubrics, sheets."""

    @cached_property
    def files(self) -> tuple[Source, ...]:
        """All texts that problems may be in: Markdown, then YAML."""
        return (*self.sources, *self.sheets)

    @cached_property
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
        return tuple(chain.from_iterable(text.requirements for text in self.texts))

    @cached_property
    def _by_id(self) -> Mapping[str, tuple[Document, Requirement]]:
        by_id: dict[str, tuple[Document, Requirement]] = {}
        for text in self.texts:
            by_id |= {requirement.id: (text, requirement) for requirement in text.requirements}
        return by_id

    @cached_property
    def _by_target(self) -> Mapping[tuple[LinkKind, str, str], tuple[str, ...]]:
        # The keys of the inner dictionaries are IDs: a set that keeps their order.
        by_target: dict[tuple[LinkKind, str, str], dict[str, None]] = {}
        for requirement in self.requirements:
            for link in self.links.get(requirement.id, ()):
                for framework in {link.framework, ""}:
                    ids = by_target.setdefault((link.kind, link.target, framework), {})
                    ids[requirement.id] = None
        return {target: tuple(ids) for target, ids in by_target.items()}

    @cached_property
    def _by_key(self) -> Mapping[tuple[Level, str], tuple[str, ...]]:
        by_key: dict[tuple[Level, str], list[str]] = {}
        for requirement in self.requirements:
            by_key.setdefault(requirement.key, []).append(requirement.id)
        return {key: tuple(ids) for key, ids in by_key.items()}

    @cached_property
    def _family_of(self) -> Mapping[str, Family]:
        family_of: dict[str, Family] = {}
        for family in self.families:
            for _, row in family.rows:
                family_of |= {cell.requirement: family for cell in row.cells.values()}
        return family_of

    @cached_property
    def _block_of(self) -> Mapping[str, SharedBlock]:
        block_of: dict[str, SharedBlock] = {}
        for block in self.shared:
            block_of |= dict.fromkeys(chain.from_iterable(block.rules), block)
        return block_of

    @cached_property
    def _waivers_of(self) -> Mapping[str, tuple[Waiver, ...]]:
        waivers_of: dict[str, list[Waiver]] = {}
        for waiver in self.waivers:
            for id in waiver.rules:
                waivers_of.setdefault(id, []).append(waiver)
        return {id: tuple(waivers) for id, waivers in waivers_of.items()}

    @cached_property
    def findings(self) -> Mapping[str, Sequence[Diagnostic]]:
        """From the ID of a requirement to the diagnostics about its lines, if there are any."""
        return findings(self.requirements, self.diagnostics)

    @cached_property
    def duties(self) -> Mapping[tuple[str, str], tuple[Requirement, ...]]:
        """From the slugs of two roles to what the first owes the second.

        A duty that names several roles is owed to each.
        """
        by_pair: dict[tuple[str, str], list[Requirement]] = {}
        for persona in self.personas:
            for duty in persona.collaborations:
                for other in self.named_by(duty):
                    by_pair.setdefault((persona.slug, other), []).append(duty)
        return {pair: tuple(duties) for pair, duties in by_pair.items()}

    def sidecar(self, text: Document, ending: str) -> Sidecar | None:
        """Return the YAML file next to a text with this ending, if there is one."""
        return self.sidecars.get(f"{splitext(text.path)[0]}{ending}")

    def team_sidecars(self, text: Document, name: str) -> list[Sidecar]:
        """Return the YAML files with a name in the folders of a text, the outermost first."""
        folders = text.path.split("/")[:-1]
        paths = ("/".join((*folders[:depth], name)) for depth in range(len(folders) + 1))
        return [self.sidecars[path] for path in paths if path in self.sidecars]

    def sure_links(self, id: str) -> tuple[Link, ...]:
        """Return the links of a requirement without those to roles that it does not name."""
        return tuple(link for link in self.links.get(id, ()) if not link.is_inferred)

    def named_by(self, requirement: Requirement) -> tuple[str, ...]:
        """Return the slugs of the roles that a requirement names, without those it may concern."""
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
        """Return the skill that a link leads to; raise `KeyError` if it leads to something else."""
        return self.catalogues[link.framework].concepts[link.target]

    def same_as(self, requirement: Requirement) -> tuple[str, ...]:
        """Return the ids of the other requirements with the same level and words."""
        return tuple(id for id in self._by_key[requirement.key] if id != requirement.id)

    def family_of(self, id: str) -> Family | None:
        """Return the family of a requirement, if it is repeated."""
        return self._family_of.get(id)

    def block_of(self, id: str) -> SharedBlock | None:
        """Return the shared block of a requirement, if other personas have it."""
        return self._block_of.get(id)

    def waivers_of(self, id: str) -> tuple[Waiver, ...]:
        """Return the waivers of a requirement, those that have expired included."""
        return self._waivers_of.get(id, ())

    def origin(self, requirement: Requirement) -> Origin:
        """Return where the words of a requirement come from."""
        if requirement.is_collaboration:
            return Origin.DUTY
        if requirement.id in self._family_of:
            return Origin.TEMPLATE
        return Origin.SHARED if requirement.id in self._block_of else Origin.OWN
