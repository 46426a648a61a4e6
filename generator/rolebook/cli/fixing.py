"""What `rolebook check` changes: files, a diff of what it would change, or a text from a pipe."""

from __future__ import annotations

import difflib
import io
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..checks import fixed_files
from ..checks.selecting import selection_of
from ..input.files import OperatorError, read_editable
from ..keeping import Kept
from ..loading import handbook
from ..messages import messages
from ..model.diagnostics import CODES
from ..model.source import Source, as_read
from ..output import write_file
from .common import (
    catalogues_of,
    is_terminal,
    load_book,
    notify,
    terminal,
    warn,
    write_output,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..checks import FixedFile
    from ..input.settings import Settings
    from ..link.handbook import Handbook
    from ..model.diagnostics import Diagnostic

_NOTHING = "nothing to fix"


@dataclass(frozen=True)
class Reading:
    """How a command reads what it checks, once or again and again while it fixes it."""

    paths: Sequence[str]
    settings: Settings
    is_piped: bool = False
    """Whether the text that is checked comes from a pipe."""
    path: str = ""
    """The path of that text."""
    text: str = ""
    is_alone: bool = False
    """Whether that text is not a file of a handbook."""
    kept: Kept = field(default_factory=Kept)
    """What was made of texts before."""

    def book(self, unsaved: Mapping[str, str] | None = None) -> Handbook:
        """Return the handbook, with texts that are not on the disk by path."""
        texts = unsaved or ({self.path: self.text} if self.is_piped else {})
        if self.is_alone:
            return handbook(
                [Source(path, as_read(text)) for path, text in texts.items()],
                keywords=self.settings.read_keywords,
                catalogues=catalogues_of(self.settings),
                selection=selection_of(self.settings.checks),
            )
        with terminal() as progress:
            return load_book(self.paths, self.settings, progress, kept=self.kept, unsaved=texts)

    def problems(self, book: Handbook) -> Sequence[Diagnostic]:
        """Return the problems that were asked for: those of the piped text, or all."""
        return [d for d in book.diagnostics if not self.is_piped or d.span.path == self.path]


_PIPE = "-"
_PIPED = "stdin.md"
"""What a text from a pipe is called unless its name is given."""


def reading_of(paths: Sequence[str], settings: Settings, name: str) -> Reading:
    """Return how to read what a command was given.

    Args:
        paths: Files and folders, or `-` for standard input.
        settings: How to read.
        name: The file whose text comes from standard input, if it has one.

    Raises:
        OperatorError: Standard input is not UTF-8.
    """
    if tuple(paths) != (_PIPE,):
        return Reading(paths, settings)
    try:
        text = sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise OperatorError(f"standard input is not UTF-8: {error}") from error
    is_alone = not name or not all(path.exists() for path in settings.paths)
    path = Path(name).as_posix() if name else _PIPED
    return Reading((), settings, True, path, text, is_alone)


def fixed(
    book: Handbook, problems: Iterable[Diagnostic], reading: Reading, *, is_unsafe: bool
) -> list[FixedFile]:
    """Return the files that fixes change; a file that cannot be written is named and left out.

    Args:
        book: The handbook.
        problems: What is reported.
        reading: How the handbook was read.
        is_unsafe: Whether fixes count that may change what rules mean.
    """
    texts = {reading.path: reading.text} if reading.is_piped else {}
    fixable = sorted({problem.span.path for problem in problems if CODES[problem.code].fix})
    for path in [] if reading.is_piped else fixable:
        try:
            texts[path] = read_editable(path)
        except OperatorError as error:
            warn(str(error))

    def find(sources: Sequence[Source]) -> Sequence[Diagnostic]:
        return reading.book({source.path: source.text for source in sources}).diagnostics

    return fixed_files(book.files, texts, find, is_unsafe=is_unsafe)


def write_fixed(files: Sequence[FixedFile]) -> None:
    """Write files that were fixed, and say how many problems are gone."""
    for file in files:
        write_file(file.path, file.after.encode())
        notify(f"{file.path}: {problem_count(file.count)} fixed", err=True)
    if not files:
        notify(_NOTHING, err=True)


def print_diff(files: Sequence[FixedFile]) -> int:
    """Print what fixes would change, and return the exit code."""
    text = "".join(line for file in files for line in _diff_lines(file))
    if is_terminal():
        notify(text.rstrip("\n"))
    else:
        write_output(text.encode(), None)
    count = sum(file.count for file in files)
    notify(f"{problem_count(count)} would be fixed" if count else _NOTHING, err=True)
    return int(bool(files))


def _diff_lines(file: FixedFile) -> Iterable[str]:
    """Yield a unified diff with the file's own line ends, as `git apply -p0` reads it."""
    before, after = (list(io.StringIO(text, newline="\n")) for text in (file.before, file.after))
    for line in difflib.unified_diff(before, after, file.path, file.path):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def problem_count(count: int) -> str:
    """Return a number of problems in words."""
    say = messages()
    return say("problem-count", count=count)
