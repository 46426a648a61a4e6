"""Ids and classes of change on 5,000 rules that were edited at random; see `edits` for what an edit is."""

from __future__ import annotations

from functools import cache

import pytest

from rolebook.diff import Change, ChangeKind, Comparison
from rolebook.draft import Draft, draft
from rolebook.history import compare_drafts

from .edits import Corpus, corpus, edited

SEEDS = (101, 102)
LEAST_SURVIVAL, LEAST_RATE = 0.999, 0.97


@cache
def edit(seed: int) -> tuple[Corpus, Corpus, Draft, Draft]:
    """Return a corpus before and after an edit, and both as drafts, the second one with the lock of the first."""
    before = corpus(30, seed=seed)
    after = edited(before, seed=seed)
    old = draft(before.sources(), today="2026-01-01")
    return before, after, old, draft(after.sources(), lock=old.lock, today="2026-02-01")


def ids(rules: Corpus, made: Draft) -> dict[int, str]:
    """Return the ids of rules by the number they were born with."""
    found = [requirement.id for text in made.texts for requirement in text.requirements]
    return dict(zip(rules.numbers, found, strict=True))


def _by_line(rules: Corpus, made: Draft) -> dict[tuple[str, int], int]:
    spans = [requirement.span for text in made.texts for requirement in text.requirements]
    return {(span.path, span.line): number for span, number in zip(spans, rules.numbers, strict=True)}


@cache
def comparison(seed: int, *, has_ids: bool) -> Comparison:
    """Return what changed, found with the ids of a lock or by words alone."""
    before, after, old, new = edit(seed)
    return compare_drafts(old, new) if has_ids else compare_drafts(draft(before.sources()), draft(after.sources()))


@pytest.mark.parametrize("seed", SEEDS)
def test_surviving_rules_keep_their_ids_and_no_id_lands_on_another_rule(seed: int) -> None:
    before, after, old, new = edit(seed)
    given, now = ids(before, old), ids(after, new)
    surviving = given.keys() & now.keys()
    kept = [number for number in surviving if now[number] == given[number]]
    owner = {id: number for number, id in given.items()}

    assert len(given) > 4_900
    assert len(kept) / len(surviving) >= LEAST_SURVIVAL
    assert [id for number, id in now.items() if owner.get(id, number) != number] == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", ChangeKind)
@pytest.mark.parametrize("has_ids", [True, False], ids=["locked", "not locked"])
def test_changes_are_found_and_nothing_else_is(seed: int, kind: ChangeKind, has_ids: bool) -> None:
    """Precision and recall of every class, whether ids help or only words do."""
    before, after, old, new = edit(seed)
    found = comparison(seed, has_ids=has_ids)
    # Each rule stands on a line of its own.
    lines_old, lines_new = _by_line(before, old), _by_line(after, new)

    def number(change: Change) -> int:
        lines, rule = (lines_new, change.after) if change.after else (lines_old, change.before)
        assert rule is not None
        assert rule.span is not None
        return lines[rule.span.path, rule.span.line]

    said = {number(change) for change in found.changes if kind in change.kinds}
    true = after.done[kind]

    assert len(true) >= 10
    assert len(said & true) / len(said) >= LEAST_RATE
    assert len(said & true) / len(true) >= LEAST_RATE
