"""Phrases to clusters: what says the same, whatever stands in the slot."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from .phrases import FILLER, SLOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .phrases import Phrase

FEWEST_CATEGORIES = 3
"""A sentence in fewer categories is no template."""

_ALIKE = 72
"""Phrases with a ratio from here on are of one cluster."""
_AKIN = 50
"""Clusters with a ratio from here on may be one, if they share hardly a category."""
_AKIN_WITHOUT_SLOT = 65
"""The same, where only one of them names its category."""
_SHARED_CATEGORIES = 0.1
_MOST_LEADERS = 200
_MOST_MERGED = 60
_HEADS = 4
"""The cost of a text stays linear, however many rules begin with one verb: each is compared with so many at most."""


def clusters(phrases: Iterable[Phrase]) -> list[Cluster]:
    """Return the clusters of phrases with one verb that stand in enough categories."""
    return _merged(_alike(phrases))


@dataclass(slots=True)
class Cluster:
    """Phrases of one template."""

    heads: list[str]
    """Its most common texts; the first leads it."""
    phrases: list[Phrase] = field(default_factory=list)
    categories: set[str] = field(default_factory=set)
    content: set[str] = field(default_factory=set)
    """Its words besides verb, slot and fillers."""
    is_template: bool = False
    """Whether its rules are alike in enough categories, before less alike ones join."""

    @property
    def has_slot(self) -> bool:
        """Whether its leader names its category."""
        return SLOT in self.heads[0]

    def take(self, phrases: Iterable[Phrase]) -> None:
        """Add phrases."""
        for phrase in phrases:
            self.phrases.append(phrase)
            self.categories.add(phrase.category)
            self.content.update(
                word for word in phrase.folded[1:] if word not in FILLER and word != SLOT
            )


def _alike(phrases: Iterable[Phrase]) -> list[Cluster]:
    """Put alike phrases together: each text joins the leader it is most like, or leads; common texts come first."""
    by_text: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        by_text[phrase.text].append(phrase)
    found: list[Cluster] = []
    leaders: list[str] = []
    for text in sorted(by_text, key=lambda text: (-len(by_text[text]), text)):
        best = process.extractOne(
            text, leaders, scorer=fuzz.ratio, processor=None, score_cutoff=_ALIKE
        )
        if best:
            cluster = found[best[2]]
            cluster.heads += [text] if len(cluster.heads) < _HEADS else []
        elif len(leaders) < _MOST_LEADERS:
            cluster = Cluster([text])
            leaders.append(text)
            found.append(cluster)
        else:
            continue
        cluster.take(by_text[text])
    for cluster in found:
        cluster.is_template = len(cluster.categories) >= FEWEST_CATEGORIES
    return found


def _merged(clusters: list[Cluster]) -> list[Cluster]:
    """Join clusters of one template whose wording differs more, the likest first."""
    largest = sorted(clusters, key=lambda one: (-len(one.categories), one.heads[0]))[:_MOST_MERGED]
    into: dict[int, int] = {}

    def root(i: int) -> int:
        while i in into:
            i = into[i]
        return i

    for _, i, j in sorted(_akin(largest)):
        one, other = root(i), root(j)
        if one != other and _is_one(largest[one], largest[other]):
            larger, smaller = sorted((one, other), key=lambda k: (-len(largest[k].phrases), k))
            largest[larger].take(largest[smaller].phrases)
            largest[larger].is_template |= largest[smaller].is_template
            into[smaller] = larger
    return [
        one
        for i, one in enumerate(largest)
        if i not in into and len(one.categories) >= FEWEST_CATEGORIES
    ]


def _akin(clusters: Sequence[Cluster]) -> Iterator[tuple[float, int, int]]:
    """Yield pairs that may be one, with how unlike they are."""
    for i, one in enumerate(clusters):
        for j in range(i + 1, len(clusters)):
            other = clusters[j]
            enough = _AKIN if one.has_slot == other.has_slot else _AKIN_WITHOUT_SLOT
            score = max(
                fuzz.token_sort_ratio(a, b, score_cutoff=enough)
                for a in one.heads
                for b in other.heads
            )
            if score >= enough:
                yield -score, i, j


def _is_one(one: Cluster, other: Cluster) -> bool:
    """Whether two clusters make one row: they share hardly a category, and say the same or fill each other up."""
    shared = len(one.categories & other.categories)
    if shared > _SHARED_CATEGORIES * min(len(one.categories), len(other.categories)):
        return False
    return bool(one.content & other.content) or (
        not shared and one.is_template and other.is_template
    )
