"""What a review rubric is: a few questions at three pause points, and a place for every other rule; data only."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..link.handbook import Grid
    from ..rfc2119 import Level

MOST_ITEMS = 20
MOST_AT_A_PAUSE = 9
VERDICT = "Yes means kept. No on MUST blocks, No on SHOULD needs a reason, MAY never blocks."
"""What an answer means, after RFC 2119 §1 to §5."""


class Stop(StrEnum):
    """A pause point, in the order in which a reviewer works; the value is its name in files."""

    REQUEST = "request"
    READING = "reading"
    APPROVING = "approving"

    @property
    def heading(self) -> str:
        """As it is printed."""
        return _HEADINGS[self]


_HEADINGS: Mapping[Stop, str] = {
    Stop.REQUEST: "Before reading: the request and what comes with it",
    Stop.READING: "Reading the change",
    Stop.APPROVING: "Before approving: what could do harm",
}


class Sight(StrEnum):
    """Where it shows whether a rule was kept."""

    DIFF = "diff"
    REQUEST = "text of the request"
    CI = "CI"
    RUNTIME = "running system"
    PROCESS = "work around the change"
    PERSON = "person"
    NOWHERE = "nowhere"
    """Nothing in its words tells."""

    @property
    def is_in_review(self) -> bool:
        """Whether a reviewer has it at hand."""
        return self in (Sight.DIFF, Sight.REQUEST)

    @property
    def place(self) -> Place:
        """Where a rule goes that no item asks for."""
        if self is Sight.CI:
            return Place.CI
        return Place.LIST if self.is_in_review or self is Sight.NOWHERE else Place.HIDDEN


class Place(StrEnum):
    """What accounts for a rule; the value is its name in the sentence of accounts."""

    ITEM = "items"
    GRID = "grid"
    CI = "CI"
    OTHER = "other domains"
    """Of a domain that the change does not touch."""
    LIST = "full list"
    HIDDEN = "not visible in a review"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a score."""

    name: str
    """What it counts, with the words of the rule in quotes."""
    points: int

    def __str__(self) -> str:
        return f"{self.name} {'+' if self.points >= 0 else ''}{signed(self.points)}"


@dataclass(frozen=True, slots=True)
class Score:
    """How much there is to say for a rule as a question of a review."""

    parts: tuple[Part, ...]
    clarity: int
    """What can be pointed at, less what is vague: the sum of some of its parts."""
    is_checkable: bool
    """Whether somebody with the change before them can answer it with yes or no, as it is written."""

    @property
    def points(self) -> int:
        """The sum of its parts."""
        return sum(part.points for part in self.parts)

    def __str__(self) -> str:
        return f"{', '.join(map(str, self.parts))} = {signed(self.points)}"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a rule went, and why."""

    id: str
    place: Place
    reason: str
    """A clause in plain words."""
    sight: Sight | None
    """None for a rule of a grid, which is looked at by domain."""
    score: Score | None = None
    """None where it could not be an item: rules of the grid, and those that another one of their group leads."""
    item: str = ""
    """Id of the item that asks for it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the form: a question that a reviewer answers with yes or no."""

    id: str
    """The id of its leading rule, which is permanent."""
    level: Level
    """The strictest of its rules."""
    text: str
    """Words of the source in one line of Markdown, or the author's own question."""
    rules: tuple[str, ...]
    """Ids of all rules that it answers, the leading one first."""
    stop: Stop
    domain: str
    """Label of the category of its leading rule."""
    hint: str
    """Where to look, in a few words: `interface, such as routes and their description`."""
    risks: tuple[str, ...] = ()
    """What goes wrong where it is not kept: `security`."""
    reasons: tuple[str, ...] = ()
    """Why it is asked, and here."""
    is_asked: bool = False
    """Whether `text` is a question that the author wrote for the rubric."""

    @property
    def blocks(self) -> bool:
        """Whether a No stops the change: RFC 2119 has MUST and MUST NOT without exception (§1, §2)."""
        return self.level.strength == 3


@dataclass(frozen=True, slots=True)
class Pause:
    """A point at which a reviewer stops and answers."""

    stop: Stop
    items: tuple[Item, ...]

    @property
    def title(self) -> str:
        """As it is printed."""
        return self.stop.heading


@dataclass(frozen=True, slots=True)
class Domain:
    """A subject that a change may touch: a category of the persona."""

    code: str
    label: str
    rules: int
    """The number of its rules."""


