"""Views and templates to pages and files; knows templates, not MkDocs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ..addresses import address, onboarding_address, rubric_address
from ..addresses.sheets import checklist_downloads, notes_downloads, rubric_downloads
from ..views.ownership import owned
from .assets import SCRIPTS, THEME_SCRIPTS, asset, assets
from .changes import FEED, changes_page, feed
from .context import Options, Page, SiteContext, TocEntry, source_path
from .data import data_files, data_page
from .documents import document_page, persona_page
from .explorer import PATH as EXPLORER
from .explorer import explorer_page, explorer_tables
from .families import family_pages, further_family_pages
from .gaps import gap_pages
from .home import home_page
from .onboarding import (
    PEOPLE,
    onboarding_files,
    onboarding_list,
    onboarding_page,
    onboarding_people,
)
from .own_gaps import own_gap_files
from .ownership import PATH as OWNERSHIP
from .ownership import ownership_page
from .quality import PATH as QUALITY
from .quality import quality_page
from .requirements import permalinks
from .reviews import PATH as REVIEWS
from .reviews import reviews_page
from .rubric import review_page, rubric_files, rubric_page
from .subjects import (
    further_pattern_pages,
    further_skill_pages,
    pattern_pages,
    skill_pages,
)
from .team import further_team_pages, pair_pages, team_page
from .waivers import PATH as WAIVERS
from .waivers import waivers_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..input.files import File
    from ..views.releases import Release

__all__ = [
    "EXPLORER",
    "FEED",
    "REVIEWS",
    "SCRIPTS",
    "THEME_SCRIPTS",
    "Options",
    "Page",
    "Part",
    "SiteContext",
    "TocEntry",
    "asset",
    "assets",
    "data_files",
    "explorer_tables",
    "feed",
    "further_list_pages",
    "gap_pages",
    "onboarding_files",
    "own_gap_files",
    "pair_pages",
    "parts",
    "permalinks",
    "rubric_files",
    "source_path",
]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a site: some pages whose addresses begin alike, which are made together."""

    prefix: str
    """How their addresses begin. Where several parts fit an address, the longest has it."""
    pages: Callable[[], Iterable[Page]]


def parts(
    context: SiteContext, data: Sequence[File], releases: Sequence[Release]
) -> Iterator[Part]:
    """Yield the parts of a site in order: home, onboarding, review, personas, skills and so on.

    Nothing is made yet; so a server makes only what it is asked for.

    Args:
        context: Handbook, options and templates.
        data: The data files, whose sizes the data page lists; see `data_files`.
        releases: What changed and when, the latest first.
    """
    book, papers = context.book, context.options.papers
    checklists = checklist_downloads(book.personas, papers, book.say)
    rubrics = rubric_downloads(book.personas, papers, book.say)
    notes = notes_downloads(papers, book.say)
    yield Part(context.options.home, lambda: [home_page(context)])
    yield Part(EXPLORER, lambda: [explorer_page(context)])
    yield Part("onboarding/", lambda: [onboarding_list(context)])
    yield Part(PEOPLE, lambda: [onboarding_people(context)])
    for one in book.personas:
        make = partial(onboarding_page, context, one, checklists[one.slug])
        yield Part(onboarding_address(one), partial(_alone, make))
    yield Part("review/", lambda: [review_page(context, rubrics, notes)])
    for one in book.personas:
        make = partial(rubric_page, context, one, rubrics[one.slug])
        yield Part(rubric_address(one), partial(_alone, make))
    if book.reviews:
        yield Part(REVIEWS, lambda: [reviews_page(context)])
    for one in book.personas:
        yield Part(address(one), partial(_alone, partial(persona_page, context, one)))
    for document in book.documents:
        yield Part(address(document), partial(_alone, partial(document_page, context, document)))
    yield Part("skills/", partial(skill_pages, context))
    yield Part("patterns/", partial(pattern_pages, context))
    yield Part("f/", partial(family_pages, context))
    yield Part("team/", lambda: [team_page(context)])
    if book.waivers:
        yield Part(WAIVERS, lambda: [waivers_page(context)])
    if owned(book):
        yield Part(OWNERSHIP, lambda: [ownership_page(context)])
    yield Part("changes/", lambda: [changes_page(context, releases)])
    yield Part(QUALITY, lambda: [quality_page(context, releases)])
    yield Part("data/", lambda: [data_page(context, data)])


def _alone(make: Callable[[], Page]) -> list[Page]:
    return [make()]


def further_list_pages(context: SiteContext) -> Iterator[File]:
    """Yield the pages of long lists after the first one of each, without the theme."""
    yield from further_skill_pages(context)
    yield from further_pattern_pages(context)
    yield from further_family_pages(context)
    yield from further_team_pages(context)
