"""Commands that make something to look at: a handbook to start from, its site, and a server for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..build import site
from ..history import releases, today
from ..identity.draft import read_draft
from ..input.files import OperatorError
from ..input.settings import read_settings
from ..output import replaced, write, write_each
from ..pages import Options
from ..site.mkdocs_build import build_site, serve_site
from ..site.plain_pages import page_files
from ..starter import starter_files
from .common import chosen, config_option, load_book, paths_argument, say, terminal, warn
from .versions import write_locks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..output.progress import Terminal


@click.command(short_help="Make a handbook to start from.")
@click.argument("folder", type=click.Path())
def new(folder: str) -> None:
    """Make FOLDER, a handbook to start from: two personas with their ids, configuration, checks for CI.

    It has a copy of the Rolebook that made it, so that CI can install it.

    Nothing is written if one of the files exists already.
    """
    target = Path(folder)
    files = starter_files(target.resolve().name)
    taken = [file.path for file in files if (target / file.path).exists()]
    if taken:
        raise OperatorError(f"{target / taken[0]} exists already; choose an empty folder")
    write_each(files, target)
    locks = write_locks(read_draft(target / "personas", root=target, today=today()))
    for path in (*(target / file.path for file in files), *(file.place.path for file in locks)):
        say(f"  {path}")
    say(f"\nNow:  cd {target} && rolebook serve")


@click.command(short_help="Build the handbook as a web site.")
@paths_argument
@config_option
@click.option(
    "-d",
    "--site-dir",
    type=click.Path(),
    help="Where to write; the configuration's site_dir, or site, without it.",
)
@click.option(
    "--strict",
    is_flag=True,
    help="Fail on warnings; findings are warnings with the plugin's option strict.",
)
@click.option(
    "--pages",
    "pages_dir",
    type=click.Path(),
    help="Write the pages alone, for another site engine.",
)
def build(
    paths: tuple[str, ...], config: str, site_dir: str | None, strict: bool, pages_dir: str | None
) -> None:
    """Build the handbook as a web site.

    With --pages, write Markdown pages, permalinks, data and assets to a folder that any static site
    engine can build. Files that an earlier run wrote there and that are no longer needed are
    removed; others are left alone.

    \b
    rolebook build                          the site that mkdocs.yml describes, in site/
    rolebook build personas -d /tmp/out     any folder, without a configuration
    rolebook build --pages content          for another engine
    """
    with terminal() as progress:
        if pages_dir:
            message = _write_pages(paths, config, pages_dir, progress)
        else:
            message = build_site(paths, config, site_dir, strict=strict, progress=progress)
    say(message)


@click.command(short_help="Show the handbook in a browser, with live reload.")
@paths_argument
@config_option
@click.option(
    "-a", "--address", default="127.0.0.1:8000", show_default=True, help="Where to listen."
)
def serve(paths: tuple[str, ...], config: str, address: str) -> None:
    """Show the handbook in a browser, and build it again when a file changes."""
    serve_site(paths, config, address)


def _write_pages(paths: Sequence[str], config: str, folder: str, progress: Terminal) -> str:
    """Write the pages for another site engine, and return a sentence about them."""
    settings = read_settings(config)
    options = Options(
        name=settings.site_name,
        source_url=settings.source_url,
        site_url=settings.site_url,
        search=settings.search,
        pdf=settings.pdf,
    )
    for source in map(Path, chosen(paths, settings)):
        if Path(folder).resolve() == source.resolve():
            raise OperatorError(
                f"{folder} is where the personas are; choose another folder for the pages"
            )
    with replaced(folder, is_shared=True) as new:
        book = load_book(paths, settings, progress, root=Path() if paths else settings.root)
        made = site(book, options, releases(config, settings.changes), progress("pages made"))
        files = page_files(made, progress("sheets printed"), warn)
        write(files, new.folder, progress("files written"))
    return f"{len(made.pages)} pages and {len(book.requirements)} permalinks in {folder}"
