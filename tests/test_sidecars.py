"""YAML files beside personas: read value by value, whatever they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

import rolebook
from rolebook.input.sidecars import MAX_LENGTH, entries, owner_of, read_sidecar

if TYPE_CHECKING:
    from pathlib import Path


@given(st.text())
def test_any_text_is_read_without_an_exception(text: str) -> None:
    sheet, problems = read_sidecar(rolebook.Source("a.onboarding.yml", text))
    assert all(problem.code in ("RD003", "RD011", "RD012") for problem in problems)
    assert isinstance(sheet.values, dict)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("drop: [a", "RD011"),
        ("- a\n- b\n", "RD011"),
        ("just words", "RD011"),
        ("[" * 5000, "RD011"),
        ("a: " + "x" * MAX_LENGTH, "RD011"),
        ("a: 1\n---\nb: 2\n", "RD011"),
        ("a: !!python/name:os.system", "RD011"),
        ("a: &x [1]\nb: *x\n", "RD012"),
        ("a: 1\na: 2\n", "RD012"),
        ("? [a]\n: 1\n", "RD012"),
    ],
)
def test_what_cannot_be_followed_is_said(text: str, code: str) -> None:
    _, problems = read_sidecar(rolebook.Source("a.onboarding.yml", text))
    assert [problem.code for problem in problems] == [code]


def test_what_only_looks_like_a_date_is_text() -> None:
    """One date that is not in the calendar does not make a whole file unreadable."""
    sheet, problems = read_sidecar(rolebook.Source("waivers.yml", "a: 2027-13-45\n"))
    assert (sheet.values, problems) == ({"a": "2027-13-45"}, [])


def test_a_place_is_a_line_and_a_column() -> None:
    sheet, _ = read_sidecar(rolebook.Source("a.onboarding.yml", "drop:\n  - one\n  - two\n"))
    assert str(sheet.span("drop", 1)) == "a.onboarding.yml:3:5"
    assert str(sheet.span("drop", 1, "deeper")) == "a.onboarding.yml:3:5"
    assert str(sheet.span("nowhere")) == "a.onboarding.yml:1:1"


def test_entries_of_a_missing_list_are_none() -> None:
    sheet, _ = read_sidecar(rolebook.Source("a.onboarding.yml", ""))
    assert entries(sheet, "drop", str) == ([], [])


def test_what_we_have_no_words_for_is_told_as_it_is() -> None:
    sheet, _ = read_sidecar(rolebook.Source("a.onboarding.yml", "days:\n  - 2\n"))
    weeks: Any = Annotated[int, Meta(multiple_of=7)]
    _, [problem] = entries(sheet, "days", weeks)

    assert problem.values["reason"] == "expected `int` that's a multiple of 7"


def test_an_order_names_actions_that_there_are() -> None:
    book = rolebook.handbook(
        [rolebook.Source("a.md", "# The Pilot\n\n## Traits\n- calm\n")],
        sidecars=[rolebook.Source("a.onboarding.yml", "order:\n  - buddy\n  - buddies\n")],
    )

    assert [(p.span.line, p.values["id"]) for p in book.diagnostics if p.code == "OB001"] == [
        (3, "buddies")
    ]


def test_a_file_belongs_to_the_persona_of_its_name() -> None:
    assert owner_of("personas/pilot.rubric.yml") == "personas/pilot"


def test_a_persona_that_is_read_alone_has_its_file(tmp_path: Path) -> None:
    (tmp_path / "pilot.md").write_text("# The Pilot\n## Core Traits\n- calm\n")
    (tmp_path / "pilot.onboarding.yml").write_text("drop: [nothing-like-it]\n")
    (tmp_path / "other.onboarding.yml").write_text("drop: [nothing-like-it]\n")
    alone = rolebook.load(tmp_path / "pilot.md", root=tmp_path)
    together = rolebook.load(tmp_path, root=tmp_path)

    assert [d.code for d in alone.diagnostics if d.code not in ("ID006", "RD015")] == ["OB001"]
    assert {d.code for d in together.diagnostics} >= {"OB001", "RD013"}


def test_a_file_that_cannot_be_opened_hides_no_persona(tmp_path: Path) -> None:
    (tmp_path / "pilot.md").write_text("# The Pilot\n## Core Traits\n- calm\n")
    (tmp_path / "pilot.onboarding.yml").mkdir()
    book = rolebook.load(tmp_path, root=tmp_path)
    assert len(book.personas) == 1


def test_escapes_bring_in_no_control_characters() -> None:
    """Neither half of a pair of surrogates nor what steers a terminal gets into a value or a key."""
    text = 'notes:\n  - "a\\ud83d"\n  - "b\\e[31m"\n"c\\0": fine\n'
    sheet, problems = read_sidecar(rolebook.Source("a.onboarding.yml", text))

    assert sheet.values == {"notes": ["a\ufffd", "b\ufffd[31m"], "c\ufffd": "fine"}
    assert [(problem.code, str(problem.span)) for problem in problems] == [
        ("RD003", "a.onboarding.yml:2:5"),
        ("RD003", "a.onboarding.yml:3:5"),
        ("RD003", "a.onboarding.yml:4:1"),
    ]
