"""Rules to phrases: their words, with a slot where they name their category."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ..model import Document, Requirement

SLOT = "□"
"""Stands in a phrase for the words of the category's title."""
FILLER = frozenset(
    {
        "a",
        "all",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "by",
        "each",
        "every",
        "for",
        "from",
        "in",
        "is",
        "it",
    }
    | {"its", "of", "on", "or", "so", "that", "the", "their", "to", "with"}
)
"""The little words of any sentence."""

_WORD = re.compile(r"[^\W_]+(?:[-'’./+][^\W_]+)*")
_GENERIC = frozenset(
    {
        "data",
        "design",
        "development",
        "documentation",
        "engineering",
        "guideline",
        "handling",
        "implementation",
    }
    | {
        "management",
        "practice",
        "process",
        "processing",
        "quality",
        "review",
        "standard",
        "strategy",
        "system",
        "work",
    }
)
"""Words that say nothing about a category when they stand alone."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A rule as templates are looked for: by its words, whatever category it names."""

    rule: Requirement
    category: str
    words: tuple[str, ...]
    """As they are written, the category's replaced by the slot."""
    folded: tuple[str, ...]
    text: str
    verb: str
    """The first word, or the one behind a keyword inside the sentence."""


def phrases(text: Document) -> list[Phrase]:
    """Return the rules of a text as phrases."""
    titles = {
        category: frozenset(map(_stem, _folded(category.label))) for category, _ in text.by_category
    }
    return [_phrase(rule, titles[rule.category]) for rule in text.rules if _WORD.search(rule.text)]


def _phrase(rule: Requirement, title: Collection[str]) -> Phrase:
    words = _WORD.findall(rule.text)
    folded = [word.casefold() for word in words]
    verb = _verb(rule, words, folded)
    start, end = _about(folded, title)
    if end > start:
        words[start:end] = folded[start:end] = [SLOT]
    return Phrase(
        rule, rule.category.title.casefold(), tuple(words), tuple(folded), " ".join(folded), verb
    )


def _verb(rule: Requirement, words: Sequence[str], folded: Sequence[str]) -> str:
    keyword = rule.keyword.split()
    for i in range(len(words) - len(keyword)):
        if words[i : i + len(keyword)] == keyword:
            return folded[i + len(keyword)]
    return folded[0]


def _about(words: Sequence[str], title: Collection[str]) -> tuple[int, int]:
    """Return where the longest run of words of the title stands, never at the beginning.

    >>> _about(["keep", "audit", "logs", "of", "logging"], {"audit", "log"})
    (1, 3)
    >>> _about(["log", "the", "work"], {"work", "log"})
    (0, 0)
    """
    best = (0, 0)
    start = 1
    while start < len(words):
        end = start
        while end < len(words) and _stem(words[end]) in title:
            end += 1
        first, last = start, end
        while first < last and words[first] in FILLER:
            first += 1
        while first < last and words[last - 1] in FILLER:
            last -= 1
        is_generic = last - first == 1 and _stem(words[first]) in _GENERIC
        if last - first > best[1] - best[0] and not is_generic:
            best = (first, last)
        start = end + 1
    return best


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _stem(word: str) -> str:
    """Return a word without the ending of a plural.

    >>> _stem("deliveries"), _stem("logs"), _stem("access")
    ('delivery', 'log', 'access')
    """
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
