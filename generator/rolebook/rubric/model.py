"""What a review rubric is: a few questions at three checkpoints, and an outcome for every rule.

Data only. Enums and fields hold keys; `wording` has the sentences about them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from ..rfc2119 import Level

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..link.handbook import Grid

# A form of more than two pages is not read. Checklists that work in practice, as those of
# surgeons and pilots, have five to nine lines at a point where people pause anyway: three
# checkpoints would hold 27, and twenty leave room on one page for evidence.
MOST_ITEMS = 20
MOST_AT_A_CHECKPOINT = 9
ROLES_THAT_SHARE = 3
"""Roles that have a rule that is asked in every change."""


class Checkpoint(StrEnum):
    """Where a reviewer pauses to answer, in the order of a review."""

    EVERY = "every"
    """In any change, whatever the role: what three or more roles share."""
    REQUEST = "request"
    """Before reading: the text of the request and what comes with it."""
    READING = "reading"
    APPROVING = "approving"
    """Before approving: what could do harm."""


class Sheet(StrEnum):
    """What a rubric is for."""

    CHANGE = "change"
    SERVICE = "service"
    """Whether a service is ready to go live."""
    DESIGN = "design"


class Artefact(StrEnum):
    """What a review looks at."""

    CODE = "code"
    DOCUMENT = "document"
    PLAN = "plan"
    DECISION = "decision"
    RELEASE = "release"
    DESIGN = "design"
    AUDIT = "audit"
    ANALYSIS = "analysis"


class Visibility(StrEnum):
    """Where it shows whether a rule was followed."""

    DIFF = "diff"
    REQUEST = "request"
    CI = "ci"
    SERVICE = "service"
    """It is settled once for a service or an environment, and a change rarely shows it."""
    DESIGN = "design"
    """It is decided before there is a change."""
    RUNTIME = "runtime"
    PROCESS = "process"
    PERSON = "person"
    NOWHERE = "nowhere"
    """The rule's words name nothing that a change holds."""

    @property
    def is_in_review(self) -> bool:
        """Whether a reviewer has it at hand."""
        return self in (Visibility.DIFF, Visibility.REQUEST)

    @property
    def outcome(self) -> Outcome:
        """What becomes of a rule that no question covers."""
        if self in _SETTLED:
            return _SETTLED[self]
        if self.is_in_review or self is Visibility.NOWHERE:
            return Outcome.LIST
        return Outcome.HIDDEN


class Aspect(StrEnum):
    """What part of a change a rule is about."""

    REQUEST = "request"
    TEST = "test"
    DOCS = "docs"
    INTERFACE = "interface"
    DATA = "data"
    CODE = "code"
    CONFIG = "config"
    SCREEN = "screen"
    LOG = "log"

    @property
    def comes_with_request(self) -> bool:
        """Whether reviewers look at it before they read the change itself."""
        return self in (Aspect.REQUEST, Aspect.TEST, Aspect.DOCS)

    @property
    def checkpoint(self) -> Checkpoint:
        """Where it is looked at if no harm is at stake."""
        if self.comes_with_request:
            return Checkpoint.REQUEST
        return Checkpoint.READING


_OF_SOFTWARE = (Aspect.REQUEST, Aspect.TEST, Aspect.CONFIG, Aspect.LOG)
"""What only changes of software come with."""


class Risk(StrEnum):
    """What goes wrong where a rule is not followed; the values are those of `cues.csv`."""

    SECURITY = "security"
    PRIVACY = "privacy"
    DATA_LOSS = "data-loss"
    MONEY = "money"
    OUTAGE = "outage"
    SAFETY = "safety"

    @property
    def is_grave(self) -> bool:
        """Whether the harm remains after the fault is fixed; an outage ends with it."""
        return self is not Risk.OUTAGE


class Outcome(StrEnum):
    """What happened to a rule; each rule has exactly one outcome."""

    ITEM = "item"
    """A question covers it."""
    GRID = "grid"
    CI = "ci"
    SERVICE = "service"
    """It is on the sheet about the readiness of a service."""
    DESIGN = "design"
    """It is on the sheet about a design."""
    OTHER = "other_domains"
    """Its domain is not one that the change touches."""
    LIST = "list"
    """It is only in the full list of the role's rules."""
    HIDDEN = "not_visible"


_SETTLED = {
    Visibility.CI: Outcome.CI,
    Visibility.SERVICE: Outcome.SERVICE,
    Visibility.DESIGN: Outcome.DESIGN,
}
"""What is settled elsewhere than in a review, but settled."""


