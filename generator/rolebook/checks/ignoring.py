"""IG: comments such as `<!-- rolebook: ignore=VQ001 the law says so -->`, and what they ignore.

A comment behind other words ignores problems of its line, one on a line of its own those of the
next line with words, and `ignore-file` those of the whole file. In YAML files, comments begin with
`#`. Owners ignore codes in `mkdocs.yml` as well, see `model.selection`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Severity
from ..model.selection import beginnings
from ..model.source import Edit, Span
from ..words.fences import outside_fences
from .registry import seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model.selection import Selection
    from ..model.source import Source

_MARK = "rolebook:"
_WORDS = r"rolebook:\s*(?P<what>ignore|ignore-file)\s*=\s*(?P<codes>[\w-]+(?:\s*,\s*[\w-]+)*)"
_IN_MARKDOWN = re.compile(rf"<!--\s*{_WORDS}(?P<reason>.*?)-->")
_IN_YAML = re.compile(rf"#\s*{_WORDS}(?P<reason>.*)$")
_MARKDOWN = (".md", ".mdx", ".mdc", ".markdown")
_LISTED_ITEM = re.compile(r"[\s>]*(?:[-*+]|\d{1,9}[.)])?\s*")


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that ignores problems."""

    span: Span
    codes: tuple[str, ...]
    """What the codes begin with."""
    reason: str
    lines: range
    """The lines whose problems it ignores."""

    def covers(self, problem: Diagnostic) -> bool:
        """Whether it ignores a problem of the same file."""
        touches = problem.span.line < self.lines.stop and problem.span.last_line >= self.lines.start
        return touches and problem.code.startswith(self.codes)


def without_ignored(
    problems: Sequence[Diagnostic], texts: Iterable[Source], selection: Selection
) -> list[Diagnostic]:
    r"""Return the problems that no comment ignores, and what is wrong with comments.

    Args:
        problems: What was found, before a selection ignores anything.
        texts: The files that may have such comments.
        selection: Which problems are reported; a comment about others is not called unused.

    >>> from rolebook import Span
    >>> from rolebook.model.selection import Selection
    >>> from rolebook.model.source import Source
    >>> comment = "<!-- rolebook: ignore=KW001 words of a song -->"
    >>> text = Source("a.md", f"# Keys\n\nMUST not lie {comment}\n")
    >>> problem = Diagnostic.of("KW001", Span("a.md", 3), written="MUST not", capitals="MUST NOT")
    >>> without_ignored([problem], [text], Selection())
    []
    """
    ignores: dict[str, list[Ignore]] = {}
    found: list[Diagnostic] = []
    for text in texts:
        if _MARK in text.text:
            ignores[text.path], mistakes = ignores_of(text)
            found += mistakes
    if not ignores:
        return list(problems)
    used: dict[int, set[str]] = defaultdict(set)
    kept = [problem for problem in problems if not _ignored(problem, ignores, used)]
    found += (
        Diagnostic.of("IG001", ignore.span, code=code)
        for own in ignores.values()
        for ignore in own
        for code in ignore.codes
        if code not in used[id(ignore)] and selection.has_any(code)
    )
    return [*kept, *found]


def unused_in_configuration(
    problems: Sequence[Diagnostic], selection: Selection
) -> Iterator[Diagnostic]:
    """Yield what a configuration ignores although nothing of it is there.

    Args:
        problems: What was found in the whole handbook, before a selection ignores anything.
        selection: What the configuration says.
    """
    if not selection.path:
        return
    for code in selection.ignore:
        if not any(problem.code.startswith(code) for problem in problems):
            yield Diagnostic.of("IG004", _place(selection.path, code), code=code)
    for one in selection.per_file_ignores:
        codes = {problem.code for problem in problems if one.covers(problem.span.path)}
        for code in one.codes:
            if not any(found.startswith(code) for found in codes):
                span = _place(selection.path, one.pattern)
                yield Diagnostic.of("IG004", span, "files", code=code, pattern=one.pattern)


def _place(path: str, word: str) -> Span:
    """Return the line of a configuration that has a word, or its first line."""
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return Span(path, 1)
    return Span(path, next((n for n, line in enumerate(lines, 1) if word in line), 1))


def _ignored(
    problem: Diagnostic,
    ignores: Mapping[str, Sequence[Ignore]],
    used: Mapping[int, set[str]],
) -> bool:
    """Whether a comment ignores a problem; all that do are noted as used."""
    covering = [one for one in ignores.get(problem.span.path, ()) if one.covers(problem)]
    for one in covering:
        used[id(one)].update(code for code in one.codes if problem.code.startswith(code))
    return bool(covering)


