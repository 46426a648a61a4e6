"""What commands about a change share: the options that name one, and the domains it touches."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..input.change import MOST_BYTES, read_change
from ..input.files import OperatorError, reason
from ..input.git import change_since
from ..input.settings import read_settings
from ..rubric import domains_of_files, has_domain
from .common import notify

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..input.change import Change
    from ..model import Persona

_STANDARD_INPUT = "-"

_OPTIONS = (
    click.option(
        "--for",
        "wanted",
        metavar="DOMAINS",
        default="",
        help="Only questions for these domains, such as api,security.",
    ),
    click.option(
        "--changed",
        metavar="REV",
        default="",
        help="Only questions for what changed since a git revision, such as main.",
    ),
    click.option(
        "--repo",
        metavar="PATH",
        default="",
        help="The repository for --changed, if it isn't this one.",
    ),
    click.option(
        "--change",
        metavar="FILE",
        default="",
        help="Only questions for a diff; - reads it from standard input.",
    ),
)


def change_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that name a change, or the domains that it touches, to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def given_change(changed: str, repo: str, change: str) -> Change | None:
    """Return the change that the options name; None if they name none.

    Args:
        changed: A git revision.
        repo: The folder of its repository; empty for this one.
        change: A file with a diff, or a hyphen for standard input.

    Raises:
        OperatorError: The options exclude each other, or the change cannot be read.
    """
    if change and (changed or repo):
        other = "--changed" if changed else "--repo"
        raise OperatorError(f"--change already names the change; leave out {other}, or --change")
    if repo and not changed:
        raise OperatorError(
            "--repo says where --changed looks; add a revision, as in --changed main"
        )
    if change:
        return read_change(_read(change), _name(change))
    return change_since(_folder(repo), changed) if changed else None


def mapped_domains(change: Change, role: Persona, config: str) -> tuple[str, ...]:
    """Return the domains of a role that the configuration maps the files of a change to.

    Files that it maps to none are listed; what their lines say is read in any case.
    """
    domains = read_settings(config).domains
    if not domains:
        return ()
    files = change.paths
    touched, unmapped = domains_of_files(files, domains)
    known = tuple(name for name in touched if has_domain(role, name))
    mapped = f"{len(files) - len(unmapped)} of {len(files)} changed files belong to"
    notify(f"{mapped} {', '.join(touched) or 'a domain'}", err=True)
    for path in unmapped:
        notify(f"  no domain: {path}", err=True)
    for name in touched:
        if name not in known:
            notify(f"  {role.name} has no domain {name}", err=True)
    return known


def _folder(repo: str) -> Path:
    folder = Path(repo)
    if not folder.is_dir():
        raise OperatorError(f"there is no folder {repo} for --repo; name the repository's folder")
    return folder


def _name(change: str) -> str:
    return "the diff on standard input" if change == _STANDARD_INPUT else change


def _read(change: str) -> bytes:
    """Return a diff, or a byte more than can be read of it."""
    if change == _STANDARD_INPUT:
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(change).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise OperatorError(f"{change} cannot be read: {reason(error)}") from error
