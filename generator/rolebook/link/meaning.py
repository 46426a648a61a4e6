"""How likely a rule asks for each skill by its meaning: weights of vectors, learned from sentences.

`scripts/skill_words/meanings.py` makes the table `meaning.csv` of a catalogue. A meaning shows no
words, so it makes no link: it only says how sure one is that words made.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from ..words.digests import digest
from .likely import rows

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence

    from ..model.meaning import SentenceModel

    SkillWeights = Mapping[str, tuple[float, Sequence[float]]]
    """From a skill to what any sentence begins with, and to the weights of the vector."""

_STEPS = 10_000
"""Steps of a number between 0 and 1. What is finer differs between processors."""


class Meanings:
    """What vectors say about the skills of a catalogue.

    >>> meanings = Meanings({"DEPL": (-2.0, (5.0, 0.0)), "TEST": (-1.0, (0.0, 1.0))})
    >>> meanings.odds((0.6, 0.8))
    {'DEPL': 1.0, 'TEST': -0.2}
    """

    def __init__(self, table: SkillWeights) -> None:
        """Take the weights of all skills."""
        self._table = table

    def odds(self, vector: Sequence[float]) -> Mapping[str, float]:
        """Return the logarithm of the odds that a sentence asks for each skill; 0 is even."""
        return {
            code: round(begins + sum(map(_product, weights, vector)), 3)
            for code, (begins, weights) in self._table.items()
        }


def _product(one: float, other: float) -> float:
    return one * other


@cache
def meanings_of(framework: str) -> Meanings | None:
    """Return what vectors say about a bundled framework, if that has been learned."""
    table = skill_weights(framework)
    return Meanings(table) if table else None


@cache
def skill_weights(framework: str) -> SkillWeights:
    """Return the table of a bundled framework; empty if it has none."""
    return {
        row["code"]: (float(row["begins"]), tuple(map(float, row["weights"].split())))
        for row in rows(framework, "meaning")
    }


@dataclass(frozen=True, eq=False)
class KeptVectors:
    """A model that remembers the vectors it made.

    >>> class Length:
    ...     name = "length 1"
    ...     def vector(self, sentence): return [len(sentence) / 9]
    >>> kept = {}
    >>> KeptVectors(Length(), kept).vector("a nest"), len(kept)
    ((0.6667,), 1)
    """

    model: SentenceModel
    kept: MutableMapping[str, bytes] = field(default_factory=dict)
    """By a digest of the model's name and the sentence."""

    @property
    def name(self) -> str:
        """The name of the model."""
        return self.model.name

    def vector(self, sentence: str) -> Sequence[float]:
        """Return the vector of a sentence, rounded."""
        key = digest([self.name, sentence])
        packed = self.kept.get(key)
        if packed is None:
            steps = [round(value * _STEPS) for value in self.model.vector(sentence)]
            packed = self.kept[key] = struct.pack(f"<{len(steps)}h", *steps)
        return tuple(step / _STEPS for step in struct.unpack(f"<{len(packed) // 2}h", packed))
