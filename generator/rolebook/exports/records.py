"""The published shape of the data, which other people's scripts rely on.

It is separate from `model`, so that the model can change without breaking them. Only the keys of
enums are those of the model; `tests/test_exports.py` pins them. The JSON Schema that
`as_json.json_schema` makes from these types describes every record; `recording` fills them.

Records of which there are as many as rules leave out what is at its default, and links are held
once, with numbers that refer to them: with 18,560 rules, 8 MB instead of 22.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from ..link.handbook import EvidencePlace, LinkKind, Origin
from ..model.diagnostics import Severity
from ..rfc2119 import Level

VERSION = 3
"""Raised when a field changes its meaning, a value its spelling, or a field goes away."""

Code = Annotated[str, Meta(description="Short code, unique in the handbook.")]
Id = Annotated[str, Meta(description="ID of a rule, such as BD-API-07.", examples=["BD-API-07"])]


class SourceRecord(Struct, frozen=True):
    """A place in a source file; lines and columns count from 1."""

    path: str
    line: int
    column: int
    end_line: int


class PlaceRecord(Struct, frozen=True, omit_defaults=True):
    """A place in the source of a persona or document; lines and columns count from 1."""

    line: int
    column: int = 1
    end_line: Annotated[
        int | None, Meta(description="Last line; left out if it is the first one.")
    ] = None


class EvidenceRecord(Struct, frozen=True, omit_defaults=True):
    """The words that made a link, and where they are."""

    words: str
    place: EvidencePlace = EvidencePlace.TEXT


class TargetRecord(Struct, frozen=True, omit_defaults=True):
    """Something that links lead to."""

    kind: LinkKind
    target: Annotated[
        str, Meta(description="SFIA code, ESCO URI, slug of a pattern or role, path or URL.")
    ]
    name: str
    framework: Annotated[
        str, Meta(description="Catalogue of a skill or competence, such as sfia; else empty.")
    ] = ""


class LinkRecord(Struct, frozen=True):
    """What a rule has to do with, and why."""

    target: Annotated[int, Meta(ge=0, description="Number of its target in `targets`, from 0.")]
    score: Annotated[float, Meta(ge=0, le=1)]
    evidence: list[EvidenceRecord]


class WaiverRecord(Struct, frozen=True):
    """An exception to a rule."""

    scope: Annotated[str, Meta(description="What it holds for.")]
    paths: Annotated[list[str], Meta(description="Patterns of the files that it holds for.")]
    reason: str
    owner: str
    expires: Annotated[
        str, Meta(description="Last day on which it holds, such as 2026-12-31, or never.")
    ]
    note: Annotated[str, Meta(description="Why it never expires; else empty.")]
    granted: Annotated[str, Meta(description="Day on which it was granted; empty if not known.")]
    link: str
    source: SourceRecord


class RequirementRecord(Struct, frozen=True, omit_defaults=True):
    """A rule."""

    id: Id
    persona: Annotated[str, Meta(description="Slug of the persona or document it belongs to.")]
    category: Annotated[str, Meta(description="Title of the heading above it.")]
    level: Level
    keyword: Annotated[str, Meta(description="The keyword as the author wrote it.")]
    text: Annotated[
        str, Meta(description="The rule in one line of Markdown, without an opening keyword.")
    ]
    source: PlaceRecord
    raw: Annotated[str, Meta(description="The rule exactly as it is in the source.")]
    found: Annotated[str, Meta(description="Form in which it was found, such as list-item.")]
    kind: Literal["rule", "collaboration"] = "rule"
    links: Annotated[
        list[Annotated[int, Meta(ge=0)]],
        Meta(description="Numbers of its links in `links`, from 0."),
    ] = []
    possible: Annotated[
        list[Annotated[int, Meta(ge=0)]],
        Meta(description="Numbers in `links` of links that it may have; no one has decided."),
    ] = []
    group: int = 0
    condition: Annotated[
        str, Meta(description="When it applies, or does not: a clause with all its cases.")
    ] = ""
    conditions: Annotated[
        list[str], Meta(description="Cases of the condition, if they are a list below the rule.")
    ] = []
    options: Annotated[
        list[str], Meta(description="Alternatives, if they are a list below the rule.")
    ] = []
    context: str = ""
    note: str = ""
    inferred: Annotated[
        str, Meta(description="Words that state it, if these are no keywords in capitals.")
    ] = ""
    origin: Origin = Origin.OWN
    family: Annotated[
        str, Meta(description="Slug of the repeated rule that it belongs to; empty for others.")
    ] = ""
    revision: Annotated[
        int, Meta(description="How often it was locked with other words, level or place.")
    ] = 1
    first_seen: Annotated[
        str, Meta(description="Day of the first lock, such as 2026-03-01; empty until then.")
    ] = ""
    waivers: Annotated[
        list[WaiverRecord], Meta(description="Exceptions to it, those that have expired included.")
    ] = []


class RetiredRecord(Struct, frozen=True):
    """An ID that no rule has any more."""

    id: Id
    date: Annotated[str, Meta(description="Day on which that was locked; empty until then.")]
    persona: Annotated[str, Meta(description="Title of the persona or document it was in.")]
    category: str
    text: Annotated[str, Meta(description="Its last words.")]
    replaced_by: Annotated[str, Meta(description="ID that the rule has now; empty if it is gone.")]


class CategoryRecord(Struct, frozen=True):
    """A heading with rules below it."""

    code: str
    title: str
    trail: list[str]
    requirements: list[Id]
    source: PlaceRecord


class CollaborationRecord(Struct, frozen=True):
    """A duty towards other roles."""

    requirement: Id
    names: Annotated[list[str], Meta(description="Roles as they are written.")]
    roles: Annotated[list[str], Meta(description="Slugs of the roles that are meant.")]


class EntryRecord(Struct, frozen=True):
    """An item of a section that is a list, such as a trait or a responsibility."""

    text: str
    source: PlaceRecord
    section: Annotated[str, Meta(description="Key of the section it is in, such as traits.")] = ""


class PatternRecord(Struct, frozen=True):
    """A design pattern."""

    slug: str
    name: str
    detail: str
    source: PlaceRecord


class KnowledgeRecord(Struct, frozen=True):
    """A field of knowledge."""

    name: str
    topics: list[str]
    source: PlaceRecord


class CareerLevelRecord(Struct, frozen=True, omit_defaults=True):
    """What a skill asks for at one level of a career."""

    level: Annotated[str, Meta(description="As the author calls it, such as Senior or L3.")]
    low: int
    high: int
    description: Annotated[
        str,
        Meta(description="What it means at this level; missing where levels do not differ in it."),
    ] = ""


class SkillRecord(Struct, frozen=True, omit_defaults=True):
    """A row of the skills table."""

    code: str
    name: Annotated[str, Meta(description="As the author calls it.")]
    official_name: Annotated[
        str, Meta(description="As its catalogue calls it; empty if the code is not known.")
    ]
    low: int | None
    high: int | None
    description: str
    source: PlaceRecord
    by_level: Annotated[
        list[CareerLevelRecord],
        Meta(description="What each level of a career asks for; missing where that is not said."),
    ] = field(default_factory=list)


class CareerExamplesRecord(Struct, frozen=True):
    """Examples of a competence at one level of a career."""

    level: Annotated[str, Meta(description="As the author calls it, such as Senior or L3.")]
    examples: list[str]


class CompetenceRecord(Struct, frozen=True, omit_defaults=True):
    """A row of the competences table."""

    name: str
    examples: list[str]
    source: PlaceRecord
    by_level: Annotated[
        list[CareerExamplesRecord],
        Meta(description="The examples of each level of a career; missing where none is named."),
    ] = field(default_factory=list)


class ReferenceRecord(Struct, frozen=True):
    """A link, or a document named by its path."""

    text: str
    target: str
    source: PlaceRecord


class AgentRecord(Struct, frozen=True):
    """A row of a "managed agents" table."""

    name: str
    specialty: str
    url: str
    peers: list[str]
    source: PlaceRecord


class PassageRecord(Struct, frozen=True):
    """Text that is not a rule."""

    kind: str
    section: str
    text: str
    source: PlaceRecord


class FactRecord(Struct, frozen=True):
    """A tool, a model or a skill in the front matter of an agent's file."""

    field: Literal["tool", "model", "skill"]
    text: Annotated[str, Meta(description="As it is written.")]
    denied: Annotated[bool, Meta(description="Whether the agent may not use it.")]
    file: Annotated[
        str, Meta(description="Slug of the skill's file; empty if it is not in the handbook.")
    ]
    source: PlaceRecord


