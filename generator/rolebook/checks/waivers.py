"""WV: exceptions to rules in `waivers.yml`, and when they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Severity
from ..model.waivers import WaiverState
from .registry import check, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook

_PILOT = """\
---
code: P
---
# The Pilot

## Traits
- calm

## Rules
- MUST answer the radio
- MUST write down every call
- MAY sing
"""
_WAIVER = {
    "rule": "P-RULE-01",
    "scope": "the old boat",
    "reason": "its radio is broken",
    "owner": "Kim",
    "expires": "2999-12-31",
}


def _waived(*entries: dict[str, str]) -> dict[str, str]:
    """A handbook with waivers; each has the fields that are not given from a good one."""
    lines = (
        "".join(f"    {name}: {value}\n" for name, value in (_WAIVER | entry).items())
        for entry in entries
    )
    text = "".join(f"  -\n{entry}" for entry in lines)
    return {"pilot.md": _PILOT, "waivers.yml": f"waivers:\n{text}"}


_GOOD = _waived({})

seen(
    "WV001",
    "unknown-waived-rule",
    Severity.WARNING,
    good=[_GOOD],
    bad=[_waived({"rule": "P-RULE-91"})],
)
seen(
    "WV004",
    "empty-waiver-field",
    Severity.ERROR,
    good=[_GOOD],
    bad=[
        _waived({"reason": "''"}),
        _waived({"scope": "' '"}),
        _waived({"owner": "''"}),
        _waived({"expires": "never"}),
        _waived({"rule": "[]"}),
    ],
)
seen(
    "WV005",
    "bad-waiver-date",
    Severity.ERROR,
    good=[_GOOD],
    bad=[
        _waived({"expires": "next summer"}),
        _waived({"expires": "2999-02-30"}),
        _waived({"granted": "3000-01-01"}),
    ],
)


@check(
    code="WV003",
    name="waived-permission",
    severity=Severity.WARNING,
    good=[_GOOD],
    bad=[_waived({"rule": "P-RULE-03"})],
)
def waived_permission(book: Handbook) -> Iterator[Diagnostic]:
    """Find waivers of rules that ask for nothing."""
    from ..rfc2119 import Level

    for waiver in book.waivers:
        for id in waiver.rules:
            if book.requirement(id).level is Level.MAY:
                yield Diagnostic.of("WV003", waiver.span, id=id)


@check(
    code="WV006",
    name="repeated-waiver",
    severity=Severity.WARNING,
    good=[_waived({}, {"scope": "the new boat"})],
    bad=[_waived({}, {"scope": "The old boat"})],
)
def repeated_waiver(book: Handbook) -> Iterator[Diagnostic]:
    """Find second waivers of a rule for the same scope."""
    first: dict[tuple[str, str, tuple[str, ...]], str] = {}
    for waiver in book.waivers:
        for id in waiver.rules:
            key = id, waiver.scope.casefold(), tuple(sorted(waiver.paths))
            if key in first:
                yield Diagnostic.of("WV006", waiver.span, id=id, first=first[key])
            first.setdefault(key, f"{waiver.span.path}:{waiver.span.line}")


@check(
    code="WV007",
    name="expired-waiver",
    severity=Severity.WARNING,
    good=[_GOOD, _waived({"expires": "never", "note": "the boat is in a museum"})],
    bad=[_waived({"expires": "2020-12-31"})],
)
def expired_waiver(book: Handbook) -> Iterator[Diagnostic]:
    """Find waivers whose last day has passed."""
    yield from _ending(book, "WV007", WaiverState.EXPIRED)


# What expires within 30 days depends on the day, so there is no example of it.
@check(code="WV008", name="expiring-waiver", severity=Severity.NOTE, good=[_GOOD], bad=[])
def expiring_waiver(book: Handbook) -> Iterator[Diagnostic]:
    """Find waivers that expire soon."""
    yield from _ending(book, "WV008", WaiverState.EXPIRING)


def _ending(book: Handbook, code: str, state: WaiverState) -> Iterator[Diagnostic]:
    for waiver in book.waivers:
        if waiver.state is state:
            yield Diagnostic.of(
                code, waiver.end_span, rules=waiver.rules, scope=waiver.scope, date=waiver.end
            )


_RETIRED = "rule\tP-RULE-09\t1\t2026-01-01\tMUST\tP\tRULE\tMUST wave\n"


def _retired(heir: str) -> dict[str, str]:
    lock = f"{_RETIRED}rule\tP-RULE-09\t2\t2026-02-01\tretired\tP\tRULE\t{heir}".rstrip("\t")
    return {**_waived({"rule": "P-RULE-09"}), "rolebook.lock": f"{lock}\n"}


seen(
    "WV002",
    "retired-waived-rule",
    Severity.WARNING,
    good=[_GOOD],
    bad=[_retired(""), _retired("P-RULE-01")],
)
