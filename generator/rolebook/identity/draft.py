"""Sources to documents with IDs: read, parse, identify. Enough to lock and to compare."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..input.folders import find_beside, read_sidecars, read_sources
from ..input.sidecars import (
    ENDINGS,
    OF_FOLDERS,
    OTHER_ENDINGS,
    OTHER_NAMES,
    REVIEWS,
    is_misnamed,
    is_of_folder,
    owner_of,
    read_sidecar,
)
from ..model import Persona
from ..model.diagnostics import Diagnostic
from ..model.source import Source, Span, as_read, cleaned
from ..parse.deciding import apart
from ..parse.keeping import parsed
from . import identify
from .ledger import Drift, drift
from .lock import Lock
from .lock_files import read_lock_files

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        MutableMapping,
        Sequence,
    )

    from ..input.sidecars import Sidecar
    from ..keywords import Keywords
    from ..model import Document
    from ..parse.keeping import Parsed
    from .lock_files import LockFile, LockFiles


@dataclass(frozen=True)
class Draft:
    """Documents with codes and IDs, and the content of a lock file if it were written now."""

    sources: tuple[Source, ...]
    texts: tuple[Document, ...]
    locked: Lock
    """What was locked before."""
    lock: Lock
    """What would be locked now."""
    diagnostics: tuple[Diagnostic, ...]
    sidecars: tuple[Sidecar, ...] = ()
    """The YAML files next to the personas."""
    sheets: tuple[Source, ...] = ()
    """The same files as texts."""
    reviews: tuple[Source, ...] = ()
    """The data files with answers of reviews."""
    files: LockFiles | None = None
    """The lock files, or where one would be; None for texts in memory."""
    is_whole: bool = True
    """Whether all files of the folders were read, rather than a single file."""

    @cached_property
    def drift(self) -> Drift:
        """What the lock file does not know yet."""
        return drift(self.locked, self.lock)

    def before(self, file: LockFile) -> Lock:
        """Return what a lock file held before it is written."""
        return self.files.before(file) if self.files else Lock()

    def drift_of(self, file: LockFile) -> Drift:
        """Return what a lock file does not know yet."""
        return drift(self.before(file), file.lock)

    @cached_property
    def lock_files(self) -> list[LockFile]:
        """What would be written to each lock file now; none that is missing and stays empty."""
        shares = self.files.apart(self.lock) if self.files else []
        return [
            file
            for file in shares
            if file.place.text is not None or file.lock != Lock() or len(shares) == 1
        ]


def read_draft(
    *paths: str | Path,
    root: str | Path | None = None,
    today: str = "",
    keywords: Keywords | None = None,
    progress: Callable[[int], None] = lambda _: None,
    kept: MutableMapping[str, Parsed] | None = None,
    unsaved: Mapping[str, str] | None = None,
) -> Draft:
    """Read files and folders, with the lock files in, above and below them.

    Args:
        paths: Files, or folders that are searched for Markdown files.
        root: Folder that paths of sources are relative to; without it they are as given.
        today: The date of new revisions.
        keywords: Which words state rules; those in capitals unless given.
        progress: Called with the number of files read, once for each.
        kept: What was read of texts by `parse.keeping.key`, from earlier calls of this version of
            Rolebook; that of texts that are not there yet is added.
        unsaved: By path, texts that count instead of what is on the disk.

    Raises:
        OperatorError: A path does not exist, or a lock file is of a later form. Content never
            raises.
    """
    given = read_inputs(*paths, root=root).with_unsaved(unsaved or {})
    return draft_of(given, today=today, keywords=keywords, progress=progress, kept=kept)


@dataclass(frozen=True)
class Inputs:
    """What a draft is made of: everything that is read from the disk, and nothing made of it yet.

    Reading takes a hundredth of the time of what follows, so it tells cheaply whether anything is
    different.
    """

    sources: tuple[Source, ...]
    sidecars: tuple[Source, ...]
    reviews: tuple[Source, ...]
    """Data files with answers of reviews."""
    files: LockFiles
    unread: tuple[str, ...]
    """Locked paths of files that exist but are not among the sources."""
    diagnostics: tuple[Diagnostic, ...]
    """What was wrong with reading."""
    is_single: bool
    """Whether a file was named rather than a folder."""

    def with_unsaved(self, unsaved: Mapping[str, str]) -> Inputs:
        """Return the same with texts that are not on the disk yet, by path; new ones come last."""
        given = [Source(path, as_read(text)) for path, text in unsaved.items()]
        by_path = {source.path: source for source in given}
        known = {source.path for source in (*self.sources, *self.sidecars)}
        new = [source for source in given if source.path not in known]
        return replace(
            self,
            sources=(*(by_path.get(one.path, one) for one in self.sources), *new),
            sidecars=tuple(by_path.get(one.path, one) for one in self.sidecars),
        )

    @property
    def parts(self) -> Iterator[str]:
        """All of it as texts, for a key."""
        for one in (*self.sources, *self.sidecars, *self.reviews):
            yield from (one.path, one.text)
        for file in self.files.files:
            yield from (file.place.name, repr(file.place.text))
        # What git knows of the lock files of the main branch is among the diagnostics.
        yield repr((self.unread, self.diagnostics, self.files.diagnostics, self.is_single))


def read_inputs(*paths: str | Path, root: str | Path | None = None) -> Inputs:
    """Read files and folders, with the lock files in, above and below them.

    Args:
        paths: Files, or folders that are searched for Markdown files.
        root: Folder that paths of sources are relative to; without it they are as given.

    Raises:
        OperatorError: A path does not exist, or a lock file is of a later form.
    """
    sources, diagnostics = read_sources(paths, root=root)
    sidecars, refused = read_sidecars(
        paths, (*ENDINGS, *OTHER_ENDINGS), (*OF_FOLDERS, *OTHER_NAMES), root=root
    )
    files = read_lock_files(paths, root=root)
    read = {posixpath.relpath(source.path, files.base) for source in sources}
    unread = [path for path in files.lock.paths if path not in read and files.holds(path)]
    is_single = any(Path(path).is_file() for path in paths)
    return Inputs(
        tuple(sources),
        tuple(sidecars),
        read_kept_reviews(paths, root=root),
        files,
        tuple(unread),
        (*diagnostics, *refused),
        is_single,
    )


def read_kept_reviews(
    paths: Iterable[str | Path], *, root: str | Path | None = None
) -> tuple[Source, ...]:
    """Return the data files with answers of reviews that belong to the sources.

    Raises:
        OperatorError: One cannot be read, or is a symbolic link out of the handbook.
    """
    places = find_beside(paths, REVIEWS, root=root)
    return tuple(Source(one.name, cleaned(one.text)) for one in places if one.text is not None)


def draft_of(
    given: Inputs,
    *,
    today: str = "",
    keywords: Keywords | None = None,
    progress: Callable[[int], None] = lambda _: None,
    kept: MutableMapping[str, Parsed] | None = None,
) -> Draft:
    """Parse and identify what was read; see `read_draft`."""
    files = given.files
    made = draft(
        given.sources,
        [*given.diagnostics, *files.diagnostics],
        sidecars=given.sidecars,
        lock=files.lock,
        base=files.base,
        today=today,
        unread=given.unread,
        keywords=keywords,
        progress=progress,
        kept=kept,
    )
    made = replace(made, files=files, is_whole=not given.is_single, reviews=given.reviews)
    lock_files = made.lock_files
    problems = [_missing_or_stale(one, made, is_single=given.is_single) for one in lock_files]
    return replace(made, diagnostics=(*made.diagnostics, *filter(None, problems)))


def draft(
    sources: Sequence[Source],
    diagnostics: Iterable[Diagnostic] = (),
    *,
    sidecars: Iterable[Source] = (),
    lock: Lock | None = None,
    base: str = "",
    today: str = "",
    unread: Collection[str] = (),
    keywords: Keywords | None = None,
    progress: Callable[[int], None] = lambda _: None,
    kept: MutableMapping[str, Parsed] | None = None,
) -> Draft:
    """Identify documents whose texts are already in memory.

    Args:
        sources: The texts.
        diagnostics: The problems that were found before.
        sidecars: YAML files next to them.
        lock: The IDs that were given before; see `identity.identify` for this and the next three.
        base: Folder that paths in the lock are relative to.
        today: The date of new revisions.
        unread: Locked paths of files that exist but are not among the texts.
        keywords: Which words state rules; those in capitals unless given.
        progress: Called with the number of files read, once for each.
        kept: What was read of texts by `parse.keeping.key`, from earlier calls of this version of
            Rolebook; that of texts that are not there yet is added.
    """
    problems = list(diagnostics)
    texts: list[Document] = []
    for done, source in enumerate(sources, 1):
        text, found = parsed(source, keywords, kept)
        problems += found
        if text:
            texts.append(text)
        progress(done)
    identified = identify(apart(texts), lock, base=base, today=today, unread=unread)
    problems += identified.diagnostics
    sheets = tuple(sidecars)
    beside: list[Sidecar] = []
    misnamed: list[Diagnostic] = []
    unreadable: list[Diagnostic] = []
    for source in sheets:
        if is_misnamed(source.path):
            misnamed.append(_misnamed_sidecar(source))
            continue
        sidecar, found = read_sidecar(source)
        beside.append(sidecar)
        unreadable += found
    problems += [*misnamed, *unreadable, *_stray_sidecars(beside, identified.texts)]
    return Draft(
        tuple(sources),
        tuple(identified.texts),
        lock or Lock(),
        identified.lock,
        tuple(problems),
        tuple(beside),
        sheets,
    )


def _misnamed_sidecar(source: Source) -> Diagnostic:
    name = posixpath.basename(source.path).removesuffix(".yaml")
    return Diagnostic.of("RD013", Span(source.path, 1), "ending", name=name)


def _stray_sidecars(sidecars: Iterable[Sidecar], texts: Iterable[Document]) -> list[Diagnostic]:
    owners = {posixpath.splitext(text.path)[0] for text in texts if isinstance(text, Persona)}
    problems: list[Diagnostic] = []
    for sidecar in sidecars:
        owner = owner_of(sidecar.path)
        if owner not in owners and not is_of_folder(sidecar.path):
            problems.append(Diagnostic.of("RD013", Span(sidecar.path, 1), persona=owner))
    return problems


def _missing_or_stale(file: LockFile, made: Draft, *, is_single: bool) -> Diagnostic | None:
    """Return the problem that a lock file is missing or out of date.

    A missing one is no problem if single files were read, rather than a folder.
    """
    span = Span(file.place.name, 1)
    if file.place.text is None:
        if is_single or not any(text.requirements for text in made.texts):
            return None
        return Diagnostic.of("ID006", span)
    change = made.drift_of(file)
    if not change:
        return None
    return Diagnostic.of(
        "ID007",
        span,
        "names" if change.is_names_only else "",
        new=len(change.new),
        changed=len(change.changed),
        retired=len(change.retired),
    )
