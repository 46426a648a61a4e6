"""Design patterns: the names and explanations of patterns compared with the words of a rule."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from itertools import chain
from math import log
from typing import TYPE_CHECKING, NamedTuple

from ..model import Persona
from ..model.remembering import remembered
from ..words.cues import Cues
from ..words.names import slugify
from ..words.stems import word_root
from .grading import Graded
from .handbook import Evidence, EvidencePlace, Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from ..model import Document, Pattern
    from ..words.cues import Hit

_WORD = re.compile(r"[^\W_]+")
# Words in the name of a pattern that do not identify it.
_GENERIC_WORDS = """
    and design development for implementation management of pattern patterns the
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
# Letters of a word that can identify a pattern; shorter ones are in too many.
_SHORTEST = 3
_FILLER_WORDS = """
    about after again all also always and any anybody are before being between both can could does
    down each every everybody everything few first for from give given gives had has have how into
    its itself just keep keeps kept last like made make makes many more most much must need needs
    never new next not nothing now off old once one ones only other others our out over own part
    parts pattern patterns put said same say says second see seen shall should since some somebody
    something still take taken takes tell tells than that the their them then there they this those
    through told too two under until upon use used uses very was way well were what when where which
    while who whoever whole whom whose why will with within without work works would you your
"""
_FILLER = frozenset(_FILLER_WORDS.split())

# Scores, by what a rule has: the name of a pattern, a cue for a well-known pattern, enough of the
# words of its name and explanation, or its name only in the title of the category.
_NAMED, _KNOWN, _EXPLAINED, _IN_CATEGORY = 0.8, 0.7, 0.6, 0.5
# Links that are weaker than the strongest one by this much are dropped: a name rules out
# everything else, but a cue doesn't rule out an explanation.
_MARGIN = 0.1
# Words of an explanation that a rule can have by chance.
_BY_CHANCE = 2
# The weight that the words of a name and its explanation need together. One word weighs at most 3,
# so that it takes two; a word that is only in the category's title weighs less than a third.
_ENOUGH = 5.0
_HEAVIEST = 3.0
_IN_TITLE = 0.3
# The weight that a cue for a well-known pattern needs: its words are those of few patterns.
_KNOWN_ENOUGH = 1.7


def names(personas: Sequence[Persona]) -> Mapping[str, str]:
    """Return the first name of every pattern that a persona lists, by slug, sorted by name."""
    by_slug: dict[str, str] = {}
    for persona in personas:
        for pattern in persona.patterns:
            by_slug.setdefault(slugify(pattern.name), pattern.name)
    return dict(sorted(by_slug.items(), key=lambda pair: pair[1].casefold()))


# An editor links all texts again with each letter of a name that is typed: with the patterns of
# their rules at hand, 18,560 of them take 0.4 s instead of 0.6.
@remembered
def matcher(text: Document) -> Matcher:
    """Return a matcher for the patterns of one persona; a document has none."""
    if not isinstance(text, Persona) or not text.patterns:
        return Matcher((), ())
    return Matcher(text.patterns, [requirement.text for requirement in text.requirements])


class Matcher:
    """The patterns of one persona, and how rare each of their words is among its rules."""

    def __init__(self, patterns: Sequence[Pattern], rules: Sequence[str]) -> None:
        self._by_slug = {slugify(pattern.name): _Wanted(pattern) for pattern in patterns}
        self._patterns = list(self._by_slug.values())
        self._size = len(rules) + 1
        self._rules = Counter(chain.from_iterable(map(_telling, rules)))
        """From a stem to the number of rules with it."""
        self._named: dict[str, list[_Wanted]] = {}
        """From a stem to the patterns with it in their names."""
        self._known: dict[str, list[_Wanted]] = {}
        """From the name of a well-known pattern to the patterns that are one."""
        users: dict[str, list[_Wanted]] = {}
        for wanted in self._patterns:
            for root in wanted.words:
                users.setdefault(root, []).append(wanted)
            for root in wanted.name:
                self._named.setdefault(root, []).append(wanted)
            for entry in wanted.entries:
                self._known.setdefault(entry, []).append(wanted)
        self._users = {
            root: (self._weight(root, len(among)), among) for root, among in users.items()
        }
        """From a stem to its weight, and the patterns with it."""
        self._graded: dict[tuple[str, str, bool], Graded] = {}

    def graded(self, text: str, label: str, *, is_personal: bool = False) -> Graded:
        """Return the patterns that a requirement means by grade; see `links`."""
        key = text, label, is_personal
        if key not in self._graded:
            found = [*self.links(text, label, is_personal=is_personal)]
            self._graded[key] = Graded.of(found, _is_evident)
        return self._graded[key]

    def links(self, text: str, label: str, *, is_personal: bool = False) -> Iterator[Link]:
        """Yield the patterns that a requirement most likely means.

        Args:
            text: The requirement's words.
            label: The label of the category that it is in.
            is_personal: Whether it is about people, so that only the name of a pattern counts.
        """
        if not self._patterns:
            return
        said = _said(text)
        rule = _Rule(said.stems, _title(label))
        if not is_personal:
            rule.cues = said.cues
            rule.weights = self._weights(rule)
        from_text: list[Link] = []
        for wanted in self._possible(rule):
            score, words = rule.finds(wanted)
            if words:
                evidence = tuple(Evidence(word, EvidencePlace.TEXT) for word in words)
                from_text.append(Link(LinkKind.PATTERN, wanted.slug, score, evidence))
            elif wanted.name and wanted.name.keys() <= rule.in_title.keys() and not is_personal:
                evidence = (Evidence(label, EvidencePlace.CATEGORY),)
                yield Link(LinkKind.PATTERN, wanted.slug, _IN_CATEGORY, evidence)
        best = max((link.score for link in from_text), default=0.0)
        yield from (link for link in from_text if link.score >= best - _MARGIN)

    def _possible(self, rule: _Rule) -> Iterable[_Wanted]:
        """Return the patterns that a rule may mean: each has a word, a cue or the title of it.

        A rule has few of them: to look at these only, rather than at all patterns of its persona,
        takes 1.1 s less for 18,560 rules.
        """
        found: dict[str, _Wanted] = {}
        for root in (*rule.in_text, *rule.in_title):
            for wanted in self._named.get(root, ()):
                found[wanted.slug] = wanted
        for entry in rule.cues:
            for wanted in self._known.get(entry, ()):
                found[wanted.slug] = wanted
        for slug, weight in rule.weights.items():
            if weight >= _ENOUGH:
                found[slug] = self._by_slug[slug]
        return found.values()

    def _weights(self, rule: _Rule) -> Mapping[str, float]:
        """Return, by slug, the weight of each pattern's words that a rule has.

        Words that are only in the title count little, and only together with others.
        """
        weights: dict[str, float] = {}
        users = self._users
        for root in rule.in_text:
            if root in users:
                weight, among = users[root]
                for wanted in among:
                    weights[wanted.slug] = weights.get(wanted.slug, 0.0) + weight
        for root in rule.in_title if weights else ():
            if root in users and root not in rule.in_text:
                weight, among = users[root]
                for wanted in among:
                    if wanted.slug in weights:
                        weights[wanted.slug] += _IN_TITLE * weight
        return weights

    def _weight(self, root: str, users: int) -> float:
        """Return the weight of a word: the fewer rules and patterns have it, the more."""
        rarity = log(self._size / (self._rules[root] or 1))
        return min(_HEAVIEST, rarity) / users


