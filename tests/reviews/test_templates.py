"""What `rolebook rubric --format github` writes is read back once people have filled it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rolebook import Source, handbook
from rolebook.exports.rubrics import rubric_github
from rolebook.reviews import Answer, read_reviews
from rolebook.rubric import rubric

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_PILOT = """\
---
code: HP
---
# The Harbour Pilot

## Traits
- calm

## Approach
- MUST document each berth in the API – and each buoy – of the harbour
- MUST NOT log `passwords`
- SHOULD write a unit test for each berth
- MUST validate each field of a form
"""
_BOOK = handbook([Source("pilot.md", _PILOT)])
_TEMPLATE = rubric_github(rubric(_BOOK, _BOOK.personas[0]), _BOOK).decode()


def test_a_template_that_nobody_filled_in_is_no_review() -> None:
    reviews, problems = read_reviews([Source("template.md", _TEMPLATE)], _BOOK)

    assert reviews == []
    assert [problem.code for problem in problems] == ["RV002"]


def test_each_line_says_what_was_answered() -> None:
    ways: Mapping[str, Callable[[str], str]] = {
        "HP-APPR-01": lambda line: line,
        "HP-APPR-02": lambda line: f"{line} pilot.py logs one",
        "HP-APPR-03": lambda line: f"- [ ] ~~{line.removeprefix('- [ ] ')}~~",
        "HP-APPR-04": lambda line: line.replace("[ ]", "[x]"),
    }
    lines = _TEMPLATE.splitlines()
    for n, line in enumerate(lines):
        for id, way in ways.items():
            if f"**{id}**" in line:
                lines[n] = way(line)
    [review], problems = read_reviews([Source("pr-1.md", "\n".join(lines))], _BOOK)

    assert problems == []
    assert (review.persona, review.change) == ("HP", "pr-1")
    assert {reply.id: reply.answer for reply in review.replies} == {
        "HP-APPR-01": None,
        "HP-APPR-02": Answer.BROKEN,
        "HP-APPR-03": Answer.UNTOUCHED,
        "HP-APPR-04": Answer.KEPT,
    }
    assert review.version.startswith("source ")
