"""Conflicts that a merge left in a file: both sides are read, and their markers left out."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic
from ..model.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.source import Source

_OURS, _BASE, _THEIRS, _END = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<rest>.*)")


def without_conflicts(source: Source) -> tuple[Source, list[Diagnostic]]:
    r"""Return a text with blank lines instead of conflict markers, and a problem for each conflict.

    What both branches had before (`|||||||`) is left out, too. In a code fence, a conflict is an
    example.

    >>> from rolebook import Source
    >>> merged = Source("a.md", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other")
    >>> text, problems = without_conflicts(merged)
    >>> text.text, problems[0].code
    ('\na\n\nb\n', 'RD010')
    """
    if _OURS not in source.text:
        return source, []
    text = source.lines
    conflicts = list(_conflicts(text))
    for number in chain.from_iterable(conflicts):
        text[number] = ""
    problems = [
        Diagnostic.of("RD010", Span(source.path, lines[0] + 1, 1, lines[-1] + 1))
        for lines in conflicts
    ]
    return replace(source, text="\n".join(text)), problems


def _conflicts(lines: list[str]) -> Iterator[list[int]]:
    """Yield, for each complete conflict, the numbers of the lines that are on neither side."""
    fence = ""
    dropped: list[int] = []
    part = ""
    for number, line in enumerate(lines):
        marker = line[:7] if line[7:8] in ("", " ") else ""
        if match := _FENCE.match(line):
            fence = _next_fence(fence, match["fence"], match["rest"])
        if fence:
            continue
        if marker == _OURS:
            dropped, part = [number], _OURS
        elif marker == _END and part == _THEIRS:
            yield [*dropped, number]
            part = ""
        elif part and marker in (_BASE, _THEIRS):
            dropped.append(number)
            part = marker
        elif part == _BASE:
            dropped.append(number)


def _next_fence(fence: str, marks: str, rest: str) -> str:
    """Return the fence that is open after a line that looks like one."""
    if not fence:
        return marks
    return "" if marks.startswith(fence) and not rest.strip() else fence
