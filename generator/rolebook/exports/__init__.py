"""A handbook as files for other tools: one module a format, one entry in `EXPORTS`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .as_csv import to_csv
from .as_json import json_schema, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..book import Handbook

__all__ = ["EXPORTS", "Export", "json_schema"]


@dataclass(frozen=True, slots=True)
class Export:
    """A format."""

    name: str
    file_name: str
    make: Callable[[Handbook], bytes]
    summary: str
    """One sentence for people who choose."""


EXPORTS: Mapping[str, Export] = {
    "json": Export(
        "json",
        "handbook.json",
        to_json,
        "The whole model: personas, documents, requirements, links, findings.",
    ),
    "csv": Export("csv", "requirements.csv", to_csv, "One row for each requirement, for spreadsheets."),
}