class IncludeRecord(Struct, frozen=True):
    """A file that a text asks to read in its place, such as @AGENTS.md."""

    target: Annotated[str, Meta(description="Its path as written, without the @.")]
    file: Annotated[str, Meta(description="Slug of the file; empty if it is not in the handbook.")]
    source: PlaceRecord


class ReasonRecord(Struct, frozen=True):
    """Why a file is read as a persona, or as a document."""

    why: Annotated[str, Meta(description="Key of the sign that decided, such as section.")]
    words: Annotated[
        list[str], Meta(description="Headings, fields or names that decided, as written.")
    ]


class DocumentRecord(Struct, frozen=True):
    """A document with rules."""

    slug: str
    code: Code
    title: str
    path: str
    aliases: list[str]
    tags: list[str]
    categories: list[CategoryRecord]
    references: list[ReferenceRecord]
    passages: list[PassageRecord]
    language: Annotated[
        str,
        Meta(description="Language it is written in, such as de; empty where it doesn't say."),
    ] = ""
    includes: list[IncludeRecord] = field(default_factory=list)
    reason: ReasonRecord = field(default_factory=lambda: ReasonRecord("nothing", []))
    owners: Annotated[
        list[str], Meta(description="People, teams, accounts and addresses that answer for it.")
    ] = field(default_factory=list)
    reviewed: Annotated[
        str, Meta(description="Day of the last review; empty where it doesn't say.")
    ] = ""
    review_by: Annotated[
        str, Meta(description="Last day for the next review; empty where it doesn't say.")
    ] = ""


