"""Handbook to records: the model in the shape that is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from ..link.agents import included, skill_file
from ..link.handbook import LinkKind
from ..model import AgentField
from ..words.names import slugify
from .records import (
    VERSION,
    AgentRecord,
    CareerExamplesRecord,
    CareerLevelRecord,
    CategoryRecord,
    CellRecord,
    CollaborationRecord,
    CompetenceRecord,
    ContractRecord,
    DiagnosticRecord,
    DocumentRecord,
    EntryRecord,
    EvidenceRecord,
    FactRecord,
    FamilyRecord,
    HandbookRecord,
    IncludeRecord,
    KnowledgeRecord,
    LinkRecord,
    PassageRecord,
    PatternRecord,
    PersonaRecord,
    PlaceRecord,
    ReasonRecord,
    ReferenceRecord,
    RequirementRecord,
    RetiredRecord,
    RoleRecord,
    RowRecord,
    SharedRecord,
    SkillRecord,
    SourceRecord,
    TargetRecord,
    WaiverRecord,
)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from ..link.handbook import Cell, Column, Family, Handbook, Link, Row, SharedBlock
    from ..model import (
        AgentFact,
        Category,
        Competence,
        Document,
        Entry,
        Persona,
        Requirement,
        Skill,
    )
    from ..model.diagnostics import Diagnostic
    from ..model.source import Span
    from ..model.waivers import Waiver


def record(book: Handbook) -> HandbookRecord:
    """Return the published shape of a handbook."""
    links = _Links(book)
    requirements = list(_requirements(book, links))
    return HandbookRecord(
        version=VERSION,
        personas=[_persona(book, persona) for persona in book.personas],
        documents=[DocumentRecord(**_common(book, document)) for document in book.documents],
        # Behind all others, so that possible links change no number of those.
        requirements=[_with_possible(book, one, links) for one in requirements],
        targets=links.targets,
        links=links.links,
        roles=[
            RoleRecord(role.slug, role.name, role.persona is not None)
            for role in book.roles.values()
        ],
        retired=[_retired(book, id) for id in book.lock.retired if not book.has(id)],
        diagnostics=[diagnostic_record(diagnostic) for diagnostic in book.diagnostics],
        families=[_family(book, family) for family in book.families],
        shared=[_shared(block) for block in book.shared],
        contracts=_contracts(book),
    )


def diagnostic_record(d: Diagnostic) -> DiagnosticRecord:
    """Return the published shape of a problem."""
    return DiagnosticRecord(d.code, d.name, d.severity, d.message, d.help, source_record(d.span))


def _contracts(book: Handbook) -> list[ContractRecord]:
    """Return every contract from each side that has duties."""
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
        **_common(book, persona),
        traits=[_entry(trait) for trait in persona.traits],
        responsibilities=[_entry(one) for one in persona.responsibilities],
        entries=[_entry(one) for one in persona.entries],
        patterns=[
            PatternRecord(slugify(p.name), p.name, p.detail, _place(p.span))
            for p in persona.patterns
        ],
        knowledge=[
            KnowledgeRecord(k.name, list(k.topics), _place(k.span)) for k in persona.knowledge
        ],
        skills=[_skill(book, skill) for skill in persona.skills],
        competences=[_competence(competence) for competence in persona.competences],
        collaborations=[_collaboration(book, duty) for duty in persona.collaborations],
        agents=[
            AgentRecord(a.name, a.specialty, a.url, list(a.peers), _place(a.span))
            for a in persona.agents
        ],
        facts=[_fact(book, fact) for fact in persona.facts],
    )


def _fact(book: Handbook, fact: AgentFact) -> FactRecord:
    file = skill_file(book, fact.text) if fact.field is AgentField.SKILL else None
    slug = file.slug if file else ""
    return FactRecord(fact.field.value, fact.text, fact.is_denied, slug, _place(fact.span))


def _includes(book: Handbook, text: Document) -> Iterator[IncludeRecord]:
    for include in text.includes:
        file = included(book, text, include)
        slug = file.slug if file else ""
        yield IncludeRecord(include.target, slug, _place(include.span))


def _entry(entry: Entry) -> EntryRecord:
    return EntryRecord(entry.text, _place(entry.span), entry.section)


def _skill(book: Handbook, skill: Skill) -> SkillRecord:
    known = book.catalogues.of(skill.code)
    return SkillRecord(
        skill.code,
        skill.name,
        known.name if known else "",
        skill.low,
        skill.high,
        skill.description,
        _place(skill.span),
        [CareerLevelRecord(one.name, one.low, one.high, one.description) for one in skill.by_level],
    )


def _competence(competence: Competence) -> CompetenceRecord:
    return CompetenceRecord(
        competence.name,
        list(competence.examples),
        _place(competence.span),
        [CareerExamplesRecord(one.name, list(one.examples)) for one in competence.by_level],
    )


def _collaboration(book: Handbook, duty: Requirement) -> CollaborationRecord:
    names = [name.written for name in duty.names]
    return CollaborationRecord(duty.id, names, list(book.named_by(duty)))


def _category(category: Category, rules: Sequence[Requirement]) -> CategoryRecord:
    ids = [rule.id for rule in rules]
    span = _place(category.span)
    return CategoryRecord(category.code, category.title, list(category.trail), ids, span)


def _common(book: Handbook, text: Document) -> dict[str, Any]:
    """Return the fields that personas and other documents have."""
    return {
        "slug": text.slug,
        "code": text.code,
        "title": text.title,
        "path": text.path,
        "aliases": list(text.aliases),
        "tags": list(text.tags),
        "language": text.language,
        "includes": list(_includes(book, text)),
        "reason": ReasonRecord(text.reason.why.value, list(text.reason.words)),
        "owners": list(text.owners),
        "reviewed": _day(text.review.reviewed),
        "review_by": _day(text.review.due),
        "categories": [_category(category, rules) for category, rules in text.by_category],
        "references": [ReferenceRecord(r.text, r.target, _place(r.span)) for r in text.references],
        "passages": [
            PassageRecord(p.kind.value, p.section, p.text, _place(p.span))
            for p in text.passages
            if p.kind.is_shown
        ],
    }


def _day(date: datetime.date | None) -> str:
    return date.isoformat() if date else ""


class _Links:
    """Links and what they lead to, each once, and numbered as they are first met."""

    def __init__(self, book: Handbook) -> None:
        self.targets: list[TargetRecord] = []
        self.links: list[LinkRecord] = []
        self._book = book
        self._targets: dict[tuple[LinkKind, str, str], int] = {}
        self._links: dict[Link, int] = {}

    def number(self, link: Link) -> int:
        """Return the number of a link, which is in the lists from now on."""
        number = self._links.get(link)
        if number is None:
            number = self._links[link] = len(self.links)
            evidence = [EvidenceRecord(e.words, e.place) for e in link.evidence]
            self.links.append(LinkRecord(self._target(link), link.score, evidence))
        return number

    def _target(self, link: Link) -> int:
        key = (link.kind, link.target, link.framework)
        if key not in self._targets:
            self._targets[key] = len(self.targets)
            name = link_name(self._book, link)
            self.targets.append(TargetRecord(link.kind, link.target, name, link.framework))
        return self._targets[key]


def _requirements(book: Handbook, links: _Links) -> Iterator[RequirementRecord]:
    for owner in book.texts:
        for requirement in owner.requirements:
            yield _requirement(book, owner, requirement, links)


def _with_possible(
    book: Handbook, requirement: RequirementRecord, links: _Links
) -> RequirementRecord:
    possible = book.possible.get(requirement.id)
    if not possible:
        return requirement
    return replace(requirement, possible=[links.number(link) for link in possible])


def _requirement(
    book: Handbook, owner: Document, requirement: Requirement, links: _Links
) -> RequirementRecord:
    family = book.family_of(requirement.id)
    revisions = book.lock.revisions(requirement.id)
    return RequirementRecord(
        id=requirement.id,
        persona=owner.slug,
        kind="collaboration" if requirement.is_collaboration else "rule",
        category=requirement.category.title,
        level=requirement.level,
        keyword=requirement.keyword,
        text=requirement.text,
        source=_place(requirement.span),
        links=[links.number(link) for link in book.links.get(requirement.id, ())],
        raw=requirement.raw,
        found=slugify(requirement.found),
        group=requirement.group,
        condition=requirement.condition,
        conditions=list(requirement.conditions),
        options=list(requirement.options),
        context=requirement.context,
        note=requirement.note,
        inferred=requirement.inferred,
        origin=book.origin(requirement),
        family=family.slug if family else "",
        revision=revisions[-1].number if revisions else 1,
        first_seen=revisions[0].date if revisions else "",
        waivers=list(map(_waiver, book.waivers_of(requirement.id))),
    )


def _waiver(waiver: Waiver) -> WaiverRecord:
    return WaiverRecord(
        scope=waiver.scope,
        paths=list(waiver.paths),
        reason=waiver.reason,
        owner=waiver.owner,
        expires=waiver.end,
        note=waiver.note,
        granted=str(waiver.granted or ""),
        link=waiver.link,
        source=source_record(waiver.span),
    )


def _family(book: Handbook, family: Family) -> FamilyRecord:
    rows = [
        RowRecord(slug, row.label, row.level, _cells(book, slug, row)) for slug, row in family.rows
    ]
    return FamilyRecord(family.slug, family.label, family.level, rows)


def _shared(block: SharedBlock) -> SharedRecord:
    ids = [list(rule) for rule in block.rules]
    return SharedRecord(block.slug, block.category, list(block.personas), ids)


def _cells(book: Handbook, slug: str, row: Row) -> list[CellRecord]:
    columns = (column for column in book.grids[slug].columns if column.key in row.cells)
    return [_cell(column, row.cells[column.key]) for column in columns]


def _cell(column: Column, cell: Cell) -> CellRecord:
    category = column.label if column.key else ""  # rules above the first heading
    return CellRecord(cell.requirement, category, cell.words, cell.lacks)


def _retired(book: Handbook, id: str) -> RetiredRecord:
    end, last = book.lock.current(id), book.lock.last_words(id)
    persona, category = book.lock.titles(last)
    return RetiredRecord(id, end.date, persona, category, last.text, end.text)


def link_name(book: Handbook, link: Link) -> str:
    """Return what a link leads to, in words."""
    if link.framework:
        return book.concept(link).name
    if link.kind is LinkKind.PATTERN:
        return book.patterns[link.target]
    return book.roles[link.target].name if link.kind is LinkKind.COLLABORATOR else link.target


def _place(span: Span) -> PlaceRecord:
    """Return the published shape of a place in a text, which knows the path."""
    end_line = span.last_line if span.last_line != span.line else None
    return PlaceRecord(span.line, span.column, end_line)


def source_record(span: Span) -> SourceRecord:
    """Return the published shape of a place."""
    return SourceRecord(span.path, span.line, span.column, span.last_line)
