"""What was made before, in the folder `.rolebook/`: by key, bounded, safe to delete.

An entry is a file with a line about itself, then what was made: data only, never anything that is
run. What is damaged, was made by another version or is a symbolic link counts as not there. The
whole folder is left alone where it is a link, or where git tracks it: otherwise a proposed change
could decide what the builds of others contain.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
import zlib
from contextlib import suppress
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from ..input.git import tracks
from ..messages import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from importlib.resources.abc import Traversable

FOLDER = ".rolebook"
"""Its name, next to the configuration."""
_MOST_BYTES = 256 * 2**20
"""What the folder may hold after a build; 18,640 rules with all sheets need a quarter of it."""
_MARK = b"rolebook"
_HEAD = 256
"""More bytes than the line about an entry has."""
# A pipe that someone put there must not be waited for.
_READING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_IGNORE = "# Made by Rolebook: what was made before. Safe to delete.\n*\n"
_CODE = (".py", ".html", ".ftl", ".csv", ".yml", ".json", ".typ", ".js", ".css")


def key_of(*parts: str | bytes) -> str:
    """Return the key of what is made of some texts; their order and their borders count.

    >>> key_of("ab", "c") == key_of("a", "bc"), len(key_of("a"))
    (False, 40)
    """
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.hexdigest()


@cache
def program() -> str:
    """Return a digest of this Rolebook, of Python and of all that is installed with them.

    Entries of another program are not used: what it makes of the same text may differ.
    """
    installed: set[str] = set()
    for folder in filter(None, sys.path):
        with suppress(OSError):
            installed.update(
                n for n in os.listdir(folder) if n.endswith((".dist-info", ".egg-info"))
            )
    code = [part for file in sorted(_files(resources.files("rolebook"))) for part in file]
    return key_of(sys.version, *sorted(installed), *code)


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_CODE):
            yield f"{prefix}{entry.name}", entry.read_bytes()


class Store:
    """Entries by room, such as `links`, and key. Without a folder it keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._used: set[str] = set()
        self._rooms: set[str] = set()
        self.ignored = 0
        """Entries that were damaged or from another version."""

    @classmethod
    def next_to(cls, configuration: str | Path, tell: Callable[[str], None]) -> Store:
        """Return the store next to a configuration; one that keeps nothing if it is not safe.

        Args:
            configuration: Path of `mkdocs.yml`.
            tell: Called with a sentence why nothing is kept.
        """
        folder = Path(configuration).parent / FOLDER
        problem = _problem(folder)
        if problem:
            tell(f"{folder} is not used: {problem}")
        return cls(None if problem else folder)

    @property
    def complaint(self) -> str:
        """A sentence about entries that were there and could not be used, or nothing."""
        if not self.ignored:
            return ""
        files = messages()("file-count", count=self.ignored)
        return f"{files} in {self._folder} made by another version or damaged, so made again"

    @property
    def keeps(self) -> bool:
        """Whether there is a folder to keep anything in."""
        return self._folder is not None

    def get(self, room: str, key: str) -> bytes | None:
        """Return an entry, or None if there is none that can be used."""
        if self._folder is None or not self._is_room(room):
            return None
        path = self._folder / room / key
        try:
            handle = os.open(path, _READING)
        except FileNotFoundError:
            return None
        except OSError:
            self.ignored += 1
            return None
        with os.fdopen(handle, "rb") as file:
            raw = file.read()
        content = _opened(raw)
        if content is None:
            self.ignored += 1
        else:
            self._used.add(f"{room}/{key}")
        return content

    def put(self, room: str, key: str, content: bytes, *, is_compressed: bool = False) -> None:
        """Keep an entry. A full or read-only disk is no problem: then it is not kept.

        Args:
            room: What kind of thing it is: `pages`.
            key: What it was made from; see `key_of`.
            content: What was made.
            is_compressed: Whether it is as small as it gets, such as a PDF.
        """
        if self._folder is None:
            return
        try:
            self._make_room(room)
            new = self._folder / room / f".{key}.{secrets.token_hex(4)}"
            with new.open("xb") as file:
                file.write(_closed(content, is_compressed=is_compressed))
            new.replace(self._folder / room / key)
        except OSError:
            return
        self._used.add(f"{room}/{key}")

    def tidy(self) -> None:
        """Delete what was not used for longest until the folder is small enough."""
        if self._folder is None or not self._folder.is_dir():
            return
        unused: list[tuple[float, int, Path]] = []
        total = 0
        for path in sorted(self._folder.glob("*/*")):
            with suppress(OSError):
                about = path.lstat()
                total += about.st_size
                if f"{path.parent.name}/{path.name}" in self._used:
                    os.utime(path, follow_symlinks=False)
                else:
                    unused.append((about.st_mtime, about.st_size, path))
        for _, size, path in sorted(unused):
            if total <= _MOST_BYTES:
                break
            with suppress(OSError):
                path.unlink()
            total -= size

    def _is_room(self, room: str) -> bool:
        """Whether the folder of a room is one, and not a link."""
        if room not in self._rooms and self._folder:
            path = self._folder / room
            if path.is_dir() and not path.is_symlink():
                self._rooms.add(room)
        return room in self._rooms

    def _make_room(self, room: str) -> None:
        assert self._folder
        if self._is_room(room):
            return
        (self._folder / room).mkdir(parents=True, exist_ok=True)
        if not self._is_room(room):
            raise OSError
        ignore = self._folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text(_IGNORE, encoding="utf-8")


NOTHING_KEPT = Store(None)
"""Keeps nothing."""


def _problem(folder: Path) -> str:
    """Return why a folder is not used, or an empty string."""
    if folder.is_symlink():
        return "it is a symbolic link; remove it"
    if folder.exists() and not folder.is_dir():
        return "it is not a folder; remove it"
    if folder.exists() and tracks(folder):
        return (
            "git tracks files in it, so that any change could decide what a build contains; "
            "run 'git rm -r --cached .rolebook'"
        )
    return ""


def _closed(content: bytes, *, is_compressed: bool) -> bytes:
    kind, packed = (b"as-is", content) if is_compressed else (b"zlib", zlib.compress(content, 1))
    return b"%s %s %s %s\n%s" % (_MARK, program().encode(), kind, _seal(packed), packed)


def _opened(raw: bytes) -> bytes | None:
    """Return the content of an entry, or None if it is damaged or from another version."""
    head = raw[:_HEAD].partition(b"\n")[0]
    parts = head.split(b" ")
    packed = raw[len(head) + 1 :]
    if len(parts) != 4 or parts[0] != _MARK or parts[1] != program().encode():
        return None
    if parts[3] != _seal(packed):
        return None
    return packed if parts[2] == b"as-is" else _unpacked(packed)


def _seal(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=16).hexdigest().encode()


def _unpacked(packed: bytes) -> bytes | None:
    """Return what was compressed, or None if it is far more than anything that is kept."""
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(packed, _MOST_BYTES)
    except zlib.error:
        return None
    return content if unpacking.eof else None
