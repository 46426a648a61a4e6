"""Rows to rows that say something: "follow …" tells a reader nothing about the rules behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .clusters import FEWEST_CATEGORIES
from .labels import GAP, frame
from .phrases import FILLER, SLOT, Phrase, count_words, telling_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_Members = Mapping[str, Phrase]
"""A row in the making: a phrase per category."""

_SUBJECTS = frozenset(("i", "it", "one", "they", "we", "you"))
_JOINING_WORDS = "a all an and any are as be each every is it its of or the their"
_JOINING = frozenset(_JOINING_WORDS.split())
"""Fillers that say nothing about what a sentence does; "so that" and "with" do."""
_FEWEST_SAID = 2
"""Words that a label must have."""


def told_apart(members: _Members) -> list[_Members]:
    """Return a row as it is, or the rows to split it into if its label would be one bare verb.

    Rules that share another word are a row: of "test □ nightly" and "test □ on phones", each in
    three categories, "test …" is made into two. Rules that share none with two others are dropped.
    """
    if not is_bare(list(members.values())):
        return [members]
    splits = [_split(members, word) for word in _words(members)]
    # The split that drops the fewest rules, then that with the fewest rows.
    best = max(splits, key=lambda parts: (sum(map(len, parts)), -len(parts)), default=[])
    return [part for part in best if not is_bare(list(part.values()))]


def _split(members: _Members, word: str) -> list[_Members]:
    """Split a row by a word, and what is left by the word that most of its rules share."""
    parts: list[_Members] = []
    rest = members
    while word:
        part = {key: phrase for key, phrase in rest.items() if word in phrase.folded[1:]}
        rest = {key: phrase for key, phrase in rest.items() if key not in part}
        parts.append(part)
        word = next(iter(_words(rest)), "")
    return parts


def _words(members: _Members) -> list[str]:
    """Return the words besides the verb that enough rules have, the most common first."""
    counts: Counter[str] = Counter()
    for phrase in members.values():
        counts.update(set(phrase.telling()) - {phrase.verb})
    words = [word for word, count in counts.items() if count >= FEWEST_CATEGORIES]
    return sorted(words, key=lambda word: (-counts[word], word))


def is_bare(phrases: Sequence[Phrase]) -> bool:
    """Whether phrases share no more than a verb, its subject, and words such as "the" and "and"."""
    if not phrases:
        return False
    keyword = phrases[0].rule.keyword.casefold().split()
    ignored = {*_JOINING, *_SUBJECTS, *keyword, GAP, SLOT}
    if phrases[0].fillers is not FILLER:
        ignored |= phrases[0].fillers
    said = (word.casefold() for word in frame(phrases))
    return count_words(telling_words(said, ignored)) < _FEWEST_SAID
