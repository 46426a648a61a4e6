"""Diagnostics to a code quality report of GitLab."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from ..model.diagnostics import Severity
from ..model.fingerprints import fingerprints
from .problems import plain_line, sentence
from .text import Painter, plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..model.diagnostics import Diagnostic
    from ..model.source import Source

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def as_gitlab(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Painter = plainly,
) -> str:
    """Return problems as the JSON list that `artifacts: reports: codequality` takes."""
    prints = fingerprints(diagnostics, sources)
    entries = [_entry(*pair) for pair in zip(diagnostics, prints, strict=True)]
    return msgspec.json.format(msgspec.json.encode(entries), indent=2).decode()


def _entry(diagnostic: Diagnostic, fingerprint: str) -> dict[str, object]:
    span = diagnostic.span
    return {
        "description": sentence(diagnostic),
        "check_name": f"{diagnostic.code} {diagnostic.name}",
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        # GitLab finds no file under a path that begins with "./".
        "location": {
            "path": plain_line(str(PurePosixPath(span.path))),
            "lines": {"begin": span.line},
        },
    }
