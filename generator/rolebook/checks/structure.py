"""ST: how a persona is built up."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, cast

from ..model import Found
from ..model.diagnostics import Diagnostic, Severity
from ..model.source import Edit, Span
from ..words.fences import outside_fences
from .registry import check, seen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..link.handbook import Handbook
    from ..model import Document, Heading, Requirement
    from ..model.source import Source

_TRAITS = "# The Pilot\n\n## Traits\n- calm\n"
_PAINT = "### Paint\n\n- MUST be red\n"
_MUST = "**MUST** be red\n**MUST** be dry"

seen(
    "ST001",
    "unknown-section",
    Severity.NOTE,
    good=[f"{_TRAITS}\n## SFIA\n\n| Code | Level |\n|---|---|\n| PROG | 3 |\n"],
    bad=[f"{_TRAITS}\n## Favourite songs\n\nSea shanties.\n"],
)


@check(
    code="ST002",
    name="missing-section",
    severity=Severity.NOTE,
    good=["# The Pilot\n\nFlies.\n\n## Traits\n- calm\n\n## Rules\n\n- MUST land\n"],
    bad=["# The Pilot\n\n## Traits\n- calm\n\n## Rules\n\n- MUST land\n"],
    is_default=False,
)
def missing_section(book: Handbook) -> Iterator[Diagnostic]:
    """Find personas that do not say in a sentence what the role is for."""
    for persona in book.personas:
        if not persona.overview:
            yield Diagnostic.of("ST002", persona.title_span, title=persona.title)


@check(
    code="ST003",
    name="duplicate-heading",
    severity=Severity.NOTE,
    good=[f"# Ships\n\n## Bow\n\n{_PAINT}\n## Stern\n\n{_PAINT}"],
    bad=["# Ships\n\n## Paint\n\n- MUST be red\n\n## Paint\n\n- MUST be dry\n"],
)
def duplicate_heading(book: Handbook) -> Iterator[Diagnostic]:
    """Find headings that are twice below the same heading."""
    for text in book.texts:
        first: dict[tuple[object, ...], Heading] = {}
        for heading in text.headings:
            place = heading.trail, heading.level, " ".join(heading.title.casefold().split())
            earlier = first.setdefault(place, heading)
            if earlier is not heading:
                line = str(earlier.span.line)
                yield Diagnostic.of("ST003", heading.span, title=heading.title, line=line)


def without_blank_line(problem: Diagnostic, source: Source) -> Iterator[Edit]:
    """Delete the blank line above a group of rules."""
    number = problem.span.line - 1
    if not source.lines[number - 1].strip():
        yield Edit(Span(problem.span.path, number, 1, number + 1, 1), "")


@check(
    code="ST005",
    name="unlabelled-group",
    severity=Severity.NOTE,
    good=[f"# Ships\n\n{_MUST}\n**MUST** dry\n"],
    bad=[f"# Ships\n\n{_MUST}\n\n**MUST** dry\n**MUST** shine\n"],
    fix=without_blank_line,
    is_safe=False,
)
def unlabelled_group(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules that a blank line sets apart from those above, without a heading of their own."""
    for text in book.texts:
        for group, above in _later_groups(text):
            yield Diagnostic.of("ST005", group[0].span, count=len(group), line=str(above.span.line))


def _later_groups(text: Document) -> Iterator[tuple[Sequence[Requirement], Requirement]]:
    """Yield the groups of lines behind the first of a heading, each with the rule above it."""
    lines = [rule for rule in text.requirements if rule.found is Found.LINE]
    runs = groupby(lines, key=lambda rule: (rule.category, rule.group))
    before: Sequence[Requirement] = ()
    for (category, _), run in runs:
        rules = list(run)
        is_next = bool(before) and before[-1].category == category
        gap = rules[0].span.line - before[-1].span.last_line if before else 0
        if is_next and gap == _NEXT_BUT_A_BLANK and min(len(before), len(rules)) > 1:
            yield rules, before[-1]
        before = rules


_NEXT_BUT_A_BLANK = 2
"""Lines from one rule to the next if there is only a blank line between them."""


