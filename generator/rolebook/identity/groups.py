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
    """One line; see `model.Requirement.statement`."""
    id: str = ""
    """Its ID in this version; empty where it has none yet."""
    lasting_id: str = ""
    """An ID that means this rule in the other version, too: locked, or written by the author."""
    group: str = ""
    """Key of its group."""
    span: Span | None = None
    """Its place in the sources, if they are at hand."""


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
            text=requirement.statement,
            id=requirement.id,
            lasting_id=lasting_id(requirement),
            group=key,
            span=requirement.span,
        )
        for requirement in document.requirements
    ]
    return Group(key, names, tuple(rules))


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
