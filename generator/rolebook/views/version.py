"""Which version of a text something was made from, as a foot line says it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..link.handbook import Handbook
    from ..model import Document

_DIGITS = 8


def version_of(book: Handbook, text: Document) -> str:
    r"""Return the day on which one of a text's rules last changed, if that is locked, and a mark of its source.

    >>> from rolebook import Source, handbook
    >>> book = handbook([Source("a.md", "# The Tester\n\n**MUST** test\n")])
    >>> version_of(book, book.texts[0])
    'source 2faf16c7'
    """
    dates = (
        revision.date for rule in text.requirements for revision in book.lock.revisions(rule.id)
    )
    latest = max(dates, default="")
    source = next((source.text for source in book.sources if source.path == text.path), "")
    mark = hashlib.blake2s(source.encode()).hexdigest()[:_DIGITS]
    return ", ".join(part for part in (latest, f"source {mark}") if part)
