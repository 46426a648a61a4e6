"""The command about problems: list them, and fix what can be fixed."""

from __future__ import annotations

import difflib
import io
import json
import sys
from typing import TYPE_CHECKING

import click

from .. import report
from ..checks import fixed_files
from ..input.files import OperatorError, read_editable
from ..input.settings import catalogue_paths
from ..loading import handbook, key_parts
from ..model.diagnostics import CODES, Severity
from ..output import write_file
from ..output.store import key_of
from ..parse.coverage import uncovered_lines
from .colours import color_option
from .common import (
    cache_option,
    catalogues_of,
    chosen,
    config_option,
    is_terminal,
    keywords_option,
    load_book,
    notify,
    paint,
    paths_argument,
    quiet_option,
    settings_of,
    store_of,
    terminal,
    warn,
    write_output,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..checks import FixedFile
    from ..input.settings import Settings
    from ..link.handbook import Handbook
    from ..model.diagnostics import Diagnostic
    from ..model.source import Source


_ROOM = "reports"
"""Where reports are kept."""


@click.command(short_help="List problems in the personas, and fix some of them.")
@paths_argument
@config_option
@keywords_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(report.FORMATS)),
    default="text",
    show_default=True,
    help="For people, for tools, for code scanning and test reports of CI, or for a comment.",
)
@click.option(
    "--statistics", "has_statistics", is_flag=True, help="Count problems by code; text or json."
)
@quiet_option
@color_option
@click.option(
    "--select",
    metavar="CODES",
    default="",
    help="Only these codes, such as KW001,XR; KW is every code that begins with KW.",
)
@click.option("--ignore", metavar="CODES", default="", help="All but these codes.")
@click.option(
    "--fail-on",
    type=click.Choice([*(s.value for s in Severity), "never"]),
    default="warning",
    show_default=True,
    help="Lowest severity that causes exit code 1.",
)
@click.option("--fix", "is_fix", is_flag=True, help="Fix what can be fixed safely.")
@click.option(
    "--diff",
    "is_diff",
    is_flag=True,
    help="Show what --fix would change; exit with 1 if there is anything.",
)
@click.option(
    "--coverage",
    is_flag=True,
    help="Instead, show how many lines of each file were read, and as what.",
)
@cache_option
def check(
    paths: tuple[str, ...],
    config: str,
    keywords: str,
    form: str,
    has_statistics: bool,
    is_quiet: bool,
    select: str,
    ignore: str,
    fail_on: str,
    is_fix: bool,
    is_diff: bool,
    coverage: bool,
    no_cache: bool,
) -> None:
    """List problems in the personas, and fix some of them.

    \b
    rolebook check                                    the whole handbook
    rolebook check personas/tester.md --ignore XR     one file, without names and links
    rolebook check --format github --fail-on error    in a GitHub workflow
    rolebook check --statistics                       which problems are the most frequent?
    rolebook check --diff                             what would --fix change?
    rolebook check --coverage                         was every line read?
    """
    if is_fix + is_diff + coverage > 1:
        raise click.UsageError("use only one of --fix, --diff and --coverage")
    if has_statistics and form not in report.STATISTICS:
        raise click.UsageError(f"use --statistics with --format {' or '.join(report.STATISTICS)}")
    choice = _Choice(_codes(select), _codes(ignore))
    settings = settings_of(config, keywords)
    limit = -1 if fail_on == "never" else Severity(fail_on).rank
    is_report = not (is_fix or is_diff or coverage)
    store = store_of(config, is_wanted=is_report and not no_cache)
    # Not --color: what is kept has colours, and click removes them where it prints.
    views = (form, repr(has_statistics), repr(is_quiet))
    key = _key(paths, settings, (*views, select, ignore, str(limit))) if store.keeps else ""
    kept = store.get(_ROOM, key)
    if kept is not None:
        report_text, has_failed = json.loads(kept)
        _print(report_text)
        sys.exit(has_failed)
    with terminal() as progress:
        book = load_book(paths, settings, progress)
    if coverage:
        sys.exit(_print_coverage(book))
    if is_diff:
        sys.exit(_print_diff(_fixed(book, settings, choice)))
    if is_fix:
        _write(_fixed(book, settings, choice))
        with terminal() as progress:
            book = load_book(paths, settings, progress)
    problems = choice.among(book.diagnostics)
    text = report.report(
        form,
        problems,
        book.sources,
        paint,
        has_statistics=has_statistics,
        is_quiet=is_quiet,
    )
    has_failed = any(problem.severity.rank <= limit for problem in problems)
    store.put(_ROOM, key, json.dumps([text, has_failed]).encode())
    store.tidy()
    if store.complaint:
        warn(store.complaint)
    _print(text)
    sys.exit(has_failed)


