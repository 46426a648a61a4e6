"""Problems by the rules they are about: those between the first and last character of a rule."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from . import Requirement
    from .diagnostics import Diagnostic
    from .source import Span


def findings(
    rules: Sequence[Requirement], diagnostics: Sequence[Diagnostic]
) -> Mapping[str, list[Diagnostic]]:
    """Return, by the ID of a rule, the problems on its lines, in the order of the diagnostics.

    Rules without problems are left out. Where several rules share a line, a problem belongs to the
    rule it is in; a problem in none of them belongs to all.
    """
    on_line = _rules_on_lines(rules, {(d.span.path, d.span.line) for d in diagnostics})
    by_rule: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        near = on_line.get((diagnostic.span.path, diagnostic.span.line), [])
        holders = [rule for rule in near if _holds(rule.span, diagnostic.span)]
        for rule in holders or near:
            by_rule[rule.id].append(diagnostic)
    return dict(by_rule)


def _rules_on_lines(
    rules: Sequence[Requirement], wanted: set[tuple[str, int]]
) -> Mapping[tuple[str, int], list[Requirement]]:
    on_line: dict[tuple[str, int], list[Requirement]] = defaultdict(list)
    for rule in rules:
        for line in range(rule.span.line, rule.span.last_line + 1):
            if (rule.span.path, line) in wanted:
                on_line[rule.span.path, line].append(rule)
    return on_line


def _holds(span: Span, place: Span) -> bool:
    """Whether a place begins in a span."""
    if (place.line, place.column) < (span.line, span.column):
        return False
    ends_before = place.line == span.last_line and span.end_column <= place.column
    return not (ends_before and span.end_column)
