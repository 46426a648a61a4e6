"""Which phase an action belongs to: things are spread evenly, and a full phase hands some on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from .actions import Phase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from .actions import Action

T = TypeVar("T")

MOST = 9
"""Actions of one phase: no one keeps more in mind (checklists stop after 5 to 9 items)."""
_SPREAD = (Phase.WEEK_1, Phase.DAY_30, Phase.DAY_60, Phase.DAY_90)
"""Phases of more than a day, in which not all is due on the last one."""
_WORKING_DAYS = 5
"""Of a week, from Monday on."""
_LEAST = 3
"""Patterns, areas or skills of one action; fewer would make many small actions."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """An action, and what decides where it goes."""

    rank: int
    """Its place in a phase: that of its kind."""
    can_wait: bool
    """Whether it can go to the next phase where its own is full."""
    action: Action


def in_phases(actions: Sequence[Ranked]) -> list[Action]:
    """Return actions by phase and rank; a full phase hands on the last ones that can wait."""
    placed: list[Action] = []
    waiting: list[Ranked] = []
    for phase in Phase:
        own = [ranked for ranked in actions if ranked.action.phase is phase]
        candidates = sorted([*waiting, *own], key=lambda ranked: ranked.rank)
        waiting = [] if phase is Phase.DAY_90 else _handed_on(candidates)
        placed += [ranked.action.at(phase) for ranked in candidates if ranked not in waiting]
    return placed


def _handed_on(candidates: Sequence[Ranked]) -> list[Ranked]:
    too_many = len(candidates) - MOST
    if too_many <= 0:
        return []
    return [ranked for ranked in candidates if ranked.can_wait][-too_many:]


def spread_out(actions: Sequence[Action], fixed: Collection[str] = ()) -> list[Action]:
    """Return actions with due dates spread over the working days of their phases.

    A first day is a Monday; the page moves what is due on a weekend.

    Args:
        actions: By phase; those of a phase in their order.
        fixed: IDs of actions that stay due at the end of their phase.
    """
    spread: list[Action] = []
    begins = {phase: earlier.due + 1 for earlier, phase in pairwise(Phase)}
    for phase in Phase:
        own = [action for action in actions if action.phase is phase]
        moved = [one for one in own if one.due == phase.due and one.id not in fixed]
        is_spread = phase in _SPREAD and len(moved) > 1
        days = _working_days(begins[phase], phase.due) if is_spread else []
        due = {
            action.id: days[-(-(number + 1) * len(days) // len(moved)) - 1]
            for number, action in enumerate(moved)
            if days
        }
        due |= {one.id: _last_working_day(phase.due) for one in own if one.id in fixed}
        spread += [replace(one, due=due.get(one.id, one.due)) for one in own]
    return spread


def _last_working_day(day: int) -> int:
    """Return a day, or the Friday before it."""
    return day - max(0, day % 7 - _WORKING_DAYS + 1)


def _working_days(first: int, last: int) -> list[int]:
    """Return the working days of a stretch, in days from a first day that is a Monday.

    >>> _working_days(4, 8)
    [4, 7, 8]
    """
    return [day for day in range(first, last + 1) if day % 7 < _WORKING_DAYS]


def spread(number: int, phases: Sequence[Phase]) -> list[Phase]:
    """Return a phase for each of some things, so that they are spread evenly.

    >>> [phase.value for phase in spread(3, [Phase.WEEK_1, Phase.DAY_30])]
    ['week-1', 'week-1', 'day-30']
    """
    return [phases[n * len(phases) // number] for n in range(number)]


def grouped(things: Sequence[T], groups: int, least: int) -> list[Sequence[T]]:
    """Return things in at most so many groups, of at least so many but for a remainder.

    >>> grouped("abcdefg", 3, 2), grouped("abc", 3, 2)
    (['abc', 'de', 'fg'], ['ab', 'c'])
    """
    if not things:
        return []
    number = min(groups, -(-len(things) // least))
    size, remainder = divmod(len(things), number)
    sizes = [size + (n < remainder) for n in range(number)]
    starts = [sum(sizes[:n]) for n in range(number)]
    return [things[start : start + size] for start, size in zip(starts, sizes, strict=True)]


def in_groups(
    things: Sequence[T], groups: int, phases: Sequence[Phase], least: int = _LEAST
) -> Iterable[tuple[int, Sequence[T], Phase]]:
    """Yield things in groups, each with its number, from 1 on, and its phase."""
    parts = grouped(things, groups, least)
    numbers = range(1, len(parts) + 1)
    return zip(numbers, parts, spread(len(parts), phases), strict=True)
