"""Members of a row to its label, and to what each of them says besides."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from ..link.handbook import Cell
from .phrases import FILLER, SLOT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from .phrases import Phrase

GAP = "…"
"""Stands in a label for words that differ from rule to rule."""

_SHARE_OF_MEMBERS = 0.8


def frame(phrases: Sequence[Phrase]) -> tuple[str, ...]:
    """Return the words that nearly all phrases have, in order, with gaps where others stand between them."""
    texts = Counter(phrase.folded for phrase in phrases)
    leader = max(texts, key=lambda words: (texts[words], [-len(words)], words))
    written = next(phrase.words for phrase in phrases if phrase.folded == leader)
    enough = _SHARE_OF_MEMBERS * len(phrases)
    having: Counter[int] = Counter()
    for phrase in phrases:
        having.update(i for i, _ in _common(leader, phrase.folded))
    kept = [i for i in range(len(leader)) if having[i] >= enough]
    opened: Counter[int] = Counter()
    frame = [leader[i] for i in kept]
    for phrase in phrases:
        opened.update(_extra(frame, phrase.folded))
    made: list[str] = []
    for n, i in enumerate([*kept, len(leader)]):
        if opened[n] > len(phrases) - enough:
            made.append(GAP)
        made += [written[i]] if i < len(leader) else []
    return tuple(made)


def label(frame: Iterable[str]) -> str:
    """Return a frame as people read it.

    >>> label(("review", "□", "…", "every", "week", "…"))
    'review … every week …'
    """
    words: list[str] = []
    for word in frame:
        shown = GAP if word == SLOT else word
        if shown != GAP or words[-1:] != [GAP]:
            words.append(shown)
    return " ".join(words)


def cell(phrase: Phrase, frame: Sequence[str]) -> Cell:
    """Return a rule with the words that it has beside its row's label, and those of the label that it lacks."""
    fixed = [word.casefold() for word in frame if word != GAP]
    common = _common(fixed, phrase.folded)
    matched = {j for _, j in common}
    found = {i for i, _ in common}
    lacks = [word for i, word in enumerate(fixed) if i not in found and word != SLOT]
    words = [_trimmed(stretch) for stretch in _stretches(phrase.words, matched)]
    return Cell(
        phrase.rule.id,
        f" {GAP} ".join(" ".join(one) for one in words if one),
        " ".join(_trimmed(lacks)),
    )


def _stretches(words: Sequence[str], left_out: Collection[int]) -> Iterator[list[str]]:
    """Yield the runs of words that are not left out.

    >>> [run for run in _stretches(["by", "box", "by", "box"], {0, 2}) if run]
    [['box'], ['box']]
    """
    stretch: list[str] = []
    for i, word in enumerate(words):
        if i in left_out or word == SLOT:
            yield stretch
            stretch = []
        else:
            stretch.append(word)
    yield stretch


def _trimmed(words: Sequence[str]) -> Sequence[str]:
    """Return words without fillers at their ends.

    >>> _trimmed(["and", "audits", "of", "logs"])
    ['audits', 'of', 'logs']
    """
    telling = [i for i, word in enumerate(words) if word.casefold() not in FILLER]
    return words[telling[0] : telling[-1] + 1] if telling else []


def _common(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """Return the positions of the longest common row of words."""
    pairs: list[tuple[int, int]] = []
    for block in LCSseq.opcodes(one, other).as_matching_blocks():
        pairs += [(block.a + n, block.b + n) for n in range(block.size)]
    return pairs


def _extra(frame: Sequence[str], words: Sequence[str]) -> set[int]:
    """Return before which words of a frame a phrase has others."""
    places: set[int] = set()
    last = -1
    for i, j in [*_common(frame, words), (len(frame), len(words))]:
        if j > last + 1:
            places.add(i)
        last = j
    return places
