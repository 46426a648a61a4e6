"""A checklist to the sheets that its people fill in and sign; the words and what is shown, not how it looks."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from ..checklist import day_words
from .press import Job, Paper, press
from .wording import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..checklist import Action, Checklist, Step, Topic

_MOST_TOPICS = 4
_LONGEST_TOPIC = 150
_LONGEST_NAME = 40
_LONGEST_HEAD = 60
_LONGEST_NOTE = 90
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def checklist_pdf(
    checklist: Checklist, *, paper: Paper, start: datetime.date | None = None, note: str = ""
) -> bytes:
    """Return a checklist as PDF: a page for each phase, more where a phase has more than fits.

    Args:
        checklist: What to print.
        paper: The size of the pages.
        start: The first day; with it, dates stand beside the days.
        note: Stands at the foot of each page, such as the revision of the handbook.
    """
    job = checklist_job(checklist, paper=paper, start=start, note=note)
    return press(job.template, job.data, paper=job.paper).content


def checklist_job(
    checklist: Checklist, *, paper: Paper, start: datetime.date | None = None, note: str = ""
) -> Job:
    """Return the same as a job for `press_all`, which makes many at once, and tells what no font has."""
    title = (
        f"Onboarding checklist: {checklist.title}" if checklist.title else "Onboarding checklist"
    )
    data = {
        "title": title,
        "running": shorten(title, _LONGEST_HEAD),
        "note": shorten(note, _LONGEST_NOTE),
        "language": "en",
        "kind": "Onboarding checklist",
        "role": checklist.title or "Every role",
        "summary": _summary(checklist),
        "fields": [
            {"label": "New colleague", "value": ""},
            {"label": "Buddy", "value": ""},
            {"label": "Lead", "value": ""},
            {"label": "First day", "value": _date(start, 0)},
        ],
        "notes": "Notes",
        "sign": "Signed when all of this is done, or agreed to be left out",
        "signatures": ["New colleague", "Buddy", "Date"],
        "phases": [_phase(step, start) for step in checklist.steps],
    }
    return Job("checklist", data, paper)


def _summary(checklist: Checklist) -> str:
    count, phases = len(checklist.actions), len(checklist.steps)
    if not count:
        return "There is nothing on this list yet."
    return (
        f"{_counted(count, 'action')} in {_counted(phases, 'phase')}. "
        "Tick a box when what stands below its title is true, and sign each phase together."
    )


def _phase(step: Step, start: datetime.date | None) -> Mapping[str, Any]:
    due = max(action.due for action in step.actions)
    by = ", ".join(
        part
        for part in (f"by {day_words(due)}" if due >= 0 else day_words(due), _date(start, due))
        if part
    )
    return {
        "title": step.phase.label,
        "summary": f"{_counted(len(step.actions), 'action')}, {by}",
        "actions": [_action(action, start) for action in step.actions],
    }


def _action(action: Action, start: datetime.date | None) -> Mapping[str, Any]:
    return {
        "title": action.title,
        "done": _sentence(action.done),
        "topics": [_topic(topic) for topic in _first(action.topics)],
        "count": len(action.topics),
        "owner": action.owner.label,
        "by": day_words(action.due).capitalize(),
        "date": _date(start, action.due),
    }


def _first(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """Return the topics to show: one that is left over takes no more room than to say that it is."""
    return topics if len(topics) == _MOST_TOPICS + 1 else topics[:_MOST_TOPICS]


def _topic(topic: Topic) -> Mapping[str, str]:
    # A slug says nothing that the name does not say better; the id of a rule and the code of a
    # skill are looked up.
    code = topic.source if topic.is_rule or topic.source.isupper() else ""
    name = " ".join(part for part in (code, topic.level) if part) or shorten(
        topic.text, _LONGEST_NAME
    )
    return {
        "id": code,
        "level": topic.level,
        "text": shorten(topic.text, _LONGEST_TOPIC),
        "name": name,
    }


def _sentence(clause: str) -> str:
    """Return a clause with a full stop, if it is not there yet.

    >>> _sentence("it runs"), _sentence("it runs."), _sentence("動く。")
    ('it runs.', 'it runs.', '動く。')
    """
    return f"{clause}." if clause and clause[-1] not in ".!?。！？" else clause


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _date(start: datetime.date | None, due: int) -> str:
    """Return a date without the words of a locale: `Mon 7 Dec 2026`."""
    if start is None:
        return ""
    try:
        day = start + datetime.timedelta(days=due)
    except OverflowError:
        return ""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
