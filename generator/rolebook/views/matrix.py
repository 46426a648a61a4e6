"""The team as a table of numbers: who owes whom how many duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..link.handbook import Handbook, Role
    from .contracts import Contract, Team

MOST_COLUMNS = 80
"""More columns nobody follows with the eye, and cells grow with the square of the roles."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What the role of a row owes the role of a column."""

    contract: Contract | None
    """None where there is no duty between the two."""
    is_itself: bool = False
    has_file: bool = True
    """Whether somebody has written the role of the column."""

    @property
    def mark(self) -> str:
        """What is one-sided about it: `one-way`, `silent`, `no-file` or nothing."""
        if self.contract is None or (self.contract.owes and self.contract.is_owed):
            return ""
        if not self.has_file:
            return "no-file"
        return "one-way" if self.contract.owes else "silent"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Roles with a file in rows; the same roles in columns, then those without a file."""

    written: tuple[Role, ...]
    missing: tuple[Role, ...]
    """Empty where the table would become too wide with them."""
    rows: tuple[tuple[Role, tuple[Cell, ...]], ...]
    """Empty where it is too wide even without them."""

    @property
    def is_wide(self) -> bool:
        """Whether it is too wide for paper."""
        return len(self.written) + len(self.missing) > 20


def matrix(book: Handbook, team: Team) -> Matrix:
    """Return the table of a team."""
    written = tuple(role for role in book.roles.values() if role.persona)
    missing = team.missing if len(written) + len(team.missing) <= MOST_COLUMNS else ()
    if len(written) > MOST_COLUMNS:
        return Matrix(written, (), ())
    rows = tuple((role, _cells(role, team, (*written, *missing))) for role in written)
    return Matrix(written, missing, rows)


def by_strength(team: Team) -> list[Contract]:
    """Return every contract once, the strongest first, from the side that owes more."""
    turned = (pair if len(pair.owes) >= len(pair.is_owed) else pair.turned for pair in team.pairs)
    return sorted(turned, key=lambda one: (-one.strength, one.role.name, one.other.name, one.path))


def _cells(role: Role, team: Team, columns: Sequence[Role]) -> tuple[Cell, ...]:
    by_other = {contract.other.slug: contract for contract in team.by_role[role.slug]}
    return tuple(
        Cell(by_other.get(column.slug), column.slug == role.slug, column.persona is not None)
        for column in columns
    )
