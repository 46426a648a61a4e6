"""Words that several sheets share, and texts cut to what a sheet has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..addresses.version import version_of
from ..words.shortening import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..link.handbook import Handbook
    from ..messages import Messages
    from ..model import Document

_LONGEST_NAME = 60
"""Characters of a name in the foot of a page: with its version it is one line of Letter."""


def sheet_words(say: Messages) -> Mapping[str, Any]:
    """Return what `base.typ` needs of every sheet: its language, and words with places to fill.

    Typst alone knows the number of a page and the part that goes on there, so the messages have
    `{page}`, `{pages}` and `{part}` in their places.
    """
    return {
        # Typst knows languages without regions.
        "language": say.language.partition("-")[0],
        "words": {
            "page": say("sheet-page", page="{page}", pages="{pages}"),
            "continued": say("sheet-continued", part="{part}"),
        },
    }


def origin(handbook: Handbook, documents: Sequence[Document], most: int = _LONGEST_NAME) -> str:
    r"""Return whose sheet it is and what it was made from, for the foot of each page.

    >>> from rolebook import Source, handbook
    >>> book = handbook([Source("a.md", "# The Tester\n\n## Traits\n- calm\n\n**MUST** test\n")])
    >>> origin(book, book.texts)
    'Tester (TES), source 0daef634'
    """
    parts = [
        handbook.say(
            "sheet-origin",
            name=shorten(document.name, most),
            code=document.code,
            version=version_of(handbook, document),
        )
        for document in documents
    ]
    return "; ".join(parts)
