"""Design patterns: a pattern's name, what is known about it and what its author says, against a requirement's words."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache, lru_cache
from importlib import resources
from math import log
from typing import TYPE_CHECKING

from ..model import Persona
from ..words.cues import Cues
from ..words.names import slugify
from .handbook import Evidence, Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model import Category, Document, Pattern
    from ..words.cues import Hit

_WORD = re.compile(r"[^\W_]+")
_GENERIC = {
    "and",
    "design",
    "development",
    "for",
    "implementation",
    "management",
    "of",
    "pattern",
    "patterns",
    "the",
}
_ENDINGS = re.compile(r"(?:ations?|ings?|ers?|ed|es|s|e|ion|ions)$")
_FILLER_WORDS = (
    "about after again all also always and any anybody are before being between both can could does down "
    "each every everybody everything few first for from give given gives had has have how into its itself "
    "just keep keeps kept last like made make makes many more most much must need needs never new next "
    "not nothing now off old once one ones only other others our out over own part parts pattern patterns "
    "put said same say says second see seen shall should since some somebody something still take taken "
    "takes tell tells than that the their them then there they this those through told too two under "
    "until upon use used uses very was way well were what when where which while who whoever whole whom "
    "whose why will with within without work works would you your"
)
_FILLER = frozenset(_FILLER_WORDS.split())
_IN_TEXT, _KNOWN, _TOLD, _IN_CATEGORY = 0.8, 0.7, 0.6, 0.5
_ENOUGH = 5.0
"""What the words of a name and its explanation must tell together."""
_MOST_TOLD = 3.0
"""What one word tells at most, so that it takes two."""
_TOLD_BY_TITLE = 0.3
"""How much of that a word tells which stands only in the category's title."""
_KNOWN_ENOUGH = 1.7
"""What a cue for a well-known pattern must say: its words are those of few patterns."""
_MARGIN = 0.1


def names(personas: Sequence[Persona]) -> Mapping[str, str]:
    """Return every pattern that a persona lists, from slug to the name it has first, by name."""
    found: dict[str, str] = {}
    for persona in personas:
        for pattern in persona.patterns:
            found.setdefault(slugify(pattern.name), pattern.name)
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))


def matcher(text: Document) -> Matcher:
    """Return a matcher for the patterns of one persona; a document has none."""
    patterns = text.patterns if isinstance(text, Persona) else ()
    return Matcher(
        patterns, [requirement.text for requirement in text.requirements] if patterns else ()
    )


