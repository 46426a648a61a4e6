"""A text and the places in it: what every later record points back to."""

from __future__ import annotations

import re
from dataclasses import dataclass

CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x9f"
"""ESC, BEL, backspace and so on, with their 8-bit counterparts: what can steer a terminal."""
LINE_ENDS = "\u2028\u2029"
"""Line ends that only some programs know."""
DIRECTIONS = "\u202a-\u202e\u2066-\u2069"
"""What changes the direction of the text around it."""
SURROGATES = "\ud800-\udfff"
"""Halves of surrogate pairs, which cannot be written."""

BYTE_ORDER_MARK = "\ufeff"
LINE_END = re.compile(r"\r\n|\r|\n")
"""How lines of files end; those of a `Source` all end in the last of the three."""

_UNWANTED = re.compile(f"[{CONTROLS}\x0b-\r{SURROGATES}\ufffe\uffff]")


def cleaned(text: str) -> str:
    r"""Return a text without characters that control terminals, damage files or cannot be written.

    Control characters that stand for white space become a blank; others, halves of surrogate pairs
    and noncharacters become the replacement character. Tabs and line ends stay, and no character
    moves.

    >>> cleaned("a\tb\x0cc\x1b[31md\ud83d")
    'a\tb c�[31md�'
    """
    return _UNWANTED.sub(lambda match: " " if match[0].isspace() else "\ufffd", text)


def as_read(text: str) -> str:
    r"""Return the text of a file as reading leaves it: no character is elsewhere on its line.

    >>> as_read("\ufeffone\r\ntwo\0")
    'one\ntwo�'
    """
    return cleaned(LINE_END.sub("\n", text.removeprefix(BYTE_ORDER_MARK)))


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something is in a source file."""

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
    r"""The text of one file: `cleaned`, with ``\n`` line ends and no byte order mark."""

    path: str
    text: str

    @property
    def lines(self) -> list[str]:
        r"""The lines without their ends; only ``\n`` ends a line, as in Markdown."""
        return self.text.split("\n")

    def at(self, span: Span) -> str:
        """Return the characters of a span.

        >>> Source("a.md", "one two").at(Span("a.md", 1, 5, 1, 8))
        'two'
        """
        lines = self.lines[span.line - 1 : span.last_line]
        if not lines:
            return ""
        if span.end_column:
            lines[-1] = lines[-1][: span.end_column - 1]
        lines[0] = lines[0][span.column - 1 :]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A change to a source: the text of a span is replaced."""

    span: Span
    replacement: str
