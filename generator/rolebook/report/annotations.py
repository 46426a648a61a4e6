"""Diagnostics to annotations of a GitHub workflow, which shows only some of each severity."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ..messages import messages
from ..model.diagnostics import Severity
from ..output.display import shown
from .problems import sentence, worst_first
from .text import Painter, plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..model.diagnostics import Diagnostic
    from ..model.source import Source

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MOST = 10
"""Annotations of a kind that GitHub shows for a step."""


def as_github(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Painter = plainly,
) -> str:
    """Return problems as annotations, the worst first.

    Those that GitHub would not show are lines of the log, and a last annotation counts them.
    """
    shown, hidden = _divided(worst_first(diagnostics))
    lines = [_annotation(diagnostic) for diagnostic in shown]
    lines += [_log_line(diagnostic) for diagnostic in hidden]
    return "\n".join([*lines, _remainder(hidden)] if hidden else lines)


def _divided(diagnostics: Sequence[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the diagnostics that GitHub shows, and the others."""
    by_severity: dict[Severity, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        by_severity[diagnostic.severity].append(diagnostic)
    most = dict.fromkeys(Severity, _MOST)
    if any(len(group) > _MOST for group in by_severity.values()):
        most[Severity.NOTE] -= 1  # the one that counts the others
    shown = [one for severity, group in by_severity.items() for one in group[: most[severity]]]
    hidden = [one for severity, group in by_severity.items() for one in group[most[severity] :]]
    return shown, hidden


def _annotation(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    kind = _KINDS[diagnostic.severity]
    path = _escape(span.path).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={span.line},endLine={span.last_line},col={span.column}"
    title = f"{diagnostic.code} {diagnostic.name}"
    return f"::{kind} {place},title={title}::{_escape(sentence(diagnostic))}"


def _log_line(diagnostic: Diagnostic) -> str:
    place = shown(str(diagnostic.span))
    return f"{place}: {diagnostic.severity} {diagnostic.code} {sentence(diagnostic)}"


def _remainder(hidden: Sequence[Diagnostic]) -> str:
    say = messages()
    by_code = Counter(diagnostic.code for diagnostic in hidden)
    counts = [f"{code} ({count})" for code, count in by_code.most_common()]
    return f"::notice::{_escape(say('report-in-log', count=len(hidden), codes=say.list(counts)))}"


def _escape(text: str) -> str:
    return shown(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))
