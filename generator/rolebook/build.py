"""The whole program on one page: read, parse, identify, link; then pages, data and search."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from . import search
from .loading import handbook, link_draft, load, load_catalogues
from .pages import (
    Options,
    Page,
    SiteContext,
    data_files,
    explorer_tables,
    feed,
    onboarding_files,
    pages,
    pair_pages,
    permalinks,
    rubric_files,
    source_path,
)
from .paper import paper_files
from .views.releases import releases_of_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence

    from .input.files import File
    from .link.handbook import Handbook
    from .output.progress import Step
    from .paper import Pressed
    from .views.releases import Release

__all__ = ["Site", "handbook", "link_draft", "load", "load_catalogues", "site"]


@dataclass(frozen=True)
class Site:
    """Everything that is published of a handbook, whatever engine puts the theme around it."""

    context: SiteContext
    pages: list[Page]
    data: list[File]
    releases: Sequence[Release] = ()
    """What changed and when, the latest first."""

    @cached_property
    def by_source(self) -> Mapping[str, Page]:
        """Pages by the path of the Markdown file that stands for them."""
        return {source_path(page.path): page for page in self.pages}

    def standalone_pages(self) -> Iterator[File]:
        """Yield the small pages without the theme.

        There is one for each rule and each two roles, and tables of all rules. The data that
        scripts read of each role come last: its actions, and the questions of its review rubric.
        """
        yield from permalinks(self.context, self.releases)
        yield from pair_pages(self.context)
        yield from explorer_tables(self.context)
        yield from onboarding_files(self.context)
        yield from rubric_files(self.context)

    def pdfs(
        self,
        step: Step = lambda _: None,
        warn: Callable[[str], None] = lambda _: None,
        printed: MutableMapping[str, Pressed] | None = None,
    ) -> Iterator[File]:
        """Yield the checklists and rubrics as PDF, if the owner asks for them.

        Args:
            step: Called with the number that are done.
            warn: Called with a sentence on the characters of a persona that no font has.
            printed: What an earlier build made, see `press_all`.
        """
        book, options = self.context.book, self.context.options
        if options.pdf:
            yield from paper_files(
                book,
                self.context.checklists,
                self.context.rubrics,
                site_url=options.site_url,
                index=options.index,
                step=step,
                warn=warn,
                printed=printed,
            )

    def records(self) -> list[search.Record]:
        """Return the search records."""
        return search.records(self.context.book, self.pages, self.context.options)

    def search_files(self, others: Iterable[search.Record] = ()) -> list[File]:
        """Return what the site's own search reads.

        Args:
            others: Records of pages that are not ours.
        """
        options = self.context.options
        ours = search.page_records(self.context.book, self.pages, options)
        return [
            search.rules_file(self.context.book, options),
            search.pages_file([*ours, *others], options.search),
        ]


def site(
    book: Handbook,
    options: Options,
    releases: Sequence[Release] | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Site:
    """Make the pages and data of a handbook.

    Args:
        book: The handbook.
        options: What its owner decided.
        releases: What changed and when, the latest first; what the lock file says unless given.
        language: The language of the words that Rolebook adds; English where it has no other.
        progress: Called with the number of pages made, once for each.
    """
    context = SiteContext(book, options)
    came = releases_of_lock(book.lock) if releases is None else releases
    data = [*data_files(book), feed(context, came)]
    return Site(context, pages(context, data, came, progress), data, came)
