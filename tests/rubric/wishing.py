"""A rubric file to wishes, as short as a test needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import yaml

from rolebook import Span
from rolebook.rubric import Entry

if TYPE_CHECKING:
    from rolebook.rubric import Wish


def wishes(text: str) -> list[Wish]:
    """Return the entries under `rules`, each with its line."""
    lines = text.split("\n")
    entries = (yaml.safe_load(text) or {}).get("rules", {})
    return [
        (name, msgspec.convert(value, Entry), Span("input.rubric.yml", lines.index(f"  {name}:") + 1))
        for name, value in entries.items()
    ]
