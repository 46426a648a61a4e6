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
from ..taxonomy import FRAMEWORKS, Framework, kept_remarks, read_skills
from .common import catalogues_of, config_option, notify

_SHOWN_PROBLEMS = 20
"""Enough to see what kind of problem a spreadsheet has, and still fits on one screen."""


@click.group(short_help="List skill catalogues, or import your own.")
def catalogue() -> None:
    """List skill catalogues, or import your own.

    \b
    rolebook catalogue list
    rolebook catalogue import sfia my-licensed-sfia.xlsx
    rolebook catalogue import ladder our-ladder.csv --title "Our ladder"
    """


@catalogue.command("list", short_help="List the available catalogues.")
@config_option
def list_catalogues(config: str) -> None:
    """List the available catalogues, which of them the handbook uses, and their licences."""
    notify("\n".join(report.catalogue_lines(catalogues_of(read_settings(config)))))


@catalogue.command("import", short_help="Convert a spreadsheet into a catalogue file.")
@click.argument("framework")
@click.argument("file", type=click.Path())
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    help="File to write (default: catalogues/FRAMEWORK.csv).",
)
@click.option(
    "--title",
    default="",
    help="Title of FRAMEWORK on pages (default: the one that the file has, or FRAMEWORK).",
)
def import_catalogue(framework: str, file: str, output: str | None, title: str) -> None:
    """Convert FILE, a spreadsheet or CSV file listing the skills of FRAMEWORK, into a catalogue.

    FRAMEWORK is one that comes with Rolebook, or the name of your own. Codes, names, levels and
    categories are kept; descriptions are not. The handbook then uses the file, for a framework
    that comes with Rolebook instead of that one. The title and notices of a file that is there
    already are kept.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", framework):
        raise OperatorError(
            "the name of a framework consists of lower-case letters, digits and hyphens, "
            f"not {framework!r}"
        )
    target = Path(output or f"catalogues/{framework}.csv")
    if target.exists() and Path(file).exists() and target.samefile(file):
        raise OperatorError(f"{target} is already a catalogue file; no import is needed")
    about = FRAMEWORKS.get(framework) or Framework(framework, framework)
    skills = read_skills(file, read_sheets(Path(file)), about)
    for problem in skills.problems[:_SHOWN_PROBLEMS]:
        notify(problem, err=True)
    if len(skills.problems) > _SHOWN_PROBLEMS:
        notify(f"and {len(skills.problems) - _SHOWN_PROBLEMS} more", err=True)
    before = target.read_text(encoding="utf-8-sig", errors="replace") if target.is_file() else ""
    remarks = (_origin(file, framework), *kept_remarks(before, " ".join(title.split())))
    write_each([File(target.name, skills.to_csv(*remarks).encode())], target.parent)
    notify(f"{skills.summary}; written to {target}")
    lexicon = target.with_suffix(".lexicon.csv")
    if framework not in FRAMEWORKS and not lexicon.exists():
        notify(f"no rule asks for these skills until {lexicon} says which words suggest them")


def _origin(file: str, framework: str) -> str:
    name = " ".join(Path(file).name.split())
    if framework in FRAMEWORKS:
        return f"Facts from {name}, which you may use under its licence"
    return f"From {name}"
