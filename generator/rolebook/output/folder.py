"""Replacing a folder with a new one, while keeping other people's files in it."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import stat
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..input.files import LISTING, OperatorError, safe_path
from .beside import beside, claimed, leftovers, new_folder, refusals
from .file import write_file
from .listing import digest, files_below, is_ours, listed, write_listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

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
"""What people put in a folder before the first site is built there."""
_OF_A_SITE = ("assets/rolebook/rolebook.css", "data/handbook.json")
"""Files in every site, even in one without a list: by Rolebook 0.1, or by plain `mkdocs build`."""
_UNFINISHED = ".rolebook-unfinished"
"""Marks a folder that is still being filled, so that all of it may be deleted."""
_OCTAL = re.compile(r"\\([0-7]{3})")
"""How Linux writes a space in the name of a mount."""
_MOST_TRIES = 20
"""Another process may remove or create the folder in between; so many times is no coincidence."""
_IMMOVABLE = frozenset({errno.EBUSY, errno.EXDEV, errno.EACCES, errno.EPERM})
"""Errors for a folder that cannot be moved: it is a mount, or its parent isn't writable."""
_NOWHERE = -100
"""AT_FDCWD of Linux: paths are used as given."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS."""


def write(
    files: Iterable[File], folder: str | Path, progress: Callable[[int], None] = lambda _: None
) -> None:
    """Write files to a folder that no one reads yet; see `replaced` for one in use.

    Args:
        files: What to write.
        folder: Created if it is missing.
        progress: Called after each file with the number of files written.

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
    """A folder to fill, and what was kept when it replaced the old one."""

    folder: Path
    """Where to write."""
    old: Path
    """What it replaces; it may not exist."""
    before: Mapping[str, str]
    """What Rolebook wrote there, by path, with digests."""
    kept: tuple[str, ...] = ()
    """Afterwards: files of an old site without a list that may not be ours."""
    now: dict[str, str] = field(default_factory=dict)
    """What is in the new folder, by path, with digests; complete afterwards."""
    _made: set[str] = field(default_factory=lambda: {""})
    _shared: set[str] = field(default_factory=set)
    """Folders that others made."""

    def write(
        self, files: Iterable[File], progress: Callable[[int], None] = lambda _: None
    ) -> None:
        """Write files to the new folder; one that was the same before is the same file still.

        Args:
            files: What to write.
            progress: Called after each file with the number of files written.

        Raises:
            OperatorError: A path leads out of the folder, or the disk refuses.
        """
        for done, file in enumerate(files, 1):
            self._write(safe_path(file.path), file.content)
            progress(done)

    def _write(self, path: str, content: bytes) -> None:
        target = f"{self.folder}/{path}"
        with refusals(target):
            self._make_folder(path.rpartition("/")[0])
            if path in self.now or self._is_of_others(path):
                os.unlink(target)  # it may be the old file
            self.now[path] = digest(content)
            if not self._take(path, content):
                with open(target, "wb") as file:
                    file.write(content)

    def _make_folder(self, below: str) -> None:
        """Make a folder with those above it; four in five files have one of their own."""
        if below in self._made:
            return
        above, _, _ = below.rpartition("/")
        if above:
            self._make_folder(above)
        try:
            os.mkdir(f"{self.folder}/{below}")
        except FileExistsError:
            self._shared.add(below)
        self._made.add(below)

    def _is_of_others(self, path: str) -> bool:
        """Whether a file is there already; none is in a folder that was made for our files."""
        above = path.rpartition("/")[0]
        return (not above or above in self._shared) and os.path.lexists(f"{self.folder}/{path}")

    def _take(self, path: str, content: bytes) -> bool:
        """Give a file of the old folder a place in the new one, if it has the same content."""
        if self.before.get(path) != self.now[path]:
            return False
        old = f"{self.old}/{path}"
        try:
            if os.path.islink(old) or Path(old).read_bytes() != content:
                return False
            os.link(old, f"{self.folder}/{path}", follow_symlinks=False)
        # It is gone or someone else's, or the disk has no hard links.
        except (OSError, NotImplementedError):
            return False
        return True

    def take_what_is_the_same(self) -> None:
        """Do for files that others wrote to the new folder what `write` does."""
        for path in files_below(self.folder):
            if path in (LISTING, _UNFINISHED) or path in self.now:
                continue
            written = self.folder / path
            content = written.read_bytes()
            self.now[path] = digest(content)
            if self.before.get(path) == self.now[path]:
                aside = f"{written}.rolebook-same"
                os.rename(written, aside)
                if self._take(path, content):
                    os.unlink(aside)
                else:
                    os.rename(aside, written)


@contextmanager
def replaced(folder: str | Path, *, is_shared: bool = False) -> Iterator[Replacement]:
    """Yield an empty folder to fill, which replaces `folder` when the block succeeds.

    Files that an earlier run listed and this one does not write are deleted; other people's files
    are kept.

    Args:
        folder: Where the files go; it may not exist yet.
        is_shared: Whether others may already have files there.

    Raises:
        OperatorError: It is a file, a symbolic link or someone else's folder, someone else's file
            is in the way of one of ours, or the disk refuses. The folder is unchanged.
    """
    target = _checked(folder, is_shared=is_shared)
    with refusals(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        _clear_folders(target)
        new, handle = new_folder(target)
        (new / _UNFINISHED).touch()
    try:
        replacement = Replacement(new, target, listed(target))
        yield replacement
        with refusals(folder):
            replacement.take_what_is_the_same()
            write_listing(new, replacement.now)
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
        # Nothing remains here unless something failed or was interrupted.
        _clear(new, target)
        if handle is not None:
            os.close(handle)


def _checked(folder: str | Path, *, is_shared: bool) -> Path:
    """Return a folder's full path, or refuse a folder where a site doesn't belong."""
    given = Path(folder)
    has_name = given.name not in ("", "..")
    target = given.parent.resolve() / given.name if has_name else given.resolve()
    if target.is_symlink():
        raise OperatorError(f"{folder} is a symbolic link; name the folder that it points to")
    if target.exists() and not target.is_dir():
        raise OperatorError(f"{folder} is a file; choose a folder")
    if target.exists() and not os.access(target, os.W_OK):
        raise OperatorError(f"{folder} is read-only; choose another folder, or make it writable")
    if Path.cwd().is_relative_to(target):
        raise OperatorError(f"{folder} contains the current folder; choose another folder")
    if target.exists() and not is_shared and not listed(target):
        others = sorted({path.name for path in target.iterdir()} - _HOUSEKEEPING)
        if others and not all((target / path).is_file() for path in _OF_A_SITE):
            raise OperatorError(
                f"{folder} contains {others[0]}, which is not from Rolebook; "
                "choose an empty or new folder"
            )
    return target


def _take_over(target: Path, new: Path) -> tuple[str, ...]:
    """Write the list of a site that has none, and return the files that may not be ours."""
    if not target.exists() or listed(target):
        return ()
    if not all((target / path).is_file() for path in _OF_A_SITE):
        return ()
    paths = [path for path in files_below(target) if path != LISTING]
    ours = [path for path in paths if (new / path).is_file() or is_ours(target / path, "")]
    write_listing(target, dict.fromkeys(ours, ""))
    others = {*paths} - {*ours}
    return tuple(sorted(path for path in others if path.partition("/")[0] not in _HOUSEKEEPING))


def _refuse_what_is_in_the_way(others: Iterable[str], target: Path, new: Path) -> None:
    """Make sure that no file of ours would replace someone else's.

    Raises:
        OperatorError: One would.
    """
    for path in others:
        is_below_a_file = any((new / above).is_file() for above in Path(path).parents)
        if os.path.lexists(new / path) or is_below_a_file:
            raise OperatorError(
                f"{target / path} is in the way and not from Rolebook; move it somewhere else"
            )


def _of_others(target: Path, new: Path) -> list[str]:
    """Return the files in a folder that were not listed and are not replaced."""
    before, now = listed(target), listed(new)

    def is_known(path: str) -> bool:
        return path in before and (
            path in now or os.path.lexists(new / path) or is_ours(target / path, before[path])
        )

    return [path for path in files_below(target) if path != LISTING and not is_known(path)]


def _carry_over(others: Iterable[str], target: Path, new: Path) -> None:
    """Put other people's files into the new folder, and keep the modes of folders."""
    for path in others:
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(target / path, new / path, follow_symlinks=False)
        # Someone else's file, or a disk without hard links.
        except (OSError, NotImplementedError):
            shutil.copy2(target / path, new / path, follow_symlinks=False)
    ours = _folders_of(listed(target))
    for below in _folders_below(target):
        if below not in ours:
            (new / below).mkdir(parents=True, exist_ok=True)
        copy = f"{new}/{below}"
        if os.path.isdir(copy):
            mode = os.stat(f"{target}/{below}").st_mode
            if os.stat(copy).st_mode != mode:
                os.chmod(copy, stat.S_IMODE(mode))


