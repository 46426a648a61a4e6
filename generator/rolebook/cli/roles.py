"""Commands about one role: what a new colleague works through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..checklist import checklists, merged
from ..exports import CHECKLIST_FORMATS
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


def _book_of(persona: str, paths: Sequence[str], config: str) -> Handbook:
    """Read the handbook; that of a persona which is given as a file is the file alone, unless paths say otherwise."""
    alone = [persona] if not paths and Path(persona).is_file() else []
    with terminal() as progress:
        return load_book(paths or alone, read_settings(config), progress)
