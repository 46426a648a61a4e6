"""Which duties of two roles speak of the same thing, and which find no answer.

Two duties match when they share telling words. A word is telling when few duties of the handbook
use it: "threats" is, "agree" is not. Two of them are enough, and one is when no third duty uses it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..link.patterns import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..link.handbook import Handbook
    from ..model import Requirement
    from .contracts import Contract

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = """
    about after against agree align all and any are ask assist assure base based be become before being between both
    bring but by can case clear collaborate come communicate confirm consult contribute coordinate could create decide
    define deliver describe discuss each early end ensure establish every exchange explain feedback find for from
    gather give good guide handle has have help how identify implement inform input integrate into issue its joint
    jointly keep know let make may meet more most must need needs new not notify obtain offer on one only other others
    out over own partner plan prepare provide raise receive regard regular regularly related report request require
    requirement resolve review role rule say see set settle share should side so solution state support take team tell
    than that the their them then these they this through time to together topic under understand update use validate
    verify via was way well what when where whether which while who why will with within work write
"""
_GENERIC = frozenset(map(stem, _COMMON.split()))
"""What duties between any two roles say."""
_SHARE = 20
"""A telling word stands in at most one of so many duties."""
_MOST_ALIKE = 8
"""A word that more duties of one side use tells none of them apart."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A duty of one side and the duty of the other that speaks of the same; either may be missing."""

    owes: Requirement | None
    is_owed: Requirement | None
    words: tuple[str, ...] = ()
    """The telling words that both use, as the first side writes them."""


class Answers:
    """Finds answers; knows how many duties of a handbook use a word."""

    def __init__(self, book: Handbook) -> None:
        duties = [duty for persona in book.personas for duty in persona.collaborations]
        names = {role.slug: frozenset(_words(role.name)) for role in book.roles.values()}
        named = {
            duty.id: [names[slug] for slug in (book.owner(duty.id).slug, *book.named_by(duty))]
            for duty in duties
        }
        # Words of the names do not count: each side names the other.
        self._words = {duty.id: _without(_words(duty.text), named[duty.id]) for duty in duties}
        self._uses = Counter(word for words in self._words.values() for word in words)
        self._most = max(3, len(duties) // _SHARE)

    def between(self, contract: Contract) -> list[Answer]:
        """Return the duties of both sides: those that match beside each other, in the order of the first side."""
        matched = self._matched(contract)
        answered = {other.id for other, _ in matched.values()}
        rows = [Answer(duty, *matched.get(duty.id, (None, ()))) for duty in contract.owes]
        rows.sort(key=lambda row: row.is_owed is None)
        return [
            *rows,
            *(Answer(None, duty) for duty in contract.is_owed if duty.id not in answered),
        ]

    def _matched(self, contract: Contract) -> dict[str, tuple[Requirement, tuple[str, ...]]]:
        """Return the best partner of every duty that has one; nobody is the partner of two."""
        found: list[tuple[int, int, int, tuple[str, ...]]] = []
        using = self._index(contract.is_owed)
        for i, duty in enumerate(contract.owes):
            words = self._words[duty.id]
            shared: dict[int, list[str]] = {}
            for word in words.keys() & using.keys():
                for j in using[word]:
                    shared.setdefault(j, []).append(word)
            for j, stems in shared.items():
                if len(stems) > 1 or self._uses[stems[0]] == 2:
                    found.append((-len(stems), i, j, tuple(words[one] for one in sorted(stems))))
        pairs: dict[str, tuple[Requirement, tuple[str, ...]]] = {}
        taken: set[int] = set()
        for _, i, j, written in sorted(found):
            if contract.owes[i].id not in pairs and j not in taken:
                taken.add(j)
                pairs[contract.owes[i].id] = contract.is_owed[j], written
        return pairs

    def _index(self, duties: Sequence[Requirement]) -> Mapping[str, Sequence[int]]:
        using: dict[str, list[int]] = {}
        for i, duty in enumerate(duties):
            for word in self._words[duty.id]:
                if self._uses[word] <= self._most:
                    using.setdefault(word, []).append(i)
        return {word: places for word, places in using.items() if len(places) <= _MOST_ALIKE}


def _words(text: str) -> dict[str, str]:
    """Return the words of a text that are not generic, under their stems.

    >>> _words("agree on the threats with others")
    {'threat': 'threats'}
    """
    words = ((stem(word), word) for word in _WORD.findall(text.casefold()))
    return {one: word for one, word in words if one not in _GENERIC}


def _without(words: dict[str, str], names: Iterable[frozenset[str]]) -> dict[str, str]:
    dropped = frozenset().union(*names)
    return {one: word for one, word in words.items() if one not in dropped}
