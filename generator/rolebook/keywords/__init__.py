"""Which words state rules: capitals of RFC 2119, bold words, and sets for other ways of writing.

A choice of names in, and a sentence; at most one keyword that was not written in capitals out. A
sentence that has a keyword in capitals is never looked at here.
"""

from __future__ import annotations

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
    from collections.abc import Iterable, Iterator, Mapping

    from .sets import Inference

__all__ = [
    "BOLD_LOWERCASE",
    "UPPERCASE",
    "Around",
    "KeywordSet",
    "Keywords",
    "names",
    "proposed",
    "read_set",
    "without_quotes",
]

UPPERCASE, BOLD_LOWERCASE = "uppercase", "bold-lowercase"
_ENGLISH = ("lowercase", "agents")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Both are safe; the one in C is ten times as fast, and not in every build of PyYAML."""
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
        own = without_quotes(sentence)
        found = next(self._found(own, around, has_instructions), None)
        if found is None:
            return None
        return Keyword(found.level, found.written, found.start, found.end, is_inferred=True)

    def _found(self, sentence: str, around: Around, has_instructions: bool) -> Iterator[Inference]:
        """Yield what the sets find, the surest first: an opening, words, an instruction."""
        yield from filter(None, (one.find_opening(sentence) for one in self.sets))
        found = [*filter(None, (one.find(sentence) for one in self.sets))]
        is_observed = any(one.is_observed(around.heading) for one in self.sets)
        yield from (one for one in found if one.level.is_negative or not is_observed)
        weak = (one.find_opening(sentence, is_weak=True) for one in self.sets)
        yield from filter(None, weak)
        if has_instructions:
            instructions = (one.find_instruction(sentence, around) for one in self.sets)
            yield from filter(None, instructions)


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
    return sorted(telling, key=lambda name: -counts[name])
