"""What the search in the browser reads: rules and pages as scripts, which also load from a file.

Rules are held by column, and what many of them share is held once: values of facets are numbers
into a list. The scripts are loaded when a reader searches, not with every page.
"""

from __future__ import annotations

import html
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..addresses import address
from ..pages.assets import data_script
from ..rfc2119 import Level
from ..views.facets import FACETS, faceted
from ..words.names import slugify
from ..words.synonyms import common, everyday, related, synonyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..input.files import File
    from ..input.settings import Search
    from ..link.handbook import Handbook
    from ..messages import Messages
    from ..pages import Options
    from ..views.facets import Facet, Faceted, Value
    from .records import Record

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
RULES, PAGES = "search/rules.js", "search/pages.js"
"""Addresses from the site's root."""


def rules_file(book: Handbook, options: Options) -> File:
    """Return all rules with their facets: columns of equal length, in the order of the handbook.

    If an engine outside the site has the rules, the columns are empty, and only the values of
    facets are there.
    """
    say = book.say
    rules = list(faceted(book))
    shipped = [] if options.search.is_remote else rules
    # Roles repeat sentences: each is held once, which makes 0.8 MB of 18,560 rules 0.3 MB.
    texts = {text: n for n, text in enumerate(dict.fromkeys(rule.text for rule in shipped))}
    data = {
        "facets": [_facet(say, facet, rules, shipped) for facet in FACETS],
        "synonyms": synonyms(),
        "related": related(),
        "everyday": everyday(),
        "common": common(),
        "homes": {text.slug: address(text) for text in book.texts},
        "index": options.index,
        "texts": list(texts),
        "columns": {
            "id": [rule.requirement.id for rule in shipped],
            "text": [texts[rule.text] for rule in shipped],
            "note": [rule.note for rule in shipped],
            "changed": [rule.changed for rule in shipped],
        },
    }
    return data_script(RULES, "rules", data)


def pages_file(records: Iterable[Record], search: Search) -> File:
    """Return the records of all pages, and where rules are searched.

    Args:
        records: The records of pages.
        search: The owner's choice of an engine.
    """
    pages = [
        [
            record["location"],
            _bare(record["title"]),
            _bare(record["text"]),
            record.get("boost", 1),
        ]
        for record in records
    ]
    return data_script(PAGES, "pages", {"search": asdict(search), "pages": pages})


def _facet(
    say: Messages, facet: Facet, rules: list[Faceted], shipped: list[Faceted]
) -> dict[str, Any]:
    """Return a facet with its values, and a column with the number of each rule's value.

    If the facet can have several values, the column has a list of numbers for each rule.
    """
    labels = _labels(facet, rules)
    number = {key: n for n, key in enumerate(labels)}
    return {
        "key": facet.key,
        "title": say(f"facet-{facet.key}"),
        "none": say(f"facet-{facet.key}.none") if facet.is_multiple else "",
        "former": dict(facet.former),
        "values": [[key, label] for key, label in labels.items()],
        "column": [_numbers(rule.values[facet.key], number, facet) for rule in shipped],
    }


def _labels(facet: Facet, rules: list[Faceted]) -> dict[str, str]:
    """Return the labels of values by key, in the order of the handbook; levels by strength."""
    labels: dict[str, str] = {}
    for rule in rules:
        for value in rule.values[facet.key]:
            labels.setdefault(value.key, value.label)
    if facet.key == "level":
        return {key: labels[key] for key in map(slugify, Level) if key in labels}
    return labels


def _numbers(values: tuple[Value, ...], number: Mapping[str, int], facet: Facet) -> int | list[int]:
    numbers = [number[value.key] for value in values]
    return numbers if facet.is_multiple else numbers[0]


def _bare(text: str) -> str:
    """Return the words of a record, which may hold HTML.

    >>> _bare("<p>Q&amp;A</p> <code>ls</code>")
    'Q&A ls'
    """
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
