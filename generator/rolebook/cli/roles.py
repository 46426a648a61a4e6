"""Commands about one role: what a new colleague works through, and what a reviewer looks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..checklist import checklists, merged
from ..exports import CHECKLIST_FORMATS, RUBRIC_FORMATS
from ..files import OperatorError
from ..git import changed_files
from ..rubric import explain as explain_rubric
from ..rubric import rubric as make_rubric
from ..rubric import touching
from ..settings import read_settings
from .common import config_option, find_personas, load_book, output_option, paths_argument, put_out, terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ..book import Handbook

persona_argument = click.argument("persona")


@click.command(short_help="Write the onboarding checklist of a role.")
@persona_argument
@paths_argument
@config_option
@click.option("--format", "form", type=click.Choice(list(CHECKLIST_FORMATS)), default="md", show_default=True)
@click.option("--start", type=click.DateTime(["%Y-%m-%d"]), help="The first day; due days become dates.")
@output_option
def checklist(
    persona: str,
    paths: tuple[str, ...],
    config: str,
    form: str,
    start: datetime | None,
    output: str | None,
) -> None:
    """Write the onboarding checklist of PERSONA: a name, a code or a file; with commas for a person with several roles.

    \b
    rolebook checklist "Backend Developer"            a task list to paste into an issue
    rolebook checklist BD,SO --start 2027-01-04       of two roles, with dates
    rolebook checklist BD --format ics --start 2027-01-04 -o first-90-days.ics
    """
    book = _book_of(persona, paths, config)
    lists = checklists(book, personas := find_personas(book, persona))
    made = merged(lists[one.slug] for one in personas)
    put_out(CHECKLIST_FORMATS[form](made, start.date() if start else None), output)


@click.command(short_help="Write the review rubric of a role.")
@persona_argument
@paths_argument
@config_option
@click.option("--format", "form", type=click.Choice(list(RUBRIC_FORMATS)), default="md", show_default=True)
@click.option("--for", "wanted", metavar="DOMAINS", default="", help="Narrow it to these domains, as in api,security.")
@click.option("--changed", metavar="REV", default="", help="Narrow it to what a range of git touches, as in main.")
@click.option("--explain", is_flag=True, help="Say for every rule where it is, and why.")
@output_option
def rubric(
    persona: str,
    paths: tuple[str, ...],
    config: str,
    form: str,
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
    rolebook rubric BD --explain | less                  why each rule is where it is
    """
    book = _book_of(persona, paths, config)
    found = find_personas(book, persona)
    if len(found) != 1:
        raise OperatorError("a rubric is for one persona")
    domains = [*(name for name in wanted.split(",") if name.strip()), *_touched(changed, config)]
    made = make_rubric(book, found[0], domains=domains)
    put_out(explain_rubric(made, book).encode() if explain else RUBRIC_FORMATS[form](made, book), output)


def _touched(revision: str, config: str) -> tuple[str, ...]:
    """Return the domains that the files of a change belong to, and say which belong to none."""
    if not revision:
        return ()
    domains = read_settings(config).domains
    if not domains:
        raise OperatorError(f"{config} maps no files to domains; write domains: {{'api/': [API]}} below rolebook")
    files = changed_files(Path(), revision)
    found, unmapped = touching(files, domains)
    click.echo(
        f"{len(files) - len(unmapped)} of {len(files)} changed files touch {', '.join(found) or 'no domain'}", err=True
    )
    for path in unmapped:
        click.echo(f"  no domain: {path}", err=True)
    return found


def _book_of(persona: str, paths: Sequence[str], config: str) -> Handbook:
    """Read the handbook; that of a persona which is given as a file is the file alone, unless paths say otherwise."""
    alone = [persona] if not paths and Path(persona).is_file() else []
    with terminal() as progress:
        return load_book(paths or alone, read_settings(config), progress)
