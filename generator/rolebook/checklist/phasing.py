"""Which phase an action belongs to: things are spread evenly, and a full phase hands some on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from .actions import Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .actions import Action

T = TypeVar("T")

MOST = 9
"""Actions of one phase: no one keeps more in mind (checklists stop after 5 to 9 items)."""
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
    things: Sequence[T], groups: int, phases: Sequence[Phase]
) -> Iterable[tuple[int, Sequence[T], Phase]]:
    """Yield things in groups, each with its number, from 1 on, and its phase."""
    parts = grouped(things, groups, _LEAST)
    numbers = range(1, len(parts) + 1)
    return zip(numbers, parts, spread(len(parts), phases), strict=True)