@dataclass(frozen=True)
class Rubric:
    """The review rubric of one persona, for any change or for one that touches some domains."""

    code: str
    title: str
    """Name of the persona."""
    pauses: tuple[Pause, ...]
    """Those that have items, in order."""
    grid: Grid | None
    """The rules that are ticked by domain; None where there are none."""
    placements: tuple[Placement, ...]
    """Every rule and duty of the persona, once, in the order of the source."""
    reserve: tuple[Item, ...] = ()
    """Further questions that could be answered and found no place, the best first; their rules are in the full list."""
    checkable: int = 0
    """The number of rules that can be answered from the change, as they are written or asked."""
    domains: tuple[Domain, ...] = ()
    """All there are, in the order of the source."""
    touched: tuple[str, ...] = ()
    """Codes of the domains that it was narrowed to; empty for a rubric of any change."""

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of all pauses, in order."""
        return tuple(item for pause in self.pauses for item in pause.items)

    @property
    def total(self) -> int:
        """The number of rules and duties."""
        return len(self.placements)

    @cached_property
    def counts(self) -> Mapping[Place, int]:
        """The number of rules in each place."""
        counted = Counter(placement.place for placement in self.placements)
        return {place: counted[place] for place in Place}

    def placed(self, place: Place) -> tuple[Placement, ...]:
        """Return the rules of one place, in the order of the source."""
        return tuple(placement for placement in self.placements if placement.place is place)

    @property
    def ci(self) -> tuple[str, ...]:
        """Ids of the rules that a machine decides: the strip "CI must be green on …"."""
        return tuple(placement.id for placement in self.placed(Place.CI))

    @property
    def funnel(self) -> tuple[tuple[str, int], ...]:
        """From all rules to the items, in steps, each a part of the one before."""
        own = [one for one in self.placements if one.place not in (Place.GRID, Place.OTHER)]
        seen = [
            one for one in own if one.place is Place.ITEM or (one.sight and one.sight.is_in_review)
        ]
        return (
            ("rules", self.total),
            ("not repeated by domain", len(own)),
            ("visible in a review", len(seen)),
            ("can be answered", self.checkable),
            ("answered by the items", self.counts[Place.ITEM]),
            ("items", len(self.items)),
        )

    @property
    def accounts(self) -> str:
        """The sentence that sums to the total; a place that is part of a narrowed rubric only is left out elsewhere."""
        rest = (
            place
            for place in Place
            if place is not Place.ITEM and (place is not Place.OTHER or self.touched)
        )
        parts = [f"{place} {self.counts[place]}" for place in rest]
        rules = _number(self.counts[Place.ITEM], "rule")
        return f"{_number(len(self.items), 'item')} = {rules}, {', '.join(parts)} = {self.total}"

    @property
    def says_touched(self) -> str:
        """Which changes it is for, as a sentence; nothing where it is for any."""
        labels = [domain.label for domain in self.domains if domain.code in self.touched]
        return f"For a change of {', '.join(labels)}." if labels else ""

    @property
    def says_checkable(self) -> str:
        """How many of the rules for the change can be answered, as a sentence; nothing where there are none."""
        rules = self.total - self.counts[Place.OTHER]
        if not rules:
            return ""
        all_of = _number(rules, "rule") + (" for this change" if self.touched else "")
        if not self.checkable:
            return f"None of {all_of} can be answered from a change as written."
        if self.checkable == rules:
            return f"{'All of ' if rules > 1 else ''}{all_of} can be answered from a change as written."
        return f"Only {self.checkable} of {all_of} can be answered from a change as written."

    @property
    def says_why_empty(self) -> str:
        """Why there are no questions, and what would lead to some; nothing if there are any."""
        if self.items:
            return ""
        if not self.total:
            return "This role has no rules yet, so there is nothing to ask."
        counted = Counter(map(_why_not, self.placements))
        reasons = ", ".join(f"{reason} ({count})" for reason, count in counted.most_common())
        help = "A rule becomes a question if it names something that shows in a change."
        return f"No rule can become a question about a change: {reasons}. {help}"


_WHY_NOT: Mapping[Place, str] = {
    Place.GRID: "ticked by domain",
    Place.CI: "decided by CI",
    Place.OTHER: "of a domain that the change does not touch",
    Place.HIDDEN: "not visible in a review",
}


def _why_not(placement: Placement) -> str:
    """Return why no item asks for a rule, in words that many rules can share."""
    return _WHY_NOT.get(placement.place) or placement.reason.partition(":")[0]


def signed(number: int) -> str:
    """Return a number with a minus sign that is one.

    >>> signed(-3)
    '−3'
    """
    return f"{number}".replace("-", "−")


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
