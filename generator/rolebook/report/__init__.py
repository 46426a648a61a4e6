"""Diagnostics to text, JSON and annotations: one function a format, in one table."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from ..exports.recording import diagnostic_record
from ..model.diagnostics import CODES, Severity
from ..output.display import shown
from ..taxonomy import FRAMEWORKS, bundled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..identity.ledger import Drift
    from ..model.diagnostics import Diagnostic
    from ..model.source import Source
    from ..taxonomy import Catalogues


_WIDTH = 100


def plainly(text: str, role: str) -> str:
    """Paint nothing. A painter takes a text and its role: `error`, `warning`, `note`, `place` or `quiet`."""
    return text


def as_text(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Callable[[str, str], str] = plainly,
) -> str:
    """Return findings for people: place, code, sentence, the line itself, and what to do."""
    lines = {source.path: source.lines for source in sources}
    blocks = [
        _block(diagnostic, lines.get(diagnostic.span.path, ()), paint) for diagnostic in diagnostics
    ]
    return "\n".join([*blocks, summary(diagnostics)])


def as_json(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Callable[[str, str], str] = plainly,
) -> str:
    """Return findings as a JSON list."""
    encoded = msgspec.json.encode([diagnostic_record(diagnostic) for diagnostic in diagnostics])
    return msgspec.json.format(encoded, indent=2).decode()


def as_github(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Callable[[str, str], str] = plainly,
) -> str:
    """Return findings as annotations of a GitHub workflow."""
    return "\n".join(_annotation(diagnostic) for diagnostic in diagnostics)


FORMATS: Mapping[
    str, Callable[[Sequence[Diagnostic], Iterable[Source], Callable[[str, str], str]], str]
] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Return the counts in one sentence.

    >>> summary([])
    'no findings'
    """
    found = list(diagnostics)
    if not found:
        return "no findings"
    counts = Counter(diagnostic.severity for diagnostic in found)
    said = ", ".join(
        f"{counts[s]} {s}{'s' if counts[s] > 1 else ''}" for s in Severity if counts[s]
    )
    files = len({diagnostic.span.path for diagnostic in found})
    return f"{said} in {files} file{'s' if files > 1 else ''}"


def drift_lines(drift: Drift) -> Iterator[str]:
    """Yield a line for every rule that a lock file does not know as it is: `changed  BD-API-07  version every …`."""
    for what, revisions in (
        ("new", drift.new),
        ("changed", drift.changed),
        ("retired", drift.retired),
    ):
        for revision in revisions:
            yield f"{what:<8} {revision.id}  {shown(revision.text)[:_WIDTH]}".rstrip()


def explain(code: str) -> str | None:
    """Return what a code means, or None for one that does not exist.

    >>> explain("kw005").splitlines()[0]
    'KW005 compound-keywords (error)'
    """
    rule = CODES.get(code.upper())
    return f"{code.upper()} {rule.name} ({rule.severity})\n\n{rule.why}" if rule else None


def code_lines() -> Iterator[str]:
    """Yield a line for every code: `KW001  warning  mixed-case-negation`."""
    for code, rule in CODES.items():
        yield f"{code}  {rule.severity:<7}  {rule.name}"


def catalogue_lines(catalogues: Catalogues) -> Iterator[str]:
    """Yield two lines for every catalogue: what it is and how much of it there is, and on which terms."""
    others = [bundled(key) for key in FRAMEWORKS if key not in catalogues.by_key]
    for one in (*catalogues, *others):
        cues = sum(len(concept.cues) for concept in one.concepts.values())
        state = "" if one not in others else " (not in use)"
        yield f"{one.framework.key:<8}{one.framework.title}{state}: {one.extent.rstrip('.')}; {cues} cues."
        terms = " ".join(part for part in (one.framework.notice, one.framework.license) if part)
        if terms:
            yield f"{'':<8}{terms}"


def _block(diagnostic: Diagnostic, lines: Sequence[str], paint: Callable[[str, str], str]) -> str:
    span = diagnostic.span
    severity = diagnostic.severity.value
    head = (
        f"{paint(shown(str(span)), 'place')}: {paint(f'{severity} {diagnostic.code}', severity)} "
    )
    head += shown(diagnostic.message)
    parts = [head]
    if 0 < span.line <= len(lines) and lines[span.line - 1].strip():
        text = shown(lines[span.line - 1].replace("\t", " "))
        start = max(0, span.column - 1 - _WIDTH // 2) if len(text) > _WIDTH else 0
        parts.append(paint(f"    | {text[start : start + _WIDTH]}", "quiet"))
        if span.end_column and span.last_line == span.line:
            marks = max(1, min(span.end_column - 1, start + _WIDTH) - (span.column - 1))
            parts.append(paint(f"    | {' ' * (span.column - 1 - start)}{'^' * marks}", severity))
    if diagnostic.help:
        parts.append(f"    help: {shown(diagnostic.help)}")
    return "\n".join(parts)


def _annotation(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    kind = "notice" if diagnostic.severity is Severity.NOTE else diagnostic.severity.value
    message = f"{diagnostic.message}; {diagnostic.help}" if diagnostic.help else diagnostic.message
    path = _escape(span.path).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={span.line},endLine={span.last_line},col={span.column}"
    return f"::{kind} {place},title={diagnostic.code} {diagnostic.name}::{_escape(message)}"


def _escape(text: str) -> str:
    return shown(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
