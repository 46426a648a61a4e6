"""Which problem belongs to which rule, where several rules share a line."""

from __future__ import annotations

import pytest

from rolebook.identity.draft import draft
from rolebook.model.diagnostics import Diagnostic
from rolebook.model.findings import findings
from rolebook.model.source import Source, Span

LINE = "The fox MUST run. The fox MUST hide."
TEXT = f"# Foxes\n\n{LINE}\n"


@pytest.mark.parametrize(
    ("column", "holders"),
    [
        (1, [0]),
        (len("The fox MUST run."), [0]),
        # Exactly behind the end of the first rule begins the space that belongs to neither.
        (len("The fox MUST run.") + 1, [0, 1]),
        (len("The fox MUST run. ") + 1, [1]),
        (len(LINE), [1]),
        (len(LINE) + 1, [0, 1]),
    ],
)
def test_a_problem_belongs_to_the_rule_that_it_begins_in(column: int, holders: list[int]) -> None:
    """One that begins in none of them, such as exactly behind the end of one, belongs to all."""
    [document] = draft([Source("foxes.md", TEXT)]).texts
    rules = document.requirements
    assert [rule.span.line for rule in rules] == [3, 3]

    found = findings(rules, [Diagnostic("KW001", Span("foxes.md", 3, column), "odd")])

    assert list(found) == [rules[n].id for n in holders]


def test_a_problem_on_another_line_or_in_another_file_belongs_to_no_rule() -> None:
    [document] = draft([Source("foxes.md", TEXT)]).texts
    elsewhere = (Span("foxes.md", 1), Span("wolves.md", 3))

    assert findings(document.requirements, [Diagnostic("KW001", s, "odd") for s in elsewhere]) == {}
