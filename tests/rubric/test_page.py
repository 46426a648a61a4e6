"""The page about the rubric says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from rolebook.rubric.authored import Entry
from rolebook.rubric.records import MOST_AT_A_PAUSE, MOST_ITEMS, Place, Stop, signed
from rolebook.rubric.scoring import ENOUGH, POINTS

PAGE = Path(__file__).parents[2].joinpath("docs", "rubric.md").read_text(encoding="utf-8")


def test_every_part_of_the_score_has_its_row() -> None:
    points = {
        name: f"+{points}" if points >= 0 else signed(points) for name, points in POINTS.items()
    }

    assert dict(re.findall(r"^\| `([^`]+)` \| ([+−]\d) \|", PAGE, re.MULTILINE)) == points
    assert f"come to {ENOUGH} points" in PAGE


def test_every_place_and_key_is_named() -> None:
    cells = re.findall(r"^\| `?([^|`]+)`? \|", PAGE, re.MULTILINE)

    assert {*Place, *Entry.__struct_fields__} <= {cell.strip() for cell in cells}
    assert all(stop.heading in PAGE and f"`{stop}`" in PAGE for stop in Stop)
    assert (MOST_ITEMS, MOST_AT_A_PAUSE) == (20, 9)
    assert "at most twenty items at three points, nine at each" in PAGE
