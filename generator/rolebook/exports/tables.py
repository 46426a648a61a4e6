"""Rows to CSV as spreadsheets expect it; `assets/marks.js` does the same for scripts."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from ..output.display import shown_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-][0-9]+")
_SEPARATOR = re.compile(r"[\\;]")


def csv_bytes(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> bytes:
    r"""Return a table as CSV in UTF-8, with a byte order mark, ``\n`` ends and quoted cells.

    Without the byte order mark, spreadsheets assume another encoding. Without quotation marks, some
    of them split a cell at a semicolon or a tab. A cell that a spreadsheet would run as a formula
    gets an apostrophe in front; a whole number is not a formula.
    """
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def joined(values: Iterable[str]) -> str:
    r"""Return several values as one cell, joined by "; "; a semicolon within one gets a backslash.

    >>> joined(["IAMT", "Cache; Aside"])
    'IAMT; Cache\\; Aside'
    """
    return "; ".join(_SEPARATOR.sub(r"\\\g<0>", value) for value in values)


def _cell(text: str) -> str:
    """Return a text that a spreadsheet shows and doesn't run.

    >>> _cell("-1+cmd"), _cell("-14")
    ("'-1+cmd", '-14')
    """
    is_formula = _FORMULA.match(text) and not _NUMBER.fullmatch(text)
    return shown_lines(f"'{text}" if is_formula else text)
