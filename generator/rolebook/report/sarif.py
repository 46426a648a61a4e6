"""Diagnostics to SARIF 2.1.0, within the limits of GitHub code scanning."""

from __future__ import annotations

import os
from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from .. import __version__
from ..checks.explaining import explain, explain_in_markdown
from ..messages import messages
from ..model.diagnostics import CODES
from ..model.fingerprints import fingerprints
from .problems import plain_line, safe_edits, sentence
from .text import Painter, plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..model.diagnostics import Diagnostic
    from ..model.source import Edit, Source, Span

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"
"""What tools call the folder of the repository."""
_FINGERPRINT = "rolebookFinding/v1"
_MOST_RESULTS = 5_000
"""Results of a run that GitHub shows."""
_BREAK = "\u200b"
"""A zero-width space, which is in no link."""


def as_sarif(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Painter = plainly,
) -> str:
    """Return problems as a SARIF log with one run, the worst first.

    GitHub shows 5,000 results of a run. If there are more, a notification of the run says how many
    are left out.
    """
    by_path = {source.path: source for source in sources}
    prints = fingerprints(diagnostics, by_path.values())
    worst = sorted(zip(diagnostics, prints, strict=True), key=lambda pair: pair[0].severity.rank)[
        :_MOST_RESULTS
    ]
    used = sorted({diagnostic.code for diagnostic, _ in worst})
    numbers = {code: number for number, code in enumerate(used)}
    run = {
        "tool": {
            "driver": {
                "name": "Rolebook",
                "version": __version__,
                "rules": [_rule(code) for code in used],
            }
        },
        "invocations": [_invocation(left=len(diagnostics) - len(worst))],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(diagnostic, numbers[diagnostic.code], print, by_path)
            for diagnostic, print in worst
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode()


def _rule(id: str) -> dict[str, Any]:
    code = CODES[id]
    title = messages()(f"{id}.title")
    return {
        "id": id,
        "name": code.name,
        "shortDescription": {"text": _unlinked(title)},
        "fullDescription": {"text": _unlinked(code.why)},
        "help": {
            "text": _unlinked(explain(id) or code.why),
            "markdown": explain_in_markdown(code),
        },
        "defaultConfiguration": {"level": code.severity},
        "properties": {"tags": ["rolebook", id[:2]]},
    }


def _invocation(*, left: int) -> dict[str, Any]:
    """Return how the run went; `left` counts the diagnostics that the log leaves out."""
    if not left:
        return {"executionSuccessful": True}
    say = messages()
    text = say("report-left-out", count=left, most=_MOST_RESULTS)
    notification = {"level": "warning", "message": {"text": text}}
    return {"executionSuccessful": True, "toolExecutionNotifications": [notification]}


def _result(
    diagnostic: Diagnostic, number: int, fingerprint: str, sources: Mapping[str, Source]
) -> dict[str, Any]:
    span = diagnostic.span
    place = {"artifactLocation": _artifact(span.path), "region": _region(span)}
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": number,
        "level": diagnostic.severity,
        "message": {"text": _unlinked(sentence(diagnostic))},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    edits = safe_edits(diagnostic, sources.get(span.path))
    if edits:
        result["fixes"] = [_fix(diagnostic, edits)]
    return result


def _fix(diagnostic: Diagnostic, edits: Iterable[Edit]) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(edit.span),
            "insertedContent": {"text": edit.replacement},
        }
        for edit in edits
    ]
    change = {"artifactLocation": _artifact(diagnostic.span.path), "replacements": replacements}
    fix: dict[str, Any] = {"artifactChanges": [change]}
    if diagnostic.help:
        fix["description"] = {"text": _unlinked(plain_line(diagnostic.help))}
    return fix


def _artifact(path: str) -> dict[str, str]:
    """Return where a file is: a URI below the repository, or a whole one for an absolute path.

    >>> _artifact("./roles/a b.md")["uri"], _artifact("rôle: x.md")["uri"]
    ('roles/a%20b.md', 'r%C3%B4le%3A%20x.md')
    """
    if PurePath(path).is_absolute():
        return {"uri": PurePath(path).as_uri()}
    # Bytes, since a name of a file may not be UTF-8.
    return {"uri": quote(os.fsencode(str(PurePosixPath(path)))), "uriBaseId": _ROOT}


def _region(span: Span) -> dict[str, int]:
    """Return a place; without an end it goes to the end of its last line, as a span does."""
    region = {"startLine": span.line, "startColumn": span.column, "endLine": span.last_line}
    return {**region, "endColumn": span.end_column} if span.end_column else region


def _unlinked(text: str) -> str:
    """Return a text without what SARIF takes for a link, `[words](target)`."""
    return text.replace("](", f"]{_BREAK}(")
