"""What all commands share: arguments, the progress line, colours, and how a handbook is read."""

from __future__ import annotations

import difflib
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..build import load, load_catalogues
from ..input.files import OperatorError
from ..input.settings import Settings, catalogue_paths
from ..output import write_file
from ..output.display import shown_lines
from ..output.progress import Terminal
from ..words.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..link.handbook import Handbook
    from ..model import Persona
    from ..taxonomy import Catalogues


_COLOURS: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "note": {"fg": "cyan"},
    "place": {"bold": True},
    "quiet": {"dim": True},
}


output_option = click.option(
    "-o", "--output", type=click.Path(), help="A file; standard output without it."
)
paths_argument = click.argument("paths", nargs=-1, type=click.Path())
config_option = click.option(
    "-f",
    "--config",
    type=click.Path(),
    default="mkdocs.yml",
    show_default=True,
    help="The handbook's configuration.",
)


def load_book(
    paths: Sequence[str], settings: Settings, progress: Terminal, root: Path | None = None
) -> Handbook:
    """Read the files that were given, or those that the configuration names."""
    return load(
        *chosen(paths, settings),
        root=root,
        bold_lowercase=settings.bold_lowercase,
        catalogues=catalogues_of(settings, root),
        language=settings.language,
        progress=progress("files read"),
    )


def find_personas(book: Handbook, wanted: str) -> list[Persona]:
    """Return the personas that somebody names: by code, name, alias or file, several with commas between.

    Raises:
        OperatorError: There is none of a name, or more than one.
    """
    in_file = [persona for persona in book.personas if persona.path == Path(wanted).as_posix()]
    if in_file:
        return in_file
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    if not names:
        raise OperatorError("no persona is named; give a name, a code or a file")
    if len(names) > 1 and _called(book, wanted):  # a comma can stand in a name
        names = [wanted]
    return [_find_persona(book, name) for name in names]


def _called(book: Handbook, name: str) -> list[Persona]:
    """Return the persona with a code, or all of a name."""
    by_code = [persona for persona in book.personas if persona.code.casefold() == name.casefold()]
    return by_code or [p for p in book.personas if fold(name) in map(fold, _names(p))]


def _find_persona(book: Handbook, name: str) -> Persona:
    found = _called(book, name)
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(f"{persona.code} in {persona.path}" for persona in found)
        raise OperatorError(
            f"several personas are called {name!r}: {several}; give the code or the file"
        )
    names = {fold(known): persona for persona in book.personas for known in _names(persona)}
    near = difflib.get_close_matches(fold(name), names, 1, 0.6)
    known = ", ".join(f"{persona.code} {persona.name}" for persona in book.personas) or "none"
    raise OperatorError(
        f"no persona {name!r}; {f'did you mean {names[near[0]].name}?' if near else f'there are: {known}'}"
    )


def _names(persona: Persona) -> tuple[str, ...]:
    return persona.name, persona.slug, Path(persona.path).stem, *persona.aliases


def resolve_format(form: str | None, output: str | None, forms: Iterable[str]) -> str:
    """Return the format that was asked for, the one that the ending of the output file names, or the first.

    Raises:
        OperatorError: The ending names something else that is no text.

    >>> resolve_format(None, "a.pdf", ("md", "pdf")), resolve_format("md", "a.pdf", ("md", "pdf")), resolve_format(None, "a.txt", ("md",))
    ('pdf', 'md', 'md')
    """
    known = list(forms)
    ending = Path(output or "").suffix.lower().removeprefix(".")
    if form or ending in known:
        return form or ending
    if ending in _TEXTS:
        return known[0]
    raise OperatorError(f"nothing is written as .{ending}; --format can be {', '.join(known)}")


_TEXTS = ("", "txt", "markdown")
"""Endings of files for text of any format."""


def say(text: str, *, err: bool = False, **style: Any) -> None:
    """Print a text that may hold words of any author; what `paint` has coloured is printed by click itself."""
    click.secho(shown_lines(text), err=err, **style)


def warn(sentence: str) -> None:
    """Say what is not as good as it should be, beside the output."""
    say(f"warning: {sentence}", err=True, fg="yellow")


def fail(mistake: str) -> None:
    """Say why a command cannot do what was asked."""
    say(f"error: {mistake}", err=True, fg="red")


def is_terminal() -> bool:
    """Whether somebody would see standard output."""
    return sys.stdout.isatty()


def write_output(content: bytes, output: str | None, *, is_text: bool = True) -> None:
    """Write to a file, or to standard output.

    Raises:
        OperatorError: The disk refuses, or what is no text would go to a terminal.
    """
    if output is None:
        if not is_text and is_terminal():
            raise OperatorError("a PDF is nothing to read on a terminal; name a file with -o")
        sys.stdout.buffer.write(content)
        return
    write_file(output, content)


def chosen(paths: Sequence[str], settings: Settings) -> Sequence[str]:
    """Return the files that were given, or those that the configuration names.

    Raises:
        OperatorError: Nothing was given, and there is no handbook here.
    """
    if not paths and settings.personas == Settings().personas and not settings.paths[0].exists():
        raise OperatorError(
            f"no such file or folder: {settings.paths[0]}; 'rolebook new' starts a handbook"
        )
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
