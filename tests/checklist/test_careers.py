"""A list for one level of a career: the skills that it needs, as far as it needs them."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from rolebook.checklist import Checklist, at_career_levels, checklists, merged
from rolebook.cli import main
from rolebook.exports import CHECKLIST_FORMATS, Occasion
from rolebook.messages import messages
from rolebook.paper import Paper, checklist_pdf

from ..paper.sheets import texts
from .bakery import FILES, bakery

if TYPE_CHECKING:
    from pathlib import Path

LISTS = checklists(bakery())
BOTH = merged([LISTS["baker"], LISTS["miller"]])


def at(made: Checklist, **levels: str) -> Checklist:
    return at_career_levels(made, levels, messages())


def needs(made: Checklist, id: str = "skills-BAK") -> list[str]:
    """What a list says of skills, with the levels that are needed."""
    action = next(one for one in made.actions if one.id == id)
    assert [topic.needs and topic.needs.words for topic in action.topics]
    return [topic.text for topic in action.topics]


def row(made: Checklist, id: str = "skills-BAK") -> dict[str, str]:
    content = CHECKLIST_FORMATS["csv"](made, Occasion()).decode("utf-8-sig")
    return next(row for row in csv.DictReader(io.StringIO(content)) if row["id"] == id)


def test_a_list_names_the_levels_of_its_roles() -> None:
    assert [(one.role, one.name, one.levels, one.chosen) for one in BOTH.careers] == [
        ("BAK", "Baker", ("Junior", "Senior"), ""),
        ("MIL", "Miller", ("Junior miller", "Senior miller"), ""),
    ]
    assert LISTS["cook"].careers == ()


def test_without_a_level_skills_have_the_levels_of_all() -> None:
    assert needs(LISTS["baker"]) == [
        "Programming/software development, levels 2–5",
        "Incident management, level 3",
        "Functional testing, level 3",
    ]
    assert at(LISTS["baker"]) == LISTS["baker"]


def test_a_level_has_the_skills_that_it_needs() -> None:
    """One that the role needs whatever the level stays."""
    assert needs(at(LISTS["baker"], BAK="Junior")) == [
        "Programming/software development, level 2",
        "Functional testing, level 3",
    ]
    assert needs(at(LISTS["baker"], BAK="Senior")) == [
        "Programming/software development, levels 4–5",
        "Incident management, level 3",
        "Functional testing, level 3",
    ]


def test_each_role_of_a_person_has_a_level_of_its_own() -> None:
    made = at(BOTH, BAK="Senior", MIL="Junior miller")
    assert needs(made)[0] == "Programming/software development, levels 4–5"
    assert needs(made, "skills-MIL") == ["Programming/software development, level 1"]
    assert needs(at(BOTH, BAK="Senior"), "skills-MIL") == [
        "Programming/software development, levels 1–3"
    ]


def test_a_level_changes_no_id_and_no_date() -> None:
    before, after = LISTS["baker"], at(LISTS["baker"], BAK="Junior")
    assert [(one.id, one.due, one.title) for one in before.actions] == [
        (one.id, one.due, one.title) for one in after.actions
    ]


def test_files_have_what_the_level_needs() -> None:
    made = at(LISTS["baker"], BAK="Junior")
    lines = CHECKLIST_FORMATS["md"](made, Occasion()).decode().splitlines()
    data = json.loads(CHECKLIST_FORMATS["json"](made, Occasion()))
    action = next(one for one in data["actions"] if one["id"] == "skills-BAK")

    assert lines[2] == "Career level: Junior"
    assert "  - Programming/software development, needs 2 (`PROG`): ____" in lines
    assert (row(made)["needs"], row(made)["levels"]) == ("PROG=2; TEST=3", "PROG=; TEST=")
    assert data["careers"] == [
        {"persona": "BAK", "levels": ["Junior", "Senior"], "level": "Junior"}
    ]
    assert action["topics"][0]["needs"] == {
        "low": 2,
        "high": 2,
        "most": 7,
        "by_level": [
            {"level": "Junior", "low": 2, "high": 2},
            {"level": "Senior", "low": 4, "high": 5},
        ],
    }
    assert "careers" not in json.loads(CHECKLIST_FORMATS["json"](LISTS["cook"], Occasion()))


def test_a_file_for_several_roles_says_which_level_is_whose() -> None:
    made = at(BOTH, BAK="Senior", MIL="Junior miller")
    lines = CHECKLIST_FORMATS["md"](made, Occasion()).decode().splitlines()
    assert lines[2] == "Career level: Senior (Baker) and Junior miller (Miller)"


def test_paper_says_the_level_and_what_it_needs() -> None:
    pages = texts(checklist_pdf(at(LISTS["baker"], BAK="Junior"), paper=Paper.A4))
    assert "Career level: Junior." in pages[0]
    assert any("Programming/software development needs 2" in page for page in pages)
    assert not any("Incident management" in page for page in pages)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path, roles: str, level: str) -> tuple[int, str]:
    arguments = ["checklist", roles, str(folder), "--format", "csv", "--level", level]
    result = CliRunner().invoke(main, arguments)
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("roles", "level", "needed"),
    [
        ("BAK", "junior", ["PROG=2; TEST=3"]),
        ("BAK,COO", "Junior", ["PROG=2; TEST=3", "TEST=2"]),
        ("BAK,MIL", "senior", ["PROG=4–5; USUP=3; TEST=3", "PROG=3"]),
        ("BAK,MIL", "BAK=senior, mil=junior", ["PROG=4–5; USUP=3; TEST=3", "PROG=1"]),
        ("BAK", "", ["PROG=2–5; USUP=3; TEST=3"]),
    ],
)
def test_the_command_takes_a_level(folder: Path, roles: str, level: str, needed: list[str]) -> None:
    """In any case, by some of its words, for all roles that have it or for one."""
    code, output = run(folder, roles, level)
    rows = csv.DictReader(io.StringIO(output.removeprefix("\ufeff")))
    found = {row["id"]: row["needs"] for row in rows}
    assert code == 0
    ids = [f"skills-{role}" for role in roles.split(",")]
    assert [found[id] for id in ids] == needed


@pytest.mark.parametrize(
    ("roles", "level", "told"),
    [
        ("BAK", "lead", "'lead' is no career level: BAK has Junior, Senior"),
        ("BAK,MIL", "MIL=lead", "'lead' is no career level: MIL has Junior miller, Senior miller"),
        ("COO", "junior", "Cook has no career levels"),
        ("BAK", "MIL=junior", "MIL has no career levels"),
    ],
)
def test_a_level_that_is_not_there_is_refused(
    folder: Path, roles: str, level: str, told: str
) -> None:
    code, output = run(folder, roles, level)
    assert code != 0
    assert told in output
