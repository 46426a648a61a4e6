"""The rules for Meilisearch: documents, and the settings of their index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ..words.synonyms import related, synonyms
from .rules import FACET_FIELDS, rule_records, to_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..link.handbook import Handbook

_IDS = ("id", "compact_id")
_MOST_VALUES = 1000
"""Values of a facet that are counted; `assets/search/protocols.js` asks OpenSearch for as many."""
_MOST_HITS = 10_000
"""Hits that can be asked for: the limit of OpenSearch, and more than the explorer's `MOST`."""


def meilisearch(book: Handbook) -> bytes:
    """Return a line for each rule."""
    return to_lines(rule_records(book))


def meilisearch_settings() -> bytes:
    """Return the body of `PATCH /indexes/rules/settings`."""
    settings = {
        "searchableAttributes": [*_IDS, "text", "names", "note", "level"],
        # Also what rules are deleted by, or searched for without the site.
        "filterableAttributes": [*FACET_FIELDS, "id", "path", "changed"],
        "sortableAttributes": ["id", "strength", "changed", "position"],
        # An order that is asked for comes before relevance; the handbook's order decides the rest.
        "rankingRules": [
            "sort",
            "words",
            "typo",
            "proximity",
            "attribute",
            "exactness",
            "position:asc",
        ],
        "synonyms": _one_way(),
        "typoTolerance": {"disableOnAttributes": _IDS},
        "faceting": {"maxValuesPerFacet": _MOST_VALUES, "sortFacetValuesBy": {"*": "count"}},
        "pagination": {"maxTotalHits": _MOST_HITS},
    }
    return msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n"


def _one_way() -> Mapping[str, list[str]]:
    """Return the synonyms of each word, then the words that are related to it.

    Meilisearch reads a group in one direction only.
    """
    by_word: dict[str, dict[str, None]] = {}
    for group in synonyms():
        for word in group:
            other_words = [other for other in group if other != word]
            by_word.setdefault(word, {}).update(dict.fromkeys(other_words))
    for word, *others in related():
        by_word.setdefault(word, {}).update(dict.fromkeys(others))
    return {word: list(others) for word, others in sorted(by_word.items())}
