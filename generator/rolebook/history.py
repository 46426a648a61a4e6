"""Versions of a handbook: a git revision or folder to a draft, and tags to releases."""

from __future__ import annotations

import os
import tempfile
from itertools import pairwise
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from .identity.diff import compare
from .identity.draft import read_draft
from .identity.ledger import is_doubtful
from .identity.lock import NAME, NewerLockError, read_lock
from .input.files import SUFFIXES, OperatorError
from .input.git import attribute, below_repository, committed, files_at, require_history, tags
from .input.settings import read_settings
from .model.diagnostics import Diagnostic
from .model.source import Span
from .output import write
from .views.releases import Pending, Release

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .identity.diff import Comparison
    from .identity.draft import Draft
    from .identity.lock_files import LockFile
    from .input.folders import Beside
    from .input.settings import Settings

MERGING = f"{NAME} merge=union"
"""The line of `.gitattributes` that lets git keep what two branches added to the lock file."""
# Enough to recognize what was lost, and still one line at a terminal.
_MOST_NAMED = 5
"""IDs that a message lists."""
# All personas are read again for each, which takes up to a second for a large handbook.
_MOST_TAGS = 30
"""Older tags are left out."""


def read_version(version: str, config: str) -> Draft:
    """Read a version of a handbook.

    Args:
        version: A folder, a file, or a git revision of the handbook that `config` describes.
        config: The configuration file; if the folder or revision has its own, that one says where
            the personas are.

    Raises:
        OperatorError: There is no such folder or revision, or it has no personas.
    """
    if not version.strip():
        raise OperatorError("OLD and NEW must be a folder, a file or a git revision, not empty")
    path = Path(version)
    if path.is_dir():
        return _draft_below(path, read_settings(config), Path(config).name, or_itself=True)
    now = read_settings(config)
    if path.exists():
        return read_draft(path, root=path.parent, keywords=now.read_keywords)
    return _read_revision(version, version, config)


def present(settings: Settings, *, today: str = "") -> Draft:
    """Read the handbook as it is now.

    Args:
        settings: The settings of the handbook.
        today: The date for new revisions.
    """
    return read_draft(
        *settings.paths, root=settings.root, today=today, keywords=settings.read_keywords
    )


def compare_drafts(old: Draft, new: Draft) -> Comparison:
    """Return the differences between two versions."""
    return compare(old.texts, new.texts, old.locked, new.locked)


def releases(config: str, changes: str) -> list[Release] | None:
    """Return the releases from tags, or None if the lock file is to provide them.

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
        option = f"{Path(config).name} has the option 'changes: tags'"
        raise OperatorError(f"{option}, but {error}, or use 'changes: lock'") from error


def releases_by_tag(config: str) -> list[Release]:
    """Return the changes of every tag, latest first, starting with what is not tagged yet.

    Tags from before the handbook existed are ignored.

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
    versions.append((Pending.UNRELEASED, "", present(settings)))
    name, date, first = versions[0]
    everything = compare((), first.texts, first.locked, first.locked)
    releases = [Release(name, date, everything, is_first=True)]
    for (_, _, old), (name, date, new) in pairwise(versions):
        releases.append(Release(name, date, compare_drafts(old, new)))
    return [release for release in reversed(releases) if release.comparison]


def lost_ids(made: Draft) -> list[Diagnostic]:
    """Return a problem for each lock file that lacks IDs of the last commit."""
    files = made.files.files if made.files else ()
    now: set[str] = set()
    for file in files:
        now.update(file.lock.by_folded_id)
    found: list[Diagnostic] = []
    for file in files:
        try:
            then, _ = read_lock(committed(file.place.path) or "")
        except NewerLockError:
            continue
        lost = [id for id in then.history if id.casefold() not in now]
        if lost:
            found.append(_about_ids("ID009", file, lost, path=str(file.place.path)))
    return found


def doubtful_retirements(made: Draft) -> list[Diagnostic]:
    """Return a problem for each lock file that would retire many of its rules at once."""
    found: list[Diagnostic] = []
    for file in made.lock_files:
        before, change = made.before(file), made.drift_of(file)
        if is_doubtful(change, before):
            ids = [revision.id for revision in change.lost]
            found.append(_about_ids("ID011", file, ids, living=before.living))
    return found


def _about_ids(code: str, file: LockFile, ids: Sequence[str], **values: str | int) -> Diagnostic:
    """Return a problem of a lock file that names the first few of some IDs."""
    return Diagnostic.of(
        code,
        Span(file.place.name, 1),
        "more" if len(ids) > _MOST_NAMED else "",
        count=len(ids),
        ids=tuple(ids[:_MOST_NAMED]),
        **values,
    )


def merges_need_help(file: Beside) -> bool:
    """Whether a lock file is in a repository without the `.gitattributes` line for merging it."""
    return attribute(file.path, "merge") == "unspecified"


def _read_revision(revision: str, name: str, config: str) -> Draft:
    now = read_settings(config)
    # Personas may be next to the folder of the configuration rather than in it.
    is_outside = any(".." in PurePath(path).parts for path in now.personas)
    below = below_repository(now.root) if is_outside else ""
    top = now.root / "/".join([".."] * below.count("/"))
    with tempfile.TemporaryDirectory(prefix="rolebook-") as folder:
        write(files_at(top, revision, _is_wanted), folder)
        # This marks the top of the handbook: no lock file is looked for above it.
        Path(folder, ".git").mkdir()
        Path(folder, below).mkdir(parents=True, exist_ok=True)
        try:
            return _draft_below(Path(folder, below), now, Path(config).name, within=folder)
        except OperatorError as error:
            raise OperatorError(f"{name!r} cannot be read: {error}") from error


def _draft_below(
    folder: Path, now: Settings, config: str, *, or_itself: bool = False, within: str = ""
) -> Draft:
    """Read the personas below a folder, where its own or else the current settings say."""
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
        raise OperatorError(f"it has no {' or '.join(then.personas)}")
    return read_draft(*(paths or [folder]), root=folder, keywords=then.read_keywords)


def _is_wanted(path: str) -> bool:
    return path.lower().endswith((*SUFFIXES, ".yml", ".yaml")) or path.rpartition("/")[2] == NAME
