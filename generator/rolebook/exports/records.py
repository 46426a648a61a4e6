"""The published shape of the data: what other people's scripts rely on.

It is kept apart from `model`, so that the model can change without breaking them. Every record is
described by the JSON Schema that `as_json.json_schema` makes from these types; `recording` fills
them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Code = Annotated[str, Meta(description="Short code, unique in the handbook.")]
Id = Annotated[
    str, Meta(description="Id of a requirement, such as BD-API-07.", examples=["BD-API-07"])
]
LevelName = Literal["MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY"]


class SourceRecord(Struct, frozen=True):
    """A place in a source file; lines and columns count from 1."""

    path: str
    line: int
    column: int
    end_line: int


Place = Literal["text", "category", "author", "topic"]


class EvidenceRecord(Struct, frozen=True):
    """The words that made a link, and where they stand."""

    words: str
    place: Annotated[
        Place,
        Meta(
            description="The text, the title of its category, the front matter, or words of the text that only suggest "
            "a role."
        ),
    ]


class LinkRecord(Struct, frozen=True):
    """What a requirement has to do with, and why."""

    kind: Literal["skill", "competence", "pattern", "collaborator", "reference"]
    target: Annotated[
        str, Meta(description="SFIA code, ESCO URI, slug of a pattern or role, path or URL.")
    ]
    name: str
    score: Annotated[float, Meta(ge=0, le=1)]
    evidence: list[EvidenceRecord]
    framework: Annotated[
        str, Meta(description="Catalogue of a skill or competence, such as sfia; else empty.")
    ]


class RequirementRecord(Struct, frozen=True):
    """One normative statement."""

    id: Id
    persona: Annotated[str, Meta(description="Slug of the persona or document it belongs to.")]
    kind: Literal["rule", "collaboration"]
    category: Annotated[str, Meta(description="Title of the heading it stands under.")]
    level: LevelName
    keyword: Annotated[str, Meta(description="The keyword as the author wrote it.")]
    text: Annotated[
        str, Meta(description="The statement in one line of Markdown, without an opening keyword.")
    ]
    source: SourceRecord
    links: list[LinkRecord]
    raw: Annotated[str, Meta(description="The statement exactly as it stands in the source.")]
    found: str
    group: int
    condition: str = ""
    context: str = ""
    note: str = ""
    origin: Annotated[
        Literal["own", "template", "shared", "duty"],
        Meta(
            description="Where it has its words from: itself, a template of its text, several personas; or a duty."
        ),
    ] = "own"
    family: Annotated[
        str, Meta(description="Slug of the template that it repeats; empty for others.")
    ] = ""
    revision: Annotated[
        int, Meta(description="How often it was locked with other words, level or place.")
    ] = 1
    first_seen: Annotated[
        str, Meta(description="Day of the first lock, such as 2026-03-01; empty until then.")
    ] = ""


class RetiredRecord(Struct, frozen=True):
    """An id that no rule has any more."""

    id: Id
    date: Annotated[str, Meta(description="Day on which that was locked; empty until then.")]
    persona: Annotated[str, Meta(description="Title of the persona or document it stood in.")]
    category: str
    text: Annotated[str, Meta(description="What it said last.")]
    replaced_by: Annotated[
        str, Meta(description="Id that the rule has now; empty where it is gone.")
    ]


class CategoryRecord(Struct, frozen=True):
    """A heading that requirements stand under."""

    code: str
    title: str
    trail: list[str]
    requirements: list[Id]
    source: SourceRecord


class CollaborationRecord(Struct, frozen=True):
    """A duty towards other roles."""

    requirement: Id
    names: Annotated[list[str], Meta(description="Roles as they are written.")]
    roles: Annotated[list[str], Meta(description="Slugs of the roles that are meant.")]


class EntryRecord(Struct, frozen=True):
    """A trait or responsibility."""

    text: str
    source: SourceRecord


class PatternRecord(Struct, frozen=True):
    """A design pattern."""

    slug: str
    name: str
    detail: str
    source: SourceRecord


class KnowledgeRecord(Struct, frozen=True):
    """A field of knowledge."""

    name: str
    topics: list[str]
    source: SourceRecord


class SkillRecord(Struct, frozen=True):
    """A row of the skills table."""

    code: str
    name: Annotated[str, Meta(description="As the author calls it.")]
    official_name: Annotated[
        str, Meta(description="As its catalogue calls it; empty where the code is not known.")
    ]
    low: int | None
    high: int | None
    description: str
    source: SourceRecord


class CompetenceRecord(Struct, frozen=True):
    """A row of the competences table."""

    name: str
    examples: list[str]
    source: SourceRecord


class ReferenceRecord(Struct, frozen=True):
    """A link, or a document named by its path."""

    text: str
    target: str
    source: SourceRecord


class AgentRecord(Struct, frozen=True):
    """A row of a "managed agents" table."""

    name: str
    specialty: str
    url: str
    peers: list[str]
    source: SourceRecord


class PassageRecord(Struct, frozen=True):
    """Text that is no requirement."""

    kind: str
    section: str
    text: str
    source: SourceRecord


class DocumentRecord(Struct, frozen=True):
    """A document with requirements."""

    slug: str
    code: Code
    title: str
    path: str
    aliases: list[str]
    tags: list[str]
    categories: list[CategoryRecord]
    references: list[ReferenceRecord]
    passages: list[PassageRecord]


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


class RoleRecord(Struct, frozen=True):
    """Somebody whom duties name."""

    slug: str
    name: str
    has_file: bool


class CellRecord(Struct, frozen=True):
    """A rule that repeats a template for a category."""

    requirement: Id
    category: Annotated[str, Meta(description="Label of the category.")]
    words: Annotated[
        str, Meta(description="What it says besides the template and the words of its category.")
    ]
    lacks: Annotated[str, Meta(description="Words of the template that it does not have.")]


class RowRecord(Struct, frozen=True):
    """What one text repeats of a template."""

    persona: Annotated[str, Meta(description="Slug of the persona or document.")]
    label: str
    level: LevelName
    cells: list[CellRecord]


class FamilyRecord(Struct, frozen=True):
    """A sentence that comes back in several categories, and the rules that repeat it."""

    slug: str
    label: Annotated[
        str, Meta(description="The words that nearly all its rules have; … where they differ.")
    ]
    level: LevelName
    rows: list[RowRecord]


class SharedRecord(Struct, frozen=True):
    """Rules that stand word for word in three personas or more."""

    slug: str
    category: str
    personas: Annotated[list[str], Meta(description="Slugs of the personas.")]
    requirements: Annotated[list[list[Id]], Meta(description="For each rule the ids that it has.")]


class ContractRecord(Struct, frozen=True):
    """What a role owes another, and what comes back."""

    role: Annotated[str, Meta(description="Slug of the role that has the duties.")]
    other: Annotated[str, Meta(description="Slug of the role that they are for.")]
    owes: list[Id]
    is_owed: list[Id]
    one_way: Annotated[
        bool, Meta(description="Whether the other role has a file and owes nothing back.")
    ]


class DiagnosticRecord(Struct, frozen=True):
    """Something that is wrong with a source."""

    code: str
    name: str
    severity: Literal["error", "warning", "note"]
    message: str
    help: str
    source: SourceRecord


class HandbookRecord(Struct, frozen=True):
    """A handbook of personas and their requirements."""

    version: Annotated[
        int, Meta(description="Raised when a field changes its meaning or goes away.")
    ]
    personas: list[PersonaRecord]
    documents: list[DocumentRecord]
    requirements: list[RequirementRecord]
    roles: list[RoleRecord]
    retired: list[RetiredRecord]
    diagnostics: list[DiagnosticRecord]
    families: Annotated[list[FamilyRecord], Meta(description="Templates, by slug.")] = field(
        default_factory=list
    )
    shared: Annotated[list[SharedRecord], Meta(description="Rules of several personas.")] = field(
        default_factory=list
    )
    contracts: list[ContractRecord] = field(default_factory=list)
