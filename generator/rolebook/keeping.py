"""What is made of each text alone, kept between handbooks: parts, links and grids, by key.

A server keeps them in memory, and a store keeps them on disk, as data. An edit of one of 40
personas then takes 0.4 s to read instead of 6.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from .link import keeping as links
from .link.meaning import KeptVectors
from .link.minilm import MiniLM
from .output.store import NOTHING_KEPT
from .parse import keeping as parsed

if TYPE_CHECKING:
    from .link import TextLinks
    from .link.handbook import Grid
    from .output.store import Store
    from .parse.keeping import Parsed

V = TypeVar("V")


class Recent(MutableMapping[str, V]):
    """Values by key, in memory and perhaps in a room of a store; those in use stay in memory."""

    def __init__(
        self,
        store: Store = NOTHING_KEPT,
        room: str = "",
        encode: Callable[[V], bytes] = lambda _: b"",
        decode: Callable[[bytes], V | None] = lambda _: None,
    ) -> None:
        """Know nothing in memory yet.

        Args:
            store: Where values are besides.
            room: Their room there.
            encode: Makes data of a value.
            decode: Makes a value of data; None if it cannot.
        """
        self._store, self._room = store, room
        self._encode, self._decode = encode, decode
        self._known: dict[str, V] = {}
        self._used: set[str] = set()

    def __getitem__(self, key: str) -> V:
        if key not in self._known:
            content = self._store.get(self._room, key)
            value = None if content is None else self._decode(content)
            if value is None:
                raise KeyError(key)
            self._known[key] = value
        self._used.add(key)
        return self._known[key]

    def __setitem__(self, key: str, value: V) -> None:
        self._known[key] = value
        self._used.add(key)
        if self._store.keeps:
            self._store.put(self._room, key, self._encode(value))

    def __delitem__(self, key: str) -> None:
        del self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def forget_unused(self) -> None:
        """Drop from memory what nobody used since the last time."""
        for key in self._known.keys() - self._used:
            del self._known[key]
        self._used.clear()


@dataclass(frozen=True)
class Kept:
    """What is known of texts from before; each mapping gets what is made now."""

    parsed: MutableMapping[str, Parsed] = field(default_factory=dict)
    links: MutableMapping[str, TextLinks] = field(default_factory=dict)
    grids: MutableMapping[str, Grid | None] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store) -> Kept:
        """Return what a store has, and keep there what is made now."""
        return cls(
            Recent(store, "texts", parsed.encode, parsed.decode),
            Recent(store, "links", _one_encoded, _one_decoded),
            Recent(),
        )

    def forget_unused(self) -> None:
        """Drop from memory what nobody used since the last time: a server runs for days."""
        for one in (self.parsed, self.links, self.grids):
            if isinstance(one, Recent):
                one.forget_unused()


def sentence_model(store: Store = NOTHING_KEPT) -> KeptVectors:
    """Return what reads the meaning of rules, for the option `semantic`.

    Args:
        store: Where the vectors of sentences are kept.

    Raises:
        OperatorError: The model is not installed.
    """
    return KeptVectors(MiniLM(), Recent(store, "sentences", bytes, bytes))


def _one_encoded(one: TextLinks) -> bytes:
    return links.encode({"": one})


def _one_decoded(content: bytes) -> TextLinks | None:
    return links.decode(content).get("")
