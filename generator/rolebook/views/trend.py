"""Releases to the number of rules at each of them: how a handbook grew; knows no page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..identity.diff import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .releases import Release


@dataclass(frozen=True, slots=True)
class Point:
    """A handbook at one of its releases."""

    release: Release
    rules: int
    """The number of its rules then."""
    added: int
    changed: int
    """The number of rules that are other words, another level or elsewhere since then."""
    retired: int

    @property
    def older(self) -> int:
        """The number of its rules that were there before."""
        return max(self.rules - self.added, 0)


def trend(releases: Iterable[Release], now: int) -> list[Point]:
    """Return the number of rules at each release, the earliest first.

    It counts back from today, so that the last number is right whatever the history lacks.

    Args:
        releases: What changed and when, the latest first.
        now: The number of rules today.
    """
    points: list[Point] = []
    left = now
    for release in releases:
        kinds = [change.kinds for change in release.comparison.changes]
        added = sum(ChangeKind.ADDED in one for one in kinds)
        retired = sum(ChangeKind.REMOVED in one for one in kinds)
        points.append(Point(release, left, added, len(kinds) - added - retired, retired))
        left = max(left - added + retired, 0)
    return points[::-1]
