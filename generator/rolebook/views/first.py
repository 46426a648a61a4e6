"""The rules of a persona to know first: those that say something particular.

Long rule sets repeat one sentence for every subject ("document X", "test X"). A rule is particular when its words are
not the ones that come back under many categories, and when it names something that can be looked at: a number, a
literal, an abbreviation. Both are counted here, so a reader can be told why a rule was chosen.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from ..rfc2119 import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model import Document, Requirement

_WORD = re.compile(r"[^\W\d_]{3,}")
_CONCRETE = re.compile(r"\d|`|\b[A-Z]{2,}\b|[a-z][A-Z]")
_WEIGHT: Mapping[Level, float] = {
    Level.MUST_NOT: 1.5,
    Level.MUST: 1.2,
    Level.SHOULD_NOT: 1.0,
    Level.SHOULD: 0.8,
    Level.MAY: 0.5,
}
_CONCRETE_BONUS = 1.3
_MOST_PER_CATEGORY = 2


@dataclass(frozen=True, slots=True)
class First:
    """A rule to know first."""

    requirement: Requirement
    words: tuple[str, ...]
    """Its words that no or few other categories use."""


def first_rules(text: Document, most: int = 9) -> list[First]:
    """Return up to `most` rules in the order of the source, at most two of one category.

    A text with few rules gets none: there the list itself is short enough.
    """
    if len(text.rules) < 3 * most:
        return []
    spread = _spread(text)
    scored = sorted((_scored(rule, spread) for rule in text.rules), key=lambda pair: (-pair[0], pair[1].requirement.id))
    chosen: list[First] = []
    per_category: dict[str, int] = defaultdict(int)
    for _, candidate in scored:
        title = candidate.requirement.category.title
        if per_category[title] < _MOST_PER_CATEGORY and len(chosen) < most:
            per_category[title] += 1
            chosen.append(candidate)
    return sorted(chosen, key=lambda one: one.requirement.span)


def _spread(text: Document) -> Mapping[str, float]:
    """Return for each word how rare it is among the categories: 0 where all of them use it."""
    used: dict[str, set[str]] = defaultdict(set)
    for rule in text.rules:
        for word in _words(rule.text):
            used[word].add(rule.category.title)
    number = max(2, len({rule.category.title for rule in text.rules}))
    return {word: log(number / len(titles)) / log(number) for word, titles in used.items()}


def _scored(rule: Requirement, spread: Mapping[str, float]) -> tuple[float, First]:
    title = _words(rule.category.title)
    words = [word for word in _words(rule.text) if word not in title and not word.endswith("ly")]
    rarity = sum(spread[word] for word in words) / max(4, len(words))
    bonus = _CONCRETE_BONUS if _CONCRETE.search(rule.text) else 1.0
    telling = tuple(word for word in words if spread[word] > 0.8)
    return _WEIGHT[rule.level] * rarity * bonus, First(rule, telling)


def _words(text: str) -> dict[str, None]:
    return dict.fromkeys(word.casefold() for word in _WORD.findall(text))
