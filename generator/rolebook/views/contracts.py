"""Who owes whom what: duties between roles, seen from both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..book import LinkKind

if TYPE_CHECKING:
    from ..book import Handbook, Role
    from ..model import Persona, Requirement


@dataclass(frozen=True, slots=True)
class Contract:
    """What one role owes another, and what comes back."""

    role: Role
    other: Role
    owes: tuple[Requirement, ...]
    is_owed: tuple[Requirement, ...]

    @property
    def is_one_way(self) -> bool:
        """Whether the other side has a file and says nothing back."""
        return self.other.persona is not None and not self.is_owed


def contracts_of(book: Handbook, role: Role) -> list[Contract]:
    """Return the contracts of a role, in the order in which it names the others; then those that only name it."""
    owes = _duties(book, role.persona) if role.persona else {}
    owed = {
        slug: duties
        for slug, other in book.roles.items()
        if other.persona and slug != role.slug and (duties := _duties(book, other.persona).get(role.slug))
    }
    slugs = dict.fromkeys([*owes, *owed])
    return [
        Contract(role, book.roles[slug], tuple(owes.get(slug, ())), tuple(owed.get(slug, ())))
        for slug in slugs
        if slug in book.roles
    ]


def contracts(book: Handbook) -> list[Contract]:
    """Return every contract that some persona states, seen from the side that states it."""
    duties = {slug: _duties(book, role.persona) for slug, role in book.roles.items() if role.persona}
    return [
        Contract(book.roles[slug], book.roles[other], tuple(owed), tuple(duties.get(other, {}).get(slug, ())))
        for slug, by_other in duties.items()
        for other, owed in by_other.items()
    ]


def _duties(book: Handbook, persona: Persona) -> dict[str, list[Requirement]]:
    """Return the duties in the collaborators section under the roles they name."""
    found: dict[str, list[Requirement]] = {}
    for duty in persona.collaborations:
        for link in book.links.get(duty.id, ()):
            if link.kind is LinkKind.COLLABORATOR:
                found.setdefault(link.target, []).append(duty)
    return found
