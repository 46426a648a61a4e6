"""The rules of a persona to know first: those that say something particular.

Long rule sets repeat one sentence for every subject ("document X", "test X"). A rule is particular
when its words are not the ones repeated under many categories, and when it names something
that can be looked at: a number, a literal, an abbreviation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from math import log
from typing import TYPE_CHECKING

from ..model.remembering import remembered
from ..rfc2119 import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ..model import Document, Requirement

_WORD = re.compile(r"[^\W\d_]{3,}")
_CONCRETE = re.compile(r"\d|`|\b[A-Z]{2,}\b|[a-z][A-Z]")
# What must never happen is worth knowing before what should. The order matters, not the distances.
_WEIGHT: Mapping[Level, float] = {
    Level.MUST_NOT: 1.5,
    Level.MUST: 1.2,
    Level.SHOULD_NOT: 1.0,
    Level.SHOULD: 0.8,
    Level.MAY: 0.5,
}
# Enough to lift a SHOULD NOT with a number above a MUST without one, but not a SHOULD.
_CONCRETE_BONUS = 1.3
# Rules of few words would win by one rare word; they are taken to have this many.
_FEWEST_WORDS = 4
_MOST_PER_CATEGORY = 2
# A list of fewer rules than three times what is asked for is short enough to read.
_LEAST_RULES = 3


# Four pages ask for them.
@remembered
def first_rules(text: Document, most: int = 9) -> list[Requirement]:
    """Return up to `most` rules in the order of the source, at most two of one category.

    A text with few rules gets none: there the list itself is short enough.
    """
    rules = text.own_rules
    if len(rules) < _LEAST_RULES * most:
        return []
    # Taken apart once: 0.23 s for 18,560 rules instead of 0.29.
    words = {rule.id: _words(rule.wording) for rule in rules}
    titles = {rule.category.title: _words(rule.category.title) for rule in rules}
    spread = _spread(rules, words, len(titles))
    scores = {rule.id: _score(rule, words[rule.id], titles, spread) for rule in rules}
    chosen: list[Requirement] = []
    per_category: dict[str, int] = defaultdict(int)
    for rule in sorted(rules, key=lambda rule: (-scores[rule.id], rule.id)):
        title = rule.category.title
        if per_category[title] < _MOST_PER_CATEGORY and len(chosen) < most:
            per_category[title] += 1
            chosen.append(rule)
    return sorted(chosen, key=lambda rule: rule.span)


def _spread(
    rules: Iterable[Requirement], words: Mapping[str, Collection[str]], titles: int
) -> Mapping[str, float]:
    """Return for each word how rare it is among the categories: 0 where all of them use it."""
    categories: dict[str, set[str]] = defaultdict(set)
    for rule in rules:
        for word in words[rule.id]:
            categories[word].add(rule.category.title)
    number = max(2, titles)
    return {word: log(number / len(used)) / log(number) for word, used in categories.items()}


def _score(
    rule: Requirement,
    words: Collection[str],
    titles: Mapping[str, Collection[str]],
    spread: Mapping[str, float],
) -> float:
    title = titles[rule.category.title]
    # Adverbs such as "regularly" are rare and say nothing.
    telling = [word for word in words if word not in title and not word.endswith("ly")]
    rarity = sum(spread[word] for word in telling) / max(_FEWEST_WORDS, len(telling))
    bonus = _CONCRETE_BONUS if _CONCRETE.search(rule.wording) else 1.0
    return _WEIGHT[rule.level] * rarity * bonus


def _words(text: str) -> dict[str, None]:
    """Return the words of a text, each once and in order."""
    return dict.fromkeys(word.casefold() for word in _WORD.findall(text))
