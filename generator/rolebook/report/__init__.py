"""Diagnostics to text, data, annotations and comments: a module for each format, in one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from ..exports.formats import Format, Formats
from ..exports.recording import diagnostic_record
from ..messages import messages
from ..model.diagnostics import Diagnostic
from ..model.source import Source
from ..model.unread import unread
from ..output.display import shown
from ..taxonomy import FRAMEWORKS, bundled
from .annotations import as_github
from .code_quality import as_gitlab
from .junit import as_junit
from .markdown import as_markdown
from .sarif import as_sarif
from .statistics import statistics_as_json, statistics_as_text
from .text import Painter, as_text, plainly, problem_lines, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..identity.ledger import Drift
    from ..identity.lock import Lock
    from ..taxonomy import Catalogues

__all__ = [
    "FORMATS",
    "STATISTICS",
    "Painter",
    "as_json",
    "as_text",
    "catalogue_lines",
    "drift_lines",
    "file_count_note",
    "not_read",
    "plainly",
    "report",
    "retired_lines",
    "summary",
]

_WIDTH = 100
"""Characters of a rule that are shown: more would wrap in most terminals."""
_Writer = Format[[Sequence[Diagnostic], Iterable[Source], Painter], str]


def as_json(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Painter = plainly,
) -> str:
    """Return problems as a JSON list."""
    encoded = msgspec.json.encode([diagnostic_record(diagnostic) for diagnostic in diagnostics])
    return msgspec.json.format(encoded, indent=2).decode()


FORMATS: Formats[_Writer] = Formats(
    Format("text", "txt", as_text),
    Format("json", "json", as_json),
    Format("github", "txt", as_github),
    Format("sarif", "sarif", as_sarif),
    Format("gitlab", "json", as_gitlab),
    Format("junit", "xml", as_junit),
    Format("markdown", "md", as_markdown),
)
STATISTICS: Formats[_Writer] = Formats(
    Format("text", "txt", statistics_as_text),
    Format("json", "json", statistics_as_json),
)


def report(
    form: str,
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source],
    paint: Painter = plainly,
    *,
    has_statistics: bool = False,
    is_quiet: bool = False,
) -> str:
    """Return a report; it is empty if there is nothing to say.

    Args:
        form: A name from `FORMATS`, or from `STATISTICS` for counts.
        diagnostics: What to report.
        sources: All files that were checked.
        paint: Colours text.
        has_statistics: Whether to count problems by code instead of listing them.
        is_quiet: Whether to leave out the last line of text, which has the number of problems.

    >>> report("text", [], []), report("text", [], [], is_quiet=True)
    ('no problems found', '')
    """
    if form != "text":
        return (STATISTICS if has_statistics else FORMATS)[form](diagnostics, sources, paint)
    write = statistics_as_text if has_statistics else problem_lines
    end = "" if is_quiet else summary(diagnostics)
    return "\n".join(filter(None, (write(diagnostics, sources, paint), end)))


def file_count_note(count: int) -> str:
    """Return a clause with the number of files in a site, and what that means for a large one.

    >>> file_count_note(663)
    '663 files'
    >>> file_count_note(25_123)
    '25,123 files, which is more than some hosts take, such as Cloudflare Pages (20,000)'
    """
    say = messages()
    files = say("file-count", count=count)
    return files if count <= _MOST_FILES else say("build-many-files", files=files)


_MOST_FILES = 20_000
"""What Cloudflare Pages takes without a paid plan; others have no such limit, or a higher one."""


def not_read(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a line for each file or folder that was not read, with a line break before each.

    >>> not_read([])
    ''
    """
    problems = unread(diagnostics)
    lines = [f"{problem.span.path}: {problem.message}" for problem in problems[:_MOST_UNREAD]]
    left = len(problems) - len(lines)
    lines += [f"and {left} more"] if left else []
    head = ["Not read, or without rules ('rolebook check' says what helps):"] if lines else []
    return "".join(f"\n{line}" for line in (*head, *(f"  {line}" for line in lines)))


_MOST_UNREAD = 5
"""More would hide what the command has to say."""


def drift_lines(drift: Drift) -> Iterator[str]:
    """Yield a line for every rule that a lock file does not have as it is now.

    Such as `changed  BD-API-07  version every API`.
    """
    groups = (("new", drift.new), ("changed", drift.changed), ("retired", drift.retired))
    for kind, revisions in groups:
        for revision in revisions:
            yield _line_of(kind, revision.id, revision.statement)


def retired_lines(ids: Iterable[str], lock: Lock) -> Iterator[str]:
    """Yield a line for every rule that would be retired, with its last words."""
    for id in ids:
        yield _line_of("retired", id, lock.last_words(id).statement)


def _line_of(kind: str, id: str, words: str) -> str:
    return f"{kind:<8} {id}  {shown(words)[:_WIDTH]}".rstrip()


def catalogue_lines(catalogues: Catalogues) -> Iterator[str]:
    """Yield two lines for every catalogue: its name and extent, and its terms."""
    say = messages()
    unused = [bundled(key) for key in FRAMEWORKS if key not in catalogues.by_key]
    for catalogue in (*catalogues, *unused):
        framework = catalogue.framework
        cues = sum(len(concept.cues) for concept in catalogue.concepts.values())
        state = " (not in use)" if catalogue in unused else ""
        extent = catalogue.extent(say).rstrip(".")
        yield f"{framework.key:<8}{framework.title}{state}: {extent}; {cues} cues."
        terms = " ".join(catalogue.terms(say))
        if terms:
            yield f"{'':<8}{terms}"
