"""Find many phrases in a text at once: the one matcher for skill cues and role names.

A phrase is a sequence of words. `*` at the end of a word matches any ending, `*` alone up to three
words. On request, a word also matches its other forms: "restore a backup" matches "restoring a
backup" and "backups". The cost grows with the length of the text, not the number of phrases.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from .stems import base_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

T = TypeVar("T")
U = TypeVar("U")

_WORD = re.compile(r"[^\W_]+")
_GAP = 3
"""Words that `*` may stand for: enough for "the last night's", too few to join two clauses."""


class Match(NamedTuple, Generic[T]):
    """A phrase found in a text."""

    payload: T
    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""
    words: int
    """Number of words in the phrase; more words make it more particular."""
    has_gap: bool
    """Whether the phrase contains a `*` alone, so that other words may be inside."""

    def with_payload(self, payload: U) -> Match[U]:
        """Return the same place with another payload."""
        return Match(payload, self.start, self.end, self.words, self.has_gap)


class Words(NamedTuple):
    """The words of a text."""

    places: list[tuple[int, int]]
    """Where each begins and ends."""
    folded: list[str]
    """Each without case."""


# A rule is searched for skills of each catalogue, patterns, roles and topics, one after the other:
# with its words taken apart once, linking 18,560 rules takes 2.2 s rather than 2.3.
@lru_cache(maxsize=1 << 10)
def words_of(text: str) -> Words:
    """Return the words of a text; the last texts are remembered.

    >>> words_of("Test it").folded
    ['test', 'it']
    """
    places = [match.span() for match in _WORD.finditer(text)]
    folded = _folded(text)
    return Words(places, [folded[start:end] for start, end in places])


class Phrases(Generic[T]):
    """A set of phrases, each with something to return when it is found.

    >>> cues = Phrases([("error response*", "API"), ("automated * testing", "TEST")])
    >>> [match.payload for match in cues.find("Automated API testing of error responses")]
    ['TEST', 'API']
    """

    def __init__(self, phrases: Iterable[tuple[str, T]], *, inflect: bool = False) -> None:
        self._form: Callable[[str], str] = base_form if inflect else str
        self._plain = _Node[T]()
        self._after: dict[str, list[tuple[Sequence[str], T]]] = {}
        self._open: dict[str, list[tuple[Sequence[str], T]]] = {}
        for phrase, payload in phrases:
            words = re.findall(r"[^\W_]+\*?|\*", phrase.casefold())
            if not words or words[0] == "*":
                continue
            words = [word if "*" in word else self._form(word) for word in words]
            if "*" in words[0]:
                self._open.setdefault(words[0].rstrip("*"), []).append((words, payload))
            elif any("*" in word for word in words):
                self._after.setdefault(words[0], []).append((words, payload))
            else:
                self._plain.add(words, payload)
        self._lengths = sorted({len(prefix) for prefix in self._open})
        self._begun = _Begun(self._beginning_with)

    def find(self, text: str) -> list[Match[T]]:
        """Return every phrase in the text, by place."""
        places, words = words_of(text)
        begun = [(i, found) for i, found in enumerate(map(self._begun.__getitem__, words)) if found]
        if not begun:
            return []
        forms = list(map(self._form, words))
        matches: list[Match[T]] = []
        for i, (node, phrases) in begun:
            start, last = places[i][0], i
            while node:
                for payload in node.payloads:
                    matches.append(Match(payload, start, places[last][1], last - i + 1, False))
                last += 1
                node = node.below.get(forms[last]) if last < len(forms) else None
            for phrase, payload in phrases:
                for last in _last_word(phrase, words, forms, i):
                    end, length = places[last][1], len(phrase) - phrase.count("*")
                    matches.append(Match(payload, start, end, length, "*" in phrase))
        return matches

    def _beginning_with(self, word: str) -> _Beginning[T] | None:
        """Return the phrases that a word begins: those without `*`, and those with one."""
        form = self._form(word)
        lengths = (length for length in self._lengths if length <= len(word))
        begun = (self._open.get(word[:length], ()) for length in lengths)
        phrases = (*self._after.get(form, ()), *chain.from_iterable(begun))
        node = self._plain.below.get(form)
        return (node, phrases) if node or phrases else None


_Phrase = tuple["Sequence[str]", T]
_Beginning = tuple["_Node[T] | None", "Sequence[_Phrase[T]]"]


class _Begun(dict[str, "_Beginning[T] | None"], Generic[T]):
    """What each word begins, or None; made once for a word, since words repeat."""

    def __init__(self, make: Callable[[str], _Beginning[T] | None]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> _Beginning[T] | None:
        made = self[word] = self._make(word)
        return made


def _folded(text: str) -> str:
    """Return a text without case, and with the same offsets: some letters fold to two."""
    for folded in (text.casefold(), text.lower()):
        if len(folded) == len(text):
            return folded
    return text


class _Node(Generic[T]):
    """A tree of words: the path from the root spells a phrase."""

    __slots__ = ("below", "payloads")

    def __init__(self) -> None:
        self.below: dict[str, _Node[T]] = {}
        self.payloads: list[T] = []

    def add(self, words: Sequence[str], payload: T) -> None:
        node = self
        for word in words:
            node = node.below.setdefault(word, _Node())
        node.payloads.append(payload)


def _last_word(
    phrase: Sequence[str], words: Sequence[str], forms: Sequence[str], start: int
) -> Iterator[int]:
    """Yield the index of the word that ends the phrase, or nothing."""
    at = start
    for before, wanted in pairwise(phrase):
        steps = _GAP + 1 if before == "*" else 1
        reach = range(at + 1, min(at + 1 + steps, len(words)))
        if wanted == "*":
            continue
        following = next((i for i in reach if _is(words[i], forms[i], wanted)), None)
        if following is None:
            return
        at = following
    yield at


def _is(word: str, form: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else form == wanted


def without_contained(matches: Sequence[Match[T]]) -> list[Match[T]]:
    """Drop matches inside a longer one: "load testing" says more than "testing".

    >>> cues = Phrases([("load testing", "NFTS"), ("testing", "TEST")])
    >>> [match.payload for match in without_contained(cues.find("load testing"))]
    ['NFTS']
    """
    if len(matches) < 2:
        return [*matches]
    # By where a match starts: the end of the longest solid one there, and of those before.
    here: dict[int, int] = {}
    for match in matches:
        if not match.has_gap and match.end > here.get(match.start, -1):
            here[match.start] = match.end
    before: dict[int, int] = {}
    furthest = -1
    for start in sorted({match.start for match in matches}):
        before[start] = furthest
        furthest = max(furthest, here.get(start, -1))
    return [
        match
        for match in matches
        if before[match.start] < match.end and here.get(match.start, -1) <= match.end
    ]
