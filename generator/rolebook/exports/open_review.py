"""A rubric to a review that no one has answered yet, in the form of the one that the form saves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..addresses.version import version_of
from ..markup import plain
from ..rubric.answers import FORMAT, SCHEMA

if TYPE_CHECKING:
    from ..link.handbook import Handbook
    from ..rubric import Item, Rubric


@dataclass(frozen=True)
class Reviewed:
    """What is known about a review before it begins."""

    change: str
    """What is reviewed, such as `harbour/shop#12`."""
    author: str = ""
    date: str = ""
    url: str = ""
    """Of the form on the web; empty if that is unknown."""


def review_data(rubric: Rubric, book: Handbook, reviewed: Reviewed) -> dict[str, Any]:
    """Return the data of a review, with no answer to any question."""
    items = rubric.items
    open_items = [item.id for item in items]
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "persona": rubric.code,
        "title": rubric.title,
        "version": next(version_of(book, t) for t in book.texts if t.code == rubric.code),
        "url": reviewed.url,
        "change": reviewed.change,
        "author": reviewed.author,
        "reviewer": "",
        "date": reviewed.date,
        "touched": [
            domain.label or book.say("rubric-general")
            for domain in rubric.domains
            if domain.code in rubric.touched
        ],
        "verdict": {
            "state": "open" if items else "empty",
            "blocked": [],
            "unexplained": [],
            "explained": [],
            "open": open_items,
            "all": len(items),
        },
        "items": [_item(item) for item in items],
        "ticked": [],
        "notes": "",
        "counts": dict(rubric.counts),
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "level": item.level,
        "text": plain(item.text),
        "rules": list(item.rules),
        "checkpoint": item.checkpoint,
        "answer": None,
        "where": "",
        "reason": "",
    }
