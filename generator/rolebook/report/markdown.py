"""Diagnostics to Markdown for a comment on a pull request: counts, and a table for each file."""

from __future__ import annotations

import html
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..exports.marks import escaped
from ..messages import messages
from ..model.diagnostics import counts_in_words
from ..output.display import shown
from .problems import sentence, worst_first
from .text import Painter, plainly, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..model.diagnostics import Diagnostic
    from ..model.source import Source

_MOST_CHARACTERS = 65_536
"""The longest comment that GitHub takes; GitLab takes a million."""
_RESERVED = 100
"""Characters for the last line, which says how many problems are left out."""
_MOST_OPEN = 20
"""Problems of a file that are shown at once: more are folded."""


def as_markdown(
    diagnostics: Sequence[Diagnostic],
    sources: Iterable[Source] = (),
    paint: Painter = plainly,
) -> str:
    """Return problems for a comment, the files with the worst first.

    No words of authors have an effect there: they format nothing, link to nothing and notify no
    one. What would make the comment too long for GitHub is counted at its end.
    """
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in worst_first(diagnostics):
        by_path[diagnostic.span.path].append(diagnostic)
    text = f"**{summary(diagnostics)}**\n"
    left = len(diagnostics)
    for path, problems in by_path.items():
        table = _table(path, problems)
        rows = _fitting(table, _MOST_CHARACTERS - _RESERVED - len(text))
        if rows:
            text += table.head + "".join(rows) + table.end
            left -= len(rows)
        if len(rows) < len(table.rows):
            break
    say = messages()
    return f"{text}\n{say('report-more', count=left)}" if left else text.rstrip("\n")


@dataclass(frozen=True, slots=True)
class _Table:
    """The problems of a file, in pieces."""

    head: str
    rows: Sequence[str]
    end: str = ""


def _table(path: str, problems: Sequence[Diagnostic]) -> _Table:
    say = messages()
    counts = ", ".join(counts_in_words(problems, say))
    name = f"<code>{html.escape(shown(path))}</code>"
    head = f"| {say('report-place')} | {say('report-problem')} | {say('report-code')} |\n"
    head += "|---|---|---|\n"
    rows = [_row(problem) for problem in problems]
    if len(problems) <= _MOST_OPEN:
        return _Table(f"\n<p>{name}: {counts}</p>\n\n{head}", rows)
    opening = f"\n<details><summary>{name}: {counts}</summary>\n\n{head}"
    return _Table(opening, rows, "\n</details>\n")


def _row(problem: Diagnostic) -> str:
    place = f"`{problem.span.line}:{problem.span.column}`"
    code = f"`{problem.code}` {problem.severity}"
    return f"| {place} | {escaped(sentence(problem))} | {code} |\n"


def _fitting(table: _Table, room: int) -> list[str]:
    """Return the rows of a table that fit into a number of characters."""
    room -= len(table.head) + len(table.end)
    rows: list[str] = []
    for row in table.rows:
        room -= len(row)
        if room < 0:
            break
        rows.append(row)
    return rows