def _folders_below(folder: Path) -> Iterator[str]:
    """Yield the paths of a folder, which is empty, and of all below it; links are not followed."""
    root = os.fspath(folder)
    for top, _, _ in os.walk(root):
        yield top[len(root) :].strip(os.sep).replace(os.sep, "/")


def _folders_of(paths: Iterable[str]) -> set[str]:
    """Return the folders above some files; that of all is empty."""
    folders = {""}
    for path in paths:
        above = path.rpartition("/")[0]
        while above not in folders:
            folders.add(above)
            above = above.rpartition("/")[0]
    return folders


def _holds_mount(folder: Path) -> bool:
    """Whether there is a mount in a folder or below it, which can be neither moved nor linked."""
    mounts = Path("/proc/self/mountinfo")
    try:
        text = mounts.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:  # not Linux
        return any(os.path.ismount(top) for top, _, _ in os.walk(folder))
    written = (line.split(" ")[4] for line in text.split("\n") if line)
    places = (_OCTAL.sub(lambda octal: chr(int(octal[1], 8)), place) for place in written)
    return any(Path(place).is_relative_to(folder) for place in places)


def _put(new: Path, target: Path) -> None:
    """Swap a folder with another."""
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
    """Swap two folders in two steps; if it is killed in between, the next run restores the site."""
    old = beside(target)
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    old.rename(new)


