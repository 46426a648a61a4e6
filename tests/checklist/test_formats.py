"""A checklist for other tools; what is expected of them lies in `formats`, and the scripts of the page read it, too."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

import rolebook
from rolebook.checklist import Checklist, checklists
from rolebook.exports import CHECKLIST_FORMATS, Occasion
from rolebook.input.files import OperatorError

HERE = Path(__file__).parent
START = date(2027, 1, 4)
MADE = datetime(2026, 12, 1, 9, tzinfo=UTC)
OCCASION = Occasion(START, "Ada Lovelace", "handbook.example%2Fbook", MADE)


@pytest.fixture
def pilot() -> Checklist:
    case = HERE / "cases" / "a-persona-with-everything"
    return checklists(rolebook.load(case, root=case))["pilot"]


@pytest.mark.parametrize("form", CHECKLIST_FORMATS)
def test_a_format_is_what_was_agreed(pilot: Checklist, form: str) -> None:
    made = CHECKLIST_FORMATS[form](pilot, OCCASION)
    expected = HERE / "formats" / f"pilot.{form}"
    if os.environ.get("ROLEBOOK_ACCEPT"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_bytes(made)
    assert made == expected.read_bytes()


def test_a_task_list_has_a_line_for_each_action_with_its_id(pilot: Checklist) -> None:
    lines = CHECKLIST_FORMATS["md"](pilot, Occasion()).decode().splitlines()
    tasks = [line for line in lines if line.startswith("- [ ] ")]
    assert [line.rpartition("(`")[2].removesuffix("`)") for line in tasks] == [
        action.id for action in pilot.actions
    ]
    assert "by day 30" in lines[-20] or any("by day 30" in line for line in tasks)


def test_json_says_where_each_action_is_from(pilot: Checklist) -> None:
    data = json.loads(CHECKLIST_FORMATS["json"](pilot, OCCASION))
    meeting = next(one for one in data["actions"] if one["id"] == "meet-HM")
    assert {topic["source"] for topic in meeting["topics"]} == {
        "PI-COL-01",
        "PI-COL-02",
        "HM-COL-01",
    }
    assert meeting["date"] == "2027-01-05"


def test_csv_cells_are_not_run_by_a_spreadsheet(pilot: Checklist) -> None:
    rows = list(
        csv.DictReader(io.StringIO(CHECKLIST_FORMATS["csv"](pilot, Occasion()).decode("utf-8-sig")))
    )
    assert [row["id"] for row in rows] == [action.id for action in pilot.actions]
    assert rows[0]["due"] == "-14"
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_a_calendar_has_a_day_for_each_action(pilot: Checklist) -> None:
    calendar = icalendar.Calendar.from_ical(CHECKLIST_FORMATS["ics"](pilot, OCCASION))
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == len(pilot.actions)
    assert events["talk-30.PI.Ada%20Lovelace@handbook.example%2Fbook"].decoded("DTSTART") == date(
        2027, 2, 2
    )


def test_a_calendar_without_a_first_day_is_refused(pilot: Checklist) -> None:
    with pytest.raises(OperatorError, match="--start"):
        CHECKLIST_FORMATS["ics"](pilot, Occasion())


def test_marks_of_markdown_are_shown_as_they_are() -> None:
    text = "# The *Pilot*\n\n## Collaboration Guidelines\n- **MUST** tell The Clerk_of_[x]\n"
    [made] = checklists(rolebook.handbook([rolebook.Source("a.md", text)])).values()
    assert "\\_" in CHECKLIST_FORMATS["md"](made, Occasion()).decode()


def events(checklist: Checklist, occasion: Occasion) -> dict[str, icalendar.Event]:
    found = icalendar.Calendar.from_ical(CHECKLIST_FORMATS["ics"](checklist, occasion)).walk(
        "VEVENT"
    )
    return {str(event["UID"]): event for event in found if isinstance(event, icalendar.Event)}


@pytest.mark.parametrize(
    "other",
    [
        replace(OCCASION, person="Grace Hopper"),
        replace(OCCASION, person="Grace Hopper", start=date(2027, 2, 1)),
        replace(OCCASION, person=""),
        replace(OCCASION, site="other.example"),
    ],
)
def test_calendars_of_others_have_entries_of_their_own(pilot: Checklist, other: Occasion) -> None:
    assert not events(pilot, OCCASION).keys() & events(pilot, other).keys()


def test_a_calendar_of_several_roles_is_another_one(pilot: Checklist) -> None:
    both = replace(pilot, codes=("PI", "HM"))
    assert not events(pilot, OCCASION).keys() & events(both, OCCASION).keys()


@pytest.mark.parametrize("person", ["Ada Lovelace", " Ada  Lovelace "])
def test_a_later_calendar_moves_the_entries_of_the_same_person(
    pilot: Checklist, person: str
) -> None:
    later = replace(
        OCCASION, person=person, start=date(2027, 2, 1), now=MADE + timedelta(minutes=1)
    )
    before, after = events(pilot, OCCASION), events(pilot, later)
    assert before.keys() == after.keys()
    for uid, event in after.items():
        assert event.sequence > before[uid].sequence
        assert event.decoded("DTSTAMP") == later.now > before[uid].decoded("DTSTAMP")
        assert event.decoded("DTSTART") - before[uid].decoded("DTSTART") == timedelta(days=28)


def test_the_sequence_of_a_calendar_fits_for_centuries(pilot: Checklist) -> None:
    late = replace(OCCASION, now=datetime(2900, 1, 1, tzinfo=UTC))
    assert all(event.sequence < 2**31 for event in events(pilot, late).values())


def test_nothing_in_a_name_begins_a_line_of_a_calendar(pilot: Checklist) -> None:
    odd = replace(OCCASION, person="A\r\nATTENDEE:mailto:x@y;,\x1b\ud800ö")
    assert all(uid.isascii() for uid in events(pilot, odd))
    assert b"\nATTENDEE" not in CHECKLIST_FORMATS["ics"](pilot, odd)


def test_no_line_of_a_calendar_is_a_command_of_a_workflow() -> None:
    """Long lines are cut anywhere, so that any place of a text can begin one."""
    title = ":" * 300
    text = f"# The Pilot\n\n## Core Traits\n- calm\n\n## Collaboration Guidelines\n- **MUST** tell The {title} Clerk\n"
    [made] = checklists(rolebook.handbook([rolebook.Source("a.md", text)])).values()
    assert not re.search(rb"^\s*::", CHECKLIST_FORMATS["ics"](made, OCCASION), re.MULTILINE)
