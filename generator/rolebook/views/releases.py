"""What changed and when: the lock file's revisions as changes, by day and by rule."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ..identity.diff import Change, ChangeKind, Comparison, changed
from ..identity.leads import split_like

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..identity.groups import RuleState
    from ..identity.lock import Lock, Revision
    from ..messages import Messages
    from .quality import Share

_NOT_IN_ANCHORS = re.compile(r"[^\w.-]")


class Pending(StrEnum):
    """The name of a release that is still to come."""

    UNLOCKED = "not-locked-yet"
    """The lock file does not have it yet."""
    UNRELEASED = "not-released-yet"
    """No tag has it yet."""


@dataclass(frozen=True, slots=True)
class Release:
    """The changes of one day or tag."""

    name: str
    """The tag, the day on which the lock file was written, or one of `Pending`."""
    date: str
    """`2026-03-01`; empty for what is not locked or tagged yet."""
    comparison: Comparison
    is_first: bool = False
    """Whether there was nothing before, so that everything was added."""
    shares: tuple[Share, ...] = ()
    """Shares of the rules then, where the texts of that time can be read."""

    @property
    def anchor(self) -> str:
        """Its name in addresses."""
        return _NOT_IN_ANCHORS.sub("-", self.name).strip("-").lower()

    def title(self, say: Messages) -> str:
        """Return its name for people."""
        if isinstance(self.name, Pending):
            return say(f"release-{self.name}")
        return day(self.date, say) if self.name == self.date else self.name


@dataclass(frozen=True, slots=True)
class Event:
    """A revision of one rule, and what it changed."""

    revision: Revision
    change: Change | None
    """None if it was retired then."""


def releases_of_lock(lock: Lock) -> list[Release]:
    """Return the changes of every day on which the lock file was written, the latest first."""
    by_date: dict[str, list[Change]] = {}
    for date, change in _changes(lock):
        by_date.setdefault(date, []).append(change)
    # What is not locked yet has no date, and is the latest.
    dates = sorted(by_date, key=lambda date: (date == "", date))
    if not any(dates):
        return []
    releases: list[Release] = []
    for date in reversed(dates):
        comparison = Comparison.of(by_date[date])
        name = date or Pending.UNLOCKED
        releases.append(Release(name, date, comparison, is_first=date == dates[0]))
    return releases


def day(date: str, say: Messages) -> str:
    """Return a day of the lock file in words; one that is no date as it is.

    >>> from rolebook.messages import messages
    >>> day("2026-03-01", messages()), day("soon", messages())
    ('1 Mar 2026', 'soon')
    """
    try:
        return say.date(datetime.date.fromisoformat(date))
    except ValueError:
        return date


def events(lock: Lock, id: str) -> list[Event]:
    """Return the revisions of a rule with what each of them changed, the latest first."""
    history: list[Event] = []
    before: RuleState | None = None
    for revision in lock.revisions(id):
        if revision.is_retired:
            history.append(Event(revision, None))
            continue
        after = lock.state(revision)
        before = split_like(before, after)
        kinds = _kinds(before, after)
        history.append(Event(revision, Change(kinds, before, after)))
        before = after
    return history[::-1]


def _changes(lock: Lock) -> Iterator[tuple[str, Change]]:
    """Yield every change with its day; if a rule has got a new ID, as a change of that ID."""
    replaced = _replaced(lock)
    for id, revisions in lock.history.items():
        words = replaced.get(id)
        # A damaged file may hold the end of a rule without its words.
        before = lock.state(words) if words and not words.is_retired else None
        for revision in revisions:
            after = None if revision.is_retired else lock.state(revision)
            before = split_like(before, after)
            kinds = _kinds(before, after) if after else (ChangeKind.REMOVED,)
            if kinds and (after or (before and revision.text not in replaced)):
                yield revision.date, Change(kinds, before, after)
            before = after


def _replaced(lock: Lock) -> dict[str, Revision]:
    """Return what rules said last before they got new IDs, by these.

    A rule that was there already when another one was retired in its favour is not that one.
    """
    replaced: dict[str, Revision] = {}
    for id in lock.retired:
        # The last revision of a retired rule has the ID of its replacement as its text.
        end = lock.current(id)
        heir = lock.revisions(end.text)
        if heir and heir[0].date == end.date:
            replaced.setdefault(end.text, lock.last_words(id))
    return replaced


def _kinds(before: RuleState | None, after: RuleState) -> tuple[ChangeKind, ...]:
    if before is None:
        return (ChangeKind.ADDED,)
    return changed(
        before, after, is_moved=(before.persona, before.category) != (after.persona, after.category)
    )
