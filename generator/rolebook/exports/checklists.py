"""A checklist for other tools: one function a format, one entry in `CHECKLIST_FORMATS`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from ..checklist import career_words, due_date, due_words
from ..input.files import OperatorError
from ..messages import messages
from ..output.display import shown_lines
from .formats import Format, Formats
from .marks import escaped
from .tables import csv_bytes, joined

if TYPE_CHECKING:
    from datetime import date

    from ..checklist import Action, Career, Checklist, Topic
    from ..messages import Messages

COLUMNS = (
    "id", "phase", "title", "owner", "due", "date", "done_when", "meets", "sources",
    "state", "reason", "note", "needs", "levels",
)  # fmt: skip
"""The columns of the CSV; `state`, `reason`, `note` and `levels` are for people to fill in."""
_BLANK = "____"
"""Where a level is to be written; as `assets/checklist/levels.js` has it."""
_UNKNOWN_TIME = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Whom a file is made for, and when."""

    start: date | None = None
    """The first day."""
    person: str = ""
    """Who works through the list; empty if no one is named."""
    site: str = ""
    """Which handbook the list is from, as `calendar_site` returns it."""
    now: datetime = _UNKNOWN_TIME
    """When the file is made; a later one replaces an earlier one."""
    say: Messages = field(default_factory=messages)
    """The words of the file; those of actions are in the checklist."""


def checklist_markdown(checklist: Checklist, occasion: Occasion) -> bytes:
    """Return a checklist as a task list for issue trackers, with an ID at the end of each line."""
    say = occasion.say
    title = say("onboarding-of", role=escaped(checklist.title))
    career = career_words(checklist.careers, say)
    parts = [f"# {title}\n", *([f"{escaped(career)}\n"] if career else [])]
    for step in checklist.steps:
        tasks = "".join(_task(action, occasion) for action in step.actions)
        parts.append(f"## {say(f'phase-{step.phase}')}\n\n{tasks}")
    return "\n".join(parts).encode()


