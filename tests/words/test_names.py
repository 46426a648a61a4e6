"""Titles without the word that most of them end with."""

from __future__ import annotations

import pytest

from rolebook.words.likeness import same_title, subject
from rolebook.words.names import bare_title


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Caching Requirements", "Caching"),
        ("API Rules", "API"),
        ("API rules", "API"),
        ("Rules", "Rules"),
        ("Requirements", "Requirements"),
        ("Rules of the Road", "Rules of the Road"),
    ],
)
def test_a_title_loses_its_last_word_only_if_it_says_nothing(title: str, bare: str) -> None:
    assert bare_title(title) == bare


def test_titles_of_one_category_are_the_same_with_either_word() -> None:
    assert same_title("API Rules") == same_title("API Requirements") == same_title("api")
    assert subject("API Rules") == {"api"}
