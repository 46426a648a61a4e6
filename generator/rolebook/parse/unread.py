"""What looks like a rule in a file and was not read as one, so that nobody takes silence for "there are no rules".

The lines of a file and what was read of them in, at most one finding out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..markup.bullets import MARKER
from ..model import PassageKind
from ..model.diagnostics import Diagnostic, Severity
from ..model.source import Span
from ..rfc2119 import find_keywords
from .inline import mask

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model import Passage

_ITEM = re.compile(rf"[\s>]*(?:(?:[-*+]|\d{{1,9}}[.)])\s|{MARKER})")
# Keywords in capitals are left out: whether they state something has been decided before.
_TELLING = re.compile(
    r"\b(?:(?!MUST|SHALL|SHOULD)(?i:must|shall|should)|(?i:never|do(?:es)? not|don['’]t)|(?i:must|should)n['’]t)\b"
)
_OPENING = re.compile(r"[\s>*_+–•-]*(?:always|avoid|prefer|ensure|make sure)\b", re.IGNORECASE)
_CAPITALS = re.compile(r"\b(?:MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b")
_SILENT = (
    PassageKind.FRONT_MATTER,
    PassageKind.COMMENT,
    PassageKind.CONVENTIONS,
    PassageKind.DEFINITIONS,
)
_NO_RULES = ("traits", "patterns", "knowledge", "skills", "competences", "references", "agents")
"""Records of a persona whose words describe it and bind nobody."""
_NEAR_START = 60
"""How many characters into a list item its keyword stands at most, if the item is a rule."""
_MOST_NAMED = 4
"""How many runs of lines a finding names."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive lines, counted from 1."""

    first: int
    last: int
    telling: int
    """How many of them have a word that suggests a rule."""

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def unread(
    path: str,
    lines: Sequence[str],
    records: Mapping[str, Sequence[object]],
    *,
    bold_lowercase: bool,
) -> Iterator[Diagnostic]:
    """Yield a finding if nothing of a file was read as a rule, or if items that look like rules were not.

    Args:
        path: The file.
        lines: Its lines.
        records: What was read of it, by field.
        bold_lowercase: Whether `**must**` was read as a keyword.
    """
    has_rules = bool(records.get("requirements"))
    left = _left_lines(lines, records)
    code = _lines_of(passage for passage in _passages(records) if passage.kind is PassageKind.CODE)
    prose = {n: mask(line) for n, line in left.items() if n not in code}
    runs = _runs(
        {n: line for n, line in prose.items() if _is_item_of_rule(line)}
        if has_rules
        else _like(prose),
        lines,
    )
    # In a file with rules, one item alone may well be a remark about them.
    runs = [run for run in runs if run.telling and (not has_rules or run.last > run.first)]
    if runs:
        what = (
            "look like rules but were not read"
            if has_rules
            else "look like rules but have no keyword in capitals"
        )
        message = (
            _counted(runs, prose, what)
            if has_rules
            else f"no rule was read; {_counted(runs, prose, what)}"
        )
        # A sentence of prose may say "should" and bind nobody; an item of a list seldom does.
        has_items = any(_is_item_of_rule(line) for line in prose.values())
        level = Severity.WARNING if has_items else None
        yield _finding(
            path, runs, message, _help(lines, runs, bold_lowercase=bold_lowercase), level
        )
    elif not has_rules:
        yield _nothing(path, lines, left, code)


def _nothing(
    path: str, lines: Sequence[str], left: Mapping[int, str], code: frozenset[int]
) -> Diagnostic:
    """Return why nothing was read as a rule in a file in which nothing looks like one."""
    hidden = {n: line for n, line in left.items() if _CAPITALS.search(line)}
    in_code = {
        n: line for n, line in hidden.items() if n in code or not _CAPITALS.search(mask(line))
    }
    if in_code:
        runs = _runs(in_code, lines)
        message = f"no rule was read; keywords stand only in code or markup, on {_named(runs)}"
        return _finding(
            path, runs, message, "write rules outside code and markup", Severity.WARNING
        )
    if hidden:
        runs = _runs(hidden, lines)
        message = f"no rule was read; keywords are only mentioned, on {_named(runs)}"
        help = "if they are meant as rules, remove quotation marks and write in a sentence what must be done"
        return _finding(path, runs, message, help, None)
    message = "no rule was read; the file has no keyword in capitals, such as MUST"
    return Diagnostic(
        "RD015", Span(path, 1), message, "if it has rules, write MUST, SHOULD or MAY in them"
    )


