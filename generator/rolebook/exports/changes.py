"""The published shape of a comparison of two versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from .recording import source_record
from .records import Id, LevelName, SourceRecord

if TYPE_CHECKING:
    from ..identity.diff import Change, Comparison, Version

KindName = Literal["added", "removed", "reworded", "moved", "strengthened", "weakened", "reversed"]


class VersionRecord(Struct, frozen=True):
    """A rule as it stands in one of the versions."""

    id: Id
    persona: Annotated[str, Meta(description="Title of its persona or document.")]
    category: str
    level: LevelName
    text: str
    source: SourceRecord | None


class PieceRecord(Struct, frozen=True):
    """A stretch of words that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


class ChangeRecord(Struct, frozen=True):
    """What happened to one rule; `before` is missing for an added one, `after` for a removed one."""

    id: Id
    kinds: list[KindName]
    before: VersionRecord | None
    after: VersionRecord | None
    words: list[PieceRecord]


class RenamingRecord(Struct, frozen=True):
    """A persona or category with another name than before, or a persona that was split from another."""

    what: Literal["persona", "category", "split"]
    persona: str
    before: str
    after: str


class ComparisonRecord(Struct, frozen=True):
    """Everything that differs between two versions."""

    version: Annotated[
        int, Meta(description="Raised when a field changes its meaning or goes away.")
    ]
    counts: Annotated[dict[KindName, int], Meta(description="Rules by what happened to them.")]
    renamings: list[RenamingRecord]
    changes: list[ChangeRecord]


def comparison_record(comparison: Comparison) -> ComparisonRecord:
    """Return the published shape of a comparison."""
    return ComparisonRecord(
        version=1,
        counts={kind.value: count for kind, count in comparison.counts.items()},
        renamings=[
            RenamingRecord(one.what, one.persona, one.before, one.after)
            for one in comparison.renamings
        ],
        changes=[_change(change) for change in comparison.changes],
    )


def _change(change: Change) -> ChangeRecord:
    return ChangeRecord(
        change.rule.id,
        [kind.value for kind in change.kinds],
        _version(change.before),
        _version(change.after),
        [PieceRecord(piece.kind, piece.text) for piece in change.pieces],
    )


def _version(one: Version | None) -> VersionRecord | None:
    if one is None:
        return None
    source = source_record(one.span) if one.span else None
    return VersionRecord(one.id, one.persona, one.category, one.level.value, one.text, source)
