"""The handbook as JSON, and the schema of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from .recording import record
from .records import HandbookRecord

if TYPE_CHECKING:
    from ..link.handbook import Handbook


def to_json(book: Handbook) -> bytes:
    """Return the handbook as one JSON document in UTF-8."""
    encoded = msgspec.json.encode(record(book))
    return msgspec.json.format(encoded, indent=1) + b"\n"


def json_schema() -> bytes:
    """Return the JSON Schema (2020-12) of what `to_json` writes."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Rolebook handbook",
        **msgspec.json.schema(HandbookRecord),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"
