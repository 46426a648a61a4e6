"""The pages of personas and documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..link.skills import is_same_name
from ..model import Passage, PassageKind, Requirement
from ..views.addresses import address, onboarding_address, rubric_address
from ..views.first import first_rules
from ..views.gaps import gaps
from ..views.graph import around
from ..views.grids import drawn, origins
from ..views.shelves import read_passages, reading_order, shelves
from ..views.uses import mismatch
from .context import Page, TocEntry, counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Competence, Document, Persona, Skill
    from ..taxonomy import Concept
    from ..views.contracts import Contract
    from ..views.shelves import Shelf
    from .context import SiteContext

_SECTIONS_WITH_PLACE = (
    "rules", "traits", "responsibilities", "collaborators", "skills", "skills-matrix", "competences", "patterns",
    "knowledge", "agents", "references",
)  # fmt: skip
"""Sections whose loose text stands at the head of their place on the page; that of others comes last."""
_OPEN_UP_TO = 60
"""Personas with more rules show their categories closed: a contents list that opens one by one."""


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A row of the skills table, with the skill that the catalogue knows under the code."""

    skill: Skill
    framework: str
    """Key of the catalogue that the code belongs to."""
    concept: Concept | None
    rules: int
    """Rules of this persona that speak of it."""

    @property
    def mismatch(self) -> str:
        """What is wrong with the levels asked for, or nothing."""
        return mismatch(self.skill, self.concept) if self.concept else ""

    @property
    def is_renamed(self) -> bool:
        """Whether the author calls it otherwise than the catalogue."""
        return bool(
            self.concept
            and self.skill.name
            and not is_same_name(self.skill.name, self.concept.name)
        )


@dataclass(frozen=True, slots=True)
class ContractRow:
    """A row of the table of colleagues."""

    contract: Contract
    owes: list[tuple[Requirement, bool]]
    """Duties, and whether this is the first row that shows them: there they have their anchor."""


def persona_page(context: SiteContext, persona: Persona) -> Page:
    """Return the page of a persona."""
    book = context.book
    grid = book.grids.get(persona.slug)
    on_shelves = shelves(persona, grid.ids if grid else ())
    shelved = {node.span for shelf in on_shelves for run in shelf.runs for node in run.nodes}
    rest = [p for p in read_passages(persona) if p.span not in shelved and p.section != "overview"]
    contracts = context.team.by_role[persona.slug]
    named = {duty.id for contract in contracts for duty in contract.owes}
    values = {
        "first": first_rules(persona),
        "contracts": _contract_rows(contracts),
        "unnamed": [duty for duty in persona.collaborations if duty.id not in named],
        "shelves": on_shelves,
        "grid": drawn(book, grid) if grid else None,
        "extra": _by_section([p for p in rest if p.section not in _SECTIONS_WITH_PLACE]),
    }
    return context.page(
        "persona.html",
        address(persona),
        persona.title,
        persona=persona,
        onboarding=onboarding_address(persona),
        rubric=rubric_address(persona),
        graph=around(context.book.roles[persona.slug], contracts),
        has_answers=any(contract.is_owed for contract in contracts),
        is_long=len(persona.rules) > _OPEN_UP_TO,
        origins=origins(book, persona),
        skills=(rows := _skill_rows(context, persona)),
        gaps=gaps(book, persona),
        skills_title=_titles(context, {row.framework for row in rows}),
        competences_title=_titles(
            context, {c.framework.key for c in book.catalogues if not c.framework.is_coded}
        ),
        competences=[_competence_row(context, row) for row in persona.competences],
        conventions=[p for p in persona.passages if p.kind is PassageKind.CONVENTIONS],
        said=_by_key(rest),
        web=[r for r in persona.references if r.is_web],
        named=[context.reference(r, persona) for r in persona.references if not r.is_web],
        toc=_persona_toc(persona, on_shelves, {key for key, value in values.items() if value}),
        description=f"{counted(len(persona.requirements), 'rule')} for the role {persona.name}",
        **values,
    )


