"""What a format is, and how one is chosen: the shape of every registry of formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from ..input.files import OperatorError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

P = ParamSpec("P")
T = TypeVar("T", bytes, str)
FormatT = TypeVar("FormatT", bound="Format[..., Any]")

_ANY_TEXT = ("", "txt", "markdown")
"""Endings of files that can hold text of any format."""


@dataclass(frozen=True, slots=True)
class Format(Generic[P, T]):
    """A format: what `--format` calls it, the ending of its files, and the function that writes it.

    The function returns bytes for a file, and a string for a terminal.
    """

    name: str
    ending: str
    """Without the dot. The first format with the ending of the output file is the one it means."""
    write: Callable[P, T]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the function returns."""
        return self.write(*args, **kwargs)


class Formats(Mapping[str, FormatT]):
    """Formats by name, in the order in which they are offered; the first is the default."""

    def __init__(self, *formats: FormatT) -> None:
        self._by_name = {format.name: format for format in formats}

    def __getitem__(self, name: str) -> FormatT:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def resolve(self, name: str | None, output: str | None, *, also: Iterable[str] = ()) -> str:
        """Return the name of the format to write.

        Args:
            name: The value of `--format`; it counts if there is one.
            output: The output file; its ending counts otherwise.
            also: Names of formats that the caller writes by itself, such as `pdf`. They are also
                the endings of their files.

        Raises:
            OperatorError: No format has files with this ending.

        >>> formats = Formats(Format("md", "md", str), Format("github", "md", str))
        >>> formats.resolve(None, None), formats.resolve("github", "a.md")
        ('md', 'github')
        >>> formats.resolve(None, "a.txt"), formats.resolve(None, "a.pdf", also=["pdf"])
        ('md', 'pdf')
        """
        if name:
            return name
        ending = PurePath(output or "").suffix.lower().removeprefix(".")
        with_ending = [format.name for format in self.values() if format.ending == ending]
        with_ending += [other for other in also if other == ending]
        if with_ending:
            return with_ending[0]
        if ending in _ANY_TEXT:
            return next(iter(self))
        known = ", ".join((*self, *also))
        raise OperatorError(f"cannot write .{ending} files; choose a --format: {known}")
