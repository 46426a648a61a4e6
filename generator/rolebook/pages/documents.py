"""The pages of personas and documents."""

from __future__ import annotations

from collections import ChainMap, Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from ..addresses import address, onboarding_address, rubric_address, skill_address
from ..input.clock import day
from ..link.skills import is_same_name
from ..model import PassageKind
from ..parse.sections import SECTIONS, parts
from ..rubric.first import first_rules
from ..views.at_a_glance import mission, rest_of_overview
from ..views.gaps import gaps
from ..views.graph import around
from ..views.grids import drawn, origins
from ..views.ownership import sentences
from ..views.shelves import read_passages, reading_order, shelves
from ..views.uses import mismatch
from .agents import fact_rows, where_rules_are
from .context import Page, TocEntry
from .empty import unread, why_document
from .team import compared_with

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..model import Competence, Document, Passage, Persona, Requirement, Skill
    from ..parse.sections import PersonaSection
    from ..taxonomy import Catalogue, Concept
    from ..views.contracts import Contract
    from ..views.shelves import Shelf
    from .context import SiteContext

    Known = tuple[str, Concept | None]
    """A text, and what the catalogue knows under it."""

_OPEN_UP_TO = 60
"""Personas with more rules show their categories closed: more than some three screens of rules are
easier to read as a list of contents that opens one by one."""
_LIST = "persona-list.html"
"""The template of a part whose sections are only lists."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a persona's page, with a title of its own."""

    anchor: str
    title: str
    template: str
    prose: list[str]
    """Keys of the sections whose loose text opens it."""
    lists: list[tuple[Any, ...]]
    """What its sections hold besides prose, for a template that handles only lists."""
    below: tuple[TocEntry, ...] = ()
    """What the table of contents has below its title."""


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A row of the skills table, with the skill that the catalogue knows under the code."""

    skill: Skill
    framework: str
    """Key of the catalogue that the code belongs to."""
    concept: Concept | None
    rules: int
    """Rules of this persona that mention it."""

    mismatch: str
    """What is wrong with the levels asked for, or nothing."""
    path: str
    """Address of the skill's page from the site's root; empty where it has none."""

    @property
    def is_renamed(self) -> bool:
        """Whether the author calls it otherwise than the catalogue."""
        return bool(
            self.concept
            and self.skill.name
            and not is_same_name(self.skill.name, self.concept.name)
        )

    @property
    def is_told_by_level(self) -> bool:
        """Whether it means something else at each level of the career."""
        return any(level.description for level in self.skill.by_level)


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """A competence, and its examples, each with its entry in the catalogue."""

    name: Known
    examples: list[Known]
    by_level: list[tuple[str, list[Known] | None]]
    """The levels of the career with their examples; None where one doesn't need it."""


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
    prose = _prose(persona, on_shelves)
    contracts = context.team.by_role[persona.slug]
    owed = chain.from_iterable(contract.owes for contract in contracts)
    named = {duty.id for duty in owed}
    # What the page works out for its parts, besides what the author wrote in sections.
    worked_out: dict[str, dict[str, Any]] = {
        "first": {"first": first_rules(persona)},
        "overview": {
            "overview": rest_of_overview(persona),
            "is_above_traits": bool(persona.overview and persona.traits),
        },
        "works-with": {
            "contracts": _contract_rows(contracts),
            "unnamed": [duty for duty in persona.collaborations if duty.id not in named],
        },
        "rules": {"shelves": on_shelves, "grid": drawn(book, grid) if grid else None},
        "more": {"extra": _by_heading(prose.pop(""))},
    }
    filled = {part for part, values in worked_out.items() if any(values.values())}
    page_parts = list(_parts(context, persona, prose, filled))
    return context.page(
        "persona.html",
        address(persona),
        persona.title,
        persona=persona,
        ownership=list(sentences(persona, day(), book.say)),
        page_parts=page_parts,
        prose=prose,
        mission=mission(persona),
        glance=_glance(contracts),
        compared=compared_with(context, persona.slug),
        has_overview=any(part.anchor == "overview" for part in page_parts),
        onboarding=onboarding_address(persona),
        rubric=rubric_address(persona),
        categories=len(on_shelves) if persona.own_rules else 0,
        origins=_origins(context, persona),
        includes=where_rules_are(context, persona),
        unread=[] if persona.requirements else unread(book, persona),
        facts=fact_rows(context, persona),
        graph=around(book.roles[persona.slug], contracts),
        has_answers=any(contract.receives for contract in contracts),
        is_long=len(persona.own_rules) > _OPEN_UP_TO,
        web=[r for r in persona.references if r.is_web],
        named=[context.reference(r, persona) for r in persona.references if not r.is_web],
        toc=tuple(TocEntry(part.title, part.anchor, part.below) for part in page_parts),
        description=book.say(
            "persona-description", count=len(persona.requirements), role=persona.name
        ),
        **_skill_values(context, persona),
        **ChainMap(*worked_out.values()),
    )


