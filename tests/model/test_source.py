"""The words of a place in a file."""

from __future__ import annotations

import pytest

from rolebook import Source, Span


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span("a.md", 2), "two three"),
        (Span("a.md", 2, 5), "three"),
        (Span("a.md", 2, 1, 2, 4), "two"),
        (Span("a.md", 1, 1, 2), "one\ntwo three"),
        (Span("a.md", 9), ""),
    ],
)
def test_a_place_without_an_end_goes_to_the_end_of_its_line(span: Span, words: str) -> None:
    assert Source("a.md", "one\ntwo three\n").at(span) == words
