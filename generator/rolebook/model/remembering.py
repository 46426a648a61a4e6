"""Remembering, with a text, what was made of it alone: as long as the text is there."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from . import Document

T = TypeVar("T")


def remembered(make: Callable[[Document], T]) -> Callable[[Document], T]:
    """Make a function of a text answer from memory when it is asked again about the same object.

    `functools.lru_cache` would compare all rules of texts that are equal, and keep texts alive.
    Like `functools.cached_property`, this keeps the answer in the object, so that it must be a pure
    function of the text.

    >>> from rolebook import Document
    >>> made = []
    >>> count = remembered(lambda text: made.append(text.title) or len(made))
    >>> text = Document("a.md", "A")
    >>> count(text), count(text), count(Document("a.md", "A"))
    (1, 1, 2)
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def answer(text: Document) -> T:
        known = vars(text)
        if name not in known:
            known[name] = make(text)
        answered: T = known[name]
        return answered

    return answer
