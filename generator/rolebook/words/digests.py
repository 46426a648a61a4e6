"""Plain data to a short name for it: equal for equal data, in any process."""

from __future__ import annotations

import hashlib

import msgspec


def digest(content: object) -> str:
    """Return a name for texts, numbers, and lists, mappings and dataclasses of them.

    >>> digest(["a", 1]) == digest(("a", 1)), digest(["a", 1]) == digest(["a1"])
    (True, False)
    """
    try:
        encoded = msgspec.msgpack.encode(content)
    except UnicodeEncodeError:  # half a surrogate pair, which texts in memory can have
        encoded = repr(content).encode(errors="backslashreplace")
    return hashlib.blake2b(encoded, digest_size=16).hexdigest()
