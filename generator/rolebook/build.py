"""The whole program on one page: read, parse, identify, link; then pages, data and search."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from . import search
from .input.files import Made
from .loading import handbook, link_draft, load, load_catalogues
from .model.lazily import LazyList
from .output.store import NOTHING_KEPT
from .pages import (
    FEED,
    Options,
    Page,
    Part,
    SiteContext,
    data_files,
    explorer_tables,
    feed,
    further_list_pages,
    gap_pages,
    onboarding_files,
    own_gap_files,
    pair_pages,
    parts,
    permalinks,
    rubric_files,
    source_path,
)
from .paper import paper_files, sheets
from .views.releases import releases_of_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from .input.files import File
    from .link.handbook import Handbook
    from .output.progress import Step
    from .output.store import Store
    from .paper import Sheet
    from .views.releases import Release


__all__ = ["Site", "handbook", "link_draft", "load", "load_catalogues", "site"]


@dataclass(frozen=True, repr=False)
class Site:
    """Everything that is published of a handbook, whatever engine puts the theme around it.

    It is a map: nothing of it is made before it is asked for, by address or all of it.
    """

    context: SiteContext
    parts: Sequence[Part]
    data: Sequence[File]
    releases: Sequence[Release] = ()
    """What changed and when, the latest first."""

    @cached_property
    def pages(self) -> list[Page]:
        """All pages inside the theme, in order."""
        return [page for part in self.parts for page in part.pages()]

    @cached_property
    def by_source(self) -> Mapping[str, Page]:
        """Pages by the path of the Markdown file that stands for them."""
        return {source_path(page.path): page for page in self.pages}

    def page(self, path: str) -> Page | None:
        """Return the page at an address such as `p/tester/`, and make no other part than its own.

        Args:
            path: From the site's root; empty for the home page.
        """
        fitting = [one for one in self.parts if path.startswith(one.prefix)]
        part = max(fitting, key=lambda one: len(one.prefix), default=None)
        return next((page for page in part.pages() if page.path == path), None) if part else None

    def standalone_pages(self) -> Iterator[File]:
        """Yield the small pages without the theme.

        There is one for each rule, each two roles and each skills table, and tables of all rules.
        The data that scripts read of each role come last: its actions, its skills, and the
        questions of its review rubric.
        """
        yield from permalinks(self.context, self.releases)
        yield from pair_pages(self.context)
        yield from gap_pages(self.context)
        yield from explorer_tables(self.context)
        yield from further_list_pages(self.context)
        yield from onboarding_files(self.context)
        yield from own_gap_files(self.context)
        yield from rubric_files(self.context)

    def sheets(self) -> Iterator[Sheet]:
        """Yield the printed sheets that the owner asks for, none of them made yet."""
        context = self.context
        return sheets(
            context.book,
            context.checklists,
            context.rubrics,
            context.options.papers,
            site_url=context.options.site_url,
            index=context.options.index,
        )

    def pdfs(
        self,
        step: Step = lambda _: None,
        warn: Callable[[str], None] = lambda _: None,
        store: Store = NOTHING_KEPT,
    ) -> Iterator[File]:
        """Yield the checklists and rubrics as PDF, if the owner asks for them.

        Args:
            step: Called with the number that are done.
            warn: Called with a sentence on the characters of a persona that no font has.
            store: What earlier builds made.
        """
        return paper_files(self.sheets(), step=step, warn=warn, store=store)

    def records(self) -> list[search.Record]:
        """Return the search records."""
        return search.records(self.context.book, self.pages, self.context.options)

    def search_files(self, others: Iterable[search.Record] = ()) -> list[File]:
        """Return what the site's own search reads; none of it is made yet.

        Args:
            others: Records of pages that are not ours.
        """
        book, options = self.context.book, self.context.options

        def pages() -> bytes:
            ours = search.page_records(book, self.pages, options)
            return search.pages_file([*ours, *others], options.search).content

        return [
            Made(search.RULES, lambda: search.rules_file(book, options).content),
            Made(search.PAGES, pages),
        ]


def site(book: Handbook, options: Options, releases: Sequence[Release] | None = None) -> Site:
    """Return the site of a handbook; its pages and data are made when they are asked for.

    Args:
        book: The handbook.
        options: What its owner decided.
        releases: What changed and when, the latest first; what the lock file says unless given.
    """
    context = SiteContext(book, options)
    came = LazyList(lambda: releases_of_lock(book.lock)) if releases is None else releases
    data = [*data_files(book), Made(FEED, lambda: feed(context, came).content)]
    return Site(context, tuple(parts(context, data, came)), data, came)
