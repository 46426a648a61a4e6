"""Cue lines to the codes they speak for: what stands in a line of a lexicon, and how a text is searched for it.

    load test                          these words, in any of their forms
    restore * backup                   with up to three words between
    restor* + backup|snapshot|dump     all parts, in any order; `|` between the words that will do
    branch + merge - office            and none of the words behind `-`

A weak cue says something only together with another one, or below a heading that speaks for the same code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .phrases import Phrases, without_contained

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .phrases import Match

_PART = re.compile(r"\s+(?=[+-]\s)")
_GAP = " … "
_PARTICULAR = 0.4
"""What a cue of several words has to say beyond one of a single word."""
_WEAK = 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that was found in a text."""

    words: str
    """The words of the text, in its order."""
    weight: float
    """How much it says; a strong cue of one word says 1."""


@dataclass(frozen=True, slots=True)
class _Cue:
    code: str
    wanted: tuple[frozenset[int], ...]
    """For each part the phrases that will do."""
    unwanted: frozenset[int]
    weight: float


class Cues:
    """The cues of a catalogue.

    >>> cues = Cues([("COPL", "restor* + backup|snapshot", False), ("TEST", "test", True)])
    >>> cues.find("Backups are restored each month, and the test is written down")["COPL"]
    (Hit(words='backups … restored', weight=1.4),)
    """

    def __init__(self, lines: Iterable[tuple[str, str, bool]]) -> None:
        """Index the cues.

        Args:
            lines: Code, cue, and whether it is a weak one.
        """
        numbers: dict[str, int] = {}
        cues = [_cue(code, line, numbers, is_weak=is_weak) for code, line, is_weak in lines]
        self._phrases = Phrases(numbers.items(), inflect=True)
        uses = [0] * len(numbers)
        for cue in cues:
            for number in {number for part in cue.wanted for number in part}:
                uses[number] += 1
        # Each cue waits for one of its parts only, the one that the fewest cues share.
        self._waiting: list[list[_Cue]] = [[] for _ in numbers]
        for cue in cues:
            if cue.wanted:
                for number in min(cue.wanted, key=lambda part: sum(uses[number] for number in part)):
                    self._waiting[number].append(cue)

    def find(self, text: str) -> Mapping[str, tuple[Hit, ...]]:
        """Return what speaks for each code; a phrase inside a longer one is not heard."""
        every = self._phrases.find(text)
        matches = without_contained(every)
        places: dict[int, Match[int]] = {}
        for match in matches:
            places.setdefault(match.payload, match)
        said = places.keys() | {match.payload for match in every}
        found: dict[str, dict[str, Hit]] = {}
        for number in places:
            for cue in self._waiting[number]:
                if cue.unwanted & said or not all(part & places.keys() for part in cue.wanted):
                    continue
                words = _words(text, [places[n] for part in cue.wanted for n in sorted(part & places.keys())[:1]])
                hits = found.setdefault(cue.code, {})
                if words not in hits or hits[words].weight < cue.weight:
                    hits[words] = Hit(words, cue.weight)
        return {code: _apart(tuple(hits.values())) for code, hits in found.items()}


def _cue(code: str, line: str, numbers: dict[str, int], *, is_weak: bool) -> _Cue:
    wanted: list[frozenset[int]] = []
    unwanted: set[int] = set()
    for part in _PART.split(line.strip()):
        phrases = [phrase.strip() for phrase in part.lstrip("+-").split("|")]
        ids = frozenset(numbers.setdefault(phrase.casefold(), len(numbers)) for phrase in phrases if phrase)
        if part.startswith("-"):
            unwanted |= ids
        elif ids:
            wanted.append(ids)
    is_particular = len(wanted) > 1 or all(" " in phrase.strip() for phrase in line.split("|"))
    weight = _WEAK if is_weak else 1.0 + _PARTICULAR * is_particular
    return _Cue(code, tuple(wanted), frozenset(unwanted), weight)


def _words(text: str, matches: Sequence[Match[int]]) -> str:
    places = sorted({(match.start, match.end) for match in matches})
    return _GAP.join(text[start:end].casefold() for start, end in places)


def _apart(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Drop what only repeats a word of another hit: two cues about one word are one."""
    kept: list[Hit] = []
    heard: set[str] = set()
    for hit in sorted(hits, key=lambda hit: (-hit.weight, -len(hit.words), hit.words)):
        words = set(hit.words.replace(_GAP, " ").split())
        if not words <= heard:
            kept.append(hit)
            heard |= words
    return tuple(kept)
