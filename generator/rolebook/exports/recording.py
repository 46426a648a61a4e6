"""Handbook to records: the model in the shape that is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..link.handbook import LinkKind
from ..words.names import slugify
from .records import (
    AgentRecord,
    CategoryRecord,
    CellRecord,
    CollaborationRecord,
    CompetenceRecord,
    ContractRecord,
    DiagnosticRecord,
    DocumentRecord,
    EntryRecord,
    EvidenceRecord,
    FamilyRecord,
    HandbookRecord,
    KnowledgeRecord,
    LinkRecord,
    PassageRecord,
    PatternRecord,
    PersonaRecord,
    Place,
    ReferenceRecord,
    RequirementRecord,
    RetiredRecord,
    RoleRecord,
    RowRecord,
    SharedRecord,
    SkillRecord,
    SourceRecord,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..link.handbook import Family, Handbook, Link, Row
    from ..model import Document, Persona, Requirement
    from ..model.diagnostics import Diagnostic
    from ..model.source import Span

_PLACES: Mapping[str, Place] = {"category": "category", "author": "author", "topic": "topic"}


def record(book: Handbook) -> HandbookRecord:
    """Return the published shape of a handbook."""
    return HandbookRecord(
        version=1,
        personas=[_persona(book, persona) for persona in book.personas],
        documents=[DocumentRecord(**_common(document)) for document in book.documents],
        requirements=[
            _requirement(book, text, r) for text in book.texts for r in text.requirements
        ],
        roles=[
            RoleRecord(role.slug, role.name, role.persona is not None)
            for role in book.roles.values()
        ],
        retired=[_retired(book, id) for id in book.lock.retired if not book.has(id)],
        diagnostics=[diagnostic_record(diagnostic) for diagnostic in book.diagnostics],
        families=[_family(book, family) for family in book.families],
        shared=[
            SharedRecord(
                block.slug, block.category, list(block.personas), [list(ids) for ids in block.rules]
            )
            for block in book.shared
        ],
        contracts=_contracts(book),
    )


def diagnostic_record(d: Diagnostic) -> DiagnosticRecord:
    """Return the published shape of a finding."""
    return DiagnosticRecord(
        d.code, d.name, d.severity.value, d.message, d.help, source_record(d.span)
    )


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
        responsibilities=[
            EntryRecord(r.text, source_record(r.span)) for r in persona.responsibilities
        ],
        patterns=[
            PatternRecord(slugify(p.name), p.name, p.detail, source_record(p.span))
            for p in persona.patterns
        ],
        knowledge=[
            KnowledgeRecord(k.name, list(k.topics), source_record(k.span))
            for k in persona.knowledge
        ],
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
        competences=[
            CompetenceRecord(c.name, list(c.examples), source_record(c.span))
            for c in persona.competences
        ],
        collaborations=[
            CollaborationRecord(
                c.id,
                [name.written for name in c.names],
                list(book.named_by(c)),
            )
            for c in persona.collaborations
        ],
        agents=[
            AgentRecord(a.name, a.specialty, a.url, list(a.peers), source_record(a.span))
            for a in persona.agents
        ],
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
            CategoryRecord(
                c.code, c.title, list(c.trail), [r.id for r in rules], source_record(c.span)
            )
            for c, rules in text.by_category
        ],
        "references": [
            ReferenceRecord(r.text, r.target, source_record(r.span)) for r in text.references
        ],
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
    rows = [
        RowRecord(slug, row.label, row.level.value, _cells(book, slug, row))
        for slug, row in family.rows
    ]
    return FamilyRecord(family.slug, family.label, family.level.value, rows)


def _cells(book: Handbook, slug: str, row: Row) -> list[CellRecord]:
    found = ((column, row.cells.get(column.key)) for column in book.grids[slug].columns)
    return [
        CellRecord(cell.requirement, column.label, cell.words, cell.lacks)
        for column, cell in found
        if cell
    ]


def _retired(book: Handbook, id: str) -> RetiredRecord:
    end, last = book.lock.current(id), book.lock.last_words(id)
    persona, category = book.lock.titles(last)
    return RetiredRecord(id, end.date, persona, category, last.text, end.text)


def _link(book: Handbook, link: Link) -> LinkRecord:
    evidence = [EvidenceRecord(e.words, _PLACES.get(e.place, "text")) for e in link.evidence]
    return LinkRecord(
        link.kind.value, link.target, link_name(book, link), link.score, evidence, link.framework
    )


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
