"""Each folder below `cases` is a scenario: `input.md`, and its rubric as keys in `expected.txt`.

`input.rubric.yml` has what its author decides, and `domains.txt` the domains that a change touches. To accept what is found now: ROLEBOOK_ACCEPT=1, and read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import rolebook
from rolebook.rubric import problems, rubric

from .outline import outline

CASES = sorted(path for path in Path(__file__).with_name("cases").iterdir() if path.is_dir())


def test_there_are_cases() -> None:
    """A folder that lost its cases cannot pass by vanishing."""
    assert len(CASES) >= 15


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    """The folder's name says what is shown."""
    sheets = [rolebook.Source("input.rubric.yml", _text(case / "input.rubric.yml"))]
    book = rolebook.handbook(
        [rolebook.Source("input.md", _text(case / "input.md"))], sidecars=sheets
    )
    made = rubric(book, book.personas[0], domains=_text(case / "domains.txt").split())
    found = outline(made, problems(book))
    expected = case / "expected.txt"
    if os.environ.get("ROLEBOOK_ACCEPT"):
        expected.write_text(found, encoding="utf-8")

    assert found == expected.read_text(encoding="utf-8")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
