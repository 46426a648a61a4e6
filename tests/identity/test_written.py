"""Histories that people wrote; see `written` for what is held against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .written import HISTORIES, score

if TYPE_CHECKING:
    from pathlib import Path

LEVELS = ("strengthened", "weakened", "reversed")
LEAST_RATE = 0.97
# Rules that were written anew from the first word to the last; nobody finds them by their words.
MOST_LOST = 0.015


@pytest.mark.parametrize("history", HISTORIES, ids=lambda path: path.name)
def test_levels_change_only_where_they_did(history: Path) -> None:
    found = score(history)

    for kind in LEVELS:
        assert min(found.rates(kind)) >= LEAST_RATE, kind


def test_rules_that_live_on_keep_their_ids() -> None:
    found = score(*HISTORIES)

    assert len(found.lost) <= MOST_LOST * found.living
    # One text that differs in a single word from the one that went is taken for it.
    assert len(found.strays) <= 1
    assert found.rates("reworded")[0] >= LEAST_RATE
    assert found.rates("moved")[0] >= LEAST_RATE
