"""Cue lines to the codes they suggest: the lines of a lexicon, and how a text is searched for them.

    load test                          these words, in any of their forms
    restore * backup                   with up to three words in between
    restor* + backup|snapshot|dump     all parts, in any order; `|` separates alternatives
    branch + merge - office            and none of the words after `-`

A weak cue counts only together with another one, or below a heading that suggests the same code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from .phrases import Phrases, without_contained
from .stopwords import OF_CUES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .phrases import Match

_PART = re.compile(r"\s+(?=[+-]\s)")
GAP = " … "
"""What the words of a cue have between them where others are left out."""
# The weights and limits below are those that gave the best links on the labelled roles that were
# seen while they were tuned; `make linking` measures them.
_PARTICULAR = 0.4
"""What a cue of several words weighs beyond one of a single word."""
_WEAK = 0.5
"""What a weak cue weighs; a strong one weighs 1."""
_RARE = 1.0
"""What a phrase weighs in addition if only one code has it; with more codes, their part of it."""
_COMMON = 12
"""A word that more codes than this have suggests none of them."""


class Hit(NamedTuple):
    """A cue that was found in a text."""

    words: str
    """The words of the text, in its order."""
    weight: float
    """How much it counts; a strong cue of one word counts 1."""

    @property
    def is_apart(self) -> bool:
        """Whether its words are in several places of the text."""
        return GAP in self.words


@dataclass(frozen=True, slots=True)
class _Cue:
    code: str
    wanted: tuple[frozenset[int], ...]
    """For each part, its alternative phrases."""
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
            lines: Code, cue, and whether the cue is weak.
        """
        numbers: dict[str, int] = {}
        cues = [_cue(code, line, numbers, is_weak=is_weak) for code, line, is_weak in lines]
        self._phrases = Phrases(numbers.items(), inflect=True)
        codes: list[dict[str, None]] = [{} for _ in numbers]
        for cue in cues:
            for number in frozenset[int]().union(*cue.wanted):
                codes[number][cue.code] = None
        self._codes = [tuple(found) for found in codes]
        # Each cue waits for just one of its parts, the rarest.
        self._waiting: list[list[_Cue]] = [[] for _ in numbers]
        for cue in cues:
            rarest = min(cue.wanted, key=self._frequency, default=frozenset())
            for number in rarest:
                self._waiting[number].append(cue)

    def _frequency(self, part: Iterable[int]) -> int:
        return sum(len(self._codes[number]) for number in part)

    def find(self, text: str) -> Mapping[str, tuple[Hit, ...]]:
        """Return the cues of each code in a text; one phrase inside a longer one is ignored."""
        every = self._phrases.find(text)
        if not every:
            return {}
        places = _by_phrase(every)
        outermost = _by_phrase(without_contained(every))
        by_code: dict[str, dict[str, Hit]] = {}
        for cue in chain.from_iterable(map(self._waiting.__getitem__, places)):
            if cue.unwanted and not cue.unwanted.isdisjoint(places):
                continue
            if any(part.isdisjoint(places) for part in cue.wanted):
                continue
            matches = _matches(cue, places if len(cue.wanted) > 1 else outermost)
            if matches:
                hit = Hit(_words(text, matches), self._weight(cue, matches))
                hits = by_code.setdefault(cue.code, {})
                if hit.words not in hits or hits[hit.words].weight < hit.weight:
                    hits[hit.words] = hit
        return {code: _apart(tuple(hits.values())) for code, hits in by_code.items()}

    def _weight(self, cue: _Cue, matches: Sequence[Match[int]]) -> float:
        if cue.is_weak:
            return cue.weight
        return cue.weight + _RARE / min(len(self._codes[match.payload]) for match in matches)

    def hints(self, text: str) -> Mapping[str, tuple[Hit, ...]]:
        """Return words of a text that cues of a code have; the more codes, the less they count."""
        by_code: dict[str, dict[str, float]] = {}
        for match in without_contained(self._phrases.find(text)):
            codes = self._codes[match.payload]
            words = text[match.start : match.end].casefold()
            if len(codes) <= _COMMON and words not in OF_CUES:
                for code in codes:
                    hints = by_code.setdefault(code, {})
                    hints[words] = max(hints.get(words, 0.0), 1 / len(codes))
        return {code: tuple(map(Hit, hints, hints.values())) for code, hints in by_code.items()}


def _by_phrase(matches: Iterable[Match[int]]) -> dict[int, list[Match[int]]]:
    places: dict[int, list[Match[int]]] = {}
    for match in matches:
        places.setdefault(match.payload, []).append(match)
    return places


def _matches(cue: _Cue, places: Mapping[int, Sequence[Match[int]]]) -> tuple[Match[int], ...]:
    """Return a match for each part of a cue, no two of which share a word; empty if impossible."""
    if len(cue.wanted) == 1:
        found = cue.wanted[0] & places.keys()
        return (places[min(found)][0],) if found else ()
    numbers = [sorted(part & places.keys()) for part in cue.wanted]
    return _disjoint([[*chain.from_iterable(map(places.__getitem__, part))] for part in numbers])


def _disjoint(
    parts: Sequence[Sequence[Match[int]]], taken: tuple[Match[int], ...] = ()
) -> tuple[Match[int], ...]:
    """Return one match from each part, no two of which share a word; empty if impossible."""
    if not parts:
        return taken
    for match in parts[0]:
        if all(match.end <= other.start or other.end <= match.start for other in taken):
            chosen = _disjoint(parts[1:], (*taken, match))
            if chosen:
                return chosen
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
    if len(matches) == 1:
        return text[matches[0].start : matches[0].end].casefold()
    places = sorted({(match.start, match.end) for match in matches})
    return GAP.join(text[start:end].casefold() for start, end in places)


def _apart(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """Drop hits that only repeat words of others: two cues about one word count once."""
    kept: list[Hit] = []
    seen: set[str] = set()
    for hit in sorted(hits, key=lambda hit: (-hit.weight, -len(hit.words), hit.words)):
        words = set(hit.words.replace(GAP, " ").split())
        if not words <= seen:
            kept.append(hit)
            seen |= words
    return tuple(kept)
