r"""Diagnostics and files to files that are fixed: nothing is read or written here.

A fix works on a `Source`, in which all line ends are ``\n``. Its edits are carried over to the file
as it is, so that line ends, a byte order mark and everything around an edit stay.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..model.diagnostics import CODES
from ..model.source import BYTE_ORDER_MARK, LINE_END, Source, as_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..model.diagnostics import Diagnostic
    from ..model.source import Edit

    Find = Callable[[Sequence[Source]], Iterable[Diagnostic]]
    """What is wrong with sources, some of which are already fixed."""

_MOST_RUNS = 10
"""Times that files are fixed and read again. A fix that overlaps another needs a second run; one
that still finds something after ten would never end."""


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file, before and after its fixes."""

    path: str
    before: str
    """Its text as it is in the file, with its line ends and perhaps a byte order mark."""
    after: str
    count: int
    """How many problems were fixed."""


def fixed_files(
    sources: Sequence[Source],
    texts: Mapping[str, str],
    find: Find,
    *,
    is_unsafe: bool = False,
) -> list[FixedFile]:
    r"""Fix what can be fixed, read it again until nothing is left, and return the changed files.

    Args:
        sources: All sources of the handbook, since a problem may depend on another file.
        texts: By path, the texts that may be changed, as they are in their files.
        find: Returns the problems of sources; those without a fix do not count.
        is_unsafe: Whether fixes count that may change what the rules mean.

    >>> from rolebook.parse import parse
    >>> keys = Source("a.md", "# Keys\n\nYou MUST not share keys.\n")
    >>> find = lambda sources: [problem for one in sources for problem in parse(one)[1]]
    >>> texts = {"a.md": keys.text.replace("\n", "\r\n")}
    >>> [file.after for file in fixed_files([keys], texts, find)]
    ['# Keys\r\n\r\nYou MUST NOT share keys.\r\n']
    """
    now = dict(texts)
    counts: dict[str, int] = defaultdict(int)
    for _ in range(_MOST_RUNS):
        read = [
            Source(source.path, as_read(now[source.path])) if source.path in now else source
            for source in sources
        ]
        edits = _edits([source for source in read if source.path in now], find(read), is_unsafe)
        if not edits:
            break
        for path, groups in edits.items():
            now[path] = apply(now[path], [edit for group in groups for edit in group])
            counts[path] += len(groups)
    return [
        FixedFile(path, text, now[path], counts[path])
        for path, text in texts.items()
        if now[path] != text
    ]


def _edits(
    sources: Iterable[Source], problems: Iterable[Diagnostic], is_unsafe: bool
) -> dict[str, list[list[Edit]]]:
    """Return by path the edits of each problem that is fixed in this run.

    Where two overlap, the first counts: the other problem is found again in the next run.
    """
    by_path = {source.path: source for source in sources}
    chosen: dict[str, list[list[Edit]]] = defaultdict(list)
    for problem in sorted(problems, key=lambda problem: (problem.span, problem.code)):
        code = CODES[problem.code]
        source = by_path.get(problem.span.path)
        is_wanted = code.is_safe or is_unsafe
        edits = list(code.fix(problem, source)) if code.fix and source and is_wanted else []
        if edits and not _overlap(edits, chosen[problem.span.path]):
            chosen[problem.span.path].append(edits)
    return {path: groups for path, groups in chosen.items() if groups}


def _overlap(edits: Sequence[Edit], groups: Sequence[Sequence[Edit]]) -> bool:
    taken = [other for group in groups for other in group]
    return any(
        _start(edit) < _end(other) and _start(other) < _end(edit)
        for edit in edits
        for other in taken
    )


def _start(edit: Edit) -> tuple[int, int]:
    return edit.span.line, edit.span.column


def _end(edit: Edit) -> tuple[int, int]:
    return edit.span.last_line, edit.span.end_column


def apply(text: str, edits: Iterable[Edit]) -> str:
    r"""Return a text with edits that do not overlap; line ends and a byte order mark stay.

    >>> from rolebook import Span
    >>> from rolebook.model.source import Edit
    >>> apply("\ufeffone\r\ntwo", [Edit(Span("a.md", 2, 1, 2, 3), "TW")])
    '\ufeffone\r\nTWo'
    """
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    body = text.removeprefix(BYTE_ORDER_MARK)
    starts = [0, *(end.end() for end in LINE_END.finditer(body))]
    parts: list[str] = []
    at = 0
    for edit in sorted(edits):
        start = starts[edit.span.line - 1] + edit.span.column - 1
        end = starts[edit.span.last_line - 1] + edit.span.end_column - 1
        parts += [body[at:start], _with_line_ends(edit.replacement, body[start:end])]
        at = end
    return mark + "".join([*parts, body[at:]])


def _with_line_ends(replacement: str, replaced: str) -> str:
    """Return a replacement with the line ends of what it replaces."""
    end = LINE_END.search(replaced)
    return replacement.replace("\n", end[0]) if end else replacement
