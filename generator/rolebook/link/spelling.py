"""From a name that no role has to the one that was meant: a misspelling is told apart from another role.

"Quality Gardian" is a slip; "Product Manager" beside "Project Manager" is not, although most of
their letters agree. So names are compared word by word, and each word has to be the same or a slip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from ..words.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_SMALL = frozenset(("a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"))
"""Words that come and go in one name: "Head of Operations", "Head Operations"."""

_SHORT = 4
"""Letters; in a word this short, replacing one makes another word (case, care). Shorter words have no slips."""
_MOST_OF_SHORT = 1
_MOST = 2
"""Letters to remove and insert: one replaced, two swapped, or two missing or doubled."""


class Spellings:
    """The names of roles, which misspelled ones are compared with.

    >>> known = Spellings([("Quality Guardian", "Quality Guardian"), ("Tester", "Tester")])
    >>> known.meant("Quality Gardian"), known.meant("Quality Manager")
    ('Quality Guardian', '')
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a name and what to propose for it."""
        self._whole: dict[str, str] = {}
        self._begun: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, proposed in names:
            words = _words(name)
            for whole in _wholes(words):
                self._whole.setdefault(whole, proposed)
            self._begun.setdefault(_beginnings(words), []).append((words, proposed))

    def meant(self, name: str) -> str:
        """Return what to propose for a name that nobody has, or nothing if it is no slip."""
        words = _words(name)
        whole = next((self._whole[one] for one in _wholes(words) if one in self._whole), "")
        return whole or self._slip(words)

    def _slip(self, words: tuple[str, ...]) -> str:
        alike = self._begun.get(_beginnings(words), [])
        slips = [
            (sum(map(_apart, words, known)), proposed)
            for known, proposed in alike
            if all(map(_is_same_or_slip, words, known))
        ]
        return min(slips)[1] if slips else ""


def _words(name: str) -> tuple[str, ...]:
    words = fold(name).split()
    return tuple(word for word in words if word not in _SMALL) or tuple(words)


def _wholes(words: tuple[str, ...]) -> tuple[str, str]:
    """Return a name without its spaces (Front End, Frontend), and with its words in alphabetical order."""
    return "".join(words), " ".join(sorted(words))


def _beginnings(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)


def _is_same_or_slip(one: str, other: str) -> bool:
    return one == other or _is_slip(*sorted((one, other), key=len))


def _is_slip(short: str, long: str) -> bool:
    """Whether two words are the same, misspelled; a longer form is another word: market, marketing."""
    if len(long) < _SHORT or not (short.isalpha() and long.isalpha()):
        return False
    if long.startswith(short) and len(long) - len(short) > 1:
        return False
    is_swapped = sorted(short) == sorted(long)
    most = _MOST_OF_SHORT if len(long) == _SHORT and not is_swapped else _MOST
    return _apart(short, long) <= most


def _apart(one: str, other: str) -> int:
    """Return how many letters have to be removed and inserted to get from one word to the other."""
    return int(Indel.distance(one, other))
