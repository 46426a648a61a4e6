"""Text to `Persona` or `Document`: sources in, model out, with anything odd as diagnostics.

Reading never raises because of content, and each non-blank line ends up in a record or a diagnostic
(see `coverage`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, fields, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ..keywords import Keywords
from ..markup import Kind, blocks
from ..model import (
    AgentField,
    Category,
    Document,
    Heading,
    Passage,
    PassageKind,
    Persona,
    Requirement,
    Skill,
)
from ..model.diagnostics import Diagnostic
from ..model.source import Span
from ..words.names import without_genders
from . import career_headings, html_tables
from .author_ids import leading, schemes
from .block_readers import read_heading, read_section
from .conflicts import without_conflicts
from .deciding import decide, is_about_folder, own_stem
from .front_matter import FrontMatter, split_front_matter
from .includes import includes
from .informative import informative
from .place import Place
from .sections import SECTIONS, Section, sections
from .skill_rows import levels
from .skills import lists_skills
from .spec_headers import title_in_head, with_known_header
from .unread import unread
from .wrappers import described, without_wrappers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..markup import Block
    from ..model import Reason
    from ..model.source import Source
    from .readers import Item
    from .statements import Node

__all__ = ["parse"]

_ID_HEADING = re.compile(
    r"(?:conditional )?(?:requirement|rule|req|condition)\.?\s{1,9}+#?+"
    r"(?!\d+\W{0,9}(?:$|[:–—]|\s-\s))"
    r"(?P<id>(?=[\w.~/#-]{0,40}\d)[\w.~/#-]{0,39}\w)\W{0,9}(?:$|[:–—]|\s-\s)",
    re.IGNORECASE,
)
"""A heading with an ID, such as "Requirement 1.2"; "Rule 4" only counts."""
_PLACEHOLDER = re.compile(
    r"[\s`*_\"']*(?:\[[^\]\[]*\](?!\()|<[^<>]+>|\{\{?[^{}]+\}?\}|\.\.\.|…)[\s.`*_\"']*"
)
_SUBTITLE = re.compile(r"\s[-–—|]\s|:\s")
_ROLE_LABEL = re.compile(
    r"^(?:role|rolle|rôle|rol|persona|agent|position|stelle|job title|job)\s?:\s+", re.IGNORECASE
)
_ROLE_WORDS = re.compile(r"\s(?:agent|persona|role)$", re.IGNORECASE)
_SKILL = re.compile(
    r"(?P<code>[A-Z]{4}|[A-Z]+(?:[-.][A-Z0-9]+)+|[A-Z]+\d[A-Z0-9]*)(?:\s*:?\s*(?P<level>.{1,20}))?"
)
_MOST_QUOTED = 60
"""Characters that a message quotes: enough to recognise the words, and one line of a terminal."""

_SKILLS = "skills-matrix"
"""The section that levels of a career can be part of, and other sections can as well."""
_OWN_FIELDS = {own.name for own in fields(Persona)} - {shared.name for shared in fields(Document)}


@dataclass(slots=True)
class _Found:
    """What has been read of a file so far."""

    records: dict[str, list[Any]] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    has_levels: bool = False
    """Whether headings say which level of a career asks for its skills."""

    def add(self, node: Item | Node, section: Section) -> None:
        if isinstance(node, Diagnostic):
            self.diagnostics.append(node)
        elif isinstance(node, Requirement):
            self.records.setdefault("requirements", []).append(node)
        elif isinstance(node, Passage):
            self.records.setdefault("passages", []).append(node)
        elif isinstance(node, Skill):
            self.records.setdefault("skills", []).append(node)
        else:
            self.records.setdefault(SECTIONS[section.key].field, []).append(node)

    def put_at(self, level: str) -> None:
        """Say of skills and competences that a level of a career asks for them."""
        skills, competences = self.records.get("skills"), self.records.get("competences")
        if level and skills:
            self.records["skills"] = [career_headings.skill_at(one, level) for one in skills]
        if level and competences:
            self.records["competences"] = [
                career_headings.competence_at(one, level) for one in competences
            ]
        self.has_levels = bool(level and (skills or competences))

    def join_levels(self) -> None:
        """Make one row of what several levels of a career ask for."""
        if self.has_levels:
            skills, competences, gone = career_headings.one_row_each(
                self.records.get("skills", []), self.records.get("competences", [])
            )
            self.records |= {"skills": skills, "competences": competences}
            self.records["passages"] += gone

    def take(self, other: _Found) -> None:
        """Add what has been read of another part of the file."""
        self.diagnostics += other.diagnostics
        self.has_levels = self.has_levels or other.has_levels
        for name, records in other.records.items():
            self.records.setdefault(name, []).extend(records)

    def fields(self, names: Iterable[str]) -> dict[str, tuple[Any, ...]]:
        return {name: tuple(self.records.get(name, ())) for name in names}


def parse(
    source: Source, *, keywords: Keywords | None = None
) -> tuple[Document | Persona | None, list[Diagnostic]]:
    """Read one file.

    Whether it is a persona or a document, its `reason` tells; see `deciding`. A template whose
    rules are placeholders is neither: the result is `None` and a note.

    Args:
        source: The text.
        keywords: Which words state rules; those in capitals unless given.
    """
    source, conflicts = without_conflicts(source)
    matter, text, problems = split_front_matter(with_known_header(source))
    text, wrappers = without_wrappers(text, source.path)
    keywords = keywords or Keywords()
    cut = sections(blocks(text), keywords.sections)
    reason = decide(matter, source.path, cut)
    as_persona = reason.is_persona
    found = _Found(diagnostics=[*conflicts, *problems])
    if matter.span:
        found.records["passages"] = [Passage(PassageKind.FRONT_MATTER, matter.text, matter.span)]
    is_agent = reason.is_agent or (as_persona and matter.is_agent)
    if matter.span and is_agent:
        found.records["passages"] += [
            Passage(PassageKind.TEXT, part, matter.span, section="overview")
            for part in described(matter.description)
        ]
    found.records.setdefault("passages", []).extend(wrappers)
    lines = text.split("\n")
    known = schemes(lines)
    place = Place(
        source.path,
        lines,
        _preamble(source.path),
        is_persona=as_persona,
        schemes=known,
        keywords=keywords,
    )
    silent = {id(section) for section in informative(cut)}
    levels_of_sections = career_headings.levels_of(cut) if as_persona else [""] * len(cut)
    for section, level in zip(cut, levels_of_sections, strict=True):
        part = _Found()
        _read_section(section, place, part, reason, level)
        part.put_at(level)
        found.take(_silenced(part, section) if id(section) in silent else part)
    found.join_levels()
    if as_persona and matter.span:
        _read_agent(matter, matter.span, found, is_agent=is_agent)
    if _is_template(found.records.get("requirements", [])):
        whole = Span(source.path, 1, 1, len(source.lines))
        return None, [Diagnostic.of("RD007", whole, "template")]
    if text.strip() or matter.span:
        found.records["includes"] = list(
            includes(source.path, place.lines, found.records.get("passages", []))
        )
        found.diagnostics += unread(source.path, place.lines, found.records, keywords)
    return _document(source, cut, matter, found, reason), found.diagnostics


def _is_template(rules: Sequence[Requirement]) -> bool:
    return sum(bool(_PLACEHOLDER.fullmatch(rule.text)) for rule in rules) * 2 > len(rules)


def _read_agent(matter: FrontMatter, span: Span, found: _Found, *, is_agent: bool) -> None:
    """Add the tools and models that the front matter names, and its skills.

    Skills are codes, such as `PROG` or `TEST 3-4`; what else an agent's file names are skill files.
    """
    found.records["facts"] = [
        fact
        for fact in matter.facts
        if fact.field is not AgentField.SKILL or (is_agent and not _SKILL.fullmatch(fact.text))
    ]
    for written in () if is_agent else matter.skills:
        if not _SKILL.fullmatch(written):
            found.diagnostics.append(
                Diagnostic.of("RD006", span, "skill", written=written[:_MOST_QUOTED])
            )
    for written in matter.skills:
        match = _SKILL.fullmatch(written)
        if match:
            low, high = levels(match["level"] or "")
            found.records.setdefault("skills", []).append(
                Skill(match["code"], "", low, high, "", span)
            )


def _read_section(
    section: Section, place: Place, found: _Found, reason: Reason, level: str
) -> None:
    key = section.key if reason.is_persona else ""
    runs = [*_runs(html_tables.joined(section.blocks, place.lines))]
    is_level = bool(level) and not key and section.below == _SKILLS
    if is_level and lists_skills(runs, place):
        key = _SKILLS
    if section.heading:
        title_span = place.span(section.heading)
        heading = Heading(
            section.title,
            section.heading.level,
            title_span,
            key if section.is_known else "",
            section.trail,
        )
        found.records.setdefault("headings", []).append(heading)
        place = replace(
            place,
            category=Category(section.title, section.trail, title_span),
            section="overview" if key == "title" else key,
            explicit_id=_heading_id(section.title, place.schemes),
            is_instructing=key == "title" and reason.is_agent,
        )
        # In files of agents, headings are free.
        if reason.is_persona and not reason.is_agent and not is_level and _is_unknown(section):
            title = section.title[:_MOST_QUOTED]
            found.diagnostics.append(Diagnostic.of("ST001", title_span, title=title))
    reader = SECTIONS[key].read if key in SECTIONS else None
    if reader is None:
        for node in read_section(section.heading, runs, place):
            found.add(_with_trail(node, section), section)
        return
    for node in read_heading(section.heading, place) if section.heading else ():
        if not isinstance(node, Passage):
            found.add(node, section)
    for group, run in enumerate(runs):
        for item in reader(run, replace(place, group=group)):
            found.add(_with_trail(item, section), section)


def _heading_id(title: str, schemes: frozenset[str]) -> str:
    """Return the ID that a heading gives to what is below it."""
    named = _ID_HEADING.match(title)
    return named["id"] if named else leading(title, schemes)[0]


def _silenced(part: _Found, section: Section) -> _Found:
    """Return what was read of an informative section: its rules are text, and a note says so."""
    rules = part.records.pop("requirements", [])
    texts = [Passage(PassageKind.TEXT, rule.raw, rule.span) for rule in rules]
    part.records.setdefault("passages", []).extend(_with_trail(text, section) for text in texts)
    part.diagnostics = [one for one in part.diagnostics if not one.code.startswith("KW")]
    written = [rule for rule in rules if not rule.inferred]
    if written:
        title = section.title[:_MOST_QUOTED]
        part.diagnostics.append(
            Diagnostic.of("RD017", written[0].span, title=title, count=len(written))
        )
    return part


def _runs(found: list[Block]) -> Iterator[list[Block]]:
    """Split blocks into groups, keeping a lead and its list together."""
    run: list[Block] = []
    for block in found:
        if run and not (run[-1].kind is Kind.PARAGRAPH and block.kind is Kind.LIST):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _is_unknown(section: Section) -> bool:
    return (
        not section.key
        and not section.is_known
        and section.heading is not None
        and section.heading.level in (2, 3)
    )


def _with_trail(node: Item | Node, section: Section) -> Item | Node:
    if isinstance(node, Passage):
        return replace(node, trail=(*section.trail, section.title) if section.heading else ())
    return node


def _document(
    source: Source, cut: list[Section], matter: FrontMatter, found: _Found, reason: Reason
) -> Document | Persona:
    title, aliases = _title(source, cut, matter, reason)
    requirements = _with_explicit_ids(found.records.get("requirements", []))
    common: dict[str, Any] = {
        "path": source.path,
        "title": title,
        "code": matter.code,
        "aliases": aliases,
        "tags": matter.tags,
        "owners": matter.owner,
        "review": matter.review,
        "language": matter.language or _language(requirements),
        "overrides": matter.links,
        "reason": reason,
        "categories": tuple(
            dict.fromkeys(r.category for r in requirements if not r.is_collaboration)
        ),
        "requirements": requirements,
        **found.fields(("headings", "passages", "references", "includes")),
    }
    if not reason.is_persona:
        return Document(**common)
    common |= found.fields(_OWN_FIELDS)
    return Persona(**common)


def _language(requirements: Sequence[Requirement]) -> str:
    """Return the language in which most rules are read; empty if there are two, or none."""
    languages = Counter(rule.language for rule in requirements)
    unknown = languages.pop("", 0)
    [language] = languages if len(languages) == 1 else [""]
    return language if languages[language] > unknown else ""


def _with_explicit_ids(requirements: list[Requirement]) -> tuple[Requirement, ...]:
    """Number the rules that share the ID of a heading: `1.2`, `1.2.2`, `1.2.3`."""
    counts: dict[tuple[Category, str], int] = {}
    numbered: list[Requirement] = []
    for requirement in requirements:
        explicit = requirement.explicit_id
        if explicit:
            place = requirement.category, explicit
            counts[place] = counts.get(place, 0) + 1
            if counts[place] > 1 and explicit in requirement.category.title:
                requirement = replace(requirement, explicit_id=f"{explicit}.{counts[place]}")
        numbered.append(requirement)
    return tuple(numbered)


def _title(
    source: Source, cut: list[Section], matter: FrontMatter, reason: Reason
) -> tuple[str, tuple[str, ...]]:
    """Return the title and other names: the file's stem and, for a role, the halves of "A/B".

    A file that is about its folder, such as `pilot/README.md`, has the folder's name instead of its
    stem. The first heading of an agent's file is no title, unless it has the first level.
    """
    path = PurePosixPath(source.path)
    as_persona, is_own = reason.is_persona, is_about_folder(path)
    stem = _in_words(path.parent.name if is_own else own_stem(path))
    titles = [s.title for s in cut if s.key == "title"]
    if is_own:
        titles = [title for title in titles if not _is_name_of(path, title)]
    elif not reason.is_agent:
        titles = titles or [title_in_head(source.lines), *(s.title for s in cut)]
    first = next((title for title in titles if title), stem.title())
    named = matter.names_it or (matter.agent_name if is_own or reason.is_agent else "")
    title = named or (_role(first) if as_persona else first)
    bare = without_genders(title)
    halves = bare.split("/") if as_persona and "/" in bare else []
    known = {title.casefold(), title.casefold().removeprefix("the "), ""}
    names = [name.strip() for name in (*matter.aliases, *halves, stem)]
    return title, tuple(dict.fromkeys(name for name in names if name.casefold() not in known))


def _in_words(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").strip()


def _is_name_of(path: PurePosixPath, title: str) -> bool:
    """Whether a title only repeats the name of its file: "AGENTS.md"."""
    return title.casefold() in (path.name.casefold(), path.stem.casefold())


def _role(title: str) -> str:
    """Return a role's title without a subtitle and without words such as "Agent".

    >>> _role("The Gardener Agent - Keeper of the Beds"), _role("Role: Harbour Master")
    ('The Gardener', 'Harbour Master')
    """
    title = _ROLE_LABEL.sub("", title) or title
    return _ROLE_WORDS.sub("", _SUBTITLE.split(title)[0].strip()) or title


def _preamble(path: str) -> Category:
    return Category("", (), Span(path, 1))
