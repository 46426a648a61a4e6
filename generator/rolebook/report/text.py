"""Diagnostics to text for people at a terminal, with the line that each of them is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..messages import messages
from ..model.diagnostics import counts_in_words
from ..output.display import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..model.diagnostics import Diagnostic
    from ..model.source import Source, Span

_WIDTH = 100
"""Characters of a source line that are shown: more would wrap in most terminals."""

Painter = Callable[[str, str], str]


def plainly(text: str, role: str) -> str:
    """Paint nothing. A painter takes a text and its role: a severity, `place` or `quiet`."""
    return text


def as_text(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Painter = plainly,
) -> str:
    """Return problems for people, and how many there are."""
    listed = problem_lines(diagnostics, sources, paint)
    return "\n".join(filter(None, (listed, summary(diagnostics))))


def problem_lines(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Painter = plainly,
) -> str:
    """Return problems for people: place, code, message, the line itself, and what to do."""
    lines = {source.path: source.lines for source in sources}
    return "\n".join(
        _block(diagnostic, lines.get(diagnostic.span.path, ()), paint) for diagnostic in diagnostics
    )


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the counts in one sentence.

    >>> summary([])
    'no problems found'
    """
    problems = list(diagnostics)
    if not problems:
        return "no problems found"
    say = messages()
    files = say("file-count", count=len({problem.span.path for problem in problems}))
    return f"{', '.join(counts_in_words(problems, say))} in {files}"


def _block(diagnostic: Diagnostic, lines: Sequence[str], paint: Painter) -> str:
    span = diagnostic.span
    severity = diagnostic.severity.value
    place = paint(shown(str(span)), "place")
    code = paint(f"{severity} {diagnostic.code}", severity)
    parts = [f"{place}: {code} {shown(diagnostic.message)}"]
    if 0 < span.line <= len(lines) and lines[span.line - 1].strip():
        parts += _quoted(span, lines[span.line - 1], severity, paint)
    if diagnostic.help:
        parts.append(f"    help: {shown(diagnostic.help)}")
    return "\n".join(parts)


def _quoted(span: Span, line: str, severity: str, paint: Painter) -> Iterator[str]:
    """Yield the part of a line around a place, and marks below the place."""
    text = shown(line.replace("\t", " "))
    start = max(0, span.column - 1 - _WIDTH // 2) if len(text) > _WIDTH else 0
    yield paint(f"    | {text[start : start + _WIDTH]}", "quiet")
    if span.end_column and span.last_line == span.line:
        width = max(1, min(span.end_column - 1, start + _WIDTH) - (span.column - 1))
        yield paint(f"    | {' ' * (span.column - 1 - start)}{'^' * width}", severity)
