"""Levels of one role: what its skills ask for at each, in the model and in exports."""

from __future__ import annotations

import json

from rolebook import Handbook, Source, handbook
from rolebook.exports import EXPORTS

HEAD = "# The Baker\n\n## Traits\n\n- calm\n\n## SFIA Mapping\n\n"
TABLE = (
    "| Skill | Code | Senior | Junior |\n|---|---|---|---|\n"
    "| Testing | TEST | 4-5 | 2 |\n| Data | DATM | 5 | |\n"
)
PLAIN = "| Skill | Code | Level |\n|---|---|---|\n| Testing | TEST | 4 |\n"


def book(table: str) -> Handbook:
    return handbook([Source("a.md", HEAD + table)])


def test_a_role_names_its_levels_from_the_lowest_to_the_highest() -> None:
    assert book(TABLE).personas[0].levels == ("Junior", "Senior")
    assert book(PLAIN).personas[0].levels == ()


def test_a_skill_says_what_a_level_asks_for() -> None:
    """The name may have any case; a level with an empty cell asks for nothing."""
    testing, data = book(TABLE).personas[0].skills

    asked = [testing.at(level) for level in ("senior", "Junior")]
    assert [level and level.levels for level in asked] == ["4–5", "2"]
    assert data.at("Junior") is None
    assert (testing.low, testing.high) == (2, 5)


def test_the_data_have_each_level() -> None:
    """Handbooks that don't tell levels apart have the same data as before."""
    skills = json.loads(EXPORTS["json"](book(TABLE)))["personas"][0]["skills"]
    plain = json.loads(EXPORTS["json"](book(PLAIN)))["personas"][0]["skills"]

    assert skills[0]["by_level"] == [
        {"level": "Senior", "low": 4, "high": 5},
        {"level": "Junior", "low": 2, "high": 2},
    ]
    assert "by_level" not in plain[0]
