"""Where a rule comes up in the handbook besides its own line: the list "Used in" on its page.

One line of `USES` is one kind of place. Each is a function from an index of the handbook and a rule
to its uses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from ..addresses import address, onboarding_address, permalink, rubric_address
from ..link.handbook import LinkKind
from ..markup import plain
from ..rubric.first import first_rules
from .changes import releases_by_rule
from .direction import kept_together
from .families import family_places, shared_places
from .reviews import PATH as REVIEWS
from .reviews import named_rules
from .rubric import item_anchor

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from ..checklist import Action
    from ..link.handbook import Family, SharedBlock
    from ..messages import Messages
    from ..model import Document, Persona, Requirement
    from ..rubric import Item
    from ..views.contracts import Contract
    from ..views.releases import Release
    from .context import SiteContext


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a rule comes up."""

    kind: str
    """Key of what the place is: `contract`, for the message `use-contract`."""
    line: str
    """The link, perhaps in a sentence, as HTML."""
    after: str = ""
    """Words after it that say more."""


@dataclass(slots=True)
class UsageIndex:
    """What is looked up for every rule, gathered once."""

    context: SiteContext
    releases: Sequence[Release]
    contracts: Mapping[str, Sequence[Contract]] = field(init=False)
    """From the id of a duty to the contracts that it is part of."""
    first: Collection[str] = field(init=False)
    """Ids of the rules to know first."""
    asked: Mapping[str, Sequence[tuple[Persona, Item]]] = field(init=False)
    """From the ID of a rule to the items of review rubrics that ask for it."""
    onboarding: Mapping[str, Sequence[tuple[Persona, Action]]] = field(init=False)
    """From the ID of a rule to the actions of checklists that are about it."""
    told: Mapping[str, Sequence[Release]] = field(init=False)
    """From the ID of a rule to the releases that list it on the page of changes."""
    _kept: dict[tuple[str, ...], Use] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.contracts = _contracts_by_duty(self.context)
        first = chain.from_iterable(map(first_rules, self.context.book.personas))
        self.first = {rule.id for rule in first}
        self.asked = _questions_by_rule(self.context)
        self.onboarding = _actions_by_rule(self.context)
        self.told = releases_by_rule(self.releases)

    def kept(self, key: tuple[str, ...], make: Callable[[], Use]) -> Use:
        """Return the use with this key, made once: it is that of hundreds of rules."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]


def used_in(index: UsageIndex, requirement: Requirement) -> list[Use]:
    """Return the places where a rule comes up, in the order of `USES`."""
    return list(chain.from_iterable(uses(index, requirement) for uses in USES))


def _grid(index: UsageIndex, requirement: Requirement) -> Iterator[Use]:
    book = index.context.book
    owner = book.owner(requirement.id)
    if book.family_of(requirement.id) and owner.slug in book.grids:
        yield index.kept(("grid", owner.slug), lambda: _grid_of(owner, book.say))


def _grid_of(owner: Document, say: Messages) -> Use:
    return Use("grid", _link(f"{address(owner)}#grid", say("use-grid.line", role=owner.name)))


def _repeated(index: UsageIndex, requirement: Requirement) -> Iterator[Use]:
    book = index.context.book
    family = book.family_of(requirement.id)
    if family:
        owner = book.owner(requirement.id)
        place = index.context.once(family_places)[requirement.id]
        key = "repeated", place
        yield index.kept(key, lambda: _family_of(index.context, family, owner, place))


def _family_of(context: SiteContext, family: Family, owner: Document, place: str) -> Use:
    link = _link(place, context.authored(f"{family.level} {family.label}", owner))
    return Use("repeated", context.book.say("use-repeated.line", count=family.rules, link=link))


def _shared(index: UsageIndex, requirement: Requirement) -> Iterator[Use]:
    book = index.context.book
    block = book.block_of(requirement.id)
    if block:
        place = index.context.once(shared_places)[requirement.id]
        yield index.kept(("shared", place), lambda: _block_of(block, place, book.say))


def _block_of(block: SharedBlock, place: str, say: Messages) -> Use:
    link = _link(place, block.category or say("general"))
    return Use("shared", say("use-shared.line", count=len(block.personas), link=link))


def _contract(index: UsageIndex, requirement: Requirement) -> Iterator[Use]:
    say = index.context.book.say
    for contract in index.contracts.get(requirement.id, ()):
        title = say("use-contract.line", role=contract.role.name, other=contract.other.name)
        yield Use("contract", _link(contract.path, title))


def _first(index: UsageIndex, requirement: Requirement) -> Iterator[Use]:
    book = index.context.book
    if requirement.id in index.first:
        owner = book.owner(requirement.id)
        title = book.say("use-first.line", role=owner.name)
        yield Use("first", _link(f"{address(owner)}#first", title))


def _rubric(index: UsageIndex, requirement: Requirement) -> Iterator[Use]:
    say = index.context.book.say
    for persona, item in index.asked.get(requirement.id, ()):
        path = f"{rubric_address(persona)}#{item_anchor(item.id)}"
        along = "" if item.id == requirement.id else say("use-rubric.along", id=item.id)
        link = _link(path, say("use-rubric.line", role=persona.name))
        yield Use("rubric", link, along or say(f"checkpoint-{item.checkpoint}"))


def _reviewed(index: UsageIndex, requirement: Requirement) -> Iterator[Use]:
    context = index.context
    summed = context.reviews.by_rule.get(requirement.id) if context.book.reviews else None
    if summed:
        words = context.book.say("use-reviews.line", count=summed.asked, broken=summed.broken)
        # The page names only rules that need a look.
        is_named = requirement.id in context.once(named_rules)
        yield Use("reviews", _link(REVIEWS, words) if is_named else escape(words))


def _onboarding(index: UsageIndex, requirement: Requirement) -> Iterator[Use]:
    say = index.context.book.say
    for persona, action in index.onboarding.get(requirement.id, ()):
        link = _link(f"{onboarding_address(persona)}#{action.id}", action.title)
        place = say("use-onboarding.place", role=persona.name, phase=say(f"phase-{action.phase}"))
        yield Use("onboarding", link, place)


def _named(index: UsageIndex, requirement: Requirement) -> Iterator[Use]:
    book = index.context.book
    for id in book.linked_to(LinkKind.REFERENCE, requirement.id):
        other = book.requirement(id)
        words = index.context.authored(f"{other.level} {plain(other.wording)}", book.owner(id))
        yield Use("named", _link(permalink(id), id), words)


def _changes(index: UsageIndex, requirement: Requirement) -> Iterator[Use]:
    for release in index.told.get(requirement.id, ()):
        yield Use(
            "changes", _link(f"changes/#{release.anchor}", release.title(index.context.book.say))
        )


def _link(path: str, words: str) -> Markup:
    return Markup('<a href="@/{}">{}</a>').format(path, kept_together(words))


USES: Sequence[Callable[[UsageIndex, Requirement], Iterator[Use]]] = (
    _grid,
    _repeated,
    _shared,
    _contract,
    _rubric,
    _reviewed,
    _first,
    _onboarding,
    _named,
    _changes,
)
"""The kinds of places, in the order of the list; one more kind is one more function."""


def _contracts_by_duty(context: SiteContext) -> Mapping[str, Sequence[Contract]]:
    by_id: dict[str, list[Contract]] = {}
    for contracts in context.team.by_role.values():
        for contract in contracts:
            for duty in contract.owes:
                by_id.setdefault(duty.id, []).append(contract)
    return by_id


def _questions_by_rule(context: SiteContext) -> Mapping[str, Sequence[tuple[Persona, Item]]]:
    by_id: dict[str, list[tuple[Persona, Item]]] = {}
    for persona in context.book.personas:
        for item in context.rubrics[persona.slug].items:
            for id in item.rules:
                by_id.setdefault(id, []).append((persona, item))
    return by_id


def _actions_by_rule(context: SiteContext) -> Mapping[str, Sequence[tuple[Persona, Action]]]:
    by_id: dict[str, list[tuple[Persona, Action]]] = {}
    for persona in context.book.personas:
        for action in context.checklists[persona.slug].actions:
            for topic in action.topics:
                if topic.is_rule:
                    by_id.setdefault(topic.source, []).append((persona, action))
    return by_id
