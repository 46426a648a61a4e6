"""KW: words of RFC 2119 whose meaning is not certain. Reading reports them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import PassageKind
from ..model.diagnostics import Diagnostic, Severity
from ..model.source import Edit, Span
from .registry import check, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook
    from ..model.source import Source

_WORDS_AND_EMPHASIS = re.compile(r"[A-Za-z\s*_]+")
"""What a keyword may consist of, so that capitals change nothing but its case: no tags, no `&`."""

_AFTER_STOP = re.compile(r"[.!?…][^\w\s]*\s*$")


def in_capitals(problem: Diagnostic, source: Source) -> Iterator[Edit]:
    """Write a keyword in capitals: `MUST not` becomes `MUST NOT`."""
    span = problem.span
    written = source.at(span)
    behind = source.at(Span(span.path, span.last_line, span.end_column))
    is_more = _KEYWORD.match(behind) or _begins_sentence(span, source)
    if _WORDS_AND_EMPHASIS.fullmatch(written) and not is_more:
        yield Edit(span, written.upper())


_KEYWORD = re.compile(r"[\s*_]*(?:MUST|SHALL|SHOULD|MAY)\b")
"""A keyword right behind another one, so that nothing is stated with the first."""


def _begins_sentence(span: Span, source: Source) -> bool:
    """Whether capitals would begin a sentence: what comes before "not RECOMMENDED" would end."""
    first = max(1, span.line - 1)
    before = source.at(Span(span.path, first, 1, span.line, span.column))
    is_lower = source.at(span).lstrip("*_")[:1].islower()
    return is_lower and bool(_AFTER_STOP.search(before))


seen(
    "KW001",
    "mixed-case-negation",
    Severity.WARNING,
    good=["# Keys\n\n- You MUST NOT share keys.\n"],
    bad=["# Keys\n\n- You MUST not share keys.\n", "# Keys\n\n- **SHOULD** *never* share keys\n"],
    fix=in_capitals,
)
seen(
    "KW002",
    "miscased-keyword",
    Severity.ERROR,
    good=["# Keys\n\n**MUST** change keys\n", "# Keys\n\nYou must know the keys of a MUST.\n"],
    bad=["# Keys\n\n**must** change keys\n"],
    fix=in_capitals,
    is_safe=False,
)
_BCP14 = (
    'The key words "MUST" and "SHOULD" in this document are to be interpreted as described in BCP '
    "14."
)


@check(
    code="KW004",
    name="missing-conventions",
    severity=Severity.NOTE,
    good=[f"# Keys\n\n{_BCP14}\n\n- You MUST NOT share keys.\n"],
    bad=["# Keys\n\n- You MUST NOT share keys.\n"],
    is_default=False,
)
def missing_conventions(book: Handbook) -> Iterator[Diagnostic]:
    """Find handbooks that nowhere say how to read the keywords (RFC 8174 §2)."""
    rules = [text for text in book.texts if text.requirements]
    says_so = any(
        passage.kind is PassageKind.CONVENTIONS for text in rules for passage in text.passages
    )
    if rules and not says_so:
        yield Diagnostic.of("KW004", Span(rules[0].path, 1))


_FEWEST_RULES = 20
_MOST_STRICT = 0.8


@check(
    code="KW006",
    name="must-inflation",
    severity=Severity.NOTE,
    good=["# Keys\n\n" + 20 * "- MUST keep it\n- SHOULD hide it\n"],
    bad=["# Keys\n\n" + 20 * "- MUST keep it\n"],
)
def must_inflation(book: Handbook) -> Iterator[Diagnostic]:
    """Find files in which nearly every rule is a MUST; RFC 2119 §6 asks to use it sparingly."""
    for text in book.texts:
        count = len(text.requirements)
        strict = sum(rule.level.strength == 3 for rule in text.requirements)
        if count >= _FEWEST_RULES and strict > _MOST_STRICT * count:
            yield Diagnostic.of("KW006", text.title_span, count=count, strict=strict)


seen(
    "KW005",
    "compound-keywords",
    Severity.ERROR,
    good=["# Guests\n\nGuests MUST log in. Guests MAY stay.\n"],
    bad=[
        "# Guests\n\nGuests MUST log in and MAY stay.\n",
        "# Guests\n\nGuests MUST NOT:\n\n- pay (they MAY tip)\n",
    ],
)
seen(
    "KW010",
    "may-not",
    Severity.ERROR,
    good=["# Guests\n\nGuests MUST NOT stay.\n"],
    bad=["# Guests\n\nGuests MAY NOT stay.\n", "# Guests\n\n- **MAY**: never stay\n"],
)
seen(
    "KW011",
    "double-negation",
    Severity.WARNING,
    good=["# Guests\n\nGuests MUST NOT:\n\n- stay\n"],
    bad=["# Guests\n\nGuests MUST NOT:\n\n- never stay\n"],
)
seen(
    "KW012",
    "negated-subject",
    Severity.WARNING,
    good=["# Ships\n\nA ship MUST NOT leave.\n"],
    bad=["# Ships\n\nNo ship MAY leave.\n"],
)
