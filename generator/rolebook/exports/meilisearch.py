"""The rules for Meilisearch: documents, and the settings of the index that they go into."""

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
_MOST_HITS = 10_000


def meilisearch(book: Handbook) -> bytes:
    """Return a line for each rule."""
    return to_lines(rule_records(book))


def meilisearch_settings() -> bytes:
    """Return the body of `PATCH /indexes/rules/settings`."""
    settings = {
        "searchableAttributes": [*_IDS, "text", "names", "note", "level"],
        # Also what one deletes by, or asks for without the site.
        "filterableAttributes": [*FACET_FIELDS, "id", "path", "changed"],
        "sortableAttributes": ["id", "strength", "changed", "position"],
        # An order that is asked for comes before relevance; the order of the handbook parts what is
        # left.
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
    """Return from each word to those that are used for it, then to those that are related.

    Meilisearch reads a group in one direction only.
    """
    found: dict[str, dict[str, None]] = {}
    for group in synonyms():
        for word in group:
            found.setdefault(word, {}).update((other, None) for other in group if other != word)
    for word, *others in related():
        found.setdefault(word, {}).update(dict.fromkeys(others))
    return {word: list(others) for word, others in sorted(found.items())}