class Matcher:
    """The patterns of one persona, and how much each of their words tells among its rules."""

    def __init__(self, patterns: Sequence[Pattern], rules: Sequence[str]) -> None:
        self._patterns = list(
            {slugify(pattern.name): _Wanted(pattern) for pattern in patterns}.values()
        )
        self._rules = Counter(stem for rule in rules for stem in _telling(rule))
        self._shared = Counter(stem for wanted in self._patterns for stem in wanted.words)
        self._size = len(rules) + 1
        self._holders: dict[str, list[int]] = {}
        for number, wanted in enumerate(self._patterns):
            for stem in wanted.words:
                self._holders.setdefault(stem, []).append(number)
        self._categories: dict[str, frozenset[str]] = {}

    def links(self, text: str, category: Category, *, is_personal: bool = False) -> Iterator[Link]:
        """Yield the patterns that a requirement speaks of, the likeliest ones only.

        Args:
            text: The requirement's words.
            category: Where it stands.
            is_personal: Whether it is about people, so that nothing but a pattern's name counts.
        """
        if not self._patterns:
            return
        title = category.label
        in_title = self._categories.setdefault(title, frozenset(_stems(title)))
        in_text = _stems(text)
        known = {} if is_personal else _known(text)
        told = {} if is_personal else self._told(in_text, in_title)
        found: list[Link] = []
        for number, wanted in enumerate(self._patterns):
            if wanted.name and wanted.name.keys() <= in_text.keys():
                score, words = (
                    _IN_TEXT,
                    tuple(word for stem, word in in_text.items() if stem in wanted.name),
                )
            elif hits := [
                hit
                for entry in wanted.entries
                for hit in known.get(entry, ())
                if hit.weight >= _KNOWN_ENOUGH
            ]:
                score, words = _KNOWN, tuple(dict.fromkeys(hit.words for hit in hits))
            elif told.get(number, 0.0) >= _ENOUGH:
                score, words = (
                    _TOLD,
                    tuple(word for stem, word in in_text.items() if stem in wanted.words),
                )
            elif wanted.name and wanted.name.keys() <= in_title and not is_personal:
                yield Link(
                    LinkKind.PATTERN, wanted.slug, _IN_CATEGORY, (Evidence(title, "category"),)
                )
                continue
            else:
                continue
            found.append(
                Link(
                    LinkKind.PATTERN,
                    wanted.slug,
                    score,
                    tuple(Evidence(word, "text") for word in words),
                )
            )
        best = max((link.score for link in found), default=0.0)
        yield from (link for link in found if link.score >= best - _MARGIN)

    def _told(self, in_text: Mapping[str, str], in_title: frozenset[str]) -> Mapping[int, float]:
        """Return how much of each pattern's words a rule says; what only the title says counts little."""
        told: dict[int, float] = {}
        for stem in in_text:
            for number in self._holders.get(stem, ()):
                told[number] = told.get(number, 0.0) + self._weight(stem)
        for stem in in_title - in_text.keys():
            for number in self._holders.get(stem, ()):
                if number in told:
                    told[number] += _TOLD_BY_TITLE * self._weight(stem)
        return told

    def _weight(self, stem: str) -> float:
        """Return how much a word tells: the less, the more rules and patterns have it."""
        return min(_MOST_TOLD, log(self._size / (self._rules[stem] or 1))) / self._shared[stem]


class _Wanted:
    """What a pattern is recognised by."""

    def __init__(self, pattern: Pattern) -> None:
        self.slug = slugify(pattern.name)
        # A name of generic words alone is taken as a whole; one without a letter says nothing that
        # a rule could say.
        self.name = _stems(pattern.name, keep_generic=False) or _stems(pattern.name)
        self.words = _telling(f"{pattern.name} {pattern.detail}")
        self.entries = [entry for entry, stems in _entries().items() if stems <= self.name.keys()]


@cache
def _lexicon() -> Cues:
    return Cues((line["name"], line["cue"], False) for line in _lines())


@lru_cache(maxsize=1 << 15)
def _known(text: str) -> Mapping[str, tuple[Hit, ...]]:
    return _lexicon().find(text)


@cache
def _entries() -> Mapping[str, frozenset[str]]:
    return {line["name"]: frozenset(_stems(line["name"], keep_generic=False)) for line in _lines()}


@cache
def _lines() -> tuple[Mapping[str, str], ...]:
    file = resources.files("rolebook").joinpath("data", "patterns", "lexicon.csv")
    return tuple(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def _telling(text: str) -> Mapping[str, str]:
    return {
        stem(word): word
        for word in _WORD.findall(text.casefold())
        if len(word) > 2 and word not in _FILLER
    }


def _stems(text: str, *, keep_generic: bool = True) -> dict[str, str]:
    """Return the words of a text under their stems.

    >>> list(_stems("Caching Pattern", keep_generic=False)) == list(_stems("cached")) == ["cach"]
    True
    """
    words = (
        word for word in _WORD.findall(text.casefold()) if keep_generic or word not in _GENERIC
    )
    return {stem(word): word for word in words}


@cache
def stem(word: str) -> str:
    """Return a word without its ending.

    >>> stem("threats"), stem("settings")
    ('threat', 'sett')
    """
    root = _ENDINGS.sub("", word)
    return root if len(root) > 2 else word
