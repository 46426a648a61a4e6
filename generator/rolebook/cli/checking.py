"""The command about problems: list them, and fix what can be fixed."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from .. import report
from ..checks.baseline import DEFAULT, baseline_of, baseline_text
from ..input.settings import catalogue_paths
from ..loading import key_parts
from ..messages import messages
from ..model.diagnostics import Severity
from ..output import write_file
from ..output.store import key_of
from ..parse.coverage import uncovered_lines
from .colours import color_option
from .common import (
    cache_option,
    chosen,
    config_option,
    keywords_option,
    notify,
    paint,
    paths_argument,
    quiet_option,
    settings_of,
    store_of,
    warn,
    write_output,
)
from .fixing import fixed, print_diff, problem_count, reading_of, write_fixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..checks.baseline import Baseline
    from ..input.settings import Settings
    from ..link.handbook import Handbook
    from ..model.diagnostics import Diagnostic


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
@click.option(
    "--extend-select",
    metavar="CODES",
    default="",
    help="These codes as well, such as those that are off by default.",
)
@click.option("--ignore", metavar="CODES", default="", help="All but these codes.")
@click.option(
    "--baseline",
    type=click.Path(),
    help="File with problems that are not reported again (default: the configuration's baseline).",
)
@click.option(
    "--update-baseline",
    is_flag=True,
    help=f"Write all problems to the baseline, or to {DEFAULT}, instead of reporting them.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*(s.value for s in Severity), "never"]),
    default="warning",
    show_default=True,
    help="Lowest severity that causes exit code 1.",
)
@click.option("--fix", "is_fix", is_flag=True, help="Fix what can be fixed safely.")
@click.option(
    "--unsafe-fixes",
    is_flag=True,
    help="With --fix or --diff: also fixes that may change what rules mean.",
)
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
@click.option(
    "--stdin-filename",
    metavar="PATH",
    default="",
    help="With - for PATHS: the file whose text comes from standard input.",
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
    extend_select: str,
    ignore: str,
    baseline: str | None,
    update_baseline: bool,
    fail_on: str,
    is_fix: bool,
    unsafe_fixes: bool,
    is_diff: bool,
    coverage: bool,
    stdin_filename: str,
    no_cache: bool,
) -> None:
    """List problems in the personas, and fix some of them.

    With - for PATHS, check the text from standard input; --fix then writes the fixed text to
    standard output.

    \b
    rolebook check                                    the whole handbook
    rolebook check personas/tester.md --ignore XR     one file, without names and links
    rolebook check --format github --fail-on error    in a GitHub workflow
    rolebook check --diff                             what would --fix change?
    rolebook check --update-baseline                  from now on, report only new problems
    rolebook check --coverage                         was every line read?
    cat tester.md | rolebook check - --stdin-filename personas/tester.md
    """
    if is_fix + is_diff + coverage + update_baseline > 1:
        raise click.UsageError("use only one of --fix, --diff, --coverage and --update-baseline")
    if has_statistics and form not in report.STATISTICS:
        raise click.UsageError(f"use --statistics with --format {' or '.join(report.STATISTICS)}")
    settings = _with_checks(settings_of(config, keywords), select, extend_select, ignore, baseline)
    limit = -1 if fail_on == "never" else Severity(fail_on).rank
    reading = reading_of(paths, settings, stdin_filename)
    is_report = not (is_fix or is_diff or coverage or update_baseline or reading.is_piped)
    store = store_of(config, is_wanted=is_report and not no_cache)
    # Not --color: what is kept has colours, and click removes them where it prints.
    views = (form, repr(has_statistics), repr(is_quiet))
    key = _key(paths, settings, (*views, str(limit))) if store.keeps else ""
    kept = store.get(_ROOM, key)
    if kept is not None:
        sys.exit(_print(*json.loads(kept)))
    book = reading.book()
    if coverage:
        sys.exit(_print_coverage(book))
    if update_baseline:
        sys.exit(_write_baseline(reading.problems(book), book, settings))
    known = baseline_of(settings)
    problems = known.new_among(reading.problems(book), book.files)
    if is_diff or is_fix:
        files = fixed(book, problems, reading, is_unsafe=unsafe_fixes)
        if is_diff:
            sys.exit(print_diff(files))
        if reading.is_piped:
            write_output((files[0].after if files else reading.text).encode(), None)
            return
        write_fixed(files)
        book = reading.book()
        problems = known.new_among(reading.problems(book), book.files)
    text = report.report(
        form, problems, book.files, paint, has_statistics=has_statistics, is_quiet=is_quiet
    )
    remarks = "" if is_quiet else _remarks(known, book, problems)
    has_failed = any(problem.severity.rank <= limit for problem in problems)
    store.put(_ROOM, key, json.dumps([text, remarks, has_failed]).encode())
    store.tidy()
    if store.complaint:
        warn(store.complaint)
    sys.exit(_print(text, remarks, has_failed))


def _print(text: str, remarks: str, has_failed: bool) -> int:
    """Print a report, and return the exit code."""
    if text:
        click.echo(text)
    if remarks:
        notify(remarks, err=True)
    return int(has_failed)


def _with_checks(
    settings: Settings, select: str, extend_select: str, ignore: str, baseline: str | None
) -> Settings:
    """Return settings in which the command line counts, where it says something."""
    given = settings.checks
    checks = replace(
        given,
        select=_named(select) or given.select,
        extend_select=(*given.extend_select, *_named(extend_select)),
        ignore=(*given.ignore, *_named(ignore)),
        path="" if select or extend_select or ignore else given.path,
        baseline=given.baseline if baseline is None else os.path.relpath(baseline, settings.root),
    )
    return replace(settings, checks=checks)


def _named(codes: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in codes.split(",") if code.strip())


def _write_baseline(problems: Sequence[Diagnostic], book: Handbook, settings: Settings) -> int:
    """Write the problems there are to the baseline, and return the exit code."""
    path = settings.root / (settings.checks.baseline or DEFAULT)
    write_file(path, baseline_text(problems, book.files, settings.root))
    notify(f"{path}: {problem_count(len(problems))}")
    if not settings.checks.baseline:
        notify(f"To use it, add to the options of rolebook:  checks: {{baseline: {DEFAULT}}}")
    return 0


def _remarks(known: Baseline, book: Handbook, problems: Sequence[Diagnostic]) -> str:
    """Return what to know about the baseline, if there is one."""
    if not known.known:
        return ""
    say = messages()
    gone = known.gone(book.diagnostics, book.files)
    hidden = len(book.diagnostics) - len(problems)
    lines = [say("baseline-hidden", count=hidden)] if hidden else []
    lines += [say("baseline-gone", count=gone)] if gone else []
    return "\n".join(lines)


def _key(paths: Sequence[str], settings: Settings, options: Iterable[str]) -> str:
    """Return the key of a report: all that it depends on.

    Raises:
        OperatorError: There is nothing to read.
    """
    catalogues = catalogue_paths(settings.catalogues, settings.root)
    given = key_parts(chosen(paths, settings), catalogues)
    known = repr(baseline_of(settings))
    return key_of(known, repr(settings), repr((*paths, *options)), *given)


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
