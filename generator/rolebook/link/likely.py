"""How likely a rule asks for each skill: the weights of its words, learned from labelled sentences.

`scripts/skill_words/learn.py` makes the table `words.csv` of a catalogue. A text is a handful of
words and pairs of neighbours; each says a little for or against a skill, the rarer the more, and
together they make its odds. The words that say most for a skill are its evidence.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING

from ..words.stems import word_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SMALL_WORDS = (
    "a an the of to in on at by for with and or is are be been being it its that this these those "
    "as from"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_PAIR = " "
_MOST_EVIDENCE = 3
"""Words that are shown for a skill; further ones say less."""
_LEAST = 0.3
"""How much a word says, next to the one that says most, to be shown as well."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of a text, or two neighbours."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text says about the skills of a catalogue."""

    odds: Mapping[str, float]
    """By code: the logarithm of the odds that the text asks for it; 0 is even."""
    _said: Sequence[tuple[_Part, Mapping[str, float]]]

    def words(self, code: str) -> tuple[str, ...]:
        """Return the words that say most for a skill, in the order of the text."""
        says = [(weights[code], part) for part, weights in self._said if weights.get(code, 0.0) > 0]
        return _telling(says)


class WordWeights:
    """What words say about the skills of a catalogue.

    >>> weights = WordWeights({"": (1.0, {"DEPL": -2.0}), "roll back": (1.0, {"DEPL": 5.0})})
    >>> heard = weights.hear("Roll back within minutes")
    >>> heard.odds["DEPL"], heard.words("DEPL")
    (3.0, ('Roll back',))
    >>> weights.hear("Roll the carpet").odds["DEPL"]
    -2.0
    """

    def __init__(self, table: Mapping[str, tuple[float, Mapping[str, float]]]) -> None:
        """Take a table: from a word to how rare it is, and to its weight for each skill.

        The weights of no word are what any text begins with.
        """
        self._begins = table[""][1]
        self._table = {key: row for key, row in table.items() if key}

    def hear(self, text: str) -> Heard:
        """Return what a text says."""
        known = [(part, *self._table[part.key]) for part in parts(text) if part.key in self._table]
        length = sqrt(sum(rarity**2 for _, rarity, _ in known)) or 1.0
        odds = dict(self._begins)
        for _, _, weights in known:
            for code, weight in weights.items():
                odds[code] += weight / length
        return Heard(odds, [(part, weights) for part, _, weights in known])


def parts(text: str) -> Sequence[_Part]:
    """Return the words of a text and their pairs, each once, by their stems.

    >>> [part.key for part in parts("Restores are rehearsed")]
    ['restor', 'rehears', 'restor rehears']
    """
    words = [word for word in _WORD.findall(text) if word.casefold() not in _SMALL]
    single = [_Part(word_root(word.casefold()), word) for word in words]
    pairs = [
        _Part(one.key + _PAIR + other.key, one.words + _PAIR + other.words)
        for one, other in pairwise(single)
    ]
    return list({part.key: part for part in reversed([*single, *pairs])}.values())[::-1]


def _telling(says: Sequence[tuple[float, _Part]]) -> tuple[str, ...]:
    strongest = sorted(says, key=lambda pair: -pair[0])
    least = _LEAST * strongest[0][0] if says else 0.0
    shown: list[str] = []
    for weight, part in strongest:
        if weight < least or len(shown) == _MOST_EVIDENCE:
            break
        if not any(part.words in other for other in shown):
            shown = [other for other in shown if other not in part.words.split(_PAIR)]
            shown.append(part.words)
    order = [part.words for _, part in says]
    return tuple(sorted(shown, key=order.index))


@cache
def word_weights(framework: str) -> WordWeights | None:
    """Return the weights of a bundled framework, if it has some."""
    table = {row["word"]: (float(row["rarity"]), _weights(row)) for row in rows(framework, "words")}
    return WordWeights(table) if table else None


@cache
def weighing(framework: str, name: str = "weighing") -> Mapping[str, float]:
    """Return how signs of a skill are weighed, by their names; empty if nothing says so."""
    return {row["sign"]: float(row["weight"]) for row in rows(framework, name)}


def _weights(row: Mapping[str, str]) -> Mapping[str, float]:
    pairs = (one.split() for one in row["weights"].split(";"))
    return {code: float(weight) for code, weight in pairs}


def rows(framework: str, name: str) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a table of a framework; none where it has no such table."""
    file = resources.files("rolebook").joinpath("data", framework, f"{name}.csv")
    if file.is_file():
        yield from csv.DictReader(file.read_text(encoding="utf-8").splitlines())
