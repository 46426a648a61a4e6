"""Sheets of a spreadsheet to Markdown: a heading and a table each, or a list for one column."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from ..rfc2119 import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..input.spreadsheet import Sheet

_GENERIC = ("sheet", "tabelle", "feuil", "hoja")
"""Beginnings of names that spreadsheet programs give to sheets."""


def sheets_as_markdown(name: str, sheets: Sequence[Sheet]) -> str:
    r"""Return sheets as Markdown below a title, without empty rows and columns.

    >>> from rolebook.input.spreadsheet import Sheet
    >>> rows = (("Level", "Rule"), ("Must", "log in"))
    >>> print(sheets_as_markdown("gate-keeper", [Sheet("", rows)]))
    # Gate Keeper
    <BLANKLINE>
    | Level | Rule |
    |---|---|
    | MUST | log in |
    <BLANKLINE>
    """
    title = " ".join(name.replace("-", " ").replace("_", " ").split())
    blocks = [f"# {title.title() if title.islower() else title}"]
    for sheet in sheets:
        rows = _filled(sheet.rows)
        if not rows:
            continue
        if sheet.name and not sheet.name.lower().startswith(_GENERIC):
            blocks.append(f"## {sheet.name}")
        blocks.append("\n".join(_table(rows) if len(rows[0]) > 1 else _list(rows)))
    return "\n\n".join(blocks) + "\n"


def _filled(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the rows and columns that are not empty."""
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    columns = [
        column
        for column in zip_longest(*kept, fillvalue="")
        if any(cell.strip() for cell in column)
    ]
    return list(zip(*columns, strict=True))


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    head, *others = rows
    yield f"| {' | '.join(map(_cell, head))} |"
    yield f"|{'---|' * len(head)}"
    for row in others:
        yield f"| {' | '.join(map(_cell, row))} |"


def _list(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for (cell,) in rows:
        yield f"- {' '.join(cell.split())}"


def _cell(text: str) -> str:
    """Return a cell; a level on its own is written in capitals, so that its row counts."""
    if text.strip().upper() in LEVELS:
        return text.strip().upper()
    return "<br>".join(text.split("\n")).replace("|", r"\|").strip()
