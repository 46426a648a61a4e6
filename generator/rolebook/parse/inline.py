"""Inside a paragraph: what is not prose, where lines are rules of their own, and where sentences end.

Everything works on offsets of one string and is linear in its length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rfc2119 import find_keywords

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..rfc2119 import Keyword

FILLER = "\0"
"""Stands for a masked character. Sources hold none: reading replaces NUL."""

_TICKS = re.compile(r"`+")
_TARGET = re.compile(
    r"(?<=\])\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,2000})?\)|<?\bhttps?://[^\s<>]{1,2000}>?"
)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")
_CLOSED = '.!?:;…"”»'
_SENTENCE_END = re.compile(
    r"[.!?…][)\]\"'”’»*_]{0,4}\s+(?=[\"'“‘«(\[*_]{0,4}[^\W\d_a-zß-ÿ]|[\"'“‘«(\[*_]{0,4}\d|\0)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|approx|resp|incl|no|nos|fig|figs|sec|sect|ch|vol|ver|rev|dr|mr|mrs|ms|st|ca)|\b[A-Z])\.$",
    re.IGNORECASE,
)


def mask(text: str) -> str:
    r"""Blank out code, comments, tags and addresses, keeping every offset.

    >>> mask("a `MUST` <b>c</b>").replace(FILLER, "·")
    'a ······ ···c····'
    """
    if "`" not in text and "<" not in text and "](" not in text and "://" not in text:
        return text
    covered = [*_code_spans(text), *_comments(text)]
    covered += [match.span() for pattern in (_TARGET, _TAG) for match in pattern.finditer(text)]
    parts: list[str] = []
    at = 0
    for start, end in sorted(covered):
        if end > at:
            parts += [text[at : max(at, start)], re.sub(r"[^\n]", FILLER, text[max(at, start) : end])]
            at = end
    return "".join([*parts, text[at:]])


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Pair runs of backticks of one length, as CommonMark §6.1 does, in one pass."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    following: dict[int, int] = {}
    partner = [-1] * len(runs)
    for i in range(len(runs) - 1, -1, -1):
        length = runs[i][1] - runs[i][0]
        partner[i] = following.get(length, -1)
        following[length] = i
    i = 0
    while i < len(runs):
        if partner[i] > 0:
            yield runs[i][0], runs[partner[i]][1]
            i = partner[i]
        i += 1


def _comments(text: str) -> Iterator[tuple[int, int]]:
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield start, end + 3
        start = text.find("<!--", end + 3)


def rule_lines(text: str, masked: str, keywords: Sequence[Keyword]) -> list[tuple[int, int]]:
    r"""Split a paragraph where a line opens a rule of its own, and return the offsets of the pieces.

    Markdown makes one paragraph of lines that follow each other. A line that opens with a keyword starts a rule if
    the line before is finished or is such a rule itself; a wrapped sentence that merely continues with a keyword
    stays whole.

    >>> def split(text): return [text[a:b] for a, b in rule_lines(text, text, find_keywords(text))]
    >>> split("**MUST** a\n**MAY** b")
    ['**MUST** a\n', '**MAY** b']
    >>> split("the server\nMUST reply")
    ['the server\nMUST reply']
    """
    if "\n" not in text:
        return [(0, len(text))]
    opening = {keyword.start: keyword for keyword in keywords}
    starts = [0, *(match.end() for match in re.finditer(r"\n[ \t]*", text))]
    openers = [start for start in starts if start in opening]
    is_run = len(openers) > 1 and (openers[0] == 0 or len(openers) * 2 > len(starts))
    cuts = [0]
    for start in starts[1:]:
        if start not in opening:
            continue
        is_finished = masked[:start].rstrip(" \t\n*_")[-1:] in _CLOSED if start else True
        in_run = cuts[-1] in opening or is_run
        if is_finished or (in_run and (is_run or opening[start].emphasised)):
            cuts.append(start)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def sentences(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences between `start` and `end`.

    >>> text = "Use TLS, e.g. 1.3. It MUST be on. See RFC 8446."
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['Use TLS, e.g. 1.3. ', 'It MUST be on. ', 'See RFC 8446.']
    """
    begin = start
    for match in _SENTENCE_END.finditer(masked, start, end):
        if not _ABBREVIATION.search(masked, max(begin, match.start() - 10), match.start() + 1):
            yield begin, match.end()
            begin = match.end()
    if begin < end:
        yield begin, end


_CLAUSE = re.compile(r"[,;]?\s+(?:and|or|but|while|whereas|then)\s+|[,;]\s+|\s+[–—-]\s+", re.IGNORECASE)


def clauses(
    masked: str, start: int, end: int, keywords: Sequence[Keyword]
) -> Iterator[tuple[int, int, Keyword]]:
    """Yield one stretch of a sentence for each keyword in it, cut at the last joint before the next keyword.

    >>> text = "Clients MUST log in and MAY stay."
    >>> [text[a:b] for a, b, _ in clauses(text, 0, len(text), find_keywords(text))]
    ['Clients MUST log in', 'MAY stay.']
    """
    begin = start
    for i, keyword in enumerate(keywords):
        if i + 1 == len(keywords):
            yield begin, end, keyword
            return
        following = keywords[i + 1].start
        joints = list(_CLAUSE.finditer(masked, keyword.end, following))
        cut, after = joints[-1].span() if joints else (following, following)
        yield begin, cut, keyword
        begin = after