def document_page(context: SiteContext, document: Document) -> Page:
    """Return the page of an RFC 2119 document: headings, passages and requirements in the order of the source."""
    runs, headings = reading_order(document)
    grid = context.book.grids.get(document.slug)
    top = min((heading.level for heading, _ in headings), default=1)
    return context.page(
        "document.html",
        address(document),
        document.title,
        document=document,
        runs=runs,
        grid=drawn(context.book, grid) if grid else None,
        toc=tuple(
            TocEntry(heading.title, anchor)
            for heading, anchor in headings
            if heading.level <= top + 1
        ),
        description=f"{counted(len(document.requirements), 'rule')} of {document.title}",
    )


def _contract_rows(contracts: Iterable[Contract]) -> list[ContractRow]:
    seen: set[str] = set()
    rows: list[ContractRow] = []
    for contract in contracts:
        rows.append(ContractRow(contract, [(duty, duty.id not in seen) for duty in contract.owes]))
        seen.update(duty.id for duty in contract.owes)
    return rows


def _skill_rows(context: SiteContext, persona: Persona) -> list[SkillRow]:
    links = (
        link
        for requirement in persona.requirements
        for link in context.book.links.get(requirement.id, ())
    )
    shown = Counter((link.framework, link.target) for link in links if link.framework)
    rows = []
    for skill in persona.skills:
        home = context.book.catalogues.owner(skill.code)
        key = home.framework.key if home else ""
        concept = home.concepts.get(skill.code) if home else None
        rows.append(SkillRow(skill, key, concept, shown[key, skill.code]))
    return rows


def _titles(context: SiteContext, keys: set[str]) -> str:
    """Return the titles of catalogues as they stand behind a word: ` (SFIA 9)`."""
    titles = [
        catalogue.framework.title
        for catalogue in context.book.catalogues
        if catalogue.framework.key in keys
    ]
    return f" ({', '.join(titles)})" if titles else ""


def _competence_row(context: SiteContext, row: Competence) -> list[tuple[str, Concept | None]]:
    """Return the name and the examples of a competence, each with what the catalogue has under it."""
    return [(text, context.book.catalogues.competence(text)) for text in (row.name, *row.examples)]


def _by_key(passages: list[Passage]) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {key: [] for key in _SECTIONS_WITH_PLACE}
    for passage in passages:
        if passage.section in found:
            found[passage.section].append(passage)
    return found


def _by_section(passages: list[Passage]) -> list[tuple[str, list[Passage]]]:
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        found.setdefault(" › ".join(passage.trail[1:] or passage.trail), []).append(passage)
    return list(found.items())


def _persona_toc(
    persona: Persona, on_shelves: list[Shelf], filled: set[str]
) -> tuple[TocEntry, ...]:
    top = (TocEntry("Templates", "grid"),) if "grid" in filled else ()
    below = (
        *top,
        *(TocEntry(shelf.category.label or "General", shelf.anchor) for shelf in on_shelves),
    )
    entries = [
        (TocEntry("Overview", "overview"), persona.overview),
        (TocEntry("Responsibilities", "responsibilities"), persona.responsibilities),
        (TocEntry("Rules to know first", "first"), "first" in filled),
        (TocEntry("Works with", "works-with"), filled & {"contracts", "unnamed"}),
        (TocEntry("Rules", "rules", below), below),
        (TocEntry("Skills", "skills"), persona.skills or persona.competences),
        (TocEntry("Patterns and knowledge", "knowledge"), persona.patterns or persona.knowledge),
        (TocEntry("Managed agents", "agents"), persona.agents),
        (TocEntry("References", "references"), persona.references),
        (TocEntry("More", "more"), "extra" in filled),
    ]
    return tuple(entry for entry, is_there in entries if is_there)
