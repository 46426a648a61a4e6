"""Rules to phrases: their words, with a slot where they name their category."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..keywords import small_words
from ..messages import ENGLISH
from ..words.stems import singular
from ..words.tokens import WIDE, is_wide
from .pasted import sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..model import Category, Document, Requirement
    from ..rfc2119 import Level

_TOPIC = ("は", "が")
"""Particles behind the role that a sentence of Japanese begins with."""
SLOT = "□"
"""Takes the place, in a phrase, of the words of the category's title."""

_FILLER_WORDS = """
    a all an and any are as at be by each every for from in is it its of on or so that the their to
    with
"""
FILLER = frozenset(_FILLER_WORDS.split())
"""Words that are in any sentence."""

# Each character of a script without spaces is a word.
_WORD = re.compile(rf"[{WIDE}]|[^\W_{WIDE}]+(?:[-'’./+][^\W_{WIDE}]+)*")
_KANA = re.compile("[\u3040-\u309f]+")
"""Hiragana, which writes endings and particles."""
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
    fillers: frozenset[str] = FILLER
    """Words that are in any sentence of its language, and those that state it."""
    said: tuple[Level, str] | None = None
    """What its rule says, see `pasted.sentence`."""

    def telling(self) -> Iterator[str]:
        """Yield its words besides the first that say something."""
        return telling_words(self.folded[1:], self.fillers)


def phrases(text: Document) -> list[Phrase]:
    """Return the rules of a text as phrases."""
    name = frozenset(map(str.casefold, _WORD.findall(text.name)))
    titles: dict[Category, frozenset[str]] = {}
    for category, _ in text.by_category:
        titles[category] = frozenset(
            singular(word.casefold()) for word in _WORD.findall(category.label)
        )
    return [
        _phrase(rule, titles[rule.category], name, rule.language or text.language)
        for rule in text.own_rules
        if _WORD.search(rule.text)
    ]


def telling_words(words: Iterable[str], fillers: Collection[str] = FILLER) -> Iterator[str]:
    """Yield the words that are neither fillers nor the slot.

    >>> list(telling_words(["audits", "of", "□"]))
    ['audits']
    """
    return (
        word for word in words if word not in fillers and word != SLOT and not _KANA.fullmatch(word)
    )


def count_words(words: Iterable[str]) -> float:
    """Return how many words these are; of Chinese and Japanese, two characters are one.

    >>> count_words(["check", "gates"]), count_words("检查闸")
    (2, 1.5)
    """
    return sum(0.5 if is_wide(word) else 1 for word in words)


def _phrase(
    rule: Requirement, title: frozenset[str], name: Collection[str], language: str
) -> Phrase:
    words = _WORD.findall(rule.text)
    fillers = _fillers(language, rule.inferred)
    if fillers is not FILLER:
        words = _without_role(words, name, fillers)
    folded = [word.casefold() for word in words]
    verb = _verb(rule, words, folded)
    start, end = _about(folded, title, fillers)
    if end > start:
        words[start:end] = folded[start:end] = [SLOT]
    return Phrase(
        rule=rule,
        category=rule.category.title.casefold(),
        words=tuple(words),
        folded=tuple(folded),
        text=" ".join(folded),
        verb=verb,
        fillers=fillers,
        said=sentence(rule),
    )


@cache
def _fillers(language: str, inferred: str) -> frozenset[str]:
    """Return the words that tell nothing in a rule of another language: no modal verb does."""
    if language.partition("-")[0] in ("", ENGLISH):
        return FILLER
    return small_words(language).union(_WORD.findall(inferred.casefold()))


def _without_role(words: list[str], name: Collection[str], fillers: Collection[str]) -> list[str]:
    """Return a sentence without the role that it begins with, as in "Der Lotse muss …".

    Other roles say the same of themselves.

    >>> _without_role("Der Lotse muss warten".split(), {"lotse"}, {"der", "muss"})
    ['muss', 'warten']
    """
    start = end = int(words[0].casefold() in fillers)
    while end < len(words) and words[end].casefold() in name:
        end += 1
    if start < end < len(words) and words[end] in _TOPIC:
        end += 1
    return words[end:] if start < end < len(words) else words


def _verb(rule: Requirement, words: Sequence[str], folded: Sequence[str]) -> str:
    keyword = rule.keyword.split()
    if not keyword or keyword[0] not in words:
        return folded[0]
    for i in range(len(words) - len(keyword)):
        if words[i : i + len(keyword)] == keyword:
            return folded[i + len(keyword)]
    return folded[0]


def _about(
    words: Sequence[str], title: frozenset[str], fillers: Collection[str] = FILLER
) -> tuple[int, int]:
    """Return where the longest run of words of the title begins and ends; never at the beginning.

    >>> _about(["keep", "audit", "logs", "of", "logging"], frozenset({"audit", "log"}))
    (1, 3)
    >>> _about(["log", "the", "work"], frozenset({"work", "log"}))
    (0, 0)
    """
    best = (0, 0)
    if title.isdisjoint(map(singular, words)):
        return best
    start = 1
    while start < len(words):
        end = start
        while end < len(words) and singular(words[end]) in title:
            end += 1
        first, last = start, end
        while first < last and words[first] in fillers:
            first += 1
        while first < last and words[last - 1] in fillers:
            last -= 1
        is_generic = last - first == 1 and singular(words[first]) in _GENERIC
        if last - first > best[1] - best[0] and not is_generic:
            best = (first, last)
        start = end + 1
    return best
