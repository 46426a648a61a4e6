"""Which version of a text a sheet or export was made from."""

from __future__ import annotations

import hashlib
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..link.handbook import Handbook
    from ..model import Document

# As many hexadecimal digits as people can compare; two versions of one file hardly share them.
_DIGITS = 8


def version_of(book: Handbook, text: Document) -> str:
    r"""Return the day of the last locked change of a text's rules, and a fingerprint of its source.

    >>> from rolebook import Source, handbook
    >>> book = handbook([Source("a.md", "# The Tester\n\n**MUST** test\n")])
    >>> version_of(book, book.texts[0])
    'source 2faf16c7'
    """
    revisions = chain.from_iterable(book.lock.revisions(rule.id) for rule in text.requirements)
    latest = max((revision.date for revision in revisions), default="")
    source = next((source.text for source in book.sources if source.path == text.path), "")
    fingerprint = hashlib.blake2s(source.encode()).hexdigest()[:_DIGITS]
    if not latest:
        return book.say("version-of-source", fingerprint=fingerprint)
    return book.say("version-locked", date=latest, fingerprint=fingerprint)
