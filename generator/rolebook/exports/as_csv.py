"""One row for each requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..link.handbook import LinkKind
from .recording import link_name
from .tables import csv_bytes, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook
    from ..model import Document, Requirement

COLUMNS = (
    "id", "persona", "kind", "category", "level", "keyword", "text", "condition", "context", "note",
    "skills", "competences", "patterns", "collaborators", "references", "path", "line",
    "origin", "family",
)  # fmt: skip


def to_csv(book: Handbook) -> bytes:
    """Return the requirements as CSV; see `csv_bytes`."""
    return csv_bytes(
        COLUMNS, (_row(book, home, rule) for home in book.texts for rule in home.requirements)
    )


def _row(book: Handbook, home: Document, requirement: Requirement) -> Iterator[str]:
    yield requirement.id
    yield home.slug
    yield "collaboration" if requirement.is_collaboration else "rule"
    yield requirement.category.title
    yield requirement.level.value
    yield requirement.keyword
    yield requirement.text
    yield requirement.condition
    yield requirement.context
    yield requirement.note
    links = book.sure_links(requirement.id)
    for kind in LinkKind:
        named = (
            one.target if kind is LinkKind.SKILL else link_name(book, one)
            for one in links
            if one.kind is kind
        )
        yield joined(named)
    yield requirement.span.path
    yield str(requirement.span.line)
    family = book.family_of(requirement.id)
    yield book.origin(requirement).value
    yield family.slug if family else ""
