"""The written pages as blocks of code and the text between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted(DOCS.rglob("*.md")),
]

_FENCE = re.compile(r"^```(?P<language>\w*)(?: title=\"(?P<title>[^\"]*)\")?$")
_NOT_RUN = "<!-- not run: "


@dataclass(frozen=True)
class Block:
    """A fenced block."""

    page: Path
    start: int
    """Index of the line behind the opening fence."""
    end: int
    """Index of the line of the closing fence."""
    language: str
    title: str
    lines: tuple[str, ...]
    is_run: bool
    """Whether no comment before it says that it cannot be run."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    @property
    def place(self) -> str:
        return f"{name(self.page)}:{self.start}"


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> list[Block]:
    return list(_blocks(page, page.read_text(encoding="utf-8").split("\n")))


def _blocks(page: Path, lines: list[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        assert opening or not lines[at].startswith("```"), (
            f"{name(page)}:{at + 1}: what is {lines[at]!r}?"
        )
        if opening:
            end = lines.index("```", at + 1)
            is_run = not lines[at - 1].startswith(_NOT_RUN)
            body = tuple(lines[at + 1 : end])
            yield Block(
                page, at + 1, end, opening["language"], opening["title"] or "", body, is_run
            )
            at = end
        at += 1


def section(page: Path, heading: str) -> str:
    """Return the text below a heading, down to the next heading of the same or a higher level."""
    text = page.read_text(encoding="utf-8")
    level = heading.split(" ")[0]
    found = re.search(
        rf"^{re.escape(heading)}$(?P<body>.*?)(?=^#{{1,{len(level)}}} |\Z)",
        text,
        re.DOTALL | re.MULTILINE,
    )
    assert found, f"{name(page)} has no heading {heading!r}"
    return found["body"]
