"""The published shape of a comparison of two versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from ..identity.diff import ChangeKind
from ..rfc2119 import Level
from .recording import source_record
from .records import Id, SourceRecord

if TYPE_CHECKING:
    from ..identity.diff import Change, Comparison
    from ..identity.groups import RuleState

VERSION = 1
"""Raised when a field changes its meaning, a value its spelling, or a field goes away."""


class VersionRecord(Struct, frozen=True):
    """A rule in one of the versions."""

    id: Id
    persona: Annotated[str, Meta(description="Title of its persona or document.")]
    category: str
    level: Level
    text: str
    source: SourceRecord | None


class PieceRecord(Struct, frozen=True):
    """A stretch of words that stayed, was removed or was added."""

    kind: Literal["same", "gone", "new"]
    text: str


class ChangeRecord(Struct, frozen=True):
    """What happened to one rule; an added one has no `before`, a removed one no `after`."""

    id: Id
    kinds: list[ChangeKind]
    before: VersionRecord | None
    after: VersionRecord | None
    words: list[PieceRecord]


class RenamingRecord(Struct, frozen=True):
    """A persona or category that was renamed, or a persona that was split from another."""

    what: Literal["persona", "category", "split"]
    persona: str
    before: str
    after: str


class ComparisonRecord(Struct, frozen=True):
    """Everything that differs between two versions."""

    version: Annotated[int, Meta(description="Raised when a field or value changes.")]
    counts: Annotated[dict[ChangeKind, int], Meta(description="Rules by what happened to them.")]
    renamings: list[RenamingRecord]
    changes: list[ChangeRecord]


def comparison_record(comparison: Comparison) -> ComparisonRecord:
    """Return the published shape of a comparison."""
    return ComparisonRecord(
        version=VERSION,
        counts=dict(comparison.counts),
        renamings=[
            RenamingRecord(one.what, one.persona, one.before, one.after)
            for one in comparison.renamings
        ],
        changes=[_change(change) for change in comparison.changes],
    )


def _change(change: Change) -> ChangeRecord:
    return ChangeRecord(
        change.rule.id,
        list(change.kinds),
        _version(change.before),
        _version(change.after),
        [PieceRecord(piece.kind, piece.text) for piece in change.pieces],
    )


def _version(one: RuleState | None) -> VersionRecord | None:
    if one is None:
        return None
    source = source_record(one.span) if one.span else None
    return VersionRecord(one.id, one.persona, one.category, one.level, one.text, source)
