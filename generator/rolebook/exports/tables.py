"""Rows to CSV as spreadsheets expect it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t")


def csv_bytes(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    r"""Return a table as CSV in UTF-8 with a byte order mark and ``\n`` ends.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front; a whole number is none.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([f"'{cell}" if _is_formula(cell) else cell for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _is_formula(cell: str) -> bool:
    """Whether a spreadsheet would run a cell.

    >>> _is_formula("-1+cmd"), _is_formula("-14")
    (True, False)
    """
    return cell.startswith(_FORMULA) and not cell[1:].isdecimal()
