"""Writing one file, never half of it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..input.files import safe_path
from .beside import beside, claimed, leftovers, lock, refusals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..input.files import File


def write_file(path: str | Path, content: bytes) -> None:
    """Write a file; the old one stays until the new one is complete on the disk.

    Anything that isn't a regular file, such as a pipe or `/dev/stdout`, is written to directly. A
    symbolic link is followed.

    Raises:
        OperatorError: The disk refuses; the file is unchanged.
    """
    target = Path(os.path.realpath(path))
    with refusals(path):
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(content)
            return
        _clear_files(target)
        new = beside(target)
        try:
            with new.open("xb") as file:
                lock(file.fileno())
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                new.chmod(target.stat().st_mode)
            new.replace(target)
        finally:
            new.unlink(missing_ok=True)
        _sync_folder(target.parent)


def write_each(files: Iterable[File], folder: str | Path) -> None:
    """Write a few files below a folder, each as `write_file` does.

    Raises:
        OperatorError: A path leads out of the folder, or the disk refuses.
    """
    for file in files:
        target = Path(folder, safe_path(file.path))
        with refusals(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, file.content)


def _clear_files(target: Path) -> None:
    """Delete what killed processes left next to a file."""
    for leftover in leftovers(target):
        if leftover.is_file():
            with claimed(leftover) as is_ours:
                if is_ours:
                    leftover.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a new name survive a power cut, on systems that can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
