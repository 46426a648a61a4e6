"""What looks like a rule and was not read as one: silence would suggest that there are no rules.

The lines of a file and what was read of them in, at most one problem out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ..keywords import proposed, read_set
from ..markup.bullets import MARKER
from ..model import PassageKind
from ..model.diagnostics import Diagnostic, Severity
from ..model.source import Span
from ..rfc2119 import find_keywords
from .inline import mask

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from ..keywords import Keywords, KeywordSet
    from ..model import Passage

_ITEM = re.compile(rf"[\s>]*(?:(?:[-*+]|\d{{1,9}}[.)])\s|{MARKER})")
# Keywords in capitals are left out: whether they state something has been decided before.
_TELLING = re.compile(
    r"\b(?:(?!MUST|SHALL|SHOULD)(?i:must|shall|should)"
    r"|(?i:never|do(?:es)? not|don['’]t)|(?i:must|should)n['’]t)\b"
)
_OPENING = re.compile(
    r"[\s>*_+–•-]*(?:(?:always|avoid|prefer|ensure|make sure)\b|important(?=:))", re.IGNORECASE
)
_CAPITALS = re.compile(r"\b(?:MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b")
_SILENT = (
    PassageKind.FRONT_MATTER,
    PassageKind.COMMENT,
    PassageKind.CONVENTIONS,
    PassageKind.DEFINITIONS,
)
_NO_RULES = ("traits", "patterns", "knowledge", "skills", "competences", "references", "agents")
"""Records whose words describe a persona and state no rules."""
_NEAR_START = 60
"""Characters. In a list item that is a rule, its keyword begins before this: later, it is prose."""
_MOST_LOOKED_AT = 400
"""Lines from which keywords are proposed: what a file writes, it writes near its beginning."""
_MOST_NAMED = 12
"""Runs of lines that a message names, so that it stays one line."""


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
    keywords: Keywords,
) -> Iterator[Diagnostic]:
    """Yield a problem if a file has no rules, or has list items that look like rules but are not.

    Args:
        path: The file.
        lines: Its lines.
        records: What was read of it, by field.
        keywords: What was read as a keyword.
    """
    has_rules = bool(records.get("requirements"))
    left = _left_lines(lines, records)
    code = _lines_of(passage for passage in _passages(records) if passage.kind is PassageKind.CODE)
    prose = {n: mask(line) for n, line in left.items() if n not in code}
    items = {n: line for n, line in prose.items() if _is_item_of_rule(line)}
    # Where there are rules, prose between them is not looked at.
    looked_at = {
        n: line
        for n, line in prose.items()
        if not _CAPITALS.search(line) and (_ITEM.match(line) or not has_rules)
    }
    contents = {n: _content(line) for n, line in looked_at.items()}
    sets = _proposed(contents, keywords)
    by_sets = {n: looked_at[n] for n in contents if any(one.reads(contents[n]) for one in sets)}
    telling = {n: line for n, line in prose.items() if n in by_sets or _TELLING.search(line)}
    items |= {n: line for n, line in by_sets.items() if _ITEM.match(line)}
    candidates = dict(sorted((items if has_rules else items | telling).items()))
    runs = [run for run in _runs(candidates, lines, telling) if run.telling]
    if has_rules:
        # One item alone may well be a remark about the rules, unless its words are sure.
        sure = {*by_sets, *_bold_keywords(runs, lines), *_openings(items)}
        runs = [run for run in runs if run.last > run.first or run.first in sure]
    are_remarks = has_rules and all(run.last == run.first for run in runs)
    if runs:
        bold = [] if keywords.bold_lowercase else _runs(_bold_keywords(runs, lines), lines)
        way_out = "-bold" if bold else "-sets" if sets else ""
        variant = ("unread" if has_rules else "lowercase") + way_out
        yield Diagnostic.of(
            "RD015",
            _span(path, runs),
            variant,
            # A sentence of prose may say "should" and bind no one; a list item seldom does.
            Severity.WARNING if items and not are_remarks else None,
            count=sum(n in prose for n in _numbers(runs)),
            lines=_named(runs),
            bold=_named(bold),
            keywords=", ".join((*keywords.chosen, *(one.name for one in sets))),
        )
    elif not has_rules and not records.get("includes"):  # its rules are in another file
        yield _nothing(path, lines, left, code)


def _nothing(
    path: str, lines: Sequence[str], left: Mapping[int, str], code: frozenset[int]
) -> Diagnostic:
    """Return why a file in which nothing looks like a rule has no rules."""
    hidden = {n: line for n, line in left.items() if _CAPITALS.search(line)}
    in_code = {
        n: line for n, line in hidden.items() if n in code or not _CAPITALS.search(mask(line))
    }
    if not hidden:
        return Diagnostic.of("RD015", Span(path, 1))
    runs = _runs(in_code or hidden, lines)
    return Diagnostic.of(
        "RD015",
        _span(path, runs),
        "code" if in_code else "mentioned",
        Severity.WARNING if in_code else None,
        count=len(_numbers(runs)),
        lines=_named(runs),
    )


def _left_lines(lines: Sequence[str], records: Mapping[str, Sequence[object]]) -> dict[int, str]:
    """Return the lines, from 1, that are not rules, not hidden, and do not describe a persona."""
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


def _content(line: str) -> str:
    """Return a line without the number or the bullet of an item."""
    item = _ITEM.match(line)
    return line[item.end() :] if item else line


def _openings(items: Mapping[int, str]) -> Iterator[int]:
    """Yield the items that begin with a word such as "always"."""
    for number, line in items.items():
        item = _ITEM.match(line)
        if item and _OPENING.match(line, item.end()):
            yield number


def _is_item_of_rule(line: str) -> bool:
    item = _ITEM.match(line)
    if not item:
        return False
    return bool(
        _OPENING.match(line, item.end())
        or _TELLING.search(line, item.end(), item.end() + _NEAR_START)
    )


def _proposed(prose: Mapping[int, str], keywords: Keywords) -> list[KeywordSet]:
    """Return the sets of keywords that would read rules in lines, but were not chosen."""
    looked_at = islice(prose.values(), _MOST_LOOKED_AT)
    return [read_set(name) for name in proposed(looked_at) if name not in keywords.chosen]


def _runs(
    chosen: Mapping[int, str], lines: Sequence[str], telling: Container[int] = ()
) -> list[_Run]:
    """Return the chosen lines as runs that only blank lines interrupt."""
    runs: list[_Run] = []
    for n in chosen:
        tells = n in telling
        if runs and not any(lines[between - 1].strip() for between in range(runs[-1].last + 1, n)):
            runs[-1] = _Run(runs[-1].first, n, runs[-1].telling + tells)
        else:
            runs.append(_Run(n, n, int(tells)))
    return runs


def _numbers(runs: Iterable[_Run]) -> list[int]:
    return [n for run in runs for n in range(run.first, run.last + 1)]


def _named(runs: Sequence[_Run]) -> str:
    """Return the first few runs.

    >>> _named([_Run(3, 5, 1), _Run(9, 9, 1)])
    '3–5, 9'
    """
    return ", ".join(map(str, runs[:_MOST_NAMED])) + (" …" if len(runs) > _MOST_NAMED else "")


def _bold_keywords(runs: Iterable[_Run], lines: Sequence[str]) -> dict[int, str]:
    """Return the lines of runs that would be rules if bold lowercase words were keywords."""
    chosen = {n: lines[n - 1] for n in _numbers(runs)}
    return {n: line for n, line in chosen.items() if find_keywords(mask(line), bold_lowercase=True)}


def _span(path: str, runs: Sequence[_Run]) -> Span:
    return Span(path, runs[0].first, 1, runs[0].last)
