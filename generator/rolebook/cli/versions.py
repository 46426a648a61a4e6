"""Commands that look at a handbook over time: ids that stay, and what changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from .. import report
from ..history import (
    MERGING,
    compare_drafts,
    lost_ids,
    merges_need_help,
    present,
    read_version,
    today,
)
from ..identity.diff import ChangeKind
from ..identity.draft import read_draft
from ..identity.ledger import drift
from ..identity.lock import Lock, UnreadableLockError, checked_lock_text, lock_text
from ..input.files import OperatorError
from ..input.settings import read_settings
from ..output import write_file
from ..pages import counted
from ..report.changes import CHANGE_FORMATS
from .common import chosen, config_option, paint, paths_argument, say, terminal

if TYPE_CHECKING:
    from ..identity.draft import Draft
    from ..identity.ledger import Drift
    from ..identity.lock_files import LockFile

_BLOCKING = ("ID004", "ID008", "ID009", "ID010", "RD010")
"""What keeps lock files from being written: lines that mean nothing or are missing, clashes, conflicts in sources."""
_CONFLICT = "ID003"
_OF_LOCKING = (*_BLOCKING, _CONFLICT, "ID001", "ID002", "ID005")


@click.command(short_help="Give every rule an id that stays, and keep it in a file.")
@paths_argument
@config_option
@click.option(
    "--check",
    "is_check",
    is_flag=True,
    help="Write nothing; fail if the file is behind the sources.",
)
@click.option(
    "--forget", is_flag=True, help="Give up ids that the last commit has and the file lacks."
)
def lock(paths: tuple[str, ...], config: str, is_check: bool, forget: bool) -> None:
    """Give every rule an id that stays, and keep it in rolebook.lock beside the personas.

    Rules that were reworded, moved or changed their level keep their ids. New rules get the next
    free number. The id of a rule that is gone is retired and never given again. Commit the file
    with the personas.

    A folder can have a lock file of its own; each persona is kept in the nearest one above it.

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
    lost = [] if forget else lost_ids(made)
    diagnostics = [*made.diagnostics, *lost]
    codes = {d.code for d in diagnostics}
    is_blocked = not codes.isdisjoint(_BLOCKING)
    # Writing the file resolves a conflict in it, so that is no problem then.
    told = {*_OF_LOCKING} if is_check else {*_OF_LOCKING} - {_CONFLICT}
    if problems := [d for d in diagnostics if d.code in told]:
        click.echo(report.as_text(problems, made.sources, paint), err=True)
    if is_check:
        sys.exit(_print_drift(made) or is_blocked or _CONFLICT in codes)
    if is_blocked:
        say(f"{made.lock_files[0].place.name}: not written; fix the errors above first")
        sys.exit(1)
    if _CONFLICT in codes:
        say(f"{made.lock_files[0].place.name}: the merge conflict is resolved")
        for problem in (d for d in diagnostics if d.code == _CONFLICT):
            say(f"  {problem.message}")
    written = write_locks(made)
    for file in made.lock_files:
        say(_sentence(file, made))
    if written and merges_need_help(written[0].place):
        say(
            f"To merge branches without conflicts in the lock file, add to .gitattributes:  {MERGING}"
        )


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

    OLD and NEW are folders, files or git revisions. Without NEW, OLD is compared with the files as
    they are now; without both, the last commit is. Rules are added, removed, reworded, moved,
    strengthened, weakened or reversed, several of them at once.

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
    """Write the lock files of a draft whose content or form has changed, and return them.

    Raises:
        OperatorError: The disk refuses, or a file could not be read back as it is written; it is
            left as it was.
    """
    written = [file for file in made.lock_files if file.place.text != lock_text(file.lock)]
    for file in written:
        try:
            content = checked_lock_text(file.lock)
        except UnreadableLockError as error:
            raise OperatorError(
                f"{file.place.name} was not written, since it could not be read back: {error}"
            ) from error
        write_file(file.place.path, content.encode())
    return written


def _print_drift(made: Draft) -> bool:
    """Print what the lock files do not know, and return whether there is anything."""
    for line in report.drift_lines(made.drift):
        say(line)
    changes = [_drift_of(file, made) for file in made.lock_files]
    for file, change in zip(made.lock_files, changes, strict=True):
        say(f"{file.place.name}: {change.sentence if change else 'up to date'}")
    return any(changes)


def _sentence(file: LockFile, made: Draft) -> str:
    change = _drift_of(file, made)
    living = counted(len(file.lock.history) - len(file.lock.retired), "rule")
    return f"{file.place.name}: {living}; {change.sentence if change else 'nothing changed'}"


def _drift_of(file: LockFile, made: Draft) -> Drift:
    before = made.files.before(file) if made.files else Lock()
    return drift(before, file.lock)


def _change_kinds(text: str) -> frozenset[ChangeKind]:
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = next((name for name in names if name not in {*ChangeKind, "any"}), None)
    if unknown:
        raise OperatorError(
            f"no kind of change is called {unknown!r}; there are any, {', '.join(ChangeKind)}"
        )
    return frozenset(ChangeKind if "any" in names else map(ChangeKind, names))