class PersonaRecord(DocumentRecord, frozen=True):
    """A role of the team."""

    traits: list[EntryRecord] = field(default_factory=list)
    responsibilities: list[EntryRecord] = field(default_factory=list)
    patterns: list[PatternRecord] = field(default_factory=list)
    knowledge: list[KnowledgeRecord] = field(default_factory=list)
    skills: list[SkillRecord] = field(default_factory=list)
    competences: list[CompetenceRecord] = field(default_factory=list)
    collaborations: list[CollaborationRecord] = field(default_factory=list)
    agents: list[AgentRecord] = field(default_factory=list)
    facts: list[FactRecord] = field(default_factory=list)
    entries: Annotated[
        list[EntryRecord], Meta(description="Items of sections without a field of their own.")
    ] = field(default_factory=list)


class RoleRecord(Struct, frozen=True):
    """A role that duties name."""

    slug: str
    name: str
    has_file: bool


class CellRecord(Struct, frozen=True, omit_defaults=True):
    """A rule that is repeated for a category."""

    requirement: Id
    category: Annotated[str, Meta(description="Label of the category; empty without a heading.")]
    words: Annotated[
        str, Meta(description="Its words besides the repeated ones and those of its category.")
    ] = ""
    lacks: Annotated[str, Meta(description="Repeated words that it does not have.")] = ""


class RowRecord(Struct, frozen=True):
    """The rules of one document that repeat each other."""

    persona: Annotated[str, Meta(description="Slug of the persona or document.")]
    label: str
    level: Level
    cells: list[CellRecord]


class FamilyRecord(Struct, frozen=True):
    """A sentence that several categories repeat, and the rules that repeat it."""

    slug: str
    label: Annotated[
        str, Meta(description="The words that nearly all its rules have; they differ at ….")
    ]
    level: Level
    rows: list[RowRecord]


class SharedRecord(Struct, frozen=True):
    """Rules that are the same, word for word, in three personas or more."""

    slug: str
    category: str
    personas: Annotated[list[str], Meta(description="Slugs of the personas.")]
    requirements: Annotated[list[list[Id]], Meta(description="For each rule its IDs.")]


class ContractRecord(Struct, frozen=True):
    """The duties of a role towards another, and those that it gets in return."""

    role: Annotated[str, Meta(description="Slug of the role that has the duties.")]
    other: Annotated[str, Meta(description="Slug of the role that they are for.")]
    owes: list[Id]
    is_owed: list[Id]
    one_way: Annotated[
        bool, Meta(description="Whether the other role has a file and owes nothing in return.")
    ]


class DiagnosticRecord(Struct, frozen=True):
    """A problem of a source."""

    code: str
    name: str
    severity: Severity
    message: str
    help: str
    source: SourceRecord


class HandbookRecord(Struct, frozen=True):
    """A handbook of personas and their rules."""

    version: Annotated[int, Meta(description="Raised when a field or value changes.")]
    personas: list[PersonaRecord]
    documents: list[DocumentRecord]
    requirements: list[RequirementRecord]
    targets: Annotated[
        list[TargetRecord], Meta(description="What links lead to, in the order of the rules.")
    ]
    links: Annotated[
        list[LinkRecord],
        Meta(description="The links of all rules, each once; those that are only possible last."),
    ]
    roles: list[RoleRecord]
    retired: list[RetiredRecord]
    diagnostics: list[DiagnosticRecord]
    families: Annotated[list[FamilyRecord], Meta(description="Repeated rules, by slug.")] = field(
        default_factory=list
    )
    shared: Annotated[list[SharedRecord], Meta(description="Rules of several personas.")] = field(
        default_factory=list
    )
    contracts: list[ContractRecord] = field(default_factory=list)
