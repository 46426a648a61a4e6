"""Rules to phrases: their words, with a slot where they name their category."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..words.stems import singular

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..model import Category, Document, Requirement

SLOT = "□"
"""Takes the place, in a phrase, of the words of the category's title."""

_FILLER_WORDS = """
    a all an and any are as at be by each every for from in is it its of on or so that the their to
    with
"""
FILLER = frozenset(_FILLER_WORDS.split())
"""Words that are in any sentence."""

_WORD = re.compile(r"[^\W_]+(?:[-'’./+][^\W_]+)*")
_GENERIC_WORDS = """
    data design development documentation engineering guideline handling implementation management
    practice process processing quality review standard strategy system work
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
"""Words that do not identify a category when they are alone."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a rule, without the category it names."""

    rule: Requirement
    category: str
    words: tuple[str, ...]
    """As they are written, with the slot instead of the category."""
    folded: tuple[str, ...]
    """The same in lower case."""
    text: str
    """The folded words with spaces between them."""
    verb: str
    """The first word, or the one after a keyword inside the sentence."""


def phrases(text: Document) -> list[Phrase]:
    """Return the rules of a text as phrases."""
    titles: dict[Category, frozenset[str]] = {}
    for category, _ in text.by_category:
        titles[category] = frozenset(
            singular(word.casefold()) for word in _WORD.findall(category.label)
        )
    return [
        _phrase(rule, titles[rule.category]) for rule in text.own_rules if _WORD.search(rule.text)
    ]


def telling_words(words: Iterable[str]) -> Iterator[str]:
    """Yield the words that are neither fillers nor the slot.

    >>> list(telling_words(["audits", "of", "□"]))
    ['audits']
    """
    return (word for word in words if word not in FILLER and word != SLOT)


def _phrase(rule: Requirement, title: Collection[str]) -> Phrase:
    words = _WORD.findall(rule.text)
    folded = [word.casefold() for word in words]
    verb = _verb(rule, words, folded)
    start, end = _about(folded, title)
    if end > start:
        words[start:end] = folded[start:end] = [SLOT]
    return Phrase(
        rule=rule,
        category=rule.category.title.casefold(),
        words=tuple(words),
        folded=tuple(folded),
        text=" ".join(folded),
        verb=verb,
    )


def _verb(rule: Requirement, words: Sequence[str], folded: Sequence[str]) -> str:
    keyword = rule.keyword.split()
    for i in range(len(words) - len(keyword)):
        if words[i : i + len(keyword)] == keyword:
            return folded[i + len(keyword)]
    return folded[0]


def _about(words: Sequence[str], title: Collection[str]) -> tuple[int, int]:
    """Return where the longest run of words of the title begins and ends; never at the beginning.

    >>> _about(["keep", "audit", "logs", "of", "logging"], {"audit", "log"})
    (1, 3)
    >>> _about(["log", "the", "work"], {"work", "log"})
    (0, 0)
    """
    best = (0, 0)
    start = 1
    while start < len(words):
        end = start
        while end < len(words) and singular(words[end]) in title:
            end += 1
        first, last = start, end
        while first < last and words[first] in FILLER:
            first += 1
        while first < last and words[last - 1] in FILLER:
            last -= 1
        is_generic = last - first == 1 and singular(words[first]) in _GENERIC
        if last - first > best[1] - best[0] and not is_generic:
            best = (first, last)
        start = end + 1
    return best
