"""A handbook as files for other tools: one module a format, one entry in `EXPORTS`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .as_csv import to_csv
from .as_json import json_schema, to_json
from .checklists import CHECKLIST_FORMATS, Occasion, calendar_site
from .meilisearch import meilisearch, meilisearch_settings
from .opensearch import opensearch, opensearch_index
from .rubrics import RUBRIC_FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..link.handbook import Handbook

__all__ = ["CHECKLIST_FORMATS", "EXPORTS", "RUBRIC_FORMATS", "Export", "Occasion", "calendar_site"]


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
    is_published: bool = True
    """Whether a site offers it for download."""


EXPORTS: Mapping[str, Export] = {
    "json": Export(
        "json",
        "handbook.json",
        to_json,
        "The whole model: personas, documents, requirements, links, findings.",
    ),
    "csv": Export(
        "csv", "requirements.csv", to_csv, "One row for each requirement, for spreadsheets."
    ),
    "schema": Export(
        "schema",
        "handbook.schema.json",
        lambda _: json_schema(),
        "JSON Schema (2020-12) of handbook.json.",
        is_fixed=True,
    ),
    "opensearch": Export(
        "opensearch",
        "rules.opensearch.ndjson",
        opensearch,
        "The rules for POST /_bulk of OpenSearch and Elasticsearch.",
        is_published=False,
    ),
    "opensearch-index": Export(
        "opensearch-index",
        "opensearch-index.json",
        lambda _: opensearch_index(),
        "The index that they go into, for PUT /rules.",
        is_fixed=True,
        is_published=False,
    ),
    "meilisearch": Export(
        "meilisearch",
        "rules.meilisearch.ndjson",
        meilisearch,
        "The rules as documents of Meilisearch.",
        is_published=False,
    ),
    "meilisearch-settings": Export(
        "meilisearch-settings",
        "meilisearch-settings.json",
        lambda _: meilisearch_settings(),
        "The settings of the index that they go into.",
        is_fixed=True,
        is_published=False,
    ),
}
