"""JSON to plain values, with the place of each: values one after another, as in JSON Lines.

Python's own reader forgets where a value was, and a problem without a place is hard to find.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..model.source import Span, cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Place = tuple[str | int, ...]
"""Keys and positions that lead from a value to one in it."""
_DEEPEST = 5
"""Places are kept down to here: `[3].items[7].answer` is four steps deep."""
_LINES = (".jsonl", ".ndjson")
"""How the names of files end in which each line has a value."""
_BLANK = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True)
class Located:
    """A value, and where it and its parts are."""

    value: Any
    span: Span
    spans: Mapping[Place, Span]

    def at(self, *place: str | int) -> Span:
        """Return where a part is, or the nearest one around it whose place is known."""
        known = (self.spans.get(place[:length]) for length in range(len(place), -1, -1))
        return next((span for span in known if span), self.span)


@dataclass(frozen=True)
class Unreadable:
    """Where a text is not JSON, and why."""

    span: Span
    reason: str


class Text:
    """A text whose places are lines and columns."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def start(self, line: int) -> int:
        """Return the place of the first character of a line, counted from 0."""
        return self._starts[line]

    def span(self, at: int) -> Span:
        """Return the place of a character."""
        line = bisect_right(self._starts, at)
        return Span(self.path, line, at - self._starts[line - 1] + 1)

    def values(self) -> Iterator[Located | Unreadable]:
        """Yield the JSON values of the text; in JSON Lines, a broken one hides no other."""
        at = _after_blanks(self.text, 0)
        while at < len(self.text):
            value, end = self.first(at)
            yield value
            if isinstance(value, Unreadable):
                if not self.path.lower().endswith(_LINES):
                    return
                end = self._line_end(at)
            at = _after_blanks(self.text, end)

    def first(self, at: int) -> tuple[Located | Unreadable, int]:
        """Return the value that begins at a place, and where it ends."""
        try:
            return self._located(at)
        except RecursionError:
            return Unreadable(self.span(at), "it is nested too deeply"), at
        except ValueError as error:
            wrong = error.pos if isinstance(error, json.JSONDecodeError) else at
            if self.path.lower().endswith(_LINES):
                wrong = min(wrong, self._line_end(at))
            return Unreadable(self.span(wrong), _reason(error)), at

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _located(self, at: int) -> tuple[Located, int]:
        reading = _Reading(self)
        value, end = reading.value(at, ())
        return Located(value, self.span(at), reading.spans), end


class _Reading:
    """Reads one value; what is deep inside it is left to Python's reader."""

    def __init__(self, text: Text) -> None:
        self.spans: dict[Place, Span] = {}
        self._whole, self._text = text, text.text

    def value(self, at: int, place: Place) -> tuple[Any, int]:
        self.spans[place] = self._whole.span(at)
        first = self._text[at : at + 1]
        if first == "{" and len(place) < _DEEPEST:
            return self._table(at, place)
        if first == "[" and len(place) < _DEEPEST:
            return self._list(at, place)
        value, end = _DECODER.raw_decode(self._text, at)
        return _clean(value), end

    def _table(self, at: int, place: Place) -> tuple[dict[str, Any], int]:
        table: dict[str, Any] = {}
        at = self._skip(at + 1)
        if self._text[at : at + 1] == "}":
            return table, at + 1
        while True:
            if self._text[at : at + 1] != '"':
                raise json.JSONDecodeError("a key in quotation marks is missing", self._text, at)
            key, at = _DECODER.raw_decode(self._text, at)
            at = self._past(":", at, "a colon is missing")
            table[cleaned(key)], at = self.value(at, (*place, cleaned(key)))
            at = self._skip(at)
            if self._text[at : at + 1] == "}":
                return table, at + 1
            at = self._past(",", at, "a comma or } is missing")

    def _list(self, at: int, place: Place) -> tuple[list[Any], int]:
        items: list[Any] = []
        at = self._skip(at + 1)
        if self._text[at : at + 1] == "]":
            return items, at + 1
        while True:
            item, at = self.value(at, (*place, len(items)))
            items.append(item)
            at = self._skip(at)
            if self._text[at : at + 1] == "]":
                return items, at + 1
            at = self._past(",", at, "a comma or ] is missing")

    def _skip(self, at: int) -> int:
        return _after_blanks(self._text, at)

    def _past(self, mark: str, at: int, mistake: str) -> int:
        at = self._skip(at)
        if self._text[at : at + 1] != mark:
            raise json.JSONDecodeError(mistake, self._text, at)
        return self._skip(at + 1)


def _after_blanks(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _refuse(constant: str) -> None:
    raise ValueError(f"it has {constant}")


_DECODER = json.JSONDecoder(strict=False, parse_constant=_refuse)


def _reason(error: ValueError) -> str:
    said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


def _clean(value: Any) -> Any:
    """Return a value whose texts are clean; escapes make what a file itself may not contain."""
    return cleaned(value) if isinstance(value, str) else value
