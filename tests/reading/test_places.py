"""Where a rule stands, and what its names are without marks."""

from __future__ import annotations

import pytest

from rolebook import Source, handbook
from rolebook.model import Found, Persona

PERSONA = "# The Tester\n\n## Core Traits\n- calm\n\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Foxes\n\nThe fox MUST run.\n", 3),
        # Definitions of links are taken out of the paragraph that they begin.
        ("# Foxes\n\n[a]: b\n[c]: d\nThe fox MUST run.\n", 5),
        ("# Foxes\n\n> [a]: b\n> The fox MUST run.\n", 4),
        ("# Foxes\n\n- one\n- [a]: b\n  The fox MUST run.\n", 5),
    ],
)
def test_a_rule_is_on_its_own_line(text: str, line: int) -> None:
    [rule] = handbook([Source("foxes.md", text)]).requirements

    assert rule.span.line == line


@pytest.mark.parametrize(
    "written", ["**Optics**: lenses", "**Optics:** lenses", "**Optics:**: lenses", "Optics: lenses"]
)
def test_an_area_has_its_name_without_the_colon(written: str) -> None:
    book = handbook([Source("a.md", f"{PERSONA}## Knowledge Areas\n- {written}\n")])
    [persona] = book.texts
    assert isinstance(persona, Persona)

    assert [(area.name, area.topics) for area in persona.knowledge] == [("Optics", ("lenses",))]


def test_a_row_with_fewer_cells_than_the_head_is_read() -> None:
    table = "| Skill | Code | Level |\n|---|---|---|\n| Testing | TEST |\n"
    [persona] = handbook([Source("a.md", f"{PERSONA}## SFIA 9 Mapping\n{table}")]).texts
    assert isinstance(persona, Persona)

    assert [(skill.code, skill.low) for skill in persona.skills] == [("TEST", None)]


def test_a_line_is_found_as_a_line() -> None:
    [rule] = handbook([Source("a.md", f"{PERSONA}## Ruleset\n**MUST** sing\n")]).requirements

    assert rule.found is Found.LINE
    assert [form.value for form in (rule.found,)] == ["line"]


def test_problems_are_in_the_order_of_the_sources() -> None:
    """Those that links show, too, though they are found last."""
    twin = "---\naliases: [Twin]\n---\n# The {}\n\n## Traits\n- calm\n"
    sources = [
        Source("a.md", twin.format("First")),
        Source("b.md", twin.format("Second")),
        Source("c.md", ""),
        Source("d.md", f"{PERSONA}## Ruleset\n**MUST** test and MUST sing\n"),
    ]
    found = [(d.span, d.code) for d in handbook(sources).diagnostics]

    assert {"XR002"} < {code for _, code in found}
    assert len({span.path for span, _ in found}) > 1
    assert found == sorted(found)


def test_what_is_quoted_of_a_row_that_is_too_long_is_short() -> None:
    table = f"| Skill | Code |\n|---|---|\n| Testing | TEST | {'x' * 80} |\n"
    found = handbook([Source("a.md", f"{PERSONA}## SFIA 9 Mapping\n{table}")]).diagnostics

    assert [len(str(d.values["surplus"])) for d in found if d.code == "TB001"] == [60]


def test_a_problem_in_one_of_two_equal_cells_is_in_that_one() -> None:
    row = "| Foxes MUST not run | Foxes MUST not run |"
    found = handbook([Source("a.md", f"# Foxes\n\n| A | B |\n|---|---|\n{row}\n")]).diagnostics
    places = [d.span.column for d in found if d.code == "KW001"]

    assert places == [row.index("MUST") + 1, row.rindex("MUST") + 1]


@pytest.mark.parametrize(("length", "codes"), [(50_000, []), (50_001, ["RD006"])])
def test_front_matter_has_a_longest_length(length: int, codes: list[str]) -> None:
    """Nobody writes as much, and reading it takes longer than its length suggests."""
    field = "tags: "
    matter = f"{field}{'x' * (length - len(field))}"
    found = handbook([Source("a.md", f"---\n{matter}\n---\n# Foxes\n\nThe fox MUST run.\n")])

    assert [d.code for d in found.diagnostics] == codes
