"""Commands about reviews that were answered: collect the answers, and say what they come to."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import report
from ..input.files import OperatorError
from ..input.folders import find_beside, read_files
from ..input.settings import read_settings
from ..input.sidecars import REVIEWS
from ..messages import messages
from ..model.diagnostics import Severity
from ..model.source import Source, cleaned
from ..report.reviews import REVIEW_FORMATS
from ..reviews import collect as collect_reviews
from ..reviews import summary
from ..reviews.reading import ENDINGS
from .common import (
    config_option,
    load_book,
    notify,
    output_option,
    paint,
    paths_argument,
    terminal,
    write_output,
)
from .reviewing import review

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..input.settings import Settings
    from ..link.handbook import Handbook

_MOST_NAMES = 10
"""More names would hide the sentence that they are in."""


@review.command("collect", short_help="Add the answers of reviews to one data file.")
@click.argument("sources", nargs=-1, required=True, type=click.Path())
@config_option
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    help="File to add to (default: reviews.jsonl next to the personas).",
)
@click.option("--with-people", is_flag=True, help="Keep the names of authors and reviewers, too.")
@click.option(
    "--with-texts", is_flag=True, help="Keep what people wrote, too: where, reason and notes."
)
def collect(
    sources: tuple[str, ...],
    config: str,
    output: str | None,
    with_people: bool,
    with_texts: bool,
) -> None:
    """Add the answers in SOURCES, files and folders, to the data file that a build reads.

    It takes what the form downloads, comments in Markdown and answers of agents. What the data file
    has stays, and a review that it has already is not added again.

    \b
    rolebook review collect downloads/review-bd-quotas.json
    rolebook review collect comments/ answers.jsonl -o personas/reviews.jsonl
    rolebook review collect comments/ --with-texts
    """
    settings = read_settings(config)
    book = _book(settings)
    target = Path(output) if output else _data_file(settings)
    before = _before(target)
    read, unread, others = read_files(sources, ENDINGS)
    collected = collect_reviews(
        [source for source in read if not _is_same(source.path, target)],
        before,
        book,
        with_people=with_people,
        with_texts=with_texts,
    )
    problems = [*unread, *collected.problems]
    if problems:
        click.echo(report.FORMATS["text"](problems, [*before, *read], paint), err=True)
    if collected.has_lost:
        raise OperatorError(f"{target} has lines that would be lost; correct them first")
    if others:
        _notify("review-collect-others", others)
    retired = collected.retired(book) if book else []
    if retired:
        _notify("review-collect-retired", retired)
    if collected.reviews and (collected.new or collected.content != _bytes(before)):
        write_output(collected.content, str(target))
    say, total = messages(), len(collected.reviews)
    files = say("file-count", count=len(read))
    reviews = say("review-count", count=collected.read)
    notify(say("review-collected-from", reviews=reviews, files=files))
    notify(say("review-collected", count=collected.new, target=str(target), total=total))
    sys.exit(any(problem.severity is not Severity.NOTE for problem in problems))


@review.command("report", short_help="Say how often rules were asked, and what was answered.")
@paths_argument
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(REVIEW_FORMATS)),
    help="Output format (default: from the output file's ending, or text).",
)
@output_option
def report_reviews(
    paths: tuple[str, ...], config: str, form: str | None, output: str | None
) -> None:
    """Say how often rules were asked, and what was answered, per role.

    \b
    rolebook review report
    rolebook review report --format markdown > $GITHUB_STEP_SUMMARY
    """
    name = REVIEW_FORMATS.resolve(form, output)
    with terminal() as progress:
        book = load_book(paths, read_settings(config), progress)
    if not book.reviews:
        raise OperatorError(
            f"there is no {REVIEWS} next to the personas; "
            "add answers to it with 'rolebook review collect'"
        )
    write_output(REVIEW_FORMATS[name](summary(book), book).encode(), output)


def _book(settings: Settings) -> Handbook | None:
    """Return the handbook whose rules were reviewed; answers can be collected without one."""
    if not all(path.exists() for path in settings.paths):
        return None
    with terminal() as progress:
        return load_book((), settings, progress)


def _data_file(settings: Settings) -> Path:
    """Return the data file of the handbook, or where it would be.

    Raises:
        OperatorError: There is no handbook.
    """
    if not settings.paths[0].exists():
        raise OperatorError(
            f"no such file or folder: {settings.paths[0]}; name the file to add to with -o"
        )
    return find_beside(settings.paths, REVIEWS)[0].path


def _before(target: Path) -> list[Source]:
    """Return what the data file has, if there is one."""
    if not target.is_file():
        return []
    text = target.read_text(encoding="utf-8", errors="replace")
    return [Source(target.as_posix(), cleaned(text))]


def _bytes(before: Sequence[Source]) -> bytes:
    return "".join(source.text for source in before).encode()


def _is_same(path: str, target: Path) -> bool:
    return target.exists() and Path(path).samefile(target)


def _notify(key: str, names: Sequence[str]) -> None:
    say = messages()
    shown = list(names[:_MOST_NAMES])
    listed = say.list(shown) if len(shown) == len(names) else f"{', '.join(shown)}, …"
    notify(say(key, count=len(names), names=listed), err=True)
