"""The files of one handbook, with what is open in an editor instead of what is on the disk.

What was made of a text is kept while the text is the same, so a keystroke costs one file.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..checks.baseline import baseline_of
from ..checks.selecting import selection_of
from ..identity.draft import draft_of, read_inputs
from ..input.files import SUFFIXES
from ..input.settings import DEFAULT, Settings, catalogue_paths, read_settings
from ..keeping import Kept, Recent, sentence_model
from ..loading import handbook, link_draft, load_catalogues
from ..model.source import Source, as_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..checks.baseline import Baseline
    from ..identity.draft import Inputs
    from ..link.handbook import Handbook
    from ..model.selection import Selection
    from ..taxonomy import Catalogues

_OF_OTHERS = "XR"
"""What codes about names begin with: a file alone cannot know whom they mean."""


def root_of(path: Path) -> Path | None:
    """Return the folder of the handbook that a file belongs to; None if it belongs to none.

    It is the nearest folder above whose `mkdocs.yml` lists the file, or, where it lists nothing,
    whose `personas` folder contains it.

    Args:
        path: An absolute path, even of a file that doesn't exist.

    Raises:
        OperatorError: A `mkdocs.yml` above it is invalid.
    """
    real = Path(os.path.realpath(path))
    for folder in real.parents:
        tops = read_settings(folder / DEFAULT).paths
        if any(real.is_relative_to(os.path.realpath(top)) for top in tops):
            return folder
    return None


def is_markdown(path: Path) -> bool:
    """Whether the name of a file ends as those of Markdown do.

    >>> is_markdown(Path("a.md")), is_markdown(Path("waivers.yml"))
    (True, False)
    """
    return path.suffix.lower() in SUFFIXES


@dataclass(frozen=True, slots=True)
class _Disk:
    """What is on the disk."""

    settings: Settings
    inputs: Inputs
    catalogues: Catalogues
    selection: Selection
    """Which problems are reported."""
    baseline: Baseline
    """Those that were there before."""
    names: Mapping[str, Path]
    """From the names of files in the handbook to their real paths."""


class Desk:
    """A handbook that is read again whenever a text or a file has changed."""

    def __init__(self, root: Path) -> None:
        """Read nothing yet.

        Args:
            root: The folder with `mkdocs.yml`, or the one above `personas`; an absolute path.
        """
        self.root = root
        self._kept = Kept(Recent(), Recent(), Recent())
        self._disk: _Disk | None = None

    def forget_files(self) -> None:
        """Read the files on the disk again the next time: some of them changed."""
        self._disk = None

    def path(self, name: str) -> Path:
        """Return where the file is that the handbook knows by a name."""
        return self._found.names.get(name) or _place(name, self.root, self._found.settings)

    def name(self, path: Path) -> str:
        """Return how the handbook calls a file; empty if it did not read it."""
        real = Path(os.path.realpath(path))
        return next((name for name, one in self._found.names.items() if one == real), "")

    def texts(self, texts: Mapping[Path, str]) -> Mapping[str, Source]:
        """Return every text by its name: those that are open as they are in the editor."""
        inputs = self._opened(texts)
        return {one.path: one for one in (*inputs.sources, *inputs.sidecars, *inputs.reviews)}

    def read(
        self, texts: Mapping[Path, str], progress: Callable[[int], None] = lambda _: None
    ) -> Handbook:
        """Return the handbook.

        Args:
            texts: What is open, by real path.
            progress: Called with the number of files read, once for each; an exception that it
                raises ends the reading.

        Raises:
            OperatorError: The configuration is invalid, or a file that it names does not exist.
        """
        disk = self._found
        made = draft_of(
            self._opened(texts),
            keywords=disk.settings.read_keywords,
            progress=progress,
            kept=self._kept.parsed,
        )
        book = link_draft(made, disk.catalogues, disk.settings.language, self._kept, disk.selection)
        self._kept.forget_unused()
        new = disk.baseline.new_among(book.diagnostics, book.files)
        return replace(book, diagnostics=tuple(new))

    def again(self, book: Handbook, sources: Iterable[Source]) -> Handbook:
        """Return a handbook of other texts, with everything else as it is in `book`."""
        return handbook(
            list(sources),
            keywords=self._found.settings.read_keywords,
            catalogues=book.catalogues,
            language=book.language,
            kept=self._kept,
            selection=self._found.selection,
        )

    @property
    def _found(self) -> _Disk:
        if self._disk is None:
            self._disk = self._look()
        return self._disk

    def _look(self) -> _Disk:
        settings = read_settings(self.root / DEFAULT)
        inputs = read_inputs(*settings.paths, root=self.root)
        tables = catalogue_paths(settings.catalogues, settings.root)
        catalogues = load_catalogues(
            *tables,
            frameworks=settings.frameworks,
            root=self.root,
            sentences=sentence_model() if settings.semantic else None,
        )
        read = (*inputs.sources, *inputs.sidecars, *inputs.reviews)
        names = {one.path: _place(one.path, self.root, settings) for one in read}
        selection = selection_of(settings.checks)
        baseline = baseline_of(settings, Path())
        return _Disk(settings, inputs, catalogues, selection, baseline, names)

    def _opened(self, texts: Mapping[Path, str]) -> Inputs:
        """Return the inputs with the texts that are open."""
        names = self._found.names

        def opened(sources: Iterable[Source]) -> tuple[Source, ...]:
            return tuple(_opened(one, texts.get(names[one.path])) for one in sources)

        inputs = self._found.inputs
        return replace(inputs, sources=opened(inputs.sources), sidecars=opened(inputs.sidecars))


class LoneDesk(Desk):
    """A Markdown file that belongs to no handbook, read alone."""

    def __init__(self, path: Path) -> None:
        """Read nothing yet.

        Args:
            path: The real path of the file.
        """
        super().__init__(path.parent)
        self._path = path

    def path(self, name: str) -> Path:
        """Return the path of the file."""
        return self.root / name

    def name(self, path: Path) -> str:
        """Return the name of the file, or nothing for another one."""
        return self._path.name if Path(os.path.realpath(path)) == self._path else ""

    def texts(self, texts: Mapping[Path, str]) -> Mapping[str, Source]:
        """Return its text by its name."""
        name = self._path.name
        return {name: Source(name, as_read(texts.get(self._path, "")))}

    def read(
        self, texts: Mapping[Path, str], progress: Callable[[int], None] = lambda _: None
    ) -> Handbook:
        """Return the file as a handbook, without problems about names that it cannot know."""
        book = handbook(list(self.texts(texts).values()), progress=progress, kept=self._kept)
        self._kept.forget_unused()
        known = (one for one in book.diagnostics if not one.code.startswith(_OF_OTHERS))
        return replace(book, diagnostics=tuple(known))

    def again(self, book: Handbook, sources: Iterable[Source]) -> Handbook:
        """Return a handbook of another text."""
        return handbook(list(sources), kept=self._kept)


def _opened(source: Source, text: str | None) -> Source:
    return source if text is None else Source(source.path, as_read(text))


def _place(name: str, root: Path, settings: Settings) -> Path:
    """Return the real path of a file by its name: from the root, or from a folder outside it."""
    folders = [root, *(path.parent for path in settings.paths)]
    place = next((folder / name for folder in folders if (folder / name).exists()), root / name)
    return Path(os.path.realpath(place))
