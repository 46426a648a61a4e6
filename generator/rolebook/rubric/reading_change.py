"""A change to what it is about: which rules of a document have what its files and lines have.

A fault is often what a change lacks: one without transactions never says "transaction". So the
words of a change also stand for those that rules about such changes have; `data/rubric/signs.csv`
has them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import chain
from math import log, prod
from typing import TYPE_CHECKING

from ..words.stems import base_form
from ..words.stopwords import OF_CUES
from .tables import entries, lines_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ..input.change import Change, ChangedFile
    from ..model import Requirement

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_a-zA-Z]+")
"""A word of an identifier: `orderTotal`, `HTTPServer` and `order_total` have two each."""
_SHORTEST = 2
_OF_MANIFESTS = "apiVersion"
"""A word of each Kubernetes manifest, which is about no API."""
_TESTS = frozenset(("test", "tests", "spec", "specs"))
"""Words in the path of a file with tests."""
# A word in a path says what the whole file is about; what was removed is no longer there.
_IN_PATH, _ADDED, _REMOVED = 4, 1, 0.25
_OFTEN = 8
"""A change that says a word as often, or more often, is about it; less often, in part."""
_COMMON = 0.25
"""A word that more of the rules have than this tells nothing."""
_SIGN = 0.35
"""How much a sign says of the words that it stands for; each further one as much of the rest."""
_SAID_TOGETHER = 2
"""So many words for the same changes in one rule say what it is about."""
_IN_TEST = 0.3
"""What a word in a test counts: a test has all that it needs."""


class ReadChange:
    """What a change says, as far as rules of a document have the same words."""

    def __init__(self, change: Change, rules: Iterable[Requirement]) -> None:
        """Read a change.

        Args:
            change: Its files and lines.
            rules: All rules of the document, among which common words tell nothing.
        """
        said = [frozenset(_stems(rule.wording)) for rule in rules]
        counts = Counter(chain.from_iterable(said))
        self._tells: Mapping[str, float] = {
            word: log(len(said) / count)
            for word, count in counts.items()
            if count <= max(1, _COMMON * len(said))
        }
        self._weights = _weights(change)

    def is_about(self, rule: Requirement) -> float:
        """Return how much a change is about what a rule is about, from 0 to 1.

        A rare word counts more than one that many rules have.
        """
        stems = _stems(rule.wording)
        telling = {word: self._tells[word] for word in stems if word in self._tells}
        if not telling:
            return 0.0
        heard = sum(tells * self._weights.get(word, 0.0) for word, tells in telling.items())
        return heard / sum(telling.values())

    def names(self, words: Collection[str]) -> float:
        """Return how much a change is about the loudest of some words by their stems, from 0 to 1.

        A change of permissions is one of "Authentication and Authorization".
        """
        return max((self._weights.get(word, 0.0) for word in words), default=0.0)


def _weights(change: Change) -> Mapping[str, float]:
    """Return how much a change is about each word, from 0 to 1."""
    counts: defaultdict[str, float] = defaultdict(float)
    for file in change.files:
        for word, count in _counted(file):
            counts[word] += count
    said = {word: min(1.0, log(1 + count) / log(1 + _OFTEN)) for word, count in counts.items()}
    weights = {base_form(word): weight for word, weight in sorted(said.items(), key=lambda s: s[1])}
    for signs, words in _signs():
        weight = 1 - prod(1 - _SIGN * said[sign] for sign in signs if sign in said)
        for word in words:
            weights[word] = max(weights.get(word, 0.0), weight)
    return weights


def _counted(file: ChangedFile) -> Iterator[tuple[str, float]]:
    is_test = not _TESTS.isdisjoint(_words(file.path))
    for words, each in (
        (_words(file.path), _IN_PATH),
        (chain.from_iterable(map(_words, file.added)), _ADDED),
        (chain.from_iterable(map(_words, file.removed)), _REMOVED),
    ):
        for word, count in Counter(words).items():
            yield word, count * each * (_IN_TEST if is_test and each is not _IN_PATH else 1)


def _words(text: str) -> list[str]:
    words = _WORD.findall(text.replace(_OF_MANIFESTS, ""))
    return [word.casefold() for word in words if len(word) >= _SHORTEST]


def _stems(text: str) -> Iterator[str]:
    for word in _words(text):
        if word not in OF_CUES:
            yield base_form(word)


@cache
def _signs() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return for each line the words of changes, and the stems of the words that they stand for."""
    return tuple(
        (tuple(entries(line["signs"])), tuple(dict.fromkeys(_stems(line["words"]))))
        for line in lines_of("signs.csv")
    )


def meant_by(stems: Collection[str]) -> frozenset[str]:
    """Return the words that mean the same as some words of a rule, by their stems.

    They stand for the same changes: a rule about the permissions of callers is one about
    authorization.
    """
    lines = _meanings()
    most = max((len(line.intersection(stems)) for line in lines), default=0)
    if most < _SAID_TOGETHER:
        return frozenset()
    return frozenset().union(*(line for line in lines if len(line.intersection(stems)) == most))


@cache
def _meanings() -> tuple[frozenset[str], ...]:
    """Return the words of each line of signs that stand for the same changes, by their stems."""
    return tuple(frozenset(words) for _, words in _signs())
