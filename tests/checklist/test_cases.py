"""Each folder below `cases` is a scenario: a persona, perhaps its onboarding file, and the checklist in `expected.txt`.

To accept what is made now: ROLEBOOK_ACCEPT=1, and read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import rolebook
from rolebook.checklist import checklists

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
    """Yield the checklist of each persona, and what was wrong with the files beside them."""
    for made in checklists(book).values():
        yield f"{made.title}: {len(made.actions)}"
        for step in made.steps:
            yield f"  {step.phase.label}"
            for action in step.actions:
                meets = f", meets {action.meets}" if action.meets else ""
                yield f"    {action.id}: {action.title} ({action.owner.label}, {action.due}{meets})"
                yield f"      done when {action.done}"
                yield from (f"      - {topic.says} <{topic.path}>" for topic in action.topics)
    for problem in book.diagnostics:
        if problem.code.startswith(("RD01", "OB")):
            yield f"{problem.span}: {problem.code} {problem.message}" + (
                f" ({problem.help})" if problem.help else ""
            )
