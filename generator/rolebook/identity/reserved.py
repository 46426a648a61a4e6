"""The anchors that the page of a persona or document needs itself, so that no rule can have one."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from ..parse.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

# An id that is written out, as itself or as the anchor of a heading; the others hold a colon, as
# those of shelves do, or are of rules.
_ANCHOR = re.compile(r'\bid="(?P<id>[\w:-]+)"|\bheading\(\d, "(?P<heading>[\w:-]+)"')
_TEMPLATES = re.compile(r"(?:persona[\w-]*|document|parts|line|grid|graph)\.html")
_SEARCH_FIELD = "rb-q"
"""Of the home page; no rule of an older handbook has it, and none may get it."""


def reserved() -> set[str]:
    """Return the anchors of all sections and those that the templates write out.

    >>> sorted(reserved() & {"skills", "missing-skills", "works-with", "BD-API-01"})
    ['missing-skills', 'skills', 'works-with']
    """
    return {*_written_out(), _SEARCH_FIELD, *(section.part for section in SECTIONS.values())}


@cache
def _written_out() -> frozenset[str]:
    return frozenset(_anchors())


def _anchors() -> Iterator[str]:
    for file in resources.files("rolebook").joinpath("templates").iterdir():
        if _TEMPLATES.fullmatch(file.name):
            for match in _ANCHOR.finditer(file.read_text(encoding="utf-8")):
                yield match["id"] or match["heading"]
