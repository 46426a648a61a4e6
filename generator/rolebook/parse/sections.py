"""A file's blocks as sections under headings, and which of them a persona is known for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from ..markup import Block, Kind, plain
from ..model import Reason, Why
from ..words.names import without_genders
from .inline import without_unsaid
from .readers import (
    read_agents,
    read_collaborators,
    read_competences,
    read_entries,
    read_knowledge,
    read_patterns,
    read_references,
)
from .skills import read_matrix, read_skills

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..model import Persona
    from .readers import Reader


class Sign(Enum):
    """How surely a section says that its file describes a role."""

    NONE = 0
    HINT = 1
    """Personas often have it, and so do other documents: it takes two."""
    SURE = 2
    """Only personas have it."""


@dataclass(frozen=True, slots=True)
class PersonaSection:
    """A section that personas have: how it is read, and where it is shown."""

    key: str
    """As passages and headings name it, such as `skills`."""
    part: str
    """The part of the persona's page that shows it: its anchor, template (`persona-<part>.html`)
    and title (`part-<part>` in the catalogue)."""
    names: tuple[str, ...] = ()
    """What authors call it, in lower case; without any, the page makes the part itself."""
    read: Reader | None = None
    """Its reader; without one it is read as rules and text."""
    field: str = "entries"
    """The attribute of a persona that holds what was read; `entries` is shared by all sections
    that are only a list."""
    searched: Callable[[Any], str] | None = lambda record: str(record.text)
    """The words of a record by which the search finds the page; its prose is always searched."""
    sign: Sign = Sign.NONE
    sure_names: tuple[str, ...] = ()
    """Names that are a sure sign although the others are only a hint."""
    unsure_names: tuple[str, ...] = ()
    """Names that are only a hint although the others are a sure sign: of interfaces, too."""
    holds_sections: bool = False
    """Whether headings below it open sections of their own."""
    has_own_place: bool = False
    """Whether the template prints its prose itself (with `prose_of`), rather than the part at its
    head."""
    opens_part: bool = True
    """Whether what was read is enough for the part to be shown with its title."""

    def records(self, persona: Persona) -> tuple[Any, ...]:
        """What the persona says in this section, besides prose."""
        records: tuple[Any, ...] = getattr(persona, self.field) if self.field else ()
        if self.field == "entries":
            return tuple(entry for entry in records if entry.section == self.key)
        return records


SECTIONS: dict[str, PersonaSection] = {
    section.key: section
    for section in (
        PersonaSection("first", "first", field=""),
        PersonaSection(
            "overview",
            "overview",
            ("overview", "agent overview", "persona overview", "role overview", "about", "summary",
             "mission", "purpose", "purpose of the role", "about the role", "about this role",
             "role summary"),
            field="overview",
            searched=None,
            sign=Sign.HINT,
            sure_names=("agent overview", "persona overview", "role overview",
                        "purpose of the role", "about the role", "about this role",
                        "role summary"),
            opens_part=False,
        ),
        PersonaSection(
            "traits",
            "overview",
            ("traits", "core personality traits", "personality traits", "core traits",
             "core capabilities", "capabilities", "character", "key traits"),
            read_entries,
            "traits",
            sign=Sign.SURE,
            unsure_names=("capabilities", "core capabilities"),
            has_own_place=True,
            opens_part=False,
        ),
        PersonaSection(
            "responsibilities",
            "responsibilities",
            ("key responsibilities", "responsibilities", "core responsibilities",
             "main responsibilities", "duties", "your responsibilities",
             "duties and responsibilities", "what you will do"),
            read_entries,
            "responsibilities",
            sign=Sign.HINT,
            sure_names=("key responsibilities", "your responsibilities",
                        "duties and responsibilities"),
        ),
        PersonaSection(
            "collaborators",
            "works-with",
            ("collaboration guidelines", "collaborators", "collaboration",
             "collaboration with other agents", "works with", "working with other agents",
             "working with other roles", "working with others", "collaboration requirements",
             "team collaboration"),
            read_collaborators,
            "collaborations",
            searched=None,
            sign=Sign.SURE,
        ),
        PersonaSection(
            "skills-matrix",
            "skills",
            ("skills matrix", "skills", "skill matrix", "skills and competences",
             "competency matrix", "career ladder", "competency ladder"),
            read_matrix,
            "skills",
            None,
            sign=Sign.HINT,
            holds_sections=True,
        ),
        PersonaSection(
            "skills",
            "skills",
            ("sfia 9 mapping", "sfia mapping", "sfia 9 skills", "sfia skills", "sfia", "sfia 9",
             "sfia 8 mapping"),
            read_skills,
            "skills",
            lambda skill: skill.description,
            sign=Sign.SURE,
        ),
        PersonaSection(
            "competences",
            "skills",
            ("esco mapping", "esco skills", "esco", "esco competences", "competences",
             "esco skills mapping"),
            read_competences,
            "competences",
            None,
            sign=Sign.SURE,
            has_own_place=True,
        ),
        PersonaSection(
            "patterns",
            "knowledge",
            ("related design patterns", "design patterns", "patterns", "related patterns"),
            read_patterns,
            "patterns",
            None,
            sign=Sign.SURE,
        ),
        PersonaSection(
            "knowledge",
            "knowledge",
            ("domain-specific knowledge areas", "knowledge areas", "domain knowledge", "knowledge",
             "areas of knowledge", "domain-specific knowledge", "areas of expertise"),
            read_knowledge,
            "knowledge",
            lambda area: f"{area.name}: {', '.join(area.topics)}",
            sign=Sign.HINT,
            sure_names=("domain-specific knowledge areas",),
        ),
        PersonaSection(
            "agents",
            "agents",
            ("managed agents", "available agents", "agent directory", "team members"),
            read_agents,
            "agents",
            None,
            sign=Sign.SURE,
        ),
        PersonaSection(
            "rules",
            "rules",
            ("rfc2119-based ruleset", "rfc 2119-based ruleset", "rfc2119 ruleset",
             "rfc 2119 ruleset", "ruleset", "rules", "rfc2119 rules", "rfc 2119 rules",
             "rfc2119 requirements", "rfc 2119 requirements", "core requirements", "requirements",
             "core ruleset"),
            field="own_rules",
            searched=None,
        ),
        PersonaSection(
            "references",
            "references",
            ("references", "references to domain-specific rfc2119 documents",
             "references to domain-specific documents", "domain-specific documents", "sources",
             "further reading", "related documents", "see also"),
            read_references,
            "references",
            None,
        ),
        PersonaSection("more", "more", field=""),
    )
}  # fmt: skip
"""The sections of a persona, in the order of its page. A new section is one entry here.

