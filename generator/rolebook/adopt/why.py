"""Why a file reads as a role or as a document: a source and what was read of it in, a cue out.

The decision itself is `parse`'s. This names the first cue that would have led to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..model import Persona
from ..parse.front_matter import split_front_matter
from ..parse.sections import SECTIONS
from ..words.names import without_genders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document
    from ..model.source import Source

AGENT_FILES = ("AGENTS.md", "CLAUDE.md", "GEMINI.md", "copilot-instructions.md")
"""Files in which a repository says how agents work there."""
_MOST_NAMED = 3
"""Headings that a reason names, so that it stays one line."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What made a file a role or a document."""

    kind: str
    """`type`, `agent`, `file`, `title`, `sections` or `none`: the end of a message's key."""
    words: str = ""
    """The author's words that were the cue."""


def why(source: Source, text: Document) -> Cue:
    r"""Return the first cue by which a text was read as what it is.

    >>> from rolebook import Source
    >>> from rolebook.parse import parse
    >>> source = Source("AGENTS.md", "# Our repository\n")
    >>> why(source, parse(source)[0])
    Cue(kind='file', words='AGENTS.md')
    """
    matter, _, _ = split_front_matter(source)
    if matter.type in ("persona", "document"):
        return Cue("type", matter.type)
    if not isinstance(text, Persona):
        return Cue("none")
    return next(_cues(source, text, is_agent=matter.is_agent), Cue("none"))


def _cues(source: Source, text: Persona, *, is_agent: bool) -> Iterator[Cue]:
    if is_agent:
        yield Cue("agent")
    sections = [h.title for h in text.headings if h.section in SECTIONS]
    for heading in text.headings:
        if heading.section == "title" and without_genders(heading.title) != heading.title:
            yield Cue("title", heading.title)
    name = PurePosixPath(source.path).name
    if name in AGENT_FILES:
        yield Cue("file", name)
    if sections:
        yield Cue("sections", ", ".join(sections[:_MOST_NAMED]))
