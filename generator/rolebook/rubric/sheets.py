"""The sheets next to the review of a change: what is settled once for a service, or in a design."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .accounting import account
from .assembling import rubric
from .model import MOST_ITEMS, Item, Outcome, Placement, Reason, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..link.handbook import Handbook
    from ..model import Document, Requirement
    from .model import Rubric

_OUTCOMES = {Sheet.SERVICE: Outcome.SERVICE, Sheet.DESIGN: Outcome.DESIGN}


def sheet(book: Handbook, document: Document, kind: Sheet, whole: Rubric | None = None) -> Rubric:
    """Return a sheet of a persona; it has only the rules that a rubric leaves to it.

    Args:
        book: The handbook.
        document: A persona or document of it.
        kind: Which sheet; for `change`, its rubric.
        whole: Its rubric for any change, where that is made already.
    """
    whole = whole or rubric(book, document)
    if kind is Sheet.CHANGE:
        return whole
    placed = whole.placed(_OUTCOMES[kind])
    asked = _strictest([book.requirement(placement.id) for placement in placed])
    items = tuple(_item(book.requirement(one.id), one, kind) for one in placed if one.id in asked)
    ids = {placement.id for placement in placed}
    only = replace(
        document, requirements=tuple(rule for rule in document.requirements if rule.id in ids)
    )
    made = replace(
        whole,
        sections=(Section(kind, items),) if items else (),
        grid=None,
        placements=tuple(_placed(one, one.id in asked) for one in placed),
        reserve=(),
        checkable=len(placed),
        sheet=kind,
    )
    return account(made, only)


def _strictest(rules: Sequence[Requirement]) -> frozenset[str]:
    """Return the IDs of those that a sheet has room for."""
    in_order = sorted(rules, key=lambda rule: -rule.level.strength)
    return frozenset(rule.id for rule in in_order[:MOST_ITEMS])


def _placed(placement: Placement, is_asked: bool) -> Placement:
    if is_asked:
        return replace(placement, outcome=Outcome.ITEM, reason=Reason.LEADS, item=placement.id)
    return replace(placement, outcome=Outcome.LIST, reason=Reason.OUTRANKED)


def _item(rule: Requirement, placement: Placement, kind: Sheet) -> Item:
    return Item(
        rule.id,
        rule.level,
        rule.statement,
        (rule.id,),
        kind,
        rule.category.label,
        sighting=placement.sighting,
        score=placement.score,
        inferred=rule.inferred,
    )
