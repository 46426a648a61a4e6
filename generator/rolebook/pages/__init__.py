"""Views and templates to pages and files; knows templates, not MkDocs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..addresses.sheets import checklist_downloads, notes_downloads, rubric_downloads
from .assets import SCRIPTS, THEME_SCRIPTS, assets
from .changes import changes_page, feed
from .context import Options, Page, SiteContext, TocEntry, source_path
from .data import data_files, data_page
from .documents import document_page, persona_page
from .explorer import PATH as EXPLORER
from .explorer import explorer_page, explorer_tables
from .families import family_pages, further_family_pages
from .home import home_page
from .onboarding import onboarding_files, onboarding_pages
from .requirements import permalinks
from .rubric import review_page, rubric_files, rubric_pages
from .subjects import (
    further_pattern_pages,
    further_skill_pages,
    pattern_pages,
    skill_pages,
)
from .team import further_team_pages, pair_pages, team_page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..input.files import File
    from ..link.handbook import Handbook
    from ..views.releases import Release

__all__ = [
    "EXPLORER",
    "SCRIPTS",
    "THEME_SCRIPTS",
    "Options",
    "Page",
    "SiteContext",
    "TocEntry",
    "assets",
    "data_files",
    "explorer_tables",
    "feed",
    "further_list_pages",
    "onboarding_files",
    "pages",
    "pair_pages",
    "permalinks",
    "rubric_files",
    "source_path",
]


def pages(
    context: SiteContext,
    data: list[File],
    releases: Sequence[Release],
    progress: Callable[[int], None] = lambda _: None,
) -> list[Page]:
    """Return the pages inside the theme: home, review, personas, documents, skills and so on.

    Args:
        context: Handbook, options and templates.
        data: The data files, whose sizes the data page lists; see `data_files`.
        releases: What changed and when, the latest first.
        progress: Called after each page with the number of pages so far.
    """
    made: list[Page] = []
    for page in _pages(context, data, releases):
        made.append(page)
        progress(len(made))
    return made


def further_list_pages(context: SiteContext) -> Iterator[File]:
    """Yield the pages of long lists after the first one of each, without the theme."""
    yield from further_skill_pages(context)
    yield from further_pattern_pages(context)
    yield from further_family_pages(context)
    yield from further_team_pages(context)


def _pages(context: SiteContext, data: list[File], releases: Sequence[Release]) -> Iterator[Page]:
    book: Handbook = context.book
    yield home_page(context)
    yield explorer_page(context)
    is_printed = context.options.pdf
    rubrics = rubric_downloads(book.personas, book.say) if is_printed else None
    yield from onboarding_pages(
        context, checklist_downloads(book.personas, book.say) if is_printed else None
    )
    yield review_page(context, rubrics, notes_downloads(book.say) if is_printed else ())
    yield from rubric_pages(context, rubrics)
    for persona in book.personas:
        yield persona_page(context, persona)
    for document in book.documents:
        yield document_page(context, document)
    yield from skill_pages(context)
    yield from pattern_pages(context)
    yield from family_pages(context)
    yield team_page(context)
    yield changes_page(context, releases)
    yield data_page(context, data)
