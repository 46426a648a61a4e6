"""Words outside a keyword that reverse it: "MUST: never sleep", "No ship MAY leave".

A keyword and the words before and after it in, the level that is meant out. It knows nothing of
blocks and places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..rfc2119 import LEVELS, Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..model import Requirement
    from ..rfc2119 import Keyword


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a keyword means together with the words around it."""

    level: Level
    keyword: str
    """The keyword with the negation its statement begins with: "MUST: never" is `MUST NOT`."""
    skipped: int = 0
    """How many characters of the statement are that negation."""
    is_doubled: bool = False
    """Whether there are two negations."""
    is_ambiguous: bool = False
    """Whether it can be read in two ways."""


# Not what strikes words out.
_TAG = r"</?(?!(?:del|s|strike)\b)[A-Za-z][^<>]{0,80}>"
_AROUND = rf"(?:[*_]|{_TAG}){{0,4}}"
_BLANK = rf"(?:\s|&nbsp;|[*_]|{_TAG}){{1,9}}"
_AUXILIARY = rf"(?:must|shall|should|may|can|will|do|does){_BLANK}(?:not|never)"
_SHORT = r"(?:do|does|ca|wo|must|should|sha)n?['’]t"
# Limits and comparisons are not negations: "no later than noon", "not only by day".
_NO_NEGATION_BEFORE = (
    rf"(?!{_BLANK}(?:only|just|merely|simply|necessarily|null|found|until|till|unless|all|every|each|everybody|everything|"
    r"mind|more|less|fewer|later|earlier|sooner|greater|smaller|larger|higher|"
    r"lower|older|newer|matter|doubt|one|optional|required|recommended|must|shall|should|may)\b)"
)
_AT_NO_TIME = (
    r"(?:at no time|in no (?:case|event|way)|under no circumstances?|on no account|by no means)"
)
_NEGATION = re.compile(
    rf"\s{{0,9}}{_AROUND}(?:"
    rf"(?:{_AUXILIARY}|{_SHORT}|not|never){_NO_NEGATION_BEFORE}|no{_BLANK}longer(?!{_BLANK}than\b)"
    rf"|no(?![.-]){_NO_NEGATION_BEFORE}"
    rf"|neither|(?P<adverb>{_AT_NO_TIME})"
    rf")(?![\w-]){_AROUND},?\s{{0,9}}(?=\S)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:</?(?!(?:del|s|strike)\b)\w{1,10}>|[\s:–—*_-]){0,9}"
    rf"(?:[,(]\s?(?={_AT_NO_TIME}\b))?",
    re.IGNORECASE,
)
# What follows a conjunction has a subject of its own: "No ship leaves and the crew MUST rest".
_UP_TO_KEYWORD = r"\b(?![^,;:]{0,200}\b(?:and|but|so|then|because)\b)[^,;:]{0,200}"
_NEGATED_SUBJECT = re.compile(
    rf"[\s*_\"“(]{{0,9}}(?:(?P<adverb>{_AT_NO_TIME}{_UP_TO_KEYWORD}|never\s{{0,9}})"
    r"|(?:no(?![.-])(?!\s(?:later|more|less|fewer|earlier|sooner|matter|doubt|longer)\b)"
    r"|none of|nobody|no one|nothing"
    rf"|neither|not (?:one|any|a single)){_UP_TO_KEYWORD})",
    re.IGNORECASE,
)
_NEGATING_TAIL = re.compile(
    r"[^:]{0,200}\b(?:not|never|don['’]t)[\s:*_–—-]{0,9}"
    r"|[\s*_]{0,9}(?:(?:do|use|have|accept|allow)\s)?(?:neither|none)(?:\sof\b[^:,;]{0,80})?[\s:*_–—-]{0,9}"
    r"|[\s*_]{0,9}(?:\w{1,20}ly\s)?(?:avoid|(?:refrain|abstain|desist)\sfrom|stop|cease)"
    r"(?:\sdoing)?(?:\sany\sof)?(?:\sthe)?(?:\s(?:following|these|this|that))?(?:\s\w{1,20}s)?[\s:*_–—-]{0,9}",
    re.IGNORECASE,
)
"""What turns "You MUST …:" into a prohibition of what is below it."""
_ASIDE = re.compile(
    r"[(,;–—]|\b(?:that|which|who|whom|whose|what|where|when|whenever|but|unless|if)\b",
    re.IGNORECASE,
)
_NEGATED: Mapping[str, str] = {
    "MUST": "MUST NOT",
    "SHALL": "SHALL NOT",
    "SHOULD": "SHOULD NOT",
    "REQUIRED": "MUST NOT",
    "RECOMMENDED": "NOT RECOMMENDED",
}
"""What a keyword becomes before a negated statement. MAY stays: it is ambiguous then."""
_OF_NEGATED_SUBJECT: Mapping[str, Level] = {
    "MUST": Level.MUST_NOT,
    "SHALL": Level.MUST_NOT,
    "MAY": Level.MUST_NOT,
    "SHOULD": Level.SHOULD_NOT,
    "REQUIRED": Level.MAY,
    "RECOMMENDED": Level.SHOULD_NOT,
    "OPTIONAL": Level.MUST,
}
"""What a keyword means after "no ship": that none is REQUIRED to means that each MAY."""
_SOFTER = ("MAY", "OPTIONAL")
_ADJECTIVES = ("REQUIRED", "RECOMMENDED", "OPTIONAL")
_NEGATED_ADJECTIVE = re.compile(
    r"(?:\b(?:never|no longer|not \w{1,12}ly)|\w{2,6}n['’]t)[\s*_]{1,4}$", re.IGNORECASE
)
"""What reverses an adjective behind it: "is never REQUIRED"."""


