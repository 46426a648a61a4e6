"""Which statements of large sets are compared: those that share rare words."""

from __future__ import annotations

import pytest

from rolebook.words.likeness import Vocabulary, candidates

OTHERS = [f"count the waves of day {n}" for n in range(300)]
RARE = ["paint the pier", "mend the nets of the pier"]


@pytest.mark.parametrize(
    ("statement", "compared"),
    [
        ("paint the waves", {300}),
        ("mend and paint the waves", {300, 301}),
        ("mend nets of the pier", {301, 300}),
        ("feed gulls", set()),
    ],
)
def test_a_statement_in_a_large_set_is_compared_with_those_that_share_a_rare_word(
    statement: str, compared: set[int]
) -> None:
    """Words that many have are not looked at then."""
    texts = [*OTHERS, *RARE]
    known = Vocabulary(texts)
    old = {n: known.said(text) for n, text in enumerate(texts)}
    new = {n: known.said(statement) for n in range(100)}

    assert {o for o, n in candidates(old, new) if n == 0} == compared


def test_without_a_rare_word_it_is_compared_with_the_first_of_many() -> None:
    known = Vocabulary(OTHERS)
    old = {n: known.said(text) for n, text in enumerate(OTHERS)}
    new = {n: known.said("waves") for n in range(100)}

    assert [o for o, n in candidates(old, new) if n == 0] == list(range(24))
