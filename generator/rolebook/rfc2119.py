"""The requirement levels of RFC 2119 and RFC 8174 (BCP 14) and how to spot a keyword in a text.

Text in, keywords with their offsets out. What is code, a link target or a comment must have been masked before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Level(StrEnum):
    """The five levels; the eleven words of BCP 14 are names for them."""

    MUST = "MUST"
    MUST_NOT = "MUST NOT"
    SHOULD = "SHOULD"
    SHOULD_NOT = "SHOULD NOT"
    MAY = "MAY"


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword found in a text."""

    level: Level
    written: str
    """The word or words as the author wrote them, without emphasis: `MUST not`, `SHALL`."""
    start: int
    """Offset of the first character, emphasis included."""
    end: int
    """Offset behind the last character, emphasis included."""
    emphasised: bool = False
    dangling: str = ""
    """Emphasis that opens before the keyword and closes only later: `**` in `**MUST log in**`."""

    @property
    def is_mixed_case(self) -> bool:
        """Whether the negation is not in capitals (RFC 8174 §2).

        >>> [keyword.is_mixed_case for keyword in find_keywords("MUST not, MUST NOT")]
        [True, False]
        """
        return not self.written.isupper()


LEVELS: Mapping[str, Level] = {
    "MUST": Level.MUST,
    "SHALL": Level.MUST,
    "REQUIRED": Level.MUST,
    "MUST NOT": Level.MUST_NOT,
    "MUST NEVER": Level.MUST_NOT,
    "SHALL NOT": Level.MUST_NOT,
    "SHALL NEVER": Level.MUST_NOT,
    "SHOULD": Level.SHOULD,
    "RECOMMENDED": Level.SHOULD,
    "SHOULD NOT": Level.SHOULD_NOT,
    "SHOULD NEVER": Level.SHOULD_NOT,
    "NOT RECOMMENDED": Level.SHOULD_NOT,
    "MAY": Level.MAY,
    "MAY NOT": Level.MAY,
    "OPTIONAL": Level.MAY,
    "NOT REQUIRED": Level.MAY,
}

_MARK = r"(?:\*{1,3}|_{1,3})"
_VERBS = r"(?:MUST|SHALL|SHOULD|MAY)"
_WORDS = rf"NOT\s{{1,9}}(?:RECOMMENDED|REQUIRED)|{_VERBS}(?:{_MARK}?\s{{1,9}}{_MARK}?(?:NOT|NEVER))?|REQUIRED|RECOMMENDED|OPTIONAL"
_MIXED = _WORDS.replace("NOT|NEVER", "[Nn][Oo][Tt](?!\\s+only\\b)|[Nn][Ee][Vv][Ee][Rr]")

# A word character, a hyphen or a slash beside the word makes it part of a name: `SHOULD-constrained`, `MUSTs`.
KEYWORD = re.compile(
    rf"(?<![\w/-])(?<!\w[*_])(?P<open>{_MARK}?)(?P<words>{_MIXED})(?P<close>{_MARK}?)(?!\w|-\w|/\w)"
)
ANY_CASE = re.compile(
    rf"(?<![\w/-])(?P<open>\*\*|__)(?P<words>{_WORDS})(?P<close>\*\*|__)(?:\s{{1,9}}(?P<late>not|never)\b)?(?!\w|-\w)",
    re.IGNORECASE,
)

_MARKED = re.compile(r"[*_]")
_SPLIT_BY_EMPHASIS = re.compile(r"[*_\s]+")
_QUOTES = "\"'“”‘’«»„`"
_LISTED = re.compile(r"[\s,/|&]*(?:(?:and|or)\s+)?[\s*_]*", re.IGNORECASE)
_NOUN_BEFORE = re.compile(r"\b(?:an?|the)\s+$", re.IGNORECASE)
_DEFINED_AFTER = re.compile(
    r"\W{0,9}(?:this (?:word|phrase)|(?:is|are) (?:used|defined)|means?\b|indicates?\b|denotes?\b)",
    re.IGNORECASE,
)


def find_keywords(text: str, *, bold_lowercase: bool = False) -> list[Keyword]:
    """Return the keywords that state a requirement, in order.

    Left out are keywords that are only talked about: in quotation marks, in a list of keywords, behind an
    article ("a MUST"), or being defined ("MUST means …"). See RFC 2119 §1-§5 and RFC 8174 §2.

    Args:
        text: One paragraph, with code, link targets and comments masked.
        bold_lowercase: Also read `**must**` as a keyword.

    >>> [(k.level.value, k.written) for k in find_keywords("You **MUST** log in and MUST not share keys.")]
    [('MUST', 'MUST'), ('MUST NOT', 'MUST not')]
    >>> find_keywords('The words "MUST" and "MAY" are used; MUST, SHOULD and MAY; a SHOULD-rule.')
    []
    """
    found = sorted(_matches(text, bold_lowercase=bold_lowercase), key=lambda keyword: keyword.start)
    return [k for i, k in enumerate(found) if not _is_mentioned(text, k) and not _is_listed(text, found, i)]


def miscased_keywords(text: str) -> list[re.Match[str]]:
    """Return emphasised keywords in the wrong case that open a line: `**Must** …`.

    >>> [match["words"] for match in miscased_keywords("**Must** log in")]
    ['Must']
    """
    return [
        match
        for match in ANY_CASE.finditer(text)
        if not match["words"].isupper()
        and not match["words"].split()[0].isupper()
        and not text[: match.start()].rpartition("\n")[2].strip()
    ]


def _matches(text: str, *, bold_lowercase: bool) -> Iterator[Keyword]:
    for match in KEYWORD.finditer(text):
        yield _keyword(match)
    if bold_lowercase:
        for match in ANY_CASE.finditer(text):
            if not match["words"].split()[0].isupper():
                yield _keyword(match, late=match["late"] or "")


def _keyword(match: re.Match[str], *, late: str = "") -> Keyword:
    written = _SPLIT_BY_EMPHASIS.sub(" ", f"{match['words']} {late}").strip()
    level = LEVELS[written.upper()]
    is_dangling = match["open"] and not match["close"] and not _MARKED.search(match["words"])
    dangling = match["open"] if is_dangling else ""
    return Keyword(level, written, match.start(), match.end(), bool(match["open"]), dangling)


def _is_mentioned(text: str, keyword: Keyword) -> bool:
    before, after = text[max(0, keyword.start - 12) : keyword.start], text[keyword.end : keyword.end + 40]
    if before[-1:] in _QUOTES and before[-1:] and after[:1] in _QUOTES and after[:1]:
        return True
    is_verb = keyword.written.split()[0] in ("MUST", "SHALL", "SHOULD", "MAY")
    return is_verb and bool(_NOUN_BEFORE.search(before) or _DEFINED_AFTER.match(after))


def _is_listed(text: str, found: list[Keyword], i: int) -> bool:
    """Whether the keyword stands in a run such as "MUST, SHOULD and MAY" or "MUST/SHOULD"."""
    here = found[i]
    before = i > 0 and _joins(text[found[i - 1].end : here.start])
    after = i + 1 < len(found) and _joins(text[here.end : found[i + 1].start])
    return before or after


def _joins(between: str) -> bool:
    return "\n" not in between and bool(between.strip(" *_")) and bool(_LISTED.fullmatch(between))
