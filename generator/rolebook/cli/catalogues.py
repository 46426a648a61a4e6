"""Commands about catalogues of skills."""

from __future__ import annotations

import re
from pathlib import Path

import click

from .. import report
from ..input.files import File, OperatorError
from ..input.settings import read_settings
from ..input.spreadsheet import read_sheets
from ..output import write_each
from ..taxonomy import FRAMEWORKS, Framework, read_skills
from .common import catalogues_of, config_option, say

_SHOWN_PROBLEMS = 20


@click.group(short_help="Show the catalogues of skills, or import your own.")
def catalogue() -> None:
    """Show the catalogues of skills, or import your own.

    \b
    rolebook catalogue list
    rolebook catalogue import sfia my-licensed-sfia.xlsx
    """


@catalogue.command("list", short_help="Say which catalogues there are.")
@config_option
def list_catalogues(config: str) -> None:
    """Say which catalogues there are, which of them the handbook uses, and on which terms."""
    say("\n".join(report.catalogue_lines(catalogues_of(read_settings(config)))))


@catalogue.command("import", short_help="Read a spreadsheet of your own into a catalogue file.")
@click.argument("framework")
@click.argument("file", type=click.Path())
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    help="The file to write; catalogues/FRAMEWORK.csv without it.",
)
def import_catalogue(framework: str, file: str, output: str | None) -> None:
    """Read FILE, a spreadsheet or CSV file with the skills of FRAMEWORK, such as sfia, into a catalogue file.

    Codes, names, levels and categories are kept; descriptions are not. The handbook then uses the
    file in the place of what comes with Rolebook.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", framework):
        raise OperatorError(
            f"a framework is called with small letters, digits and hyphens, not {framework!r}"
        )
    target = Path(output or f"catalogues/{framework}.csv")
    if target.exists() and Path(file).exists() and target.samefile(file):
        raise OperatorError(f"{target} is a catalogue file already, and in use as it is")
    about = FRAMEWORKS.get(framework) or Framework(framework, framework)
    found = read_skills(file, read_sheets(Path(file)), about)
    for problem in found.problems[:_SHOWN_PROBLEMS]:
        say(problem, err=True)
    if len(found.problems) > _SHOWN_PROBLEMS:
        say(f"and {len(found.problems) - _SHOWN_PROBLEMS} more", err=True)
    remark = f"Facts from {' '.join(Path(file).name.split())}, which you may use under its licence"
    write_each([File(target.name, found.to_csv(remark).encode())], target.parent)
    say(f"{found.summary}; written to {target}")