One that is a list (`read=read_entries`) needs nothing else but its title and its row in the docs;
one with records of its own also has a field of `Persona`, a reader, a template and a record in
`exports`.
"""


_SURE_NAMES = frozenset(name for section in SECTIONS.values() for name in section.sure_names)
_MANAGED = re.compile(r"managed\b.*\bagents")
_ORNAMENT = re.compile(r"^[\W\d_]*|[\W_]{1,40}$")
_ANCHOR = re.compile(r"\s?\{#[\w.:-]{1,80}\}$")


@dataclass(slots=True)
class Section:
    """A heading and the blocks down to the next one; the first in a file may have no heading."""

    heading: Block | None
    trail: tuple[str, ...] = ()
    """Titles of the headings above, the outermost first."""
    key: str = ""
    """The section of a persona that it is or is part of; `title` for the first H1, else empty."""
    is_known: bool = False
    """Whether the heading itself is one of the names in `SECTIONS`."""
    below: str = ""
    """Key of the nearest section of a persona above it, even if that lets it be one of its own."""
    title: str = ""
    """The words of the heading."""
    blocks: list[Block] = field(default_factory=list)


def sections(
    blocks: Iterable[Block], other_names: Mapping[str, str] | None = None
) -> list[Section]:
    """Cut blocks at their headings and say which section of a persona each is.

    A heading below a known section belongs to it, whatever it is called: "SFIA" under "References"
    is a reference.

    Args:
        blocks: The blocks of a file.
        other_names: What sections are called in other languages, from name to key.
    """
    found = [Section(None)]
    above: list[Section] = []
    for block in blocks:
        if block.kind is not Kind.HEADING:
            found[-1].blocks.append(block)
            continue
        above = [s for s in above if s.heading and s.heading.level < block.level]
        section = Section(block, tuple(s.title for s in above), title=_words(block.text))
        _classify(
            section,
            above[-1] if above else None,
            other_names or {},
            has_title=any(s.key == "title" for s in found),
        )
        above.append(section)
        found.append(section)
    return found


def _classify(
    section: Section, parent: Section | None, other_names: Mapping[str, str], *, has_title: bool
) -> None:
    key = alias(section.title) or other_names.get(_bare(section.title), "")
    section.below = (parent.key or parent.below) if parent else ""
    if section.heading and section.heading.level == 1 and not has_title and not key:
        section.key, section.is_known = "title", True
    elif parent and not _holds_sections(parent, key):
        section.key = parent.key
    else:
        section.key, section.is_known = key, bool(key)


def _holds_sections(parent: Section, key: str) -> bool:
    """Whether a heading below another one can open a section of its own."""
    known = SECTIONS.get(parent.key)
    if known is None or known.holds_sections:  # below the title, or below an unknown heading
        return True
    return bool(parent.key == "overview" and key)


def _words(heading: str) -> str:
    """Return the words of a heading: without emphasis, tags and an anchor such as `{#login}`."""
    return plain(_ANCHOR.sub("", without_unsaid(" ".join(heading.split())))).strip()


def alias(title: str) -> str:
    """Return the section that a heading opens, or an empty string.

    >>> alias("2. Key Responsibilities:"), alias("Sandwiches")
    ('responsibilities', '')
    """
    words = _bare(title)
    for section in SECTIONS.values():
        if words in section.names:
            return section.key
    return "agents" if _MANAGED.fullmatch(words) else ""


def _bare(title: str) -> str:
    return _ORNAMENT.sub("", title.casefold())


def signs(found: Sequence[Section]) -> Reason | None:
    """Return what the sections say about a role: it takes one sure sign or two hints.

    A title such as "Baker (m/f/d)" is a sure sign as well. None if no section is a sign.
    """
    for section in found:
        if section.key == "title" and without_genders(section.title) != section.title:
            return Reason(Why.TITLE, True, (section.title,))
    hints: dict[str, str] = {}
    for section in found:
        sign = _sign(section)
        if sign is Sign.SURE:
            return Reason(Why.SECTION, True, (section.title,))
        if sign is Sign.HINT:
            hints.setdefault(section.key, section.title)
    if len(hints) > 1:
        return Reason(Why.SECTIONS, True, tuple(hints.values())[:2])
    return Reason(Why.ONE_SECTION, False, tuple(hints.values())) if hints else None


def _sign(section: Section) -> Sign:
    title = _bare(section.title)
    if title in _SURE_NAMES:
        return Sign.SURE
    known = SECTIONS.get(section.key) if section.is_known else None
    if known is None:
        return Sign.NONE
    return Sign.HINT if title in known.unsure_names else known.sign


def parts() -> Iterator[tuple[str, list[PersonaSection]]]:
    """Yield the parts of a persona's page, each with the sections that it shows."""
    for part in dict.fromkeys(section.part for section in SECTIONS.values()):
        yield part, [section for section in SECTIONS.values() if section.part == part]
