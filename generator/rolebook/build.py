"""The whole program on one page: read, parse, identify, link; then pages, permalinks, data and search records."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from . import search
from .diagnostics import Diagnostic
from .files import OperatorError, find_beside, read_sources, read_tables
from .identity import identify
from .identity.ledger import drift
from .link import link
from .lock import NAME as LOCK_NAME
from .lock import NewerLockError, read_lock
from .pages import Options, Page, Studio, data_files, pages, permalinks, source_path
from .parse import parse
from .source import Span
from .taxonomy import read_catalogues

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from .book import Handbook
    from .files import Beside, File
    from .identity.ledger import Drift
    from .lock import Lock
    from .model import Document
    from .source import Source
    from .taxonomy import Catalogues


def load(
    *paths: str | Path,
    root: str | Path | None = None,
    bold_lowercase: bool = False,
    catalogues: Catalogues | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Handbook:
    """Read files and folders of Markdown into a handbook.

    Args:
        paths: Files, or folders that are searched for Markdown files.
        root: Folder that paths in the handbook are relative to; without it they are as given.
        bold_lowercase: Also read `**must**` as a keyword.
        catalogues: The skills there are; those that come with Rolebook unless given, see `load_catalogues`.
        progress: Called with the number of files read, once for each.

    Raises:
        OperatorError: A path does not exist. Content never raises; see `Handbook.diagnostics`.
    """
    sources, diagnostics = read_sources(paths, root=root)
    file = find_beside(paths, LOCK_NAME, root=root)
    lock, problems = _read_lock(file)
    read = {posixpath.relpath(source.path, file.folder) for source in sources}
    book = handbook(
        sources,
        [*diagnostics, *problems],
        lock=lock,
        base=file.folder,
        unread=[path for path in lock.paths if path not in read and file.holds(path)],
        bold_lowercase=bold_lowercase,
        catalogues=catalogues,
        progress=progress,
    )
    stale = _stale_lock(file, drift(lock, book.lock)) if file.text is not None else _no_lock(file)
    return replace(book, diagnostics=(*book.diagnostics, stale) if stale and book.requirements else book.diagnostics)


def _read_lock(file: Beside) -> tuple[Lock, list[Diagnostic]]:
    try:
        return read_lock(file.text or "", file.name)
    except NewerLockError as error:
        raise OperatorError(str(error)) from error


def _no_lock(file: Beside) -> Diagnostic:
    help = "run 'rolebook lock' and commit the file, so that ids stay when rules come and go"
    return Diagnostic("ID006", Span(file.name, 1), "there is no lock file, so ids are counted anew each time", help)


def _stale_lock(file: Beside, found: Drift) -> Diagnostic | None:
    if not found:
        return None
    message = f"the lock file is behind the sources: {found.sentence}"
    return Diagnostic("ID007", Span(file.name, 1), message, "run 'rolebook lock' and commit the file")


def load_catalogues(*paths: str | Path, frameworks: Iterable[str] = (), root: str | Path | None = None) -> Catalogues:
    """Read a handbook's own catalogues, and put the bundled ones beside them.

    Args:
        paths: CSV files, or folders with them: `sfia.csv`, `acme.csv`, `acme.lexicon.csv`.
        frameworks: Keys of the catalogues to use, such as `sfia`; own ones are used in any case.
        root: Folder that paths in diagnostics are relative to; without it they are as given.

    Raises:
        OperatorError: A path or a framework does not exist. Content never raises; see `Handbook.diagnostics`.
    """
    sources, diagnostics = read_tables(paths, root=root)
    return read_catalogues(sources, frameworks, diagnostics)


def handbook(
    sources: Sequence[Source],
    diagnostics: Iterable[Diagnostic] = (),
    *,
    lock: Lock | None = None,
    base: str = "",
    today: str = "",
    unread: Collection[str] = (),
    bold_lowercase: bool = False,
    catalogues: Catalogues | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Handbook:
    r"""Make a handbook of texts that are already in memory.

    Args:
        sources: The texts.
        diagnostics: What was wrong with them before.
        lock: The ids that were given before; see `identity.identify` for this and the next three.
        base: Folder that paths in the lock are relative to.
        today: The day that new revisions get.
        unread: Locked paths that are not among the texts and have not gone.
        bold_lowercase: Also read `**must**` as a keyword.
        catalogues: The skills that links can lead to; the bundled ones without it.
        progress: Called with the number of files read, once for each.

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
    named = identify(texts, lock, base=base, today=today, unread=unread)
    return replace(link(named.texts, sources, [*found, *named.diagnostics], catalogues), lock=named.lock)


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
        """Yield a page of its own for every requirement."""
        return permalinks(self.studio)

    def records(self) -> list[search.Record]:
        """Return the search records."""
        return search.records(self.studio.book, self.pages, directory_urls=self.studio.options.directory_urls)


def site(book: Handbook, options: Options, progress: Callable[[int], None] = lambda _: None) -> Site:
    """Make the pages and data of a handbook."""
    studio = Studio(book, options)
    data = data_files(book)
    return Site(studio, pages(studio, data, progress), data)