def _left_lines(lines: Sequence[str], records: Mapping[str, Sequence[object]]) -> dict[int, str]:
    """Return the lines, from 1, that are neither read as rules nor hidden, nor describe a persona."""
    taken = set(_lines_of(records.get("requirements", ())))
    taken |= _lines_of(passage for passage in _passages(records) if passage.kind in _SILENT)
    for field in _NO_RULES:
        taken |= _lines_of(records.get(field, ()))
    return {n: line for n, line in enumerate(lines, 1) if n not in taken and line.strip()}


def _passages(records: Mapping[str, Sequence[object]]) -> Sequence[Passage]:
    return records.get("passages", ())  # type: ignore[return-value]


def _lines_of(found: Iterable[object]) -> frozenset[int]:
    spans = (record.span for record in found if hasattr(record, "span"))
    return frozenset(n for span in spans for n in range(span.line, span.last_line + 1))


def _like(prose: Mapping[int, str]) -> dict[int, str]:
    return {n: line for n, line in prose.items() if _TELLING.search(line) or _is_item_of_rule(line)}


def _is_item_of_rule(line: str) -> bool:
    item = _ITEM.match(line)
    if not item:
        return False
    return bool(
        _OPENING.match(line, item.end())
        or _TELLING.search(line, item.end(), item.end() + _NEAR_START)
    )


def _runs(chosen: Mapping[int, str], lines: Sequence[str]) -> list[_Run]:
    """Return the chosen lines as runs that only blank lines interrupt."""
    runs: list[_Run] = []
    for n, line in chosen.items():
        tells = bool(_TELLING.search(line))
        if runs and not any(lines[between - 1].strip() for between in range(runs[-1].last + 1, n)):
            runs[-1] = _Run(runs[-1].first, n, runs[-1].telling + tells)
        else:
            runs.append(_Run(n, n, int(tells)))
    return runs


def _counted(runs: Sequence[_Run], prose: Mapping[int, str], what: str) -> str:
    count = sum(n in prose for run in runs for n in range(run.first, run.last + 1))
    if count == 1:
        what = (
            what.replace("look like rules", "looks like a rule")
            .replace("have", "has")
            .replace("were", "was")
        )
    return f"{count} line{'s' * (count > 1)} {what}: {_named(runs)}"


def _named(runs: Sequence[_Run]) -> str:
    """Return the first few runs in words.

    >>> _named([_Run(3, 5, 1), _Run(9, 9, 1)])
    'lines 3–5, 9'
    """
    named = ", ".join(map(str, runs[:_MOST_NAMED])) + (" …" if len(runs) > _MOST_NAMED else "")
    is_one = len(runs) == 1 and runs[0].first == runs[0].last
    return f"{'line' if is_one else 'lines'} {named}"


def _help(lines: Sequence[str], runs: Sequence[_Run], *, bold_lowercase: bool) -> str:
    capitals = "write the keywords in capitals, such as MUST and MUST NOT"
    numbers = [n for run in runs for n in range(run.first, run.last + 1)]
    bold = {
        n: lines[n - 1] for n in numbers if find_keywords(mask(lines[n - 1]), bold_lowercase=True)
    }
    if bold_lowercase or not bold:
        return capitals
    return (
        f"{capitals}, or set 'keywords: bold-lowercase', which reads {_named(_runs(bold, lines))}"
    )


def _finding(
    path: str, runs: Sequence[_Run], message: str, help: str, level: Severity | None
) -> Diagnostic:
    return Diagnostic("RD015", Span(path, runs[0].first, 1, runs[0].last), message, help, level)
