"""What a checklist is: actions that a new colleague works through with a buddy, in six phases; data only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Owner(StrEnum):
    """Who sees to it that an action gets done."""

    COLLEAGUE = "colleague"
    BUDDY = "buddy"
    LEAD = "lead"

    @property
    def label(self) -> str:
        """As it is printed."""
        return "New colleague" if self is Owner.COLLEAGUE else self.value.capitalize()


class Phase(StrEnum):
    """A stretch of the first three months, in order."""

    BEFORE = "before-day-1"
    DAY_1 = "day-1"
    WEEK_1 = "week-1"
    DAY_30 = "day-30"
    DAY_60 = "day-60"
    DAY_90 = "day-90"

    @property
    def label(self) -> str:
        """As it is printed: `Week 1`."""
        return self.value.replace("-", " ").capitalize()

    @property
    def due(self) -> int:
        """Days from the first day to its last one; below 0 before the first day."""
        return _DUE[self]


_DUE: Mapping[Phase, int] = {
    Phase.BEFORE: -3,
    Phase.DAY_1: 0,
    Phase.WEEK_1: 4,
    Phase.DAY_30: 29,
    Phase.DAY_60: 59,
    Phase.DAY_90: 89,
}


def day_words(due: int) -> str:
    """Return a number of days from the first day as people count it.

    >>> day_words(29), day_words(0), day_words(-1), day_words(-14)
    ('day 30', 'day 1', '1 day before', '14 days before')
    """
    if due >= 0:
        return f"day {due + 1}"
    return f"{-due} {'day' if due == -1 else 'days'} before"


@dataclass(frozen=True, slots=True)
class Topic:
    """Something in the handbook that an action is about."""

    source: str
    """What it is made from: id of a requirement, code of a skill, slug of a pattern, …; unique in its action."""
    text: str
    """What it says, as plain text."""
    path: str = ""
    """Its address from the site's root; empty where it has none."""
    level: str = ""
    """The level of a requirement."""
    is_rule: bool = False
    """Whether `source` is the id of a requirement."""

    @property
    def says(self) -> str:
        """The words, in one line: a rule with its id and, unless it stands among them, its level."""
        return (
            f"{self.source} {'' if self.level in self.text else self.level + ' '}{self.text}"
            if self.is_rule
            else self.text
        )


@dataclass(frozen=True, slots=True)
class Action:
    """One box to tick."""

    id: str
    """Unique in a checklist, and the same in each build: `meet-SO`, `rule-BD-API-34`."""
    title: str
    """What to do, in a few words, as plain text."""
    phase: Phase
    owner: Owner
    due: int
    """Days from the first day; 0 is the first day."""
    done: str
    """How to tell that it is done: a clause that follows "Done when"."""
    topics: tuple[Topic, ...] = ()
    meets: str = ""
    """Slug of the role whose people it leads to; empty where it leads to nobody in particular."""
    meets_name: str = ""
    """Name of that role."""
    was: tuple[str, ...] = ()
    """Ids that the same action has, or had, under other circumstances; ticks under them count."""

    @property
    def by(self) -> str:
        """When it is due: `by day 30`."""
        return f"by {day_words(self.due)}" if self.due >= 0 else day_words(self.due)

    @property
    def says(self) -> str:
        """All that its words say, a line each: what a tick is for, and what is compared when it has changed."""
        return "\n".join(
            (self.title, f"Done when {self.done}", *(topic.says for topic in self.topics))
        )

    def with_topics(self, topics: tuple[Topic, ...]) -> Action:
        """Return the action with further topics."""
        known = {topic.source for topic in self.topics}
        return replace(
            self, topics=(*self.topics, *(topic for topic in topics if topic.source not in known))
        )

    def at(self, phase: Phase) -> Action:
        """Return the action in a phase, due when that ends."""
        return self if self.phase is phase else replace(self, phase=phase, due=phase.due)


@dataclass(frozen=True, slots=True)
class Step:
    """The actions of one phase."""

    phase: Phase
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Checklist:
    """The onboarding of one role, or of several for one person."""

    codes: tuple[str, ...]
    """Codes of its personas, such as `BD`."""
    title: str
    """Names of the roles: `Backend Developer`, or `Backend Developer and Security Officer`."""
    actions: tuple[Action, ...]
    """By phase, in the order in which they are to be done."""

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The phases that have actions, in order."""
        by_phase = {phase: tuple(a for a in self.actions if a.phase is phase) for phase in Phase}
        return tuple(Step(phase, actions) for phase, actions in by_phase.items() if actions)
