"""A handbook as files for other tools: one module a format, one entry in `EXPORTS`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .as_csv import to_csv
from .as_json import json_schema, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..book import Handbook

__all__ = ["EXPORTS", "Export"]


@dataclass(frozen=True, slots=True)
class Export:
    """A format."""

    name: str
    file_name: str
    make: Callable[[Handbook], bytes]
    summary: str
    """One sentence for people who choose."""
    is_fixed: bool = False
    """Whether it is the same for every handbook."""


EXPORTS: Mapping[str, Export] = {
    "json": Export(
        "json",
        "handbook.json",
        to_json,
        "The whole model: personas, documents, requirements, links, findings.",
    ),
    "csv": Export("csv", "requirements.csv", to_csv, "One row for each requirement, for spreadsheets."),
    "schema": Export(
        "schema",
        "handbook.schema.json",
        lambda _: json_schema(),
        "JSON Schema (2020-12) of handbook.json.",
        is_fixed=True,
    ),
}
