"""What the search in the browser reads: rules and pages as scripts, so that they also load from a file.

Rules are held by column, and what many of them share stands once: values of facets are numbers into
a list. The scripts are loaded when somebody searches, not with every page.
"""

from __future__ import annotations

import html
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ..pages.assets import data_script
from ..rfc2119 import Level
from ..views.addresses import address
from ..views.facets import FACETS, faceted
from ..words.names import slugify
from ..words.synonyms import related, synonyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..input.files import File
    from ..input.settings import Search
    from ..link.handbook import Handbook
    from ..pages import Options
    from ..views.facets import Facet, Faceted, Value
    from .records import Record

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
RULES, PAGES = "search/rules.js", "search/pages.js"
"""Addresses from the site's root."""


def rules_file(book: Handbook, options: Options) -> File:
    """Return all rules with their facets: columns of equal length, in the order of the handbook.

    Where an engine outside the site has the rules, the columns are empty, and what facets can be is
    left.
    """
    rules = list(faceted(book))
    shipped = [] if options.search.is_remote else rules
    data = {
        "facets": [_facet(facet, rules, shipped) for facet in FACETS],
        "synonyms": synonyms(),
        "related": related(),
        "homes": {text.slug: address(text) for text in book.texts},
        "index": options.index,
        "columns": {
            "id": [one.requirement.id for one in shipped],
            "text": [one.text for one in shipped],
            "note": [one.note for one in shipped],
            "changed": [one.changed for one in shipped],
        },
    }
    return data_script(RULES, "rules", data)


def pages_file(records: Iterable[Record], search: Search) -> File:
    """Return the records of all pages, and where rules are searched.

    Args:
        records: Whatever can be found beside rules.
        search: The owner's choice of an engine.
    """
    found = [
        [one["location"], _bare(one["title"]), _bare(one["text"]), one.get("boost", 1)]
        for one in records
    ]
    return data_script(PAGES, "pages", {"search": asdict(search), "pages": found})


def _facet(facet: Facet, rules: list[Faceted], shipped: list[Faceted]) -> dict[str, Any]:
    """Return a facet with its values, and a column with the number of each rule's value, or the numbers of several."""
    labels: dict[str, str] = {}
    for one in rules:
        for value in one.values[facet.key]:
            labels.setdefault(value.key, value.label)
    if facet.key == "level":
        labels = {key: labels[key] for key in map(slugify, Level) if key in labels}
    number = {key: n for n, key in enumerate(labels)}
    column = [_numbers(one.values[facet.key], number, facet) for one in shipped]
    return {
        "key": facet.key,
        "title": facet.title,
        "none": facet.none,
        "values": [[key, label] for key, label in labels.items()],
        "column": column,
    }


def _numbers(values: tuple[Value, ...], number: Mapping[str, int], facet: Facet) -> int | list[int]:
    numbers = [number[value.key] for value in values]
    return numbers if facet.is_multiple else numbers[0]


def _bare(text: str) -> str:
    """Return the words of a record, which may hold HTML.

    >>> _bare("<p>Q&amp;A</p> <code>ls</code>")
    'Q&A ls'
    """
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
