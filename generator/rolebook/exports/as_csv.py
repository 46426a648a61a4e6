"""One row for each rule."""

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
    "origin", "family", "conditions", "options", "inferred", "waivers",
)  # fmt: skip


def to_csv(book: Handbook) -> bytes:
    """Return the rules as CSV; see `csv_bytes`."""
    return csv_bytes(COLUMNS, _rows(book))


def _rows(book: Handbook) -> Iterator[Iterator[str]]:
    for owner in book.texts:
        for requirement in owner.requirements:
            yield _row(book, owner, requirement)


def _row(book: Handbook, owner: Document, requirement: Requirement) -> Iterator[str]:
    yield requirement.id
    yield owner.slug
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
        of_kind = [link for link in links if link.kind is kind]
        if kind is LinkKind.SKILL:
            yield joined(link.target for link in of_kind)
        else:
            yield joined(link_name(book, link) for link in of_kind)
    yield requirement.span.path
    yield str(requirement.span.line)
    family = book.family_of(requirement.id)
    yield book.origin(requirement).value
    yield family.slug if family else ""
    yield joined(requirement.conditions)
    yield joined(requirement.options)
    yield requirement.inferred
    waivers = book.waivers_of(requirement.id)
    yield joined(f"{waiver.end} {waiver.scope}" for waiver in waivers)
