"""A checklist for other tools: one function a format, one entry in `CHECKLIST_FORMATS`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import icalendar
import msgspec

from ..input.files import OperatorError
from ..output.display import shown_lines
from .marks import escaped
from .tables import csv_bytes, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from ..checklist import Action, Checklist

COLUMNS = (
    "id", "phase", "title", "owner", "due", "date", "done_when", "meets", "sources", "state", "reason", "note",
)  # fmt: skip
"""The columns of the CSV; the last three are for whoever works through it."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Whom a file is made for, and when."""

    start: date | None = None
    """The first day."""
    person: str = ""
    """Who works through the list; empty if nobody is named."""
    site: str = ""
    """Which handbook the list is from, as `calendar_site` returns it."""
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    """When the file is made; a later one replaces an earlier one."""


def checklist_markdown(checklist: Checklist, occasion: Occasion) -> bytes:
    """Return a checklist as a task list, as issue trackers show it; ids stand at the end of each line."""
    lines = [f"# Onboarding: {escaped(checklist.title)}"]
    for step in checklist.steps:
        lines += [
            "",
            f"## {step.phase.label}",
            "",
            *(_task(action, occasion.start) for action in step.actions),
        ]
    return ("\n".join(lines) + "\n").encode()


def checklist_json(checklist: Checklist, occasion: Occasion) -> bytes:
    """Return a checklist as JSON: its actions with phase, owner, due day and what each is made from."""
    data = {
        "title": checklist.title,
        "personas": checklist.codes,
        "start": occasion.start.isoformat() if occasion.start else None,
        "actions": [_record(action, occasion.start) for action in checklist.actions],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def checklist_csv(checklist: Checklist, occasion: Occasion) -> bytes:
    """Return a checklist as CSV, one row an action; see `COLUMNS`."""
    return csv_bytes(COLUMNS, (_row(action, occasion.start) for action in checklist.actions))


def checklist_calendar(checklist: Checklist, occasion: Occasion) -> bytes:
    """Return a checklist as calendar entries of a day each (RFC 5545 §3.6.1), on the days when they are due.

    Entries have the same UIDs every time, so that importing the file again moves them. Another
    person, list or handbook has other UIDs, so that nobody else's entries are moved.

    Raises:
        OperatorError: The first day is not known.
    """
    if occasion.start is None:
        raise OperatorError("a calendar needs the first day: --start 2027-01-04")
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Rolebook//Onboarding//EN")
    calendar.add("version", "2.0")
    whose = _whose(checklist, occasion)
    for action in checklist.actions:
        event = icalendar.Event()
        event.add("uid", f"{action.id}.{whose}")
        event.add("dtstamp", occasion.now)
        event.add("sequence", int(occasion.now.timestamp()) // 60)  # grows, and fits into 32 bits
        event.add("dtstart", _day(action, occasion.start))
        event.add("summary", _said(action.title))
        event.add("description", f"{action.owner.label}\n{_said(f'Done when {action.done}')}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def calendar_site(url: str, name: str) -> str:
    """Return what the UIDs of a calendar call the handbook that they are from: its address, or else its name.

    >>> calendar_site("https://handbook.example/book/", "Ours"), calendar_site("", "Our Handbook")
    ('handbook.example%2Fbook', 'Our%20Handbook')
    """
    return _encoded(url.rpartition("://")[2].rstrip("/") or name)


CHECKLIST_FORMATS: Mapping[str, Callable[[Checklist, Occasion], bytes]] = {
    "md": checklist_markdown,
    "json": checklist_json,
    "csv": checklist_csv,
    "ics": checklist_calendar,
}


def _whose(checklist: Checklist, occasion: Occasion) -> str:
    """Return what the UIDs of one list have in common; `assets/checklist/formats.js` makes the same."""
    person = f".{_encoded(occasion.person)}" if occasion.person.strip() else ""
    return f"{'+'.join(checklist.codes)}{person}@{occasion.site or 'rolebook'}"


def _encoded(text: str) -> str:
    """Return a text without the characters that have a meaning in a calendar, as `encodeURIComponent` does."""
    plain = " ".join(unicodedata.normalize("NFC", shown_lines(text)).split())
    return quote(plain, safe="!*'()")


def _said(text: str) -> str:
    """Return a text for a calendar; its lines are folded anywhere, so a workflow command could begin one."""
    return re.sub(":(?=:)", ":\u200b", shown_lines(text))


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
        "topics": [
            {"source": one.source, "level": one.level or None, "text": one.text}
            for one in action.topics
        ],
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
        joined(topic.source for topic in action.topics),
        *("", "", ""),
    )
