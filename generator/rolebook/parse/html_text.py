"""Where the readable text of raw HTML is, piece by piece."""

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
_UNSEEN = r"(?:</?\w{1,6}\s?/?>|\s|&nbsp;){0,9}"
_FIRST_WORD = re.compile(rf"\b(?:MUST|SHALL|SHOULD|MAY|NOT){_UNSEEN}$")
_SECOND_WORD = re.compile(rf"{_UNSEEN}(?:not|never|REQUIRED|RECOMMENDED|OPTIONAL)\b", re.IGNORECASE)


def segments(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the offsets of the text of each block-level element, inline tags included.

    >>> text = "<ul>\n<li>You <b>MUST</b> log in</li>\n<li>&nbsp;</li></ul>"
    >>> [text[start:end] for start, end in segments(text)]
    ['You <b>MUST</b> log in', '&nbsp;']
    """
    begin = 0
    for match in _BREAKING.finditer(hide(text)):
        if _is_inside_keyword(text, *match.span()):
            continue
        yield from _trimmed(text, begin, match.start())
        begin = match.end()
    yield from _trimmed(text, begin, len(text))


def _is_inside_keyword(text: str, start: int, end: int) -> bool:
    """Whether a tag only breaks the line between two words of a keyword: `MUST<br>NOT`."""
    if not text.startswith(("<br", "<BR"), start):
        return False
    return bool(
        _FIRST_WORD.search(text, max(0, start - 40), start) and _SECOND_WORD.match(text, end)
    )


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end].strip()
    if piece:
        at = text.index(piece, start)
        yield at, at + len(piece)
