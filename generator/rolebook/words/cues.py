"""Cue lines to the codes they speak for: what stands in a line of a lexicon, and how a text is searched for it.

    load test                          these words, in any of their forms
    restore * backup                   with up to three words between
    restor* + backup|snapshot|dump     all parts, in any order; `|` between the words that will do
    branch + merge - office            and none of the words behind `-`

A weak cue says something only together with another one, or below a heading that speaks for the
same code.
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
_RARE = 1.0
"""What a phrase says more that only one code has; the more codes have it, the less."""
_COMMON = 12
"""A word that more codes than this have says nothing about any of them."""
_FILLER_WORDS = (
    "choose for from into it night not than that them with "
    "accept accepts agree all any ask before check close conduct day each ensure every first good hour "
    "hours ignore keep keeps know last maintain make manual month new old once one only open people "
    "perform person prioritize read same say see seen show state take tell time two use used uses using "
    "validate week weeks what when who without words work works write year years yes"
)
_FILLER = frozenset(_FILLER_WORDS.split())
"""Words that hint at nothing alone, however few codes have them."""


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
    is_weak: bool


class Cues:
    """The cues of a catalogue.

    >>> cues = Cues([("COPL", "restor* + backup|snapshot", False), ("TEST", "test", True)])
    >>> cues.find("Backups are restored each month, and the test is written down")["COPL"]
    (Hit(words='backups … restored', weight=2.4),)
    """

    def __init__(self, lines: Iterable[tuple[str, str, bool]]) -> None:
        """Index the cues.

        Args:
            lines: Code, cue, and whether it is a weak one.
        """
        numbers: dict[str, int] = {}
        cues = [_cue(code, line, numbers, is_weak=is_weak) for code, line, is_weak in lines]
        self._phrases = Phrases(numbers.items(), inflect=True)
        codes: list[dict[str, None]] = [{} for _ in numbers]
        for cue in cues:
            for number in frozenset[int]().union(*cue.wanted):
                codes[number][cue.code] = None
        self._codes = [tuple(found) for found in codes]
        # Each cue waits for one of its parts only, the one that says most.
        self._waiting: list[list[_Cue]] = [[] for _ in numbers]
        for cue in cues:
            if cue.wanted:
                for number in min(
                    cue.wanted, key=lambda part: sum(len(self._codes[number]) for number in part)
                ):
                    self._waiting[number].append(cue)

    def find(self, text: str) -> Mapping[str, tuple[Hit, ...]]:
        """Return the cues of each code that stand in a text; a phrase alone inside a longer one is not heard."""
        every = self._phrases.find(text)
        said = _by_phrase(every)
        alone = _by_phrase(without_contained(every))
        found: dict[str, dict[str, Hit]] = {}
        for cue in (cue for number in said for cue in self._waiting[number]):
            places = said if len(cue.wanted) > 1 else alone
            if not cue.unwanted.isdisjoint(said) or any(
                part.isdisjoint(places) for part in cue.wanted
            ):
                continue
            parts = [
                [match for n in sorted(part & places.keys()) for match in places[n]]
                for part in cue.wanted
            ]
            matches = _disjoint(parts)
            if matches:
                hit = Hit(_words(text, matches), self._weight(cue, matches))
                hits = found.setdefault(cue.code, {})
                if hit.words not in hits or hits[hit.words].weight < hit.weight:
                    hits[hit.words] = hit
        return {code: _apart(tuple(hits.values())) for code, hits in found.items()}

    def _weight(self, cue: _Cue, matches: Sequence[Match[int]]) -> float:
        if cue.is_weak:
            return cue.weight
        return cue.weight + _RARE / min(len(self._codes[match.payload]) for match in matches)

    def hints(self, text: str) -> Mapping[str, tuple[Hit, ...]]:
        """Return words of a text that some cue of the code has, too; a word says the less, the more codes have it."""
        said: dict[str, dict[str, float]] = {}
        for match in without_contained(self._phrases.find(text)):
            codes = self._codes[match.payload]
            words = text[match.start : match.end].casefold()
            if len(codes) <= _COMMON and words not in _FILLER:
                for code in codes:
                    hints = said.setdefault(code, {})
                    hints[words] = max(hints.get(words, 0.0), 1 / len(codes))
        return {
            code: tuple(Hit(words, weight) for words, weight in hints.items())
            for code, hints in said.items()
        }


def _by_phrase(matches: Iterable[Match[int]]) -> dict[int, list[Match[int]]]:
    places: dict[int, list[Match[int]]] = {}
    for match in matches:
        places.setdefault(match.payload, []).append(match)
    return places


def _disjoint(
    parts: Sequence[Sequence[Match[int]]], taken: tuple[Match[int], ...] = ()
) -> tuple[Match[int], ...]:
    """Return one match for each part, none of which shares a word with another; nothing if there is no such choice."""
    if not parts:
        return taken
    for match in parts[0]:
        if all(match.end <= other.start or other.end <= match.start for other in taken):
            found = _disjoint(parts[1:], (*taken, match))
            if found:
                return found
    return ()


def _cue(code: str, line: str, numbers: dict[str, int], *, is_weak: bool) -> _Cue:
    wanted: list[frozenset[int]] = []
    unwanted: set[int] = set()
    for part in _PART.split(line.strip()):
        phrases = [phrase.strip() for phrase in part.lstrip("+-").split("|")]
        ids = frozenset(
            numbers.setdefault(phrase.casefold(), len(numbers)) for phrase in phrases if phrase
        )
        if part.startswith("-"):
            unwanted |= ids
        elif ids:
            wanted.append(ids)
    is_particular = len(wanted) > 1 or all(" " in phrase.strip() for phrase in line.split("|"))
    weight = _WEAK if is_weak else 1.0 + _PARTICULAR * is_particular
    return _Cue(code, tuple(wanted), frozenset(unwanted), weight, is_weak)


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
