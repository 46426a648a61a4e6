"""A folder that replaces another, with all that others put there."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..input.files import LISTING, OperatorError, safe_path
from .beside import beside, claimed, leftovers, new_folder, refusals
from .file import write_file
from .listing import digests, files_below, is_ours, listed, write_listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..input.files import File

_HOUSEKEEPING = frozenset(
    {
        ".git",
        ".gitattributes",
        ".gitignore",
        ".gitkeep",
        ".nojekyll",
        ".well-known",
        ".DS_Store",
        "CNAME",
    }
)
"""What people put into a folder before the first site is built there."""
_OF_A_SITE = ("assets/rolebook/rolebook.css", "data/handbook.json")
"""What every site of ours holds, even one without a list: that of Rolebook 0.1, or of plain `mkdocs build`."""
_UNFINISHED = ".rolebook-unfinished"
"""Stands in a folder as long as it is being filled: then all of it can go."""
_OCTAL = re.compile(r"\\([0-7]{3})")
"""How Linux writes a blank in the name of what is mounted."""
_MOST_TRIES = 20
_IMMOVABLE = frozenset({errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM})
"""How a system says that a folder cannot be moved: it is mounted, or we may not write to the one above it."""
_NOWHERE = -100
"""AT_FDCWD of Linux: paths are as given."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS."""


def write(
    files: Iterable[File], folder: str | Path, progress: Callable[[int], None] = lambda _: None
) -> None:
    """Write files below a folder that nobody reads yet; see `replaced` for one that somebody does.

    Args:
        files: What to write.
        folder: Made if it is missing.
        progress: Called with the number of files done, once for each.

    Raises:
        OperatorError: A path leads out of the folder, or the disk refuses.
    """
    root = Path(folder)
    made: set[Path] = set()
    for done, file in enumerate(files, 1):
        target = root / safe_path(file.path)
        with refusals(target):
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            target.write_bytes(file.content)
        progress(done)


@dataclass
class Replacement:
    """A folder to fill, and what became of it."""

    folder: Path
    """Where to write."""
    kept: tuple[str, ...] = ()
    """After the exchange: what stood in a site that had no list, and is not known to be ours."""