def ignores_of(text: Source) -> tuple[list[Ignore], list[Diagnostic]]:
    """Return the comments of a file that ignore problems, and what is wrong with them."""
    ignores: list[Ignore] = []
    problems: list[Diagnostic] = []
    for number, match in _comments(text):
        span = Span(text.path, number, match.start() + 1, number, match.end() + 1)
        reason = match["reason"].strip(" \t:–—-")
        if not reason:
            problems.append(Diagnostic.of("IG002", span, codes=match["codes"]))
        codes: list[str] = []
        for written in match["codes"].split(","):
            try:
                codes += beginnings([written])
            except KeyError:
                problems.append(Diagnostic.of("IG003", span, written=written.strip()))
        lines = range(1, len(text.lines) + 1)
        if match["what"] == "ignore":
            lines = _lines(text, number, match)
        ignores.append(Ignore(span, tuple(codes), reason, lines))
    return ignores, problems


def _comments(text: Source) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the comments with their lines; what is in a code block is an example."""
    is_markdown = text.path.endswith(_MARKDOWN)
    pattern = _IN_MARKDOWN if is_markdown else _IN_YAML
    for number, line in outside_fences(text.lines) if is_markdown else enumerate(text.lines, 1):
        if _MARK in line:
            yield from ((number, match) for match in pattern.finditer(line))


def _lines(text: Source, number: int, match: re.Match[str]) -> range:
    """Return the line that a comment is about: its own, or the next one with words."""
    pattern = _IN_MARKDOWN if text.path.endswith(_MARKDOWN) else _IN_YAML
    if not _is_alone(text.lines[number - 1], pattern):
        return range(number, number + 1)
    for other in range(number + 1, len(text.lines) + 1):
        line = text.lines[other - 1]
        if line.strip() and not (pattern.search(line) and _is_alone(line, pattern)):
            return range(number, other + 1)
    return range(number, number + 1)


def _is_alone(line: str, pattern: re.Pattern[str]) -> bool:
    return not _LISTED_ITEM.sub("", pattern.sub("", line), count=1).strip()


def without_comment(problem: Diagnostic, source: Source) -> Iterator[Edit]:
    """Delete a comment that ignores nothing, with its line if there is nothing else on it."""
    span = problem.span
    line = source.lines[span.line - 1]
    if "," in source.at(span).partition("=")[2].partition(" ")[0]:
        return  # another code of the same comment may be needed
    rest = line[: span.column - 1] + line[span.end_column - 1 :]
    if not rest.strip():
        if _is_apart(span.line, source.lines):
            yield Edit(Span(span.path, span.line, 1, span.line + 1, 1), "")
        return
    before, behind = line[: span.column - 1], line[span.end_column - 1 :]
    if behind.strip() or not re.search(r"\w", before):
        return  # without it, what follows would be read in another way
    start = len(before.rstrip()) + 1
    yield Edit(Span(span.path, span.line, start, span.line, span.end_column), "")


def _is_apart(number: int, lines: Sequence[str]) -> bool:
    """Whether a line can go without joining what is above and below it."""
    return 1 < number < len(lines) and not (lines[number - 2].strip() and lines[number].strip())


_KEYS = "# Keys\n\n- You MUST not share keys."
_COMMENT = "<!-- rolebook: ignore=KW001 as the law has it -->"

seen(
    "IG001",
    "unused-ignore",
    Severity.NOTE,
    good=[f"{_KEYS} {_COMMENT}\n"],
    bad=[f"# Keys\n\n- You MUST NOT share keys. {_COMMENT}\n"],
    fix=without_comment,
)
seen(
    "IG002",
    "ignore-without-reason",
    Severity.NOTE,
    good=[f"{_KEYS} {_COMMENT}\n"],
    bad=[f"{_KEYS} <!-- rolebook: ignore=KW001 -->\n"],
)
seen(
    "IG003",
    "unknown-code",
    Severity.WARNING,
    good=[f"{_KEYS} <!-- rolebook: ignore=mixed-case-negation as the law has it -->\n"],
    bad=[f"{_KEYS} <!-- rolebook: ignore=KW099 as the law has it -->\n"],
)
# Its examples need a configuration: tests/checking/test_choosing.py has them.
seen("IG004", "unused-ignore-in-configuration", Severity.NOTE, good=[_KEYS + "\n"], bad=[])
