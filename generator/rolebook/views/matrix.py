"""The team as a table of numbers: who owes whom how many duties."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..link.handbook import Handbook, Role
    from .contracts import Contract, Team

# No eye follows more columns.
MOST_COLUMNS = 80
_BYTES_OF_DUTIES, _BYTES_OF_NONE, _MOST_BYTES = 150, 10, 180_000
"""A cell with duties takes some 150 bytes of a page, one without 10. The whole page is to stay
below 300 kB, which leaves 180 kB for the table: that of 40 roles with duties to 30 others each."""
# What fits on an A4 page in landscape with names turned upright.
_MOST_ON_PAPER = 20


class Mark(StrEnum):
    """What is one-sided about a cell."""

    NONE = ""
    ONE_WAY = "one-way"
    SILENT = "silent"
    NO_FILE = "no-file"


@dataclass(frozen=True, slots=True)
class Cell:
    """What the role of a row owes the role of a column."""

    contract: Contract | None
    """None where there is no duty between the two."""
    is_itself: bool = False
    has_file: bool = True
    """Whether the role of the column has a persona file."""

    @property
    def mark(self) -> Mark:
        """What is one-sided about the duties between the two."""
        if self.contract is None or (self.contract.owes and self.contract.receives):
            return Mark.NONE
        if not self.has_file:
            return Mark.NO_FILE
        return Mark.ONE_WAY if self.contract.owes else Mark.SILENT


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
        return len(self.written) + len(self.missing) > _MOST_ON_PAPER


def matrix(book: Handbook, team: Team) -> Matrix:
    """Return the table of a team."""
    written = tuple(role for role in book.roles.values() if role.persona)
    missing = team.missing if len(written) + len(team.missing) <= MOST_COLUMNS else ()
    if len(written) > MOST_COLUMNS or _bytes(written, missing, team) > _MOST_BYTES:
        return Matrix(written, (), ())
    rows = tuple((role, _cells(role, team, (*written, *missing))) for role in written)
    return Matrix(written, missing, rows)


def _bytes(written: Sequence[Role], missing: Sequence[Role], team: Team) -> int:
    """Return how many bytes the cells take, about."""
    full = sum(len(team.by_role[role.slug]) for role in written)
    cells = len(written) * (len(written) + len(missing))
    return full * _BYTES_OF_DUTIES + (cells - full) * _BYTES_OF_NONE


def by_strength(team: Team) -> list[Contract]:
    """Return every contract once, the strongest first, from the side that owes more."""
    contracts = [
        pair if len(pair.owes) >= len(pair.receives) else pair.turned for pair in team.pairs
    ]
    return sorted(contracts, key=_strength)


def _strength(contract: Contract) -> tuple[int, str, str, str]:
    return -contract.strength, contract.role.name, contract.other.name, contract.path


def _cells(role: Role, team: Team, columns: Sequence[Role]) -> tuple[Cell, ...]:
    by_other = {contract.other.slug: contract for contract in team.by_role[role.slug]}
    return tuple(
        Cell(by_other.get(column.slug), column.slug == role.slug, column.persona is not None)
        for column in columns
    )
