"""A text and the places in it: what every later record points back to."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def cleaned(text: str) -> str:
    r"""Return a text without characters that control terminals, damage files or cannot be written at all.

    Control characters that stand for white space become a blank; others, halves of surrogate pairs
    and noncharacters become the replacement character. Tabs and line ends stay, and no character
    moves.

    >>> cleaned("a\tb\x0cc\x1b[31md\ud83d")
    'a\tb c�[31md�'
    """
    return _UNWANTED.sub(lambda match: " " if match[0].isspace() else "\ufffd", text)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something stands in a source file."""

    path: str
    """Path of the file as it was given, with forward slashes."""
    line: int
    """First line, counted from 1."""
    column: int = 1
    """First character on that line, counted from 1."""
    end_line: int = 0
    """Last line; 0 means the same line."""
    end_column: int = 0
    """One past the last character on the last line; 0 means the end of that line."""

    @property
    def last_line(self) -> int:
        """The last line that belongs to the span.

        Examples:
            >>> Span("a.md", 3).last_line
            3
        """
        return self.end_line or self.line

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Source:
    r"""The text of one file, with ``\n`` line ends, no byte order mark and nothing that `cleaned` replaces."""

    path: str
    text: str

    @property
    def lines(self) -> list[str]:
        r"""The lines without their ends; only ``\n`` ends a line, as in Markdown."""
        return self.text.split("\n")