def of_statement(keyword: Keyword, statement: str) -> Meaning:
    """Return what a keyword means before its statement, in a lead above it or in another cell.

    >>> from ..rfc2119 import find_keywords
    >>> (must, must_not) = find_keywords("MUST or MUST NOT")
    >>> meaning = of_statement(must, "NEVER sleep")
    >>> meaning.keyword, "NEVER sleep"[meaning.skipped :]
    ('MUST NOT', 'sleep')
    >>> of_statement(must_not, "never sleep").is_doubled
    True
    >>> of_statement(must, "no later than noon").keyword
    'MUST'
    """
    match = _NEGATION.match(statement)
    word = keyword.written.upper()
    if not match:
        return Meaning(keyword.level, keyword.written)
    if keyword.level.is_negative:
        return Meaning(keyword.level, keyword.written, match.end(), is_doubled=True)
    if word == "MAY" and match["adverb"]:
        return Meaning(Level.MUST_NOT, "MUST NOT", match.end())
    if word in _SOFTER:
        return Meaning(keyword.level, keyword.written, is_ambiguous=True)
    negated = _NEGATED.get(word)
    return (
        Meaning(LEVELS[negated], negated, match.end())
        if negated
        else Meaning(keyword.level, keyword.written)
    )


def of_lead(keyword: Keyword, tail: str, before: str = "") -> Keyword:
    """Return the keyword that a lead gives to the items below it.

    Args:
        keyword: The last keyword of the lead.
        tail: What comes after it in the lead.
        before: What comes before it in its sentence.

    >>> from ..rfc2119 import find_keywords
    >>> [must] = find_keywords("You MUST")
    >>> of_lead(must, " do neither of these:").written, of_lead(must, " avoid:").written
    ('MUST NOT', 'MUST NOT')
    >>> of_lead(must, " do the following:").written
    'MUST'
    >>> of_lead(must, ":", "No ship ").level.value
    'MUST NOT'
    """
    level = _OF_NEGATED_SUBJECT.get(keyword.written.upper())
    if level and level.is_negative and _NEGATED_SUBJECT.fullmatch(before):
        return replace(keyword, level=level)
    negated = _NEGATED.get(keyword.written.upper())
    if negated is None or not _NEGATING_TAIL.fullmatch(tail):
        return keyword
    return replace(keyword, level=LEVELS[negated], written=negated)


def with_negated_subject(rule: Requirement) -> Requirement:
    """Return a rule whose subject, in another cell, is "no bot" or "nobody"."""
    level = _OF_NEGATED_SUBJECT.get(rule.keyword.upper(), rule.level)
    return replace(rule, level=level) if not rule.level.is_negative else rule


def is_aside(before: str) -> bool:
    """Whether a keyword behind these words of a prohibited item only belongs to an aside.

    >>> is_aside("share keys (you "), is_aside("change an API that clients ")
    (True, True)
    >>> is_aside("The server ")
    False
    """
    return bool(_ASIDE.search(before))


def of_sentence(keyword: Keyword, before: str, after: str) -> Meaning:
    """Return what a keyword means inside its statement.

    Args:
        keyword: The keyword.
        before: What comes before it, without a condition.
        after: What comes after it.

    >>> from ..rfc2119 import find_keywords
    >>> [(may, must)] = [find_keywords("MAY and MUST")]
    >>> of_sentence(may, "No ship ", " leave").level.value
    'MUST NOT'
    >>> of_sentence(must, "The ship ", " at no time leave").level.value
    'MUST NOT'
    >>> (required,) = find_keywords("It is never REQUIRED")
    >>> of_sentence(required, "It is never ", "").level.value
    'MAY'
    """
    word = keyword.written.upper()
    if word in _ADJECTIVES and _NEGATED_ADJECTIVE.search(before):
        return Meaning(_OF_NEGATED_SUBJECT[word], keyword.written)
    # What comes before the last comma is an adverb: "Without a licence, no ship MAY leave".
    clause = before[before.rfind(",") + 1 :]
    if subject := _NEGATED_SUBJECT.fullmatch(before) or _NEGATED_SUBJECT.fullmatch(clause):
        level = _OF_NEGATED_SUBJECT.get(word)
        if level:
            return Meaning(level, keyword.written, is_ambiguous=not subject["adverb"])
        return Meaning(keyword.level, keyword.written, is_doubled=keyword.level.is_negative)
    between = _BETWEEN.match(after)
    behind = of_statement(keyword, after[between.end() :] if between else after)
    if word.endswith(_ADJECTIVES):
        return Meaning(keyword.level, keyword.written)
    return Meaning(
        behind.level,
        keyword.written,
        is_doubled=behind.is_doubled,
        is_ambiguous=behind.is_ambiguous,
    )
