"""Who owes whom what: the duties between two roles, seen from both sides."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..link.handbook import Handbook, Role
    from ..model import Requirement


@dataclass(frozen=True, slots=True)
class Contract:
    """What one role owes another, and what it is owed in return."""

    role: Role
    other: Role
    owes: tuple[Requirement, ...]
    """What `role` owes `other`."""
    receives: tuple[Requirement, ...]
    """What `other` owes `role`."""

    @property
    def strength(self) -> int:
        """The number of duties, both ways together."""
        return len(self.owes) + len(self.receives)

    @property
    def is_one_way(self) -> bool:
        """Whether the other side has a file and owes nothing in return."""
        return bool(self.owes) and self.other.persona is not None and not self.receives

    @property
    def is_silent(self) -> bool:
        """Whether the role itself has a file and owes nothing in return."""
        return self.turned.is_one_way

    @property
    def is_with_missing(self) -> bool:
        """Whether one of the two has no file."""
        return self.role.persona is None or self.other.persona is None

    @property
    def turned(self) -> Contract:
        """The same, seen from the other side."""
        return Contract(self.other, self.role, self.receives, self.owes)

    @property
    def path(self) -> str:
        """Address of the page that shows both sides, from the site's root."""
        return f"team/{'--'.join(sorted((self.role.slug, self.other.slug)))}/"


@dataclass(frozen=True, slots=True)
class Team:
    """All contracts of a handbook, and the duties and roles that are in none."""

    pairs: tuple[Contract, ...]
    """Every two roles between which there is a duty, once, by slug."""
    by_role: Mapping[str, tuple[Contract, ...]]
    """From the slug of a role to its contracts: those it states, then those only others state."""
    missing: tuple[Role, ...]
    """Roles that duties name and no file describes."""
    alone: tuple[Role, ...]
    """Roles with a file and without a contract."""
    to_several: tuple[tuple[Requirement, tuple[Role, ...]], ...]
    """Duties that name more than one role."""
    to_nobody: tuple[Requirement, ...]
    """Duties that name none."""

    @property
    def one_way(self) -> int:
        """The number of pairs of which one side has a file and owes nothing."""
        return sum(pair.is_one_way or pair.is_silent for pair in self.pairs)


def team(book: Handbook) -> Team:
    """Return the contracts of a handbook; the cost grows with the number of duties."""
    by_role = _by_role(book)
    contracts = chain.from_iterable(by_role.values())
    pairs = [contract for contract in contracts if contract.role.slug < contract.other.slug]
    roles = book.roles.values()
    duties = list(chain.from_iterable(persona.collaborations for persona in book.personas))
    named = {duty.id: tuple(book.roles[slug] for slug in book.named_by(duty)) for duty in duties}
    return Team(
        pairs=tuple(sorted(pairs, key=_slugs)),
        by_role=by_role,
        missing=tuple(role for role in roles if role.persona is None),
        alone=tuple(role for role in roles if role.persona and not by_role[role.slug]),
        to_several=tuple((duty, named[duty.id]) for duty in duties if len(named[duty.id]) > 1),
        to_nobody=tuple(duty for duty in duties if not named[duty.id]),
    )


def _by_role(book: Handbook) -> Mapping[str, tuple[Contract, ...]]:
    contracts: dict[str, dict[str, Contract]] = {slug: {} for slug in book.roles}
    for (slug, other), duties in book.duties.items():
        back = book.duties.get((other, slug), ())
        contracts[slug][other] = Contract(book.roles[slug], book.roles[other], duties, back)
    # Contracts that only the other side states come last, whichever role is looked at.
    stated = [list(by_other.values()) for by_other in contracts.values()]
    for contract in chain.from_iterable(stated):
        contracts[contract.other.slug].setdefault(contract.role.slug, contract.turned)
    return {slug: tuple(by_other.values()) for slug, by_other in contracts.items()}


def _slugs(contract: Contract) -> tuple[str, str]:
    return contract.role.slug, contract.other.slug
