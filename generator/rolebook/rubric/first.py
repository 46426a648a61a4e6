"""The rules of a persona to know first: clear ones, and those that prevent harm before the others.

How clear a rule is, the rubric says: one with a vague word in it is never among them. Between
rules that are equally grave, those win that say something particular. Long rule sets repeat one
sentence for every subject ("document X", "test X"): words that are used under many categories count
little, and something that can be looked at counts more: a number, a literal, an abbreviation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from enum import IntEnum
from itertools import chain
from math import log
from typing import TYPE_CHECKING

from ..model.remembering import remembered
from ..rfc2119 import Level
from .classifying import classify
from .continuing import Sentences
from .model import PartKind
from .scoring import ENOUGH, score

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ..model import Document, Requirement
    from .model import Score

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
_REPEATED = 2
"""A sentence in so many categories says nothing particular of any."""
_VAGUE = frozenset(
    {PartKind.VAGUE, PartKind.RATHER_VAGUE, PartKind.OPEN, PartKind.WISH, PartKind.ROUTINE}
)
"""What takes points from a rule because readers understand it differently, or know it anyway."""


class _Rank(IntEnum):
    """What speaks for a rule, the best first."""

    HARM = 0
    """It can be answered, and prevents harm."""
    SHARP = 1
    """It names more than it takes to be answered."""
    PLAIN = 2
    """It isn't vague, but names little; it is shown where a text has few of the others."""


# Four pages ask for them.
@remembered
def first_rules(text: Document, most: int = 9) -> list[Requirement]:
    r"""Return up to `most` rules in the order of the source, at most two of one category.

    Args:
        text: A persona or document. One with few rules gets none: the list itself is short enough.
        most: How many rules; fewer are clear where the text is vague.

    >>> from rolebook import Source, handbook
    >>> rules = ["- **MUST NOT** log passwords", "- **MUST** act properly", "- **MAY** rest"]
    >>> book = handbook([Source("a.md", "\n".join(["# Rules", "", *rules]))])
    >>> [rule.text for rule in first_rules(book.documents[0], most=1)]
    ['log passwords']
    """
    rules = text.own_rules
    if len(rules) < _LEAST_RULES * most:
        return []
    sentences = Sentences(text.requirements)
    ranks = {rule.id: rank for rule, rank in _ranked(rules, sentences)}
    # Taken apart once: 0.23 s for 18,560 rules instead of 0.29.
    words = {rule.id: _words(rule.wording) for rule in rules}
    titles = {rule.category.title: _words(rule.category.title) for rule in rules}
    spread = _spread(rules, words, len(titles))
    repeated = _repeated(rules, words, titles)
    left = [rule for rule in rules if rule.id in ranks and rule.id not in repeated]
    particular = {rule.id: _score(rule, words[rule.id], titles, spread) for rule in left}
    left.sort(key=lambda rule: (ranks[rule.id], -particular[rule.id], rule.id))
    sharp = [rule for rule in left if ranks[rule.id] is not _Rank.PLAIN]
    chosen = _spread_over_categories(sharp, most)
    if len(chosen) * 2 < most:
        chosen = _spread_over_categories(left, most)
    return sorted(chosen, key=lambda rule: rule.span)


def _ranked(
    rules: Iterable[Requirement], sentences: Sentences
) -> Iterator[tuple[Requirement, _Rank]]:
    """Yield the rules that aren't vague."""
    for rule in rules:
        scored = score(rule, classify(sentences.whole(rule)))
        kinds = {part.kind for part in scored.parts}
        if not (rule.inferred or kinds & _VAGUE or sentences.is_continued(rule)):
            yield rule, _rank(scored)


def _rank(scored: Score) -> _Rank:
    if scored.clarity >= ENOUGH and any(part.kind is PartKind.HARM for part in scored.parts):
        return _Rank.HARM
    return _Rank.SHARP if scored.clarity > ENOUGH else _Rank.PLAIN


def _spread_over_categories(rules: Iterable[Requirement], most: int) -> list[Requirement]:
    """Return the first rules, but few of each category."""
    chosen: list[Requirement] = []
    per_category: dict[str, int] = defaultdict(int)
    for rule in rules:
        title = rule.category.title
        if per_category[title] < _MOST_PER_CATEGORY and len(chosen) < most:
            per_category[title] += 1
            chosen.append(rule)
    return chosen


def _repeated(
    rules: Iterable[Requirement],
    words: Mapping[str, Collection[str]],
    titles: Mapping[str, Collection[str]],
) -> Collection[str]:
    """Return the IDs of rules that several categories have with the same words but their own."""
    alike: dict[tuple[str, ...], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for rule in rules:
        title = titles[rule.category.title]
        others = tuple(word for word in words[rule.id] if word not in title)
        alike[others][rule.category.title].append(rule.id)
    repeated = (ids.values() for ids in alike.values() if len(ids) >= _REPEATED)
    return set(chain.from_iterable(chain.from_iterable(repeated)))


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
