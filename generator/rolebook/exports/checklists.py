"""A checklist for other tools: one function a format, one entry in `CHECKLIST_FORMATS`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import icalendar
import msgspec

from ..files import OperatorError
from .marks import escaped
from .tables import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from ..checklist import Action, Checklist

COLUMNS = (
    "id", "phase", "title", "owner", "due", "date", "done_when", "meets", "sources", "state", "reason", "note",
)  # fmt: skip
"""The columns of the CSV; the last three are for whoever works through it."""


def checklist_markdown(checklist: Checklist, start: date | None = None) -> bytes:
    """Return a checklist as a task list, as issue trackers show it; ids stand at the end of each line."""
    lines = [f"# Onboarding: {escaped(checklist.title)}"]
    for step in checklist.steps:
        lines += ["", f"## {step.phase.label}", "", *(_task(action, start) for action in step.actions)]
    return ("\n".join(lines) + "\n").encode()


def checklist_json(checklist: Checklist, start: date | None = None) -> bytes:
    """Return a checklist as JSON: its actions with phase, owner, due day and what each is made from."""
    data = {
        "title": checklist.title,
        "personas": checklist.codes,
        "start": start.isoformat() if start else None,
        "actions": [_record(action, start) for action in checklist.actions],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def checklist_csv(checklist: Checklist, start: date | None = None) -> bytes:
    """Return a checklist as CSV, one row an action; see `COLUMNS`."""
    return csv_bytes(COLUMNS, (_row(action, start) for action in checklist.actions))


def checklist_calendar(checklist: Checklist, start: date | None = None) -> bytes:
    """Return a checklist as calendar entries of a day each (RFC 5545 §3.6.1), on the days when they are due.

    Entries have the same UIDs every time, so that reading the file again moves them.

    Raises:
        OperatorError: The first day is not known.
    """
    if start is None:
        raise OperatorError("a calendar needs the first day: --start 2027-01-04")
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Rolebook//Onboarding//EN")
    calendar.add("version", "2.0")
    for action in checklist.actions:
        event = icalendar.Event()
        event.add("uid", f"{action.id}.{'+'.join(checklist.codes)}@rolebook")
        event.add("dtstamp", datetime(start.year, start.month, start.day))
        event.add("dtstart", _day(action, start))
        event.add("summary", action.title)
        event.add("description", f"{action.owner.label}\nDone when {action.done}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


CHECKLIST_FORMATS: Mapping[str, Callable[[Checklist, date | None], bytes]] = {
    "md": checklist_markdown,
    "json": checklist_json,
    "csv": checklist_csv,
    "ics": checklist_calendar,
}


def _task(action: Action, start: date | None) -> str:
    who = action.owner.label.lower()
    by = f"by {_date(action, start)}" if start else action.by
    return f"- [ ] **{escaped(action.title)}** · {who}, {by} · done when {escaped(action.done)} (`{action.id}`)"


def _date(action: Action, start: date | None) -> str:
    return _day(action, start).isoformat() if start else ""


def _day(action: Action, start: date) -> date:
    try:
        return start + timedelta(days=action.due)
    except OverflowError as error:
        raise OperatorError(f"the first day {start} is too far away") from error


def _record(action: Action, start: date | None) -> dict[str, Any]:
    return {
        "id": action.id,
        "phase": action.phase,
        "title": action.title,
        "owner": action.owner,
        "due": action.due,
        "date": _date(action, start) or None,
        "done_when": action.done,
        "meets": action.meets or None,
        "topics": [{"source": one.source, "level": one.level or None, "text": one.text} for one in action.topics],
    }


def _row(action: Action, start: date | None) -> tuple[str, ...]:
    return (
        action.id,
        action.phase.value,
        action.title,
        action.owner.value,
        str(action.due),
        _date(action, start),
        action.done,
        action.meets_name,
        "; ".join(topic.source for topic in action.topics),
        *("", "", ""),
    )
