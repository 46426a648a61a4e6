"""Which duties of two roles are about the same thing, and which have no counterpart.

Two duties match if they share telling words. A word is telling if few duties of the handbook use
it: "threats" is, "agree" is not. Two such words are enough, and one is if no third duty uses it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ..words.stems import word_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..link.handbook import Handbook
    from ..model import Requirement
    from .contracts import Contract

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = """
    about after against agree align all and any are ask assist assure base based be become before
    being between both bring but by can case clear collaborate come communicate confirm consult
    contribute coordinate could create decide define deliver describe discuss each early end ensure
    establish every exchange explain feedback find for from gather give good guide handle has have
    help how identify implement inform input integrate into issue its joint jointly keep know let
    make may meet more most must need needs new not notify obtain offer on one only other others out
    over own partner plan prepare provide raise receive regard regular regularly related report
    request require requirement resolve review role rule say see set settle share should side so
    solution state support take team tell than that the their them then these they this through time
    to together topic under understand update use validate verify via was way well what when where
    whether which while who why will with within work write
"""
_GENERIC = frozenset(map(word_root, _COMMON.split()))
"""Words that are in duties between any two roles."""
# A telling word is in at most one of 20 duties, but in a small handbook may be in three.
_SHARE = 20
_LEAST_USES = 3
# A word that more duties of one side use distinguishes none of them.
_MOST_ALIKE = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """A duty of one side and the other side's duty about the same thing; either may be missing."""

    owes: Requirement | None
    receives: Requirement | None
    words: tuple[str, ...] = ()
    """The telling words that both use, as the first side writes them."""


class Answers:
    """Finds answers; knows how many duties of a handbook use a word."""

    def __init__(self, book: Handbook) -> None:
        duties = list(chain.from_iterable(persona.collaborations for persona in book.personas))
        in_names = {role.slug: frozenset(_words(role.name)) for role in book.roles.values()}
        self._words: dict[str, dict[str, str]] = {}
        """From the id of a duty to its words by their stems."""
        for duty in duties:
            # Words of the names do not count: each side names the other.
            sides = (book.owner(duty.id).slug, *book.named_by(duty))
            words = _words(duty.wording)
            self._words[duty.id] = _without(words, [in_names[side] for side in sides])
        self._uses = Counter(chain.from_iterable(self._words.values()))
        self._most = max(_LEAST_USES, len(duties) // _SHARE)

    def between(self, contract: Contract) -> list[Answer]:
        """Return the duties of both sides: first those that match, then the others."""
        matches = self._matched(contract)
        rows = [Answer(duty, *matches.get(duty.id, (None, ()))) for duty in contract.owes]
        rows.sort(key=lambda row: row.receives is None)
        taken = {other.id for other, _ in matches.values()}
        rows += [Answer(None, duty) for duty in contract.receives if duty.id not in taken]
        return rows

    def _matched(self, contract: Contract) -> dict[str, tuple[Requirement, tuple[str, ...]]]:
        """Return the best partner of every duty that has one; no duty is the partner of two."""
        partners: dict[str, tuple[Requirement, tuple[str, ...]]] = {}
        taken: set[int] = set()
        for _, i, j, words in sorted(self._candidates(contract)):
            if contract.owes[i].id not in partners and j not in taken:
                taken.add(j)
                partners[contract.owes[i].id] = contract.receives[j], words
        return partners

    def _candidates(self, contract: Contract) -> Iterator[tuple[int, int, int, tuple[str, ...]]]:
        """Yield the pairs of duties with enough words in common.

        Each is (minus the number of words, place of one duty, place of the other, the words).
        """
        users = self._users(contract.receives)
        for i, duty in enumerate(contract.owes):
            words = self._words[duty.id]
            shared: dict[int, list[str]] = {}
            for root in words.keys() & users.keys():
                for j in users[root]:
                    shared.setdefault(j, []).append(root)
            for j, stems in shared.items():
                # One word is enough if only these two duties use it.
                if len(stems) > 1 or self._uses[stems[0]] == 2:
                    yield -len(stems), i, j, tuple(words[root] for root in sorted(stems))

    def _users(self, duties: Sequence[Requirement]) -> Mapping[str, Sequence[int]]:
        """Return from every telling word the places of the duties that use it."""
        users: dict[str, list[int]] = {}
        for i, duty in enumerate(duties):
            for word in self._words[duty.id]:
                if self._uses[word] <= self._most:
                    users.setdefault(word, []).append(i)
        return {word: places for word, places in users.items() if len(places) <= _MOST_ALIKE}


def _words(text: str) -> dict[str, str]:
    """Return the words of a text that are not generic, under their stems.

    >>> _words("agree on the threats with others")
    {'threat': 'threats'}
    """
    by_stem = {word_root(word): word for word in _WORD.findall(text.casefold())}
    return {root: word for root, word in by_stem.items() if root not in _GENERIC}


def _without(words: dict[str, str], names: Iterable[frozenset[str]]) -> dict[str, str]:
    dropped = frozenset().union(*names)
    return {root: word for root, word in words.items() if root not in dropped}
