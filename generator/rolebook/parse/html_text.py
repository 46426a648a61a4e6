"""Where the readable text of raw HTML stands, piece by piece."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .inline import hide

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAKING = re.compile(
    r"</?(?:address|article|aside|blockquote|body|br|caption|center|dd|details|div|dl|dt|figcaption|figure|footer|form"
    r"|h[1-6]|header|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b[^<>]*>",
    re.IGNORECASE,
)


def segments(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the offsets of the text of each block-level element, inline tags included.

    >>> text = "<ul>\n<li>You <b>MUST</b> log in</li>\n<li>&nbsp;</li></ul>"
    >>> [text[start:end] for start, end in segments(text)]
    ['You <b>MUST</b> log in', '&nbsp;']
    """
    begin = 0
    for match in _BREAKING.finditer(hide(text)):
        yield from _trimmed(text, begin, match.start())
        begin = match.end()
    yield from _trimmed(text, begin, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end].strip()
    if piece:
        at = text.index(piece, start)
        yield at, at + len(piece)
