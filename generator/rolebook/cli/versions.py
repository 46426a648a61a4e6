"""Commands about a handbook over time: permanent IDs, and what changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from .. import report
from ..history import (
    MERGING,
    compare_drafts,
    doubtful_retirements,
    lost_ids,
    merges_need_help,
    present,
    read_version,
)
from ..identity.diff import ChangeKind
from ..identity.draft import read_draft
from ..identity.lock import UnreadableLockError, checked_lock_text, lock_text
from ..input.clock import today
from ..input.files import OperatorError
from ..input.settings import read_settings
from ..messages import messages
from ..output import write_file
from ..report.changes import CHANGE_FORMATS
from .common import chosen, config_option, notify, paint, paths_argument, terminal

if TYPE_CHECKING:
    from ..identity.draft import Draft
    from ..identity.lock_files import LockFile

_BLOCKING = ("ID004", "ID008", "ID009", "ID010", "ID011", "RD010")
"""Problems that stop lock files from being written: damage, clashes, merge conflicts, losses."""
_CONFLICT = "ID003"
_OF_LOCKING = (*_BLOCKING, _CONFLICT, "ID001", "ID002", "ID005")


@click.command(short_help="Give every rule a permanent ID.")
@paths_argument
@config_option
@click.option(
    "--check",
    "is_check",
    is_flag=True,
    help="Write nothing; exit with 1 if the lock file is out of date.",
)
@click.option(
    "--forget",
    is_flag=True,
    help="Give up IDs that the last commit has but the file lacks.",
)
@click.option(
    "--allow-retire",
    is_flag=True,
    help="Retire rules even if they are more than one in twenty.",
)
def lock(
    paths: tuple[str, ...], config: str, is_check: bool, forget: bool, allow_retire: bool
) -> None:
    """Give every rule a permanent ID, stored in rolebook.lock next to the personas.

    A rule that is reworded, moved or given another level keeps its ID. A new rule gets the next
    free number. The ID of a deleted rule is retired and never reused. Commit the file with the
    personas.

    A folder can have its own lock file; each persona uses the nearest one above it.

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
            keywords=settings.read_keywords,
            progress=progress("files read"),
        )
    lost = [] if forget else lost_ids(made)
    doubtful = [] if allow_retire or is_check else doubtful_retirements(made)
    diagnostics = [*made.diagnostics, *lost, *doubtful]
    codes = {d.code for d in diagnostics}
    is_blocked = not codes.isdisjoint(_BLOCKING)
    # Writing the file resolves a conflict in it, so then it isn't a problem.
    reported = {*_OF_LOCKING} if is_check else {*_OF_LOCKING} - {_CONFLICT}
    if problems := [d for d in diagnostics if d.code in reported]:
        click.echo(report.as_text(problems, made.sources, paint), err=True)
    if is_check:
        sys.exit(_print_drift(made) or is_blocked or _CONFLICT in codes)
    if doubtful:
        ids = [revision.id for revision in made.drift.lost]
        for line in report.retired_lines(ids, made.locked):
            notify(line)
    if is_blocked:
        notify(f"{made.lock_files[0].place.name}: not written; fix the errors above first")
        sys.exit(1)
    if _CONFLICT in codes:
        notify(f"{made.lock_files[0].place.name}: the merge conflict is resolved")
        for problem in (d for d in diagnostics if d.code == _CONFLICT):
            notify(f"  {problem.message}")
    written = write_locks(made)
    for file in made.lock_files:
        notify(_sentence(file, made))
    if written and merges_need_help(written[0].place):
        notify(
            "To avoid merge conflicts in the lock file, add this line to .gitattributes:  "
            f"{MERGING}"
        )


@click.command(short_help="Show what changed between two versions.")
@click.argument("old", default="HEAD")
@click.argument("new", required=False)
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(CHANGE_FORMATS)),
    default="text",
    show_default=True,
    help="For people, for a pull request, or for tools.",
)
@click.option(
    "--fail-on",
    metavar="KINDS",
    default="",
    help="Exit with 1 on these changes, such as strengthened,removed, or on 'any'.",
)
def diff(old: str, new: str | None, config: str, form: str, fail_on: str) -> None:
    """Show what changed from OLD to NEW.

    OLD and NEW are folders, files or git revisions. By default, the last commit is compared with
    the current files. A rule can be added, removed, reworded, moved, strengthened, weakened or
    reversed, or several of these at once.

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


def write_locks(made: Draft) -> list[LockFile]:
    """Write the lock files of a draft that have changed, and return them.

    Raises:
        OperatorError: A file cannot be written, or could not be read back; it stays as it was.
    """
    written = [file for file in made.lock_files if file.place.text != lock_text(file.lock)]
    for file in written:
        try:
            content = checked_lock_text(file.lock)
        except UnreadableLockError as error:
            raise OperatorError(
                f"{file.place.name} was not written because it could not be read back: {error}"
            ) from error
        write_file(file.place.path, content.encode())
    return written


def _print_drift(made: Draft) -> bool:
    """Print what the lock files lack, and return whether they lack anything."""
    for line in report.drift_lines(made.drift):
        notify(line)
    changes = [made.drift_of(file) for file in made.lock_files]
    for file, change in zip(made.lock_files, changes, strict=True):
        notify(f"{file.place.name}: {change.sentence if change else 'up to date'}")
    return any(changes)


def _sentence(file: LockFile, made: Draft) -> str:
    change = made.drift_of(file)
    say = messages()
    living = say("rule-count", count=file.lock.living)
    return f"{file.place.name}: {living}; {change.sentence if change else 'nothing changed'}"


def _change_kinds(text: str) -> frozenset[ChangeKind]:
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = next((name for name in names if name not in {*ChangeKind, "any"}), None)
    if unknown:
        raise OperatorError(
            f"unknown kind of change {unknown!r}; choose from: any, {', '.join(ChangeKind)}"
        )
    return frozenset(ChangeKind if "any" in names else map(ChangeKind, names))
