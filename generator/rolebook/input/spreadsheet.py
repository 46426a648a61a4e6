"""A spreadsheet or CSV file as rows of text: the one module that knows calamine."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook

from ..model.source import cleaned
from .files import OperatorError, markdown_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_DELIMITERS = ",;\t"
TEXTS = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; rows and columns count from 1, as in spreadsheets."""

    name: str
    """Empty for a file without sheets."""
    rows: tuple[tuple[str, ...], ...]


def read_sheets(path: Path) -> list[Sheet]:
    """Return the sheets of a file.

    Raises:
        OperatorError: The file does not exist, or isn't what its suffix says.
    """
    if not path.is_file():
        raise OperatorError(f"no such file: {path}")
    if path.suffix.lower() in TEXTS:
        return [Sheet("", _texts(path))]
    if path.suffix.lower() not in WORKBOOKS:
        raise OperatorError(
            f"{path} is not a spreadsheet; it must end in {', '.join((*WORKBOOKS, *TEXTS))}"
        )
    try:
        with CalamineWorkbook.from_path(path) as book:
            sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
            return [
                Sheet(name, _cells(sheet.to_python(skip_empty_area=False)))
                for name, sheet in sheets
            ]
    except (CalamineError, OSError, ValueError) as error:
        reason = str(error).strip() or type(error).__name__
        raise OperatorError(f"{path} cannot be read as a spreadsheet: {reason}") from error


def column_letter(number: int) -> str:
    """Return the letters of a column, as in spreadsheets.

    >>> column_letter(1), column_letter(28)
    ('A', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _cells(rows: Sequence[Sequence[object]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_text(cell) for cell in row) for row in rows)


def _text(cell: object) -> str:
    """Return a cell as people see it: whole numbers without a decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cleaned(str(cell)).strip()


def _texts(path: Path) -> tuple[tuple[str, ...], ...]:
    text, _ = markdown_text(path.read_bytes(), path.name)
    # Not "splitlines", which would also split cells at the marks for lines within a cell.
    lines = [f"{line}\n" for line in text.split("\n")]
    # Remarks above the table rarely fill a page of 40 lines.
    head = max(lines[:40], key=lambda line: max(map(line.count, _DELIMITERS)), default="")
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        return tuple(
            tuple(cell.strip() for cell in row) for row in csv.reader(lines, delimiter=delimiter)
        )
    except csv.Error as error:
        raise OperatorError(f"{path} cannot be read as CSV: {error}") from error
