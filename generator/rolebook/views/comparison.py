"""Two roles side by side: what both must do, and in which categories and skills they differ.

Nearly the same are rules of one polarity that use the same words in any order and inflection, or,
where they are long, all but one of them. Two others are about the same thing if the words that
they share make up a good part of both, rare words counting more. Words are looked up rather than
compared, so a pair of roles costs as much as it has rules.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from math import log
from typing import TYPE_CHECKING

from ..words.stems import word_root
from ..words.stopwords import OF_STATEMENTS
from .shelves import shelves

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ..link.handbook import Handbook
    from ..model import Persona, Requirement, Skill

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_LONG = 6
"""Words of a rule that may differ in one: five others say what it is about."""
_RARE = 8
"""A word that more rules of a role use doesn't find any of them."""
_LEAST_WORDS = 2
"""Rare words that two rules share at least: one alone has too many meanings."""
_LEAST_SHARED = 0.38
"""What the shared words of two rules count of all their words: tuned on this repository's personas,
where lower figures pair rules that only have a turn of phrase in common."""


@dataclass(frozen=True, slots=True)
class Both:
    """A rule that both roles have, as each words it."""

    one: Requirement
    other: Requirement
    words: tuple[str, ...] = ()
    """What both mention, as the first role writes it; empty where they are nearly the same."""


@dataclass(frozen=True, slots=True)
class Side:
    """The rules of one role in a category."""

    rules: int
    anchor: str
    """Of its shelf on the page of the role; empty where it has none."""


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category of either role."""

    label: str
    """Empty for rules above all headings."""
    one: Side
    other: Side
    both: int
    """How many rules of the first role in it the other role has, too, in any category."""

    @property
    def is_in_both(self) -> bool:
        """Whether both roles have it."""
        return bool(self.one.rules and self.other.rules)

    @property
    def is_of_first(self) -> bool:
        """Whether the first role has it."""
        return bool(self.one.rules)


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill of either role's table."""

    name: str
    code: str
    one: Skill | None
    other: Skill | None

    @property
    def is_in_both(self) -> bool:
        """Whether both roles list it."""
        return self.one is not None and self.other is not None

    @property
    def is_of_first(self) -> bool:
        """Whether the first role lists it."""
        return self.one is not None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two roles side by side."""

    both: tuple[Both, ...]
    """Those that are nearly the same first, in the order of the first role, then those about the
    same thing, the closest first; no rule is in two of them."""
    categories: tuple[CategoryRow, ...]
    """First those of both roles, then those of the first, then those of the other."""
    skills: tuple[SkillRow, ...]
    """In the same order; skills without a code are left out."""


class Comparisons:
    """Compares the roles of a handbook; looks up the words of each rule once."""

    def __init__(self, book: Handbook) -> None:
        """Prepare to compare roles of a handbook; nothing is looked up yet."""
        self._book = book
        self._rules: dict[str, Mapping[_Key, Sequence[Requirement]]] = {}
        self._rare: dict[str, Mapping[str, Sequence[Requirement]]] = {}
        self._categories: dict[str, Mapping[str, _Category]] = {}

    def between(self, one: Persona, other: Persona) -> Comparison:
        r"""Return what two roles have in common, and what not.

        Args:
            one: The first role.
            other: The other role.

        >>> from rolebook import Source, handbook
        >>> head = "## Traits\n- calm\n\n## Rules\n\n### Ovens\n"
        >>> baker = Source("a.md", f"# Baker\n\n{head}- **MUST** clean the oven daily\n")
        >>> cook = Source("b.md", f"# Cook\n\n{head}- **MUST** clean ovens daily\n- **MAY** fry\n")
        >>> book = handbook([baker, cook])
        >>> found = Comparisons(book).between(*book.personas)
        >>> [(pair.one.text, pair.other.text) for pair in found.both]
        [('clean the oven daily', 'clean ovens daily')]
        >>> [(row.label, row.one.rules, row.other.rules, row.both) for row in found.categories]
        [('Ovens', 1, 2, 1)]
        """
        same = list(self._same(one, other))
        taken = {rule.id for pair in same for rule in (pair.one, pair.other)}
        both = (*same, *self._related(one, other, taken))
        shared = {pair.one.id for pair in both}
        rows = tuple(self._rows(one, other, shared))
        return Comparison(both, rows, tuple(self._skills(one, other)))

    def _same(self, one: Persona, other: Persona) -> Iterator[Both]:
        theirs, taken = self._keys_of(other), set[str]()
        for rule in one.own_rules:
            alike = chain.from_iterable(theirs.get(key, ()) for key in _keys(rule))
            left = [match for match in alike if match.id not in taken]
            if left:
                # The same words come first, then as many as possible, then the order of the source.
                match = next((match for match in left if match.key == rule.key), left[0])
                taken.add(match.id)
                yield Both(rule, match)

    def _related(self, one: Persona, other: Persona, taken: set[str]) -> list[Both]:
        """Return the pairs of rules about the same thing, the closest first."""
        theirs = self._by_rare_word(other)
        candidates = [
            (-share, i, match.span, match, words)
            for i, rule in enumerate(one.own_rules)
            if rule.id not in taken
            for share, match, words in self._alike(rule, theirs)
            if match.id not in taken
        ]
        related: dict[int, Both] = {}
        for _, i, _, match, words in sorted(candidates, key=lambda found: found[:3]):
            if i not in related and match.id not in taken:
                taken.add(match.id)
                related[i] = Both(one.own_rules[i], match, words)
        return list(related.values())

    def _alike(
        self, rule: Requirement, theirs: Mapping[str, Sequence[Requirement]]
    ) -> Iterator[tuple[float, Requirement, tuple[str, ...]]]:
        """Yield the rules about the same thing as one, how much is shared, and the words."""
        words = _words(rule)
        matches = [match for root in words for match in theirs.get(root, ())]
        counts = Counter(match.id for match in matches)
        for match in {match.id: match for match in matches}.values():
            if counts[match.id] < _LEAST_WORDS:
                continue
            their_words = _words(match)
            shared = [root for root in words if root in their_words]
            whole = self._weight(words) + self._weight(their_words)
            share = 2 * self._weight(shared) / whole
            if share >= _LEAST_SHARED:
                yield share, match, tuple(words[root] for root in shared)

    def _weight(self, roots: Iterable[str]) -> float:
        """Return what words count: the fewer rules of the handbook use one, the more it counts."""
        return sum(log(self._rules_in_all / self._uses[root]) for root in roots)

    @cached_property
    def _rules_in_all(self) -> int:
        return 1 + sum(len(persona.own_rules) for persona in self._book.personas)

    @cached_property
    def _uses(self) -> Counter[str]:
        """How many rules use a word."""
        rules = chain.from_iterable(persona.own_rules for persona in self._book.personas)
        return Counter(chain.from_iterable(map(_words, rules)))

    def _by_rare_word(self, persona: Persona) -> Mapping[str, Sequence[Requirement]]:
        if persona.slug not in self._rare:
            users: dict[str, list[Requirement]] = defaultdict(list)
            for rule in persona.own_rules:
                for root in _words(rule):
                    users[root].append(rule)
            self._rare[persona.slug] = {
                root: rules for root, rules in users.items() if len(rules) <= _RARE
            }
        return self._rare[persona.slug]

    def _keys_of(self, persona: Persona) -> Mapping[_Key, Sequence[Requirement]]:
        if persona.slug not in self._rules:
            by_key: dict[_Key, list[Requirement]] = defaultdict(list)
            for rule in persona.own_rules:
                for key in _keys(rule):
                    by_key[key].append(rule)
            self._rules[persona.slug] = dict(by_key)
        return self._rules[persona.slug]

    def _rows(self, one: Persona, other: Persona, shared: Collection[str]) -> Iterator[CategoryRow]:
        mine, theirs = self._categories_of(one), self._categories_of(other)
        for name in _in_both_first(mine, theirs):
            left, right = mine.get(name, _NONE), theirs.get(name, _NONE)
            count = sum(id in shared for id in left.ids)
            yield CategoryRow(left.label or right.label, left.side, right.side, count)

    def _categories_of(self, persona: Persona) -> Mapping[str, _Category]:
        """Return the categories by name; those of one title are one, with the first one's place."""
        if persona.slug not in self._categories:
            by_name: dict[str, _Category] = {}
            for shelf in shelves(persona):
                label = shelf.category.label
                before = by_name.get(label.casefold(), _Category(label, shelf.anchor, ()))
                ids = (*before.ids, *(rule.id for rule in shelf.rules))
                by_name[label.casefold()] = _Category(before.label, before.anchor, ids)
            self._categories[persona.slug] = by_name
        return self._categories[persona.slug]

    def _skills(self, one: Persona, other: Persona) -> Iterator[SkillRow]:
        mine, theirs = _by_code(one.skills), _by_code(other.skills)
        for code in _in_both_first(mine, theirs):
            skill, their_skill = mine.get(code), theirs.get(code)
            owner = self._book.catalogues.owner(code)
            concept = owner.concepts.get(code) if owner else None
            named = concept or skill or their_skill
            yield SkillRow(named.name if named else "", code, skill, their_skill)


