"""Which skills of a catalogue with learned words a rule asks for, and how surely: two grades.

What the words of a rule say, what the cues of the lexicon find, what its heading says and which
skills its persona lists are signs of a skill. Weighed together (`weighing.csv`, made by
`scripts/skill_words/learn.py`) they make its probability, and that its grade.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from math import exp
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..taxonomy import Catalogue
    from ..words.cues import Hit
    from .handbook import Link
    from .likely import Heard, WordWeights

EVIDENT = (0.65, 0.85)
"""The probabilities from which the likeliest link and a second one are evident."""
EVIDENT_WITH_MEANING = (0.6, 0.8)
"""The same where a model reads sentences: as many evident links are right, and there are more."""
POSSIBLE = 0.2
"""The probability from which a link is possible."""
MOST_POSSIBLE = 3
"""Possible links of a rule."""
_LIKELIEST = 8
"""Skills that are looked at because of words; those with cues are looked at as well."""
_FEW = 4
"""A list of fewer skills than this says little about skills that are not on it."""
_STRONGEST_CUE = 4.0
_NO_OTHER = -10.0
"""The odds that a skill leads where its catalogue has no other."""

SIGNS = (
    "odds",  # of its words
    "lead",  # how far these lead those of any other skill
    "pair",  # the heaviest cue of words in several places
    "word",  # the heaviest cue of a word or phrase
    "heading",  # the odds of the words of the heading
    "heading-cue",  # whether there is a cue in the heading
    "listed",  # whether the persona lists it
    "unlisted",  # whether the persona lists others instead
    "personal",  # whether the rule is about people or agents
)
"""What speaks for and against a skill, in the order of `weighing.csv`."""
SIGNS_WITH_MEANING = (
    *SIGNS,
    "meaning",  # the odds of the rule's meaning
    "meaning-lead",  # how far these lead those of any other skill
)
"""The same where a model reads sentences, in the order of `weighing-meaning.csv`."""


class Graded(NamedTuple):
    """The links of a rule, the likeliest of each grade first."""

    evident: Sequence[Link]
    possible: Sequence[Link]

    @classmethod
    def of(cls, links: Sequence[Link], is_evident: Callable[[Link], bool]) -> Graded:
        """Return links by grade, each in their order."""
        evident = [link for link in links if is_evident(link)]
        return cls(evident, [link for link in links if link not in evident][:MOST_POSSIBLE])


@dataclass(frozen=True, slots=True)
class Candidate:
    """A skill that a rule may ask for."""

    code: str
    signs: Mapping[str, float]
    cues: tuple[str, ...]
    """The words of the cues for it."""
    heard: Heard
    """What the words of the rule say."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the rule that speak for it."""
        return self.cues or self.heard.words(self.code)

    def probability(self, weighing: Mapping[str, float]) -> float:
        """Return how likely the rule asks for it, from 0 to 1.

        Args:
            weighing: How its signs are weighed, by their names.
        """
        total = weighing[""] + sum(weighing[sign] * value for sign, value in self.signs.items())
        return 1 / (1 + exp(-total))


def candidates_of(
    catalogue: Catalogue,
    weights: WordWeights,
    said: Mapping[str, Sequence[Hit]],
    texts: tuple[str, str],
    above: Iterable[str],
    listed: frozenset[str],
    *,
    is_personal: bool,
    meant: Mapping[str, float] | None = None,
) -> list[Candidate]:
    """Return the skills that a rule may ask for, by code.

    Args:
        catalogue: The catalogue.
        weights: Its words.
        said: The cues in the rule, by code.
        texts: The words of the rule, and its heading.
        above: Codes of which there are cues in the heading.
        listed: Codes that the persona lists.
        is_personal: Whether the rule is about people or agents.
        meant: The odds of its meaning, by code, where a model reads it.
    """
    text, label = texts
    heard = weights.hear(text)
    heading = _heading_odds(weights, label)
    known = {code: value for code, value in heard.odds.items() if code in catalogue.concepts}
    order = sorted(known, key=lambda code: (-known[code], code))
    codes = dict.fromkeys([*order[:_LIKELIEST], *(code for code in said if code in known)])
    most = nlargest(2, known.values())
    most_meant = nlargest(2, meant.values()) if meant else []
    in_heading = frozenset(above)
    found: list[Candidate] = []
    for code in sorted(codes):
        hits = said.get(code, ())
        signs = {
            "odds": known[code],
            "lead": _lead(known[code], most),
            "pair": _heaviest(hit for hit in hits if hit.is_apart),
            "word": _heaviest(hit for hit in hits if not hit.is_apart),
            "heading": heading[code],
            "heading-cue": float(code in in_heading),
            "listed": float(code in listed),
            "unlisted": float(len(listed) >= _FEW and code not in listed),
            "personal": float(is_personal),
        }
        if meant is not None:
            own = meant.get(code, _NO_OTHER)
            signs |= {"meaning": own, "meaning-lead": _lead(own, most_meant)}
        found.append(Candidate(code, signs, tuple(hit.words for hit in hits), heard))
    return found


def _lead(odds: float, most: Sequence[float]) -> float:
    """Return how far the odds of a skill lead those of the likeliest other one.

    Args:
        odds: Its own.
        most: The two highest there are.
    """
    best, second = (*most, _NO_OTHER, _NO_OTHER)[:2]
    return odds - (second if odds == best else best)


def _heaviest(hits: Iterable[Hit]) -> float:
    return min(_STRONGEST_CUE, max((hit.weight for hit in hits), default=0.0))


@lru_cache(maxsize=1 << 12)
def _heading_odds(weights: WordWeights, label: str) -> Mapping[str, float]:
    return weights.hear(label).odds
