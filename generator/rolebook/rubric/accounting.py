"""Every rule and duty of a persona in exactly one place: a rubric that loses a rule, or has one twice, is a fault."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .records import MOST_AT_A_PAUSE, MOST_ITEMS, Place

if TYPE_CHECKING:
    from ..model import Document
    from .records import Rubric


class UnaccountedError(AssertionError):
    """The fault is ours: a rubric does not account for its persona, so it is not published."""


def account(rubric: Rubric, text: Document) -> Rubric:
    """Return the rubric as it is, or raise `UnaccountedError` if its sums are wrong or it is too long."""
    placed = Counter(placement.id for placement in rubric.placements)
    _same(placed, Counter(rule.id for rule in text.requirements), "rules of the persona")
    _same(
        _ids(rubric, Place.ITEM),
        Counter(id for item in rubric.items for id in item.rules),
        "rules of the items",
    )
    _same(
        _ids(rubric, Place.GRID),
        Counter(rubric.grid.ids if rubric.grid else ()),
        "rules of the grid",
    )
    if sum(rubric.counts.values()) != rubric.total:
        raise UnaccountedError(
            f"{rubric.code}: the places sum to {sum(rubric.counts.values())} of {rubric.total}"
        )
    if len(rubric.items) > MOST_ITEMS or any(
        len(pause.items) > MOST_AT_A_PAUSE for pause in rubric.pauses
    ):
        raise UnaccountedError(f"{rubric.code}: there are more items than places")
    return rubric


def _ids(rubric: Rubric, place: Place) -> Counter[str]:
    return Counter(placement.id for placement in rubric.placed(place))


def _same(found: Counter[str], wanted: Counter[str], what: str) -> None:
    if found != wanted:
        off = sorted({*(found - wanted), *(wanted - found)})
        raise UnaccountedError(f"{what} are not placed once each: {', '.join(off[:5])}")
