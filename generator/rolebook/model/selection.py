"""Which problems are reported: by what their codes begin with, and by the file they are in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .diagnostics import CODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pathspec import PathSpec

    from .diagnostics import Code, Diagnostic


@dataclass(frozen=True)
class FileIgnore:
    """Codes that are not reported in some files."""

    pattern: str
    """As in `.gitignore`: `legacy/`, `personas/*-draft.md`."""
    codes: tuple[str, ...]
    """What these codes begin with."""

    @cached_property
    def _files(self) -> PathSpec[Any]:
        from pathspec import PathSpec  # few handbooks need it

        return PathSpec.from_lines("gitignore", [self.pattern])

    def covers(self, path: str) -> bool:
        """Whether a file is one of those.

        >>> FileIgnore("legacy/", ("VQ",)).covers("personas/legacy/pilot.md")
        True
        """
        return bool(self._files.match_file(path))


@dataclass(frozen=True)
class Selection:
    """Which problems are reported."""

    select: tuple[str, ...] = ()
    """Codes, or what those begin with that are on by default; empty for all of these."""
    extend_select: tuple[str, ...] = ()
    """What the codes of others begin with, which are reported as well."""
    ignore: tuple[str, ...] = ()
    """What the codes begin with that are not reported."""
    per_file_ignores: tuple[FileIgnore, ...] = ()
    """Codes that are not reported in some files."""
    path: str = ""
    """The configuration that says so, if nothing else does."""

    def runs(self, code: Code) -> bool:
        """Whether a check is asked for; ignored ones still run, so that idle ignores are found.

        >>> [Selection().runs(CODES[code]) for code in ("KW001", "VQ011")]
        [True, False]
        >>> Selection(extend_select=("VQ",)).runs(CODES["VQ011"])
        True
        """
        if code.id.startswith(self.extend_select):
            return True
        if code.is_default:
            return code.id.startswith(self.select or _EVERYTHING)
        return code.id in self.select or "" in self.select

    def has_any(self, beginning: str) -> bool:
        """Whether one of the codes with this beginning runs."""
        return any(self.runs(code) for id, code in CODES.items() if id.startswith(beginning))

    def reports(self, problem: Diagnostic) -> bool:
        """Whether a problem is reported."""
        return (
            self.runs(CODES[problem.code])
            and not problem.code.startswith(self.ignore)
            and not any(
                problem.code.startswith(one.codes) and one.covers(problem.span.path)
                for one in self.per_file_ignores
            )
        )

    def among(self, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return those problems that are reported."""
        return [problem for problem in problems if self.reports(problem)]


_EVERYTHING = ("",)
"""What every code begins with."""
BY_DEFAULT = Selection()
"""What is reported unless an owner says otherwise."""


def beginnings(names: Iterable[str]) -> tuple[str, ...]:
    """Return codes, beginnings of codes and names of problems as beginnings of codes.

    >>> beginnings(["kw", "duplicate-rule", "ALL"])
    ('KW', 'DU001', '')

    Raises:
        KeyError: There is no such code or name; its argument is what was written.
    """
    return tuple(_beginning(name.strip(), _codes_by_name()) for name in names if name.strip())


def _beginning(written: str, by_name: Mapping[str, str]) -> str:
    """Return what one code or name stands for.

    Raises:
        KeyError: There is no such code or name.
    """
    folded = written.upper()
    if folded == "ALL":
        return ""
    if any(code.startswith(folded) for code in CODES):
        return folded
    try:
        return by_name[written.lower()]
    except KeyError:
        raise KeyError(written) from None


def _codes_by_name() -> Mapping[str, str]:
    return {code.name: code.id for code in CODES.values()}
