"""A checklist to the sheets that its people fill in and sign: what is shown, not how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..checklist import Owner, career_words, due_date, due_words
from ..messages import messages
from ..words.shortening import shorten
from .press import Job, Paper, press
from .wording import sheet_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from ..checklist import Action, Checklist, Step, Topic
    from ..messages import Messages

_MOST_TOPICS = 4
"""Topics in full: with more, nine actions would not fit on a page."""
_MOST_NAMES = 3
"""Topics by name, where there is no room for their texts; they fill a line."""
_LONGEST_TOPIC = 150
"""Two lines of small print on A4."""
_LONGEST_NAME = 40
"""A third of a line of small print on A4."""
_LONGEST_HEAD = 60
"""Half a line: the other half of the head is for the name of the phase."""
_LONGEST_NOTE = 90
"""A line of the footer, next to the page number."""


def checklist_pdf(
    checklist: Checklist,
    *,
    paper: Paper,
    start: datetime.date | None = None,
    note: str = "",
    say: Messages | None = None,
) -> bytes:
    """Return a checklist as PDF: a page for each phase, more where a phase has more than fits.

    Args:
        checklist: What to print.
        paper: The size of the pages.
        start: The first day; with it, dates are printed next to the days.
        note: Printed at the foot of each page, such as the revision of the handbook.
        say: The words of the sheets; English unless given.
    """
    job = checklist_job(checklist, paper=paper, start=start, note=note, say=say)
    return press(job.template, job.data, paper=job.paper).content


def checklist_job(
    checklist: Checklist,
    *,
    paper: Paper,
    start: datetime.date | None = None,
    note: str = "",
    say: Messages | None = None,
) -> Job:
    """Return the same as a job for `press_all`, which makes many sheets at once."""
    say = say or messages()
    role = checklist.title
    title = say("paper-checklist-of", role=role) if role else say("paper-checklist")
    data = {
        **sheet_words(say),
        "title": title,
        "running": shorten(title, _LONGEST_HEAD),
        "note": shorten(note, _LONGEST_NOTE),
        "kind": say("paper-checklist"),
        "role": role or say("paper-every-role"),
        "summary": _summary(checklist, say),
        "fields": [
            *({"label": say(f"owner-{owner}"), "value": ""} for owner in Owner),
            {"label": say("checklist-first-day"), "value": _date(start, 0, say)},
        ],
        "columns": {
            "done": say("paper-column-done"),
            "action": say("paper-column-action"),
            "owner": say("paper-column-owner"),
            "by": say("paper-column-by"),
            "ownerBy": say("paper-column-owner-by"),
        },
        "notes": say("paper-notes"),
        "sign": say("paper-sign"),
        "signatures": [say("owner-colleague"), say("owner-buddy"), say("paper-date")],
        "phases": [_phase(step, start, say) for step in checklist.steps],
    }
    return Job("checklist", data, paper)


def _summary(checklist: Checklist, say: Messages) -> str:
    if not checklist.actions:
        return say("paper-nothing")
    actions = say("action-count", count=len(checklist.actions))
    summary = say(
        "paper-summary", actions=actions, phases=say("phase-count", count=len(checklist.steps))
    )
    career = career_words(checklist.careers, say)
    return say("paper-summary-career", summary=summary, career=career) if career else summary


def _phase(step: Step, start: datetime.date | None, say: Messages) -> Mapping[str, Any]:
    last = max(action.due for action in step.actions)
    actions = say("action-count", count=len(step.actions))
    due, date = due_words(last, say), _date(start, last, say)
    return {
        "title": say(f"phase-{step.phase}"),
        "summary": say("paper-phase-dated", actions=actions, due=due, date=date)
        if date
        else say("paper-phase", actions=actions, due=due),
        "actions": [_action(action, start, say) for action in step.actions],
    }


def _action(action: Action, start: datetime.date | None, say: Messages) -> Mapping[str, Any]:
    rated = action.rated
    shown = () if rated else action.topics
    topics = [_topic(topic) for topic in _first(shown)]
    return {
        "title": action.title,
        "done": _sentence(say("action-done-when", done=action.done)) if action.done else "",
        "topics": topics,
        "rest": _rest(len(shown), len(topics), say),
        "names": _names(shown, say),
        "levels": [_level(topic, say) for topic in rated],
        "owner": say(f"owner-{action.owner}"),
        "by": _by(action.due, say),
        "date": _date(start, action.due, say),
    }


def _level(topic: Topic, say: Messages) -> Mapping[str, str]:
    """Return a skill with the levels that the role needs; the sheet has a box next to it."""
    needs = topic.needs.words if topic.needs else ""
    return {
        "skill": shorten(topic.name, _LONGEST_NAME),
        "needs": say("level-needs", levels=needs) if needs else "",
    }


def _by(due: int, say: Messages) -> str:
    return due_words(due, say) if due < 0 else say("due-day-label", day=due + 1)


def _first(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    """Return the topics to show: one left over takes no more room than to say that it is."""
    return topics if len(topics) == _MOST_TOPICS + 1 else topics[:_MOST_TOPICS]


def _rest(number: int, most: int, say: Messages) -> list[str]:
    """Return what is printed below the topics, by how many are shown, from none to `most`."""
    left = [number - shown for shown in range(most + 1)]
    return [say("paper-more", count=count) if count else "" for count in left]


def _names(topics: Sequence[Topic], say: Messages) -> str:
    """Return the topics of an action that has no room for their texts, in one line."""
    if not topics:
        return ""
    names = [_name(topic) for topic in topics[:_MOST_NAMES]]
    left = len(topics) - len(names)
    listed = say.list([*names, say("more-count", count=left)] if left else names)
    return say("paper-topics", topics=listed)


def _topic(topic: Topic) -> Mapping[str, str]:
    return {
        "id": _code(topic),
        "level": topic.level,
        "text": shorten(topic.text, _LONGEST_TOPIC),
    }


def _name(topic: Topic) -> str:
    name = " ".join(part for part in (_code(topic), topic.level) if part)
    return name or shorten(topic.text, _LONGEST_NAME)


def _code(topic: Topic) -> str:
    """Return what is looked up: the ID of a rule, or the code of a skill; a slug says nothing."""
    return topic.source if topic.is_rule or topic.source.isupper() else ""


def _sentence(words: str) -> str:
    """Return words with a full stop, if they do not end with one.

    >>> _sentence("it runs"), _sentence("it runs."), _sentence("動く。")
    ('it runs.', 'it runs.', '動く。')
    """
    return f"{words}." if words and words[-1] not in ".!?。！？" else words


def _date(start: datetime.date | None, due: int, say: Messages) -> str:
    """Return a date with its weekday, as the page has it: `Mon 7 Dec 2026`."""
    if start is None:
        return ""
    try:
        day = due_date(start, due)
    except OverflowError:
        return ""
    return say(
        "date-far",
        weekday=say.date(day, "EEE"),
        day=str(day.day),
        month=say.date(day, "MMM"),
        year=str(day.year),
    )
