"""Where a rule comes up in the handbook besides its own line: what the list "Used in" of its page shows.

One line of `USES` is one kind of place. Each is a function from what is known (`Known`) and a rule
to its uses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..link.handbook import LinkKind
from ..markup import plain
from ..views.addresses import address, onboarding_address, permalink, rubric_address
from ..views.first import first_rules
from .changes import told
from .context import counted
from .rubric import item_anchor

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from ..checklist import Action
    from ..model import Persona, Requirement
    from ..rubric import Item
    from ..views.contracts import Contract
    from ..views.releases import Release
    from .context import SiteContext


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a rule comes up."""

    kind: str
    """What the place is: `Template`, `Contract`."""
    title: str
    """The words of the link."""
    path: str
    """Its address from the site's root."""
    before: str = ""
    """Words before the link."""
    after: str = ""
    """Words behind the link."""


@dataclass(slots=True)
class Known:
    """What is looked up for every rule, gathered once."""

    context: SiteContext
    releases: Sequence[Release]
    contracts: Mapping[str, Sequence[Contract]] = field(init=False)
    """From the id of a duty to the contracts that it is part of."""
    first: Collection[str] = field(init=False)
    """Ids of the rules to know first."""
    asked: Mapping[str, Sequence[tuple[Persona, Item]]] = field(init=False)
    """From the id of a rule to the items of review rubrics that ask for it."""
    onboarding: Mapping[str, Sequence[tuple[Persona, Action]]] = field(init=False)
    """From the id of a rule to the actions of checklists that are about it."""
    told: Mapping[str, Sequence[Release]] = field(init=False)
    """From the id of a rule to the releases that tell of it on the page of changes."""

    def __post_init__(self) -> None:
        self.contracts = _contracts(self.context)
        self.first = {
            rule.id for persona in self.context.book.personas for rule in first_rules(persona)
        }
        self.asked = _asked(self.context)
        self.onboarding = _onboarding(self.context)
        self.told = told(self.releases)


def used_in(known: Known, requirement: Requirement) -> list[Use]:
    """Return the places where a rule comes up, in the order of `USES`."""
    return [use for uses in USES for use in uses(known, requirement)]


def _grid(known: Known, requirement: Requirement) -> Iterator[Use]:
    home = known.context.book.owner(requirement.id)
    if known.context.book.family_of(requirement.id) and home.slug in known.context.book.grids:
        yield Use("Grid", f"The grid of {home.name}", f"{address(home)}#grid")


def _template(known: Known, requirement: Requirement) -> Iterator[Use]:
    family = known.context.book.family_of(requirement.id)
    if family:
        slug = known.context.book.owner(requirement.id).slug
        title = f"{family.level} {family.label}"
        yield Use(
            "Template", title, f"f/{family.slug}/#in:{slug}", before=f"One of {family.rules}:"
        )


def _shared(known: Known, requirement: Requirement) -> Iterator[Use]:
    block = known.context.book.block_of(requirement.id)
    if block:
        before = f"By {counted(len(block.personas), 'role')}:"
        yield Use("Shared", block.category or "General", f"f/#in:{block.slug}", before=before)


def _contract(known: Known, requirement: Requirement) -> Iterator[Use]:
    for contract in known.contracts.get(requirement.id, ()):
        yield Use("Contract", f"{contract.role.name} and {contract.other.name}", contract.path)


def _first(known: Known, requirement: Requirement) -> Iterator[Use]:
    if requirement.id in known.first:
        home = known.context.book.owner(requirement.id)
        yield Use("First", f"Rules to know first of {home.name}", f"{address(home)}#first")


def _rubric(known: Known, requirement: Requirement) -> Iterator[Use]:
    for persona, item in known.asked.get(requirement.id, ()):
        path = f"{rubric_address(persona)}#{item_anchor(item.id)}"
        after = item.stop.heading if item.id == requirement.id else f"asked along with {item.id}"
        yield Use("Rubric", f"Review rubric of {persona.name}", path, after=after)


def _action(known: Known, requirement: Requirement) -> Iterator[Use]:
    for persona, action in known.onboarding.get(requirement.id, ()):
        path = f"{onboarding_address(persona)}#{action.id}"
        yield Use("Onboarding", action.title, path, after=f"{persona.name}, {action.phase.label}")


def _named(known: Known, requirement: Requirement) -> Iterator[Use]:
    book = known.context.book
    for id in book.linked_to(LinkKind.REFERENCE, requirement.id):
        other = book.requirement(id)
        yield Use("Named by", id, permalink(id), after=f"{other.level} {plain(other.text)}")


def _changes(known: Known, requirement: Requirement) -> Iterator[Use]:
    for release in known.told.get(requirement.id, ()):
        yield Use("Changes", release.name, f"changes/#{release.anchor}")


USES: Sequence[Callable[[Known, Requirement], Iterator[Use]]] = (
    _grid,
    _template,
    _shared,
    _contract,
    _rubric,
    _first,
    _action,
    _named,
    _changes,
)
"""The kinds of places, in the order of the list; one more kind is one more function."""


def _contracts(context: SiteContext) -> Mapping[str, Sequence[Contract]]:
    found: dict[str, list[Contract]] = {}
    for contracts in context.team.by_role.values():
        for contract in contracts:
            for duty in contract.owes:
                found.setdefault(duty.id, []).append(contract)
    return found


def _asked(context: SiteContext) -> Mapping[str, Sequence[tuple[Persona, Item]]]:
    found: dict[str, list[tuple[Persona, Item]]] = {}
    for persona in context.book.personas:
        for item in context.rubrics[persona.slug].items:
            for id in item.rules:
                found.setdefault(id, []).append((persona, item))
    return found


def _onboarding(context: SiteContext) -> Mapping[str, Sequence[tuple[Persona, Action]]]:
    found: dict[str, list[tuple[Persona, Action]]] = {}
    for persona in context.book.personas:
        for action in context.checklists[persona.slug].actions:
            for topic in action.topics:
                if topic.is_rule:
                    found.setdefault(topic.source, []).append((persona, action))
    return found
