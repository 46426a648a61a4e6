"""What a reference leads to."""

from __future__ import annotations

import pytest

from rolebook.model import Reference
from rolebook.model.source import Span


@pytest.mark.parametrize(
    ("target", "is_web"),
    [
        ("http://example.org/", True),
        ("https://example.org/", True),
        ("httpsx://example.org/", False),
        ("guide.md", False),
        ("/https://", False),
        ("", False),
    ],
)
def test_a_browser_opens_addresses_of_the_web(target: str, is_web: bool) -> None:
    assert Reference("a", target, Span("a.md", 1)).is_web is is_web
