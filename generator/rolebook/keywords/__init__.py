"""Which words state rules: capitals of RFC 2119, bold words, and sets for other ways of writing.

A choice of names in, and a sentence; at most one keyword that was not written in capitals out. A
sentence that has a keyword in capitals is never looked at here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING

import yaml

from ..rfc2119 import Keyword
from .instructions import NOWHERE, Around
from .quotes import without_quotes
from .sets import KeywordSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .sets import Inference

__all__ = [
    "BOLD_LOWERCASE",
    "NOWHERE",
    "UPPERCASE",
    "Around",
    "KeywordSet",
    "Keywords",
    "articles",
    "false_friends",
    "names",
    "proposed",
    "read_set",
    "small_words",
    "without_quotes",
]

UPPERCASE, BOLD_LOWERCASE = "uppercase", "bold-lowercase"
_ENGLISH = ("lowercase", "agents")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Both are safe; the one in C is ten times as fast, and not in every build of PyYAML."""
_CAPITALS = re.compile(r"\b(?:MUST|SHALL|SHOULD|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b")
"""Words of RFC 2119: if they state nothing as they are, they are only mentioned."""
_FEW = 2
"""Sentences of a text that a set must read before it is proposed: one may be chance."""


@dataclass(frozen=True)
class Keywords:
    """The words that are read as keywords.

    >>> keywords = Keywords(("uppercase", "lowercase"))
    >>> keywords.infer("The agent must not push to main.").level.value
    'MUST NOT'
    """

    chosen: tuple[str, ...] = (UPPERCASE,)
    """Some of `names`; words in capitals are read in any case."""

    @property
    def bold_lowercase(self) -> bool:
        """Whether `**must**` is a keyword, too."""
        return BOLD_LOWERCASE in self.chosen

    @cached_property
    def sets(self) -> tuple[KeywordSet, ...]:
        """The chosen sets, in the order in which they are asked."""
        return tuple(read_set(name) for name in _sets() if name in self.chosen)

    @cached_property
    def has_instructions(self) -> bool:
        """Whether a chosen set knows verbs that begin an instruction."""
        return any(one.has_instructions for one in self.sets)

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """What sections of a persona are called in the languages of the sets, to their keys."""
        return {name: key for one in self.sets for name, key in one.sections.items()}

    @property
    def without_sets(self) -> Keywords:
        """Only words in capitals, and bold ones if they were chosen."""
        return Keywords(tuple(name for name in self.chosen if name in (UPPERCASE, BOLD_LOWERCASE)))

    def infer(
        self,
        sentence: str,
        around: Around = NOWHERE,
        *,
        has_instructions: bool = True,
    ) -> Keyword | None:
        """Return what a sentence without a keyword in capitals states, or None for nothing.

        Args:
            sentence: One sentence, with code and addresses masked.
            around: What is around it.
            has_instructions: Whether "Run the tests" states something.
        """
        # Role descriptions in any language have English headings.
        known = (*map(read_set, _ENGLISH), *self.sets)
        if any(one.is_silent(around.heading) for one in known):
            return None
        own = _CAPITALS.sub(_hidden, without_quotes(sentence.replace("’", "'")))
        found, language = next(self._found(own, around, has_instructions), (None, ""))
        if found is None:
            return None
        return Keyword(
            found.level,
            found.written,
            found.start,
            found.end,
            is_inferred=True,
            language=language,
        )

    def _found(
        self, sentence: str, around: Around, has_instructions: bool
    ) -> Iterator[tuple[Inference, str]]:
        """Yield what the sets find, with its language, the surest first.

        An opening comes before other words, and these before an instruction.
        """
        yield from self._each(lambda one: one.find_opening(sentence))
        is_observed = any(one.is_observed(around.heading) for one in self.sets)
        for found, language in self._each(lambda one: one.find(sentence)):
            if found.level.is_negative or not is_observed:
                yield found, language
        yield from self._each(lambda one: one.find_opening(sentence, is_weak=True))
        if has_instructions:
            yield from self._each(lambda one: one.find_instruction(sentence, around))

    def _each(
        self, find: Callable[[KeywordSet], Inference | None]
    ) -> Iterator[tuple[Inference, str]]:
        for one in self.sets:
            found = find(one)
            if found:
                yield found, one.language


def _hidden(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


@cache
def names() -> tuple[str, ...]:
    """Return everything that the option `keywords` takes.

    >>> names()[:3]
    ('uppercase', 'bold-lowercase', 'lowercase')
    """
    return (UPPERCASE, BOLD_LOWERCASE, *_sets())


@cache
def _sets() -> tuple[str, ...]:
    """Return the names of the sets: English ones first, then languages by their codes."""
    files = resources.files(__name__).joinpath("data").iterdir()
    found = {file.name.removesuffix(".yml") for file in files if file.name.endswith(".yml")}
    return (*_ENGLISH, *sorted(found - {*_ENGLISH}))


@cache
def read_set(name: str) -> KeywordSet:
    """Return a set by its name."""
    text = resources.files(__name__).joinpath("data", f"{name}.yml").read_text(encoding="utf-8")
    return KeywordSet(name, yaml.load(text, Loader=_LOADER))


@cache
def small_words(language: str) -> frozenset[str]:
    """Return words that are in any sentence of a language; none if it is not known.

    >>> "und" in small_words("de"), small_words("pl")
    (True, frozenset())
    """
    return frozenset[str]().union(*(one.small_words for one in _of_language(language)))


@cache
def articles(language: str) -> frozenset[str]:
    """Return the words of a language for "the"; none if it is not known, or has none.

    >>> sorted(articles("es"))
    ['al', 'del', 'el', 'la', 'las', 'los']
    """
    return frozenset[str]().union(*(one.articles for one in _of_language(language)))


@cache
def false_friends(language: str) -> frozenset[str]:
    """Return words of a language that mean something else in English, and its small words.

    >>> "fall" in false_friends("de"), "fall" in false_friends("")
    (True, False)
    """
    friends = (one.false_friends for one in _of_language(language))
    return small_words(language).union(*friends)


def _of_language(language: str) -> Iterator[KeywordSet]:
    primary = language.partition("-")[0]
    return (one for one in map(read_set, _sets()) if primary and one.language == primary)


def proposed(sentences: Iterable[str]) -> list[str]:
    """Return the sets that read several of a text's sentences as rules, the most telling first.

    >>> proposed(["The ship must wait.", "Crews should rest.", "It is blue."])
    ['lowercase']
    """
    given = list(sentences)
    counts = {name: sum(map(read_set(name).reads, given)) for name in _sets()}
    telling = {name for name in counts if counts[name] >= _FEW}
    if telling.intersection(_ENGLISH):
        telling.update(name for name in _ENGLISH if counts[name])
    # In the order of `_sets` where counts are equal: a set has none that holds from run to run.
    return sorted((name for name in counts if name in telling), key=lambda name: -counts[name])
