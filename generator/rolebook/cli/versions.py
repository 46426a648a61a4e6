"""Commands that look at a handbook over time: ids that stay, and what changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from .. import report
from ..diff import ChangeKind
from ..draft import read_draft
from ..files import File, OperatorError, write
from ..history import compare_drafts, present, read_version, today
from ..lock import lock_text
from ..pages import counted
from ..report.changes import CHANGE_FORMATS
from ..settings import read_settings
from .common import chosen, config_option, paint, paths_argument, say, terminal

if TYPE_CHECKING:
    from ..draft import Draft

_BLOCKING = ("ID004", "RD010")
"""What the lock file is not written over: lines of it that mean nothing, and sources with a merge left in them."""
_CONFLICT = "ID003"
_OF_LOCKING = (*_BLOCKING, _CONFLICT, "ID001", "ID002", "ID005")


@click.command(short_help="Give every rule an id that stays, and keep it in a file.")
@paths_argument
@config_option
@click.option("--check", "is_check", is_flag=True, help="Write nothing; fail if the file is behind the sources.")
def lock(paths: tuple[str, ...], config: str, is_check: bool) -> None:
    """Give every rule an id that stays, and keep it in rolebook.lock beside the personas.

    Rules that were reworded, moved or changed their level keep their ids. New rules get the next free number. The id
    of a rule that is gone is retired and never given again. Commit the file with the personas.

    \b
    rolebook lock            after an edit
    rolebook lock --check    in CI: is the file up to date?
    """
    settings = read_settings(config)
    with terminal() as progress:
        made = read_draft(
            *chosen(paths, settings),
            root=None if paths else settings.root,
            today=today(),
            bold_lowercase=settings.bold_lowercase,
            progress=progress("files read"),
        )
    file = made.file
    assert file is not None
    codes = {d.code for d in made.diagnostics}
    is_blocked = not codes.isdisjoint(_BLOCKING)
    # Writing the file resolves a conflict in it, so that is no problem then.
    told = {*_OF_LOCKING} if is_check else {*_OF_LOCKING} - {_CONFLICT}
    if problems := [d for d in made.diagnostics if d.code in told]:
        click.echo(report.as_text(problems, made.sources, paint), err=True)
    is_stale = bool(made.drift) or file.text != lock_text(made.lock)
    if is_check:
        for line in report.drift_lines(made.drift):
            say(line)
        say(f"{file.path}: {made.drift.sentence if is_stale else 'up to date'}")
        sys.exit(is_stale or is_blocked)
    if is_blocked:
        say(f"{file.path}: not written; mend the errors above first")
        sys.exit(1)
    if is_stale:
        write_lock(made)
    if _CONFLICT in codes:
        say(f"{file.path}: the conflict of the merge is resolved")
    living = counted(len(made.lock.history) - len(made.lock.retired), "rule")
    say(f"{file.path}: {living}; {made.drift.sentence if made.drift else 'nothing changed'}")


@click.command(short_help="Say what changed between two versions.")
@click.argument("old", default="HEAD")
@click.argument("new", required=False)
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(CHANGE_FORMATS)),
    default="text",
    show_default=True,
    help="For a terminal, for a pull request, or for tools.",
)
@click.option(
    "--fail-on",
    metavar="KINDS",
    default="",
    help="Exit with 1 if one of these happened, such as strengthened,removed; 'any' stands for all.",
)
def diff(old: str, new: str | None, config: str, form: str, fail_on: str) -> None:
    """Say what changed from OLD to NEW, in the words of RFC 2119.

    OLD and NEW are folders, files or git revisions. Without NEW, OLD is compared with the files as they are now;
    without both, the last commit is. Rules are added, removed, reworded, moved, strengthened, weakened or reversed,
    several of them at once.

    \b
    rolebook diff                                   what did I change since the last commit?
    rolebook diff main                              what does my branch change?
    rolebook diff v1.0 v2.0 --format markdown       for the release notes
    rolebook diff main --fail-on strengthened,reversed,removed
    """
    wanted = _change_kinds(fail_on)
    before = read_version(old, config)
    after = read_version(new, config) if new else present(read_settings(config))
    comparison = compare_drafts(before, after)
    click.echo(CHANGE_FORMATS[form](comparison, paint))
    sys.exit(any(kind in wanted for kind in comparison.counts))


def write_lock(made: Draft) -> File:
    """Write the lock file of a draft and return it, with the path as the handbook writes it."""
    assert made.file is not None
    content = lock_text(made.lock).encode()
    write([File(made.file.path.name, content)], made.file.path.parent)
    return File(made.file.name, content)


def _change_kinds(text: str) -> frozenset[ChangeKind]:
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = next((name for name in names if name not in {*ChangeKind, "any"}), None)
    if unknown:
        raise OperatorError(f"no kind of change is called {unknown!r}; there are any, {', '.join(ChangeKind)}")
    return frozenset(ChangeKind if "any" in names else map(ChangeKind, names))
