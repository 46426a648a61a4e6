"""The whole program on one page: read, parse, identify, link; then pages, data and search."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from . import search
from .checklist import problems as checklist_problems
from .checks import problems as checked_problems
from .families import with_families
from .identity.draft import draft, read_draft
from .input.folders import read_tables
from .link import link
from .messages import ENGLISH
from .pages import (
    Options,
    Page,
    SiteContext,
    data_files,
    explorer_tables,
    feed,
    further_list_pages,
    onboarding_files,
    pages,
    pair_pages,
    permalinks,
    rubric_files,
    source_path,
)
from .paper import paper_files
from .rubric import problems as rubric_problems
from .taxonomy import read_catalogues
from .views.releases import releases_of_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
    from pathlib import Path

    from .identity.draft import Draft
    from .identity.lock import Lock
    from .input.files import File
    from .keywords import Keywords
    from .link.handbook import Handbook
    from .model.diagnostics import Diagnostic
    from .model.source import Source
    from .output.progress import Step
    from .paper import Pressed
    from .taxonomy import Catalogues
    from .views.releases import Release


def load(
    *paths: str | Path,
    root: str | Path | None = None,
    keywords: Keywords | None = None,
    catalogues: Catalogues | None = None,
    language: str = ENGLISH,
    progress: Callable[[int], None] = lambda _: None,
) -> Handbook:
    """Read files and folders of Markdown into a handbook.

    Args:
        paths: Files, or folders that are searched for Markdown files.
        root: Folder that paths in the handbook are relative to; without it they are as given.
        keywords: Which words state rules; those in capitals unless given.
        catalogues: The skills there are; those that come with Rolebook unless given, see
            `load_catalogues`.
        language: The language of the words that Rolebook adds; English where it has no other.
        progress: Called with the number of files read, once for each.

    Raises:
        OperatorError: A path does not exist. Content never raises; see `Handbook.diagnostics`.
    """
    made = read_draft(*paths, root=root, keywords=keywords, progress=progress)
    return link_draft(made, catalogues, language)


def load_catalogues(
    *paths: str | Path, frameworks: Iterable[str] = (), root: str | Path | None = None
) -> Catalogues:
    """Read a handbook's own catalogues, and add the bundled ones.

    Args:
        paths: CSV files, or folders with them: `sfia.csv`, `acme.csv`, `acme.lexicon.csv`.
        frameworks: Keys of the catalogues to use, such as `sfia`; own ones are used in any case.
        root: Folder that paths in diagnostics are relative to; without it they are as given.

    Raises:
        OperatorError: A path or a framework does not exist. Content never raises; see
            `Handbook.diagnostics`.
    """
    sources, diagnostics = read_tables(paths, root=root)
    return read_catalogues(sources, frameworks, diagnostics)


def handbook(
    sources: Sequence[Source],
    diagnostics: Iterable[Diagnostic] = (),
    *,
    sidecars: Iterable[Source] = (),
    lock: Lock | None = None,
    keywords: Keywords | None = None,
    catalogues: Catalogues | None = None,
    language: str = ENGLISH,
    progress: Callable[[int], None] = lambda _: None,
) -> Handbook:
    r"""Make a handbook of texts that are already in memory.

    Args:
        sources: The texts.
        diagnostics: What was wrong with them before.
        sidecars: YAML files next to them: `a.onboarding.yml`, `a.rubric.yml`.
        lock: The IDs that were given before.
        keywords: Which words state rules; those in capitals unless given.
        catalogues: The skills there are; those that come with Rolebook unless given.
        language: The language of the words that Rolebook adds; English where it has no other.
        progress: Called with the number of files read, once for each.

    Examples:
        >>> from rolebook import Source
        >>> text = "# The Tester\n\n## Traits\n- calm\n\n## Rules\n**MUST** test\n"
        >>> book = handbook([Source("a.md", text)])
        >>> [(r.id, r.level.value, r.text) for r in book.requirements]
        [('TES-RULE-01', 'MUST', 'test')]
    """
    made = draft(
        sources,
        diagnostics,
        sidecars=sidecars,
        lock=lock,
        keywords=keywords,
        progress=progress,
    )
    return link_draft(made, catalogues, language)


def link_draft(
    made: Draft, catalogues: Catalogues | None = None, language: str = ENGLISH
) -> Handbook:
    """Make a handbook of identified texts."""
    linked = link(made.texts, made.sources, made.diagnostics, catalogues)
    sidecars = {sidecar.path: sidecar for sidecar in made.sidecars}
    book = with_families(replace(linked, lock=made.lock, sidecars=sidecars, language=language))
    found = sorted([*book.diagnostics, *checked_problems(book)], key=lambda d: (d.span, d.code))
    return replace(book, diagnostics=(*found, *checklist_problems(book), *rubric_problems(book)))


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
        yield from further_list_pages(self.context)
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