def _glance(contracts: Iterable[Contract]) -> list[Contract]:
    """Return the contracts of a role, those with roles that have a file first."""
    return sorted(contracts, key=lambda contract: contract.is_with_missing)


def _prose(persona: Persona, on_shelves: Iterable[Shelf]) -> dict[str, list[Passage]]:
    """Return the loose text by its section; under no key, what belongs to none and to no category.

    The overview is left out: it has nothing but text.
    """
    prose: dict[str, list[Passage]] = {key: [] for key in ("", *SECTIONS)}
    runs = chain.from_iterable(shelf.runs for shelf in on_shelves)
    shelved = {node.span for node in chain.from_iterable(run.nodes for run in runs)}
    prose["rules"] += [p for p in persona.passages if p.kind is PassageKind.CONVENTIONS]
    for passage in read_passages(persona):
        if passage.section != "overview" and passage.span not in shelved:
            prose.get(passage.section, prose[""]).append(passage)
    return prose


def _parts(
    context: SiteContext,
    persona: Persona,
    prose: Mapping[str, list[Passage]],
    filled: Collection[str],
) -> Iterator[Part]:
    """Yield the parts of the page that have something to show, in order."""
    say = context.book.say
    for anchor, sections in parts():
        written = (_fills(section, persona, prose[section.key]) for section in sections)
        if anchor not in filled and not any(written):
            continue
        template = f"persona-{anchor}.html"
        yield Part(
            anchor=anchor,
            title=say(f"part-{anchor}"),
            template=template if template in context.templates else _LIST,
            prose=[section.key for section in sections if not section.has_own_place],
            lists=[section.records(persona) for section in sections],
            below=_rules_toc(context, persona) if anchor == "rules" else (),
        )


def _fills(section: PersonaSection, persona: Persona, prose: Iterable[Passage]) -> bool:
    """Whether a section has something that its part must be shown for."""
    is_said = any(passage.kind is not PassageKind.CONVENTIONS for passage in prose)
    return is_said or (section.opens_part and bool(section.records(persona)))


def _rules_toc(context: SiteContext, persona: Persona) -> tuple[TocEntry, ...]:
    say = context.book.say
    entries = [
        TocEntry(shelf.category.label or say("general"), shelf.anchor) for shelf in shelves(persona)
    ]
    if persona.slug in context.book.grids:
        entries.insert(0, TocEntry(say("grid"), "grid"))
    return tuple(entries)


def _origins(context: SiteContext, persona: Persona) -> Markup | str:
    """Return how many rules are only here, repeated or duties; nothing if all are of one kind."""
    say = context.book.say
    counts = origins(context.book, persona)
    said: list[str] = [say("origin-unique", count=counts.own)] if counts.own else []
    if counts.template:
        repeated = say("origin-repeated", count=counts.template, sentences=counts.templates)
        said.append(Markup('<a href="#grid">{}</a>').format(repeated))
    if counts.shared:
        shared = say("origin-shared", count=counts.shared)
        said.append(Markup('<a href="@/f/#shared">{}</a>').format(shared))
    if persona.collaborations:
        said.append(say("origin-duty", count=len(persona.collaborations)))
    is_one_kind = len(said) == 1 and not persona.collaborations
    return "" if is_one_kind else say.list(said)


