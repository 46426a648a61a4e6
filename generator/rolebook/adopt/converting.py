"""Files that aren't Markdown to Markdown: Word, HTML, spreadsheets and plain text.

Word and HTML need libraries that only `rolebook[convert]` installs.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..input.convertible import CONVERTIBLE
from ..input.files import LISTING, OperatorError, markdown_text
from ..input.spreadsheet import read_sheets
from ..messages import messages
from ..model.source import Source, cleaned
from .sheets import sheets_as_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

LIBRARIES = "pip install mammoth markdownify"
"""What installs the libraries for Word and HTML next to any Rolebook. Rolebook itself isn't named,
because it is on no package index, where another package could take its name."""
UNREADABLE = (".doc", ".odt", ".pages", ".pdf", ".pptx", ".rtf")
"""Kinds of files that nothing here reads, but that their programs can save as another kind."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What the files of some paths are in Markdown."""

    sources: tuple[Source, ...]
    others: tuple[str, ...]
    """Those of the given paths that may be or contain Markdown."""
    problems: tuple[str, ...]
    """A sentence for each file that was not converted."""


def convert(paths: Iterable[str]) -> Converted:
    """Convert the files among paths, and in folders, that aren't Markdown.

    Raises:
        OperatorError: A file that was named cannot be converted. One in a folder is a problem.
    """
    sources: dict[str, Source] = {}
    others: list[str] = []
    problems: list[str] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            others.append(given)
            for file in _files_in(path):
                try:
                    sources[os.path.realpath(file)] = _converted(file)
                except OperatorError as error:
                    problems.append(str(error))
        elif path.suffix.lower() in (*CONVERTERS, *UNREADABLE) and path.exists():
            sources[os.path.realpath(path)] = _converted(path)
        else:
            others.append(given)
    return Converted(tuple(sources.values()), tuple(others), tuple(problems))


def _files_in(top: Path) -> Iterator[Path]:
    """Yield the files below a folder that aren't Markdown and may have rules, sorted."""
    for folder, subfolders, names in os.walk(top):
        subfolders[:] = sorted(
            n for n in subfolders if not n.startswith(".") and not Path(folder, n, LISTING).exists()
        )
        for name in sorted(names):
            path = Path(folder, name)
            is_hidden = name.startswith((".", "~$"))  # "~$" is what Word leaves next to open files
            if is_hidden or path.is_symlink():
                continue
            if path.suffix.lower() in _IN_FOLDERS:
                yield path


def _converted(path: Path) -> Source:
    """Return a file as Markdown.

    Raises:
        OperatorError: It cannot be read, or the library for it is missing.
    """
    say = messages()
    if path.suffix.lower() in UNREADABLE:
        raise OperatorError(say("adopt-unreadable", path=path.as_posix()))
    try:
        text = CONVERTERS[path.suffix.lower()](path)
    except ModuleNotFoundError as error:
        raise OperatorError(say("adopt-extra", path=path.as_posix(), command=LIBRARIES)) from error
    except RecursionError as error:
        reason = "it has too many parts within one another"
        raise OperatorError(say("adopt-failed", path=path.as_posix(), reason=reason)) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OperatorError(say("adopt-failed", path=path.as_posix(), reason=reason)) from error
    return Source(path.as_posix(), cleaned(text))


def _word(path: Path) -> str:
    from .word import word_as_html

    return _web_text(word_as_html(path.read_bytes(), path.as_posix()))


def _web(path: Path) -> str:
    return _web_text(path.read_bytes())


def _web_text(html: str | bytes) -> str:
    from .web import html_as_markdown

    return html_as_markdown(html)


def _sheets(path: Path) -> str:
    return sheets_as_markdown(path.stem, read_sheets(path))


def _plain(path: Path) -> str:
    return markdown_text(path.read_bytes(), path.as_posix())[0]


CONVERTERS: Mapping[str, Callable[[Path], str]] = {
    ".docx": _word,
    ".htm": _web,
    ".html": _web,
    ".xlsx": _sheets,
    ".xls": _sheets,
    ".ods": _sheets,
    ".csv": _sheets,
    ".tsv": _sheets,
    ".txt": _plain,
}
"""By the ending of a file's name, what makes Markdown of it. In a folder, only those of
`CONVERTIBLE` are read: a `.csv` or `.txt` can be anything there."""
_IN_FOLDERS = (*CONVERTIBLE, *UNREADABLE)
