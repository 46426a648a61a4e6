"""Design patterns: the words of a pattern's name against the words of a requirement and of its category."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..book import Evidence, Link, LinkKind
from ..model import Persona
from ..names import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model import Category, Document

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
_IN_TEXT, _IN_CATEGORY = 0.8, 0.5


def names(personas: Sequence[Persona]) -> Mapping[str, str]:
    """Return every pattern that a persona lists, from slug to the name it has first, by name."""
    found: dict[str, str] = {}
    for persona in personas:
        for pattern in persona.patterns:
            found.setdefault(slugify(pattern.name), pattern.name)
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))


def matcher(text: Document) -> Matcher:
    """Return a matcher for the patterns of one persona; a document has none."""
    return Matcher([pattern.name for pattern in text.patterns] if isinstance(text, Persona) else [])


class Matcher:
    """The patterns of one persona."""

    def __init__(self, patterns: Sequence[str]) -> None:
        stems = {slugify(name): _stems(name, keep_generic=False) or _stems(name) for name in patterns}
        # A name without a letter says nothing that a rule could say, too.
        self._patterns = [(slug, wanted) for slug, wanted in stems.items() if wanted]
        self._categories: dict[str, frozenset[str]] = {}

    def links(self, text: str, category: Category) -> Iterator[Link]:
        """Yield the patterns all of whose telling words stand in the text, or else in the category's title."""
        if not self._patterns:
            return
        title = category.label
        in_title = self._categories.setdefault(title, frozenset(_stems(title)))
        in_text = _stems(text)
        for slug, wanted in self._patterns:
            if wanted.keys() <= in_text.keys():
                words = tuple(Evidence(word, "text") for stem, word in in_text.items() if stem in wanted)
                yield Link(LinkKind.PATTERN, slug, _IN_TEXT, words)
            elif wanted.keys() <= in_title:
                yield Link(LinkKind.PATTERN, slug, _IN_CATEGORY, (Evidence(title, "category"),))


def _stems(text: str, *, keep_generic: bool = True) -> dict[str, str]:
    """Return the words of a text under their stems.

    >>> list(_stems("Caching Pattern", keep_generic=False)) == list(_stems("cached")) == ["cach"]
    True
    """
    words = (word for word in _WORD.findall(text.casefold()) if keep_generic or word not in _GENERIC)
    return {stem(word): word for word in words}


def stem(word: str) -> str:
    """Return a word without its ending.

    >>> stem("threats"), stem("settings")
    ('threat', 'sett')
    """
    root = _ENDINGS.sub("", word)
    return root if len(root) > 2 else word
