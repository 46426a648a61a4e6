"""A handbook as files for other tools: one module a format, one entry in a registry of formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..link.handbook import Handbook
from .as_csv import to_csv
from .as_json import json_schema, to_json
from .as_skills import skills_csv
from .checklists import CHECKLIST_FORMATS, Occasion, calendar_site
from .codeowners import codeowners
from .formats import Format, Formats
from .gaps import gaps_csv, gaps_json
from .meilisearch import meilisearch, meilisearch_settings
from .opensearch import opensearch, opensearch_index
from .quality import quality_json
from .reviews import reviews_json
from .rubrics import RUBRIC_FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "CHECKLIST_FORMATS",
    "EXPORTS",
    "RUBRIC_FORMATS",
    "Export",
    "Format",
    "Formats",
    "Occasion",
    "calendar_site",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Format[[Handbook], bytes]):
    """A format of the whole handbook."""

    file_name: str
    is_fixed: bool = False
    """Whether it is the same for every handbook."""
    is_published: bool = False
    """Whether a site offers it for download, described by the message `data-file-<name>`."""
    is_there: Callable[[Handbook], bool] = lambda _: True
    """Whether a handbook has what it is made of; a site without that does not offer it."""


EXPORTS: Formats[Export] = Formats(
    Export("json", "json", to_json, file_name="handbook.json", is_published=True),
    Export("csv", "csv", to_csv, file_name="requirements.csv", is_published=True),
    Export(
        "skills",
        "csv",
        skills_csv,
        file_name="skills.csv",
        is_published=True,
        is_there=lambda book: any(persona.skills for persona in book.personas),
    ),
    Export(
        "schema",
        "json",
        lambda _: json_schema(),
        file_name="handbook.schema.json",
        is_fixed=True,
        is_published=True,
    ),
    Export(
        "reviews",
        "json",
        reviews_json,
        file_name="reviews.json",
        is_published=True,
        is_there=lambda book: bool(book.reviews),
    ),
    Export(
        "gaps",
        "csv",
        gaps_csv,
        file_name="gaps.csv",
        is_published=True,
        is_there=lambda book: any(persona.skills for persona in book.personas),
    ),
    Export("gaps-json", "json", gaps_json, file_name="gaps.json"),
    Export(
        "codeowners",
        "",
        codeowners,
        file_name="CODEOWNERS",
        is_there=lambda book: any(text.owners for text in (*book.personas, *book.documents)),
    ),
    Export("quality", "json", quality_json, file_name="quality.json"),
    Export("opensearch", "ndjson", opensearch, file_name="rules.opensearch.ndjson"),
    Export(
        "opensearch-index",
        "json",
        lambda _: opensearch_index(),
        file_name="opensearch-index.json",
        is_fixed=True,
    ),
    Export("meilisearch", "ndjson", meilisearch, file_name="rules.meilisearch.ndjson"),
    Export(
        "meilisearch-settings",
        "json",
        lambda _: meilisearch_settings(),
        file_name="meilisearch-settings.json",
        is_fixed=True,
    ),
)
