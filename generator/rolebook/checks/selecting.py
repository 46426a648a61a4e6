"""The codes that an owner names, in `mkdocs.yml` or on the command line, to a selection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..input.files import OperatorError
from ..model.diagnostics import CODES
from ..model.selection import FileIgnore, Selection, beginnings
from ..words.names import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..input.settings import Checks


def selection_of(checks: Checks) -> Selection:
    """Return what the option `checks` selects.

    >>> from rolebook.input.settings import Checks
    >>> selection_of(Checks(ignore=("duplicate-rule",))).ignore
    ('DU001',)

    Raises:
        OperatorError: There is no such code.
    """
    return Selection(
        select=codes_of(checks.select),
        extend_select=codes_of(checks.extend_select),
        ignore=codes_of(checks.ignore),
        per_file_ignores=tuple(
            FileIgnore(pattern, codes_of(codes))
            for pattern, codes in checks.per_file_ignores.items()
        ),
        path=checks.path,
    )


def codes_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return codes, beginnings of codes and names of problems as beginnings of codes.

    Raises:
        OperatorError: There is no such code.
    """
    try:
        return beginnings(names)
    except KeyError as error:
        (written,) = error.args
        near = did_you_mean(written.lower(), [code.name for code in CODES.values()])
        help = near or "'rolebook explain' lists all codes"
        raise OperatorError(f"no code begins with {written!r}; {help}") from None
