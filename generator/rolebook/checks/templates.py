"""TP: sentences that a file repeats under many headings, with only the subject exchanged."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Severity
from .registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Grid, Handbook, Row

_FEWEST_COLUMNS = 6
_MOST_MISSING = 0.1
"""A row has a hole if it is under at least six headings and under 90 % of all."""
_THINGS = ("mail", "web", "chat", "file", "login", "print")


def _template(but: str = "", instead: str = "") -> str:
    """A file with the same rules under six headings; one line of it can be another."""
    lines = "".join(
        f"\n## {thing}\n\n- MUST document every {thing} decision\n- MUST test {thing} changes\n"
        f"- SHOULD monitor {thing} use\n- MUST back up {thing} data daily\n"
        f"- MUST encrypt {thing} passwords\n- MUST delete {thing} accounts of leavers\n"
        for thing in _THINGS
    )
    return f"# Systems\n{lines}".replace(but, instead) if but else f"# Systems\n{lines}"


@check(
    code="TP001",
    name="template-row",
    severity=Severity.NOTE,
    good=["# Systems\n\n- MUST test mail changes\n- MUST test web changes\n"],
    bad=[_template()],
)
def template_row(book: Handbook) -> Iterator[Diagnostic]:
    """Find sentences that are repeated under several headings, each once."""
    for grid, row in _rows(book):
        first = next(iter(row.cells.values())).requirement
        yield Diagnostic.of(
            "TP001",
            book.requirement(first).span,
            count=len(row.cells),
            of=len(grid.columns),
            words=f"{row.level.value} {row.label}",
        )


def _rows(book: Handbook) -> Iterator[tuple[Grid, Row]]:
    for grid in book.grids.values():
        for row in grid.rows:
            yield grid, row


@check(
    code="TP002",
    name="template-hole",
    severity=Severity.NOTE,
    good=[_template()],
    bad=[f"{_template('- MUST test print changes', '')}"],
    is_default=False,
)
def template_hole(book: Handbook) -> Iterator[Diagnostic]:
    """Find headings that lack a sentence which nearly all others have."""
    for grid, row in _rows(book):
        missing = [column for column in grid.columns if column.key not in row.cells]
        has_hole = 0 < len(missing) <= max(1, _MOST_MISSING * len(grid.columns))
        if len(row.cells) >= _FEWEST_COLUMNS - 1 and has_hole:
            first = next(iter(row.cells.values())).requirement
            yield Diagnostic.of(
                "TP002",
                book.requirement(first).span,
                words=f"{row.level.value} {row.label}",
                headings=tuple(column.label for column in missing),
            )


@check(
    code="TP003",
    name="template-level-drift",
    severity=Severity.NOTE,
    good=[_template()],
    bad=[_template("MUST test print", "SHOULD test print")],
    is_default=False,
)
def template_level_drift(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules that are less or more strict than the same sentence under all other headings."""
    for _, row in _rows(book):
        rules = [book.requirement(cell.requirement) for cell in row.cells.values()]
        counts = Counter(rule.level for rule in rules)
        others = [rule for rule in rules if rule.level is not row.level]
        if len(rules) >= _FEWEST_COLUMNS and len(others) <= max(1, _MOST_MISSING * len(rules)):
            for rule in others:
                yield Diagnostic.of(
                    "TP003",
                    rule.span,
                    level=rule.level.value,
                    other=row.level.value,
                    count=counts[row.level],
                )