def _print(text: str) -> None:
    if text:
        click.echo(text)


def _key(paths: Sequence[str], settings: Settings, options: Iterable[str]) -> str:
    """Return the key of a report: all that it depends on.

    Raises:
        OperatorError: There is nothing to read.
    """
    catalogues = catalogue_paths(settings.catalogues, settings.root)
    given = key_parts(chosen(paths, settings), catalogues)
    return key_of(repr(settings), repr((*paths, *options)), *given)


class _Choice:
    """The codes to report."""

    def __init__(self, selected: tuple[str, ...], ignored: tuple[str, ...]) -> None:
        self._selected = selected or ("",)
        self._ignored = ignored

    def among(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        return [
            d
            for d in diagnostics
            if d.code.startswith(self._selected) and not d.code.startswith(self._ignored)
        ]


def _codes(text: str) -> tuple[str, ...]:
    wanted = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    for beginning in wanted:
        if not any(code.startswith(beginning) for code in CODES):
            raise OperatorError(
                f"no code begins with {beginning!r}; 'rolebook explain' lists all codes"
            )
    return wanted


# --- fixing
# -------------------------------------------------------------------------------------------------


def _fixed(book: Handbook, settings: Settings, choice: _Choice) -> list[FixedFile]:
    """Return the files that fixes change; a file that cannot be written is named and left out."""
    fixable = {d.span.path for d in choice.among(book.diagnostics) if CODES[d.code].fix}
    texts: dict[str, str] = {}
    for path in sorted(fixable):
        try:
            texts[path] = read_editable(path)
        except OperatorError as error:
            warn(str(error))
    catalogues = catalogues_of(settings)

    def find(sources: Sequence[Source]) -> list[Diagnostic]:
        again = handbook(sources, keywords=settings.read_keywords, catalogues=catalogues)
        return choice.among(again.diagnostics)

    return fixed_files(book.sources, texts, find)


def _write(files: Sequence[FixedFile]) -> None:
    for file in files:
        write_file(file.path, file.after.encode())
        notify(f"{file.path}: {_problems(file.count)} fixed", err=True)
    if not files:
        notify(_NOTHING, err=True)


def _print_diff(files: Sequence[FixedFile]) -> int:
    """Print what fixes would change, and return the exit code."""
    text = "".join(line for file in files for line in _diff_lines(file))
    if is_terminal():
        notify(text.rstrip("\n"))
    else:
        write_output(text.encode(), None)
    count = sum(file.count for file in files)
    notify(f"{_problems(count)} would be fixed" if count else _NOTHING, err=True)
    return int(bool(files))


def _diff_lines(file: FixedFile) -> Iterable[str]:
    """Yield a unified diff with the file's own line ends, as `git apply -p0` reads it."""
    before, after = (list(io.StringIO(text, newline="\n")) for text in (file.before, file.after))
    for line in difflib.unified_diff(before, after, file.path, file.path):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


_NOTHING = "nothing to fix"


def _problems(count: int) -> str:
    return f"{count} {'problem' if count == 1 else 'problems'}"


# --- coverage
# -------------------------------------------------------------------------------------------------


def _print_coverage(book: Handbook) -> int:
    """Print how many lines of each file were read, and return the exit code."""
    documents = {document.path: document for document in book.texts}
    missed = 0
    for source in book.sources:
        if source.path not in documents:
            notify(f"{source.path}: skipped{_why_skipped(source.path, book.diagnostics)}")
            continue
        text = documents[source.path]
        lines = uncovered_lines(source, text, book.diagnostics)
        total = sum(bool(line.strip()) for line in source.lines)
        missed += len(lines)
        named = ", ".join(map(str, lines[:_MOST_NAMED]))
        where = f"; not read: {named}" if lines else ""
        notify(f"{source.path}: {total - len(lines)} of {total} lines read{where}")
        notify(f"  {text.kind}: {text.reason.sentence}")
    return int(missed > 0)


def _why_skipped(path: str, diagnostics: Iterable[Diagnostic]) -> str:
    reasons = (d.message for d in diagnostics if d.code == "RD007" and d.span.path == path)
    return next((f"; {reason}" for reason in reasons), "")


_MOST_NAMED = 20
"""Lines that are named: enough to find the place, and one line of a terminal."""
