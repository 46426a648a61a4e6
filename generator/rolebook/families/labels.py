"""Members of a row to its label, and to the words in which each differs."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from ..link.handbook import Cell
from ..words.tokens import is_wide
from .phrases import FILLER, SLOT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from .phrases import Phrase

GAP = "…"
"""Takes the place, in a label, of words that differ from rule to rule."""

# A word is in the label if four of five rules have it.
_SHARE_OF_MEMBERS = 0.8


def frame(phrases: Sequence[Phrase]) -> tuple[str, ...]:
    """Return the words that nearly all phrases have, in order, with gaps where they differ."""
    texts = Counter(phrase.folded for phrase in phrases)
    leader = max(texts, key=lambda words: (texts[words], -len(words), words))
    written = next(phrase.words for phrase in phrases if phrase.folded == leader)
    enough = _SHARE_OF_MEMBERS * len(phrases)
    members: Counter[int] = Counter()
    for phrase, count in texts.items():
        for place, _ in _common(leader, phrase):
            members[place] += count
    kept = [place for place in range(len(leader)) if members[place] >= enough]
    gaps: Counter[int] = Counter()
    common = tuple(leader[place] for place in kept)
    for phrase, count in texts.items():
        for place in _extra(common, phrase):
            gaps[place] += count
    words: list[str] = []
    for n, place in enumerate(kept):
        words += [GAP, written[place]] if gaps[n] > len(phrases) - enough else [written[place]]
    if gaps[len(kept)] > len(phrases) - enough:
        words.append(GAP)
    return tuple(words)


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
    return joined(words)


def joined(words: Sequence[str]) -> str:
    """Return words as their language writes them: Chinese and Japanese without spaces.

    >>> joined(["check", "…"]), joined(["検", "査", "…", "CSV"])
    ('check …', '検査…CSV')
    """
    text = ""
    for before, word in pairwise(("", *words)):
        is_tight = is_wide(before[-1:] + word[:1]) or (before == GAP and is_wide(text))
        text += word if not text or is_tight else f" {word}"
    return text


def cell(phrase: Phrase, frame: Sequence[str]) -> Cell:
    """Return a rule with the words that only it has, and the words of the label that it lacks."""
    fixed = tuple(word.casefold() for word in frame if word != GAP)
    common = _common(fixed, phrase.folded)
    in_label = {place for place, _ in common}
    in_phrase = {place for _, place in common}
    lacks = [word for n, word in enumerate(fixed) if n not in in_label and word != SLOT]
    stretches = map(_trimmed, _stretches(phrase.words, in_phrase))
    words = f" {GAP} ".join(joined(stretch) for stretch in stretches if stretch)
    return Cell(phrase.rule.id, words, joined(_trimmed(lacks)))


def _stretches(words: Sequence[str], left_out: Collection[int]) -> Iterator[list[str]]:
    """Yield the runs of words that are not left out.

    >>> list(_stretches(["by", "box", "by", "box"], {0, 2}))
    [['box'], ['box']]
    """
    stretch: list[str] = []
    for i, word in enumerate(words):
        if i not in left_out and word != SLOT:
            stretch.append(word)
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _trimmed(words: Sequence[str]) -> Sequence[str]:
    """Return words without fillers at their ends.

    >>> _trimmed(["and", "audits", "of", "logs"])
    ['audits', 'of', 'logs']
    """
    telling = [i for i, word in enumerate(words) if word.casefold() not in FILLER]
    return words[telling[0] : telling[-1] + 1] if telling else []


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> Sequence[tuple[int, int]]:
    """Return the places of the longest common subsequence of words, in one and in the other."""
    pairs: list[tuple[int, int]] = []
    for block in LCSseq.opcodes(one, other).as_matching_blocks():
        pairs += [(block.a + n, block.b + n) for n in range(block.size)]
    return pairs


def _extra(frame: tuple[str, ...], words: tuple[str, ...]) -> set[int]:
    """Return the places of a frame's words before which a phrase has more words."""
    places: set[int] = set()
    last = -1
    for in_frame, in_words in [*_common(frame, words), (len(frame), len(words))]:
        if in_words > last + 1:
            places.add(in_frame)
        last = in_words
    return places
