"""How many rules there are of each level."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..rfc2119 import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Requirement


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by level, the strictest first; levels that do not occur are left out."""

    total: int
    levels: tuple[tuple[Level, int], ...]

    @property
    def sentence(self) -> str:
        """The counts in words, for people who cannot see the bar.

        >>> Tally(3, ((Level.MUST, 2), (Level.MAY, 1))).sentence
        '2 MUST, 1 MAY'
        """
        return ", ".join(f"{count} {level}" for level, count in self.levels)


def tally(requirements: Iterable[Requirement]) -> Tally:
    """Count rules by level."""
    counts = Counter(requirement.level for requirement in requirements)
    return Tally(counts.total(), tuple((level, counts[level]) for level in Level if counts[level]))
