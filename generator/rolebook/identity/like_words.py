"""Pairs rules of nearly equal words, the most alike first.

They are compared first within their category, then within their persona, then anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..words.likeness import Said, Vocabulary, candidates, same_title, subject

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from .groups import RuleState
    from .matching import Matching

# The figures below were tuned with `make matching`, which edits 5,000 rules at random: with lower
# ones IDs land on other rules, with higher ones reworded rules lose theirs. The further a rule has
# moved, the more rules it could be mistaken for, so the more alike it must be.
SAME_CATEGORY, _SAME_PERSONA, _ANYWHERE = 62, 80, 86
"""How alike, of 100, two rules must be to be one rule that was reworded."""
# Enough to decide between two candidates that are nearly as good as each other, too little to make
# two different rules the same.
_NEIGHBOUR_BONUS, _POLARITY_MALUS = 8, 10
"""Added for each neighbour that is paired, too, and taken away where a prohibition would turn into
something else."""


def match_likeness(state: Matching) -> None:
    """Pair what is left by how alike its words are."""
    if state.left_new() and state.left_old():
        _Likeness(state).match()


class _Likeness:
    """The words of one comparison, and what each of them counts."""

    def __init__(self, state: Matching) -> None:
        self._state = state
        self._old, self._new = state.old, state.new
        self._vocabulary = Vocabulary((*state.old_words, *state.new_words))

    def match(self) -> None:
        """Pair rules of nearly equal words, the most alike first."""
        old, new = self._old, self._new
        persona = {n: self._state.personas.get(new[n].group) for n in self._state.left_new()}
        self._pair_alike(
            lambda o: (old[o].group, same_title(old[o].category)),
            lambda n: (persona[n], same_title(self._state.former_title(new[n]))),
            self._alike_in_category,
        )
        self._pair_alike(
            lambda o: old[o].group,
            lambda n: persona[n],
            lambda olds, news: self._alike_elsewhere(olds, news, _SAME_PERSONA),
        )
        for new_key, old_key in self._state.kin.pairs:
            self._pair_alike_kin(old_key, new_key)
        self._pair_alike(
            lambda o: True,
            lambda n: True,
            lambda olds, news: self._alike_elsewhere(olds, news, _ANYWHERE),
        )

    def _pair_alike_kin(self, old_key: str, new_key: str) -> None:
        old, new = self._old, self._new
        self._pair_alike(
            lambda o: old[o].group == old_key and same_title(old[o].category),
            lambda n: new[n].group == new_key and same_title(new[n].category),
            self._alike_in_category,
        )

    def _pair_alike(
        self,
        old_key: Callable[[int], Hashable],
        new_key: Callable[[int], Hashable],
        alike: Callable[[Sequence[int], Sequence[int]], Iterator[tuple[float, int, int]]],
    ) -> None:
        """Pair what is left within blocks of equal keys; `alike` yields (score, o, n)."""
        blocks: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for o in self._state.left_old():
            if key := old_key(o):
                blocks[key][0].append(o)
        for n in self._state.left_new():
            if key := new_key(n):
                blocks[key][1].append(n)
        scored: list[tuple[float, int, int]] = []
        for olds, news in blocks.values():
            if olds and news:
                scored += alike(olds, news)
        # The order is that of the sources where scores are equal.
        for _, o, n in sorted(scored, key=lambda c: (-c[0], abs(c[1] - c[2]), c[1], c[2])):
            if n not in self._state.pairs and not self._state.is_taken(o):
                self._state.take(o, n)

    def _alike_in_category(
        self, olds: Sequence[int], news: Sequence[int]
    ) -> Iterator[tuple[float, int, int]]:
        """Yield what may have been reworded; words of the category's title prove nothing."""
        old_subjects = {o: subject(self._old[o].category) for o in olds}
        new_subjects = {n: subject(self._new[n].category) for n in news}
        said_old = {
            o: self._vocabulary.said(self._state.old_words[o], old_subjects[o]) for o in olds
        }
        said_new = {
            n: self._vocabulary.said(self._state.new_words[n], new_subjects[n]) for n in news
        }
        for o, n in candidates(said_old, said_new):
            score = self._vocabulary.likeness(said_old[o], said_new[n]) + self._bonus(o, n)
            if score >= SAME_CATEGORY:
                yield score, o, n

    def _alike_elsewhere(
        self, olds: Sequence[int], news: Sequence[int], least: float
    ) -> Iterator[tuple[float, int, int]]:
        """Yield what may have been moved and reworded at once."""
        said_old = {o: self._vocabulary.said(self._state.old_words[o]) for o in olds}
        said_new = {n: self._vocabulary.said(self._state.new_words[n]) for n in news}
        for o, n in candidates(said_old, said_new):
            score = self._vocabulary.closeness(said_old[o], said_new[n]) + self._bonus(o, n)
            if score >= least and not self._are_siblings(said_old[o], said_new[n], o, n):
                yield score, o, n

    def _bonus(self, o: int, n: int) -> float:
        """Return what speaks for a pair besides its words."""
        neighbours = self._are_neighbours_paired(o, n, -1) + self._are_neighbours_paired(o, n, 1)
        is_reversed = self._old[o].level.is_negative != self._new[n].level.is_negative
        return _NEIGHBOUR_BONUS * neighbours - _POLARITY_MALUS * is_reversed

    def _are_neighbours_paired(self, o: int, n: int, step: int) -> bool:
        """Whether the neighbours of two rules are a pair, or both are at an end of a category."""
        is_old_end = _is_end(self._old, o, step)
        is_new_end = _is_end(self._new, n, step)
        if is_old_end or is_new_end:
            return is_old_end and is_new_end
        return self._state.pairs.get(n + step) == o + step

    def _are_siblings(self, one: Said, other: Said, o: int, n: int) -> bool:
        """Whether one text was written for two subjects.

        "test caching" did not become "test logging".
        """
        subjects = subject(self._old[o].category) | subject(self._new[n].category)
        differing = one.words.keys() ^ other.words.keys()
        return not differing.isdisjoint(subjects)


def _is_end(rules: Sequence[RuleState], index: int, step: int) -> bool:
    """Whether the next rule in a direction is in another category, or there is none."""
    beside = index + step
    if not 0 <= beside < len(rules):
        return True
    rule, neighbour = rules[index], rules[beside]
    return (neighbour.group, neighbour.category) != (rule.group, rule.category)
