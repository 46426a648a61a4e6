"""A file's blocks as sections under headings, and which of them a persona is known for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..markup import Block, Kind, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ALIASES: Mapping[str, tuple[str, ...]] = {
    "overview": (
        "overview", "agent overview", "persona overview", "role overview", "about", "summary", "mission", "purpose",
    ),
    "traits": (
        "traits", "core personality traits", "personality traits", "core traits", "core capabilities", "capabilities",
        "character", "key traits",
    ),
    "rules": (
        "rfc2119-based ruleset", "rfc 2119-based ruleset", "rfc2119 ruleset", "rfc 2119 ruleset", "ruleset", "rules",
        "rfc2119 rules", "rfc 2119 rules", "rfc2119 requirements", "rfc 2119 requirements", "core requirements",
        "requirements", "core ruleset",
    ),
    "collaborators": (
        "collaboration guidelines", "collaborators", "collaboration", "collaboration with other agents", "works with",
        "working with other agents", "working with other roles", "collaboration requirements", "team collaboration",
    ),
    "patterns": ("related design patterns", "design patterns", "patterns", "related patterns"),
    "knowledge": (
        "domain-specific knowledge areas", "knowledge areas", "domain knowledge", "knowledge", "areas of knowledge",
        "domain-specific knowledge", "areas of expertise",
    ),
    "responsibilities": (
        "key responsibilities", "responsibilities", "core responsibilities", "main responsibilities", "duties",
    ),
    "skills-matrix": ("skills matrix", "skills", "skill matrix", "skills and competences", "competency matrix"),
    "skills": ("sfia 9 mapping", "sfia mapping", "sfia 9 skills", "sfia skills", "sfia", "sfia 9", "sfia 8 mapping"),
    "competences": ("esco mapping", "esco skills", "esco", "esco competences", "competences", "esco skills mapping"),
    "references": (
        "references", "references to domain-specific rfc2119 documents", "references to domain-specific documents",
        "domain-specific documents", "sources", "further reading", "related documents", "see also",
    ),
    "agents": ("managed agents", "available agents", "agent directory", "team members"),
}  # fmt: skip
"""What the headings of a persona's sections are called. A new section is one entry here and one reader."""

_CONTAINERS = {"", "title", "skills-matrix"}
_TELLING = {"traits", "collaborators", "patterns", "skills", "competences", "agents"}
_HINTING = {"overview", "knowledge", "responsibilities"}
_TELLING_TITLES = {
    "agent overview",
    "persona overview",
    "role overview",
    "key responsibilities",
    "domain-specific knowledge areas",
}
_BY_ALIAS = {alias: key for key, aliases in ALIASES.items() for alias in aliases}
_MANAGED = re.compile(r"managed\b.*\bagents")
_ORNAMENT = re.compile(r"^[\W\d_]*|[\W_]{1,40}$")
_ANCHOR = re.compile(r"\s?\{#[\w.:-]{1,80}\}$")


@dataclass(slots=True)
class Section:
    """A heading and the blocks down to the next one. The first section of a file may have no heading."""

    heading: Block | None
    trail: tuple[str, ...] = ()
    """Titles of the headings above, the outermost first."""
    key: str = ""
    """Which section of a persona it is, or part of; `title` for the first H1, empty for unknown ones."""
    is_known: bool = False
    """Whether the heading itself is one of `ALIASES`."""
    title: str = ""
    """The words of the heading."""
    blocks: list[Block] = field(default_factory=list)


def sections(blocks: Iterable[Block]) -> list[Section]:
    """Cut blocks at their headings and say which section of a persona each is.

    A heading below a known section belongs to it, whatever it is called: "SFIA" under "References"
    is a reference.
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
            section, above[-1] if above else None, has_title=any(s.key == "title" for s in found)
        )
        above.append(section)
        found.append(section)
    return found


def _classify(section: Section, parent: Section | None, *, has_title: bool) -> None:
    key = alias(section.title)
    if section.heading and section.heading.level == 1 and not has_title and not key:
        section.key, section.is_known = "title", True
    elif parent and parent.key not in _CONTAINERS and not (parent.key == "overview" and key):
        section.key = parent.key
    else:
        section.key, section.is_known = key, bool(key)


def _words(heading: str) -> str:
    """Return the words of a heading: without emphasis, tags and an anchor such as `{#login}`."""
    return plain(_ANCHOR.sub("", " ".join(heading.split()))).strip()


def alias(title: str) -> str:
    """Return the section that a heading opens, or an empty string.

    >>> alias("2. Key Responsibilities:"), alias("Sandwiches")
    ('responsibilities', '')
    """
    words = _ORNAMENT.sub("", title.casefold())
    return _BY_ALIAS.get(words) or ("agents" if _MANAGED.fullmatch(words) else "")


def is_persona(found: Sequence[Section]) -> bool:
    """Whether the sections describe a role: one that only personas have, or two that they usually have."""
    keys = {s.key for s in found if s.is_known}
    titles = {s.title.casefold() for s in found}
    return bool(keys & _TELLING or titles & _TELLING_TITLES or len(keys & _HINTING) > 1)
