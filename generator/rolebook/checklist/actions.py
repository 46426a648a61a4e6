"""What a checklist is: actions that a new colleague works through with a buddy; data only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
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
    CHOOSE_CHANGE = "choose-change"
    CHOOSE_PIECE = "choose-piece"
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
    AREAS = "areas"
    """The same for a role with so many rules that no one reads them all."""
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


RATINGS: Mapping[Kind, str] = {Kind.SKILLS: "first", Kind.SKILLS_AGAIN: "again"}
"""Actions in which people write down their own level in each skill, and which time it is."""


@dataclass(frozen=True, slots=True)
class Needed:
    """What one level of a career needs of a skill."""

    level: str
    """The level as the role calls it: `Senior`."""
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Needs:
    """What a role needs of a skill, as data.

    >>> Needs(3, 5).words, Needs(4, 4).words, Needs().words
    ('3–5', '4', '')
    """

    low: int | None = None
    """Lowest level that is needed; `None` where the persona says none."""
    high: int | None = None
    """Highest level that is needed."""
    most: int | None = None
    """Highest level of the scale, which begins with 1; `None` where any word is a level."""
    role: str = ""
    """Code of the role, if it tells levels of a career apart for this skill."""
    by_level: tuple[Needed, ...] = ()
    """What each level of a career needs, where the role tells them apart; a level that is not
    here doesn't need the skill."""

    @property
    def words(self) -> str:
        """The levels that are needed as they are printed, or nothing."""
        if self.low is None:
            return ""
        return f"{self.low}" if self.low == self.high else f"{self.low}–{self.high}"


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
    name: str = ""
    """The name of a skill without its levels; empty for what is no skill."""
    needs: Needs | None = None
    """Of a skill, what the role needs; `None` for what is no skill."""

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
class Met:
    """A role that is met together with others."""

    code: str
    """Code of its persona; empty where it has none."""
    name: str
    """As a sentence has it: "the Pilot", or "Ada (Pilot)"."""
    sources: tuple[str, ...]
    """IDs of the duties that bind it and the role whose list this is."""


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
    group: tuple[Met, ...] = ()
    """The roles that are met at once; empty in other actions."""

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

    @property
    def rates(self) -> str:
        """`first` or `again`, where people write down their levels in its skills, or nothing."""
        return RATINGS.get(self.kind, "")

    @property
    def rated(self) -> tuple[Topic, ...]:
        """The skills in which people write down their levels; none in most actions."""
        return tuple(topic for topic in self.topics if topic.needs) if self.rates else ()

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


@dataclass(frozen=True, slots=True)
class Career:
    """The levels of a career that a role tells apart, and the one that a list is for."""

    role: str
    """Code of the role."""
    name: str
    """Name of the role."""
    levels: tuple[str, ...]
    """From the lowest; there is a skill that each of them needs."""
    chosen: str = ""
    """One of them; empty where the list is for all."""


@dataclass(frozen=True)
class Checklist:
    """The onboarding of one role, or of several for one person."""

    codes: tuple[str, ...]
    """Codes of its personas, such as `BD`."""
    title: str
    """Names of the roles: `Backend Developer`, or `Backend Developer and Security Officer`."""
    actions: tuple[Action, ...]
    """By phase, in the order in which they are to be done."""
    careers: tuple[Career, ...] = ()
    """The roles that tell levels of a career apart; empty for most lists."""

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The phases that have actions, in order."""
        by_phase: dict[Phase, list[Action]] = {}
        for action in self.actions:
            by_phase.setdefault(action.phase, []).append(action)
        return tuple(Step(phase, tuple(by_phase[phase])) for phase in Phase if phase in by_phase)


_FRIDAY = 4
"""As `date.weekday` counts."""


def due_date(start: date, due: int) -> date:
    """Return the day on which an action is due: at a weekend, the working day before.

    What is due on the first day or later is not moved to a day before it.
    `dueDate` of `assets/checklist/plan.js` does the same.

    Args:
        start: The first day.
        due: Days from the first day.

    Raises:
        OverflowError: There is no such day.

    Examples:
        >>> monday, saturday = date(2027, 1, 4), date(2027, 1, 9)
        >>> [str(due_date(monday, due)) for due in (4, 5, 6, -1)]
        ['2027-01-08', '2027-01-08', '2027-01-08', '2027-01-01']
        >>> str(due_date(saturday, 0)), str(due_date(saturday, 1))
        ('2027-01-09', '2027-01-09')
    """
    day = start + timedelta(days=due)
    moved = day - timedelta(days=max(0, day.weekday() - _FRIDAY))
    return max(moved, start) if due >= 0 else moved


def due_words(due: int, say: Messages) -> str:
    """Return when an action is due, in days from the first day.

    >>> from rolebook.messages import messages
    >>> [due_words(due, messages()) for due in (29, 0, -1, -14)]
    ['by day 30', 'by day 1', '1 day before', '14 days before']
    """
    return say("due-day", day=due + 1) if due >= 0 else say("due-before", count=-due)
