"""Commands that create something to look at: a new handbook, its site, and a server for it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..build import load, site
from ..checks.baseline import DEFAULT as BASELINE
from ..checks.baseline import baseline_of, baseline_text, with_known
from ..history import releases
from ..identity.draft import read_draft
from ..input.clock import today
from ..input.files import OperatorError
from ..model.diagnostics import Severity
from ..output import replaced, write_each, write_file
from ..report import not_read
from ..site.mkdocs_build import BuildError, build_site, serve_site
from ..site.options import site_options
from ..site.plain_pages import page_files
from ..starter import PERSONAS, starter_files
from .adopting import adoptions_of, refuse_taken, tell_what_is_left
from .common import (
    cache_option,
    chosen,
    config_option,
    fail,
    keyword_sets,
    keywords_option,
    load_book,
    notify,
    paths_argument,
    settings_of,
    store_of,
    terminal,
    warn,
)
from .libraries import require
from .versions import write_locks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..adopt import Adoption
    from ..output.progress import Terminal


@click.command(short_help="Start a new handbook.")
@click.argument("folder", type=click.Path())
@click.option(
    "--from",
    "sources",
    multiple=True,
    type=click.Path(),
    help="File or folder to begin with, instead of the examples; can be given several times.",
)
@keywords_option
def new(folder: str, sources: tuple[str, ...], keywords: str) -> None:
    """Create a handbook in FOLDER: two example personas, configuration, and checks for CI.

    It includes a copy of this Rolebook, so that CI can install it.

    With --from, it begins with copies of your own files in Rolebook's form, as 'rolebook adopt'
    makes them, instead of the examples. Their warnings and notes go to a baseline, so that
    'rolebook check' reports only new ones. The exit code is 1 if a file couldn't be rewritten, or
    if there are errors that CI would report.

    If any of the files already exists, nothing is written.

    \b
    rolebook new handbook
    rolebook new handbook --from AGENTS.md --from roles
    """
    require("mkdocs")  # CI builds the new handbook with a copy of this Rolebook
    target = Path(folder)
    adoptions = adoptions_of(sources, keywords) if sources else []
    files = starter_files(target.resolve().name, [adoption.file for adoption in adoptions])
    refuse_taken(files, target)
    write_each(files, target)
    made = read_draft(target / PERSONAS, root=target, today=today())
    locks = write_locks(made)
    for path in (*(target / file.path for file in files), *(file.place.path for file in locks)):
        notify(f"  {path}")
    has_failed = bool(adoptions) and _begin(adoptions, target)
    notify(f"\nNow:  cd {target} && rolebook serve")
    sys.exit(has_failed)


def _begin(adoptions: Sequence[Adoption], target: Path) -> bool:
    """Write the baseline of a new handbook, tell what its owner has to do, and whether CI fails."""
    book = load(target / PERSONAS, root=target)
    errors = [problem for problem in book.diagnostics if problem.severity is Severity.ERROR]
    others = [problem for problem in book.diagnostics if problem not in errors]
    path = target / BASELINE
    write_file(path, baseline_text(others, book.files, Path()))
    notify(f"  {path}")
    return tell_what_is_left(adoptions, target / PERSONAS, book, errors)


@click.command(short_help="Build the handbook as a website.")
@paths_argument
@config_option
@keywords_option
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(),
    help="Folder to write to (default: the configuration's site_dir, or site).",
)
@cache_option
@click.option(
    "--strict",
    is_flag=True,
    help="Fail on warnings. With the plugin option strict, errors in personas are warnings.",
)
@click.option(
    "--pages",
    "pages_dir",
    type=click.Path(),
    help="Write only the pages, to this folder, for another site engine.",
)
def build(
    paths: tuple[str, ...],
    config: str,
    keywords: str,
    site_dir: str | None,
    no_cache: bool,
    strict: bool,
    pages_dir: str | None,
) -> None:
    """Build the handbook as a website.

    With --pages, write Markdown pages, permalinks, data and assets to a folder that any static site
    engine can build. Files from an earlier run that are no longer needed are removed; files that
    Rolebook didn't write are left alone.

    \b
    rolebook build                          the site described in mkdocs.yml, in site/
    rolebook build personas -d /tmp/out     any folder, without a configuration
    rolebook build --pages content          for another site engine
    """
    with terminal() as progress:
        if pages_dir:
            message = _write_pages(paths, config, keywords, pages_dir, progress)
        else:
            try:
                message = build_site(
                    paths,
                    config,
                    site_dir,
                    keywords=keyword_sets(keywords),
                    strict=strict,
                    store=store_of(config, is_wanted=not no_cache),
                    progress=progress,
                )
            except BuildError as error:
                fail(str(error))
                sys.exit(1)
    notify(message)


@click.command(short_help="Preview the handbook in a browser, with live reload.")
@paths_argument
@config_option
@keywords_option
@click.option(
    "-a",
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    help="Address and port to listen on.",
)
@click.option("-p", "--port", type=click.IntRange(0, 65535), help="Only the port to listen on.")
@click.option("--open", "opens", is_flag=True, help="Open the handbook in a browser.")
@cache_option
def serve(
    paths: tuple[str, ...],
    config: str,
    keywords: str,
    address: str,
    port: int | None,
    opens: bool,
    no_cache: bool,
) -> None:
    """Preview the handbook in a browser; pages follow your files as you save them.

    What 'rolebook check' finds is listed here and on the pages concerned.
    """
    if port is not None:
        address = f"{address.rpartition(':')[0]}:{port}"
    store = store_of(config, is_wanted=not no_cache)
    try:
        serve_site(
            paths, config, address, keywords=keyword_sets(keywords), store=store, opens=opens
        )
    except BuildError as error:
        fail(str(error))
        sys.exit(1)


def _write_pages(
    paths: Sequence[str], config: str, keywords: str, folder: str, progress: Terminal
) -> str:
    """Write the pages for another site engine, and return a sentence about them."""
    require("typst")
    settings = settings_of(config, keywords)
    # Another engine publishes `p/tester/index.md` at `p/tester/`, unlike MkDocs.
    options = site_options(replace(settings, directory_urls=True))
    for source in map(Path, chosen(paths, settings)):
        if Path(folder).resolve() == source.resolve():
            raise OperatorError(
                f"{folder} contains the personas; choose another folder for the pages"
            )
    with replaced(folder, is_shared=True) as new:
        book = load_book(paths, settings, progress, root=Path() if paths else settings.root)
        book = with_known(book, baseline_of(settings, root=None if paths else Path()))
        made = site(book, options, releases(config, settings.changes))
        files = page_files(made, progress("PDFs made"), warn)
        new.write(files, progress("files written"))
    count = f"{len(made.pages)} pages and {len(book.requirements)} permalinks in {folder}"
    return f"{count}{not_read(book.diagnostics)}"
