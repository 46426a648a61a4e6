"""Texts for Markdown of other tools, whose marks are shown as they are."""

from __future__ import annotations

import re

_MARK = re.compile(r"[\\`*_\[\]<>~]|&(?=#?\w+;)")
_CALL = re.compile(r"(?<!\w)([@#])(?=\w)")
"""What tells somebody or links to an issue where it is pasted: `@team`, `#12`."""


def escaped(text: str) -> str:
    r"""Return a text whose marks Markdown shows as they are, and which calls nobody.

    >>> escaped("a_b [x] &lt;")
    'a\\_b \\[x\\] \\&lt;'
    >>> escaped("tell @team of a@b.org")
    'tell @&#8203;team of a@b.org'
    """
    return _CALL.sub(r"\1&#8203;", _MARK.sub(r"\\\g<0>", text))


def cell(text: str) -> str:
    r"""Return a text for a cell of a table.

    >>> cell("a|b")
    'a\\|b'
    """
    return escaped(text).replace("|", "\\|").replace("\n", " ")
