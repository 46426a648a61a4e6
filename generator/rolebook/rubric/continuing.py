"""Rules that continue the line above: "note versions and links" says of nothing whose they are."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ..messages import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model import Requirement

_NOTED = (
    r"(?:versions?|links?|results?|sources?|reasons?|outcomes?|findings?|evidence|references?"
    r"|answers?|decisions?|exceptions?)"
)
_NOTES_OF_SOMETHING = re.compile(
    r"(?:capture|record|cite|note|log|report|save|attach|store|list|mention|share|publish|keep)"
    rf"\s+(?:(?:the|all|its|their)\s+)?{_NOTED}(?:(?:,|,?\s+and|,?\s+or)\s+{_NOTED})*"
    r"(?!\s+(?:of|for|about|from|to|with|behind|between)\b)(?![\w-])",
    re.IGNORECASE,
)
"""A verb that keeps something, and what is kept, without a word about what it belongs to."""
_POINTS_BACK = re.compile(r"\w+(?:\s+\w+)?\s+(?:it|them|these|those)(?![\w-])", re.IGNORECASE)
"""A pronoun before anything that it could stand for: "keep it current"."""


def continued(rules: Sequence[Requirement]) -> Mapping[str, Requirement]:
    """Return the rules that continue the one above, by ID, each with that rule."""
    return dict(_continued(rules))


def _continued(rules: Sequence[Requirement]) -> Iterator[tuple[str, Requirement]]:
    for above, rule in pairwise(rules):
        if _is_next(above, rule) and _needs_more(rule):
            yield rule.id, above


def _is_next(above: Requirement, rule: Requirement) -> bool:
    return above.category == rule.category and above.group == rule.group


def _needs_more(rule: Requirement) -> bool:
    r"""Whether the words of a rule say only with others what they are about.

    >>> from rolebook import Source, handbook
    >>> text = "# Rules\n\n**MUST** note versions and links\n**MUST** note links to the docs\n"
    >>> [_needs_more(rule) for rule in handbook([Source("a.md", text)]).requirements]
    [True, False]
    """
    if rule.context or rule.language not in ("", ENGLISH):
        return False
    return bool(_NOTES_OF_SOMETHING.match(rule.text) or _POINTS_BACK.match(rule.text))
