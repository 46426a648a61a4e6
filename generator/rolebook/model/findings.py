"""Findings to the rules that they are about: what stands between the first and the last character of a rule."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from . import Requirement
    from .diagnostics import Diagnostic
    from .source import Span


def findings(
    requirements: Sequence[Requirement], diagnostics: Sequence[Diagnostic]
) -> Mapping[str, list[Diagnostic]]:
    """Return, by the id of a rule, the findings on its lines, in the order of the diagnostics.

    Rules without any are left out. Where several rules share a line, a finding belongs to the one
    that it stands in; one that stands in none of them belongs to all.
    """
    on_line: dict[tuple[str, int], list[Requirement]] = defaultdict(list)
    wanted = {(one.span.path, one.span.line) for one in diagnostics}
    for rule in requirements:
        for line in range(rule.span.line, rule.span.last_line + 1):
            if (rule.span.path, line) in wanted:
                on_line[rule.span.path, line].append(rule)
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        near = on_line.get((diagnostic.span.path, diagnostic.span.line), ())
        for rule in [rule for rule in near if _holds(rule.span, diagnostic.span)] or near:
            found[rule.id].append(diagnostic)
    return dict(found)


def _holds(span: Span, place: Span) -> bool:
    """Whether a place begins in a span."""
    is_behind_start = (place.line, place.column) >= (span.line, span.column)
    is_on_last = place.line == span.last_line and span.end_column
    return is_behind_start and not (is_on_last and place.column >= span.end_column)
