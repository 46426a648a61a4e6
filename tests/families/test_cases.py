"""Each folder below `cases` is a scenario: `input.md` and the grid that is found in it, in `expected.txt`.

To accept what is found now: ROLEBOOK_ACCEPT=1, and read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import rolebook

from ..reading.test_cases import keywords_of

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = sorted(path for path in Path(__file__).with_name("cases").iterdir() if path.is_dir())


def test_there_are_cases() -> None:
    """A folder that lost its cases cannot pass by vanishing."""
    assert len(CASES) >= 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    """The folder's name says what is found."""
    source = rolebook.Source("input.md", (case / "input.md").read_text(encoding="utf-8"))
    found = "\n".join(drawn(rolebook.handbook([source], keywords=keywords_of(case.name)))) + "\n"
    expected = case / "expected.txt"
    if os.environ.get("ROLEBOOK_ACCEPT"):
        expected.write_text(found, encoding="utf-8")

    assert found == expected.read_text(encoding="utf-8")
    assert case.name.startswith("no-grid") == found.startswith("no grid")


def drawn(book: rolebook.Handbook) -> Iterator[str]:
    """Yield the grid of a handbook's only text: a line for each row and for each of its rules."""
    [text] = book.texts
    grid = book.grids.get(text.slug)
    if grid is None:
        yield f"no grid in {len(text.own_rules)} rules"
        return
    yield f"columns: {', '.join(column.label for column in grid.columns)}"
    yield f"{grid.rules} of {len(text.own_rules)} rules"
    for row in grid.rows:
        yield f"{row.level} {row.label}"
        for column in grid.columns:
            cell = row.cells.get(column.key)
            if cell is None:
                yield f"  {column.code}: –"
                continue
            rule = book.requirement(cell.requirement)
            level = "" if rule.level is row.level else f" is {rule.level}"
            words = f" says {cell.words!r}" if cell.words else ""
            lacks = f" lacks {cell.lacks!r}" if cell.lacks else ""
            yield f"  {column.code}: {rule.id}{level}{words}{lacks}"
