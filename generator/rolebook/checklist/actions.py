"""What a checklist is: actions that a new colleague works through with a buddy; data only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..messages import Messages


class Owner(StrEnum):
    """Who makes sure that an action gets done."""

    COLLEAGUE = "colleague"
    BUDDY = "buddy"
    LEAD = "lead"


class Phase(StrEnum):
    """A stretch of the first three months, in order."""

    BEFORE = "before-day-1"
    DAY_1 = "day-1"
    WEEK_1 = "week-1"
    DAY_30 = "day-30"
    DAY_60 = "day-60"
    DAY_90 = "day-90"

    @property
    def due(self) -> int:
        """Days from the first day to the last day of the phase; negative before the first day."""
        return _DUE[self]


# A week has five working days. Three days before the first one, no one prepares at the last minute.
_DUE: Mapping[Phase, int] = {
    Phase.BEFORE: -3,
    Phase.DAY_1: 0,
    Phase.WEEK_1: 4,
    Phase.DAY_30: 29,
    Phase.DAY_60: 59,
    Phase.DAY_90: 89,
}


class Kind(StrEnum):
    """What an action asks for; `action-{kind}` is the message of its title."""

    BUDDY = "buddy"
    ANNOUNCE = "announce"
    CHANGE = "change"
    PIECE = "piece"
    """The same for a role that shows no code."""
    READ = "read"
    WELCOME = "welcome"
    HELLO = "hello"
    LEVELS = "levels"
    RESPONSIBILITIES = "responsibilities"
    FIRST_RULES = "first-rules"
    MEET = "meet"
    MEET_ROUND = "meet-round"
    MEET_UNWRITTEN = "meet-unwritten"
    """A colleague whose role has no persona."""
    MEET_ASK = "meet-ask"
    """Where the role has no duties towards anyone."""
    FIRST_CHANGE = "first-change"
    FIRST_PIECE = "first-piece"
    REVIEW_TOGETHER = "review-together"
    REVIEW_ALONE = "review-alone"
    REVIEW_DECIDING = "review-deciding"
    READ_TOGETHER = "read-together"
    READ_ALONE = "read-alone"
    READ_DECIDING = "read-deciding"
    """The same three for a role that shows no code."""
    CATEGORIES = "categories"
    DOCUMENTS = "documents"
    SKILLS = "skills"
    SKILLS_AGAIN = "skills-again"
    PATTERNS = "patterns"
    RULE = "rule"
    AGENTS = "agents"
    COMPETENCES = "competences"
    KNOWLEDGE = "knowledge"
    TRY = "try"
    CARRY = "carry"
    TRY_WORK = "try-work"
    CARRY_WORK = "carry-work"
    """The same two for a role that lists no responsibilities."""
    TALK_5 = "talk-5"
    TALK_30 = "talk-30"
    TALK_60 = "talk-60"
    TALK_90 = "talk-90"
    IMPROVE = "improve"
    ADDED = "added"
    """The author added it; title and end are the author's own."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something in the handbook that an action is about."""

    source: str
    """The ID of a rule, code of a skill, slug of a pattern, …; unique in its action."""
    text: str
    """What it says, as plain text."""
    path: str = ""
    """Its address from the site's root; empty where it has none."""
    level: str = ""
    """The level of a rule."""
    is_rule: bool = False
    """Whether `source` is the ID of a rule."""
    who: str = ""
    """Who keeps a rule, where both sides have duties: "You", or the name of a role."""
    authored: str | None = None
    """What `text` says without the words that Rolebook adds; `None` where it adds none."""

    @property
    def says(self) -> str:
        """The text in one line: a rule with its ID and, unless the text names it, its level."""
        return f"{self.source} {self.words}" if self.is_rule else self.text

    @property
    def words(self) -> str:
        """The text, for a rule with its level unless the text names it."""
        is_named = not self.is_rule or self.level in self.text
        return self.text if is_named else f"{self.level} {self.text}"

    @property
    def about(self) -> str:
        """The same without the words that Rolebook adds; empty where that leaves nothing."""
        return self.says if self.authored is None else self.authored


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
    """How to know that it is done: a clause that follows "Done when"."""
    topics: tuple[Topic, ...] = ()
    meets: str = ""
    """Slug of the role to meet; empty where it is about no one in particular."""
    meets_name: str = ""
    """Name of that role."""
    was: tuple[str, ...] = ()
    """IDs that the same action has, or had, in other circumstances; ticks under them count."""
    kind: Kind = Kind.ADDED
    title_about: tuple[str, ...] = ()
    """What authors say in the title and the topics do not: the name of a role, levels, or all."""
    done_about: str = ""
    """`done`, where it is the author's own."""

    @property
    def about(self) -> str:
        """What a tick is for: IDs and the authors' words, a line each.

        A tick whose `about` has changed is flagged, so the words of Rolebook are not in it: they
        change with its versions and with the language of the site.
        """
        lines = (*self.own_about, *(topic.about for topic in self.topics))
        return "\n".join(dict.fromkeys(line for line in lines if line))

    @property
    def own_about(self) -> tuple[str, ...]:
        """What authors say in title and end, a line each."""
        return (*self.title_about, self.done_about) if self.done_about else self.title_about

    def with_topics(self, topics: Iterable[Topic]) -> Action:
        """Return the action with further topics."""
        own = {topic.source for topic in self.topics}
        further = (topic for topic in topics if topic.source not in own)
        return replace(self, topics=(*self.topics, *further))

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
        by_phase: dict[Phase, list[Action]] = {}
        for action in self.actions:
            by_phase.setdefault(action.phase, []).append(action)
        return tuple(Step(phase, tuple(by_phase[phase])) for phase in Phase if phase in by_phase)


def due_words(due: int, say: Messages) -> str:
    """Return when an action is due, in days from the first day.

    >>> from rolebook.messages import messages
    >>> [due_words(due, messages()) for due in (29, 0, -1, -14)]
    ['by day 30', 'by day 1', '1 day before', '14 days before']
    """
    return say("due-day", day=due + 1) if due >= 0 else say("due-before", count=-due)
