"""The rules for OpenSearch and Elasticsearch: documents for `POST /_bulk`, and their index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from ..words.synonyms import related, synonyms
from .rules import FACET_FIELDS, rule_records, to_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..link.handbook import Handbook

INDEX = "rules"

_WORDS = {"type": "text", "analyzer": "rule", "search_analyzer": "rule_search"}
_WRITTEN = {
    "type": "text",
    "analyzer": "written",
    # Longer beginnings are rare, and the engine finds them without an index.
    "index_prefixes": {"min_chars": 1, "max_chars": 12},
}
"""Words as they are written, for the beginnings of words and for words with a typo."""
_KEY = {"type": "keyword"}
_KEPT = {"type": "keyword", "index": False, "doc_values": False}

MAPPING: Mapping[str, Mapping[str, Any]] = {
    "key": _KEPT,
    "id": _KEY,
    "compact_id": {
        "type": "text",
        "analyzer": "id",
        "search_analyzer": "id_search",
        "norms": False,
    },
    "level": {"type": "keyword", "fields": {"words": _WORDS}},
    "text": {**_WORDS, "fields": {"written": _WRITTEN}},
    "note": _WORDS,
    "names": {**_WORDS, "fields": {"written": _WRITTEN}},
    "url": _KEPT,
    "permalink": _KEPT,
    "path": _KEY,
    "line": {"type": "integer", "index": False},
    # A day as text: it sorts the same, and may be empty.
    "changed": _KEY,
    "position": {"type": "integer"},
    "strength": {"type": "byte"},
    **dict.fromkeys(FACET_FIELDS, _KEY),
}


class _Index(Struct, frozen=True):
    name: str = msgspec.field(name="_index")
    key: str = msgspec.field(name="_id")


class _Action(Struct, frozen=True):
    index: _Index


def opensearch(book: Handbook) -> bytes:
    """Return a line that names the index and key, and a line with the rule, for each rule."""
    return to_lines(_pairs(book))


def opensearch_index() -> bytes:
    """Return the body of `PUT /rules`: how words and IDs are cut up, and what each field is."""
    body = {
        "settings": {"analysis": _analysis()},
        "mappings": {"dynamic": "strict", "properties": MAPPING},
    }
    return msgspec.json.format(msgspec.json.encode(body), indent=2) + b"\n"


def _pairs(book: Handbook) -> Iterator[Struct]:
    for record in rule_records(book):
        yield _Action(_Index(INDEX, record.key))
        yield record


def _analysis() -> Mapping[str, Any]:
    """Return the analysers.

    Synonyms come after the stemmer, so that they match in any form, and only in queries, so that a
    new one needs no new index. `kstem` distinguishes "product" from "production", and "author" from
    "authorize".
    """
    folded = ["lowercase", "asciifolding"]
    stemmed = [*folded, "owner", "kstem"]
    return {
        "char_filter": {
            "bare": {"type": "pattern_replace", "pattern": r"[^\p{L}\p{N}\s]+", "replacement": ""}
        },
        "filter": {
            "owner": {"type": "stemmer", "language": "possessive_english"},
            "synonyms": {"type": "synonym_graph", "synonyms": _word_rules()},
            # One letter begins too many IDs to be of use; longer IDs are kept whole.
            "beginnings": {
                "type": "edge_ngram",
                "min_gram": 2,
                "max_gram": 40,
                "preserve_original": True,
            },
        },
        "analyzer": {
            "rule": _analyzer("standard", *stemmed),
            "rule_search": _analyzer("standard", *stemmed, "synonyms"),
            "written": _analyzer("standard", *folded),
            "id": {**_analyzer("keyword", *folded, "beginnings"), "char_filter": ["bare"]},
            "id_search": {**_analyzer("whitespace", *folded), "char_filter": ["bare"]},
        },
    }


def _word_rules() -> list[str]:
    """Return a line for each group of synonyms, and one from each word to related words."""
    groups = [", ".join(group) for group in synonyms()]
    return groups + [f"{line[0]} => {', '.join(line)}" for line in related()]


def _analyzer(tokenizer: str, *filters: str) -> dict[str, Any]:
    return {"type": "custom", "tokenizer": tokenizer, "filter": list(filters)}
