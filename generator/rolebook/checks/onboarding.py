"""OB: what an onboarding file names. Making the checklist reports it."""

from __future__ import annotations

from ..model.diagnostics import Severity
from .registry import seen

_PILOT = "# The Pilot\n\n## Traits\n- calm\n\n## Rules\n- MUST answer the radio\n"
_TOUR = "title: See the tower, phase: day-1, done: it is seen"


def _of_team(text: str) -> dict[str, str]:
    return {"pilot.md": _PILOT, "onboarding.yml": text}


def _beside(text: str) -> dict[str, str]:
    return {"pilot.md": _PILOT, "pilot.onboarding.yml": text}


seen(
    "OB001",
    "unknown-action",
    Severity.WARNING,
    good=[_beside(f"add:\n  - {{id: tour, {_TOUR}}}\norder: [tour]\n")],
    bad=[_beside("drop: [tour-of-the-tower]\n")],
)
seen(
    "OB002",
    "repeated-action",
    Severity.ERROR,
    good=[_beside(f"add:\n  - {{id: tour, {_TOUR}}}\n")],
    bad=[
        _beside(f"add:\n  - {{id: tour, {_TOUR}}}\n  - {{id: tour, {_TOUR}}}\n"),
        _beside(f"add:\n  - {{id: day-1, {_TOUR}}}\n"),
    ],
)
seen(
    "OB003",
    "unknown-topic",
    Severity.WARNING,
    good=[_beside(f"add:\n  - {{id: tour, {_TOUR}, about: [PROG], meets: Pilot}}\n")],
    bad=[
        _beside(f"add:\n  - {{id: tour, {_TOUR}, about: [juggling]}}\n"),
        _beside(f"add:\n  - {{id: tour, {_TOUR}, meets: Juggler}}\n"),
    ],
)
seen(
    "OB004",
    "unusable-contact",
    Severity.WARNING,
    good=[_of_team("contacts:\n  Pilot: [Ada, Bo]\n")],
    bad=[
        _of_team("contacts: [Ada]\n"),
        _of_team("contacts:\n  Pilot: 7\n"),
        _of_team("contacts:\n  Juggler: Ada\n"),
    ],
)
