"""Permalinks: a small page of its own for every requirement, without the theme, so that thousands cost seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..input.files import File
from ..link.handbook import LinkKind
from ..markup import plain
from ..rubric import Sight, classify
from ..views.addresses import permalink
from ..views.citing import as_markdown, cited_id, place_of, sentence
from ..views.releases import events
from .changes import retired_pages
from .context import relative_links
from .used_in import Known, used_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model import Document, Requirement
    from ..views.releases import Release
    from .context import Chip, SiteContext

_SHOWN_TWINS = 12
_KINDS = (
    (LinkKind.PATTERN, "Patterns", True),
    (LinkKind.COLLABORATOR, "Roles", True),
    (LinkKind.REFERENCE, "References", False),
)
"""Links besides skills: kind, title, and whether a preview shows them."""

_CHECKS: Mapping[Sight, str] = {
    Sight.DIFF: "in the diff: {}",
    Sight.REQUEST: "in the {}",
    Sight.CI: "in {}",
    Sight.RUNTIME: "not visible in a review: {}",
    Sight.PROCESS: "not visible in a review: {}",
    Sight.PERSON: "not visible in a review: {}",
    Sight.NOWHERE: "its words do not tell: the rule {}",
}
"""Where it shows whether a rule was kept, with the words that tell."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The links of one kind that a rule has."""

    title: str
    chips: list[Chip]
    is_brief: bool = True
    """Whether a preview of the rule shows them, too."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The rule before or after another one."""

    id: str
    words: str


def permalinks(context: SiteContext, releases: Sequence[Release] = ()) -> Iterator[File]:
    """Yield `r/<ID>/index.html` for every requirement, and for every id that was one.

    Args:
        context: Handbook, options and templates.
        releases: What the page of changes tells, the latest first.
    """
    book = context.book
    template = context.environment.get_template("requirement.html")
    known = Known(context, releases)
    for text in book.texts:
        beside = [Neighbour(one.id, plain(sentence(one))) for one in text.requirements]
        neighbours = [None, *beside, None]
        for i, requirement in enumerate(text.requirements):
            path = permalink(requirement.id)
            html = template.render(
                text=text,
                requirement=requirement,
                linked=_linked(context, requirement),
                check=how_to_check(requirement),
                uses=used_in(known, requirement),
                findings=book.findings.get(requirement.id, ()),
                twins=_twins(context, requirement),
                previous=neighbours[i],
                following=neighbours[i + 2],
                citation=f"{cited_id(book.lock, requirement.id)} {beside[i].words} ({place_of(requirement, text)})",
                markdown=as_markdown(requirement),
                events=events(book.lock, requirement.id),
                is_locked=any(revision.date for revision in book.lock.revisions(requirement.id)),
            )
            yield File(f"{path}index.html", relative_links(html, path, context.options).encode())
    yield from retired_pages(context)


def how_to_check(requirement: Requirement) -> str:
    """Return where a reviewer sees whether a rule was kept, with the words that tell."""
    sighting = classify(requirement)
    return _CHECKS[sighting.sight].format(sighting.reason)


def _linked(context: SiteContext, requirement: Requirement) -> list[Linked]:
    """Return the links of a requirement by kind, in a fixed order."""
    links = context.book.links.get(requirement.id, ())
    named = context.book.sure_links(requirement.id)
    skills = ((f"Skills ({c.framework.title})", c.framework.key) for c in context.book.catalogues)
    grouped = [
        *((title, [one for one in named if one.framework == key], True) for title, key in skills),
        *(
            (title, [one for one in named if one.kind is kind], is_brief)
            for kind, title, is_brief in _KINDS
        ),
        ("May concern", [one for one in links if one.is_inferred], False),
    ]
    return [
        Linked(title, [context.chip(one) for one in found], is_brief)
        for title, found, is_brief in grouped
        if found
    ]


def _twins(
    context: SiteContext, requirement: Requirement
) -> tuple[list[tuple[Requirement, Document]], int]:
    """Return the first requirements with the same level and words, and the number of the others."""
    ids = context.book.same_as(requirement)
    shown = [(context.book.requirement(id), context.book.owner(id)) for id in ids[:_SHOWN_TWINS]]
    return shown, len(ids) - len(shown)