@dataclass(frozen=True, slots=True)
class _Category:
    """A category of one role: its rules under all headings of one title."""

    label: str
    anchor: str
    ids: tuple[str, ...]

    @property
    def side(self) -> Side:
        return Side(len(self.ids), self.anchor)


_NONE = _Category("", "", ())
_Key = tuple[bool, frozenset[str]]
"""Whether a rule forbids, and what its words come from."""


def _by_code(skills: Iterable[Skill]) -> Mapping[str, Skill]:
    by_code: dict[str, Skill] = {}
    for skill in skills:
        if skill.code:
            by_code.setdefault(skill.code, skill)
    return by_code


def _in_both_first(mine: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """Return the names of both, those that are in both first, each group in its own order."""
    one, other = dict.fromkeys(mine), dict.fromkeys(theirs)
    shared = [name for name in one if name in other]
    return list(dict.fromkeys([*shared, *one, *other]))


def _keys(rule: Requirement) -> Iterator[_Key]:
    """Yield what a rule has in common with others that say nearly the same, all words first."""
    roots = frozenset(_words(rule))
    is_negative = rule.level.is_negative
    if roots:
        yield is_negative, roots
    if len(roots) >= _LONG:
        for root in sorted(roots):
            yield is_negative, roots - {root}


@lru_cache(maxsize=1 << 15)
def _words_of(wording: str) -> Mapping[str, str]:
    words = (word.casefold() for word in _WORD.findall(wording))
    return {word_root(word): word for word in words if word not in OF_STATEMENTS}


def _words(rule: Requirement) -> Mapping[str, str]:
    """Return the words of a rule under what they come from, in order."""
    return _words_of(rule.wording)
