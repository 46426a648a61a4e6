"""RV: what is odd about reviews that were kept. Reading them reports it."""

from __future__ import annotations

from ..model.diagnostics import Severity
from .registry import seen

_PILOT = (
    "---\ncode: P\n---\n# The Pilot\n\n## Traits\n- calm\n\n## Rules\n- MUST answer the radio\n"
)
_ANSWER = '{"id": "P-RULE-01", "answer": "kept"}'


def _beside(line: str) -> dict[str, str]:
    return {"pilot.md": _PILOT, "reviews.jsonl": f"{line}\n"}


def _review(items: str, head: str = '"persona": "P", "date": "2026-11-30"') -> dict[str, str]:
    return _beside(f'{{"format": "rolebook-review", "schema": 3, {head}, "items": [{items}]}}')


_GOOD = _review(_ANSWER)

seen(
    "RV001",
    "not-a-review",
    Severity.WARNING,
    good=[_GOOD],
    bad=[
        _beside('{"id": "P-RULE-01", "answer": '),
        _beside('{"ovens": 3}'),
        _beside('{"format": "rolebook-review", "schema": 9, "items": []}'),
    ],
)
seen(
    "RV002",
    "unanswered-review",
    Severity.NOTE,
    good=[_GOOD],
    bad=[_review('{"id": "P-RULE-01", "answer": null}')],
)
seen(
    "RV003",
    "odd-answer",
    Severity.WARNING,
    good=[_GOOD],
    bad=[
        _review('{"id": "P-RULE-01", "answer": "perhaps"}'),
        _review(f'{_ANSWER}, {{"answer": "kept"}}'),
        _review(f'{_ANSWER}, {{"id": "P-RULE-01", "answer": "broken"}}'),
        _review(_ANSWER, '"persona": "P", "date": "yesterday"'),
        _review(_ANSWER, '"persona": "P", "change": ["a", "b"]'),
        _review('{"id": "Q-RULE-01", "answer": "kept"}', '"date": "2026-11-30"'),
    ],
)
seen(
    "RV004",
    "unknown-id",
    Severity.NOTE,
    good=[_GOOD],
    bad=[_review('{"id": "P-RULE-99", "answer": "kept"}')],
)
