"""What a role needs of a skill is data; people write their own levels next to it, and no tick changes by it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

import rolebook
from rolebook.checklist import Action, Checklist, Kind, Needs, checklists
from rolebook.exports import CHECKLIST_FORMATS, Occasion
from rolebook.paper import Paper, checklist_pdf

from ..paper.sheets import of, texts

HERE = Path(__file__).parent
SKILLS = """# The Pilot

## Core Traits
- calm

## Skills
| SFIA Code | Skill | Level | Description |
|---|---|---|---|
| USUP | Incident management | 3-4 | calls |
| PROG | Programming | 5 | tools |
| KNOT | Splicing | | ropes |
"""


@pytest.fixture
def pilot() -> Checklist:
    return checklists(rolebook.handbook([rolebook.Source("pilot.md", SKILLS)]))["pilot"]


def ratings(made: Checklist) -> list[Action]:
    return [one for one in made.actions if one.rates]


def test_a_skill_has_the_levels_that_the_role_needs(pilot: Checklist) -> None:
    first, again = ratings(pilot)
    assert (first.kind, first.rates) == (Kind.SKILLS, "first")
    assert (again.kind, again.rates) == (Kind.SKILLS_AGAIN, "again")
    for one in (first, again):
        assert {topic.source: topic.needs for topic in one.rated} == {
            "USUP": Needs(3, 4, 7),
            "PROG": Needs(5, 5, 7),
            "KNOT": Needs(),
        }


def test_nothing_else_is_rated(pilot: Checklist) -> None:
    others = [one for one in pilot.actions if not one.rates]
    assert [one.rated for one in others] == [()] * len(others)


def test_no_tick_is_about_what_the_role_needs(pilot: Checklist) -> None:
    """Beyond what it was about before: the name of the skill and its levels."""
    first, _ = ratings(pilot)
    assert first.about.split("\n") == [
        "Incident management, 3–4",
        "Programming/software development, 5",
        "Splicing",
    ]
    bare = tuple(replace(topic, name="", needs=None) for topic in first.topics)
    assert replace(first, topics=bare).about == first.about


def test_files_name_what_is_needed_and_leave_a_blank(pilot: Checklist) -> None:
    made = {form: CHECKLIST_FORMATS[form](pilot, Occasion()) for form in ("md", "csv", "json")}
    lines = made["md"].decode().splitlines()
    at = next(n for n, line in enumerate(lines) if line.endswith("(`skills-PIL`)"))
    assert lines[at + 1 : at + 4] == [
        "  - Incident management, needs 3–4 (`USUP`): ____",
        "  - Programming/software development, needs 5 (`PROG`): ____",
        "  - Splicing (`KNOT`): ____",
    ]
    rows = csv.DictReader(io.StringIO(made["csv"].decode("utf-8-sig")))
    row = next(row for row in rows if row["id"] == "skills-PIL")
    assert (row["needs"], row["levels"]) == ("USUP=3–4; PROG=5", "USUP=; PROG=; KNOT=")
    action = next(one for one in json.loads(made["json"])["actions"] if one["id"] == "skills-PIL")
    assert [(one["needs"]["low"], one["own_level"]) for one in action["topics"]] == [
        (3, None),
        (5, None),
        (None, None),
    ]


@pytest.mark.parametrize("paper", list(Paper))
def test_paper_has_every_skill_with_what_is_needed(pilot: Checklist, paper: Paper) -> None:
    """However many there are: each has a box to write in."""
    first, again = ratings(pilot)
    skills = tuple(replace(first.topics[0], source=f"S{n}", name=f"Skill {n}") for n in range(12))
    page = texts(checklist_pdf(of(replace(again, topics=skills)), paper=paper))[0]
    for n in range(12):
        assert f"Skill {n} needs 3–4" in page
    assert "in the handbook" not in page
