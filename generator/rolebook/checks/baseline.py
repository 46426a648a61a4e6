"""A baseline: problems that a handbook had on one day, which are not reported again.

It is a JSON file that its owner commits. Problems are known by their fingerprints, so that those of
other lines may come and go; a problem whose words are edited is a new one.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ..input.files import OperatorError
from ..model.fingerprints import fingerprints

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..input.settings import Settings
    from ..link.handbook import Handbook
    from ..model.diagnostics import Diagnostic
    from ..model.source import Source

DEFAULT = "rolebook-baseline.json"
_VERSION = 1


class BaselineFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A baseline as it is written."""

    version: int
    problems: dict[str, dict[str, list[str]]]
    """By path and code, the fingerprints."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The problems that are not reported again."""

    root: Path = Path()
    """The folder that its paths are relative to."""
    known: Mapping[str, int] = field(default_factory=dict)
    """How many problems have each fingerprint."""

    def new_among(
        self, problems: Sequence[Diagnostic], sources: Sequence[Source]
    ) -> list[Diagnostic]:
        """Return the problems that are not in the baseline."""
        known = self.places_of_known(problems, sources)
        return [problem for place, problem in enumerate(problems) if place not in known]

    def places_of_known(
        self, problems: Sequence[Diagnostic], sources: Sequence[Source]
    ) -> frozenset[int]:
        """Return where the problems are that are in the baseline: 0 for the first problem."""
        if not self.known:
            return frozenset()
        left = Counter(self.known)
        places: list[int] = []
        for place, print in enumerate(self._prints(problems, sources)):
            if left[print] > 0:
                left[print] -= 1
                places.append(place)
        return frozenset(places)

    def gone(self, problems: Sequence[Diagnostic], sources: Sequence[Source]) -> int:
        """Return how many of its problems are no longer there."""
        return (Counter(self.known) - Counter(self._prints(problems, sources))).total()

    def _prints(self, problems: Sequence[Diagnostic], sources: Sequence[Source]) -> Sequence[str]:
        return _fingerprints(problems, sources, self.root)


def read_baseline(path: Path, root: Path) -> Baseline:
    """Read a baseline.

    Args:
        path: The file.
        root: The folder that its paths are relative to.

    Raises:
        OperatorError: There is no such file, or it is no baseline.
    """
    try:
        written = msgspec.json.decode(path.read_bytes(), type=BaselineFile)
    except FileNotFoundError:
        raise OperatorError(
            f"no such file: {path}; 'rolebook check --update-baseline' writes it"
        ) from None
    except (OSError, msgspec.MsgspecError) as error:
        raise OperatorError(f"{path} is not a baseline: {error}") from error
    if written.version != _VERSION:
        raise OperatorError(f"{path} is of another version of Rolebook; write it again")
    return Baseline(
        root,
        Counter(
            print
            for codes in written.problems.values()
            for prints in codes.values()
            for print in prints
        ),
    )


def baseline_of(settings: Settings, root: Path | None = None) -> Baseline:
    """Return the baseline that a configuration names, or an empty one.

    Args:
        settings: What the configuration says.
        root: The folder that paths of problems are to be relative to; that of the configuration
            unless given.

    Raises:
        OperatorError: The file is missing, or is no baseline.
    """
    name = settings.checks.baseline
    root = settings.root if root is None else root
    return read_baseline(settings.root / name, root) if name else Baseline()


def with_known(book: Handbook, baseline: Baseline) -> Handbook:
    """Return a handbook that knows which of its problems a baseline has.

    Args:
        book: The handbook.
        baseline: A baseline whose paths are relative to the same folder as those of the handbook.
    """
    known = baseline.places_of_known(book.diagnostics, book.files)
    return replace(book, known=known) if known else book


def baseline_text(problems: Sequence[Diagnostic], sources: Sequence[Source], root: Path) -> bytes:
    """Return the baseline that has some problems, as it is written."""
    found: dict[str, dict[str, list[str]]] = {}
    prints = _fingerprints(problems, sources, root)
    for problem, print in zip(problems, prints, strict=True):
        by_code = found.setdefault(_below(problem.span.path, root), {})
        by_code.setdefault(problem.code, []).append(print)
    ordered = {
        path: {code: sorted(prints) for code, prints in sorted(codes.items())}
        for path, codes in sorted(found.items())
    }
    return msgspec.json.format(msgspec.json.encode(BaselineFile(_VERSION, ordered))) + b"\n"


def _fingerprints(
    problems: Sequence[Diagnostic], sources: Sequence[Source], root: Path
) -> Sequence[str]:
    """Return the fingerprint of each problem, the same from whatever folder a command runs."""
    moved = [
        replace(problem, span=replace(problem.span, path=_below(problem.span.path, root)))
        for problem in problems
    ]
    return fingerprints(moved, [replace(one, path=_below(one.path, root)) for one in sources])


def _below(path: str, root: Path) -> str:
    return Path(os.path.relpath(path, root)).as_posix() if root != Path() else path
