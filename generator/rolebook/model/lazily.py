"""Values that are made when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

K = TypeVar("K")
S = TypeVar("S")
V = TypeVar("V")


class Lazy(Mapping[K, V]):
    """A mapping of which each value is made when it is first asked for, and then kept.

    A server that shows one page makes the rubric of one role: 0.02 s instead of 1 s for 40 roles.

    >>> lengths = Lazy({"one": "a", "two": "ab"}, len)
    >>> lengths["two"], list(lengths)
    (2, ['one', 'two'])
    """

    def __init__(self, sources: Mapping[K, S], make: Callable[[S], V]) -> None:
        """Make nothing yet.

        Args:
            sources: What each value is made from, by its key, in the order of the mapping.
            make: Makes a value.
        """
        self._sources: Mapping[K, Any] = sources
        self._make: Callable[[Any], V] = make
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._made:
            self._made[key] = self._make(self._sources[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._sources

    def __iter__(self) -> Iterator[K]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


class LazyList(Sequence[V]):
    """A sequence that is made when it is first asked for, and then kept.

    >>> squares = LazyList(lambda: [1, 4, 9])
    >>> squares[1], len(squares), list(squares)
    (4, 3, [1, 4, 9])
    """

    def __init__(self, make: Callable[[], Sequence[V]]) -> None:
        """Make nothing yet."""
        self._make = make

    @cached_property
    def _made(self) -> Sequence[V]:
        return self._make()

    @overload
    def __getitem__(self, at: int) -> V: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[V]: ...
    def __getitem__(self, at: int | slice) -> V | Sequence[V]:
        return self._made[at]

    def __len__(self) -> int:
        return len(self._made)
