"""The mission of a role: one sentence of its overview."""

from __future__ import annotations

import pytest

from rolebook import Source, handbook
from rolebook.views.at_a_glance import mission


@pytest.mark.parametrize(
    ("overview", "sentence"),
    [
        ("The Baker bakes. It is\nearly work.", "The Baker bakes."),
        ("**The Baker** bakes, e.g. bread.\n\nAnd more.", "**The Baker** bakes, e.g. bread."),
        ("- bakes\n- sells\n\nThe Baker bakes.", "The Baker bakes."),
        ("| A | B |\n|---|---|\n| 1 | 2 |", ""),
        ("Bakes " + "bread and cake and " * 30 + "pies.", ""),
        ("", ""),
    ],
    ids=["two sentences", "bold words", "below a list", "a table", "too long", "nothing"],
)
def test_the_mission_is_the_first_sentence(overview: str, sentence: str) -> None:
    text = f"# The Baker\n\n## Persona Overview\n\n{overview}\n\n## Traits\n\n- calm\n"
    (persona,) = handbook([Source("a.md", text)]).personas

    assert mission(persona) == sentence
