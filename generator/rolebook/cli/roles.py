"""Commands about one role: the checklist of a new colleague, and the rubric of a reviewer."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..checklist import at_career_levels, checklists, level_called, merged
from ..exports import CHECKLIST_FORMATS, RUBRIC_FORMATS, Occasion, calendar_site
from ..input.clock import day, now
from ..input.files import OperatorError
from ..input.settings import read_settings
from ..paper import (
    SHEETS,
    Paper,
    checklist_job,
    form_url,
    missing_characters,
    origin,
    pocket_job,
    press,
    rubric_job,
)
from ..rubric import Sheet, sheet, why_empty
from ..rubric import explain as explain_rubric
from ..rubric import rubric as make_rubric
from .changes import change_options, given_change, mapped_domains
from .common import (
    config_option,
    find_personas,
    load_book,
    output_option,
    paths_argument,
    terminal,
    warn,
    write_output,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..checklist import Checklist
    from ..input.change import Change
    from ..link.handbook import Handbook
    from ..model import Persona
    from ..paper import Job
    from ..rubric import Rubric

PDF = "pdf"
CALENDAR = "ics"
POCKET = "pocket"
_SHEETS = (PDF,)
_RUBRIC_SHEETS = (PDF, POCKET)
_CHECKLIST_FORMS = (*CHECKLIST_FORMATS, *_SHEETS)
_RUBRIC_FORMS = (*RUBRIC_FORMATS, *_RUBRIC_SHEETS)
_FORM_HELP = "Output format (default: from the output file's ending, or md)."
_PAPER_HELP = "Paper size of a PDF (default: a4)."

persona_argument = click.argument("persona")


def _day(ctx: click.Context, param: click.Parameter, written: str | None) -> date | None:
    """Return a day that everyone reads the same way, or say how to write it.

    A date with dots has the day first; with slashes, half of its readers think of another day.
    """
    if written is None:
        return None
    named = _NAMED_DAYS.get(written.strip().casefold())
    if named is not None:
        return day() + timedelta(days=named)
    dotted = _DOTTED_DAY.fullmatch(written)
    if dotted:
        written = "{2}-{1:0>2}-{0:0>2}".format(*dotted.groups())
    if not _DAY.fullmatch(written):
        raise click.BadParameter(
            f"{written!r} is not a date; write it as 2027-01-04, or today or tomorrow"
        )
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise click.BadParameter(
            f"{written} is not in the calendar; write year, month and day, as in 2027-01-04"
        ) from error


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DOTTED_DAY = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_NAMED_DAYS = {"today": 0, "tomorrow": 1}


@click.command(short_help="Write the onboarding checklist of a role.")
@persona_argument
@paths_argument
@config_option
@click.option("--format", "form", type=click.Choice(_CHECKLIST_FORMS), help=_FORM_HELP)
@click.option(
    "--paper",
    type=click.Choice([paper.value for paper in Paper]),
    help=_PAPER_HELP,
)
@click.option(
    "--start",
    metavar="DAY",
    callback=_day,
    help="First day, such as 2027-01-04 or tomorrow; adds due dates.",
)
@click.option(
    "--for",
    "colleague",
    metavar="NAME",
    default="",
    help="Who the calendar is for; keeps the calendars of colleagues apart.",
)
@click.option(
    "--level",
    "level",
    metavar="LEVEL",
    default="",
    help="Career level, such as senior; for two roles BD=senior,SO=junior. "
    "Skills and levels are those that it needs.",
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
    level: str,
    output: str | None,
) -> None:
    """Write the onboarding checklist of PERSONA.

    PERSONA is a name, a code or a file. For someone with several roles, separate them with commas.

    \b
    rolebook checklist "Backend Developer"            a task list to paste into an issue
    rolebook checklist BD,SO --start 2027-01-04       for two roles, with due dates
    rolebook checklist BD --start 2027-01-04 --for Ada -o first-90-days.ics
    rolebook checklist BD --paper letter -o first-90-days.pdf
    rolebook checklist BD --level senior              with what a senior needs
    """
    form = CHECKLIST_FORMATS.resolve(form, output, also=_SHEETS)
    size = _size(paper, form)
    _check_colleague(colleague, form)
    book = _book_of(persona, paths, config)
    personas = find_personas(book, persona)
    settings = read_settings(config)
    lists = checklists(book, personas, has_contacts=settings.contacts)
    whole = merged((lists[persona.slug] for persona in personas), book.say)
    merged_list = at_career_levels(whole, _career_levels(whole, level), book.say)
    if form == PDF:
        note = origin(book, personas)
        job = checklist_job(merged_list, paper=size, start=start, note=note, say=book.say)
        _print(job, merged_list.title, output)
    else:
        site = calendar_site(settings.site_url, settings.site_name)
        occasion = Occasion(start, colleague, site, now(), book.say)
        write_output(CHECKLIST_FORMATS[form](merged_list, occasion), output)


def _career_levels(whole: Checklist, written: str) -> dict[str, str]:
    """Return the career level that is meant for each role: `senior`, or `BD=senior,SO=junior`."""
    chosen: dict[str, str] = {}
    for part in filter(None, map(str.strip, written.split(","))):
        role, _, word = part.rpartition("=")
        code = role.strip().upper()
        careers = [one for one in whole.careers if code in ("", one.role)]
        found = {one.role: level_called(word, one.levels) for one in careers}
        if not any(found.values()):
            raise OperatorError(_no_such_level(whole, code, word.strip()))
        chosen |= {role: level for role, level in found.items() if level}
    return chosen


def _no_such_level(whole: Checklist, code: str, word: str) -> str:
    known = [one for one in whole.careers if code in ("", one.role)]
    if not known:
        subject = code or whole.title
        return f"{subject} has no career levels; columns or headings of its skills name them"
    named = "; ".join(f"{one.role} has {', '.join(one.levels)}" for one in known)
    return f"{word!r} is no career level: {named}"


@click.command(short_help="Write the review rubric of a role.")
@persona_argument
@paths_argument
@config_option
@click.option("--format", "form", type=click.Choice(_RUBRIC_FORMS), help=_FORM_HELP)
@click.option(
    "--paper",
    type=click.Choice([paper.value for paper in SHEETS]),
    help=_PAPER_HELP,
)
@change_options
@click.option(
    "--sheet",
    "kind",
    type=click.Choice([kind.value for kind in Sheet]),
    default=Sheet.CHANGE.value,
    show_default=True,
    help="What to review: a change, whether a service is ready to go live, or a design.",
)
@click.option("--explain", is_flag=True, help="Show what happened to every rule, and why.")
@output_option
def rubric(
    persona: str,
    paths: tuple[str, ...],
    config: str,
    form: str | None,
    paper: str | None,
    wanted: str,
    changed: str,
    repo: str,
    change: str,
    kind: str,
    explain: bool,
    output: str | None,
) -> None:
    """Write the review rubric of PERSONA: at most twenty questions for the review of a change.

    PERSONA is a name, a code or a file. The rubric says what happened to every rule.

    \b
    rolebook rubric "Backend Developer"                  a form in Markdown
    rolebook rubric BD --for api,security                for one change
    rolebook rubric BD --changed main --format github    to paste into its pull request
    git diff main... | rolebook rubric BD --change -     for any diff
    rolebook rubric BD --paper letter -o review.pdf      two pages to fill in by hand
    rolebook rubric BD --sheet service                   before a service goes live
    rolebook rubric BD --explain | less                  what happened to every rule
    """
    form = RUBRIC_FORMATS.resolve(form, output, also=_RUBRIC_SHEETS)
    if explain and form != _RUBRIC_FORMS[0]:
        raise OperatorError(f"--explain writes text, so it cannot be used with the format {form}")
    size = _size(paper, form)
    book = _book_of(persona, paths, config)
    personas = find_personas(book, persona)
    if len(personas) != 1:
        raise OperatorError("a rubric is for one persona; name just one")
    reviewed = given_change(changed, repo, change)
    mapped = mapped_domains(reviewed, personas[0], config) if reviewed else ()
    domains = [*(name for name in wanted.split(",") if name.strip()), *mapped]
    made = _sheet(Sheet(kind), book, personas[0], domains, reviewed)
    if not made.items:
        warn(f"the rubric of {made.title} is empty. {why_empty(made, book.say)}")
    if explain:
        write_output(explain_rubric(made, book).encode(), output)
    elif form in RUBRIC_FORMATS:
        write_output(RUBRIC_FORMATS[form](made, book), output)
    else:
        settings = read_settings(config)
        index = "" if settings.directory_urls else "index.html"
        url = form_url(personas[0], settings.site_url, index)
        job = pocket_job if form == POCKET else partial(rubric_job, paper=size)
        _print(job(made, book, form_url=url), made.title, output)


def _sheet(
    kind: Sheet, book: Handbook, persona: Persona, domains: Sequence[str], change: Change | None
) -> Rubric:
    """Return the sheet that was asked for; only the one for a change can be narrowed."""
    if kind is Sheet.CHANGE:
        return make_rubric(book, persona, domains=domains, change=change)
    if domains or change:
        raise OperatorError(
            f"a {kind} sheet is for no change; leave out --sheet or what narrows it"
        )
    return sheet(book, persona, kind)


def _size(paper: str | None, form: str) -> Paper:
    """Return the paper size; a pocket form always has its own."""
    if paper and form != PDF:
        raise OperatorError(f"--paper works only with --format {PDF}, not with {form}")
    return Paper(paper or Paper.A4)


def _check_colleague(name: str, form: str) -> None:
    """Refuse a name for anything but a calendar; warn about a calendar without one."""
    if name and form != CALENDAR:
        raise OperatorError(f"--for works only with --format {CALENDAR}, not with {form}")
    if form == CALENDAR and not name.strip():
        warn(
            "without --for NAME, the calendars of two people in the same role "
            "overwrite each other's entries"
        )


def _print(job: Job, title: str, output: str | None) -> None:
    """Write a PDF, and warn about characters that no font has."""
    pressed = press(job.template, job.data, paper=job.paper)
    if pressed.missing:
        warn(missing_characters(title, pressed.missing))
    write_output(pressed.content, output, is_text=False)


def _book_of(persona: str, paths: Sequence[str], config: str) -> Handbook:
    """Read the handbook; a persona given as a file is read alone, unless paths are given, too."""
    alone = [persona] if not paths and Path(persona).is_file() else []
    with terminal() as progress:
        return load_book(paths or alone, read_settings(config), progress)
