"""From a misspelled name of a role to the right one, without mistaking one role for another.

"Quality Gardian" is a typo; "Product Manager" for "Project Manager" is not, although most of their
letters are the same. So names are compared word by word: each must be the same or a typo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from ..words.names import fold
from ..words.stopwords import OF_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

# In a word of four letters, replacing one makes another word (case, care); so only one may be
# missing or doubled. In shorter words nothing is a typo.
_SHORT = 4
_MOST_IN_SHORT = 1
# Letters to remove and insert in a typo: one replaced, two swapped, or two missing or doubled.
_MOST = 2


class Spellings:
    """The names of roles, to compare unknown ones with.

    >>> known = Spellings([("Quality Guardian", "Quality Guardian"), ("Tester", "Tester")])
    >>> known.meant("Quality Gardian"), known.meant("Quality Manager")
    ('Quality Guardian', '')
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a name and the name to propose for it."""
        self._by_whole: dict[str, str] = {}
        self._by_initials: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, proposed in names:
            words = _words(name)
            for whole in _wholes(words):
                self._by_whole.setdefault(whole, proposed)
            self._by_initials.setdefault(_initials(words), []).append((words, proposed))

    def meant(self, name: str) -> str:
        """Return the name to propose for one that no role has, or nothing if it is not a typo."""
        words = _words(name)
        for whole in _wholes(words):
            if whole in self._by_whole:
                return self._by_whole[whole]
        return self._closest(words)

    def _closest(self, words: tuple[str, ...]) -> str:
        typos: list[tuple[int, str]] = []
        for known, proposed in self._by_initials.get(_initials(words), []):
            if all(map(_is_same_or_typo, words, known)):
                typos.append((sum(map(_distance, words, known)), proposed))
        return min(typos)[1] if typos else ""


def _words(name: str) -> tuple[str, ...]:
    words = fold(name).split()
    return tuple(word for word in words if word not in OF_NAMES) or tuple(words)


def _wholes(words: tuple[str, ...]) -> tuple[str, str]:
    """Return a name without spaces (Front End, Frontend), and with its words in order."""
    return "".join(words), " ".join(sorted(words))


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)


def _is_same_or_typo(one: str, other: str) -> bool:
    return one == other or _is_typo(*sorted((one, other), key=len))


def _is_typo(short: str, long: str) -> bool:
    """Whether one word is a typo of the other; a longer form is another word: market, marketing."""
    if len(long) < _SHORT or not (short.isalpha() and long.isalpha()):
        return False
    if long.startswith(short) and len(long) - len(short) > 1:
        return False
    is_swapped = sorted(short) == sorted(long)
    most = _MOST_IN_SHORT if len(long) == _SHORT and not is_swapped else _MOST
    return _distance(short, long) <= most


def _distance(one: str, other: str) -> int:
    """Return how many letters to remove and insert to get from one word to the other."""
    return int(Indel.distance(one, other))
