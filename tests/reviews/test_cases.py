"""Each folder below `cases` is a scenario: a handbook, files of reviews, and what is collected from them.

To accept what is collected now: ROLEBOOK_ACCEPT=1, and read the diff.
"""

from __future__ import annotations

import os
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import rolebook
from rolebook.input.folders import read_files
from rolebook.reviews import collect
from rolebook.reviews.reading import ENDINGS

from ..problems import as_data

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = sorted(path for path in Path(__file__).with_name("cases").iterdir() if path.is_dir())


def test_there_are_cases() -> None:
    """A folder that lost its cases cannot pass by vanishing."""
    assert len(CASES) >= 10


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    """The folder's name says what is collected."""
    with chdir(case):
        found = "\n".join(lines()) + "\n"
    expected = case / "expected.txt"
    if os.environ.get("ROLEBOOK_ACCEPT"):
        expected.write_text(found, encoding="utf-8")

    assert found == expected.read_text(encoding="utf-8")


def lines() -> Iterator[str]:
    """Yield the data file, what was odd, and what was not read."""
    book = rolebook.load("personas")
    sources, unread, others = read_files(["in"], ENDINGS)
    collected = collect(
        sources,
        book=book,
        with_people=Path("with-people").exists(),
        with_texts=Path("with-texts").exists(),
    )
    yield from collected.content.decode().splitlines()
    yield f"read {collected.read}, new {collected.new}"
    for problem in (*unread, *collected.problems):
        yield f"{problem.span}: {problem.key} {as_data(problem)}"
    yield from (f"{id} is retired" for id in collected.retired(book))
    yield from (f"{path} is of another kind" for path in others)
