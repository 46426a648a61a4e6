"""A checklist to the sheets that its people fill in and sign; the words and what is shown, not how it looks."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from .press import Job, Paper, press

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..checklist import Action, Checklist, Step, Topic

_MOST_TOPICS = 4
_LONGEST_TOPIC = 150
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def checklist_pdf(checklist: Checklist, *, paper: Paper, start: datetime.date | None = None, note: str = "") -> bytes:
    """Return a checklist as PDF: a page for each phase, more where a phase has more than fits.

    Args:
        checklist: What to print.
        paper: The size of the pages.
        start: The first day; with it, dates stand beside the days.
        note: Stands at the foot of each page, such as the revision of the handbook.
    """
    job = checklist_job(checklist, paper=paper, start=start, note=note)
    return press(job.template, job.data, paper=job.paper).content


def checklist_job(checklist: Checklist, *, paper: Paper, start: datetime.date | None = None, note: str = "") -> Job:
    """Return the same as a job for `press_all`, which makes many at once, and tells what no font has."""
    count = len(checklist.actions)
    data = {
        "title": f"Onboarding checklist: {checklist.title}" if checklist.title else "Onboarding checklist",
        "note": note,
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


def due_words(due: int) -> str:
    """Return a day as people count it, from 1.

    >>> due_words(0), due_words(29), due_words(-1), due_words(-3)
    ('day 1', 'day 30', '1 day before', '3 days before')
    """
    if due >= 0:
        return f"day {due + 1}"
    return f"{-due} {'day' if due == -1 else 'days'} before"


def _summary(checklist: Checklist) -> str:
    count, phases = len(checklist.actions), len(checklist.steps)
    if not count:
        return "There is nothing on this list yet."
    actions = f"{count} {'action' if count == 1 else 'actions'}"
    return (
        f"{actions} in {phases} {'phase' if phases == 1 else 'phases'}. "
        "Tick a box when what stands below its title is true, and sign each phase together."
    )


def _phase(step: Step, start: datetime.date | None) -> Mapping[str, Any]:
    count = len(step.actions)
    due = max(action.due for action in step.actions)
    by = ", ".join(part for part in (f"by {due_words(due)}", _date(start, due)) if part)
    return {
        "title": step.phase.title,
        "summary": f"{count} {'action' if count == 1 else 'actions'}, {by}",
        "actions": [_action(action, start) for action in step.actions],
    }


def _action(action: Action, start: datetime.date | None) -> Mapping[str, Any]:
    return {
        "title": action.title,
        "done": action.done.rstrip(". ") + "." if action.done else "",
        "topics": [_topic(topic) for topic in action.topics[:_MOST_TOPICS]],
        "count": len(action.topics),
        "owner": action.owner.title,
        "by": due_words(action.due).capitalize(),
        "date": _date(start, action.due),
    }


def _topic(topic: Topic) -> Mapping[str, str]:
    # A slug says nothing that the name does not say better; the id of a rule and the code of a skill are looked up.
    is_code = topic.is_rule or topic.source.isupper()
    return {"id": topic.source if is_code else "", "level": topic.level, "text": _shorten(topic.text)}


def _shorten(text: str) -> str:
    """Return the beginning of a long text, up to a space where it has some, with an ellipsis that says so."""
    if len(text) <= _LONGEST_TOPIC:
        return text
    head = text[:_LONGEST_TOPIC]
    words, space, _ = head.rpartition(" ")
    return f"{words if space and len(words) > _LONGEST_TOPIC // 2 else head}…"


def _date(start: datetime.date | None, due: int) -> str:
    """Return a date without the words of a locale: `Mon 7 Dec 2026`."""
    if start is None:
        return ""
    try:
        day = start + datetime.timedelta(days=due)
    except OverflowError:
        return ""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
