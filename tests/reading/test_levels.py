"""Levels of skills, however they are written."""

from __future__ import annotations

import pytest

from rolebook import Handbook, Source, handbook
from rolebook.model import Persona
from rolebook.parse.skill_rows import levels


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3", 3, 3),
        ("3-5", 3, 5),
        ("5-3", 3, 5),
        ("Level 5 to level 3", 3, 5),
        ("1–7", 1, 7),
        ("8", None, None),
        ("0-3", None, None),
        ("", None, None),
    ],
)
def test_a_range_begins_with_its_lower_end(text: str, low: int | None, high: int | None) -> None:
    assert levels(text) == (low, high)


def read(book: Handbook) -> list[tuple[str, str]]:
    [persona] = book.texts
    assert isinstance(persona, Persona)
    return [(skill.code, skill.levels) for skill in persona.skills]


def test_a_reversed_range_in_a_table_and_in_a_list() -> None:
    table = "| Skill | Code | Level |\n|---|---|---|\n| Testing | TEST | 5-3 |\n"
    item = "- TEST level 5-3: writes tests\n"
    for skills in (table, item):
        text = f"# The Tester\n\n## Core Traits\n- calm\n\n## SFIA 9 Mapping\n{skills}"

        assert read(handbook([Source("tester.md", text)])) == [("TEST", "3–5")]
