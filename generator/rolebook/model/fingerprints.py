"""Diagnostics to names that they keep while lines move: for tools that compare two reports."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from ..words.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .diagnostics import Diagnostic
    from .source import Source, Span

_WORD = re.compile(r"\w+")


def fingerprints(diagnostics: Sequence[Diagnostic], sources: Iterable[Source]) -> list[str]:
    r"""Return the fingerprint of each diagnostic: 32 hexadecimal digits, each different.

    It depends on the code, the path and the words of the lines that the diagnostic is about, and
    on its place among those with the same. It does not depend on line numbers, marks or case.

    Args:
        diagnostics: In any order; the fingerprints are in the same one.
        sources: The files that they are in. Where one is missing, the values of the message count.

    >>> from rolebook import Diagnostic, Source, Span
    >>> def prints(text, line):
    ...     problem = Diagnostic.of("KW001", Span("a.md", line, 5), written="MUST not")
    ...     return fingerprints([problem], [Source("a.md", text)])
    >>> prints("You MUST not.", 1) == prints("# New\n\n- You **MUST** not!", 3)
    True
    >>> prints("You MUST not.", 1) == prints("You MUST not shout.", 1)
    False
    """
    lines = {source.path: source.lines for source in sources}
    seen: Counter[tuple[str, ...]] = Counter()
    by_place: dict[int, str] = {}
    for number in sorted(range(len(diagnostics)), key=lambda number: diagnostics[number].span):
        diagnostic = diagnostics[number]
        about = _about(diagnostic, lines.get(diagnostic.span.path, ()))
        key = (diagnostic.key, diagnostic.span.path, *about)
        by_place[number] = digest((*key, seen[key]))
        seen[key] += 1
    return [by_place[number] for number in range(len(diagnostics))]


def _about(diagnostic: Diagnostic, lines: Sequence[str]) -> Sequence[str]:
    """Return the words that a diagnostic is about: of its lines, or else of its message."""
    span = diagnostic.span
    words = [] if _is_whole_file(span) else _words("\n".join(lines[span.line - 1 : span.last_line]))
    return words or _words("\n".join(_texts(diagnostic.values.values())))


def _is_whole_file(span: Span) -> bool:
    """Whether a span only names a file: what is on its first line has nothing to do with it."""
    return (span.line, span.column, span.end_line, span.end_column) == (1, 1, 0, 0)


def _texts(values: Iterable[object]) -> list[str]:
    """Return the texts among the values of a message; numbers may be those of lines."""
    texts: list[str] = []
    for value in values:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, tuple):
            texts += _texts(value)
    return texts


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())
