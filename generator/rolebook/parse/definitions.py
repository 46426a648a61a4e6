"""Lists, cells and items that say what a word means, and so state nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
