"""Problems because of which something was not read, for commands and pages that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .diagnostics import Diagnostic

_CODES = ("RD001", "RD004", "RD007", "RD008", "RD014", "RD015", "RD016", "XR014")


def unread(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the problems that say what was not read, in their order."""
    return [problem for problem in diagnostics if problem.code in _CODES]
