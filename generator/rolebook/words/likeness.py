"""How alike two statements are, from 0 to 100: by the words they share, rare ones counting more.

A reworded sentence keeps the words that make it particular, and often gets longer: so what counts
is how much of the shorter one is in the longer one. Changes of word order and spelling are caught
by comparing letters (rapidfuzz).

The limits below are those that found the most rules again after edits; `make matching` measures
them.
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
from .tokens import is_wide, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"[\"“”„«»*`]|(?<!\w)['‘’‚_]|['‘’_](?!\w)")
"""Quotation marks and emphasis; not an apostrophe or underscore within a word."""
_DASHES = re.compile(r"\s*[–—]\s*|\s+-{1,2}\s+")
_LEAST_SHARED = 30.0
"""Of 100: sentences that share less are not alike, even if it is most of a short one."""
_WHOLE = 98.0
"""Of 100: unless the whole short one is in the long one."""
_MOST_SHARED = 60.0
"""Of 100: what sentences must share before letters are compared, since turns of phrase are long."""
_PHRASE = 8
"""Two words that are adjacent in so many statements of both versions are a turn of phrase."""
_EXPECTED = 0.3
"""The least that a word counts."""
_MOST_TOLD = 5.0
"""The most that a word counts: one new word doesn't make a different statement."""
_CLOSE = 80.0
"""Of 100: from here on letters count, for spelling and word order."""
_LONGEST = 2_000
"""Characters: letters of longer statements are not compared, because that takes time squared."""
_WHOLE_BLOCK = 20_000
"""Comparisons at once, about a tenth of a second; of more, only those with shared rare words."""
_MOST_CANDIDATES = 24
"""Statements compared with each one in a large set; the right one is nearly always among them."""
_MOST_POSTINGS = 60
"""A word that more statements have is not rare."""


def is_same(one: str, other: str) -> bool:
    """Whether two statements say the same.

    >>> is_same("log in", "Log in."), is_same("log in", "log out")
    (True, False)
    """
    return one == other or words(one) == words(other)


@lru_cache(maxsize=1 << 17)
def words(text: str) -> str:
    """Return a statement without level, case and typography, so that equal ones compare as equal.

    >>> words("The  client MUST log in.") == words("the client SHOULD log in")
    True
    >>> words("say *\u201cgo\u201d* \u2013 once") == words("say 'go' - once")
    True
    """
    plain = _DASHES.sub(" ", _MARKS.sub("", without_keywords(text))).replace("’", "'")
    return _SPACE.sub(" ", plain).strip().rstrip(".。").casefold()


@cache
def subject(category: str) -> frozenset[str]:
    """Return the words of a category's title, which all its rules may contain.

    >>> sorted(subject("API Design Requirements"))
    ['api', 'design']
    """
    return frozenset(
        word for word in tokens(same_title(category)) if len(word) > 2 or is_wide(word)
    )


@cache
def same_title(category: str) -> str:
    """Return a title in the form in which titles of the same category are equal.

    >>> same_title("Caching Requirements") == same_title("caching")
    True
    """
    return fold(bare_title(category))


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, taken apart."""

    text: str
    words: Mapping[str, float]
    """How much each of its words counts."""
    weight: float
    """Their sum."""


class Vocabulary:
    """How much each word of a set of rules counts: the more statements have it, the less.

    In a turn of phrase that many statements have, such as "before every release", the words after
    the first count little: the first one makes a reader expect them.

    >>> rules = ["rotate the keys", "rotate the logs", "review the keys", "label the boxes"]
    >>> known = Vocabulary(rules)
    >>> known.likeness(known.said("rotate the keys"), known.said("rotate the keys every week"))
    100.0
    """

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(texts)
        self._size = counts.total() + 1
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        # Most statements are in both versions: each is taken apart once, and those that occur
        # equally often are counted together, which takes a fifth of the time for 18,560 rules.
        among: dict[int, list[list[str]]] = defaultdict(list)
        for text, count in counts.items():
            among[count].append(tokens(text))
        for count, statements in among.items():
            for word, times in Counter(w for found in statements for w in set(found)).items():
                self._words[word] += count * times
            pairs = Counter(two for found in statements for two in set(pairwise(found)))
            for two, times in pairs.items():
                self._pairs[two] += count * times

    def said(self, text: str, without: frozenset[str] = frozenset()) -> Said:
        """Take a statement apart, without the words of its subject."""
        written = tokens(text)
        weights: dict[str, float] = {}
        for before, word in zip(["", *written], written, strict=False):
            if word not in without:
                weights[word] = max(weights.get(word, 0.0), self._weight(before, word))
        text = " ".join(word for word in written if word not in without)
        return Said(text, weights, sum(weights.values()))

    def likeness(self, one: Said, other: Said) -> float:
        """Return how much of the shorter one is in the longer, or how alike their letters are."""
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
        """Return how alike two whole statements are; what only one of them says counts against."""
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
    """Return how alike the letters are, or 0 if much differs, since turns of phrase repeat."""
    if max(len(one.text), len(other.text)) > _LONGEST:
        return 0.0
    score = max(fuzz.ratio(one.text, other.text), fuzz.token_sort_ratio(one.text, other.text))
    return score if score >= _CLOSE else 0.0


def candidates(old: Mapping[int, Said], new: Mapping[int, Said]) -> Iterator[tuple[int, int]]:
    """Yield the (old, new) pairs to compare: all, or in large sets those that share rare words."""
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
