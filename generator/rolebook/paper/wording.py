"""Words that stand on several sheets, and texts that are shortened to what a sheet has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..views.version import version_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..link.handbook import Handbook
    from ..model import Document

_LONGEST_NAME = 60


def origin(book: Handbook, texts: Sequence[Document], most: int = _LONGEST_NAME) -> str:
    r"""Return whose sheet it is and what it was made from, for the foot of each page.

    >>> from rolebook import Source, handbook
    >>> book = handbook([Source("a.md", "# The Tester\n\n## Traits\n- calm\n\n**MUST** test\n")])
    >>> origin(book, book.texts)
    'Tester (TES), source 0daef634'
    """
    return "; ".join(
        f"{shorten(text.name, most)} ({text.code}), {version_of(book, text)}" for text in texts
    )


def shorten(text: str, most: int) -> str:
    """Return the beginning of a long text, up to a space where it has some, with an ellipsis that says so.

    >>> shorten("one two three", 9), shorten("長い文章です", 4)
    ('one two…', '長い文章…')
    """
    if len(text) <= most:
        return text
    head = text[: most + 1]
    words, space, _ = head.rpartition(" ")
    return f"{words.rstrip(' ,;:') if space and len(words) > most // 2 else text[:most]}…"
