"""Permalinks: a small page of its own for every requirement, without the theme, so that thousands cost seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..book import LinkKind
from ..files import File
from ..views.releases import events
from .changes import retired_pages
from .site import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Requirement
    from .site import Chip, Studio

_SHOWN_TWINS = 12
_KINDS = {
    LinkKind.PATTERN: "Patterns",
    LinkKind.COLLABORATOR: "Roles",
    LinkKind.REFERENCE: "References",
}


def permalinks(studio: Studio) -> Iterator[File]:
    """Yield `r/<ID>/index.html` for every requirement, and for every id that was one."""
    template = studio.environment.get_template("requirement.html")
    for text in studio.book.texts:
        neighbours = [None, *text.requirements, None]
        for i, requirement in enumerate(text.requirements):
            path = f"r/{requirement.id}/"
            html = template.render(
                text=text,
                requirement=requirement,
                groups=_groups(studio, requirement),
                named_by=[
                    studio.book.requirement(id) for id in studio.book.linked_to(LinkKind.REFERENCE, requirement.id)
                ],
                twins=_twins(studio, requirement),
                previous=neighbours[i],
                following=neighbours[i + 2],
                excerpt=requirement.raw,
                family=studio.book.family_of(requirement.id),
                block=studio.book.block_of(requirement.id),
                events=events(studio.book.lock, requirement.id),
                is_locked=any(revision.date for revision in studio.book.lock.revisions(requirement.id)),
            )
            yield File(f"{path}index.html", place(html, path, studio.options).encode())
    yield from retired_pages(studio)


def _groups(studio: Studio, requirement: Requirement) -> list[tuple[str, list[Chip]]]:
    """Return the links of a requirement by kind, in a fixed order."""
    links = studio.book.links.get(requirement.id, ())
    named = [one for one in links if not one.is_inferred]
    skills = ((f"Skills ({c.framework.title})", c.framework.key) for c in studio.book.catalogues)
    grouped = [
        *((title, [one for one in named if one.framework == key]) for title, key in skills),
        *((title, [one for one in named if one.kind is kind]) for kind, title in _KINDS.items()),
        ("May concern", [one for one in links if one.is_inferred]),
    ]
    return [(title, [studio.chip(one) for one in found]) for title, found in grouped if found]


def _twins(studio: Studio, requirement: Requirement) -> tuple[list[tuple[Requirement, Document]], int]:
    """Return the first requirements with the same level and words, and the number of the others."""
    ids = studio.book.same_as(requirement)
    shown = [(studio.book.requirement(id), studio.book.home(id)) for id in ids[:_SHOWN_TWINS]]
    return shown, len(ids) - len(shown)
