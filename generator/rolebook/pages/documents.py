"""The pages of personas and documents."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ..link.skills import is_same_name
from ..model import LinkKind, Passage, PassageKind, Requirement
from ..names import slugify
from ..taxonomy import concepts
from ..views.contracts import contracts_of
from ..views.first import first_rules
from .site import Page, TocEntry, address, counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Category, Document, Heading, Persona, Skill
    from ..source import Span
    from ..taxonomy import Concept
    from .site import Studio

_OPEN_UP_TO = 60
"""Personas with more rules show their categories closed: a contents list that opens one by one."""
_SHOWN_ELSEWHERE = {"overview"}


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A row of the skills table, with the skill that the catalogue knows under the code."""

    skill: Skill
    concept: Concept | None
    rules: int
    """Rules of this persona that speak of it."""

    @property
    def is_renamed(self) -> bool:
        """Whether the author calls it otherwise than the catalogue."""
        return bool(self.concept and self.skill.name and not is_same_name(self.skill.name, self.concept.name))


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbours of one kind: a heading, passages, or the rules of one group, which make one list."""

    kind: str
    nodes: list[Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category on the page of its persona."""

    category: Category
    anchor: str
    rules: tuple[Requirement, ...]
    runs: list[Run]


def persona_page(studio: Studio, persona: Persona) -> Page:
    """Return the page of a persona."""
    book = studio.book
    shelves = _shelves(persona)
    shelved = {node.span for shelf in shelves for run in shelf.runs for node in run.nodes}
    rest = [p for p in _read(persona) if p.span not in shelved and p.section not in _SHOWN_ELSEWHERE]
    contracts = contracts_of(book, book.roles[persona.slug])
    values = {
        "persona": persona,
        "first": first_rules(persona),
        "shelves": shelves,
        "is_long": len(persona.rules) > _OPEN_UP_TO,
        "skills": [_skill_row(studio, persona, skill) for skill in persona.skills],
        "contracts": contracts,
        "has_answers": any(contract.is_owed for contract in contracts),
        "shown_duties": {},
        "unnamed": [r for r in persona.collaborations if r.id not in {d.id for c in contracts for d in c.owes}],
        "conventions": [p for p in persona.passages if p.kind is PassageKind.CONVENTIONS],
        "loose": [p for p in rest if p.section == "rules"],
        "extra": _by_section([p for p in rest if p.section != "rules"]),
        "web": [r for r in persona.references if r.is_web],
        "named": [studio.reference(r, persona) for r in persona.references if not r.is_web],
    }
    return studio.page(
        "persona.html",
        address(persona),
        persona.title,
        toc=_persona_toc(persona, values),
        description=f"{counted(len(persona.requirements), 'rule')} for the role {persona.name}",
        **values,
    )


def document_page(studio: Studio, document: Document) -> Page:
    """Return the page of an RFC 2119 document: headings, passages and requirements in the order of the source."""
    shown = [p for p in document.passages if p.kind.is_shown]
    anchors = _anchors([h.title for h in document.headings])
    headings = [(h, anchor) for h, anchor in zip(document.headings, anchors, strict=True) if h.title != document.title]
    return studio.page(
        "document.html",
        address(document),
        document.title,
        document=document,
        runs=_runs(headings, shown, document.requirements),
        toc=tuple(TocEntry(h.title, anchor) for h, anchor in headings if _is_top(h, document)),
        description=f"{counted(len(document.requirements), 'rule')} of {document.title}",
    )


def _runs(
    headings: Iterable[tuple[Heading, str]], passages: Iterable[Passage], rules: Iterable[Requirement]
) -> list[Run]:
    """Return headings, passages and rules in the order of the source, neighbours of one kind together."""
    nodes: list[tuple[Span, str, Any]] = [
        *((heading.span, "heading", (heading, anchor)) for heading, anchor in headings),
        *((passage.span, "passage", passage) for passage in passages),
        *((rule.span, f"rules {rule.category.span.line} {rule.group}", rule) for rule in rules),
    ]
    nodes.sort(key=lambda node: node[0])
    return [Run(kind.split()[0], [node for *_, node in run]) for kind, run in groupby(nodes, key=lambda node: node[1])]


def _shelves(persona: Persona) -> list[Shelf]:
    """Return the categories in order; headings that share a title share a code, so later anchors are numbered."""
    shelves: list[Shelf] = []
    parts: Counter[str] = Counter()
    starts = sorted(heading.span.line for heading in persona.headings)
    for category, rules in persona.by_category:
        parts[category.code] += 1
        number = f"-part-{parts[category.code]}" if parts[category.code] > 1 else ""
        end = next((line for line in starts if line > category.span.line), math.inf)
        passages = [p for p in _read(persona) if category.span.line <= p.span.line < end and p.section != "overview"]
        shelves.append(Shelf(category, f"{persona.code}-{category.code}{number}", rules, _runs((), passages, rules)))
    return shelves


def _read(text: Document) -> list[Passage]:
    """Return the passages that a reader sees; the conventions have a place of their own."""
    return [p for p in text.passages if p.kind.is_shown and p.kind is not PassageKind.CONVENTIONS]


def _skill_row(studio: Studio, persona: Persona, skill: Skill) -> SkillRow:
    ids = studio.book.linked_to(LinkKind.SKILL, skill.code)
    own = sum(studio.book.home(id) is persona for id in ids)
    return SkillRow(skill, concepts("sfia").get(skill.code), own)


def _by_section(passages: list[Passage]) -> list[tuple[str, list[Passage]]]:
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        found.setdefault(" › ".join(passage.trail[1:] or passage.trail), []).append(passage)
    return list(found.items())


def _persona_toc(persona: Persona, values: dict[str, object]) -> tuple[TocEntry, ...]:
    shelves = values["shelves"]
    assert isinstance(shelves, list)
    below = tuple(TocEntry(shelf.category.label or "Rules", shelf.anchor) for shelf in shelves)
    entries = [
        (TocEntry("Overview", "overview"), persona.overview),
        (TocEntry("Responsibilities", "responsibilities"), persona.responsibilities),
        (TocEntry("Rules to know first", "first"), values["first"]),
        (TocEntry("Works with", "works-with"), values["contracts"] or values["unnamed"]),
        (TocEntry("Rules", "rules", below), below),
        (TocEntry("Skills", "skills"), persona.skills or persona.competences),
        (TocEntry("Patterns and knowledge", "knowledge"), persona.patterns or persona.knowledge),
        (TocEntry("Managed agents", "agents"), persona.agents),
        (TocEntry("References", "references"), persona.references),
        (TocEntry("More", "more"), values["extra"]),
    ]
    return tuple(entry for entry, is_there in entries if is_there)


def _anchors(titles: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    anchors: list[str] = []
    for title in titles:
        slug = slugify(title)
        seen[slug] = seen.get(slug, 0) + 1
        anchors.append(slug if seen[slug] == 1 else f"{slug}-{seen[slug]}")
    return anchors


def _is_top(heading: Heading, document: Document) -> bool:
    levels = [h.level for h in document.headings if h.title != document.title]
    return heading.level <= min(levels, default=1) + 1
