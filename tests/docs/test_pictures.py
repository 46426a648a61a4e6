"""Pictures that README and docs show are there, are small, and say in words what they show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .pages import DOCS, PAGES, name

if TYPE_CHECKING:
    from pathlib import Path

_PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<target>[^)#\s]+)(?P<mark>#[\w-]+)?\)")
SCREENSHOTS = DOCS / "assets" / "screenshots"
PICTURES = [
    (page, match["target"], match["alt"], match["mark"] or "")
    for page in PAGES
    for match in _PICTURE.finditer(page.read_text(encoding="utf-8"))
    if not match["target"].startswith("http")
]
_MOST_BYTES = 150_000


def test_there_are_pictures() -> None:
    assert {page.name for page, *_ in PICTURES} >= {"README.md", "why.md", "rubric.md"}


@pytest.mark.parametrize(
    ("page", "target", "alt", "mark"),
    PICTURES,
    ids=lambda value: "" if not isinstance(value, str) else value,
)
def test_a_picture_is_there(page: Path, target: str, alt: str, mark: str) -> None:
    """It has words for those who cannot see it, and a dark page shows a dark one."""
    assert (page.parent / target).is_file(), name(page)
    assert len(alt) > 20
    if mark == "#only-light":
        assert f"({target.replace('-light', '-dark')}#only-dark)" in page.read_text("utf-8")


@pytest.mark.parametrize("file", sorted(SCREENSHOTS.glob("*.png")), ids=lambda file: file.name)
def test_a_picture_is_small(file: Path) -> None:
    assert file.stat().st_size <= _MOST_BYTES