def with_markers(problem: Diagnostic, source: Source) -> Iterator[Edit]:
    """Write `- ` before each rule of a paragraph, so that it is a list."""
    lines = source.lines
    for starts, last in cast("Sequence[_Run]", problem.values["runs"]):
        if _stands_alone(starts[0], last, lines):
            for number in range(starts[0], last + 1):
                line = lines[number - 1]
                column = len(line) - len(line.lstrip()) + 1
                mark = "- " if number in starts else "  "
                yield Edit(Span(problem.span.path, number, column, number, column), mark)


def _stands_alone(first: int, last: int, lines: Sequence[str]) -> bool:
    """Whether a paragraph is right below a heading, and no list that would join it follows."""
    above = next((line for line in reversed(lines[: first - 1]) if line.strip()), "")
    below = lines[last:]
    after = next((line for line in below if line.strip()), "#")
    is_end = not below or not below[0].strip() or bool(_HEADING.match(below[0]))
    return bool(_HEADING.match(above) and is_end and _NEW_PART.match(after))


_HEADING = re.compile(r" {0,3}#{1,6}\s")
_NEW_PART = re.compile(r" {0,3}(?:#|[^\W\d_]|[*_]{1,2}\w)")
"""How a line begins that isn't part of a list, code, quote or table."""


@check(
    code="ST006",
    name="collapsed-rules",
    severity=Severity.NOTE,
    good=["# Ships\n\n- **MUST** be red\n- **MUST** be dry\n"],
    bad=[f"# Ships\n\n{_MUST}\n"],
    fix=with_markers,
)
def collapsed_rules(book: Handbook) -> Iterator[Diagnostic]:
    """Find rules on lines of their own that other programs show as one paragraph, by file."""
    for text in book.texts:
        runs = list(_runs(text))
        if runs:
            yield Diagnostic.of(
                "ST006",
                runs[0][0].category.span,
                count=sum(map(len, runs)),
                paragraphs=len(runs),
                runs=tuple(_lines_of(run) for run in runs if not any(rule.note for rule in run)),
            )


_Run = tuple[tuple[int, ...], int]
"""The lines where rules of a paragraph begin, and the last line of the last one.

Those with notes are left out: in a list, what a note says could be read as a rule.
"""


def _lines_of(run: Sequence[Requirement]) -> _Run:
    return tuple(rule.span.line for rule in run), run[-1].span.last_line


def _runs(text: Document) -> Iterator[list[Requirement]]:
    """Yield the rules on lines that follow one another."""
    run: list[Requirement] = []
    for rule in text.requirements:
        is_line = rule.found is Found.LINE
        if run and not (is_line and rule.span.line == run[-1].span.last_line + 1):
            if len(run) > 1:
                yield run
            run = []
        if is_line:
            run.append(rule)
    if len(run) > 1:
        yield run


_LOWEST = 6
"""Levels of headings in Markdown."""


def below_the_title(problem: Diagnostic, source: Source) -> Iterator[Edit]:
    """Move the other titles, with the headings below them, down by a level."""
    lines = outside_fences(source.lines)
    headings = [(number, line) for number, line in lines if _HEADING.match(line)]
    moved = [(number, line) for number, line in headings if number >= problem.span.line]
    if not moved or any(line.lstrip().startswith("#" * _LOWEST) for _, line in moved):
        return
    for number, line in moved:
        column = line.index("#") + 1
        yield Edit(Span(problem.span.path, number, column, number, column), "#")


@check(
    code="ST007",
    name="several-titles",
    severity=Severity.NOTE,
    good=["# Ships\n\n## Paint\n\n- MUST be red\n"],
    bad=["# Ships\n\n- MUST be dry\n\n# Paint\n\n- MUST be red\n"],
    fix=below_the_title,
    is_safe=False,
)
def several_titles(book: Handbook) -> Iterator[Diagnostic]:
    """Find files with more than one heading of the first level."""
    for text in book.texts:
        titles = [heading for heading in text.headings if heading.level == 1]
        if len(titles) > 1:
            yield Diagnostic.of(
                "ST007",
                titles[1].span,
                count=len(titles) - 1,
                title=titles[0].title,
                others=tuple(heading.title for heading in titles[1:_MOST_TITLES]),
            )


_MOST_TITLES = 4
