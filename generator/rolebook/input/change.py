"""A unified diff to the change that it describes: its files, and the lines added and removed.

It knows the diffs of git and of other tools, and what `git format-patch` wraps around them; it
knows no repository. The libraries for this refuse a file in a folder named `a b`, leave names as
git quotes them, and take cubic time for some headers, which anyone can send.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .files import OperatorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

# What is longer was generated or copied; nobody reads 400,000 lines in one review.
MOST_BYTES = 20_000_000
"""Size of the largest diff that is read."""


@dataclass(frozen=True)
class ChangedFile:
    """A file that a change touches."""

    path: str
    """From the top of the repository; the new name of a renamed file."""
    added: tuple[str, ...] = ()
    """Lines without their ends."""
    removed: tuple[str, ...] = ()
    is_new: bool = False
    is_deleted: bool = False
    is_binary: bool = False
    """Whether its lines are unknown because it isn't a text."""
    former_path: str = ""
    """The name before it was renamed or copied; empty if it was neither."""


@dataclass(frozen=True)
class Change:
    """What a reviewer reads: files in the order of the diff, each once."""

    files: tuple[ChangedFile, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The files' paths."""
        return tuple(file.path for file in self.files)


def read_change(diff: bytes, name: str = "the diff") -> Change:
    r"""Return the change that a unified diff describes; an empty diff is a change of nothing.

    Args:
        diff: The diff, in any encoding.
        name: What messages call it.

    Raises:
        OperatorError: It is too large, not a diff, broken off, or the diff of a merge.

    Examples:
        >>> read_change(b"--- a/x.py\n+++ b/x.py\n@@ -1 +1,2 @@\n y\n+z\n").files
        (ChangedFile(path='x.py', added=('z',), ...),)
    """
    if len(diff) > MOST_BYTES:
        raise OperatorError(
            f"{name} has more than {MOST_BYTES // 1_000_000} MB; leave out generated files, "
            "as in: git diff main... -- . ':!dist'"
        )
    reader = _Reader(_in_utf8(diff), name)
    files = _merged(part.file() for part in reader.parts())
    if not files and diff.strip():
        raise OperatorError(f"{name} is not a unified diff; make one with 'git diff main...'")
    return Change(files)


def _in_utf8(diff: bytes) -> bytes:
    """Return a diff without a mark; Windows PowerShell writes what a command prints as UTF-16."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if diff.startswith(mark):
            return diff.decode(encoding, errors="replace").encode(errors="replace")
    return diff.removeprefix(codecs.BOM_UTF8)


@dataclass
class _Part:
    """The part of a diff about one file, as far as it was read."""

    old: bytes = b""
    """Its names as they were written, with prefixes; empty if unknown or none."""
    new: bytes = b""
    is_named: bool = False
    """Whether the names are from lines that say only one of them, which leave no doubt."""
    renamed_from: bytes = b""
    renamed_to: bytes = b""
    is_new: bool = False
    is_deleted: bool = False
    is_binary: bool = False
    has_hunks: bool = False
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def file(self) -> ChangedFile:
        """Return the file that the part is about."""
        old, new = _without_prefixes(self.old, self.new)
        path = self.renamed_to or (old if self.is_deleted else new) or old
        return ChangedFile(
            _name(path),
            tuple(self.added),
            tuple(self.removed),
            self.is_new,
            self.is_deleted,
            self.is_binary,
            _name(self.renamed_from),
        )


class _Reader:
    """Reads a diff line by line; a hunk has as many lines as its header says."""

    def __init__(self, diff: bytes, name: str) -> None:
        self._lines = diff.split(b"\n")
        self._at = 0
        self._name = name

    def parts(self) -> Iterator[_Part]:
        part: _Part | None = None
        while self._at < len(self._lines):
            line = self._lines[self._at].removesuffix(b"\r")
            self._at += 1
            if line.startswith(_MERGES):
                raise OperatorError(
                    f"{self._name} compares a merge with several versions; compare with one, "
                    "as in: git diff main..."
                )
            if line.startswith(_GIT):
                if part:
                    yield part
                part = _begun(line.removeprefix(_GIT))
            elif line.startswith(_OLD) and self._next.startswith(_NEW):
                if part and (part.has_hunks or part.is_named):
                    yield part
                    part = None
                part = part or _Part()
                self._read_names(part, line)
            elif line.startswith(_HUNK) and (part or _LENGTHS.match(line)):
                self._read_hunk(part, line)
            elif part and line == (_SIGNATURE if part.has_hunks else b""):
                yield part
                part = None
            elif part and not part.has_hunks:
                _read_header(part, line)
            elif line.startswith(_BINARY) and line.endswith(_DIFFER):
                if part:
                    yield part
                part = _of_binary(line[len(_BINARY) : -len(_DIFFER)])
        if part:
            yield part

    @property
    def _next(self) -> bytes:
        return self._lines[self._at] if self._at < len(self._lines) else b""

    def _read_names(self, part: _Part, line: bytes) -> None:
        old = _unquoted(line.removeprefix(_OLD))
        new = _unquoted(self._next.removesuffix(b"\r").removeprefix(_NEW))
        self._at += 1
        part.is_new |= old == _NOTHING
        part.is_deleted |= new == _NOTHING
        part.old = b"" if old == _NOTHING else old
        part.new = b"" if new == _NOTHING else new
        part.is_named = True

    def _read_hunk(self, part: _Part | None, header: bytes) -> None:
        lengths = _LENGTHS.match(header)
        if part is None or lengths is None:
            raise self._broken("is out of place")
        part.has_hunks = True
        old, new = (int(length) if length else 1 for length in lengths.groups())
        while old > 0 or new > 0:
            if self._at == len(self._lines):
                raise self._broken("is the last one, and others must follow")
            line = self._lines[self._at]
            self._at += 1
            kind = line[:1]
            if kind == b"+":
                new -= 1
                part.added.append(_text(line))
            elif kind == b"-":
                old -= 1
                part.removed.append(_text(line))
            elif kind in _SAME:
                old, new = old - 1, new - 1
            elif kind != _REMARK:
                raise self._broken("is not a line of a diff")
        if old < 0 or new < 0:
            raise self._broken("is one too many")

    def _broken(self, why: str) -> OperatorError:
        return OperatorError(
            f"{self._name} is damaged: line {self._at} {why}; "
            "make it again, as in: git diff main... > change.diff"
        )


_GIT = b"diff --git "
_MERGES = (b"diff --cc ", b"diff --combined ", b"@@@ ")
_OLD = b"--- "
_NEW = b"+++ "
_NOTHING = b"/dev/null"
_HUNK = b"@@ "
_LENGTHS = re.compile(rb"@@ -\d{1,10}(?:,(\d{1,10}))? \+\d{1,10}(?:,(\d{1,10}))? @@")
_SAME = (b" ", b"", b"\r")
"""How a line begins that stayed; some tools cut the blank of an empty one."""
_REMARK = b"\\"
_BINARY = b"Binary files "
_DIFFER = b" differ"
_SIGNATURE = b"-- "
"""What ends a patch in a mail; a blank line is in front of it if there are no hunks."""


def _of_binary(names: bytes) -> _Part:
    old, _, new = names.partition(b" and ")
    return _Part(
        b"" if old == _NOTHING else old,
        b"" if new == _NOTHING else new,
        is_named=True,
        is_new=old == _NOTHING,
        is_deleted=new == _NOTHING,
        is_binary=True,
    )


def _begun(names: bytes) -> _Part:
    """Return a part with the names of its first line, as far as these can be told apart."""
    if names.startswith(b'"'):
        end = _end_of_quoted(names)
        return _Part(_unquoted(names[:end]), _unquoted(names[end:].lstrip(b" ")))
    # Names may contain blanks. Both are the same, or else a later line says each of them.
    middle = len(names) // 2
    if names[middle : middle + 1] == b" ":
        return _Part(names[:middle], names[middle + 1 :])
    old, _, new = names.rpartition(b" ")
    return _Part(old, _unquoted(new))


def _read_header(part: _Part, line: bytes) -> None:
    """Read a line between the names of a file and its first hunk."""
    for start, read in _HEADERS.items():
        if line.startswith(start):
            read(part, line.removeprefix(start))
            return


def _renamed_from(part: _Part, name: bytes) -> None:
    part.renamed_from = _unquoted(name)


def _renamed_to(part: _Part, name: bytes) -> None:
    part.renamed_to = _unquoted(name)


def _is_new(part: _Part, mode: bytes) -> None:
    part.is_new = True


def _is_deleted(part: _Part, mode: bytes) -> None:
    part.is_deleted = True


def _is_binary(part: _Part, about: bytes) -> None:
    part.is_binary = True


_HEADERS: Mapping[bytes, Callable[[_Part, bytes], None]] = {
    b"rename from ": _renamed_from,
    b"rename to ": _renamed_to,
    b"copy from ": _renamed_from,
    b"copy to ": _renamed_to,
    b"new file mode ": _is_new,
    b"deleted file mode ": _is_deleted,
    _BINARY: _is_binary,
    b"GIT binary patch": _is_binary,
}


def _without_prefixes(old: bytes, new: bytes) -> tuple[bytes, bytes]:
    """Return two names without `a/` and `b/`, or what else git puts there.

    Two names with the same prefix have none: git adds a different one to each, and a folder may be
    named `a`.
    """
    if all(_PREFIX.match(name) for name in (old, new) if name) and old[:1] != new[:1]:
        return old[2:], new[2:]
    return old, new


_PREFIX = re.compile(rb"[abciow12]/.")


def _end_of_quoted(text: bytes) -> int:
    """Return where a name in quotation marks ends, behind its closing mark."""
    quoted = _QUOTED.match(text)
    return quoted.end() if quoted else len(text)


def _unquoted(name: bytes) -> bytes:
    r"""Return a name as it is on the disk; git quotes those with marks or bytes beyond ASCII.

    >>> _unquoted(rb'"a/\303\244 \"b\".txt"').decode()
    'a/ä "b".txt'
    >>> _unquoted(b"a/b c.txt\t2027-01-04 09:00")
    b'a/b c.txt'
    """
    if quoted := _QUOTED.match(name):
        return _ESCAPE.sub(_meant, quoted[1])
    return name.partition(b"\t")[0]


def _meant(escape: re.Match[bytes]) -> bytes:
    code = escape[1]
    return bytes([int(code, 8) & 0xFF]) if code.isdigit() else _ESCAPED.get(code, code)


_QUOTED = re.compile(rb'"((?>(?:[^"\\]|\\.)*))"', re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPED = {
    b"a": b"\a",
    b"b": b"\b",
    b"f": b"\f",
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"v": b"\v",
}


def _name(name: bytes) -> str:
    # Decoded as Python decodes file names, so that different names stay different.
    return name.decode(errors="surrogateescape")


def _text(line: bytes) -> str:
    return line[1:].removesuffix(b"\r").decode(errors="replace")


def _merged(files: Iterable[ChangedFile]) -> tuple[ChangedFile, ...]:
    """Return each file once; several commits, as `git format-patch` writes them, may touch it."""
    by_path: dict[str, list[ChangedFile]] = {}
    for file in files:
        if file.path:
            by_path.setdefault(file.path, []).append(file)
    return tuple(_joined(same) for same in by_path.values())


def _joined(same: list[ChangedFile]) -> ChangedFile:
    first, last = same[0], same[-1]
    if first is last:
        return first
    return ChangedFile(
        first.path,
        tuple(line for file in same for line in file.added),
        tuple(line for file in same for line in file.removed),
        first.is_new,
        last.is_deleted,
        any(file.is_binary for file in same),
        first.former_path,
    )
