"""A rule to the words of its question: without its number, and without who keeps it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..words.stems import base_form
from ..words.tokens import tokens

if TYPE_CHECKING:
    from ..model import Requirement

_NUMBER = re.compile(r"^(?:§\s*)?(?:\d+(?:\.\d+)+[.)]?|\d+[.)])\s+(?![a-z])")
_CELL = re.compile(r"(?P<head>[^:;]{1,40}): (?P<said>[^;]+)")
_BESIDE_WORDS = """
    accountable assignee check contact date id level no number owner owners priority ref reference
    responsible role since source state status team version who
"""
_BESIDE = frozenset(_BESIDE_WORDS.split())
"""Heads of columns that say who keeps a rule, or where it is from, not what it is about."""


def without_number(text: str) -> str:
    """Return a heading or sentence without the number before it.

    >>> without_number("2.1 Planning"), without_number("24 hours a day")
    ('Planning', '24 hours a day')
    """
    return _NUMBER.sub("", text)


def question_words(rule: Requirement) -> str:
    r"""Return the words of a rule as a question shows them.

    >>> from rolebook import Source, handbook
    >>> text = "# Rules\n\n| Area | Rule | Owner |\n|-|-|-|\n| Outage | Reply **MUST** go | Ann |"
    >>> question_words(handbook([Source("a.md", text)]).requirements[0])
    'Outage: Reply **MUST** go'
    """
    words = _NUMBER.sub("", " ".join(rule.wording.split()))
    context = " ".join(rule.context.split())
    cells = [_CELL.fullmatch(part.strip()) for part in context.split(";")] if context else []
    if not cells or not all(cells) or context.endswith(":"):
        return _NUMBER.sub("", f"{context} {words}".strip())
    said = {base_form(word) for word in tokens(words.casefold())}
    about = [
        cell["said"].strip()
        for cell in cells
        if cell
        and cell["head"].strip().casefold() not in _BESIDE
        and not said.issuperset(base_form(word) for word in tokens(cell["said"].casefold()))
    ]
    return f"{', '.join(about)}: {words}" if about else words
