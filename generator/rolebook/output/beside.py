"""Temporary names next to a file or folder for its replacement, locked by the writing process."""

from __future__ import annotations

import os
import re
import secrets
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..input.files import OperatorError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFTOVER = re.compile(r"\.(?P<of>.+)\.rolebook-[0-9a-f]{8}")
_MOST_TRIES = 20
"""Other processes may take a name or remove a folder; so many times in a row is no coincidence."""


def new_folder(target: Path) -> tuple[Path, int | None]:
    """Make an empty folder next to the target, locked as long as the handle is open."""
    for _ in range(_MOST_TRIES):
        new = beside(target)
        try:
            new.mkdir()
        except PermissionError:
            return Path(tempfile.mkdtemp(prefix="rolebook-")), None
        handle = _open(new)
        if handle is None:
            return new, None
        lock(handle)
        # Another process that cleans up may have found it before it was locked.
        if new.exists():
            return new, handle
        os.close(handle)
    raise OperatorError(f"cannot create a folder next to {target}")


def beside(target: Path) -> Path:
    """Return a free name next to a file or folder; hidden, so that no personas are read there."""
    return target.with_name(f".{target.name}.rolebook-{secrets.token_hex(4)}")


def leftovers(target: Path) -> list[Path]:
    """Return the unfinished replacements next to a file or folder, of live or killed processes."""
    try:
        found = map(_LEFTOVER.fullmatch, sorted(path.name for path in target.parent.iterdir()))
    except OSError:
        return []
    return [target.with_name(match[0]) for match in found if match and match["of"] == target.name]


@contextmanager
def claimed(leftover: Path) -> Iterator[bool]:
    """Yield whether a file or folder is free: no running process holds its lock."""
    handle = _open(leftover)
    try:
        yield handle is not None and lock(handle, is_patient=False)
    finally:
        if handle is not None:
            os.close(handle)


def _open(path: Path) -> int | None:
    """Open a file or folder to lock it, if the system supports that."""
    if sys.platform == "win32":
        return None
    with suppress(OSError):
        return os.open(path, os.O_RDONLY)
    return None


def lock(handle: int, *, is_patient: bool = True) -> bool:
    """Lock an open file or folder until it is closed or the process ends in any way."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if is_patient else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def refusals(path: str | Path) -> Iterator[None]:
    """Turn an error of the disk into a sentence about what could not be written."""
    try:
        yield
    except OSError as error:
        raise OperatorError(
            f"cannot write {path}: {(error.strerror or str(error)).lower()}"
        ) from error