@dataclass(slots=True)
class _Rule:
    """What a rule says about patterns."""

    in_text: Mapping[str, str]
    """Its words by their stems."""
    in_title: Mapping[str, str]
    """The words of its category's title by their stems."""
    cues: Mapping[str, tuple[Hit, ...]] = field(default_factory=dict)
    """By the name of a well-known pattern."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """By the slug of a pattern: how much its words weigh together."""

    def finds(self, wanted: _Wanted) -> tuple[float, tuple[str, ...]]:
        """Return how surely the rule means a pattern, and the words that say so, if any do."""
        if wanted.name and wanted.name.keys() <= self.in_text.keys():
            return _NAMED, self._words(wanted.name)
        hits = chain.from_iterable(self.cues.get(entry, ()) for entry in wanted.entries)
        cues = dict.fromkeys(hit.words for hit in hits if hit.weight >= _KNOWN_ENOUGH)
        if cues:
            return _KNOWN, tuple(cues)
        if self.weights.get(wanted.slug, 0.0) >= _ENOUGH:
            return _EXPLAINED, self._words(wanted.words)
        return 0.0, ()

    def _words(self, stems: Container[str]) -> tuple[str, ...]:
        return tuple(word for root, word in self.in_text.items() if root in stems)


class _Wanted:
    """A pattern and the words that it is recognised by."""

    def __init__(self, pattern: Pattern) -> None:
        self.slug = slugify(pattern.name)
        # A name of only generic words is taken as a whole; one without letters matches nothing.
        self.name = _stems(pattern.name, keep_generic=False) or _stems(pattern.name)
        self.words = _telling(f"{pattern.name} {pattern.detail}")
        self.entries = [entry for entry, stems in _entries().items() if stems <= self.name.keys()]
        """The well-known patterns that it is one of."""


@cache
def _lexicon() -> Cues:
    return Cues((line["name"], line["cue"], False) for line in _lines())


class _Said(NamedTuple):
    """What a text says about any pattern."""

    stems: Mapping[str, str]
    cues: Mapping[str, tuple[Hit, ...]]


@lru_cache(maxsize=1 << 15)
def _said(text: str) -> _Said:
    return _Said(_stems(text), _lexicon().find(text))


@lru_cache(maxsize=1 << 12)
def _title(label: str) -> Mapping[str, str]:
    return _stems(label)


@cache
def _entries() -> Mapping[str, frozenset[str]]:
    return {line["name"]: frozenset(_stems(line["name"], keep_generic=False)) for line in _lines()}


@cache
def _lines() -> tuple[Mapping[str, str], ...]:
    file = resources.files("rolebook").joinpath("data", "patterns", "lexicon.csv")
    return tuple(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def _is_evident(link: Link) -> bool:
    """Whether more than two words of an explanation speak for a pattern: two can be chance."""
    return link.score != _EXPLAINED or len(link.evidence) > _BY_CHANCE


def _telling(text: str) -> Mapping[str, str]:
    words = [word for word in _WORD.findall(text.casefold()) if word not in _FILLER]
    return {word_root(word): word for word in words if len(word) >= _SHORTEST}


def _stems(text: str, *, keep_generic: bool = True) -> dict[str, str]:
    """Return the words of a text under their stems.

    >>> list(_stems("Caching Pattern", keep_generic=False)) == list(_stems("cached")) == ["cach"]
    True
    """
    words = _WORD.findall(text.casefold())
    return {word_root(word): word for word in words if keep_generic or word not in _GENERIC}
