"""The tables in `data/rubric`, line by line."""

from __future__ import annotations

import csv
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def lines_of(name: str) -> Iterator[Mapping[str, str]]:
    """Yield the lines of a table, each by the names of its columns.

    >>> next(lines_of("artefacts.csv"))["artefact"]
    'code'
    """
    file = resources.files("rolebook").joinpath("data", "rubric", name)
    yield from csv.DictReader(file.read_text(encoding="utf-8").splitlines())


def entries(cell: str) -> Iterator[str]:
    """Yield what a cell lists, between semicolons.

    >>> list(entries("unit test; fixture"))
    ['unit test', 'fixture']
    """
    yield from (entry.strip() for entry in cell.split(";"))
