"""A checklist for other tools; what is expected of them lies in `formats`, and the scripts of the page read it, too."""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date
from pathlib import Path

import icalendar
import pytest

import rolebook
from rolebook.checklist import Checklist, checklists
from rolebook.exports import CHECKLIST_FORMATS
from rolebook.files import OperatorError

HERE = Path(__file__).parent
START = date(2027, 1, 4)


@pytest.fixture
def pilot() -> Checklist:
    case = HERE / "cases" / "a-persona-with-everything"
    return checklists(rolebook.load(case, root=case))["pilot"]


@pytest.mark.parametrize("form", CHECKLIST_FORMATS)
def test_a_format_is_what_was_agreed(pilot: Checklist, form: str) -> None:
    made = CHECKLIST_FORMATS[form](pilot, START)
    expected = HERE / "formats" / f"pilot.{form}"
    if os.environ.get("ROLEBOOK_ACCEPT"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_bytes(made)
    assert made == expected.read_bytes()


def test_a_task_list_has_a_line_for_each_action_with_its_id(pilot: Checklist) -> None:
    lines = CHECKLIST_FORMATS["md"](pilot, None).decode().splitlines()
    tasks = [line for line in lines if line.startswith("- [ ] ")]
    assert [line.rpartition("(`")[2].removesuffix("`)") for line in tasks] == [action.id for action in pilot.actions]
    assert "by day 30" in lines[-20] or any("by day 30" in line for line in tasks)


def test_json_says_where_each_action_is_from(pilot: Checklist) -> None:
    data = json.loads(CHECKLIST_FORMATS["json"](pilot, START))
    meeting = next(one for one in data["actions"] if one["id"] == "meet-HM")
    assert {topic["source"] for topic in meeting["topics"]} == {"PI-COL-01", "PI-COL-02", "HM-COL-01"}
    assert meeting["date"] == "2027-01-04"


def test_csv_cells_are_not_run_by_a_spreadsheet(pilot: Checklist) -> None:
    rows = list(csv.DictReader(io.StringIO(CHECKLIST_FORMATS["csv"](pilot, None).decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [action.id for action in pilot.actions]
    assert rows[0]["due"] == "-14"
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_a_calendar_has_a_day_for_each_action(pilot: Checklist) -> None:
    calendar = icalendar.Calendar.from_ical(CHECKLIST_FORMATS["ics"](pilot, START))
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == len(pilot.actions)
    assert events["talk-30.PI@rolebook"].decoded("DTSTART") == date(2027, 2, 2)


def test_a_calendar_without_a_first_day_is_refused(pilot: Checklist) -> None:
    with pytest.raises(OperatorError, match="--start"):
        CHECKLIST_FORMATS["ics"](pilot, None)


def test_marks_of_markdown_are_shown_as_they_are() -> None:
    text = "# The *Pilot*\n\n## Collaboration Guidelines\n- **MUST** tell The Clerk_of_[x]\n"
    [made] = checklists(rolebook.handbook([rolebook.Source("a.md", text)])).values()
    assert "\\_" in CHECKLIST_FORMATS["md"](made, None).decode()
