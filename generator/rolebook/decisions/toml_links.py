"""A link into front matter that is TOML, whose parser does not say where things are.

So only the usual form is changed: a table `[links]` with a list on each line.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from .placing import LINKS, Entry, Place, UnwritableError

if TYPE_CHECKING:
    from ..model.source import Edit

_TABLE = re.compile(r"\s*\[\s*(?P<name>[^\[\]]+?)\s*\]\s*(?:#.*)?")
_HEADER = re.compile(r"\s*\[")
_LINE = re.compile(
    r"(?P<indent>\s*)(?P<key>\"[^\"\\]*\"|'[^']*'|[\w-]+)\s*=\s*"
    r"\[(?P<items>(?:\"[^\"\\]*\"|'[^']*'|[\s,])*)\]\s*(?:#.*)?"
)


def edit_of(place: Place, entry: Entry) -> Edit:
    """Return the edit that writes an entry.

    Raises:
        UnwritableError: The front matter has a form in which nothing is safely changed.
    """
    lines = place.lines
    start = next((n for n, line in enumerate(lines) if _names_links(line)), None)
    if start is None:
        if LINKS in place.keys:
            raise UnwritableError("form")
        return place.at_end([f"[{LINKS}]", _line(entry)])
    stop = next((n for n in range(start + 1, len(lines)) if _HEADER.match(lines[n])), len(lines))
    numbers = [n for n in range(start + 1, stop) if _subject(lines[n]) is not None]
    subjects = [_subject(lines[n]) or "" for n in numbers]
    own = next((n for n, one in zip(numbers, subjects, strict=True) if entry.is_of(one)), None)
    if own is not None:
        return _extended(place, own, entry.word)
    at, is_before = entry.neighbour(subjects)
    number = start if at is None else numbers[at] - is_before
    return place.below(number, [_line(entry)])


def _names_links(line: str) -> bool:
    match = _TABLE.fullmatch(line)
    return match is not None and match["name"].strip("\"'") == LINKS


def _subject(line: str) -> str | None:
    """Return what an entry is about, or None for any other line."""
    match = _LINE.fullmatch(line)
    return match["key"].strip("\"'") if match else None


def _line(entry: Entry) -> str:
    return f"{_quoted(entry.subject)} = [{_quoted(entry.word)}]"


def _quoted(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)


def _extended(place: Place, number: int, word: str) -> Edit:
    """Return the edit that adds a word to a list."""
    line = place.lines[number]
    match = _LINE.fullmatch(line)
    if match is None:
        raise UnwritableError("form")
    items = match["items"].rstrip()
    joint = "" if not items else " " if items.endswith(",") else ", "
    start = sum(len(one) + 1 for one in place.lines[:number]) + match.start("items") + len(items)
    return place.replaced(start, start, f"{joint}{_quoted(word)}")
