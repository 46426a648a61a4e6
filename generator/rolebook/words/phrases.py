"""Find many phrases in a text at once: the one matcher behind skill cues and role names.

A phrase is a row of words. `*` at the end of a word stands for any ending, `*` alone for up to
three words. If asked for, a word is found in its other forms, too: "restore a backup" in "restoring
a backup" and "backups". The cost grows with the length of the text, not with the number of phrases.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
_GAP = 3
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([bdfgkmnprtv])\1$")
_WHOLE = {"https", "kubernetes", "postgres", "redis", "windows"}
"""Words that only look like a form of another one."""
_IRREGULAR = {
    "began": "begin", "begun": "begin", "bought": "buy", "broke": "break", "broken": "break", "brought": "bring",
    "built": "build", "children": "child", "chosen": "choose", "criterion": "criteria", "drawn": "draw", "drew": "draw",
    "found": "find", "given": "give", "grown": "grow", "held": "hold", "hidden": "hide", "indices": "index",
    "kept": "keep", "known": "know", "lost": "lose", "made": "make", "met": "meet", "paid": "pay", "ran": "run",
    "rewritten": "rewrite", "seen": "see", "sent": "send", "shown": "show", "spent": "spend", "taken": "take",
    "taught": "teach", "told": "tell", "understood": "understand", "went": "go", "women": "woman", "written": "write",
    "wrote": "write",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found in a text."""

    payload: T
    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""
    words: int
    """Number of words of the phrase, which says how particular it is."""
    has_gap: bool
    """Whether the phrase has a `*` of its own, so that other words may stand inside."""


class Phrases(Generic[T]):
    """A set of phrases, each with something to return when it is found.

    >>> cues = Phrases([("error response*", "API"), ("automated * testing", "TEST")])
    >>> [match.payload for match in cues.find("Automated API testing of error responses")]
    ['TEST', 'API']
    """

    def __init__(self, phrases: Iterable[tuple[str, T]], *, inflect: bool = False) -> None:
        self._form: Callable[[str], str] = stem if inflect else str
        self._plain = _Node[T]()
        self._after: dict[str, list[tuple[Sequence[str], T]]] = {}
        self._open: dict[str, list[tuple[Sequence[str], T]]] = {}
        self._starts: dict[str, Sequence[tuple[Sequence[str], T]]] = {}
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

    def find(self, text: str) -> list[Match[T]]:
        """Return every phrase in the text, by place."""
        places = [match.span() for match in _WORD.finditer(text)]
        folded = text.casefold()
        if len(folded) != len(text):
            folded = text.lower() if len(text.lower()) == len(text) else text
        words = [folded[start:end] for start, end in places]
        forms = [self._form(word) for word in words]
        found: list[Match[T]] = []
        for i, word in enumerate(words):
            for last, payload in (
                self._plain.ends(forms, i) if forms[i] in self._plain.below else ()
            ):
                found.append(
                    Match(payload, places[i][0], places[last][1], last - i + 1, has_gap=False)
                )
            for phrase, payload in self._starting_with(word, forms[i]):
                for last in _last_word(phrase, words, forms, i):
                    length = sum(one != "*" for one in phrase)
                    found.append(
                        Match(payload, places[i][0], places[last][1], length, has_gap="*" in phrase)
                    )
        return found

    def _starting_with(self, word: str, form: str) -> Sequence[tuple[Sequence[str], T]]:
        """Return the phrases with a `*` somewhere whose first word fits; texts repeat their words, so it is kept."""
        found = self._starts.get(word)
        if found is None:
            begun = (
                self._open.get(word[:length], ()) for length in self._lengths if length <= len(word)
            )
            found = self._starts[word] = (*self._after.get(form, ()), *chain.from_iterable(begun))
        return found


class _Node(Generic[T]):
    """A tree of words: the way from the root spells a phrase."""

    __slots__ = ("below", "payloads")

    def __init__(self) -> None:
        self.below: dict[str, _Node[T]] = {}
        self.payloads: list[T] = []

    def add(self, words: Sequence[str], payload: T) -> None:
        node = self
        for word in words:
            node = node.below.setdefault(word, _Node())
        node.payloads.append(payload)

    def ends(self, words: Sequence[str], start: int) -> Iterator[tuple[int, T]]:
        """Yield the index of the last word of every phrase that begins at `start`."""
        node: _Node[T] | None = self
        for i in range(start, len(words)):
            node = node.below.get(words[i]) if node else None
            if node is None:
                return
            for payload in node.payloads:
                yield i, payload


def _last_word(
    phrase: Sequence[str], words: Sequence[str], forms: Sequence[str], start: int
) -> Iterator[int]:
    """Yield the index of the word that ends the phrase, or nothing."""
    at = start
    for position, wanted in enumerate(phrase[1:], 1):
        reach = range(
            at + 1, min(at + 1 + (_GAP + 1 if phrase[position - 1] == "*" else 1), len(words))
        )
        if wanted == "*":
            continue
        found = next((i for i in reach if _is(words[i], forms[i], wanted)), None)
        if found is None:
            return
        at = found
    yield at


def _is(word: str, form: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else form == wanted


@cache
def stem(word: str) -> str:
    """Return what the forms of a word have in common.

    >>> [stem(word) for word in ("caches", "caching", "queries", "logged", "wrote", "status", "access")]
    ['cach', 'cach', 'query', 'log', 'writ', 'status', 'access']
    """
    if word in _WHOLE:
        return word
    word = _IRREGULAR.get(word, word)
    if len(word) > 4 and word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        short = word.removesuffix(ending)
        if short != word and len(short) > 2 and _VOWEL.search(short):
            word = _DOUBLED.sub(r"\1", short)
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def without_contained(matches: Sequence[Match[T]]) -> list[Match[T]]:
    """Drop matches that lie inside a longer one: "load testing" says more than "testing".

    >>> cues = Phrases([("load testing", "NFTS"), ("testing", "TEST")])
    >>> [match.payload for match in without_contained(cues.find("load testing"))]
    ['NFTS']
    """
    reach: dict[int, int] = {}
    # From where solid matches begin to where the longest of them, or of those before it, ends.
    furthest = -1
    for match in sorted((m for m in matches if not m.has_gap), key=lambda m: m.start):
        furthest = reach[match.start] = max(furthest, match.end)
    starts = list(reach)
    return [m for m in matches if not _is_inside(m, starts, reach)]


def _is_inside(match: Match[T], starts: Sequence[int], reach: Mapping[int, int]) -> bool:
    """Whether a longer match begins before and ends no earlier, or begins here and ends later."""
    before = bisect_left(starts, match.start) - 1
    is_inside = before >= 0 and reach[starts[before]] >= match.end
    return is_inside or reach.get(match.start, -1) > match.end
