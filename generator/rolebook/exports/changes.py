"""The published shape of a comparison of two versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from ..identity.diff import ChangeKind
from ..rfc2119 import Level
from .recording import source_record
from .records import Id, SourceRecord

if TYPE_CHECKING:
    from ..identity.diff import Change, Comparison, LeadChange
    from ..identity.groups import RuleState

VERSION = 2
"""Raised when a field changes its meaning, a value its spelling, or a field goes away."""


class VersionRecord(Struct, frozen=True):
    """A rule in one of the versions."""

    id: Id
    persona: Annotated[str, Meta(description="Title of its persona or document.")]
    category: str
    level: Level
    text: str
    lead: Annotated[str, Meta(description="The sentence that introduces it; `text` has it, too.")]
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


class LeadRecord(Struct, frozen=True):
    """Another sentence that introduces the same rules."""

    persona: str
    category: str
    before: Annotated[str, Meta(description="Empty if they had none.")]
    after: Annotated[str, Meta(description="Empty if they have none any more.")]
    rules: list[Id]


class RenamingRecord(Struct, frozen=True):
    """A persona or category that was renamed, or a persona that was split from another."""

    what: Literal["persona", "category", "split"]
    persona: str
    before: str
    after: str


class ComparisonRecord(Struct, frozen=True):
    """Everything that differs between two versions."""

    version: Annotated[int, Meta(description="Raised when a field or value changes.")]
    counts: Annotated[
        dict[ChangeKind, int],
        Meta(description="Rules by what happened to them; under `lead-changed`, leads."),
    ]
    renamings: list[RenamingRecord]
    changes: list[ChangeRecord]
    leads: list[LeadRecord]


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
        leads=[_lead(lead) for lead in comparison.leads],
    )


def _change(change: Change) -> ChangeRecord:
    return ChangeRecord(
        change.rule.id,
        list(change.kinds),
        _version(change.before),
        _version(change.after),
        [PieceRecord(piece.kind, piece.text) for piece in change.pieces],
    )


def _lead(lead: LeadChange) -> LeadRecord:
    first = lead.rules[0]
    ids = [rule.id for rule in lead.rules]
    return LeadRecord(first.persona, first.category, lead.before, lead.after, ids)


def _version(one: RuleState | None) -> VersionRecord | None:
    if one is None:
        return None
    source = source_record(one.span) if one.span else None
    return VersionRecord(
        id=one.id,
        persona=one.persona,
        category=one.category,
        level=one.level,
        text=one.statement,
        lead=one.lead,
        source=source,
    )
