"""What stands for the meaning of a sentence: numbers, near one another where meanings are near."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class SentenceModel(Protocol):
    """Makes vectors of sentences, the same ones each time."""

    @property
    def name(self) -> str:
        """What it is, with its version: vectors of two models cannot be compared."""

    def vector(self, sentence: str) -> Sequence[float]:
        """Return the vector of a sentence; its length is 1."""
