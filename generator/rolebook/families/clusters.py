"""Phrases to clusters: phrases that say the same thing, in any category."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from .phrases import SLOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .phrases import Phrase

FEWEST_CATEGORIES = 3
"""A sentence in fewer categories is not a template."""

# How alike texts must be, from 0 to 100, as measured on `tests/families/cases`.
# Phrases are in one cluster from here on: one word of four may differ.
_ALIKE = 72
# Clusters may be one from here on, if they share hardly any category: their word order may differ.
_AKIN = 50
# The same if only one of them names its category, so that they are less alike to begin with.
_AKIN_WITHOUT_SLOT = 65
# Clusters share hardly any category if it is at most one in ten of the smaller one.
_SHARED_CATEGORIES = 0.1
# The cost of a text stays linear, however many rules begin with one verb: a phrase is compared with
# this many leaders at most, and of this many clusters each head with each other.
_MOST_LEADERS = 200
_MOST_MERGED = 60
_HEADS = 4


def clusters(phrases: Iterable[Phrase]) -> list[Cluster]:
    """Return the clusters of phrases with one verb that are in enough categories."""
    return _merged(_alike(phrases))


@dataclass(slots=True)
class Cluster:
    """Phrases of one template."""

    heads: list[str]
    """Its most common texts; the first is its leader, which the others are compared with."""
    phrases: list[Phrase] = field(default_factory=list)
    categories: set[str] = field(default_factory=set)
    content: set[str] = field(default_factory=set)
    """Its words besides verb, slot and fillers."""
    is_template: bool = False
    """Whether its phrases are in enough categories before less similar ones join."""

    @property
    def has_slot(self) -> bool:
        """Whether its leader names its category."""
        return SLOT in self.heads[0]

    def take(self, phrases: Iterable[Phrase]) -> None:
        """Add phrases."""
        for phrase in phrases:
            self.phrases.append(phrase)
            self.categories.add(phrase.category)
            self.content.update(phrase.telling())


def _alike(phrases: Iterable[Phrase]) -> list[Cluster]:
    """Put similar phrases together: each text joins the leader it is most like, or becomes one.

    Common texts come first.
    """
    by_text: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        by_text[phrase.text].append(phrase)
    clusters: list[Cluster] = []
    leaders: list[str] = []
    for text in sorted(by_text, key=lambda text: (-len(by_text[text]), text)):
        best = process.extractOne(
            text, leaders, scorer=fuzz.ratio, processor=None, score_cutoff=_ALIKE
        )
        if best:
            cluster = clusters[best[2]]
            if len(cluster.heads) < _HEADS:
                cluster.heads.append(text)
        elif len(leaders) < _MOST_LEADERS:
            cluster = Cluster([text])
            leaders.append(text)
            clusters.append(cluster)
        else:
            continue
        cluster.take(by_text[text])
    for cluster in clusters:
        cluster.is_template = len(cluster.categories) >= FEWEST_CATEGORIES
    return clusters


def _merged(clusters: list[Cluster]) -> list[Cluster]:
    """Join clusters of one template whose wording differs more, the most similar first."""
    by_size = sorted(clusters, key=lambda cluster: (-len(cluster.categories), cluster.heads[0]))
    largest = by_size[:_MOST_MERGED]
    joined_to: dict[int, int] = {}

    def current(place: int) -> int:
        """Return the place of the cluster that one is now part of."""
        while place in joined_to:
            place = joined_to[place]
        return place

    for _, i, j in sorted(_akin(largest)):
        a, b = current(i), current(j)
        if a != b and _is_one_template(largest[a], largest[b]):
            larger, smaller = sorted((a, b), key=lambda n: (-len(largest[n].phrases), n))
            largest[larger].take(largest[smaller].phrases)
            largest[larger].is_template |= largest[smaller].is_template
            joined_to[smaller] = larger
    left = [cluster for place, cluster in enumerate(largest) if place not in joined_to]
    return [cluster for cluster in left if len(cluster.categories) >= FEWEST_CATEGORIES]


def _akin(clusters: Sequence[Cluster]) -> Iterator[tuple[float, int, int]]:
    """Yield the places of clusters that may be one, after minus their likeness."""
    for (i, one), (j, other) in combinations(enumerate(clusters), 2):
        enough = _AKIN if one.has_slot == other.has_slot else _AKIN_WITHOUT_SLOT
        heads = product(one.heads, other.heads)
        score = max(fuzz.token_sort_ratio(a, b, score_cutoff=enough) for a, b in heads)
        if score >= enough:
            yield -score, i, j


def _is_one_template(one: Cluster, other: Cluster) -> bool:
    """Whether two clusters make one row.

    They do if they share hardly any category, and have a word in common or complete each other.
    """
    shared = len(one.categories & other.categories)
    if shared > _SHARED_CATEGORIES * min(len(one.categories), len(other.categories)):
        return False
    if one.content & other.content:
        return True
    return not shared and one.is_template and other.is_template