def _skill_values(context: SiteContext, persona: Persona) -> dict[str, Any]:
    """Return what the part about skills prints."""
    book, say = context.book, context.book.say
    rows = _skill_rows(context, persona)
    titles = _titles(context, {row.framework for row in rows})
    uncoded = {c.framework.key for c in book.catalogues if not c.framework.is_coded}
    named = _titles(context, uncoded)
    between = gaps(book, persona)
    unshown = [skill.code or skill.name for skill, _ in between.unshown]
    return {
        "skills": rows,
        "skills_title": (
            say("skills-column", frameworks=titles) if titles else say("skills-column-plain")
        ),
        "gaps": between,
        "unshown": say.list(unshown, last="or"),
        "competences": [
            _competence_row(context, row, persona.levels) for row in persona.competences
        ],
        "competences_title": (
            say("skills-competences-of", frameworks=named) if named else say("skills-competences")
        ),
    }


def document_page(context: SiteContext, document: Document) -> Page:
    """Return the page of an RFC 2119 document: everything in the order of the source."""
    runs, headings = reading_order(document)
    grid = context.book.grids.get(document.slug)
    top = min((heading.level for heading, _ in headings), default=1)
    return context.page(
        "document.html",
        address(document),
        document.title,
        document=document,
        ownership=list(sentences(document, day(), context.book.say)),
        runs=runs,
        includes=where_rules_are(context, document),
        unread=[] if document.requirements else unread(context.book, document),
        why_document=why_document(context.book, document),
        grid=drawn(context.book, grid) if grid else None,
        toc=tuple(
            TocEntry(heading.title, anchor)
            for heading, anchor in headings
            if heading.level <= top + 1
        ),
        description=context.book.say(
            "document-description", count=len(document.requirements), document=document.title
        ),
    )


def _contract_rows(contracts: Iterable[Contract]) -> list[ContractRow]:
    seen: set[str] = set()
    rows: list[ContractRow] = []
    for contract in contracts:
        rows.append(ContractRow(contract, [(duty, duty.id not in seen) for duty in contract.owes]))
        seen.update(duty.id for duty in contract.owes)
    return rows


def _skill_rows(context: SiteContext, persona: Persona) -> list[SkillRow]:
    links = chain.from_iterable(context.book.links.get(r.id, ()) for r in persona.requirements)
    shown = Counter((link.framework, link.target) for link in links if link.framework)
    rows = []
    for skill in persona.skills:
        catalogue = context.book.catalogues.owner(skill.code)
        key = catalogue.framework.key if catalogue else ""
        concept = catalogue.concepts.get(skill.code) if catalogue else None
        wrong = mismatch(skill, concept, context.book.say) if concept else ""
        path = _skill_path(catalogue, skill)
        rows.append(SkillRow(skill, key, concept, shown[key, skill.code], wrong, path))
    return rows


def _skill_path(catalogue: Catalogue | None, skill: Skill) -> str:
    if not catalogue or not skill.code:
        return ""
    known = catalogue.concepts.get(skill.code)
    return skill_address(known or catalogue.unknown(skill.code, skill.name))


def _titles(context: SiteContext, keys: Collection[str]) -> str:
    """Return the titles of catalogues: `SFIA 9`."""
    catalogues = context.book.catalogues
    titles = [one.framework.title for one in catalogues if one.framework.key in keys]
    return context.book.say.list(titles, last="unit")


def _competence_row(context: SiteContext, row: Competence, levels: Sequence[str]) -> CompetenceRow:
    def known(text: str) -> Known:
        return text, context.book.catalogues.competence(text)

    asked = [(level, row.at(level)) for level in levels] if row.by_level else []
    return CompetenceRow(
        known(row.name),
        [known(text) for text in row.examples],
        [(level, [known(text) for text in one.examples] if one else None) for level, one in asked],
    )


def _by_heading(passages: Iterable[Passage]) -> list[tuple[str, list[Passage]]]:
    by_heading: dict[str, list[Passage]] = {}
    for passage in passages:
        by_heading.setdefault(" › ".join(passage.trail[1:] or passage.trail), []).append(passage)
    return list(by_heading.items())
