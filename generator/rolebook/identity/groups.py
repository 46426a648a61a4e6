"""The rules of one version of a handbook, as they are compared with another version's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..words.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..model import Document, Requirement
    from ..model.source import Span
    from ..rfc2119 import Level


@dataclass(frozen=True, slots=True)
class RuleState:
    """A rule as it is in one version of a handbook."""

    persona: str
    """Title of its persona or document."""
    category: str
    """Title of its category."""
    level: Level
    text: str
    """Its own words in one line, without what introduces it."""
    lead: str = ""
    """The sentence that introduces it; see `model.Requirement.lead`."""
    listed: tuple[str, ...] = ()
    """Its options or conditions, if they are list items."""
    id: str = ""
    """Its ID in this version; empty where it has none yet."""
    lasting_id: str = ""
    """An ID that means this rule in the other version, too: locked, or written by the author."""
    author_id: str = ""
    """The ID that its author wrote in this version."""
    group: str = ""
    """Key of its group."""
    span: Span | None = None
    """Its place in the sources, if they are at hand."""

    @property
    def statement(self) -> str:
        """What it says on its own: its words after what introduces it."""
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one persona or document."""

    key: str
    names: tuple[str, ...]
    """What it may be known by, the surest first; see `names_of`."""
    rules: tuple[RuleState, ...]


def group_of(
    document: Document,
    key: str,
    names: tuple[str, ...],
    lasting_id: Callable[[Requirement], str],
) -> Group:
    """Return the rules of a document in the order of the source.

    Args:
        document: The persona or document.
        key: What distinguishes it from the others of its version.
        names: What it may be known by; see `names_of`.
        lasting_id: Returns the ID that a rule has in both versions, or nothing.
    """
    rules = [
        RuleState(
            persona=document.title,
            category=requirement.category.title,
            level=requirement.level,
            text=own_words(requirement),
            lead=requirement.lead,
            listed=requirement.listed,
            id=requirement.id,
            lasting_id=lasting_id(requirement),
            author_id=requirement.explicit_id,
            group=key,
            span=requirement.span,
        )
        for requirement in document.requirements
    ]
    return Group(key, names, tuple(rules))


def own_words(requirement: Requirement) -> str:
    """Return what a rule says without the sentence that introduces it, in one line.

    The other cells of a table row stay with it: "MUST be set" alone says little.
    """
    return requirement.wording if requirement.lead else requirement.statement


def names_of(path: str, title: str, code: str, aliases: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what a persona may be known by in another version of the handbook, the surest first.

    Args:
        path: Its path from a folder that both versions have.
        title: Its title. More than the path: files can be swapped.
        code: Its code, if it is sure to mean this persona in the other version, too.
        aliases: Its other names.
    """
    names = [f"file {path}, name {fold(title)}", f"name {fold(title)}"]
    names += [f"code {code}"] if code else []
    return (*names, f"path {path}", *(f"name {fold(alias)}" for alias in aliases))
