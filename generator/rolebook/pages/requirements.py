"""Permalinks: a small page for every rule, without the theme, so that thousands cost seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..addresses import permalink
from ..addresses.citations import as_markdown, cited_id, place_of, sentence
from ..input.files import File
from ..link.handbook import LinkKind
from ..markup import plain
from ..rubric import classify, where_seen
from ..views.releases import events
from .changes import retired_pages
from .context import relative_links
from .used_in import UsageIndex, used_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..link.handbook import Link
    from ..messages import Messages
    from ..model import Document, Requirement
    from ..views.releases import Release
    from .context import Chip, SiteContext

_SHOWN_TWINS = 12
"""Pages that name more rules with the same words are hard to read; the rest are counted."""


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
    """Yield `r/<ID>/index.html` for every rule, and for every ID that was one.

    Args:
        context: Handbook, options and templates.
        releases: What the page of changes lists, the latest first.
    """
    book, say = context.book, context.book.say
    template = context.environment.get_template("requirement.html")
    index = UsageIndex(context, releases)
    for text in book.texts:
        beside = [Neighbour(one.id, plain(sentence(one))) for one in text.requirements]
        neighbours = [None, *beside, None]
        for i, requirement in enumerate(text.requirements):
            path = permalink(requirement.id)
            citation = say(
                "rule-citation",
                id=cited_id(book.lock, requirement.id),
                sentence=beside[i].words,
                place=place_of(requirement, text),
            )
            html = template.render(
                text=text,
                requirement=requirement,
                linked=_linked(context, requirement),
                check=how_to_check(requirement, say),
                uses=used_in(index, requirement),
                findings=book.findings.get(requirement.id, ()),
                twins=_twins(context, requirement),
                previous=neighbours[i],
                following=neighbours[i + 2],
                place_of=place_of,
                citation=citation,
                markdown=as_markdown(requirement),
                events=events(book.lock, requirement.id),
                is_locked=any(revision.date for revision in book.lock.revisions(requirement.id)),
            )
            yield File(f"{path}index.html", relative_links(html, path, context.options).encode())
    yield from retired_pages(context)


def how_to_check(requirement: Requirement, say: Messages) -> str:
    """Return where a reviewer can see whether a rule was kept, with the words that say so."""
    sighting = classify(requirement)
    return say(f"how-to-check-{sighting.visibility}", seen=where_seen(sighting, say))


def _linked(context: SiteContext, requirement: Requirement) -> list[Linked]:
    """Return the links of a rule by kind, in a fixed order."""
    book, say = context.book, context.book.say
    links = book.links.get(requirement.id, ())
    sure = book.sure_links(requirement.id)

    def of_kind(kind: LinkKind) -> list[Link]:
        return [link for link in sure if link.kind is kind]

    groups: list[tuple[str, list[Link], bool]] = []
    for catalogue in book.catalogues:
        framework = catalogue.framework
        skills = [link for link in sure if link.framework == framework.key]
        groups.append((say("rule-skills", framework=framework.title), skills, True))
    groups += [
        (say("rule-patterns"), of_kind(LinkKind.PATTERN), True),
        (say("rule-roles"), of_kind(LinkKind.COLLABORATOR), True),
        (say("rule-references"), of_kind(LinkKind.REFERENCE), False),
        (say("rule-may-concern"), [link for link in links if link.is_inferred], False),
    ]
    return [
        Linked(title, list(map(context.chip, group)), is_brief)
        for title, group, is_brief in groups
        if group
    ]


def _twins(
    context: SiteContext, requirement: Requirement
) -> tuple[list[tuple[Requirement, Document]], int]:
    """Return the first rules with the same level and words, and the number of the others."""
    ids = context.book.same_as(requirement)
    shown = [(context.book.requirement(id), context.book.owner(id)) for id in ids[:_SHOWN_TWINS]]
    return shown, len(ids) - len(shown)
