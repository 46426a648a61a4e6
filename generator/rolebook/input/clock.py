"""The date and time of now: SOURCE_DATE_EPOCH, or else the clock. Nothing else looks at a clock."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = "SOURCE_DATE_EPOCH"
_LENT: list[str] = []
"""Moments that `lent` has set, and that are not those of the environment."""


def now() -> datetime:
    """Return the time for what is written now."""
    moment = "" if _LENT else os.environ.get(_NAME, "")
    return datetime.fromtimestamp(int(moment), UTC) if moment.isdecimal() else datetime.now(UTC)


def day() -> date:
    """Return the day that dates in a file are compared with."""
    return now().date()


def today() -> str:
    """Return the date for a lock file that is written now."""
    return day().isoformat()


@contextmanager
def lent(moment: str) -> Iterator[None]:
    """Set SOURCE_DATE_EPOCH for other programs unless it is set already; `now` doesn't follow it.

    A site map has the date of the last commit, but a waiver expires on its day even if nobody
    commits anything.

    Args:
        moment: Seconds since 1970; nothing is set if it is empty.
    """
    if _NAME in os.environ:
        yield
        return
    if moment:
        os.environ[_NAME] = moment
        _LENT.append(moment)
    try:
        yield
    finally:
        if moment:
            _LENT.pop()
            os.environ.pop(_NAME, None)