def _pour(new: Path, target: Path) -> None:
    """Fill a folder that cannot be moved, such as a mount, file by file; each file is complete."""
    before, now = listed(target), listed(new)
    for path in (*now, *before):
        above = (target / folder for folder in Path(path).parents if folder != Path())
        link = next((place for place in (target / path, *above) if place.is_symlink()), None)
        if link:
            raise OperatorError(f"{link} is a symbolic link; remove it, since it is not followed")
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
    """Delete a replaced folder, once other people's files in it are in the new one."""
    if _holds_mount(old):
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(old))
    before, now = listed(old), listed(target)
    for path in files_below(old):
        if path == LISTING:
            continue  # deleted last: after an interruption, it still says which files are ours
        is_there = path in now or os.path.lexists(target / path)
        if is_there or (path in before and is_ours(old / path, before[path])):
            os.unlink(f"{old}/{path}")
        else:
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (old / path).rename(target / path)
    ours = _folders_of(before)
    for below in sorted(_folders_below(old), reverse=True):
        if below not in ours:
            (target / below).mkdir(parents=True, exist_ok=True)
        if not below:
            (old / LISTING).unlink(missing_ok=True)
        os.rmdir(f"{old}/{below}")


def _clear_folders(target: Path) -> None:
    """Clean up after killed runs."""
    for leftover in leftovers(target):
        if leftover.is_dir() and not leftover.is_symlink():
            with claimed(leftover) as is_ours:
                if is_ours:
                    _clear(leftover, target)


def _clear(leftover: Path, target: Path) -> None:
    """Clean up a leftover next to the target: an unfinished, an old or a complete new folder."""
    with suppress(OSError):
        if (leftover / _UNFINISHED).exists():
            _remove_unfinished(leftover)
        elif not target.exists():  # killed in the middle of a swap
            leftover.rename(target)
        else:
            _dissolve(leftover, target)


def _remove_unfinished(leftover: Path) -> None:
    """Delete a folder that is all ours; its mark goes last, because nothing else says that."""
    for path in leftover.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != _UNFINISHED:
            path.unlink()
    shutil.rmtree(leftover)
