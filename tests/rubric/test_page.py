"""The page about the rubric says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from rolebook.messages import messages
from rolebook.rubric import MOST_AT_A_CHECKPOINT, MOST_ITEMS, Checkpoint, Outcome
from rolebook.rubric.author_choices import Entry
from rolebook.rubric.scoring import ENOUGH, LEVEL_POINTS, POINTS
from rolebook.rubric.wording import signed

say = messages()
PAGE = Path(__file__).parents[2].joinpath("docs", "rubric.md").read_text(encoding="utf-8")


def test_every_part_of_the_score_has_its_row() -> None:
    scored = {level.value: points for level, points in LEVEL_POINTS.items()}
    scored |= {say(f"score-kind-{kind}"): points for kind, points in POINTS.items()}
    points = {
        name: f"+{points}" if points >= 0 else signed(points) for name, points in scored.items()
    }

    assert dict(re.findall(r"^\| `([^`]+)` \| ([+−]\d) \|", PAGE, re.MULTILINE)) == points
    assert f"come to {ENOUGH} points" in PAGE


def test_every_place_and_key_is_named() -> None:
    assert all(f"| `{outcome}` |" in PAGE for outcome in Outcome)
    assert all(f"| `{key}` |" in PAGE for key in Entry.__struct_fields__)
    assert all(say(f"checkpoint-{one}") in PAGE and f"`{one}`" in PAGE for one in Checkpoint)
    assert (MOST_ITEMS, MOST_AT_A_CHECKPOINT) == (20, 9)
    assert "at most twenty questions at three checkpoints, nine at each" in PAGE