@contextmanager
def replaced(folder: str | Path, *, is_shared: bool = False) -> Iterator[Replacement]:
    """Yield an empty folder to fill, which replaces `folder` when the block ends without an exception.

    Files that an earlier run listed and this one does not write are then gone; what others put
    there is kept.

    Args:
        folder: Where the files are to be; it need not exist.
        is_shared: Whether others may have files there already.

    Raises:
        OperatorError: It is a file, a symbolic link or somebody else's folder, or somebody else's
            file has the place of
            one of ours, or the disk refuses. The folder is left as it was.
    """
    target = _checked(folder, is_shared=is_shared)
    with refusals(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_folders(target)
        new, handle = new_folder(target)
        (new / _UNFINISHED).touch()
    try:
        replacement = Replacement(new)
        yield replacement
        with refusals(folder):
            write_listing(new, digests(new, but=_UNFINISHED))
            replacement.kept = _take_over(target, new)
            others = _of_others(target, new)
            _refuse_what_is_in_the_way(others, target, new)
            if _holds_mount(target):
                _pour(new, target)
            else:
                _carry_over(others, target, new)
                (new / _UNFINISHED).unlink()
                _put(new, target)
        # Another build may have found what is left of the old folder, and clear it.
        with claimed(new) as is_ours, refusals(f"what was in {folder}, and is in {new} now"):
            if is_ours:
                _dissolve(new, target)
    finally:
        # Nothing is left here unless it failed, or was interrupted between two lines.
        _clear(new, target)
        if handle is not None:
            os.close(handle)


def _checked(folder: str | Path, *, is_shared: bool) -> Path:
    """Return a folder's full path, or refuse it: nothing would be lost, but a site does not belong there."""
    given = Path(folder)
    target = (
        given.parent.resolve() / given.name if given.name not in ("", "..") else given.resolve()
    )
    if target.is_symlink():
        raise OperatorError(f"{folder} is a symbolic link; name the folder that it leads to")
    if target.exists() and not target.is_dir():
        raise OperatorError(f"{folder} is a file; choose a folder")
    if target.exists() and not os.access(target, os.W_OK):
        raise OperatorError(f"{folder} is read-only; choose another folder, or allow writing to it")
    if Path.cwd().is_relative_to(target):
        raise OperatorError(f"{folder} holds the folder that you are in; choose another folder")
    if target.exists() and not is_shared and not listed(target):
        others = sorted({path.name for path in target.iterdir()} - _HOUSEKEEPING)
        if others and not all((target / path).is_file() for path in _OF_A_SITE):
            raise OperatorError(
                f"{folder} holds {others[0]}, which is not from Rolebook; choose an empty or a new folder"
            )
    return target


def _take_over(target: Path, new: Path) -> tuple[str, ...]:
    """Write the list of a site that has none: what is written again, and pages of ours. Return the other files."""
    if (
        not target.exists()
        or listed(target)
        or not all((target / path).is_file() for path in _OF_A_SITE)
    ):
        return ()
    found = [path for path in files_below(target) if path != LISTING]
    ours = [path for path in found if (new / path).is_file() or is_ours(target / path, "")]
    write_listing(target, dict.fromkeys(ours, ""))
    return tuple(
        sorted(path for path in {*found} - {*ours} if path.partition("/")[0] not in _HOUSEKEEPING)
    )


def _refuse_what_is_in_the_way(others: Iterable[str], target: Path, new: Path) -> None:
    """Make sure that no file of ours takes the place of somebody else's.

    Raises:
        OperatorError: One would.
    """
    for path in others:
        if os.path.lexists(new / path) or any(
            (new / above).is_file() for above in Path(path).parents
        ):
            raise OperatorError(
                f"{target / path} is in the way, and is not from Rolebook; move it away"
            )


def _of_others(target: Path, new: Path) -> list[str]:
    """Return what stands in a folder, and neither was listed there nor is replaced."""
    before = listed(target)

    def is_known(path: str) -> bool:
        return path in before and (
            os.path.lexists(new / path) or is_ours(target / path, before[path])
        )

    return [path for path in files_below(target) if path != LISTING and not is_known(path)]


def _carry_over(others: Iterable[str], target: Path, new: Path) -> None:
    """Put what others have in a folder into the one that replaces it, and let folders keep their modes."""
    for path in others:
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(target / path, new / path, follow_symlinks=False)
        except (
            OSError,
            NotImplementedError,
        ):  # another person's file, or a disk that knows no hard links
            shutil.copy2(target / path, new / path, follow_symlinks=False)
    ours = _folders_of(listed(target))
    for top, _, _ in os.walk(target):
        below = Path(top).relative_to(target)
        if below not in ours:
            (new / below).mkdir(parents=True, exist_ok=True)
        if (new / below).is_dir():
            (new / below).chmod(Path(top).stat().st_mode)


def _folders_of(paths: Iterable[str]) -> set[Path]:
    return {above for path in paths for above in Path(path).parents}


def _holds_mount(folder: Path) -> bool:
    """Whether something is mounted in a folder or below it: that can neither be moved nor linked."""
    try:
        lines = (
            Path("/proc/self/mountinfo")
            .read_text(encoding="utf-8", errors="surrogateescape")
            .split("\n")
        )
    except OSError:  # no Linux
        return any(os.path.ismount(top) for top, _, _ in os.walk(folder))
    places = (
        _OCTAL.sub(lambda octal: chr(int(octal[1], 8)), line.split(" ")[4])
        for line in lines
        if line
    )
    return any(Path(place).is_relative_to(folder) for place in places)


def _put(new: Path, target: Path) -> None:
    """Put a folder in the place of another, which is then in the place of the first."""
    for _ in range(_MOST_TRIES):
        try:
            new.rename(target)
            return
        except OSError as error:
            if error.errno in _IMMOVABLE:
                break
        try:
            _exchange(new, target)
            return
        except OSError as error:
            if error.errno in _IMMOVABLE:
                break
            # Another process may have removed the folder in the meantime.
            if error.errno != errno.ENOENT:
                _trade(new, target)
                return
    _pour(new, target)


def _exchange(one: Path, other: Path) -> None:
    """Swap two folders in one step, so that there is never a moment without one."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = system.renamex_np(*names, _EXCHANGE)
        else:
            failed = system.renameat2(_NOWHERE, names[0], _NOWHERE, names[1], _EXCHANGE)
    except (AttributeError, TypeError) as error:  # Windows, or an old C library
        raise OSError(errno.ENOSYS, "not supported") from error
    if failed:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))


def _trade(new: Path, target: Path) -> None:
    """Swap two folders in two steps; if the process is killed between them, the next run brings the site back."""
    old = beside(target)
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    old.rename(new)


def _pour(new: Path, target: Path) -> None:
    """Fill a folder that cannot be moved, such as one that is mounted, file by file; each of them is complete."""
    before, now = listed(target), listed(new)
    for path in (*now, *before):
        places = (
            target / path,
            *(target / above for above in Path(path).parents if above != Path()),
        )
        link = next((place for place in places if place.is_symlink()), None)
        if link:
            raise OperatorError(f"{link} is a symbolic link, and is not written through; remove it")
    write_listing(target, {**before, **now})
    for path in now:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        write_file(target / path, (new / path).read_bytes())
    for path in before.keys() - now.keys():
        if is_ours(target / path, before[path]):
            (target / path).unlink(missing_ok=True)
    write_file(target / LISTING, (new / LISTING).read_bytes())
    shutil.rmtree(new)


def _dissolve(old: Path, target: Path) -> None:
    """Delete a folder that was replaced, and move what others put there and the new one lacks into that one."""
    if _holds_mount(old):
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(old))
    before = listed(old)
    for path in files_below(old):
        if path == LISTING:
            continue  # it goes last: whoever is killed here must know what is whose
        if os.path.lexists(target / path) or (path in before and is_ours(old / path, before[path])):
            (old / path).unlink()
        else:
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (old / path).rename(target / path)
    ours = _folders_of(before)
    for top, _, _ in os.walk(old, topdown=False):
        below = Path(top).relative_to(old)
        if below not in ours:
            (target / below).mkdir(parents=True, exist_ok=True)
        if below == Path():
            (old / LISTING).unlink(missing_ok=True)
        Path(top).rmdir()


def _clear_folders(target: Path) -> None:
    """Clean up after runs that were killed."""
    for leftover in leftovers(target):
        if leftover.is_dir() and not leftover.is_symlink():
            with claimed(leftover) as is_ours:
                if is_ours:
                    _clear(leftover, target)


def _clear(leftover: Path, target: Path) -> None:
    """Clean up what is left beside the target: half a folder, the old folder, or a complete new one."""
    with suppress(OSError):
        if (leftover / _UNFINISHED).exists():
            _remove_unfinished(leftover)
        elif not target.exists():  # killed in the middle of a swap
            leftover.rename(target)
        else:
            _dissolve(leftover, target)


def _remove_unfinished(leftover: Path) -> None:
    """Delete a folder of which all is ours; its mark goes last, since nothing else says so."""
    for path in leftover.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != _UNFINISHED:
            path.unlink()
    shutil.rmtree(leftover)
