"""What can be done about problems at a place: fix one, fix all of a file, or explain a code."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from ..checks.fixing import fixed_files
from ..messages import messages
from ..model.diagnostics import CODES
from ..model.source import Edit, Span
from .places import whole, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..link.handbook import Handbook
    from ..model.diagnostics import Diagnostic
    from ..model.source import Source

    Again = Callable[[Sequence[Source]], Handbook]
    """Reads other texts as the handbook was read."""


class ActionKind(Enum):
    """What an action does."""

    FIX = auto()
    FIX_ALL = auto()
    EXPLAIN = auto()


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a person can choose."""

    kind: ActionKind
    title: str
    edits: tuple[Edit, ...] = ()
    problem: Diagnostic | None = None
    """What it is about, if that is one problem."""


def actions(book: Handbook, source: Source, within: Span) -> list[Action]:
    r"""Return what can be done about the problems in a part of a file, fixes first.

    Args:
        book: The handbook.
        source: The file.
        within: The part.

    >>> from rolebook import Source, Span, handbook
    >>> source = Source("a.md", "# Keys\n\nYou MUST not share keys.\n")
    >>> [one.title for one in actions(handbook([source]), source, Span("a.md", 3))]
    ['Fix KW001: write MUST NOT', 'Explain KW001']
    """
    here = [one for one in book.diagnostics if _touches(one, source, within)]
    fixes = [action for one in here for action in (*_fixed(one, source), *_meant(one, source))]
    return [*fixes, *_explained(here)]


def fix_all(book: Handbook, source: Source, again: Again) -> Action | None:
    """Return the action that fixes all of a file that can be fixed; None if nothing can.

    Args:
        book: The handbook.
        source: The file.
        again: Reads the texts again between fixes.
    """
    if not any(CODES[one.code].fix for one in book.diagnostics if one.span.path == source.path):
        return None
    files = fixed_files(
        book.sources, {source.path: source.text}, lambda sources: again(sources).diagnostics
    )
    edits = tuple(edit for file in files for edit in line_edits(source, file.after))
    say = messages()
    return Action(ActionKind.FIX_ALL, say("editor-fix-all"), edits) if edits else None


def line_edits(source: Source, after: str) -> Iterator[Edit]:
    r"""Yield edits of whole lines that turn a text into another one.

    >>> from rolebook import Source
    >>> [(edit.span.line, edit.span.end_line, edit.replacement)
    ...  for edit in line_edits(Source("a.md", "one\ntwo\nthree"), "one\n2\nthree")]
    [(2, 3, '2\n')]
    """
    old, new = source.text.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, begin, end, other_begin, other_end in matcher.get_opcodes():
        if tag != "equal":
            span = _stretch(source, starts[begin], starts[end])
            yield Edit(span, "".join(new[other_begin:other_end]))


def explanation(code: str) -> str:
    """Return why a code is a problem, in a sentence or two; empty for an unknown one."""
    known = CODES.get(code)
    return f"{known.id} {known.name}: {known.why}" if known else ""


def _touches(problem: Diagnostic, source: Source, within: Span) -> bool:
    if problem.span.path != source.path:
        return False
    one, other = whole(problem.span, source.lines), whole(within, source.lines)
    return (one.line, one.column) <= (other.last_line, other.end_column) and (
        other.line,
        other.column,
    ) <= (one.last_line, one.end_column)


def _fixed(problem: Diagnostic, source: Source) -> Iterator[Action]:
    code = CODES[problem.code]
    edits = tuple(code.fix(problem, source)) if code.fix else ()
    if edits:
        say = messages()
        title = say("editor-fix", code=problem.code)
        if problem.help:
            title = say("editor-fix-how", code=problem.code, how=problem.help)
        if not code.is_safe:
            title = say("editor-fix-unsafe", fix=title)
        yield Action(ActionKind.FIX, title, edits, problem)


def _meant(problem: Diagnostic, source: Source) -> Iterator[Action]:
    """Yield the replacement of a misspelled name, where the text has it exactly once."""
    meant = problem.values.get("meant")
    if not meant or not isinstance(meant, str):
        return
    for value in problem.values.values():
        bare = str(value).removeprefix("The ")
        places = list(written(bare, problem.span, source.lines)) if value != meant else []
        if len(places) == 1:
            say = messages()
            title = say("editor-replace", meant=meant)
            yield Action(ActionKind.FIX, title, (Edit(places[0], meant),), problem)
            return


def _explained(problems: Sequence[Diagnostic]) -> Iterator[Action]:
    say = messages()
    by_code = {problem.code: problem for problem in problems}
    for code, problem in sorted(by_code.items()):
        yield Action(ActionKind.EXPLAIN, say("editor-explain", code=code), (), problem)


def _stretch(source: Source, begin: int, end: int) -> Span:
    first, last = source.text.count("\n", 0, begin), source.text.count("\n", 0, end)
    column = begin - (source.text.rfind("\n", 0, begin) + 1)
    end_column = end - (source.text.rfind("\n", 0, end) + 1)
    return Span(source.path, first + 1, column + 1, last + 1, end_column + 1)
