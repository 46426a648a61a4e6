"""Who owes whom what: the duties between two roles, seen from both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..link.handbook import Handbook, Role
    from ..model import Requirement


@dataclass(frozen=True, slots=True)
class Contract:
    """What one role owes another, and what comes back."""

    role: Role
    other: Role
    owes: tuple[Requirement, ...]
    is_owed: tuple[Requirement, ...]

    @property
    def strength(self) -> int:
        """The number of duties, both ways together."""
        return len(self.owes) + len(self.is_owed)

    @property
    def is_one_way(self) -> bool:
        """Whether the other side has a file and says nothing back."""
        return bool(self.owes) and self.other.persona is not None and not self.is_owed

    @property
    def is_silent(self) -> bool:
        """Whether the role has a file and says nothing back itself."""
        return self.turned.is_one_way

    @property
    def is_with_missing(self) -> bool:
        """Whether one of the two has no file."""
        return self.role.persona is None or self.other.persona is None

    @property
    def turned(self) -> Contract:
        """The same, seen from the other side."""
        return Contract(self.other, self.role, self.is_owed, self.owes)

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
    """From the slug of a role to its contracts: those it states in the order of its file, then those others state."""
    missing: tuple[Role, ...]
    """Roles that duties name and nobody has written."""
    alone: tuple[Role, ...]
    """Roles with a file and without a contract."""
    to_several: tuple[tuple[Requirement, tuple[Role, ...]], ...]
    """Duties that name more than one role."""
    to_nobody: tuple[Requirement, ...]
    """Duties that name none."""

    @property
    def one_way(self) -> int:
        """The number of pairs of which one side says nothing back, though it has a file."""
        return sum(pair.is_one_way or pair.is_silent for pair in self.pairs)


def team(book: Handbook) -> Team:
    """Return the contracts of a handbook; the cost grows with the number of duties."""
    stated: dict[str, dict[str, Contract]] = {slug: {} for slug in book.roles}
    for (slug, other), duties in book.duties.items():
        back = book.duties.get((other, slug), ())
        stated[slug][other] = Contract(book.roles[slug], book.roles[other], duties, back)
    for contract in [contract for contracts in stated.values() for contract in contracts.values()]:
        stated[contract.other.slug].setdefault(contract.role.slug, contract.turned)
    by_role = {slug: tuple(contracts.values()) for slug, contracts in stated.items()}
    pairs = (contract for contracts in by_role.values() for contract in contracts)
    named = [
        (duty, book.named_by(duty)) for persona in book.personas for duty in persona.collaborations
    ]
    return Team(
        pairs=tuple(
            sorted((pair for pair in pairs if pair.role.slug < pair.other.slug), key=_slugs)
        ),
        by_role=by_role,
        missing=tuple(role for role in book.roles.values() if role.persona is None),
        alone=tuple(
            role for role in book.roles.values() if role.persona and not by_role[role.slug]
        ),
        to_several=tuple(
            (duty, tuple(book.roles[slug] for slug in slugs))
            for duty, slugs in named
            if len(slugs) > 1
        ),
        to_nobody=tuple(duty for duty, slugs in named if not slugs),
    )


def _slugs(contract: Contract) -> tuple[str, str]:
    return contract.role.slug, contract.other.slug
