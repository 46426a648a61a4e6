"""What all commands share: arguments, the progress line, colours, and how a handbook is read."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ..build import load, load_catalogues
from ..files import OperatorError
from ..progress import Terminal
from ..settings import Settings, catalogue_paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..book import Handbook
    from ..taxonomy import Catalogues


_COLOURS: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "note": {"fg": "cyan"},
    "place": {"bold": True},
    "quiet": {"dim": True},
}


paths_argument = click.argument("paths", nargs=-1, type=click.Path())
config_option = click.option(
    "-f",
    "--config",
    type=click.Path(),
    default="mkdocs.yml",
    show_default=True,
    help="The handbook's configuration.",
)


def load_book(paths: Sequence[str], settings: Settings, progress: Terminal, root: Path | None = None) -> Handbook:
    """Read the files that were given, or those that the configuration names."""
    return load(
        *chosen(paths, settings),
        root=root,
        bold_lowercase=settings.bold_lowercase,
        catalogues=catalogues_of(settings, root),
        progress=progress("files read"),
    )


def chosen(paths: Sequence[str], settings: Settings) -> Sequence[str]:
    """Return the files that were given, or those that the configuration names.

    Raises:
        OperatorError: Nothing was given, and there is no handbook here.
    """
    if not paths and settings.personas == Settings().personas and not settings.paths[0].exists():
        raise OperatorError(f"no such file or folder: {settings.paths[0]}; 'rolebook new' starts a handbook")
    return paths or [os.fspath(path) for path in settings.paths]


def catalogues_of(settings: Settings, root: Path | None = None) -> Catalogues:
    """Read the catalogues that the configuration names."""
    paths = catalogue_paths(settings.catalogues, settings.root)
    return load_catalogues(*paths, frameworks=settings.frameworks, root=root)


@contextmanager
def terminal() -> Iterator[Terminal]:
    """Keep a line of progress, and clear it in the end."""
    line = Terminal()
    try:
        yield line
    finally:
        line.close()


def paint(text: str, role: str) -> str:
    """Colour a text by its role; click takes the colours out where nobody sees them."""
    return click.style(text, **_COLOURS[role])
