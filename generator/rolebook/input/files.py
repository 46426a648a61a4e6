"""From the disk to texts: the one module that reads what a handbook is made of."""

from __future__ import annotations

import codecs
import os
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic
from ..model.source import Source, Span, cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

LISTING = ".rolebook-files"
"""The list of what Rolebook wrote to a folder; `publish` writes it."""
SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
_SKIPPED_NAMES = re.compile(
    r"(?:readme|changelog|contributing|code_of_conduct|license)(?:\..*)?", re.IGNORECASE
)

_ODD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What no file name should hold: tabs, line ends and what controls a terminal."""

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS: Mapping[bytes, str] = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


@dataclass(frozen=True, slots=True)
class File:
    """Something to publish: a path below the site's root, with forward slashes, and its content."""

    path: str
    content: bytes


class OperatorError(Exception):
    """The person at the keyboard asked for something that cannot be done, such as to read a missing folder."""


def read_sources(
    paths: Iterable[str | Path], *, root: str | Path | None = None
) -> tuple[list[Source], list[Diagnostic]]:
    """Read Markdown files, and the Markdown files below folders, in a stable order.

    Hidden files and folders are passed over, and a README found in a folder is skipped with a note.
    Links to folders are not followed, nor links to files outside. What cannot be read is a
    diagnostic; the rest is read.

    Args:
        paths: Files and folders.
        root: Folder that the names of sources are relative to; those outside it are named from the
            folder that was
            given. Without it they are the paths as given.

    Raises:
        OperatorError: A path does not exist, or a folder has no Markdown. One that has only a
            README gets the usual
            note and raises nothing, since a handbook may begin that way.
    """
    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    seen: set[str] = set()
    for given in paths:
        top = Path(given)
        name = partial(_name, top=top, root=root)
        if not top.exists():
            raise OperatorError(f"no such file or folder: {top}")
        require_markdown(top)
        for path, problem in _walk(top, name) if top.is_dir() else [(top, None)]:
            real = os.path.realpath(path)
            if problem:
                diagnostics.append(problem)
            elif real not in seen:
                seen.add(real)
                source, problems = _read(path, name(path))
                sources += source
                diagnostics += problems
    return sources, diagnostics


def require_markdown(top: Path) -> None:
    """Refuse a folder in which there is nothing to read, whatever it is read for.

    Raises:
        OperatorError: It holds no Markdown file; a README counts as one, and so does a file that
            cannot be opened.
    """
    if top.is_dir() and not any(_walk(top, str)):
        raise OperatorError(_no_markdown(top))


