"""Declaring a code: `check` for a function over the handbook, `seen` for what reading reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.diagnostics import CODES, Code, register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..link.handbook import Handbook
    from ..model.diagnostics import Diagnostic, Fix, Severity
    from ..model.selection import Selection

    Check = Callable[[Handbook], Iterable[Diagnostic]]
    Example = str | Mapping[str, str | bytes]

CHECKS: dict[str, Check] = {}
"""By code, every function that was declared with `check`."""


def check(
    *,
    code: str,
    name: str,
    severity: Severity,
    good: Sequence[Example],
    bad: Sequence[Example],
    fix: Fix | None = None,
    is_safe: bool = True,
    is_default: bool = True,
) -> Callable[[Check], Check]:
    """Declare a function over the finished handbook as a check.

    It runs in every build, so it must be linear in the number of rules.

    Args:
        code: Two letters for what it is about, and a number that was never used: `ST002`.
        name: The thing that is wrong, so that "ignore duplicate-rule" reads well.
        severity: How bad it is.
        good: Handbooks in which it reports nothing: the text of a persona, or files by path.
        bad: Handbooks in which it does: one for each of its messages, the most typical first.
        fix: What to change in a source so that the problem is gone and all else reads the same.
        is_safe: Whether the fix leaves what the rules mean as it is.
        is_default: Whether it runs unless an owner says otherwise. A check is off by default
            until its false positives were counted on at least 20 hits, and are at most 15 %.
    """
    register(Code(code, name, severity, tuple(good), tuple(bad), fix, is_safe, is_default))

    def declare(function: Check) -> Check:
        CHECKS[code] = function
        return function

    return declare


def seen(
    code: str,
    name: str,
    severity: Severity,
    *,
    good: Sequence[Example],
    bad: Sequence[Example],
    fix: Fix | None = None,
    is_safe: bool = True,
) -> None:
    """Declare a code that is reported where the problem is seen, while files are read or linked.

    Args:
        code: See `check`, as for all others.
        name: The thing that is wrong.
        severity: How bad it is, unless a diagnostic says otherwise.
        good: Handbooks in which it is not reported.
        bad: Handbooks in which it is.
        fix: What to change in a source.
        is_safe: Whether the fix leaves what the rules mean as it is.
    """
    register(Code(code, name, severity, tuple(good), tuple(bad), fix, is_safe))


def problems(book: Handbook, selection: Selection) -> Iterator[Diagnostic]:
    """Yield what the checks find in a handbook: those that are wanted, and those ignored."""
    for code, function in CHECKS.items():
        if selection.runs(CODES[code]):
            yield from function(book)
