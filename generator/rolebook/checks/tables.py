"""TB: tables that are read only in part, or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Severity
from ..model.source import Span
from ..words.fences import outside_fences
from .registry import check, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook

_TRAITS = "# The Pilot\n\n## Traits\n- calm\n"
_DAYS = "| Day | Rule |\n|---|---|\n"

seen(
    "TB001",
    "cell-count",
    Severity.WARNING,
    good=[f"# Days\n\n{_DAYS}| Monday | You MUST rest \\| sleep. |\n"],
    bad=[f"# Days\n\n{_DAYS}| Monday | You MUST rest | sleep. |\n"],
)
seen(
    "TB002",
    "missing-column",
    Severity.WARNING,
    good=[f"{_TRAITS}\n## ESCO\n\n| Category | Examples |\n|---|---|\n| Baking | bread |\n"],
    bad=[f"{_TRAITS}\n## ESCO\n\n| Thing | Examples |\n|---|---|\n| Baking | bread |\n"],
)
seen(
    "TB004",
    "unreadable-level",
    Severity.WARNING,
    good=[f"{_TRAITS}\n## SFIA\n\n| Code | Level |\n|---|---|\n| PROG | 3-5 |\n"],
    bad=[f"{_TRAITS}\n## SFIA\n\n| Code | Level |\n|---|---|\n| PROG | senior |\n"],
)
seen(
    "TB005",
    "requirements-without-level",
    Severity.NOTE,
    good=["# Ovens\n\n| # | Rule | Level |\n|---|---|---|\n| 1 | Close it | MUST |\n"],
    bad=[
        "# Ovens\n\n| # | Rule |\n|---|---|\n| 1 | The oven is off at night |\n"
        "| 2 | The oven door is locked |\n"
    ],
)

_SKILLS = f"{_TRAITS}\n## SFIA\n\n| Code | Skill | Level |\n|---|---|---|\n"
_PROG = "| PROG | Programming/software development | 3 |\n"
_EMPTY_CELL = re.compile(r"\|\s*(?=\|)")


@check(
    code="TB003",
    name="empty-cell",
    severity=Severity.NOTE,
    good=[f"{_SKILLS}{_PROG}"],
    bad=[f"{_SKILLS}{_PROG}| TEST | Functional testing | |\n"],
)
def empty_cell(book: Handbook) -> Iterator[Diagnostic]:
    """Find skills without a level in tables in which others have one."""
    sources = {source.path: source.lines for source in book.sources}
    for persona in book.personas:
        has_levels = any(skill.low is not None for skill in persona.skills)
        for skill in persona.skills if has_levels else ():
            line = sources[persona.path][skill.span.line - 1]
            if skill.low is None and _EMPTY_CELL.search(line):
                yield Diagnostic.of("TB003", skill.span, code=skill.code)


_ROW = re.compile(r"\s*\|.*\|\s*$")
_SEPARATOR = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")


@check(
    code="TB006",
    name="missing-separator",
    severity=Severity.NOTE,
    good=[f"# Days\n\n{_DAYS}| Monday | You MUST rest. |\n"],
    bad=["# Days\n\n| Day | Rule |\n| Monday | You MUST rest. |\n"],
)
def missing_separator(book: Handbook) -> Iterator[Diagnostic]:
    """Find rows that are no table, because there is no line of dashes below the first."""
    for source in book.sources:
        if "|" not in source.text:
            continue
        run: list[tuple[int, str]] = []
        for number, line in [*outside_fences(source.lines), (0, "")]:
            if _ROW.match(line):
                run.append((number, line))
                continue
            if len(run) > 1 and not any(_SEPARATOR.match(row) for _, row in run):
                yield Diagnostic.of("TB006", Span(source.path, run[0][0]), count=len(run))
            run = []
