"""Candidates to the few that become items: the best first, spread over domains, and like rules answered by one.

The list stays short because people stop reading long ones: five to nine lines at a pause point is
what checklists that are used in earnest have. So a rule that says nearly what a chosen one says
does not take a line of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from ..words.likeness import Vocabulary, words
from ..words.phrases import stem
from .classifying import Aspect
from .records import MOST_AT_A_PAUSE, MOST_ITEMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..model import Requirement
    from ..model.source import Span
    from ..words.likeness import Said
    from .classifying import Sighting
    from .records import Score, Stop

_WORD = re.compile(r"[^\W_]+")
_CONTAINED = 85.0
"""Of 100: so much of a rule's words must be in an item for the item to answer it."""
_SAME = 75.0
"""Of 100: or so alike they must be as wholes."""
_NEAR = 5.0
"""Points that a rule loses which says all that a chosen one says; less in proportion."""
_OF_ONE_DOMAIN = 0.75
"""Points that a rule loses for each item of its domain."""
_OF_ONE_THING = 1.5
"""Points that a rule loses for each item about a thing that it names, too."""
_SOME = 3
"""Items that a domain may have in any case."""
_SAYS_LITTLE_WORDS = (
    "a all an and any are be by each every for from in is it its of on or that the their to with "
    "create define establish have implement include keep make provide set specify support use write "
    "adequate adequately appropriate appropriately clear clearly effective effectively efficient efficiently explicit "
    "proper properly robust standard sufficient"
)
_SAYS_LITTLE = frozenset(stem(word) for word in _SAYS_LITTLE_WORDS.split())
"""Words that make no other question: to define a limit and to set an appropriate one is asked at once."""


@dataclass
class Candidate:
    """A rule, or a group of them, that could be an item."""

    rule: Requirement
    """The leading one."""
    sighting: Sighting
    score: Score
    stop: Stop
    question: str = ""
    """Written by the author; empty where the rule's own words are shown."""
    ids: list[str] = field(default_factory=list)
    """Of all rules that it answers, the leading one first."""
    is_pinned: bool = False

    @property
    def domain(self) -> str:
        """Where it stands."""
        return self.rule.category.label

    @property
    def order(self) -> tuple[int, Span]:
        """Its place on a form: by what of a change it is about, then as in the source."""
        return list(Aspect).index(self.sighting.aspect or Aspect.CODE), self.rule.span

    @cached_property
    def things(self) -> frozenset[str]:
        """What it names that a change holds, whatever the form."""
        return frozenset(_stemmed(thing) for thing in self.sighting.things)


def choose(candidates: Sequence[Candidate], others: Iterable[Requirement] = ()) -> list[Candidate]:
    """Return the candidates that become items; they take in whatever says nearly the same.

    The script of the web form chooses in the same way (`assets/rubric/choosing.js`).

    Args:
        candidates: All that can be answered, in the order of the source.
        others: Rules that cannot, but may be answered along with one that can.
    """
    return _Choice(candidates, list(others)).chosen


class Nearness:
    """How alike the rules of one text are."""

    def __init__(self, rules: Iterable[Requirement]) -> None:
        forms = {rule.id: _stemmed(words(rule.statement)) for rule in rules}
        self._vocabulary = Vocabulary(forms.values())
        self._said: Mapping[str, Said] = {
            id: self._vocabulary.said(form, _SAYS_LITTLE) for id, form in forms.items()
        }

    def alike(self, one: Requirement, other: Requirement) -> int:
        """Return how alike two rules are as wholes, of 100; without a fraction, so that scripts count the same."""
        return round(self._vocabulary.closeness(self._said[one.id], self._said[other.id]))

    def is_answered(self, rule: Requirement, by: Requirement, alike: int) -> bool:
        """Whether the answer to one rule answers the other: both ask or both forbid, and it says nothing more."""
        if not alike or rule.level.is_negative is not by.level.is_negative:
            return False
        one, other = self._said[rule.id], self._said[by.id]
        if one.weight > other.weight:
            return alike >= _SAME
        return alike >= _SAME or self._vocabulary.likeness(one, other) >= _CONTAINED


class _Choice:
    """Takes the best candidate that is left, again and again; each costs the others what it has in common with them."""

    def __init__(self, candidates: Sequence[Candidate], others: Sequence[Requirement]) -> None:
        self.chosen: list[Candidate] = []
        self._nearness = Nearness([*(candidate.rule for candidate in candidates), *others])
        self._left = {candidate.rule.id: candidate for candidate in candidates}
        self._others = {rule.id: rule for rule in others}
        self._near: dict[str, int] = {}
        self._domains: Counter[str] = Counter()
        self._things: Counter[str] = Counter()
        self._stops: Counter[Stop] = Counter()
        for candidate in [candidate for candidate in candidates if candidate.is_pinned]:
            if candidate.rule.id in self._left and len(self.chosen) < MOST_ITEMS:
                self._take(candidate)
        # A domain gets more than its share only where the others have nothing left to ask.
        for most in (_shares(candidates), None):
            while len(self.chosen) < MOST_ITEMS and (best := self._best(most)):
                self._take(best)

    def _best(self, most: Mapping[str, int] | None) -> Candidate | None:
        free = (
            candidate
            for candidate in self._left.values()
            if self._stops[candidate.stop] < MOST_AT_A_PAUSE
            and (most is None or self._domains[candidate.domain] < most[candidate.domain])
        )
        return max(free, key=self._worth, default=None)

    def _worth(self, candidate: Candidate) -> float:
        words_lost = _NEAR * self._near.get(candidate.rule.id, 0) / 100
        things_lost = _OF_ONE_THING * max(
            (self._things[thing] for thing in candidate.things), default=0
        )
        return (
            candidate.score.points
            - words_lost
            - things_lost
            - _OF_ONE_DOMAIN * self._domains[candidate.domain]
        )

    def _take(self, candidate: Candidate) -> None:
        id = candidate.rule.id
        del self._left[id]
        self.chosen.append(candidate)
        self._stops[candidate.stop] += 1
        self._domains[candidate.domain] += 1
        self._things.update(candidate.things)
        for other in list(self._left.values()):
            alike = self._nearness.alike(candidate.rule, other.rule)
            self._near[other.rule.id] = max(self._near.get(other.rule.id, 0), alike)
            is_free = not other.is_pinned and not other.question and len(other.ids) == 1
            if is_free and self._nearness.is_answered(other.rule, candidate.rule, alike):
                candidate.ids.append(other.rule.id)
                del self._left[other.rule.id]
        for rule in list(self._others.values()):
            alike = self._nearness.alike(candidate.rule, rule)
            if self._nearness.is_answered(rule, candidate.rule, alike):
                candidate.ids.append(rule.id)
                del self._others[rule.id]


def _stemmed(text: str) -> str:
    return " ".join(stem(word) for word in _WORD.findall(text))


def _shares(candidates: Sequence[Candidate]) -> Mapping[str, int]:
    """Return how many items a domain may have: half an equal share, half one by the number of its candidates."""
    sizes = Counter(candidate.domain for candidate in candidates)
    equal = MOST_ITEMS / max(1, len(sizes))
    return {
        domain: max(_SOME, ceil((equal + MOST_ITEMS * size / len(candidates)) / 2))
        for domain, size in sizes.items()
    }
