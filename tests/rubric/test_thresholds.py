"""What holds exactly at the numbers that were chosen, and what no longer does one step beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import rolebook
from rolebook.rubric import Reason, classify
from rolebook.rubric.choosing import Nearness
from rolebook.rubric.model import PartKind
from rolebook.rubric.scoring import ENOUGH, MOST_FOR_THINGS, score

from .test_rubric import book_of, made

if TYPE_CHECKING:
    from rolebook import Requirement
    from rolebook.rubric import Score


def _rules(*texts: str) -> tuple[Requirement, ...]:
    lines = "\n".join(f"- **MUST** {text}" for text in texts)
    return rolebook.handbook([rolebook.Source("a.md", f"# Rules\n\n{lines}\n")]).requirements


def _score(text: str) -> Score:
    [rule] = _rules(text)
    return score(rule, classify(rule))


def _points(text: str, kind: PartKind) -> int:
    return sum(part.points for part in _score(text).parts if part.kind is kind)


@pytest.mark.parametrize(
    ("text", "clarity", "is_checkable"),
    [
        ("polish the gate table", ENOUGH - 1, False),
        ("polish each gate table", ENOUGH, True),
        ("limit each gate table", ENOUGH + 1, True),
    ],
)
def test_a_rule_needs_just_enough_to_point_at(text: str, clarity: int, is_checkable: bool) -> None:
    found = _score(text)
    assert (found.clarity, found.is_checkable) == (clarity, is_checkable)


@pytest.mark.parametrize(
    ("level", "points"),
    [("MUST", 3), ("MUST NOT", 3), ("SHOULD", 1), ("SHOULD NOT", 1), ("MAY", 0)],
)
def test_a_level_has_its_points_whether_it_asks_or_forbids(level: str, points: int) -> None:
    [rule] = book_of(("Gate", level, "polish the gate table")).requirements
    parts = score(rule, classify(rule)).parts
    assert sum(part.points for part in parts if part.kind is PartKind.LEVEL) == points


def test_a_verb_counts_however_it_is_written() -> None:
    points = [_points(f"{verb} each gate table", PartKind.VERB) for verb in ("limit", "Limit")]
    assert points[0] == points[1] > 0


def test_a_rule_just_below_is_said_to_have_too_little() -> None:
    [placement] = made(book_of(("Gate", "MUST", "polish the gate table"))).placements
    assert placement.reason is Reason.THIN


@pytest.mark.parametrize(("number", "points"), [(2, 2), (3, 3), (4, 3)])
def test_things_have_a_most(number: int, points: int) -> None:
    things = ("column", "endpoint", "password", "cookie")[:number]
    assert MOST_FOR_THINGS == 3
    assert _points(f"polish the {', the '.join(things)}", PartKind.THING) == points


@pytest.mark.parametrize(
    ("number", "points"), [(24, 0), (25, -1), (35, -1), (36, -2), (47, -2), (48, -3)]
)
def test_long_rules_lose_a_point_for_each_dozen_words(number: int, points: int) -> None:
    assert _points(" ".join(["dune"] * number), PartKind.LENGTH) == points


@pytest.mark.parametrize(("alike", "is_covered"), [(75, True), (74, False)])
def test_rules_just_alike_enough_are_one_question(alike: int, is_covered: bool) -> None:
    longer, shorter = _rules("paint the northern gate of the pier", "paint a gate")
    nearness = Nearness([longer, shorter])
    assert nearness.is_covered(longer, shorter, alike) is is_covered


@pytest.mark.parametrize(("share", "is_covered"), [(85.0, True), (84.9, False)])
def test_a_rule_just_contained_in_another_is_covered(
    share: float, is_covered: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    longer, shorter = _rules("paint the northern gate of the pier", "paint a gate")
    nearness = Nearness([longer, shorter])
    monkeypatch.setattr(nearness._vocabulary, "likeness", lambda inner, outer: share)
    assert nearness.is_covered(shorter, longer, 60) is is_covered
    assert not nearness.is_covered(longer, shorter, 60)
    assert not nearness.is_covered(shorter, longer, 0)
