"""Clauses that say which thing is meant, or when: their verbs state nothing by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class Words(Protocol):
    """Words that a set found."""

    @property
    def start(self) -> int:
        """Offset of the first one."""

    @property
    def end(self) -> int:
        """Offset behind the last one."""


_RELATIVE = re.compile(
    r"(?<![,;])(?<!\babove)(?<!\bbelow)(?<!\bbeyond)(?<!\bafter)(?<!\bbefore)(?<!\bof)(?<!\band)"
    r"(?<!\bwith)\s(?:that|who|which)\s(?:also\s|still\s)?$",
    re.IGNORECASE,
)
_CASE = re.compile(
    r"\W{0,9}(?:if|when|whenever|wenn|falls|sobald|si|quand|lorsque|cuando)\b[^,]{1,80}$",
    re.IGNORECASE,
)
_GERMAN_RELATIVE = re.compile(r",\s(?:die|der|das|welche[rs]?)\s[^,]{1,60}$")
_MAIN = re.compile(r",\s(?!(?:and|or|but|und|oder|aber|et|ou|mais|y|o|pero)\b)", re.IGNORECASE)
_LONGEST_CLAUSE = 100


def is_in_clause(text: str, one: Words, every: Sequence[Words]) -> bool:
    """Whether words belong to a clause that says which thing is meant, or when."""
    before = text[max(0, one.start - _LONGEST_CLAUSE) : one.start]
    if _RELATIVE.search(before):
        return True
    if _GERMAN_RELATIVE.search(before) and text.startswith(",", one.end):
        return True
    following = [other for other in every if other.start > one.end]
    is_case = one.start <= _LONGEST_CLAUSE and _CASE.match(before)
    return bool(is_case and any(_MAIN.search(text, one.end, other.start) for other in following))
