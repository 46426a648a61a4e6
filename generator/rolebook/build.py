"""The whole program on one page: read, parse, identify, link; then pages, permalinks, data and search records."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from . import search
from .files import read_sources
from .identity import identify
from .link import link
from .pages import Options, Page, Studio, data_files, pages, pair_pages, permalinks, source_path
from .parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from .book import Handbook
    from .diagnostics import Diagnostic
    from .files import File
    from .model import Document
    from .source import Source


def load(
    *paths: str | Path,
    root: str | Path | None = None,
    bold_lowercase: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Handbook:
    """Read files and folders of Markdown into a handbook.

    Args:
        paths: Files, or folders that are searched for Markdown files.
        root: Folder that paths in the handbook are relative to; without it they are as given.
        bold_lowercase: Also read `**must**` as a keyword.
        progress: Called with the number of files read, once for each.

    Raises:
        OperatorError: A path does not exist. Content never raises; see `Handbook.diagnostics`.
    """
    sources, diagnostics = read_sources(paths, root=root)
    return handbook(sources, diagnostics, bold_lowercase=bold_lowercase, progress=progress)


def handbook(
    sources: Sequence[Source],
    diagnostics: Iterable[Diagnostic] = (),
    *,
    bold_lowercase: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Handbook:
    r"""Make a handbook of texts that are already in memory.

    Examples:
        >>> from rolebook import Source
        >>> book = handbook([Source("a.md", "# The Tester\n\n## Traits\n- calm\n\n## Rules\n**MUST** test\n")])
        >>> [(r.id, r.level.value, r.text) for r in book.requirements]
        [('TES-RULE-01', 'MUST', 'test')]
    """
    found = list(diagnostics)
    texts: list[Document] = []
    for done, source in enumerate(sources, 1):
        text, problems = parse(source, bold_lowercase=bold_lowercase)
        found += problems
        texts += [text] if text else []
        progress(done)
    identified, problems = identify(texts)
    return link(identified, sources, [*found, *problems])


@dataclass(frozen=True)
class Site:
    """Everything that is published of a handbook, whatever engine puts the theme around it."""

    studio: Studio
    pages: list[Page]
    data: list[File]

    @cached_property
    def by_source(self) -> Mapping[str, Page]:
        """Pages by the path of the Markdown file that stands for them."""
        return {source_path(page.path): page for page in self.pages}

    def permalinks(self) -> Iterator[File]:
        """Yield a page of its own for every requirement, then one for every two roles that owe each other something."""
        yield from permalinks(self.studio)
        yield from pair_pages(self.studio)

    def records(self) -> list[search.Record]:
        """Return the search records."""
        return search.records(self.studio.book, self.pages, directory_urls=self.studio.options.directory_urls)


def site(book: Handbook, options: Options, progress: Callable[[int], None] = lambda _: None) -> Site:
    """Make the pages and data of a handbook."""
    studio = Studio(book, options)
    data = data_files(book)
    return Site(studio, pages(studio, data, progress), data)
