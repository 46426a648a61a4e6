"""What all commands share: arguments, messages, the progress line, and reading a handbook."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..checks.selecting import selection_of
from ..input.files import OperatorError
from ..input.settings import DEFAULT, Settings, catalogue_paths, read_settings
from ..keeping import sentence_model
from ..keywords import names as keyword_names
from ..loading import load, load_catalogues
from ..output import write_file
from ..output.display import shown_lines
from ..output.progress import Terminal
from ..output.store import NOTHING_KEPT, Store
from ..words.names import closest, did_you_mean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..keeping import Kept
    from ..link.handbook import Handbook
    from ..model import Persona
    from ..taxonomy import Catalogues


_COLOURS: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "note": {"fg": "cyan"},
    "place": {"bold": True},
    "quiet": {"dim": True},
    "mark": {"bold": True, "underline": True},
}


output_option = click.option(
    "-o", "--output", type=click.Path(), help="File to write (default: standard output)."
)
paths_argument = click.argument("paths", nargs=-1, type=click.Path())
config_option = click.option(
    "-f",
    "--config",
    type=click.Path(),
    default="mkdocs.yml",
    show_default=True,
    help="Configuration file of the handbook.",
)


keywords_option = click.option(
    "--keywords",
    metavar="SETS",
    default="",
    help="Read these words as keywords, whatever the configuration says: lowercase,agents.",
)


cache_option = click.option(
    "--no-cache",
    is_flag=True,
    help="Use nothing that was made before, and keep nothing in .rolebook.",
)


def store_of(config: str, *, is_wanted: bool = True) -> Store:
    """Return the store of the handbook that a configuration describes, if there is one."""
    return Store.next_to(config, warn) if is_wanted and Path(config).exists() else NOTHING_KEPT


def settings_of(config: str, keywords: str) -> Settings:
    """Return the settings of a configuration, with the keywords of the command line if given.

    Raises:
        OperatorError: The configuration is invalid, or a set of keywords does not exist.
    """
    settings = read_settings(config)
    chosen = keyword_sets(keywords)
    return replace(settings, keywords=chosen) if chosen else settings


def keyword_sets(keywords: str) -> tuple[str, ...]:
    """Return the names of the sets of keywords that the command line gives.

    Raises:
        OperatorError: A set of keywords does not exist.
    """
    chosen = tuple(name.strip() for name in keywords.split(",") if name.strip())
    known = keyword_names()
    unknown = next((name for name in chosen if name not in known), None)
    if unknown:
        help = did_you_mean(unknown, known) or f"the sets are {', '.join(known)}"
        raise OperatorError(f"there are no keywords {unknown!r}; {help}")
    return chosen


def load_book(
    paths: Sequence[str],
    settings: Settings,
    progress: Terminal,
    root: Path | None = None,
    *,
    kept: Kept | None = None,
    unsaved: Mapping[str, str] | None = None,
) -> Handbook:
    """Read the given files, or those listed in the configuration; see `load`."""
    return load(
        *chosen(paths, settings),
        root=root,
        keywords=settings.read_keywords,
        catalogues=catalogues_of(settings, root),
        language=settings.language,
        progress=progress("files read"),
        kept=kept,
        selection=selection_of(settings.checks),
        unsaved=unsaved,
    )


def find_personas(book: Handbook, wanted: str) -> list[Persona]:
    """Return the personas with the given codes, names, aliases or files, separated by commas.

    Raises:
        OperatorError: No persona, or more than one, has one of the names.
    """
    in_file = [persona for persona in book.personas if persona.path == Path(wanted).as_posix()]
    if in_file:
        return in_file
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    if not names:
        raise OperatorError("the name of the persona is empty; give a name, a code or a file")
    if len(names) > 1 and _called(book, wanted):  # a name may contain a comma
        names = [wanted]
    return [_find_persona(book, name) for name in names]


def _called(book: Handbook, name: str) -> list[Persona]:
    """Return the persona with this code, or all personas with this name."""
    by_code = [persona for persona in book.personas if persona.code.casefold() == name.casefold()]
    return by_code or [p for p in book.personas if fold(name) in map(fold, _names(p))]


def _find_persona(book: Handbook, name: str) -> Persona:
    matches = _called(book, name)
    if len(matches) == 1:
        return matches[0]
    if matches:
        several = ", ".join(f"{persona.code} in {persona.path}" for persona in matches)
        raise OperatorError(
            f"several personas are called {name!r}: {several}; give the code or the file"
        )
    raise OperatorError(f"no persona is called {name!r}; {_suggestion(book, name)}")


def _suggestion(book: Handbook, name: str) -> str:
    """Return the name that was probably meant, or else all names."""
    names = {fold(known): persona for persona in book.personas for known in _names(persona)}
    near = closest(fold(name), names, 0.6)  # typos in short names change a large part of them
    if near:
        return f"did you mean {names[near].name}?"
    known = ", ".join(f"{persona.code} {persona.name}" for persona in book.personas)
    return f"choose from: {known}" if known else "the handbook has no personas"


def _names(persona: Persona) -> tuple[str, ...]:
    return persona.name, persona.slug, Path(persona.path).stem, *persona.aliases


def notify(text: str, *, err: bool = False, **style: Any) -> None:
    """Print a message that may quote authors; what `paint` coloured goes through click instead."""
    click.secho(shown_lines(text), err=err, **style)


def warn(sentence: str) -> None:
    """Print a warning to standard error."""
    notify(f"warning: {sentence}", err=True, fg="yellow")


def fail(mistake: str) -> None:
    """Print to standard error why a command failed."""
    notify(f"error: {mistake}", err=True, fg="red")


def is_terminal() -> bool:
    """Whether standard output goes to a terminal."""
    return sys.stdout.isatty()


def write_output(content: bytes, output: str | None, *, is_text: bool = True) -> None:
    """Write to a file, or to standard output.

    Raises:
        OperatorError: The file cannot be written, or binary output would go to a terminal.
    """
    if output is None:
        if not is_text and is_terminal():
            raise OperatorError("refusing to write a PDF to a terminal; name a file with -o")
        sys.stdout.buffer.write(content)
        return
    write_file(output, content)


def chosen(paths: Sequence[str], settings: Settings) -> Sequence[str]:
    """Return the given files, or those listed in the configuration.

    Raises:
        OperatorError: No files were given, and there is no handbook here.
    """
    if not paths and settings.personas == Settings().personas and not settings.paths[0].exists():
        raise OperatorError(
            f"no such file or folder: {settings.paths[0]}; run 'rolebook new' to start a handbook"
        )
    return paths or [os.fspath(path) for path in settings.paths]


def catalogues_of(settings: Settings, root: Path | None = None) -> Catalogues:
    """Read the catalogues listed in the configuration.

    Raises:
        OperatorError: One does not exist, or the sentence model is not installed.
    """
    paths = catalogue_paths(settings.catalogues, settings.root)
    sentences = None
    if settings.semantic:
        sentences = sentence_model(Store.next_to(settings.root / DEFAULT, warn))
    return load_catalogues(*paths, frameworks=settings.frameworks, root=root, sentences=sentences)


_QUIET = f"{__name__}.quiet"
"""Where the context of a command keeps whether it is quiet."""


def _keep_quiet(context: click.Context, parameter: click.Parameter, is_quiet: bool) -> bool:
    context.meta[_QUIET] = is_quiet
    return is_quiet


quiet_option = click.option(
    "-q",
    "--quiet",
    "is_quiet",
    is_flag=True,
    callback=_keep_quiet,
    help="Print only the problems: no progress, and no line that counts them.",
)


@contextmanager
def terminal() -> Iterator[Terminal]:
    """Show a progress line unless the command is quiet, and clear it at the end."""
    context = click.get_current_context(silent=True)
    is_quiet = context is not None and context.meta.get(_QUIET, False)
    line = Terminal(io.StringIO()) if is_quiet else Terminal()
    try:
        yield line
    finally:
        line.close()


def paint(text: str, role: str) -> str:
    """Colour a text; click removes the colours if the output isn't a terminal."""
    return click.style(text, **_COLOURS[role])