def checklist_json(checklist: Checklist, occasion: Occasion) -> bytes:
    """Return a checklist as JSON: keys for phases, owners and kinds, titles in `language`."""
    careers = [_career_record(career) for career in checklist.careers]
    data = {
        "format": "rolebook-checklist",
        "schema": JSON_SCHEMA,
        "language": occasion.say.language,
        "title": checklist.title,
        "personas": checklist.codes,
        "start": occasion.start.isoformat() if occasion.start else None,
        **({"careers": careers} if careers else {}),
        "actions": [_record(action, occasion.start) for action in checklist.actions],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


JSON_SCHEMA = 2
"""Version 1 had no `format`, `schema`, `language` and `kind`."""


def checklist_csv(checklist: Checklist, occasion: Occasion) -> bytes:
    """Return a checklist as CSV, one row an action; see `COLUMNS`."""
    return csv_bytes(COLUMNS, (_row(action, occasion.start) for action in checklist.actions))


def checklist_calendar(checklist: Checklist, occasion: Occasion) -> bytes:
    """Return a checklist as calendar entries (RFC 5545 §3.6.1) on the days when actions are due.

    Entries have the same UIDs every time, so that importing the file again moves them. Another
    person, list or handbook has other UIDs, so that nobody else's entries are moved.

    The page of a checklist writes the same calendar with `assets/checklist/calendar.js`: the
    command has no browser, and the page, which knows the ticks, has no server. What an event says
    comes from the same actions and messages, and a test compares what both write.

    Raises:
        OperatorError: The first day is not known.
    """
    if occasion.start is None:
        raise OperatorError("a calendar needs the first day: --start 2027-01-04")
    say = occasion.say
    import icalendar  # takes 0.03 s to load, and the light Rolebook is without it

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Rolebook//Onboarding//{say.language.upper()}")
    calendar.add("version", "2.0")
    owner_of_uids = _uid_suffix(checklist, occasion)
    for action in checklist.actions:
        event = icalendar.Event()
        event.add("uid", f"{action.id}.{owner_of_uids}")
        event.add("dtstamp", occasion.now)
        # Minutes grow with each export and fit into 32 bits, as RFC 5545 requires of an integer.
        event.add("sequence", int(occasion.now.timestamp()) // 60)
        event.add("dtstart", _day(action, occasion.start))
        event.add("summary", _calendar_text(action.title))
        event.add("description", _calendar_text(_description(action, say)))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _description(action: Action, say: Messages) -> str:
    owner = say("calendar-owner", owner=say(f"owner-{action.owner}"))
    return f"{owner}\n{say('action-done-when', done=action.done)}"


def calendar_site(url: str, name: str) -> str:
    """Return what the UIDs of a calendar call their handbook: its address, or else its name.

    >>> calendar_site("https://handbook.example/book/", "Ours"), calendar_site("", "Our Handbook")
    ('handbook.example%2Fbook', 'Our%20Handbook')
    """
    return _encoded(url.rpartition("://")[2].rstrip("/") or name)


CHECKLIST_FORMATS: Formats[Format[[Checklist, Occasion], bytes]] = Formats(
    Format("md", "md", checklist_markdown),
    Format("json", "json", checklist_json),
    Format("csv", "csv", checklist_csv),
    Format("ics", "ics", checklist_calendar),
)


def _uid_suffix(checklist: Checklist, occasion: Occasion) -> str:
    """Return what the UIDs of one list have in common; `calendar.js` writes the same."""
    person = f".{_encoded(occasion.person)}" if occasion.person.strip() else ""
    return f"{'+'.join(checklist.codes)}{person}@{occasion.site or 'rolebook'}"


def _encoded(text: str) -> str:
    """Return a text without what has a meaning in a calendar, as `encodeURIComponent` does."""
    plain = " ".join(unicodedata.normalize("NFC", shown_lines(text)).split())
    return quote(plain, safe="!*'()")


def _calendar_text(text: str) -> str:
    """Return a text whose lines can be folded anywhere without a line that begins a command."""
    return re.sub(":(?=:)", ":\u200b", shown_lines(text))


def _task(action: Action, occasion: Occasion) -> str:
    say, start = occasion.say, occasion.start
    due = say("due-by", date=_date(action, start)) if start else due_words(action.due, say)
    words = say(
        "task-line",
        title=f"**{escaped(action.title)}**",
        owner=say(f"owner-{action.owner}.inline"),
        due=due,
        done=escaped(action.done),
    )
    levels = "".join(f"  - {_level_line(topic, say)}\n" for topic in action.rated)
    return f"- [ ] {words} (`{action.id}`)\n{levels}"


def _level_line(topic: Topic, say: Messages) -> str:
    """Return a skill, what the role needs, and where to write one's own level."""
    needs = topic.needs.words if topic.needs else ""
    skill = escaped(topic.name)
    words = say("level-needed", skill=skill, levels=needs) if needs else skill
    return f"{words} (`{topic.source}`): {_BLANK}"


def _date(action: Action, start: date | None) -> str:
    return _day(action, start).isoformat() if start else ""


def _day(action: Action, start: date) -> date:
    try:
        return due_date(start, action.due)
    except OverflowError as error:
        raise OperatorError(f"the first day {start} is too far away") from error


def _record(action: Action, start: date | None) -> dict[str, Any]:
    return {
        "id": action.id,
        "kind": action.kind,
        "phase": action.phase,
        "title": action.title,
        "owner": action.owner,
        "due": action.due,
        "date": _date(action, start) or None,
        "done_when": action.done,
        "meets": action.meets or None,
        "topics": [_topic_record(topic, action) for topic in action.topics],
    }


def _topic_record(topic: Topic, action: Action) -> dict[str, Any]:
    record = {"source": topic.source, "level": topic.level or None, "text": topic.text}
    if topic not in action.rated or not topic.needs:
        return record
    needs: dict[str, Any] = {
        "low": topic.needs.low,
        "high": topic.needs.high,
        "most": topic.needs.most,
    }
    if topic.needs.by_level:
        needs["by_level"] = [
            {"level": one.level, "low": one.low, "high": one.high} for one in topic.needs.by_level
        ]
    return {**record, "name": topic.name, "needs": needs, "own_level": None}


def _career_record(career: Career) -> dict[str, Any]:
    return {
        "persona": career.role,
        "levels": career.levels,
        "level": career.chosen or None,
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
        joined(
            f"{topic.source}={topic.needs.words}"
            for topic in action.rated
            if topic.needs and topic.needs.words
        ),
        joined(f"{topic.source}=" for topic in action.rated),
    )
