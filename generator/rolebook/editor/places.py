r"""Places in texts: where a span ends, what it covers, and words as they are written there.

Lines and columns count from 1, and columns count characters. Nothing here raises for a place that
is not in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..model.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Cursor(NamedTuple):
    """A place between two characters of a file."""

    path: str
    line: int
    """Counted from 1."""
    column: int
    """That of the character behind it, counted from 1."""


def whole(span: Span, lines: Sequence[str]) -> Span:
    """Return a span with its end, within the lines of its file.

    >>> whole(Span("a.md", 2, 3), ["one", "two three"])
    Span(path='a.md', line=2, column=3, end_line=2, end_column=10)
    >>> whole(Span("a.md", 9, 3), ["one"])
    Span(path='a.md', line=1, column=3, end_line=1, end_column=4)
    """
    line, last = (min(max(one, 1), len(lines)) for one in (span.line, span.last_line))
    column = min(max(span.column, 1), len(lines[line - 1]) + 1)
    end = len(lines[last - 1]) + 1
    end_column = min(span.end_column, end) if span.end_column else end
    if (last, end_column) < (line, column):
        last, end_column = line, column
    return Span(span.path, line, column, last, end_column)


def covers(span: Span, at: Cursor) -> bool:
    """Whether a place is in a span or at one of its ends.

    >>> covers(Span("a.md", 1, 2, 1, 4), Cursor("a.md", 1, 4))
    True
    """
    end = (span.last_line, span.end_column or at.column)
    return span.path == at.path and (span.line, span.column) <= (at.line, at.column) <= end


def line_at(lines: Sequence[str], at: Cursor) -> str:
    """Return the line of a place; empty where there is none."""
    return lines[at.line - 1] if 0 < at.line <= len(lines) else ""


def match_at(pattern: re.Pattern[str], line: str, at: Cursor, group: int | str = 0) -> Span | None:
    """Return where a pattern matches a line at a place, or None.

    >>> match_at(re.compile(r"[A-Z]+"), "a TEST", Cursor("a.md", 3, 5))
    Span(path='a.md', line=3, column=3, end_line=3, end_column=7)
    """
    for match in pattern.finditer(line):
        start, end = match.span(group)
        if start != end and start < at.column <= end + 1:
            return Span(at.path, at.line, start + 1, at.line, end + 1)
    return None


def written(words: str, span: Span, lines: Sequence[str]) -> Iterator[Span]:
    """Yield where words are in a span; they may go on in the next line.

    Paths that contain them don't count.

    >>> [(s.line, s.column, s.end_column) for s in
    ...  written("Night Owl", Span("a.md", 1), ["a Night Owl's day, night-owl.md"])]
    [(1, 3, 12)]
    """
    full = whole(span, lines)
    taken = lines[full.line - 1 : full.last_line]
    text = "\n".join(taken)
    starts = _starts(taken)
    begin, end = full.column - 1, starts[-1] + full.end_column - 1
    between = r"[\s>]+"  # a quote has its mark on each line
    phrase = between.join(map(re.escape, words.split()))
    if not phrase:
        return
    for match in re.compile(rf"(?<![\w/]){phrase}(?!\w|\.\w)").finditer(text, begin, end):
        yield _span(full, starts, *match.span())


def _starts(lines: Iterable[str]) -> list[int]:
    """Return the offset of each line in the text that the lines make."""
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return starts or [0]


def _span(within: Span, starts: Sequence[int], begin: int, end: int) -> Span:
    first = max(n for n, start in enumerate(starts) if start <= begin)
    last = max(n for n, start in enumerate(starts) if start <= end)
    return Span(
        within.path,
        within.line + first,
        begin - starts[first] + 1,
        within.line + last,
        end - starts[last] + 1,
    )
