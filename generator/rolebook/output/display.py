"""Texts of any author, made safe for a terminal or log: nothing in them controls the program."""

from __future__ import annotations

import re

from ..model.source import CONTROLS, DIRECTIONS, LINE_ENDS, SURROGATES

_STEERING = re.compile(f"[{CONTROLS}\n-\r{DIRECTIONS}{LINE_ENDS}{SURROGATES}]")
_COMMAND = re.compile(r"(?<=^:)(?=:)|(?<=##)(?=[\w.-]*\[)")
_COMMAND_AFTER_BLANKS = re.compile(r"^(\s+):(?=:)")
"""What CI runners take for a command: `::error::` at the start of a line, `##[error]` anywhere."""
_BREAK = "\u200b"
"""A zero-width space, since runners ignore blanks in front of a command."""
_LINE_END = re.compile(r"\r\n?|\n")


def shown(text: str) -> str:
    r"""Return a text as one line that is safe to show anywhere.

    >>> shown("red \x1b[31m text"), shown("two\nlines")
    ('red �[31m text', 'two�lines')
    >>> shown("::error::x") == ":\u200b:error::x", shown("a::b ## [x]")
    (True, 'a::b ## [x]')
    """
    plain = _STEERING.sub("\ufffd", text)
    return _COMMAND.sub(_BREAK, _COMMAND_AFTER_BLANKS.sub(rf"\1:{_BREAK}", plain))


def shown_lines(text: str) -> str:
    r"""Return a text of several lines, each safe to show anywhere.

    >>> shown_lines("a\r\nb\x07")
    'a\nb�'
    """
    return "\n".join(map(shown, _LINE_END.split(text)))
