"""Texts for Markdown of other tools, whose marks are shown as they are."""

from __future__ import annotations

_MARKED = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>"})


def escaped(text: str) -> str:
    r"""Return a text whose marks Markdown shows as they are.

    >>> escaped("a_b [x]")
    'a\\_b \\[x\\]'
    """
    return text.translate(_MARKED)


def cell(text: str) -> str:
    r"""Return a text for a cell of a table.

    >>> cell("a|b")
    'a\\|b'
    """
    return escaped(text).replace("|", "\\|").replace("\n", " ")
