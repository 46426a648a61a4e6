"""What a heading states itself, and what a bare level below it says about it.

A heading or an item in, a rule or nothing out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Requirement
from ..rfc2119 import find_keywords
from ..words.lines import one_line
from .inline import mask
from .rules import requirement
from .statements import may_hold_keywords, statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..rfc2119 import Keyword
    from .place import Located, Place
    from .statements import Node

_ADJECTIVE = r"(?:NOT )?(?:REQUIRED|RECOMMENDED|OPTIONAL)"
_IS_ADJECTIVE = re.compile(_ADJECTIVE, re.IGNORECASE)
_NO_NOUN = (
    r"(?:if|when|whenever|where|while|until|unless|only|for|in|by|on|at|to|with|without|from|of|as"
    r"|and|or|but|since|because|before|after|once|per|that|which|is|are|was|were|be|not)\b"
)
_NOUNS = (
    r"(?i:levels?|fields?|headers?|items?|criteria|checks?|tests?|features?|parameters?|params"
    r"|arguments?|options|sections?|clauses?|statements?|keywords?|haves?|list|property|properties"
    r"|keys?|columns?|attributes?|elements?|members?|values?|settings?|parts?|capabilities)"
)
_THINGS = (
    r"(?i:things|rules|cases|steps|ways|reasons|situations|requirements|conditions|words|tasks|files"
    r"|points|duties|people|roles)"
)
_NOUN_PHRASE = re.compile(
    rf"(?:^|[^\w])[*_]{{0,3}}{_ADJECTIVE}[*_]{{0,3}}\s+(?!{_NO_NOUN})[*_`\"]{{0,3}}[A-Za-z]"
    rf"|(?:^|[^\w])[*_]{{0,3}}(?:MUST|SHALL|SHOULD|MAY)(?: NOT)?[*_]{{0,3}}[\s-]+{_NOUNS}\W{{0,9}}$"
    rf"|^\W{{0,9}}{_NOUNS}\W{{1,9}}{_ADJECTIVE}\W{{0,9}}$"
    rf"|\b(?:that|which|who) (?:is|are) [*_]{{0,3}}{_ADJECTIVE}\W{{0,9}}$"
    r"|^\W{0,9}(?:\d[\d.]{0,9}\W{1,3})?(?i:(?:what|how|why|who|which)\b|(?:when|where)\b(?!.*,))"
    rf"|^\W{{0,9}}(?:\d[\d.]{{0,9}}\W{{1,3}})?(?:{_NOUNS}|{_THINGS}) (?i:that|which|who|where"
    r"|when|you|we|an?|the|every|all|each)\b"
    r"|[(\[][\s*_]{0,5}(?:(?:MUST|SHALL|SHOULD|MAY)(?: NOT)?|REQUIRED|RECOMMENDED|OPTIONAL)"
    r"[\s*_]{0,5}[)\]]\W{0,9}$"
)
"""A level before a noun, a level behind a noun in brackets, and clauses that are nouns, such as
"What you MUST do" and "Headers that MUST be sent"."""


def is_noun_phrase(title: str) -> bool:
    """Whether a heading uses its level only to describe a noun, and so states nothing.

    >>> [is_noun_phrase(title) for title in ("REQUIRED Fields", "TLS is REQUIRED")]
    [True, False]
    >>> is_noun_phrase("OPTIONAL fields MUST be short")
    False
    """
    return bool(_NOUN_PHRASE.search(title)) and len(find_keywords(mask(title))) < 2


_LABEL = (
    r"(?:constraints?|presence|status|level|requirement(?: level)?|usage|use|necessity|required"
    r"|cardinality|conformance|support|obligation|mandatory)"
)
_TYPE = (
    r"(?:type\W{1,6}[\w<>\[\]`|/*]{1,30}(?: [\w<>\[\]`|/*]{1,30}){0,2}"
    r"|`?(?:string|str|text|integer|int|number|float|double|decimal|boolean|bool|object|array|list"
    r"|map|dict|enum|date(?:-?time)?|time|timestamp|duration|url|uri|uuid|file|path|bytes|any)"
    r"[<>\[\]\w]{0,20}`?)"
)
_BARE_LEVEL = re.compile(
    rf"[\s*_(\[]{{0,9}}(?:{_LABEL}[\s*_]{{0,9}}[:=–—-][\s*_]{{0,9}}|{_TYPE}\s?[,;(–—]\s?[*_]{{0,3}})?"
    rf"[*_]{{0,3}}(?P<level>{_ADJECTIVE})[*_]{{0,3}}[\s)\]*_;,]{{0,9}}(?:$|\.[*_]{{0,3}}(?P<note>\s.*|$))",
    re.DOTALL | re.IGNORECASE,
)
_OPEN_LEVEL = re.compile(
    rf"[\s*_]{{0,9}}(?P<level>{_ADJECTIVE})[*_]{{0,3}}[:,]?\s+(?:if|when|whenever|where|while|until|unless"
    r"|only|for|in|on|by|since|except|with|from)\b(?P<note>)[^.]{1,300}\.?\s*",
    re.DOTALL,
)
"""A level with a condition but no subject, such as "REQUIRED if the lid is open"."""
_OF_RULES = re.compile(r"(?:requirements?|rules?|ruleset|guidelines?|conventions?)\W*$", re.I)
_IDENTIFIER = re.compile(r"[a-z][\w.$/-]*|\w+[._$/{}<>-][\w.$/{}<>-]*|[A-Z]\w*[a-z][A-Z]\w*")


def bare_level(located: Located, place: Place) -> list[Node]:
    """Return the rule of a text that is nothing but REQUIRED or the like: about its heading.

    Sentences behind it are its note, or rules of their own.
    """
    match = _level_match(located.text, place.category.title)
    keywords = find_keywords(mask(located.text)) if match else []
    if not match or not keywords or not _is_level(match, keywords[0]):
        return []
    keyword, *others = keywords
    if others and match.start("note") < 0:
        return []
    subject = _subject(place.category.title)
    end = match.start("note") if others else len(located.text)
    made, _ = requirement(located, keyword, 0, end, place)
    words = "" if match.re is _BARE_LEVEL else made.text
    note = "" if others else one_line(match["note"] or "")
    named = replace(made, text=words, note=note, condition="", found=place.found)
    rest = statements(located.part(end, len(located.text)), place) if others else ()
    return [
        with_subject(named, subject),
        *(
            replace(node, context=f"{subject}:") if isinstance(node, Requirement) else node
            for node in rest
        ),
    ]


def _is_level(match: re.Match[str], keyword: Keyword) -> bool:
    """Whether the level of a match is in capitals, and so a keyword."""
    return bool(_IS_ADJECTIVE.fullmatch(keyword.written)) and keyword.start < match.end("level")


def _level_match(text: str, title: str) -> re.Match[str] | None:
    if not may_hold_keywords(text):
        return None
    match = _BARE_LEVEL.fullmatch(text)
    if not match and _IDENTIFIER.fullmatch(title):
        match = _OPEN_LEVEL.fullmatch(text)
    is_name = title and not _OF_RULES.search(title) and not find_keywords(title)
    return match if is_name else None


def subject_of_levels(items: Sequence[str], place: Place) -> str:
    """Return the heading of a list that says how much the heading is needed, or nothing.

    What else such a list says is about the heading, too: "MUST be a number" next to "REQUIRED".
    """
    title = place.category.title
    has_level = any(_level_match(text, title) for text in items)
    return _subject(title) if has_level else ""


def _subject(title: str) -> str:
    """Return a heading as the subject of a rule, a name of code as code.

    >>> _subject("berth"), _subject("Gate plan")
    ('`berth`', 'Gate plan')
    """
    return f"`{title}`" if _IDENTIFIER.fullmatch(title) else title


def with_subject(rule: Requirement, subject: str) -> Requirement:
    """Return a rule that only says REQUIRED or the like with what it is said of."""
    if not _IS_ADJECTIVE.fullmatch(rule.keyword) or rule.keyword in rule.text:
        return replace(rule, context=f"{subject}:")
    return replace(rule, text=f"{subject} is **{rule.keyword}** {rule.text}".strip())
