"""What changed and when: the lock file's revisions as changes, by day and by rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..identity.diff import Change, ChangeKind, Comparison, Version, changed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..identity.lock import Lock, Revision

UNRELEASED = "Not released yet"
UNLOCKED = "Not locked yet"


@dataclass(frozen=True, slots=True)
class Release:
    """What came at one time."""

    name: str
    """The tag, or the day on which the lock file was written."""
    date: str
    """`2026-03-01`; empty for what is not locked or tagged yet."""
    comparison: Comparison
    is_first: bool = False
    """Whether there was nothing before, so that everything was added."""

    @property
    def anchor(self) -> str:
        """Its name in addresses."""
        return (
            "".join(c if c.isalnum() or c in "-._" else "-" for c in self.name).strip("-").lower()
        )


@dataclass(frozen=True, slots=True)
class Event:
    """A revision of one rule, and what it changed."""

    revision: Revision
    change: Change | None
    """None where it was retired."""


def releases_of_lock(lock: Lock) -> list[Release]:
    """Return what came with every day on which the lock file was written, the latest first; nothing without a file."""
    by_date: dict[str, list[Change]] = {}
    for date, change in _changes(lock):
        by_date.setdefault(date, []).append(change)
    # What is not locked yet has no date, and is the latest.
    dates = sorted(by_date, key=lambda date: (date == "", date))
    if not any(dates):
        return []
    releases = [
        Release(date or UNLOCKED, date, Comparison(tuple(by_date[date])), is_first=date == dates[0])
        for date in dates
    ]
    return releases[::-1]


def events(lock: Lock, id: str) -> list[Event]:
    """Return the revisions of a rule with what each of them changed, the latest first."""
    found: list[Event] = []
    before: Version | None = None
    for revision in lock.revisions(id):
        if revision.is_retired:
            found.append(Event(revision, None))
            continue
        after = _version(lock, revision)
        kinds = _kinds(lock, before, after)
        found.append(Event(revision, Change(kinds, before, after)))
        before = after
    return found[::-1]


def _changes(lock: Lock) -> Iterator[tuple[str, Change]]:
    """Yield every change with its day; of an id that another one took over the change is told there."""
    heirs = {
        lock.current(id).text: lock.last_words(id) for id in lock.retired if lock.current(id).text
    }
    for id, revisions in lock.history.items():
        # A damaged file may hold the end of a rule without its words.
        before = _version(lock, heirs[id]) if id in heirs and not heirs[id].is_retired else None
        for revision in revisions:
            after = None if revision.is_retired else _version(lock, revision)
            kinds = _kinds(lock, before, after) if after else (ChangeKind.REMOVED,)
            if kinds and (after or (before and not revision.text)):
                yield revision.date, Change(kinds, before, after)
            before = after


def _kinds(lock: Lock, before: Version | None, after: Version) -> tuple[ChangeKind, ...]:
    if before is None:
        return (ChangeKind.ADDED,)
    return changed(
        before, after, is_moved=(before.persona, before.category) != (after.persona, after.category)
    )


def _version(lock: Lock, revision: Revision) -> Version:
    """Return a revision with titles in the place of codes."""
    assert revision.level is not None
    return Version(revision.id, *lock.titles(revision), revision.level, revision.text)