class Reason(StrEnum):
    """Why a rule has its outcome."""

    LEADS = "leads"
    """It gives its item the ID and the words."""
    COVERED = "covered"
    """Another rule's question covers it."""
    DROPPED = "dropped"
    """Its author has dropped it."""
    REPEATED = "repeated"
    """It is repeated for each domain, so it is in the grid."""
    REPEATED_ELSEWHERE = "repeated_elsewhere"
    """The same, for a domain that the change does not touch."""
    SHOWS_ELSEWHERE = "shows_elsewhere"
    """CI decides it, or it does not show in a review at all."""
    UNTOUCHED = "untouched"
    """The change does not touch its domain."""
    NAMES_NOTHING = "names_nothing"
    OUTRANKED = "outranked"
    """It could be asked, but others matter more."""
    ALONE = "alone"
    """It would be the only question about the work of a role that shows no code."""
    OPTIONAL = "optional"
    """MAY asks nothing of a change."""
    VAGUE = "vague"
    THIN = "thin"
    """There is too little in it to point at."""
    GROUP_LEFT_OUT = "group_left_out"


class PartKind(StrEnum):
    """What a part of a score counts."""

    LEVEL = "level"
    THING = "thing"
    LITERAL = "literal"
    NAME = "name"
    BOUND = "bound"
    SCOPE = "scope"
    AT_STAKE = "at_stake"
    VERB = "verb"
    PROHIBITS = "prohibits"
    VAGUE = "vague"
    RATHER_VAGUE = "rather_vague"
    OPEN = "open"
    WISH = "wish"
    LENGTH = "length"
    HARM = "harm"
    ROUTINE = "routine"
    TOUCHED = "touched"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where it shows whether a rule was followed, and the words of the rule that say so."""

    visibility: Visibility
    aspect: Aspect | None
    """None where a reviewer cannot see it."""
    cues: tuple[str, ...]
    """Words of the rule that place it; code has its backticks."""
    things: tuple[str, ...]
    """What it names that a change holds, without what only hints at it."""
    risks: tuple[Risk, ...]
    """What goes wrong where it is not followed."""
    harm: tuple[str, ...]
    """Words of the rule that name the risks."""
    vague: tuple[str, ...]
    """Words that each reader understands differently."""
    rather_vague: tuple[str, ...]
    escapes: tuple[str, ...]
    """Words that leave it to the reader whether the rule applies."""
    routine: tuple[str, ...] = ()
    """Words for what a tool or a habit settles."""
    is_duty: bool = False
    """Whether it is placed with people because it is a duty towards another role."""

    @property
    def is_grave(self) -> bool:
        """Whether fixing the fault does not undo the harm."""
        return any(risk.is_grave for risk in self.risks)

    @property
    def checkpoint(self) -> Checkpoint:
        """Where it is asked: harm comes last, when the reviewer knows the change."""
        aspect = self.aspect or Aspect.CODE
        if self.is_grave and not aspect.comes_with_request:
            return Checkpoint.APPROVING
        return aspect.checkpoint


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a score."""

    kind: PartKind
    points: int
    words: tuple[str, ...] = ()
    """Words of the rule that it counts, or its level."""
    risks: tuple[Risk, ...] = ()
    """Of a part that counts harm."""
    count: int = 0
    """Of a part that counts words: how many the rule has."""


@dataclass(frozen=True, slots=True)
class Score:
    """How much there is to say for a rule as a question of a review."""

    parts: tuple[Part, ...]
    clarity: int
    """What can be pointed at, less what is vague: the sum of some of its parts."""
    is_checkable: bool
    """Whether someone with the change in front of them can say whether it was kept."""
    is_thin: bool = False
    """Whether they can if the change touches what the rule is about."""

    @property
    def points(self) -> int:
        """The sum of its parts."""
        return sum(part.points for part in self.parts)


