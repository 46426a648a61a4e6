"""Ids and classes of change on 5,000 rules that were edited at random; see `edits` for what an edit is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from .measure import KINDS, comparison, edit, rates

if TYPE_CHECKING:
    from rolebook.identity.diff import ChangeKind

# Each takes ten seconds; `make properties` takes both, and `make matching` prints five.
SEEDS = (101, 102) if os.environ.get("HYPOTHESIS_PROFILE") == "new" else (101,)
LEAST_SURVIVAL, LEAST_RATE = 0.999, 0.97


@pytest.mark.parametrize("seed", SEEDS)
def test_surviving_rules_keep_their_ids_and_no_id_lands_on_another_rule(seed: int) -> None:
    made = edit(seed)

    assert len(made.given) > 4_900
    assert made.survival >= LEAST_SURVIVAL
    assert made.strays == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("has_ids", [True, False], ids=["locked", "not locked"])
def test_changes_are_found_and_nothing_else_is(seed: int, kind: ChangeKind, has_ids: bool) -> None:
    """Precision and recall of every class, whether ids help or only words do."""
    true = edit(seed).after.done[kind]
    precision, recall = rates(edit(seed).said(comparison(seed, has_ids=has_ids), kind), true)

    assert len(true) >= 10
    assert precision >= LEAST_RATE
    assert recall >= LEAST_RATE
