"""The lock files of a handbook: all that belong to what is read, joined into one lock, and split again.

Two folders that keep a lock file each give out ids independently. Read together, both count: no id
that one of them retired may name another rule. Each persona stays with the lock file that is
nearest above it.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..input.files import OperatorError, find_beside
from ..input.git import published
from ..model.diagnostics import Diagnostic
from ..model.source import Span
from .lock import NAME, Lock, LockedPersona, NewerLockError, read_lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ..input.files import Beside
    from .lock import Revision


@dataclass(frozen=True, slots=True)
class LockFile:
    """One lock file, or the place of one that is not there yet."""

    place: Beside
    lock: Lock
    """What it holds; paths are from its own folder."""


@dataclass(frozen=True, slots=True)
class LockFiles:
    """All lock files of what is read, and what they hold together."""

    files: tuple[LockFile, ...]
    """A persona that lies below none of them goes into the first."""
    lock: Lock
    """What they hold together; paths are from the folder of the first."""
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
        """Return the lock file nearest above a persona; for a persona that is gone, the one that knows it."""
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
    """Read the lock files beside, above or below what is read.

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
    """Read a lock file; where a merge left one id for two rules, the published rule keeps it."""
    lock, problems = read_lock(text, place.name)
    if any(problem.code == "ID003" for problem in problems):
        others, _ = read_lock(published(place.path) or "")
        return read_lock(text, place.name, others)
    return lock, problems


class _Together:
    """Joins locks, and finds what they gave twice."""

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
            one, other = (
                posixpath.normpath(posixpath.join(self._base.folder, p.path))
                for p in (known, persona)
            )
            message = f"the code {persona.code} means {one} in another lock file, and {other} here"
            help = "give one of them another 'code:', and run 'rolebook lock' on its folder alone"
            self.diagnostics.append(
                Diagnostic("ID010", _line_of(place, "persona", persona.code), message, help)
            )
        else:
            self._personas[persona.code] = persona

    def _has(self, persona: LockedPersona) -> bool:
        return bool(persona.path) and self._base.holds(persona.path)

    def _add_rule(self, id: str, revisions: tuple[Revision, ...], place: Beside) -> None:
        known = self._history.setdefault(id, revisions)
        clash = next(
            (two for two in zip(known, revisions, strict=False) if not two[0].is_as(two[1])), None
        )
        if clash and revisions[0].persona not in self._clashing:
            one, other = clash
            message = (
                f"{id} means {one.text[:60]!r} in another lock file, and {other.text[:60]!r} here"
            )
            help = "restore the correct file from version control, or give one of the rules an id of its own"
            self.diagnostics.append(Diagnostic("ID010", _line_of(place, "rule", id), message, help))
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
