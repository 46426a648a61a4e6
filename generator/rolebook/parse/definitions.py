"""Lists, cells and items that say what a word means, and so state nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rfc2119 import LEVELS
from .lead_words import bare_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_DEFINES = re.compile(
    r"\b(?:(?:terms|words|names) (?:and definitions|(?:are|is) (?:used|defined|explained)|used"
    r"|have|mean)|definitions|abbreviations|acronyms)\b"
)
_TALKS = re.compile(
    r"\b(?:terms|words|key ?words|verbs|verbal forms|marks|markers|labels|tags|badges|symbols|signs"
    r"|flags|icons|levels|notations?|meanings?|legend|conventions|strengths?)\b"
)
_LEVEL_TERM = re.compile(
    r"[\s*_`\"'“‘(]{0,9}(?:MUST|SHALL|SHOULD|MAY|(?:NOT )?(?:REQUIRED|RECOMMENDED|OPTIONAL))"
    r"(?: NOT)?[\s*_`\"'”’)]{0,9}(?:[:=]|[–—-]\s|means?\b|says\b)"
)
_TERM = re.compile(r"[\s*_`\"'“‘(]{0,9}[^\s:.;][^:.;]{0,60}(?::|\s[–—=-]|\b(?:means?|says)\b)")
_ADJECTIVE_TERM = re.compile(
    r"[\s*_`\"'“‘(]{0,9}(?:NOT )?(?:REQUIRED|RECOMMENDED|OPTIONAL)[\s*_`\"'”’)]{0,9}"
    r"(?:[:=]|[–—-]\s)"
)


def explains_levels(title: str, items: Sequence[str]) -> bool:
    """Whether a list below a heading about words says what REQUIRED and the like mean.

    >>> explains_levels("Legend", ["REQUIRED: always there", "OPTIONAL: left out in summer"])
    True
    >>> explains_levels("Bread", ["REQUIRED: salt", "OPTIONAL: seeds"])
    False
    """
    is_about_words = bool(_TALKS.search(bare_words(title)))
    return is_about_words and len(items) > 1 and all(map(_ADJECTIVE_TERM.match, items))


def explains_terms(lead: str, items: Sequence[str]) -> bool:
    """Whether a list says what words mean.

    >>> explains_terms("Fields have one of these marks:", ["REQUIRED: it is always there"])
    True
    >>> explains_terms("Of the crew:", ["REQUIRED: a hat"])
    False
    """
    words = bare_words(lead)
    if _TALKS.search(words) and items and all(map(_LEVEL_TERM.match, items)):
        return True
    return bool(_DEFINES.search(words)) and all(map(_TERM.match, items))


_DEFINING = re.compile(
    r"\W*(?:(?:an )?absolute (?:requirement|prohibition)|this (?:word|term)|means?\b"
    r"|mandatory\W*$)",
    re.IGNORECASE,
)


def is_definition(text: str) -> bool:
    """Whether the text around a keyword says what the keyword means.

    >>> is_definition("An absolute requirement"), is_definition("log in")
    (True, False)
    """
    return bool(_DEFINING.match(text))


_WORD = (
    r"(?:(?:MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)(?: NOT| NEVER)?"
    r"|NOT (?:REQUIRED|RECOMMENDED|OPTIONAL))"
)
_MARKS = r"[\s*_`\"'“”‘’()\[\]]{0,9}"
_NAMED = re.compile(
    rf"{_MARKS}(?P<first>{_WORD})\b(?P<more>(?:{_MARKS}(?:[/,|]|\bor\b|\band\b){_MARKS}{_WORD}\b)*)"
    rf"{_MARKS}(?P<sign>[:=–—-]|means?\b|\.|$)?\s*(?P<rest>.*)",
    re.DOTALL,
)
_MEANING = re.compile(
    r"\W*(?:(?:an? |the |this |that |it )?(?:is |are |means? )?(?:an? |the )?(?:absolute|mandatory"
    r"|obligatory|compulsory|non-?negotiable|strict|strong(?:ly)?|hard|firm|soft|truly|completely"
    r"|optional|permitted|allowed|forbidden|prohibited|banned|required|needed|recommended"
    r"|recommendation|discouraged|advised|advice|suggested|suggestion|expected|desirable|blocking"
    r"|default|best practice|nice to have|requirement|prohibition|permission|obligation)\b"
    r"|(?:this|the) (?:word|term|phrase|key ?word|thing|rule|requirement|item|feature)s?\b"
    r"|(?:there|unless there) (?:may|might|can|are|is|exist)|no exceptions?\b|without exceptions?\b"
    r"|(?:valid|good) reasons?\b|as you (?:like|wish)|(?:it is )?up to you|at your discretion"
    r"|do(?:n['’]t| not)? (?:it|this|so)\b|never do (?:it|this)\b|follow (?:it|this)\b)",
    re.IGNORECASE,
)
"""How explanations of a level begin: "absolute requirement", "recommended unless …"."""


def explains_keywords(items: Sequence[str]) -> bool:
    """Whether a list says what MUST, SHOULD and the like mean: each item one level, explained.

    >>> explains_keywords(["MUST / SHALL", "SHOULD / RECOMMENDED"])
    True
    >>> explains_keywords(["**MUST** – absolute", "**SHOULD**: recommended unless it harms"])
    True
    >>> explains_keywords(["**MUST**: log in", "**SHOULD**: log out"])
    False
    """
    named = [*map(_NAMED.fullmatch, items)]
    if len(items) < 2 or not all(named):
        return False
    matches = [match for match in named if match]
    words = [match["first"] for match in matches]
    if len({LEVELS[word] for word in words}) < len(words):
        return False
    explained = sum(bool(_MEANING.match(match["rest"])) for match in matches)
    are_names = [bool(match["more"]) and not match["rest"] for match in matches]
    return all(are_names) or explained * 2 > len(items) or (any(are_names) and explained > 0)