@dataclass(frozen=True, slots=True)
class Placement:
    """What happened to a rule, and why."""

    id: str
    outcome: Outcome
    reason: Reason
    sighting: Sighting | None
    """None for a rule of a grid, which is reviewed by domain."""
    score: Score | None = None
    """None where it could not be asked: rules of the grid, and members of an author's group."""
    item: str = ""
    """ID of the item that covers it."""
    note: str = ""
    """What its author says about dropping it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the form: a question that a reviewer answers with kept, broken or not touched."""

    id: str
    """The ID of its leading rule, which is permanent."""
    level: Level
    """The strictest of its rules."""
    text: str
    """Words of the source in one line of Markdown, or the author's own question."""
    rules: tuple[str, ...]
    """IDs of all rules that it covers, the leading one first."""
    checkpoint: Checkpoint | Sheet
    domain: str
    """Label of the category of its leading rule."""
    sighting: Sighting | None = None
    """Where its leading rule shows."""
    score: Score | None = None
    is_pinned: bool = False
    """Whether the author asks for it in any case."""
    is_asked: bool = False
    """Whether `text` is a question that the author wrote for the rubric."""
    inferred: str = ""
    """The words that state its level, if these are no keywords in capitals."""
    is_bare_prohibition: bool = False
    """Whether its words say what not to do, without the keyword that they opened with."""

    @property
    def blocks(self) -> bool:
        """Whether breaking it blocks the change: MUST and MUST NOT have no exception (RFC 2119)."""
        return self.level in (Level.MUST, Level.MUST_NOT)

    @property
    def aspect(self) -> Aspect | None:
        """What part of the change to look at."""
        return self.sighting.aspect if self.sighting else None

    @property
    def risks(self) -> tuple[Risk, ...]:
        """What goes wrong where its leading rule is not followed."""
        return self.sighting.risks if self.sighting else ()


@dataclass(frozen=True, slots=True)
class Section:
    """A checkpoint of a form with its items."""

    checkpoint: Checkpoint | Sheet
    """A sheet next to the rubric has one section, which is called like it."""
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    """A subject that a change may touch: a category of the persona."""

    code: str
    label: str
    """Empty where the rules are in no category."""
    rules: int
    """The number of its rules."""


@dataclass(frozen=True)
class Rubric:
    """The review rubric of one persona, for any change or for one that touches some domains."""

    code: str
    title: str
    """Name of the persona."""
    sections: tuple[Section, ...]
    """A section for each checkpoint that has items, in order."""
    grid: Grid | None
    """The rules that are ticked by domain; None where there are none."""
    placements: tuple[Placement, ...]
    """Every rule of the persona, duties included, once, in the order of the source."""
    reserve: tuple[Item, ...] = ()
    """Questions that could be asked but found no place, the best first."""
    checkable: int = 0
    """The number of rules that can be answered from the change, as they are written or asked."""
    domains: tuple[Domain, ...] = ()
    """All there are, in the order of the source."""
    touched: tuple[str, ...] = ()
    """Codes of the domains that it was narrowed to; empty for a rubric of any change."""
    sheet: Sheet = Sheet.CHANGE
    artefacts: tuple[Artefact, ...] = ()
    """What the role shows to reviewers, the most frequent first."""

    @property
    def shows_code(self) -> bool:
        """Whether its role shows code to reviewers."""
        return shows_code(self.artefacts)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in the order of the form."""
        return tuple(chain.from_iterable(section.items for section in self.sections))

    @property
    def covered(self) -> tuple[str, ...]:
        """IDs of all rules that the items cover."""
        return tuple(chain.from_iterable(item.rules for item in self.items))

    @property
    def total(self) -> int:
        """The number of rules."""
        return len(self.placements)

    @cached_property
    def counts(self) -> Mapping[Outcome, int]:
        """The number of rules with each outcome."""
        counted = Counter(placement.outcome for placement in self.placements)
        return {outcome: counted[outcome] for outcome in Outcome}

    def placed(self, outcome: Outcome) -> tuple[Placement, ...]:
        """Return the rules with one outcome, in the order of the source."""
        return tuple(placement for placement in self.placements if placement.outcome is outcome)

    @property
    def ci(self) -> tuple[str, ...]:
        """IDs of the rules that CI decides."""
        return tuple(placement.id for placement in self.placed(Outcome.CI))

    @cached_property
    def is_of_software(self) -> bool:
        """Whether it asks for what only changes of software come with, or CI decides some rules."""
        asked = chain(self.items, self.reserve)
        return bool(self.ci) or any(item.aspect in _OF_SOFTWARE for item in asked)

    @property
    def funnel(self) -> tuple[tuple[str, int], ...]:
        """From all rules to the items, in steps, each a part of the one before."""
        own = [
            placement
            for placement in self.placements
            if placement.outcome not in (Outcome.GRID, Outcome.OTHER)
        ]
        return (
            ("rules", self.total),
            ("own", len(own)),
            ("visible", sum(map(_is_visible, own))),
            ("checkable", self.checkable),
            ("covered", self.counts[Outcome.ITEM]),
            ("questions", len(self.items)),
        )


def shows_code(artefacts: Collection[Artefact]) -> bool:
    """Whether a role shows code to reviewers, or nothing that its rules name."""
    return not artefacts or Artefact.CODE in artefacts


def _is_visible(placement: Placement) -> bool:
    if placement.outcome is Outcome.ITEM:
        return True
    return placement.sighting is not None and placement.sighting.visibility.is_in_review
