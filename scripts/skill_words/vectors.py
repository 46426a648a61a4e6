"""The vectors of sentences for the scripts in this folder, kept between runs."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from rolebook.link.meaning import KeptVectors
from rolebook.link.minilm import MiniLM

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).parents[2] / ".rolebook" / "vectors.msgpack"
"""One file, outside the rooms of `.rolebook`: their entries are for one version of Rolebook."""


@contextmanager
def vectors() -> Iterator[KeptVectors]:
    """Yield the sentence model.

    Raises:
        OperatorError: It is not installed.
    """
    content = FILE.read_bytes() if FILE.exists() else msgspec.msgpack.encode({})
    kept = msgspec.msgpack.decode(content, type=dict[str, bytes])
    try:
        yield KeptVectors(MiniLM(), kept)
    finally:
        FILE.parent.mkdir(exist_ok=True)
        FILE.write_bytes(msgspec.msgpack.encode(kept))