def _no_markdown(top: Path) -> str:
    """Say that a folder has nothing to read, and what it has instead."""
    endings: Counter[str] = Counter()
    for folder, subfolders, names in os.walk(top):
        subfolders[:] = [
            n for n in subfolders if not n.startswith(".") and not Path(folder, n, LISTING).exists()
        ]
        endings.update(Path(name).suffix.lower() for name in names if not name.startswith("."))
    count = sum(endings.values())
    named = ", ".join(sorted(ending for ending in endings if ending))
    which = f" ({named})" if named else ""
    instead = f"it has {count} file{'s' if count > 1 else ''}{which}" if count else "it is empty"
    return f"{top} holds no Markdown file ({', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}); {instead}"


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that lies beside the sources, or would lie there."""

    path: Path
    name: str
    """Its path as paths of sources are written."""
    text: str | None
    """What it holds; None where there is no such file."""

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return PurePosixPath(self.name).parent.as_posix()

    def holds(self, path: str) -> bool:
        """Whether there is a file at a path from its folder."""
        try:
            return (self.path.parent / path).is_file()
        except (
            OSError,
            ValueError,
        ):  # too long, or with a NUL: a lock file is text that anybody can write
            return False


def find_beside(
    paths: Iterable[str | Path], file: str, *, root: str | Path | None = None
) -> list[Beside]:
    """Find the files of a certain name that belong to what is read: beside or above each path, and below it.

    Of those above, the nearest counts, and a handbook ends at a folder with `mkdocs.yml` or a
    repository. The first of the list belongs to the first path; if there is no file for it, its
    place is the first folder itself.

    Raises:
        OperatorError: There is such a file, but it cannot be read, or is a symbolic link out of the
            handbook.
    """
    found: dict[str, Beside] = {}
    for top in [Path(path) for path in paths] or [Path()]:
        folder = top if top.is_dir() else top.parent
        nearest = next(
            (above / file for above in _upwards(folder) if os.path.lexists(above / file)), None
        )
        if nearest:
            found.setdefault(os.path.realpath(nearest), _beside(nearest, top, root))
        elif not found:
            place = folder / file
            found[os.path.realpath(place)] = Beside(place, _name(place, top=top, root=root), None)
        for path, problem in _walk(top, str, (file,)) if top.is_dir() else ():
            if path.name == file and not problem:
                found.setdefault(os.path.realpath(path), _beside(path, top, root))
    return list(found.values())


def _beside(path: Path, top: Path, root: str | Path | None) -> Beside:
    folder = path.parent
    handbook = list(_upwards(folder))[-1]
    if _leads_out(path, handbook):
        raise OperatorError(f"{path} is a symbolic link out of the handbook, and is not followed")
    if path.exists() and not path.is_file():  # opening a pipe would wait for ever
        raise OperatorError(f"{path} is no ordinary file")
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {_reason(error)}") from error
    return Beside(path, _name(path, top=top, root=root), text)


def _upwards(top: Path) -> Iterator[Path]:
    for folder in (top, *(Path(os.path.relpath(above)) for above in top.resolve().parents)):
        yield folder
        if (folder / "mkdocs.yml").exists() or (folder / ".git").exists():
            return


def _name(path: Path, top: Path, root: str | Path | None) -> str:
    """Return how a path below `top` is written: from the root, from the folder that was given, or as it is."""
    if root is None:
        return _text(path)
    if path.is_relative_to(root):
        return _text(path.relative_to(root))
    return _text(path.relative_to(top.parent)) if path.is_relative_to(top.parent) else _text(path)


def read_tables(
    paths: Iterable[str | Path], *, root: str | Path | None = None
) -> tuple[list[Source], list[Diagnostic]]:
    """Read CSV files, and those that lie in folders, by name.

    Args:
        paths: Files and folders.
        root: Folder that the names of sources are relative to; those outside it are named from the
            folder that was
            given. Without it they are the paths as given.

    Raises:
        OperatorError: A path does not exist.
    """
    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    for given in map(Path, paths):
        if not given.exists():
            raise OperatorError(f"no such file or folder: {given}")
        inside = (
            [path for path in given.iterdir() if path.suffix.lower() == ".csv"]
            if given.is_dir()
            else []
        )
        for path in sorted(inside) or ([] if given.is_dir() else [given]):
            name = _name(path, top=given, root=root)
            source, problems = (
                ([], [_outside(name)]) if inside and _leads_out(path, given) else _read(path, name)
            )
            sources += source
            diagnostics += problems
    return sources, diagnostics


def read_sidecars(
    paths: Iterable[str | Path], endings: tuple[str, ...], *, root: str | Path | None = None
) -> tuple[list[Source], list[Diagnostic]]:
    """Read the files that stand beside Markdown files and have names with certain endings, by folder and name.

    Args:
        paths: Files and folders, as for `read_sources`. Beside a file, only what has its name is
            read.
        endings: How the names end: `.onboarding.yml`.
        root: Folder that the names of sources are relative to; see `read_sources`.
    """
    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    seen: set[str] = set()
    for top in map(Path, paths):
        name = partial(_name, top=top, root=root)
        named = (top.with_name(f"{top.stem}{ending}") for ending in endings)
        beside = (path for path in named if not _leads_out(path, top.parent))
        inside = (path for path, problem in _walk(top, name, endings) if not problem)
        for path in inside if top.is_dir() else (path for path in beside if path.exists()):
            if os.path.realpath(path) not in seen:
                seen.add(os.path.realpath(path))
                source, problems = _read(path, name(path))
                sources += source
                diagnostics += [one for one in problems if one.code != "RD008"]
    return sources, diagnostics


def markdown_text(raw: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    r"""Decode a file's bytes whatever they are, and say what was odd about them.

    >>> markdown_text("caf\u00e9".encode("latin-1"), "a.md")[0]
    'café'
    """
    text, diagnostics = _decode(raw, path)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    clean = cleaned(text)
    if clean != text:
        places = [n for n, (old, new) in enumerate(zip(text, clean, strict=True)) if old != new]
        line, column = (
            text.count("\n", 0, places[0]) + 1,
            places[0] - text.rfind("\n", 0, places[0]),
        )
        diagnostics.append(Diagnostic("RD003", Span(path, line, column), _replaced(text, places)))
    text = clean
    if not text.strip():
        diagnostics.append(Diagnostic("RD008", Span(path, 1), "the file is empty"))
    return text, diagnostics


def _replaced(text: str, places: Sequence[int]) -> str:
    kind = "a NUL character was" if text[places[0]] == "\0" else "a control character was"
    return f"{kind} replaced" + (f", and {len(places) - 1} more" if len(places) > 1 else "")


def safe_path(path: str) -> str:
    """Return a path that stays below the folder it is joined to.

    Raises:
        OperatorError: It does not.
    """
    if not is_below(path):
        raise OperatorError(f"a file may not be written to {path!r}")
    return path


def is_below(path: str) -> bool:
    """Whether a path stays below the folder it is joined to.

    >>> is_below("a/b.md"), is_below("../b.md"), is_below("/b.md"), is_below("")
    (True, False, False, False)
    """
    parts = PurePosixPath(path).parts
    return (
        bool(parts)
        and ".." not in parts
        and "\0" not in path
        and not PurePosixPath(path).is_absolute()
    )


def _walk(
    top: Path, name_of: Callable[[Path], str], endings: tuple[str, ...] = SUFFIXES
) -> Iterator[tuple[Path, Diagnostic | None]]:
    """Yield the files below a folder whose names end so, and what is passed over although one might expect it."""
    refused: list[OSError] = []
    for folder, subfolders, names in os.walk(top, onerror=refused.append):
        # A folder that was built holds pages made from personas; like a hidden one, it is not read.
        subfolders[:] = sorted(
            n for n in subfolders if not n.startswith(".") and not Path(folder, n, LISTING).exists()
        )
        links = [name for name in subfolders if Path(folder, name).is_symlink()]
        files = [
            name for name in names if not name.startswith(".") and name.lower().endswith(endings)
        ]
        for name in (*links, *sorted(files)):
            path = Path(folder, name)
            if _leads_out(path, top):
                yield path, _outside(name_of(path))
            elif _SKIPPED_NAMES.fullmatch(name):
                yield (
                    path,
                    Diagnostic("RD007", Span(name_of(path), 1), f"{name} is not read as a persona"),
                )
            elif name not in links:
                yield path, None
    for error in refused:
        path = Path(error.filename)
        message = f"the folder cannot be read: {_reason(error)}"
        yield path, Diagnostic("RD001", Span(name_of(path), 1), message)


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is a symbolic link to something that is not below a folder."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(
        os.path.realpath(folder)
    )


def _outside(name: str) -> Diagnostic:
    return Diagnostic("RD004", Span(name, 1), "a symbolic link out of the folder is not followed")


def _read(path: Path, name: str) -> tuple[list[Source], list[Diagnostic]]:
    if _ODD.search(name):
        shown = _ODD.sub(lambda match: repr(match[0])[1:-1], name)
        message = "the path of the file holds a control character, so the file is not read"
        return [], [Diagnostic("RD014", Span(shown, 1), message, "rename the file or the folder")]
    try:
        # Opening a pipe would wait for ever, and a device may have no end.
        if path.exists() and not path.is_file():
            return [], [Diagnostic("RD001", Span(name, 1), "this is no ordinary file")]
        raw = path.read_bytes()
    except OSError as error:
        return [], [
            Diagnostic("RD001", Span(name, 1), f"the file cannot be read: {_reason(error)}")
        ]
    text, diagnostics = markdown_text(raw, name)
    return [Source(name, text)], diagnostics


def _text(path: Path) -> str:
    """Return a path as text that can be written as UTF-8, whatever bytes the disk has for it; no two become one."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _decode(raw: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace"), [_encoding(path, 1, encoding.upper())]
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    repaired = raw.decode("utf-8", errors="replace")
    bad = repaired.count("\ufffd")
    if bad * 2 > sum(not character.isascii() for character in repaired):
        # Windows' variant has letters and quotation marks where Latin-1 has control characters,
        # which nobody means.
        return raw.decode("cp1252", errors="replace"), [_encoding(path, line, "Latin-1")]
    return repaired, [_encoding(path, line, "UTF-8 with replacement characters")]


def _encoding(path: str, line: int, used: str) -> Diagnostic:
    return Diagnostic(
        "RD002",
        Span(path, line),
        f"the file is not UTF-8; it was read as {used}",
        "save it as UTF-8",
    )
