"""The handbook as JSON, and the schema of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from .recording import record
from .records import HandbookRecord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..link.handbook import Handbook


def to_json(book: Handbook) -> bytes:
    """Return the handbook as one JSON document in UTF-8, with a line for each record of a list.

    Without indents it has a third of the bytes, and tools that compare lines still show what
    differs between two versions.
    """
    whole, encode = record(book), msgspec.json.encode
    fields: list[bytes] = []
    for name in HandbookRecord.__struct_fields__:
        value = getattr(whole, name)
        lines = _lines(map(encode, value)) if isinstance(value, list) else encode(value)
        fields.append(encode(name) + b":" + lines)
    return b"{" + b",\n".join(fields) + b"}\n"


def json_schema() -> bytes:
    """Return the JSON Schema (2020-12) of what `to_json` writes."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rolebook handbook",
        **msgspec.json.schema(HandbookRecord),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"


def _lines(records: Iterable[bytes]) -> bytes:
    r"""Return a list with a line for each record.

    >>> _lines([b"1", b"2"]), _lines([])
    (b'[\n1,\n2\n]', b'[]')
    """
    lines = b",\n".join(records)
    return b"[\n" + lines + b"\n]" if lines else b"[]"
