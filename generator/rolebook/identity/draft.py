"""Sources to texts with ids: read, parse, identify. A handbook without links, which is enough to lock and compare."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..input.files import read_sidecars, read_sources
from ..input.sidecars import ENDINGS, OTHER_ENDINGS, owner_of, read_sidecar
from ..model import Persona
from ..model.diagnostics import Diagnostic
from ..model.source import Span
from ..parse import parse
from . import identify
from .ledger import Drift, drift
from .lock import Lock
from .lock_files import read_lock_files

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from ..input.sidecars import Sidecar
    from ..model import Document
    from ..model.source import Source
    from .lock_files import LockFile, LockFiles


@dataclass(frozen=True)
class Draft:
    """Texts with codes and ids, and what a lock file written now would hold."""

    sources: tuple[Source, ...]
    texts: tuple[Document, ...]
    locked: Lock
    """What was locked before."""
    lock: Lock
    """What would be locked now."""
    diagnostics: tuple[Diagnostic, ...]
    sidecars: tuple[Sidecar, ...] = ()
    """What stands in YAML files beside the personas."""
    files: LockFiles | None = None
    """The lock files, or where one would be; None for texts in memory."""

    @cached_property
    def drift(self) -> Drift:
        """What the lock file does not know yet."""
        return drift(self.locked, self.lock)

    @cached_property
    def lock_files(self) -> list[LockFile]:
        """What would be written to each lock file now; one that does not exist and would be empty is left out."""
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
    bold_lowercase: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Draft:
    """Read files and folders, with the lock files that lie in, above or below them.

    Args:
        paths: Files, or folders that are searched for Markdown files.
        root: Folder that paths of sources are relative to; without it they are as given.
        today: The day that new revisions get.
        bold_lowercase: Also read `**must**` as a keyword.
        progress: Called with the number of files read, once for each.

    Raises:
        OperatorError: A path does not exist, or a lock file is of a later form. Content never
            raises.
    """
    sources, diagnostics = read_sources(paths, root=root)
    sidecars, refused = read_sidecars(paths, (*ENDINGS, *OTHER_ENDINGS), root=root)
    files = read_lock_files(paths, root=root)
    read = {posixpath.relpath(source.path, files.base) for source in sources}
    unread = [path for path in files.lock.paths if path not in read and files.holds(path)]
    made = draft(
        sources,
        [*diagnostics, *refused, *files.diagnostics],
        sidecars=sidecars,
        lock=files.lock,
        base=files.base,
        today=today,
        unread=unread,
        bold_lowercase=bold_lowercase,
        progress=progress,
    )
    made = replace(made, files=files)
    is_single = any(Path(path).is_file() for path in paths)
    found = filter(
        None, (_missing_or_stale(file, made, is_single=is_single) for file in made.lock_files)
    )
    return replace(made, diagnostics=(*made.diagnostics, *found))


def draft(
    sources: Sequence[Source],
    diagnostics: Iterable[Diagnostic] = (),
    *,
    sidecars: Iterable[Source] = (),
    lock: Lock | None = None,
    base: str = "",
    today: str = "",
    unread: Collection[str] = (),
    bold_lowercase: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> Draft:
    """Identify texts that are already in memory.

    Args:
        sources: The texts.
        diagnostics: What was wrong with them before.
        sidecars: YAML files that stand beside them.
        lock: The ids that were given before; see `identity.identify` for this and the next three.
        base: Folder that paths in the lock are relative to.
        today: The day that new revisions get.
        unread: Locked paths that are not among the texts and have not gone.
        bold_lowercase: Also read `**must**` as a keyword.
        progress: Called with the number of files read, once for each.
    """
    found = list(diagnostics)
    texts: list[Document] = []
    for done, source in enumerate(sources, 1):
        text, problems = parse(source, bold_lowercase=bold_lowercase)
        found += problems
        texts += [text] if text else []
        progress(done)
    named = identify(texts, lock, base=base, today=today, unread=unread)
    found += named.diagnostics
    given = list(sidecars)
    found += _misnamed_sidecars(given)
    read = [read_sidecar(sidecar) for sidecar in given if not sidecar.path.endswith(OTHER_ENDINGS)]
    found += [problem for _, problems in read for problem in problems]
    beside = tuple(sidecar for sidecar, _ in read)
    found += _stray_sidecars(beside, named.texts)
    return Draft(
        tuple(sources), tuple(named.texts), lock or Lock(), named.lock, tuple(found), beside
    )


def _misnamed_sidecars(sidecars: Iterable[Source]) -> Iterator[Diagnostic]:
    for sidecar in sidecars:
        if sidecar.path.endswith(OTHER_ENDINGS):
            name = posixpath.basename(sidecar.path).removesuffix(".yaml")
            yield Diagnostic(
                "RD013",
                Span(sidecar.path, 1),
                "its name has to end in '.yml'",
                f"call it {name}.yml",
            )


def _stray_sidecars(sidecars: Iterable[Sidecar], texts: Iterable[Document]) -> list[Diagnostic]:
    owners = {posixpath.splitext(text.path)[0] for text in texts if isinstance(text, Persona)}
    stray = [sidecar.path for sidecar in sidecars if owner_of(sidecar.path) not in owners]
    return [
        Diagnostic("RD013", Span(path, 1), f"there is no persona {owner_of(path)}.md")
        for path in stray
    ]


def _missing_or_stale(file: LockFile, made: Draft, *, is_single: bool) -> Diagnostic | None:
    """Say that a lock file is missing, unless somebody only looks at a file or two, or that it is behind."""
    span = Span(file.place.name, 1)
    if file.place.text is None:
        if is_single or not any(text.requirements for text in made.texts):
            return None
        help = "run 'rolebook lock' and commit the file, so that ids stay when rules come and go"
        return Diagnostic(
            "ID006", span, "there is no lock file, so ids are counted anew each time", help
        )
    change = drift(made.files.before(file) if made.files else Lock(), file.lock)
    if not change:
        return None
    message = f"the lock file is behind the sources: {change.sentence}"
    return Diagnostic("ID007", span, message, "run 'rolebook lock' and commit the file")
