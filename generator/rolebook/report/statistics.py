"""Diagnostics to counts by code, as text and JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from ..messages import messages
from ..model.diagnostics import CODES
from .problems import is_fixable
from .text import Painter, plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..model.diagnostics import Diagnostic, Severity
    from ..model.source import Source

_FIXABLE, _NOT_FIXABLE = "[*]", "[ ]"


def statistics_as_text(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Painter = plainly,
) -> str:
    """Return a line for each code, the most frequent first: count, code, severity, name.

    `[*]` marks what 'rolebook check --fix' can fix.
    """
    say = messages()
    lines = [
        f"{count:>5}  {paint(f'{code}  {severity:<7}', severity)}  {_mark(code)} {CODES[code].name}"
        for code, severity, count in _counts(diagnostics)
    ]
    if any(is_fixable(diagnostic.code) for diagnostic in diagnostics):
        lines.append(say("report-fixable", mark=_FIXABLE))
    return "\n".join(lines)


def statistics_as_json(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Painter = plainly,
) -> str:
    """Return a list with an object for each code, the most frequent first."""
    rows = [
        {
            "code": code,
            "name": CODES[code].name,
            "severity": severity,
            "count": count,
            "fixable": is_fixable(code),
        }
        for code, severity, count in _counts(diagnostics)
    ]
    return msgspec.json.format(msgspec.json.encode(rows), indent=2).decode()


def _counts(diagnostics: Iterable[Diagnostic]) -> Iterator[tuple[str, Severity, int]]:
    """Yield codes with their severity, which is not always the same, and how many there are."""
    counts = Counter((diagnostic.code, diagnostic.severity) for diagnostic in diagnostics)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    for (code, severity), count in ordered:
        yield code, severity, count


def _mark(code: str) -> str:
    return _FIXABLE if is_fixable(code) else _NOT_FIXABLE
