"""Versions of a handbook: a git revision or folder to a draft, and tags to releases."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import msgspec

from .checks import problems, without_ignored
from .checks.selecting import selection_of
from .families import with_families
from .identity.diff import compare
from .identity.draft import read_draft
from .identity.ledger import is_doubtful
from .identity.lock import NAME, NewerLockError, read_lock
from .input.files import SUFFIXES, OperatorError
from .input.folders import read_tables
from .input.git import (
    attribute,
    below_repository,
    commit,
    committed,
    files_at,
    require_history,
    tags,
)
from .input.settings import catalogue_paths, read_settings
from .keeping import Kept
from .link import link
from .loading import load_catalogues
from .model.diagnostics import Diagnostic
from .model.selection import Selection
from .model.source import Span
from .output import write
from .output.store import NOTHING_KEPT, key_of
from .views.quality import Share, codes_of_words, quality
from .views.releases import Pending, Release

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .identity.diff import Comparison
    from .identity.draft import Draft
    from .identity.lock_files import LockFile
    from .input.folders import Beside
    from .input.settings import Settings
    from .output.store import Store
    from .taxonomy import Catalogues

_ROOM = "shares"
"""Where shares of rules of old versions are kept."""
_NOTHING = Selection(ignore=("",))
"""Reports no problem, since every code begins with no letters."""
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


def releases(
    config: str, changes: str, kept: Kept | None = None, store: Store = NOTHING_KEPT
) -> list[Release] | None:
    """Return the releases from tags, or None if the lock file is to provide them.

    Args:
        config: The configuration file.
        changes: One of `settings.CHANGES`.
        kept: What was made of the same texts before.
        store: What earlier builds made.
    """
    return releases_by_tag(config, kept, store) if changes == "tags" else None


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


def releases_by_tag(
    config: str, kept: Kept | None = None, store: Store = NOTHING_KEPT
) -> list[Release]:
    """Return the changes of every tag, latest first, starting with what is not tagged yet.

    Tags from before the handbook existed are ignored.

    Args:
        config: The configuration file.
        kept: What was made of the same texts before.
        store: What earlier builds made.

    Raises:
        OperatorError: There is no git history.
    """
    check_releases(config, "tags")
    settings = read_settings(config)
    kept = kept or Kept()
    shares = _Shares(settings, kept, store)
    versions: list[tuple[str, str, Draft, tuple[Share, ...]]] = []
    for tag in tags(settings.root)[-_MOST_TAGS:]:
        name = f"refs/tags/{tag.name}"
        try:
            made = _read_revision(name, tag.name, config, kept)
        except OperatorError:
            continue
        versions.append((tag.name, tag.date, made, shares.of(made, commit(settings.root, name))))
    versions.append((Pending.UNRELEASED, "", present(settings), ()))
    name, date, first, counted = versions[0]
    everything = compare((), first.texts, first.locked, first.locked)
    releases = [Release(name, date, everything, is_first=True, shares=counted)]
    for (_, _, old, _), (name, date, new, counted) in pairwise(versions):
        releases.append(Release(name, date, compare_drafts(old, new), shares=counted))
    return [release for release in reversed(releases) if release.comparison]


@dataclass(frozen=True)
class _Shares:
    """Counts the shares of rules of old versions, by what is checked and known of skills today."""

    settings: Settings
    kept: Kept
    store: Store

    def of(self, made: Draft, commit: str) -> tuple[Share, ...]:
        """Return the shares of a version; what it says never changes, so they are kept."""
        key = key_of(commit, repr(self.settings), *self._tables)
        known = self.store.get(_ROOM, key)
        if known is None:
            known = msgspec.json.encode(self._counted(made))
            self.store.put(_ROOM, key, known)
        return msgspec.json.decode(known, type=tuple[Share, ...])

    def _counted(self, made: Draft) -> tuple[Share, ...]:
        linked = link(made.texts, made.sources, (), self._catalogues, self.kept.links)
        book = with_families(linked, self.kept.grids)
        chosen = self._of_words
        found = without_ignored(list(problems(book, chosen)), made.sources, chosen)
        left = tuple(chosen.among(found))
        return quality(replace(book, diagnostics=left, selection=chosen)).shares

    @cached_property
    def _of_words(self) -> Selection:
        """What is reported of words; to look for all else would take several times as long."""
        chosen = selection_of(self.settings.checks)
        codes = codes_of_words(chosen)
        return replace(chosen, select=codes, extend_select=()) if codes else _NOTHING

    @cached_property
    def _catalogues(self) -> Catalogues:
        settings = self.settings
        return load_catalogues(*self._paths, frameworks=settings.frameworks, root=settings.root)

    @cached_property
    def _tables(self) -> list[str]:
        """What own catalogues say."""
        tables, _ = read_tables(self._paths, root=self.settings.root)
        return [part for table in tables for part in (table.path, table.text)]

    @property
    def _paths(self) -> list[Path]:
        return catalogue_paths(self.settings.catalogues, self.settings.root)


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


def _read_revision(revision: str, name: str, config: str, kept: Kept | None = None) -> Draft:
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
            return _draft_below(
                Path(folder, below), now, Path(config).name, within=folder, kept=kept
            )
        except OperatorError as error:
            raise OperatorError(f"{name!r} cannot be read: {error}") from error


def _draft_below(
    folder: Path,
    now: Settings,
    config: str,
    *,
    or_itself: bool = False,
    within: str = "",
    kept: Kept | None = None,
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
    return read_draft(
        *(paths or [folder]),
        root=folder,
        keywords=then.read_keywords,
        kept=kept.parsed if kept else None,
    )


def _is_wanted(path: str) -> bool:
    return path.lower().endswith((*SUFFIXES, ".yml", ".yaml")) or path.rpartition("/")[2] == NAME
