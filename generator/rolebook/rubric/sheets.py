"""The sheets next to the review of a change: what is settled once for a service, or in a design."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .accounting import account
from .assembling import rubric
from .model import MOST_ITEMS, Item, Outcome, Placement, Reason, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..link.handbook import Handbook
    from ..model import Document, Requirement
    from .model import Rubric

_OUTCOMES = {Sheet.SERVICE: Outcome.SERVICE, Sheet.DESIGN: Outcome.DESIGN}


def sheet(book: Handbook, document: Document, kind: Sheet) -> Rubric:
    """Return a sheet of a persona; it has only the rules that a rubric leaves to it.

    Args:
        book: The handbook.
        document: A persona or document of it.
        kind: Which sheet; for `change`, its rubric.
    """
    whole = rubric(book, document)
    if kind is Sheet.CHANGE:
        return whole
    placed = whole.placed(_OUTCOMES[kind])
    rules = [book.requirement(placement.id) for placement in placed]
    asked = {rule.id for rule in strictest(rules)}
    pairs = zip(rules, placed, strict=True)
    items = tuple(_item(rule, one, kind) for rule, one in pairs if rule.id in asked)
    made = replace(
        whole,
        sections=(Section(kind, items),) if items else (),
        grid=None,
        placements=tuple(_placed(one, one.id in asked) for one in placed),
        reserve=(),
        checkable=len(placed),
        sheet=kind,
    )
    return account(made, replace(document, requirements=tuple(rules)))


def strictest(rules: Iterable[Requirement]) -> list[Requirement]:
    """Return the rules that a sheet has room for, the strictest first."""
    return sorted(rules, key=lambda rule: -rule.level.strength)[:MOST_ITEMS]


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
