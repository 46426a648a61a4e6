"""Remembering, with a text or a lock, what was made of it alone: as long as that is there."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
S = TypeVar("S")
T = TypeVar("T")


def remembered(make: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Make a function of a text answer from memory when it is asked the same again.

    `functools.lru_cache` would compare all rules of texts that are equal, and keep texts alive.
    Like `functools.cached_property`, this keeps the answer in the object: the last one, with the
    other arguments that it is for. So the function must be pure.

    >>> from rolebook import Document
    >>> made = []
    >>> count = remembered(lambda text, other: made.append(text.title) or len(made))
    >>> text = Document("a.md", "A")
    >>> count(text, 0), count(text, 0), count(text, 1), count(Document("a.md", "A"), 1)
    (1, 1, 2, 3)
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def answer(text: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
        known = vars(text).get(name)
        if known is None or known[0] != (args, kwargs):
            known = vars(text)[name] = (args, kwargs), make(text, *args, **kwargs)
        answered: T = known[1]
        return answered

    return answer
