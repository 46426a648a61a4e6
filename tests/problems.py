"""A diagnostic as expected files hold it: key and values, so that a better wording changes none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rolebook.model.diagnostics import Diagnostic


def as_data(diagnostic: Diagnostic) -> str:
    """Such as `KW001 written='MUST not' capitals='MUST NOT'`."""
    level = [diagnostic.level.value] if diagnostic.level else []
    values = (f"{name}={value!r}" for name, value in diagnostic.values.items() if value != "")
    return " ".join([diagnostic.key, *level, *values])
