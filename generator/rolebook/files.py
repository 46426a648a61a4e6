"""Text in, files out: the one module that touches the disk."""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from .diagnostics import Diagnostic
from .source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
_SKIPPED_NAMES = re.compile(
    r"(?:readme|changelog|contributing|code_of_conduct|license)(?:\..*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class File:
    """Something to publish: a path below the site's root, with forward slashes, and its content."""

    path: str
    content: bytes


class OperatorError(Exception):
    """The person at the keyboard asked for something that cannot be done, such as a folder that is not there."""


def read_sources(paths: Iterable[str | Path]) -> tuple[list[Source], list[Diagnostic]]:
    """Read Markdown files, and the Markdown files below folders, in a stable order.

    Hidden files and folders are passed over, and a README found in a folder is skipped with a note. A link that
    leads out of its folder is not followed. A file that cannot be read is a diagnostic; the others are read.

    Raises:
        OperatorError: A path does not exist.
    """
    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    seen: set[Path] = set()
    for given in paths:
        top = Path(given)
        if not top.exists():
            raise OperatorError(f"no such file or folder: {top}")
        for path, problem in _walk(top) if top.is_dir() else [(top, None)]:
            if problem:
                diagnostics.append(problem)
            elif path.resolve() not in seen:
                seen.add(path.resolve())
                source, problems = _read(path)
                sources += source
                diagnostics += problems
    return sources, diagnostics


def markdown_text(raw: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    r"""Decode a file's bytes whatever they are, and say what was odd about them.

    >>> markdown_text("caf\u00e9".encode("latin-1"), "a.md")[0]
    'café'
    """
    text, diagnostics = _decode(raw, path)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        diagnostics.append(Diagnostic("RD003", Span(path, line), "a NUL character was replaced"))
        text = text.replace("\0", "\ufffd")
    if not text.strip():
        diagnostics.append(Diagnostic("RD008", Span(path, 1), "the file is empty"))
    return text, diagnostics


def write(
    files: Sequence[File], folder: str | Path, progress: Callable[[int], None] = lambda _: None
) -> None:
    """Write files below a folder, each whole or not at all, and leave equal ones untouched.

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
        target = root / _safe(file.path)
        try:
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            target.write_bytes(file.content)
        except OSError as error:
            raise OperatorError(f"cannot write {target}: {error.strerror}") from error
        progress(done)


def _safe(path: str) -> str:
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or PurePosixPath(path).is_absolute():
        raise OperatorError(f"a file may not be written to {path!r}")
    return path


def _walk(top: Path) -> Iterator[tuple[Path, Diagnostic | None]]:
    inside = top.resolve()
    for folder, subfolders, names in os.walk(top, onerror=lambda _: None):
        for name in sorted(subfolders):
            path = Path(folder, name)
            if path.is_symlink():
                yield path, _linked(path)
            elif not os.access(path, os.R_OK | os.X_OK):
                yield path, Diagnostic("RD001", Span(path.as_posix(), 1), "the folder cannot be opened")
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith(".") or not name.lower().endswith(SUFFIXES):
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(inside):
                yield path, _linked(path)
            elif _SKIPPED_NAMES.fullmatch(name):
                yield path, Diagnostic("RD007", Span(path.as_posix(), 1), f"{name} is not read as a persona")
            else:
                yield path, None


def _linked(path: Path) -> Diagnostic:
    return Diagnostic("RD004", Span(path.as_posix(), 1), "a symbolic link out of the folder is not followed")


def _read(path: Path) -> tuple[list[Source], list[Diagnostic]]:
    name = path.as_posix()
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return [], [Diagnostic("RD001", Span(name, 1), f"the file cannot be read: {reason}")]
    text, diagnostics = markdown_text(raw, name)
    return [Source(name, text)], diagnostics


def _decode(raw: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace"), [_encoding(path, 1, "UTF-16")]
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    repaired = raw.decode("utf-8", errors="replace")
    bad = repaired.count("\ufffd")
    if bad * 2 > sum(not character.isascii() for character in repaired):
        return raw.decode("latin-1"), [_encoding(path, line, "Latin-1")]
    return repaired, [_encoding(path, line, "UTF-8 with replacement characters")]


def _encoding(path: str, line: int, used: str) -> Diagnostic:
    return Diagnostic(
        "RD002", Span(path, line), f"the file is not UTF-8; it was read as {used}", "save it as UTF-8"
    )
