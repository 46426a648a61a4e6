"""Adopting files: what they say as they are, and copies in Rolebook's own form."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..adopt import adopt as adopted
from ..adopt.converting import convert
from ..adopt.report import FORMATS, summary, why_kept
from ..input.files import OperatorError
from ..input.folders import read_sources, require_markdown
from ..keywords import Keywords
from ..messages import messages
from ..output import write_each
from ..report import as_text
from .common import keyword_sets, keywords_option, notify, paint, warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..adopt import Adoption
    from ..input.files import File
    from ..link.handbook import Handbook
    from ..model.diagnostics import Diagnostic


@click.command(short_help="Show how files are read, and copy them in Rolebook's form.")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@keywords_option
@click.option("--to", "folder", type=click.Path(), help="Folder to write copies to.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For people or for tools.",
)
def adopt(paths: tuple[str, ...], keywords: str, folder: str | None, form: str) -> None:
    """Show how files are read that were written before you knew Rolebook.

    For each file: whether it is a role and why, its rules, what looks like a rule and isn't, and
    what the handbook would show. Each file is read with the keywords that its sentences suggest,
    unless you name some.

    With --to, write copies that are read the same without any option: rules have keywords in
    capitals, and sections have the names that Rolebook knows. Existing files are never overwritten.
    The exit code is 1 if a file couldn't be rewritten; its copy is as it was.

    \b
    rolebook adopt AGENTS.md docs/roles               how would these be read?
    rolebook adopt docs/roles --to personas           write copies to personas/
    rolebook adopt roles --keywords de --format json
    """
    adoptions = adoptions_of(paths, keywords)
    if folder is not None:
        refuse_taken([adoption.file for adoption in adoptions], Path(folder))
    click.echo(FORMATS[form](adoptions))
    if folder is not None:
        write_each([adoption.file for adoption in adoptions], folder)
        say = messages()
        files = say("file-count", count=len(adoptions))
        notify(say("adopt-wrote", files=files, folder=folder), err=form != "text")
    sys.exit(any(adoption.copy.differs_in for adoption in adoptions))


def adoptions_of(paths: Sequence[str], keywords: str = "") -> list[Adoption]:
    """Return files as they would be adopted; warn about what cannot be read.

    Raises:
        OperatorError: A path does not exist or has nothing to read, or a set of keywords does not
            exist.
    """
    sets = keyword_sets(keywords)
    chosen = Keywords(sets) if sets else None
    converted = convert(paths)
    for sentence in converted.problems:
        warn(sentence)
    sources, problems = read_sources(
        _with_markdown(converted.others, is_enough=bool(converted.sources))
    )
    for problem in problems:
        if problem.code == "RD016" and not problem.variant:
            continue  # `convert` has said what it cannot read
        warn(f"{problem.span.path}: {problem.message}")
    tops = [Path(path).as_posix() for path in paths]
    every = sorted([*sources, *converted.sources], key=lambda source: source.path)
    return adopted(every, chosen, tops=tops)


def _with_markdown(paths: Sequence[str], *, is_enough: bool) -> list[str]:
    """Return paths without folders that have no Markdown, if other files have been found."""
    return [path for path in paths if not is_enough or _has_markdown(path)]


def _has_markdown(path: str) -> bool:
    """Whether a path is a file, or a folder with Markdown."""
    try:
        require_markdown(Path(path))
    except OperatorError:
        return False
    return True


def refuse_taken(files: Sequence[File], folder: Path) -> None:
    """Refuse to overwrite a file.

    Raises:
        OperatorError: One of the files exists.
    """
    taken = next((file.path for file in files if (folder / file.path).exists()), None)
    if taken is not None:
        raise OperatorError(f"{folder / taken} already exists; choose an empty folder")


def tell_what_is_left(
    adoptions: Sequence[Adoption], folder: Path, book: Handbook, errors: Sequence[Diagnostic]
) -> bool:
    """Print what the owner of copies has to do, and return whether CI would fail without it.

    Args:
        adoptions: The files.
        folder: Where their copies are.
        book: The handbook that they are.
        errors: What CI would report of it.
    """
    say = messages()
    kept = [adoption for adoption in adoptions if adoption.copy.differs_in]
    inferred = [one for one in adoptions if one.reading.inferred and one not in kept]
    notify(f"\n{summary(adoptions)}")
    for adoption in inferred:
        count, source = len(adoption.reading.inferred), shlex.quote(adoption.reading.source.path)
        sentence = say("adopt-to-check", count=count, source=source)
        notify(f"{folder / adoption.path}: {sentence}")
    for adoption in kept:
        notify(f"{folder / adoption.path}: {why_kept(adoption.copy)}")
    if errors:
        click.echo(f"\n{say('adopt-errors')}\n{as_text(errors, book.files, paint)}")
    return bool(kept or errors)
