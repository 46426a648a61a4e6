"""Diagnostics to text, JSON and annotations: one function a format, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from ..exports.formats import Format, Formats
from ..exports.recording import diagnostic_record
from ..messages import messages
from ..model.diagnostics import Diagnostic, Severity, counts_in_words
from ..model.unread import unread
from ..output.display import shown
from ..taxonomy import FRAMEWORKS, bundled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..identity.ledger import Drift
    from ..identity.lock import Lock
    from ..model.source import Source, Span
    from ..taxonomy import Catalogues


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
    """Return problems for people: place, code, message, the line itself, and what to do."""
    lines = {source.path: source.lines for source in sources}
    blocks = [
        _block(diagnostic, lines.get(diagnostic.span.path, ()), paint) for diagnostic in diagnostics
    ]
    return "\n".join([*blocks, summary(diagnostics)])


def as_json(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Painter = plainly,
) -> str:
    """Return problems as a JSON list."""
    encoded = msgspec.json.encode([diagnostic_record(diagnostic) for diagnostic in diagnostics])
    return msgspec.json.format(encoded, indent=2).decode()


def as_github(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Painter = plainly,
) -> str:
    """Return problems as annotations of a GitHub workflow."""
    return "\n".join(_annotation(diagnostic) for diagnostic in diagnostics)


FORMATS: Formats[Format[[Sequence[Diagnostic], Iterable[Source], Painter], str]] = Formats(
    Format("text", "txt", as_text),
    Format("json", "json", as_json),
    Format("github", "txt", as_github),
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


def file_count_note(count: int) -> str:
    """Return a clause with the number of files in a site, and what that means for a large one.

    >>> file_count_note(663)
    '663 files'
    >>> file_count_note(25_123)
    '25,123 files, which is more than some hosts take, such as Cloudflare Pages (20,000)'
    """
    say = messages()
    files = say("file-count", count=count)
    return files if count <= _MOST_FILES else say("build-many-files", files=files)


_MOST_FILES = 20_000
"""What Cloudflare Pages takes without a paid plan; others have no such limit, or a higher one."""


def not_read(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a line for each file or folder that was not read, with a line break before each.

    >>> not_read([])
    ''
    """
    problems = unread(diagnostics)
    lines = [f"{problem.span.path}: {problem.message}" for problem in problems[:_MOST_UNREAD]]
    left = len(problems) - len(lines)
    lines += [f"and {left} more"] if left else []
    head = ["Not read, or without rules ('rolebook check' says what helps):"] if lines else []
    return "".join(f"\n{line}" for line in (*head, *(f"  {line}" for line in lines)))


_MOST_UNREAD = 5
"""More would hide what the command has to say."""


def drift_lines(drift: Drift) -> Iterator[str]:
    """Yield a line for every rule that a lock file does not have as it is now.

    Such as `changed  BD-API-07  version every API`.
    """
    groups = (("new", drift.new), ("changed", drift.changed), ("retired", drift.retired))
    for kind, revisions in groups:
        for revision in revisions:
            yield _line_of(kind, revision.id, revision.statement)


def retired_lines(ids: Iterable[str], lock: Lock) -> Iterator[str]:
    """Yield a line for every rule that would be retired, with its last words."""
    for id in ids:
        yield _line_of("retired", id, lock.last_words(id).statement)


def _line_of(kind: str, id: str, words: str) -> str:
    return f"{kind:<8} {id}  {shown(words)[:_WIDTH]}".rstrip()


def catalogue_lines(catalogues: Catalogues) -> Iterator[str]:
    """Yield two lines for every catalogue: its name and extent, and its terms."""
    say = messages()
    unused = [bundled(key) for key in FRAMEWORKS if key not in catalogues.by_key]
    for catalogue in (*catalogues, *unused):
        framework = catalogue.framework
        cues = sum(len(concept.cues) for concept in catalogue.concepts.values())
        state = " (not in use)" if catalogue in unused else ""
        extent = catalogue.extent(say).rstrip(".")
        yield f"{framework.key:<8}{framework.title}{state}: {extent}; {cues} cues."
        terms = " ".join(catalogue.terms(say))
        if terms:
            yield f"{'':<8}{terms}"


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


def _annotation(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    kind = "notice" if diagnostic.severity is Severity.NOTE else diagnostic.severity.value
    message = "; ".join(filter(None, (diagnostic.message, diagnostic.help)))
    path = _escape(span.path).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={span.line},endLine={span.last_line},col={span.column}"
    return f"::{kind} {place},title={diagnostic.code} {diagnostic.name}::{_escape(message)}"


def _escape(text: str) -> str:
    return shown(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
