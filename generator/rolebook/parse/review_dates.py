"""The dates of reviews in front matter: fields in, days and problems of those that are none out."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic
from ..model.ownership import ReviewDates
from .matter_fields import field_span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model.source import Span

_REVIEWED = ("reviewed",)
_DUE = ("review-by", "review_by")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIELD = re.compile(r"review(?:ed|[-_]by)[\"']?[ \t]*[:=]")
_LONGEST = 40
"""Characters of a wrong value that a message shows."""


def review_dates(
    fields: Mapping[str, object], text: str, span: Span, diagnostics: list[Diagnostic]
) -> ReviewDates:
    """Return the dates of reviews, and add a problem for each that cannot be read.

    Args:
        fields: The fields of the front matter.
        text: Its lines.
        span: Where it is.
        diagnostics: Problems of the file so far.
    """

    def read(names: tuple[str, ...]) -> tuple[datetime.date | None, Span | None]:
        name = next((name for name in names if fields.get(name, "") != ""), "")
        if not name:
            return None, None
        place = field_span(text, name, span)
        date = _date(fields[name])
        if date is None:
            value = str(fields[name])[:_LONGEST]
            diagnostics.append(Diagnostic.of("OW001", place, key=name, value=value))
            return None, None
        return date, place

    reviewed, reviewed_span = read(_REVIEWED)
    due, due_span = read(_DUE)
    return ReviewDates(reviewed, due, reviewed_span, due_span)


def has_review_dates(text: str) -> bool:
    r"""Whether the front matter of a file may have dates of reviews; it is not parsed.

    >>> has_review_dates("---\nreview-by: 2026-12-31\n---\n"), has_review_dates("# Pilot\n")
    (True, False)
    """
    return text.startswith(("---", "+++")) and bool(_FIELD.search(text))


def _date(value: object) -> datetime.date | None:
    """Return the day that YAML has as text, and TOML as a date, perhaps with a time."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    written = str(value).strip()
    try:
        return datetime.date.fromisoformat(written if _DATE.fullmatch(written) else "")
    except ValueError:
        return None
