"""The published shape of the data: what other people's scripts rely on.

It is kept apart from `model`, so that the model can change without breaking them. Every record is described by the
JSON Schema that `as_json.json_schema` makes from these types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta, Struct, field

from ..book import LinkKind
from ..names import slugify

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..book import Family, Handbook, Link, Row
    from ..diagnostics import Diagnostic
    from ..model import Document, Persona, Requirement
    from ..source import Span

Code = Annotated[str, Meta(description="Short code, unique in the handbook.")]
Id = Annotated[str, Meta(description="Id of a requirement, such as BD-API-07.", examples=["BD-API-07"])]
LevelName = Literal["MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY"]


class SourceRecord(Struct, frozen=True):
    """A place in a source file; lines and columns count from 1."""

    path: str
    line: int
    column: int
    end_line: int


Place = Literal["text", "category", "author", "topic"]
_PLACES: Mapping[str, Place] = {"category": "category", "author": "author", "topic": "topic"}


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
    target: Annotated[str, Meta(description="SFIA code, ESCO URI, slug of a pattern or role, path or URL.")]
    name: str
    score: Annotated[float, Meta(ge=0, le=1)]
    evidence: list[EvidenceRecord]
    framework: Annotated[str, Meta(description="Catalogue of a skill or competence, such as sfia; else empty.")]


class RequirementRecord(Struct, frozen=True):
    """One normative statement."""

    id: Id
    persona: Annotated[str, Meta(description="Slug of the persona or document it belongs to.")]
    kind: Literal["rule", "collaboration"]
    category: Annotated[str, Meta(description="Title of the heading it stands under.")]
    level: LevelName
    keyword: Annotated[str, Meta(description="The keyword as the author wrote it.")]
    text: Annotated[str, Meta(description="The statement in one line of Markdown, without an opening keyword.")]
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
        Meta(description="Where it has its words from: itself, a template of its text, several personas; or a duty."),
    ] = "own"
    family: Annotated[str, Meta(description="Slug of the template that it repeats; empty for others.")] = ""
    revision: Annotated[int, Meta(description="How often it was locked with other words, level or place.")] = 1
    first_seen: Annotated[str, Meta(description="Day of the first lock, such as 2026-03-01; empty until then.")] = ""


class RetiredRecord(Struct, frozen=True):
    """An id that no rule has any more."""

    id: Id
    date: Annotated[str, Meta(description="Day on which that was locked; empty until then.")]
    persona: Annotated[str, Meta(description="Title of the persona or document it stood in.")]
    category: str
    text: Annotated[str, Meta(description="What it said last.")]
    replaced_by: Annotated[str, Meta(description="Id that the rule has now; empty where it is gone.")]


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
    official_name: Annotated[str, Meta(description="As its catalogue calls it; empty where the code is not known.")]
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
    words: Annotated[str, Meta(description="What it says besides the template and the words of its category.")]
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
    label: Annotated[str, Meta(description="The words that nearly all its rules have; … where they differ.")]
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
    one_way: Annotated[bool, Meta(description="Whether the other role has a file and owes nothing back.")]


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

    version: Annotated[int, Meta(description="Raised when a field changes its meaning or goes away.")]
    personas: list[PersonaRecord]
    documents: list[DocumentRecord]
    requirements: list[RequirementRecord]
    roles: list[RoleRecord]
    retired: list[RetiredRecord]
    diagnostics: list[DiagnosticRecord]
    families: Annotated[list[FamilyRecord], Meta(description="Templates, by slug.")] = field(default_factory=list)
    shared: Annotated[list[SharedRecord], Meta(description="Rules of several personas.")] = field(default_factory=list)
    contracts: list[ContractRecord] = field(default_factory=list)


def record(book: Handbook) -> HandbookRecord:
    """Return the published shape of a handbook."""
    return HandbookRecord(
        version=1,
        personas=[_persona(book, persona) for persona in book.personas],
        documents=[DocumentRecord(**_common(document)) for document in book.documents],
        requirements=[_requirement(book, text, r) for text in book.texts for r in text.requirements],
        roles=[RoleRecord(role.slug, role.name, role.persona is not None) for role in book.roles.values()],
        retired=[_retired(book, id) for id in book.lock.retired if not book.has(id)],
        diagnostics=[diagnostic_record(diagnostic) for diagnostic in book.diagnostics],
        families=[_family(book, family) for family in book.families],
        shared=[
            SharedRecord(block.slug, block.category, list(block.personas), [list(ids) for ids in block.rules])
            for block in book.shared
        ],
        contracts=_contracts(book),
    )


def diagnostic_record(d: Diagnostic) -> DiagnosticRecord:
    """Return the published shape of a finding."""
    return DiagnosticRecord(d.code, d.name, d.severity.value, d.message, d.help, source_record(d.span))


def _contracts(book: Handbook) -> list[ContractRecord]:
    """Return every contract from each side that states it."""
    return [
        ContractRecord(
            role=role,
            other=other,
            owes=[duty.id for duty in duties],
            is_owed=[duty.id for duty in book.duties.get((other, role), ())],
            one_way=book.roles[other].persona is not None and (other, role) not in book.duties,
        )
        for (role, other), duties in book.duties.items()
    ]


def _persona(book: Handbook, persona: Persona) -> PersonaRecord:
    return PersonaRecord(
        **_common(persona),
        traits=[EntryRecord(t.text, source_record(t.span)) for t in persona.traits],
        responsibilities=[EntryRecord(r.text, source_record(r.span)) for r in persona.responsibilities],
        patterns=[PatternRecord(slugify(p.name), p.name, p.detail, source_record(p.span)) for p in persona.patterns],
        knowledge=[KnowledgeRecord(k.name, list(k.topics), source_record(k.span)) for k in persona.knowledge],
        skills=[
            SkillRecord(
                s.code,
                s.name,
                known.name if (known := book.catalogues.of(s.code)) else "",
                s.low,
                s.high,
                s.description,
                source_record(s.span),
            )
            for s in persona.skills
        ],
        competences=[CompetenceRecord(c.name, list(c.examples), source_record(c.span)) for c in persona.competences],
        collaborations=[
            CollaborationRecord(
                c.id,
                [name.written for name in c.names],
                list(book.named_by(c)),
            )
            for c in persona.collaborations
        ],
        agents=[AgentRecord(a.name, a.specialty, a.url, list(a.peers), source_record(a.span)) for a in persona.agents],
    )


def _common(text: Document) -> dict[str, Any]:
    return {
        "slug": text.slug,
        "code": text.code,
        "title": text.title,
        "path": text.path,
        "aliases": list(text.aliases),
        "tags": list(text.tags),
        "categories": [
            CategoryRecord(c.code, c.title, list(c.trail), [r.id for r in rules], source_record(c.span))
            for c, rules in text.by_category
        ],
        "references": [ReferenceRecord(r.text, r.target, source_record(r.span)) for r in text.references],
        "passages": [
            PassageRecord(p.kind.value, p.section, p.text, source_record(p.span))
            for p in text.passages
            if p.kind.is_shown
        ],
    }


def _requirement(book: Handbook, text: Document, requirement: Requirement) -> RequirementRecord:
    family = book.family_of(requirement.id)
    revisions = book.lock.revisions(requirement.id)
    return RequirementRecord(
        id=requirement.id,
        persona=text.slug,
        kind="collaboration" if requirement.is_collaboration else "rule",
        category=requirement.category.title,
        level=requirement.level.value,
        keyword=requirement.keyword,
        text=requirement.text,
        source=source_record(requirement.span),
        links=[_link(book, one) for one in book.links.get(requirement.id, ())],
        raw=requirement.raw,
        found=requirement.found.value,
        group=requirement.group,
        condition=requirement.condition,
        context=requirement.context,
        note=requirement.note,
        origin=book.origin(requirement).value,
        family=family.slug if family else "",
        revision=revisions[-1].number if revisions else 1,
        first_seen=revisions[0].date if revisions else "",
    )


def _family(book: Handbook, family: Family) -> FamilyRecord:
    rows = [RowRecord(slug, row.label, row.level.value, _cells(book, slug, row)) for slug, row in family.rows]
    return FamilyRecord(family.slug, family.label, family.level.value, rows)


def _cells(book: Handbook, slug: str, row: Row) -> list[CellRecord]:
    found = ((column, row.cells.get(column.key)) for column in book.grids[slug].columns)
    return [CellRecord(cell.requirement, column.label, cell.words, cell.lacks) for column, cell in found if cell]


def _retired(book: Handbook, id: str) -> RetiredRecord:
    end, last = book.lock.current(id), book.lock.last_words(id)
    persona, category = book.lock.titles(last)
    return RetiredRecord(id, end.date, persona, category, last.text, end.text)


def _link(book: Handbook, link: Link) -> LinkRecord:
    evidence = [EvidenceRecord(e.words, _PLACES.get(e.place, "text")) for e in link.evidence]
    return LinkRecord(link.kind.value, link.target, link_name(book, link), link.score, evidence, link.framework)


def link_name(book: Handbook, link: Link) -> str:
    """Return what a link leads to, in words."""
    if link.framework:
        return book.concept(link).name
    if link.kind is LinkKind.PATTERN:
        return book.patterns[link.target]
    return book.roles[link.target].name if link.kind is LinkKind.COLLABORATOR else link.target


def source_record(span: Span) -> SourceRecord:
    """Return the published shape of a place."""
    return SourceRecord(span.path, span.line, span.column, span.last_line)
