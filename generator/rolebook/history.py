"""Versions of a handbook: from a git revision or a folder to a draft, and from tags to releases."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from .identity.diff import compare
from .identity.draft import read_draft
from .identity.lock import NAME, NewerLockError, read_lock
from .input.files import SUFFIXES, OperatorError
from .input.git import attribute, below_repository, committed, files_at, require_history, tags
from .input.settings import read_settings
from .model.diagnostics import Diagnostic
from .model.source import Span
from .output import write
from .pages import counted
from .views.releases import UNRELEASED, Release

if TYPE_CHECKING:
    from .identity.diff import Comparison
    from .identity.draft import Draft
    from .input.files import Beside
    from .input.settings import Settings

MERGING = f"{NAME} merge=union"
"""The line of `.gitattributes` that lets git keep what two branches added to the lock file."""
_MOST_NAMED = 5
_MOST_TAGS = 30
"""Older tags are left out: each costs the time of reading all personas."""


def read_version(version: str, config: str) -> Draft:
    """Read a version of a handbook.

    Args:
        version: A folder or file, or else a git revision of the handbook that `config` describes.
        config: The configuration file; the one that a folder or revision holds says where the
            personas are there.

    Raises:
        OperatorError: There is no such folder and no such revision, or it has no personas.
    """
    if not version.strip():
        raise OperatorError("a version is empty; name a folder, a file or a git revision")
    path = Path(version)
    if path.is_dir():
        return _draft_below(path, read_settings(config), Path(config).name, or_itself=True)
    now = read_settings(config)
    if path.exists():
        return read_draft(path, root=path.parent, bold_lowercase=now.bold_lowercase)
    return _read_revision(version, version, config)


def present(settings: Settings, *, today: str = "") -> Draft:
    """Read the handbook as it is now.

    Args:
        settings: What its configuration says.
        today: The day that new revisions get.
    """
    return read_draft(
        *settings.paths, root=settings.root, today=today, bold_lowercase=settings.bold_lowercase
    )


def compare_drafts(old: Draft, new: Draft) -> Comparison:
    """Return what differs between two versions."""
    return compare(old.texts, new.texts, old.locked, new.locked)


def releases(config: str, changes: str) -> list[Release] | None:
    """Return what came and when, or None where the lock file is to say it.

    Args:
        config: The configuration file.
        changes: One of `settings.CHANGES`.
    """
    return releases_by_tag(config) if changes == "tags" else None


def check_releases(config: str, changes: str) -> None:
    """Make sure that the page of changes has a history to show.

    Args:
        config: The configuration file.
        changes: One of `settings.CHANGES`.

    Raises:
        OperatorError: The changes come from tags, and there is no git history.
    """
    if changes != "tags":
        return
    try:
        require_history(read_settings(config).root)
    except OperatorError as error:
        said = f"{Path(config).name} says 'changes: tags'"
        raise OperatorError(f"{said}, but {error}, or write 'changes: lock'") from error


def releases_by_tag(config: str) -> list[Release]:
    """Return what came with every tag, the latest first, headed by what is not tagged yet.

    Tags of a time before the handbook are passed over.

    Raises:
        OperatorError: There is no git history.
    """
    check_releases(config, "tags")
    settings = read_settings(config)
    versions: list[tuple[str, str, Draft]] = []
    for tag in tags(settings.root)[-_MOST_TAGS:]:
        try:
            versions.append(
                (tag.name, tag.date, _read_revision(f"refs/tags/{tag.name}", tag.name, config))
            )
        except OperatorError:
            continue
    versions.append((UNRELEASED, "", present(settings)))
    name, date, first = versions[0]
    found = [
        Release(name, date, compare((), first.texts, first.locked, first.locked), is_first=True)
    ]
    for (_, _, old), (name, date, new) in pairwise(versions):
        found.append(Release(name, date, compare_drafts(old, new)))
    return [release for release in reversed(found) if release.comparison]


def lost_ids(made: Draft) -> list[Diagnostic]:
    """Say which ids the last commit has and the lock files of a draft lack: nothing else keeps them."""
    files = made.files.files if made.files else ()
    now = {id.casefold() for file in files for id in file.lock.history}
    found: list[Diagnostic] = []
    for file in files:
        try:
            then, _ = read_lock(committed(file.place.path) or "")
        except NewerLockError:
            continue
        lost = [id for id in then.history if id.casefold() not in now]
        if lost:
            more = ", and more" if len(lost) > _MOST_NAMED else ""
            named = f"{', '.join(lost[:_MOST_NAMED])}{more}"
            message = (
                f"the last commit has {counted(len(lost), 'id')} that this file lacks: {named}"
            )
            help = f"'git checkout HEAD -- {file.place.path}' restores the file; 'rolebook lock --forget' gives the ids up"
            found.append(Diagnostic("ID009", Span(file.place.name, 1), message, help))
    return found


def merges_need_help(file: Beside) -> bool:
    """Whether a lock file is in a repository that was not told how to merge it."""
    return attribute(file.path, "merge") == "unspecified"


def today() -> str:
    """Return the day that a lock file written now names: the clock's, unless SOURCE_DATE_EPOCH says otherwise."""
    return now().date().isoformat()


def now() -> datetime:
    """Return the time that a file written now names: the clock's, unless SOURCE_DATE_EPOCH says otherwise."""
    moment = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(moment), UTC) if moment.isdecimal() else datetime.now(UTC)


def _read_revision(revision: str, name: str, config: str) -> Draft:
    now = read_settings(config)
    # Personas may lie beside the folder of the configuration rather than in it.
    way = (
        below_repository(now.root)
        if any(".." in PurePath(path).parts for path in now.personas)
        else ""
    )
    with tempfile.TemporaryDirectory(prefix="rolebook-") as folder:
        write(files_at(now.root / "/".join([".."] * way.count("/")), revision, _is_wanted), folder)
        # Here ends the handbook: no lock file is looked for above.
        Path(folder, ".git").mkdir()
        Path(folder, way).mkdir(parents=True, exist_ok=True)
        try:
            return _draft_below(Path(folder, way), now, Path(config).name, within=folder)
        except OperatorError as error:
            raise OperatorError(f"{name!r} cannot be read: {error}") from error


def _draft_below(
    folder: Path, now: Settings, config: str, *, or_itself: bool = False, within: str = ""
) -> Draft:
    """Read the personas below a folder, where its own configuration says, else where they are now."""
    then = read_settings(folder / config) if (folder / config).exists() else now
    top = os.path.realpath(within)
    outside = [
        name
        for name in then.personas
        if not Path(os.path.realpath(folder / name)).is_relative_to(top)
    ]
    if within and outside:
        raise OperatorError(f"{outside[0]} is not in the repository")
    paths = [folder / name for name in then.personas if (folder / name).exists()]
    if not paths and not or_itself:
        raise OperatorError(f"there is no {' or '.join(then.personas)} in it")
    return read_draft(*(paths or [folder]), root=folder, bold_lowercase=then.bold_lowercase)


def _is_wanted(path: str) -> bool:
    return path.lower().endswith((*SUFFIXES, ".yml", ".yaml")) or path.rpartition("/")[2] == NAME
