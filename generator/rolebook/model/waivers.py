"""What a waiver is: an exception to rules, with its scope, a reason, an owner and an end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from .source import Span


class WaiverState(StrEnum):
    """How long a waiver still holds, as seen on the day of reading."""

    EXPIRED = "expired"
    EXPIRING = "expiring"
    """It expires soon."""
    HOLDS = "holds"


@dataclass(frozen=True, slots=True)
class Waiver:
    """An exception to some rules."""

    rules: tuple[str, ...]
    """IDs of the rules, at least one."""
    scope: str
    """What it holds for, in the words of its author."""
    paths: tuple[str, ...]
    """Patterns of the files that it holds for; perhaps none."""
    reason: str
    owner: str
    expires: datetime.date | None
    """The last day on which it holds; None if it never expires."""
    note: str
    """Why it never expires."""
    granted: datetime.date | None
    link: str
    state: WaiverState
    span: Span
    end_span: Span
    """Where its last day is."""

    @property
    def is_expired(self) -> bool:
        """Whether its last day has passed."""
        return self.state is WaiverState.EXPIRED

    @property
    def end(self) -> str:
        """The last day as data has it: `2026-12-31`, or `never`."""
        return self.expires.isoformat() if self.expires else NEVER


NEVER = "never"
"""What `expires` says where there is no last day."""
