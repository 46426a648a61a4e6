"""Files and folders on the disk to sources: which files are read, and what they are called."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic
from ..model.source import CONTROLS, LINE_ENDS, Source, Span
from .convertible import CONVERTIBLE, adopting, is_convertible
from .files import LISTING, SUFFIXES, OperatorError, markdown_text, reason
from .other_kinds import hidden_folders, other_kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_SKIPPED_NAMES = re.compile(
    r"(?:readme|changelog|contributing|code_of_conduct|license)(?:\..*)?", re.IGNORECASE
)

AGENT_FOLDERS = ("agent", "agents", "subagents", "roles")
"""Folders in which each folder is about one agent or role."""
_ODD = re.compile(f"[{CONTROLS}\t-\r{LINE_ENDS}]")
"""What no file name should contain: tabs, line ends, and what can steer a terminal."""


def read_sources(
    paths: Iterable[str | Path], *, root: str | Path | None = None
) -> tuple[list[Source], list[Diagnostic]]:
    """Read Markdown files, and the Markdown files in folders, in a stable order.

    Hidden files and folders are ignored, and a README in a folder is skipped with a note, unless it
    describes a role. Files of other kinds, and hidden folders of agents, lead to a note. Links to
    folders are not followed, nor are links to files outside. If a file cannot be read, that is a
    diagnostic, and the others are read.

    Args:
        paths: Files and folders.
        root: Folder that the names of sources are relative to; a source outside it is named from
            the folder that was given. Without a root, names are the paths as given.

    Raises:
        OperatorError: A path does not exist, or a folder contains no Markdown. A folder with only
            a README is accepted, because a handbook may start that way.
    """
    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    seen: set[str] = set()
    paths = list(paths)
    named = {os.path.realpath(path) for path in paths}
    for given in paths:
        top = Path(given)
        name = partial(_name, top=top, root=root)
        if not top.exists():
            raise OperatorError(f"no such file or folder: {top}")
        if top.is_file() and is_convertible(top):
            raise OperatorError(f"{top} is not Markdown; {adopting(top)}")
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
        if top.is_dir():
            diagnostics += other_kinds(top, name, named)
    return sources, diagnostics


def require_markdown(top: Path) -> None:
    """Refuse a folder without anything to read.

    Raises:
        OperatorError: It contains no Markdown file. A README counts as one, and so does a file
            that cannot be opened.
    """
    if top.is_dir() and not any(_walk(top, str)):
        raise OperatorError(_no_markdown(top))


def _no_markdown(top: Path) -> str:
    """Return a sentence: the folder has nothing to read, and this is what it has instead."""
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
    suffixes = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
    if not endings.keys().isdisjoint(CONVERTIBLE):
        instead += f"; {adopting(top)}"
    hidden = hidden_folders(top)
    more = f"; to read a hidden folder, name it: {top / hidden[0]}" if hidden else ""
    return f"{top} contains no Markdown file ({suffixes}); {instead}{more}"


@dataclass(frozen=True, slots=True)
class Beside:
    """A file next to the sources, or the place where it would be."""

    path: Path
    name: str
    """Its path, written like the paths of sources."""
    text: str | None
    """Its content; None if the file does not exist."""

    @property
    def folder(self) -> str:
        """The path of its folder, written like the paths of sources."""
        return PurePosixPath(self.name).parent.as_posix()

    def holds(self, path: str) -> bool:
        """Whether a file exists at this path, relative to its folder."""
        try:
            return (self.path.parent / path).is_file()
        # The path may be too long or contain a NUL: anyone can edit the lock file it comes from.
        except (OSError, ValueError):
            return False


def find_beside(
    paths: Iterable[str | Path], file: str, *, root: str | Path | None = None
) -> list[Beside]:
    """Find the files with a certain name that belong to the sources: next to, above and below them.

    Of those above, only the nearest counts. The search upwards ends at the top of the handbook: a
    folder with `mkdocs.yml`, or a repository. The first file returned belongs to the first path; if
    it doesn't exist, its place is the folder of that path.

    Raises:
        OperatorError: A file cannot be read, or is a symbolic link out of the handbook.
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
        raise OperatorError(f"{path} is a symbolic link out of the handbook; it is not followed")
    if path.exists() and not path.is_file():  # opening a pipe would wait forever
        raise OperatorError(f"{path} is not a regular file")
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise OperatorError(f"{path} cannot be read: {reason(error)}") from error
    return Beside(path, _name(path, top=top, root=root), text)


def _upwards(top: Path) -> Iterator[Path]:
    for folder in (top, *(Path(os.path.relpath(above)) for above in top.resolve().parents)):
        yield folder
        if (folder / "mkdocs.yml").exists() or (folder / ".git").exists():
            return


def _name(path: Path, top: Path, root: str | Path | None) -> str:
    """Return the name of a source: its path from the root, from the given folder, or as it is."""
    if root is None:
        return _text(path)
    if path.is_relative_to(root):
        return _text(path.relative_to(root))
    return _text(path.relative_to(top.parent)) if path.is_relative_to(top.parent) else _text(path)


