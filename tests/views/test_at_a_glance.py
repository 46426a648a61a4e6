"""The mission of a role: one sentence of its overview."""

from __future__ import annotations

import pytest

from rolebook import Source, handbook
from rolebook.views.at_a_glance import mission, rest_of_overview


@pytest.mark.parametrize(
    ("overview", "sentence"),
    [
        ("The Baker bakes. It is\nearly work.", "The Baker bakes."),
        ("**The Baker** bakes, e.g. bread.\n\nAnd more.", "**The Baker** bakes, e.g. bread."),
        ("**The Baker bakes. Early.**", "The Baker bakes."),
        ("- bakes\n- sells\n\nThe Baker bakes.", "The Baker bakes."),
        ("| A | B |\n|---|---|\n| 1 | 2 |", ""),
        ("Bakes " + "bread and cake and " * 30 + "pies.", ""),
        ("Owner: the miller.\n\nThe Baker bakes.", "The Baker bakes."),
        ("Motto: bake more.", "Motto: bake more."),
        ("", ""),
    ],
    ids=[
        *("two sentences", "bold words", "in bold", "below a list", "a table", "too long"),
        *("about the file", "only a label", "nothing"),
    ],
)
def test_the_mission_is_the_first_sentence(overview: str, sentence: str) -> None:
    text = f"# The Baker\n\n## Persona Overview\n\n{overview}\n\n## Traits\n\n- calm\n"
    (persona,) = handbook([Source("a.md", text)]).personas

    assert mission(persona) == sentence


@pytest.mark.parametrize(
    ("overview", "rest"),
    [
        ("The Baker bakes. It is\nearly work.", "It is\nearly work."),
        ("The Baker\nbakes.\n\nAnd more.", "And more."),
        ("**The Baker bakes. Early.**", "**The Baker bakes. Early.**"),
        ("- bakes\n- sells\n\nThe Baker bakes.", "bakes\n\nsells"),
        ("The Baker bakes.", ""),
    ],
    ids=["two sentences", "two paragraphs", "bold words", "below a list", "one sentence"],
)
def test_the_rest_of_the_overview_goes_on_behind_the_mission(overview: str, rest: str) -> None:
    text = f"# The Baker\n\n## Persona Overview\n\n{overview}\n\n## Traits\n\n- calm\n"
    (persona,) = handbook([Source("a.md", text)]).personas

    assert "\n\n".join(one.text.strip() for one in rest_of_overview(persona)) == rest
