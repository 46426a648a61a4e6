"""Each folder below `cases` is a scenario: a persona, its onboarding file, and `expected.txt`.

To accept what is made now: ROLEBOOK_ACCEPT=1, and read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import rolebook
from rolebook.checklist import checklists

from ..problems import as_data

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = sorted(path for path in Path(__file__).with_name("cases").iterdir() if path.is_dir())


def test_there_are_cases() -> None:
    """A folder that lost its cases cannot pass by vanishing."""
    assert len(CASES) >= 7


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path) -> None:
    """The folder's name says what is made of it."""
    book = rolebook.load(case, root=case)
    found = "\n".join(lines(book)) + "\n"
    expected = case / "expected.txt"
    if os.environ.get("ROLEBOOK_ACCEPT"):
        expected.write_text(found, encoding="utf-8")

    assert found == expected.read_text(encoding="utf-8")


def lines(book: rolebook.Handbook) -> Iterator[str]:
    """Yield the checklist of each persona in keys and authors' words, and what is wrong in files."""
    for made in checklists(book).values():
        yield f"{made.title}: {len(made.actions)}"
        for step in made.steps:
            yield f"  {step.phase}"
            for action in step.actions:
                meets = f", meets {action.meets}" if action.meets else ""
                yield f"    {action.id}: {action.kind} ({action.owner}, {action.due}{meets})"
                yield from (f"      = {line}" for line in action.own_about)
                for topic in action.topics:
                    yield f"      - {topic.about or topic.source} <{topic.path}>"
    for problem in book.diagnostics:
        # The expected lines are themselves a file of another kind.
        if problem.code.startswith(("RD01", "OB")) and problem.code != "RD016":
            yield f"{problem.span}: {as_data(problem)}"
