"""RB: what a rubric file says about the rules of its persona. Making the rubric reports it."""

from __future__ import annotations

from ..model.diagnostics import Severity
from .registry import seen

_RULES = "\n".join(f"- MUST answer radio {n}" for n in range(1, 31))
_PILOT = f"---\ncode: P\n---\n# The Pilot\n\n## Traits\n- calm\n\n## Rules\n{_RULES}\n"


def _beside(*entries: str) -> dict[str, str]:
    lines = "".join(f"  {entry}\n" for entry in entries)
    return {"pilot.md": _PILOT, "pilot.rubric.yml": f"rules:\n{lines}"}


_GOOD = _beside("P-RULE-01: {ask: 'Is the radio answered?', pin: true}")
_PINS = (f"P-RULE-{n:02}: {{pin: true}}" for n in range(1, 31))
_PAUSES = (f"P-RULE-{n:02}: {{pin: reading}}" for n in range(1, 31))

seen(
    "RB001",
    "unknown-rubric-rule",
    Severity.WARNING,
    good=[_GOOD],
    bad=[_beside("juggling: {pin: true}")],
)
seen(
    "RB002",
    "dropped-and-wanted",
    Severity.WARNING,
    good=[_GOOD],
    bad=[
        _beside("P-RULE-01: {drop: true, pin: true}"),
        _beside("P-RULE-01: {drop: true, ask: 'Is the radio answered?'}"),
        _beside("P-RULE-01: {drop: true, group: [P-RULE-02]}"),
    ],
)
seen(
    "RB003",
    "too-many-pins",
    Severity.WARNING,
    good=[_GOOD],
    bad=[_beside(*_PINS), _beside(*_PAUSES)],
)
seen(
    "RB004",
    "empty-question",
    Severity.WARNING,
    good=[_GOOD],
    bad=[_beside("P-RULE-01: {ask: ''}")],
)
seen(
    "RB005",
    "rule-in-two-entries",
    Severity.WARNING,
    good=[_GOOD],
    bad=[_beside("P-RULE-01: {group: [P-RULE-02]}", "P-RULE-02: {pin: true}")],
)
