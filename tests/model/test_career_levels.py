"""Levels of one role: what its skills ask for at each, in the model and in exports."""

from __future__ import annotations

import csv
import io
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


HEADINGS = """### Junior

- Testing (TEST): level 2, follows a plan
- Data (DATM): level 3

### Senior Baker

- Testing (TEST): level 4-5, writes the plan

## ESCO

### Junior

- **Food**: knead dough

### Senior Baker

- **Food**: knead dough, plan recipes
- **Trade**: buy flour
"""


def test_headings_say_the_same_as_columns() -> None:
    persona = book(HEADINGS).personas[0]
    testing, data = persona.skills

    assert persona.levels == ("Junior", "Senior Baker")
    assert [(one.name, one.levels) for one in testing.by_level] == [
        ("Junior", "2"),
        ("Senior Baker", "4–5"),
    ]
    assert testing.levels == "2–5"
    assert data.at("Senior Baker") is None


def test_what_differs_between_levels_is_said_of_each() -> None:
    testing, data = book(HEADINGS).personas[0].skills

    assert testing.description == "Junior: follows a plan; Senior Baker: writes the plan"
    assert [one.description for one in testing.by_level] == ["follows a plan", "writes the plan"]
    assert [one.description for one in data.by_level] == [""]


def test_a_competence_of_several_levels_is_one_with_the_examples_of_each() -> None:
    food, trade = json.loads(EXPORTS["json"](book(HEADINGS)))["personas"][0]["competences"]

    assert food["examples"] == ["knead dough", "plan recipes"]
    assert food["by_level"] == [
        {"level": "Junior", "examples": ["knead dough"]},
        {"level": "Senior Baker", "examples": ["knead dough", "plan recipes"]},
    ]
    assert [one["level"] for one in trade["by_level"]] == ["Senior Baker"]


def test_the_table_of_skills_has_a_column_for_each_level() -> None:
    """Of all roles, the lowest first; without levels there are none."""
    two = handbook(
        [Source("a.md", HEAD + TABLE), Source("b.md", HEAD.replace("Baker", "Cook") + HEADINGS)]
    )

    assert rows(two) == [
        ["TEST", "2", "5", "2", "4–5", ""],
        ["DATM", "5", "5", "", "5", ""],
        ["TEST", "2", "5", "2", "", "4–5"],
        ["DATM", "3", "3", "3", "", ""],
    ]
    assert header(two)[-3:] == ["Junior", "Senior", "Senior Baker"]
    assert header(book(PLAIN))[-1] == "line"


def table(made: Handbook) -> list[list[str]]:
    return [*csv.reader(io.StringIO(EXPORTS["skills"](made).decode("utf-8-sig")))]


def header(made: Handbook) -> list[str]:
    return table(made)[0]


def rows(made: Handbook) -> list[list[str]]:
    """The codes, levels, and levels of a career."""
    return [[row[2], *row[5:7], *row[10:]] for row in table(made)[1:]]
