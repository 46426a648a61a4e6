"""Accounts for every rule of a persona: a rubric that loses a rule, or has one twice, is a bug."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .model import MOST_AT_A_CHECKPOINT, MOST_ITEMS, Outcome, Sheet

if TYPE_CHECKING:
    from ..model import Document
    from .model import Rubric


class UnaccountedError(AssertionError):
    """A bug: a rubric does not account for its persona, so it is not published."""


def account(rubric: Rubric, document: Document) -> Rubric:
    """Return the rubric unchanged.

    Raises:
        UnaccountedError: Its sums are wrong, or it is too long.
    """
    placed = Counter(placement.id for placement in rubric.placements)
    covered = Counter(rubric.covered)
    in_grid = Counter(rubric.grid.ids if rubric.grid else ())
    _same(placed, Counter(rule.id for rule in document.requirements), "rules of the persona")
    _same(_ids(rubric, Outcome.ITEM), covered, "rules of the items")
    _same(_ids(rubric, Outcome.GRID), in_grid, "rules of the grid")
    total = sum(rubric.counts.values())
    if total != rubric.total:
        raise UnaccountedError(f"{rubric.code}: the outcomes sum to {total} of {rubric.total}")
    sections = rubric.sections if rubric.sheet is Sheet.CHANGE else ()
    longest = max((len(section.items) for section in sections), default=0)
    if len(rubric.items) > MOST_ITEMS or longest > MOST_AT_A_CHECKPOINT:
        raise UnaccountedError(f"{rubric.code}: there are more items than places")
    return rubric


def _ids(rubric: Rubric, outcome: Outcome) -> Counter[str]:
    return Counter(placement.id for placement in rubric.placed(outcome))


def _same(actual: Counter[str], expected: Counter[str], what: str) -> None:
    if actual != expected:
        wrong = sorted({*(actual - expected), *(expected - actual)})
        raise UnaccountedError(f"{what} are not placed once each: {', '.join(wrong[:5])}")
