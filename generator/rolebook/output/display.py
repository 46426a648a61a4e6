"""Words of any author for a terminal, a log or a file: nothing in them controls the program that shows them."""

from __future__ import annotations

import re

_STEERING = re.compile(
    r"[\x00-\x08\n-\x1f\x7f-\x9f"  # ESC, BEL, backspace, line ends, and their 8-bit counterparts
    r"\u202a-\u202e\u2066-\u2069"  # what changes the direction of the text
    r"\u2028\u2029"  # line ends that only some programs know
    r"\ud800-\udfff]"  # halves of surrogate pairs, which cannot be written
)
_COMMAND = re.compile(r"(?<=^:)(?=:)|(?<=##)(?=[\w.-]*\[)")
_COMMAND_AFTER_BLANKS = re.compile(r"^(\s+):(?=:)")
"""What a CI runner takes for a command: `::error::` at the start of a line, `##[error]` anywhere."""
_BREAK = "\u200b"
"""A zero-width space, which is no white space: runners skip that before they look, so indenting would not help."""
_LINE_END = re.compile(r"\r\n?|\n")


def shown(text: str) -> str:
    r"""Return a text as one line that can be shown anywhere.

    >>> shown("red \x1b[31m text"), shown("two\nlines")
    ('red �[31m text', 'two�lines')
    >>> shown("::error::x") == ":\u200b:error::x", shown("a::b ## [x]")
    (True, 'a::b ## [x]')
    """
    plain = _STEERING.sub("\ufffd", text)
    return _COMMAND.sub(_BREAK, _COMMAND_AFTER_BLANKS.sub(rf"\1:{_BREAK}", plain))


def shown_lines(text: str) -> str:
    r"""Return a text of several lines, each of which can be shown anywhere.

    >>> shown_lines("a\r\nb\x07")
    'a\nb�'
    """
    return "\n".join(map(shown, _LINE_END.split(text)))
