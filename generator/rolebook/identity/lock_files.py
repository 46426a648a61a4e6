"""The lock files of a handbook, joined into one lock, and split again.

Two folders with a lock file each give IDs independently. Read together, both count: an ID that one
of them retired must not name another rule. Each persona belongs to the nearest lock file above it.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ..input.files import OperatorError
from ..input.folders import find_beside
from ..input.git import published
from ..model.diagnostics import Diagnostic
from ..model.source import Span
from .lock import NAME, Lock, LockedPersona, NewerLockError, read_lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ..input.folders import Beside
    from .lock import Revision


@dataclass(frozen=True, slots=True)
class LockFile:
    """One lock file, or the place for one that does not exist yet."""

    place: Beside
    lock: Lock
    """Its content; paths are from its own folder."""


@dataclass(frozen=True, slots=True)
class LockFiles:
    """All lock files of the personas that are read, and their joint content."""

    files: tuple[LockFile, ...]
    """A persona that is below none of them goes into the first."""
    lock: Lock
    """Their joint content; paths are from the folder of the first."""
    diagnostics: tuple[Diagnostic, ...]

    @property
    def base(self) -> str:
        """The folder that paths in `lock` are relative to, written as the paths of sources are."""
        return self.files[0].place.folder

    def holds(self, path: str) -> bool:
        """Whether there is a file at a path from the base."""
        return self.files[0].place.holds(path)

    def before(self, file: LockFile) -> Lock:
        """Return what a lock file held before it is written."""
        return next((one.lock for one in self.files if one.place is file.place), Lock())

    def apart(self, lock: Lock) -> list[LockFile]:
        """Return what each file has to hold so that together they hold `lock`.

        What a file held stays in it, even if a rule or a persona has moved to another one.
        """
        if len(self.files) == 1:
            return [LockFile(self.files[0].place, lock)]
        owners = {code: self._owner(persona) for code, persona in lock.personas.items()}
        return [LockFile(file.place, self._share(file, lock, owners)) for file in self.files]

    def _owner(self, persona: LockedPersona) -> LockFile:
        """Return the nearest lock file above a persona, or the one that has a lost persona."""
        if not persona.path:
            return next(
                (file for file in self.files if persona.code in file.lock.personas), self.files[0]
            )
        path = posixpath.normpath(posixpath.join(self.base, persona.path))
        above = [file for file in self.files if _is_above(file.place.folder, path)]
        return max(above, key=lambda file: len(file.place.folder), default=self.files[0])

    def _share(self, file: LockFile, lock: Lock, owners: Mapping[str, LockFile]) -> Lock:
        own = {code for code, owner in owners.items() if owner is file}
        folder = file.place.folder
        personas = {code: _moved(lock.personas[code], self.base, folder) for code in own}
        categories = {key: title for key, title in lock.categories.items() if key[0] in own}
        history = dict(file.lock.history)
        for id, revisions in lock.history.items():
            if revisions[-1].persona in own:
                history[id] = revisions
        return Lock(
            {**file.lock.personas, **personas}, {**file.lock.categories, **categories}, history
        )


def read_lock_files(paths: Iterable[str | Path], *, root: str | Path | None = None) -> LockFiles:
    """Read the lock files next to, above and below the personas that are read.

    Raises:
        OperatorError: One of them cannot be read, or is of a later form.
    """
    diagnostics: list[Diagnostic] = []
    files: list[LockFile] = []
    for place in find_beside(paths, NAME, root=root):
        try:
            lock, problems = (Lock(), []) if place.text is None else _read(place.text, place)
        except NewerLockError as error:
            raise OperatorError(str(error)) from error
        diagnostics += problems
        files.append(LockFile(place, lock))
    if len(files) == 1:
        return LockFiles(tuple(files), files[0].lock, tuple(diagnostics))
    together = _Together(files[0].place)
    for file in files:
        together.add(file)
    return LockFiles(tuple(files), together.lock, (*diagnostics, *together.diagnostics))


def _read(text: str, place: Beside) -> tuple[Lock, list[Diagnostic]]:
    """Read a lock file; if a merge left one ID for two rules, the published rule keeps it."""
    lock, problems = _read_alone(text, place.name)
    if any(problem.code == "ID003" for problem in problems):
        others, _ = read_lock(published(place.path) or "")
        return read_lock(text, place.name, others)
    return lock, list(problems)


# A server reads the lock after each edit of a persona, and finds it as it was: 18,560 lines, 0.4 s.
@lru_cache(maxsize=4)
def _read_alone(text: str, name: str) -> tuple[Lock, Sequence[Diagnostic]]:
    return read_lock(text, name)


class _Together:
    """Joins locks, and finds the codes and IDs that two of them gave."""

    def __init__(self, base: Beside) -> None:
        self._base = base
        self._personas: dict[str, LockedPersona] = {}
        self._categories: dict[tuple[str, str], str] = {}
        self._history: dict[str, tuple[Revision, ...]] = {}
        self._clashing: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    @property
    def lock(self) -> Lock:
        return Lock(self._personas, self._categories, self._history)

    def add(self, file: LockFile) -> None:
        for persona in file.lock.personas.values():
            self._add_persona(_moved(persona, file.place.folder, self._base.folder), file.place)
        for place, title in file.lock.categories.items():
            self._categories.setdefault(place, title)
        for id, revisions in file.lock.history.items():
            self._add_rule(id, revisions, file.place)

    def _add_persona(self, persona: LockedPersona, place: Beside) -> None:
        known = self._personas.setdefault(persona.code, persona)
        if known.path == persona.path or not self._has(persona):
            return
        if self._has(known):
            self._clashing.add(persona.code)
            one, other = self._place(known), self._place(persona)
            span = _line_of(place, "persona", persona.code)
            self.diagnostics.append(
                Diagnostic.of("ID010", span, "code", code=persona.code, one=one, other=other)
            )
        else:
            self._personas[persona.code] = persona

    def _place(self, persona: LockedPersona) -> str:
        return posixpath.normpath(posixpath.join(self._base.folder, persona.path))

    def _has(self, persona: LockedPersona) -> bool:
        return bool(persona.path) and self._base.holds(persona.path)

    def _add_rule(self, id: str, revisions: tuple[Revision, ...], place: Beside) -> None:
        known = self._history.setdefault(id, revisions)
        pairs = zip(known, revisions, strict=False)
        clash = next(((one, other) for one, other in pairs if not one.is_as(other)), None)
        if clash and revisions[0].persona not in self._clashing:
            one, other = clash
            span = _line_of(place, "rule", id)
            words = {"one": one.statement[:60], "other": other.statement[:60]}
            self.diagnostics.append(Diagnostic.of("ID010", span, "rule", id=id, **words))
        elif not clash and len(revisions) > len(known):
            self._history[id] = revisions


def _moved(persona: LockedPersona, before: str, after: str) -> LockedPersona:
    """Return a persona with its path relative to another folder."""
    if not persona.path or before == after:
        return persona
    path = posixpath.normpath(posixpath.join(before, persona.path))
    return replace(persona, path=posixpath.relpath(path, after))


def _is_above(folder: str, path: str) -> bool:
    return not posixpath.relpath(path, folder).startswith("..")


def _line_of(place: Beside, kind: str, name: str) -> Span:
    start = f"{kind}\t{name}\t"
    lines = enumerate((place.text or "").split("\n"), 1)
    return Span(place.name, next((number for number, line in lines if line.startswith(start)), 1))
