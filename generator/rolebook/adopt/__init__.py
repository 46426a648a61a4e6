"""Files as people have them: what they say, and copies of them in Rolebook's own form."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..identity import identify
from ..input.files import File, is_below
from ..model import Persona
from ..model.source import Source
from ..parse import parse
from ..words.names import slugify
from .copying import Copy, copy
from .reading import Reading, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..keywords import Keywords
    from ..model import Document

__all__ = ["Adoption", "Reading", "adopt"]

_NEVER_READ = frozenset({"readme", "changelog", "contributing", "code_of_conduct", "license"})
"""Names of files that are not read in a folder, so no copy has one of them."""


@dataclass(frozen=True)
class Adoption:
    """A file, what it says, and its copy."""

    reading: Reading
    text: Document | None
    """What the file says, with its code in the handbook; None for a template."""
    path: str
    """The path of the copy below the folder it is written to."""
    copy: Copy

    @property
    def file(self) -> File:
        """The copy as a file."""
        return File(self.path, self.copy.text.encode())

    @cached_property
    def collaborators(self) -> tuple[str, ...]:
        """The roles that the duties of a persona name, without those that it names twice."""
        rules = self.text.requirements if self.text else ()
        written = [name.written for rule in rules for name in rule.names]
        return tuple({name.casefold(): name for name in written}.values())

    @property
    def skills(self) -> int:
        """How many skills and competences a persona lists."""
        text = self.text
        return len(text.skills) + len(text.competences) if isinstance(text, Persona) else 0


def adopt(
    sources: Sequence[Source], keywords: Keywords | None = None, *, tops: Iterable[str] = ()
) -> list[Adoption]:
    r"""Read files as they are, and make a copy of each that reads the same without any option.

    Args:
        sources: The files.
        keywords: Which words state rules; without any, each file is read with those it proposes.
        tops: Folders that the paths of copies are relative to.

    >>> [one] = adopt([Source("Our crew.md", "# Crew\n\n- You must run.")])
    >>> one.path, one.text.code
    ('crew.md', 'CRE')
    """
    readings = [read(source, keywords) for source in sources]
    texts = iter(_identified([reading.text for reading in readings if reading.text]))
    found = [next(texts) if reading.text else None for reading in readings]
    paths = _paths(readings, tuple(tops))
    made = [
        Adoption(reading, text, path, copy(reading, path))
        for reading, text, path in zip(readings, found, paths, strict=True)
    ]
    return _with_codes(made)


def _identified(texts: Sequence[Document]) -> list[Document]:
    """Return texts with their codes, in the order in which they are given."""
    by_path = {text.path: text for text in identify(texts).texts}
    return [by_path[text.path] for text in texts]


def _with_codes(adoptions: list[Adoption]) -> list[Adoption]:
    """State the codes that would be others in the folder of the copies."""
    by_path = sorted(adoptions, key=lambda one: one.path)
    read_again = [(one, parse(Source(one.path, one.copy.text))[0]) for one in by_path]
    copies = {text.path: text for text in identify([t for _, t in read_again if t]).texts}
    return [
        replace(one, copy=copy(one.reading, one.path, code=one.text.code))
        if one.text and one.path in copies and copies[one.path].code != one.text.code
        else one
        for one in adoptions
    ]


def _paths(readings: Iterable[Reading], tops: tuple[str, ...]) -> list[str]:
    """Return the paths of the copies: names as in addresses, each of them once."""
    taken: set[str] = set()
    paths: list[str] = []
    for reading in readings:
        place = PurePosixPath(_below(reading.source.path, tops))
        stem = _stem(place.stem, reading.text)
        wanted = [f"{stem}{end}" for end in ("", *(f"-{n}" for n in range(2, len(taken) + 3)))]
        path = next(
            path
            for path in (place.with_name(f"{name}.md").as_posix() for name in wanted)
            if path.casefold() not in taken
        )
        taken.add(path.casefold())
        paths.append(path)
    return paths


def _below(path: str, tops: tuple[str, ...]) -> str:
    """Return a path relative to the folder that was given, or only the name of a file."""
    for top in tops:
        below = posixpath.relpath(path, top)
        if is_below(below) and below != ".":
            return below
    return posixpath.basename(path)


def _stem(stem: str, text: Document | None) -> str:
    """Return the name of a copy: that of the file if it can be an address, or of the title."""
    if slugify(stem) == stem and stem not in _NEVER_READ:
        return stem
    slug = slugify(text.name if text else stem)
    return f"{slug}-rules" if slug in _NEVER_READ else slug
