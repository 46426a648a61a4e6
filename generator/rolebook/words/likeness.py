"""How alike two statements are, from 0 to 100: by the words they share, of which rare ones count more.

A sentence that was reworded keeps the words that make it particular, and often gets longer: so what
counts is how much of the shorter one is in the longer one. Rewritten word order and spelling are
caught by comparing letters (rapidfuzz).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from ..rfc2119 import without_keywords
from .names import bare_title, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s+")
_LEAST_SHARED = 30.0
"""Of 100: two sentences that share less than this are not alike, even if it is most of a short one."""
_WHOLE = 98.0
"""Of 100: unless the short one is in the long one as a whole."""
_MOST_SHARED = 60.0
"""Of 100: what two sentences must share before their letters are compared, since turns of phrase are long."""
_PHRASE = 8
"""Two words that follow each other in so many statements, counted in both versions, are a turn of phrase."""
_EXPECTED = 0.3
"""What a word tells at least."""
_MOST_TOLD = 5.0
"""What a word tells at most: a new one is no reason to take two statements for different."""
_CLOSE = 80.0
"""Of 100: from here on letters count, for spelling and word order."""
_LONGEST = 2_000
"""Characters; letters of longer statements are not compared, since the time grows with the square of their number."""
_WHOLE_BLOCK = 20_000
"""More comparisons than this at once are cut down to statements that share rare words."""
_MOST_CANDIDATES = 24
_MOST_POSTINGS = 60


def is_same(one: str, other: str) -> bool:
    """Whether two statements say the same.

    >>> is_same("log in", "Log in."), is_same("log in", "log out")
    (True, False)
    """
    return one == other or words(one) == words(other)


@lru_cache(maxsize=1 << 17)
def words(text: str) -> str:
    """Return what a statement says, whatever its strength, case and full stop: what two equal ones have in common.

    >>> words("The  client MUST log in.") == words("the client SHOULD log in")
    True
    """
    return _SPACE.sub(" ", without_keywords(text)).strip().rstrip(".").casefold()


@cache
def subject(category: str) -> frozenset[str]:
    """Return the words of a category's title that all its rules may have in common.

    >>> sorted(subject("API Design Requirements"))
    ['api', 'design']
    """
    return frozenset(word for word in _WORD.findall(same_title(category)) if len(word) > 2)


@cache
def same_title(category: str) -> str:
    """Return what two titles of one category have in common.

    >>> same_title("Caching Requirements") == same_title("caching")
    True
    """
    return fold(bare_title(category))


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, taken apart."""

    text: str
    words: Mapping[str, float]
    """How much each of its words tells."""
    weight: float
    """The sum of them."""


class Vocabulary:
    """How much each word of a rule set tells: the less, the more statements have it.

    In a turn of phrase that many statements have, such as "before every release", the words behind
    the first tell little more: whoever has read the first one expects them.

    >>> known = Vocabulary(["rotate the keys", "rotate the logs", "review the keys", "label the boxes"])
    >>> known.likeness(known.said("rotate the keys"), known.said("rotate the keys every week"))
    100.0
    """

    def __init__(self, texts: Iterable[str]) -> None:
        among = [_WORD.findall(text) for text in texts]
        self._size = len(among) + 1
        self._words = Counter(word for found in among for word in set(found))
        self._pairs = Counter(two for found in among for two in set(pairwise(found)))

    def said(self, text: str, without: frozenset[str] = frozenset()) -> Said:
        """Take a statement apart, without the words of its subject."""
        found = _WORD.findall(text)
        weights: dict[str, float] = {}
        for before, word in zip(["", *found], found, strict=False):
            if word not in without:
                weights[word] = max(weights.get(word, 0.0), self._weight(before, word))
        return Said(
            " ".join(word for word in found if word not in without), weights, sum(weights.values())
        )

    def likeness(self, one: Said, other: Said) -> float:
        """Return how much of the shorter statement is in the longer one, or how alike their letters are."""
        shared = _shared(one, other)
        if not shared:
            return 0.0
        both = _of_both(shared, one, other)
        part = 100 * shared / min(one.weight, other.weight)
        is_whole = part >= _WHOLE and min(len(one.words), len(other.words)) > 1
        if both < _LEAST_SHARED and not is_whole:
            return both
        return max(part, _letters(one, other)) if both >= _MOST_SHARED else part

    def closeness(self, one: Said, other: Said) -> float:
        """Return how alike two statements are as wholes; a part of one that the other lacks counts against them."""
        shared = _shared(one, other)
        return _of_both(shared, one, other) if shared else 0.0

    def _weight(self, before: str, word: str) -> float:
        alone = min(_MOST_TOLD, log(self._size / (self._words[word] or 1)))
        together = self._pairs[before, word]
        if together < _PHRASE:
            return alone
        return min(alone, log(self._words[before] / together) + _EXPECTED)


def _shared(one: Said, other: Said) -> float:
    few, many = sorted((one.words, other.words), key=len)
    return sum(min(weight, many[word]) for word, weight in few.items() if word in many)


def _of_both(shared: float, one: Said, other: Said) -> float:
    return 200 * shared / (one.weight + other.weight)


def _letters(one: Said, other: Said) -> float:
    """Return how alike the letters are; alike enough only if little differs, since phrases repeat."""
    if max(len(one.text), len(other.text)) > _LONGEST:
        return 0.0
    score = max(fuzz.ratio(one.text, other.text), fuzz.token_sort_ratio(one.text, other.text))
    return score if score >= _CLOSE else 0.0


def candidates(old: Mapping[int, Said], new: Mapping[int, Said]) -> Iterator[tuple[int, int]]:
    """Yield the (old, new) pairs that are worth a comparison: all, or of large sets those that share rare words."""
    if len(old) * len(new) <= _WHOLE_BLOCK:
        yield from ((o, n) for n in new for o in old)
        return
    holders: dict[str, list[int]] = defaultdict(list)
    for o, said in old.items():
        for word in said.words:
            holders[word].append(o)
    for n, said in new.items():
        shared: Counter[int] = Counter()
        for number, word in sorted(
            (len(holders[word]), word) for word in said.words if word in holders
        ):
            if number > _MOST_POSTINGS and shared:
                break
            shared.update(holders[word][:_MOST_POSTINGS])
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        yield from ((o, n) for o, _ in ranked[:_MOST_CANDIDATES])