def read_tables(
    paths: Iterable[str | Path], *, root: str | Path | None = None
) -> tuple[list[Source], list[Diagnostic]]:
    """Read CSV files, and the CSV files in folders, sorted by name.

    Args:
        paths: Files and folders.
        root: Folder that the names of sources are relative to; see `read_sources`.

    Raises:
        OperatorError: A path does not exist.
    """
    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    for given in map(Path, paths):
        if not given.exists():
            raise OperatorError(f"no such file or folder: {given}")
        for path in _tables(given):
            name = _name(path, top=given, root=root)
            if given.is_dir() and _leads_out(path, given):
                diagnostics.append(_outside(name))
                continue
            source, problems = _read(path, name)
            sources += source
            diagnostics += problems
    return sources, diagnostics


def _tables(given: Path) -> list[Path]:
    """Return the CSV files of a folder, or the file itself."""
    if not given.is_dir():
        return [given]
    return sorted(path for path in given.iterdir() if path.suffix.lower() == ".csv")


def read_sidecars(
    paths: Iterable[str | Path],
    endings: tuple[str, ...],
    names: tuple[str, ...] = (),
    *,
    root: str | Path | None = None,
) -> tuple[list[Source], list[Diagnostic]]:
    """Read the files next to Markdown files that have certain names, in a stable order.

    Args:
        paths: Files and folders, as for `read_sources`. For a file, only its own sidecars are read,
            and those of its folder.
        endings: How the names of those of a single file end: `.onboarding.yml`.
        names: What those of a folder are called: `waivers.yml`.
        root: Folder that the names of sources are relative to; see `read_sources`.
    """
    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    seen: set[str] = set()
    for top in map(Path, paths):
        name = partial(_name, top=top, root=root)
        own = (f"{top.stem}{ending}" for ending in endings)
        named = (top.with_name(one) for one in (*own, *names))
        beside = (path for path in named if not _leads_out(path, top.parent))
        inside = (
            path
            for path, problem in _walk(top, name, (*endings, *names))
            if not problem and (path.name in names or path.name.lower().endswith(endings))
        )
        for path in inside if top.is_dir() else (path for path in beside if path.exists()):
            if os.path.realpath(path) not in seen:
                seen.add(os.path.realpath(path))
                source, problems = _read(path, name(path))
                sources += source
                diagnostics += [one for one in problems if one.code != "RD008"]
    return sources, diagnostics


def _walk(
    top: Path, name_of: Callable[[Path], str], endings: tuple[str, ...] = SUFFIXES
) -> Iterator[tuple[Path, Diagnostic | None]]:
    """Yield the files below a folder with these endings, with a diagnostic if one is skipped."""
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
            elif _SKIPPED_NAMES.fullmatch(name) and not _describes_role(path):
                yield path, Diagnostic.of("RD007", Span(name_of(path), 1), name=name)
            elif name not in links:
                yield path, None
    for error in refused:
        path = Path(error.filename)
        span = Span(name_of(path), 1)
        yield path, Diagnostic.of("RD001", span, "folder", reason=reason(error))


def _describes_role(path: Path) -> bool:
    """Whether a README is the file of an agent: by its place, or because its front matter says so.

    What is said there decides later whether it is a persona.
    """
    if path.stem.lower() != "readme" or not path.is_file():
        return False
    if path.parent.parent.name in AGENT_FOLDERS:
        return True
    try:
        with path.open("rb") as file:
            return bool(_SAYS_WHAT_IT_IS.match(file.read(_LONGEST_HEAD)))
    except OSError:
        return False


_SAYS_WHAT_IT_IS = re.compile(rb"(?:\xef\xbb\xbf)?---\r?\n(?:(?!---).*\n)*?(?:name|type)[ \t]*:")
_LONGEST_HEAD = 4096
"""Bytes in which the front matter of a README says what it is."""


def _leads_out(path: Path, folder: Path) -> bool:
    """Whether a path is a symbolic link to something that is not below a folder."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(
        os.path.realpath(folder)
    )


def _outside(name: str) -> Diagnostic:
    return Diagnostic.of("RD004", Span(name, 1))


def _read(path: Path, name: str) -> tuple[list[Source], list[Diagnostic]]:
    if _ODD.search(name):
        shown = _ODD.sub(lambda match: repr(match[0])[1:-1], name)
        return [], [Diagnostic.of("RD014", Span(shown, 1))]
    try:
        # Opening a pipe would wait forever, and a device may have no end.
        if path.exists() and not path.is_file():
            return [], [Diagnostic.of("RD001", Span(name, 1), "special")]
        raw = path.read_bytes()
    except OSError as error:
        return [], [Diagnostic.of("RD001", Span(name, 1), reason=reason(error))]
    text, diagnostics = markdown_text(raw, name)
    return [Source(name, text)], diagnostics


def _text(path: Path) -> str:
    """Return a path as text that can be written as UTF-8; different paths give different texts."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
