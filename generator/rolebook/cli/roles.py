"""Commands about one role: what a new colleague works through, and what a reviewer looks for."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..checklist import checklists, merged
from ..exports import CHECKLIST_FORMATS, RUBRIC_FORMATS, Occasion, calendar_site
from ..history import now
from ..input.files import OperatorError
from ..input.git import changed_files
from ..input.settings import read_settings
from ..paper import (
    SHEETS,
    Paper,
    checklist_job,
    form_url,
    origin,
    pocket_job,
    press,
    rubric_job,
    told,
)
from ..rubric import explain as explain_rubric
from ..rubric import rubric as make_rubric
from ..rubric import touching
from .common import (
    config_option,
    find_personas,
    load_book,
    output_option,
    paths_argument,
    resolve_format,
    say,
    terminal,
    warn,
    write_output,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..link.handbook import Handbook
    from ..paper import Job

PDF = "pdf"
CALENDAR = "ics"
POCKET = "pocket"
_CHECKLIST_FORMS = (*CHECKLIST_FORMATS, PDF)
_RUBRIC_FORMS = (*RUBRIC_FORMATS, PDF, POCKET)
_FORM_HELP = "Without it, what the ending of the output file says, or md."

persona_argument = click.argument("persona")


def _day(ctx: click.Context, param: click.Parameter, written: str | None) -> date | None:
    """Return a day that is written in the one form that everybody reads the same, or say how to write it."""
    if written is None:
        return None
    help = "write the day as 2027-01-04"
    if not _DAY.fullmatch(written):
        raise click.BadParameter(f"{written!r} is not a day that everybody reads the same; {help}")
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        help = f"{help}, with the month before the day"
        raise click.BadParameter(f"{written} is not in the calendar; {help}") from error


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@click.command(short_help="Write the onboarding checklist of a role.")
@persona_argument
@paths_argument
@config_option
@click.option("--format", "form", type=click.Choice(_CHECKLIST_FORMS), help=_FORM_HELP)
@click.option(
    "--paper",
    type=click.Choice([one.value for one in Paper]),
    help="The size of the pages of a PDF; a4 without it.",
)
@click.option(
    "--start",
    metavar="DAY",
    callback=_day,
    help="The first day, as in 2027-01-04; due days become dates.",
)
@click.option(
    "--for",
    "colleague",
    metavar="NAME",
    default="",
    help="Who the calendar is for; keeps colleagues' calendars apart.",
)
@output_option
def checklist(
    persona: str,
    paths: tuple[str, ...],
    config: str,
    form: str | None,
    paper: str | None,
    start: date | None,
    colleague: str,
    output: str | None,
) -> None:
    """Write the onboarding checklist of PERSONA: a name, a code or a file; with commas for a person with several roles.

    \b
    rolebook checklist "Backend Developer"            a task list to paste into an issue
    rolebook checklist BD,SO --start 2027-01-04       of two roles, with dates
    rolebook checklist BD --start 2027-01-04 --for Ada -o first-90-days.ics
    rolebook checklist BD --paper letter -o first-90-days.pdf
    """
    form = resolve_format(form, output, _CHECKLIST_FORMS)
    size = _size(paper, form)
    _check_colleague(colleague, form)
    book = _book_of(persona, paths, config)
    lists = checklists(book, personas := find_personas(book, persona))
    made = merged(lists[one.slug] for one in personas)
    if form == PDF:
        _print(
            checklist_job(made, paper=size, start=start, note=origin(book, personas)),
            made.title,
            output,
        )
    else:
        settings = read_settings(config)
        site = calendar_site(settings.site_url, settings.site_name)
        write_output(CHECKLIST_FORMATS[form](made, Occasion(start, colleague, site, now())), output)


@click.command(short_help="Write the review rubric of a role.")
@persona_argument
@paths_argument
@config_option
@click.option("--format", "form", type=click.Choice(_RUBRIC_FORMS), help=_FORM_HELP)
@click.option(
    "--paper",
    type=click.Choice([one.value for one in SHEETS]),
    help="The size of the pages of a PDF; a4 without it.",
)
@click.option(
    "--for",
    "wanted",
    metavar="DOMAINS",
    default="",
    help="Narrow it to these domains, as in api,security.",
)
@click.option(
    "--changed",
    metavar="REV",
    default="",
    help="Narrow it to what a range of git touches, as in main.",
)
@click.option("--explain", is_flag=True, help="Say for every rule where it is, and why.")
@output_option
def rubric(
    persona: str,
    paths: tuple[str, ...],
    config: str,
    form: str | None,
    paper: str | None,
    wanted: str,
    changed: str,
    explain: bool,
    output: str | None,
) -> None:
    """Write the review rubric of PERSONA, a name, a code or a file: at most twenty questions, every rule accounted for.

    \b
    rolebook rubric "Backend Developer"                  a form in Markdown
    rolebook rubric BD --for api,security                for one change
    rolebook rubric BD --changed main --format github    a text for its pull request
    rolebook rubric BD --paper letter -o review.pdf      two pages to fill in by hand
    rolebook rubric BD --explain | less                  why each rule is where it is
    """
    form = resolve_format(form, output, _RUBRIC_FORMS)
    if explain and form != _RUBRIC_FORMS[0]:
        raise OperatorError(f"--explain writes text, and this is {form}")
    size = _size(paper, form)
    book = _book_of(persona, paths, config)
    found = find_personas(book, persona)
    if len(found) != 1:
        raise OperatorError("a rubric is for one persona")
    domains = [*(name for name in wanted.split(",") if name.strip()), *_touched(changed, config)]
    made = make_rubric(book, found[0], domains=domains)
    if made.says_why_empty:
        warn(f"the rubric of {made.title} is empty. {made.says_why_empty}")
    if explain:
        write_output(explain_rubric(made, book).encode(), output)
    elif form in RUBRIC_FORMATS:
        write_output(RUBRIC_FORMATS[form](made, book), output)
    else:
        settings = read_settings(config)
        url = form_url(found[0], settings.site_url, "" if settings.directory_urls else "index.html")
        sheet = pocket_job if form == POCKET else partial(rubric_job, paper=size)
        _print(sheet(made, book, form_url=url), made.title, output)


def _size(paper: str | None, form: str) -> Paper:
    """Return the size of the pages; that of a pocket form is its own."""
    if paper and form != PDF:
        raise OperatorError(f"--paper is for --format {PDF}, and this is {form}")
    return Paper(paper or Paper.A4)


def _check_colleague(name: str, form: str) -> None:
    """Refuse a name for anything but a calendar, and say what a calendar without one does."""
    if name and form != CALENDAR:
        raise OperatorError(f"--for works only with --format {CALENDAR}, not with {form}")
    if form == CALENDAR and not name.strip():
        warn(
            "without --for NAME, the calendars of two colleagues in one role overwrite each other's entries"
        )


def _print(job: Job, title: str, output: str | None) -> None:
    """Write a sheet as PDF, and say which characters no font has."""
    pressed = press(job.template, job.data, paper=job.paper)
    if pressed.missing:
        warn(told(title, pressed.missing))
    write_output(pressed.content, output, is_text=False)


def _touched(revision: str, config: str) -> tuple[str, ...]:
    """Return the domains that the files of a change belong to, and say which belong to none."""
    if not revision:
        return ()
    domains = read_settings(config).domains
    if not domains:
        raise OperatorError(
            f"{config} maps no files to domains; write domains: {{'api/': [API]}} below rolebook"
        )
    files = changed_files(Path(), revision)
    found, unmapped = touching(files, domains)
    touch = (
        f"touch {', '.join(found)}"
        if found
        else "touch a domain, so these are the questions for any change"
    )
    say(f"{len(files) - len(unmapped)} of {len(files)} changed files {touch}", err=True)
    for path in unmapped:
        say(f"  no domain: {path}", err=True)
    return found


def _book_of(persona: str, paths: Sequence[str], config: str) -> Handbook:
    """Read the handbook; that of a persona which is given as a file is the file alone, unless paths say otherwise."""
    alone = [persona] if not paths and Path(persona).is_file() else []
    with terminal() as progress:
        return load_book(paths or alone, read_settings(config), progress)
