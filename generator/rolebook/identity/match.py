"""Two versions of a rule set to pairs: which rule of the old one is which of the new one.

Words go before places: what says the same is the same, wherever it stands. What is left is compared
word by word, first within its category, then within its persona, then anywhere, the likest pair
first. Ids that an author wrote come between: they are an author's word, but one that can be copied
along with a sentence.

p, c   persona, category
old    index into the old statements
new    index into the new statements
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..words.likeness import Said, Vocabulary, candidates, same_title, subject, words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from ..rfc2119 import Level

_SAME_CATEGORY, _SAME_PERSONA, _ANYWHERE = 62, 80, 86
"""How alike, of 100, two statements must be to be one rule that was reworded."""
_NEIGHBOUR_BONUS, _POLARITY_MALUS = 8, 10
_SPLIT_SHARE = 0.4
"""The part of a persona's rules that makes another one its successor."""
_FEW_WORDS = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """A rule as it is compared."""

    persona: str
    """Key of its group."""
    category: str
    """Title of its category."""
    level: Level
    text: str
    """One line; see `model.Requirement.statement`."""
    id: str = ""
    """Id that is sure to mean this rule: permanent, or written by the author."""


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one persona or document."""

    key: str
    names: tuple[str, ...]
    """Whatever it may be known by, the surest first; see `identity.names_of`."""
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Pairing:
    """What of the new version is what of the old one."""

    old: tuple[Statement, ...]
    new: tuple[Statement, ...]
    personas: Mapping[str, str]
    """From new to old keys of groups."""
    categories: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """From the new key and title to the old title: the same one, or the one that most of its rules come from."""
    pairs: Mapping[int, int] = field(default_factory=dict)
    """From new to old indices."""

    @property
    def removed(self) -> list[int]:
        """Indices of old statements that became nothing."""
        kept = set(self.pairs.values())
        return [index for index in range(len(self.old)) if index not in kept]


def pair(old: Sequence[Group], new: Sequence[Group]) -> Pairing:
    """Pair the statements of two versions; linear in their number as long as few of them change.

    >>> from rolebook.rfc2119 import Level
    >>> def version(*texts):
    ...     rules = tuple(Statement("t", "Logging", Level.MUST, text) for text in texts)
    ...     return [Group("t", ("tester.md",), rules)]
    >>> found = pair(version("keep logs for a week", "sign the log"), version("sign the log", "keep logs for a month"))
    >>> sorted(found.pairs.items())
    [(0, 1), (1, 0)]
    """
    personas = _align(old, new)
    olds = tuple(statement for group in old for statement in group.statements)
    news = tuple(statement for group in new for statement in group.statements)
    if not olds or not news:
        return Pairing(olds, news, personas)
    matcher = _Matcher(olds, news, personas)
    matcher.match_words()
    matcher.match_likeness()
    return Pairing(olds, news, personas, matcher.categories, dict(sorted(matcher.pairs.items())))


def _align(old: Sequence[Group], new: Sequence[Group]) -> dict[str, str]:
    """Return which persona is which: by name, the surest name first; the rest by the rules they share."""
    found: dict[str, str] = {}
    left_old = {group.key: group for group in old}
    left_new = {group.key: group for group in new}
    depth = max((len(group.names) for group in (*old, *new)), default=0)
    for n in range(depth):
        known = {
            name: key for key, group in reversed(left_old.items()) for name in group.names[: n + 1]
        }
        for key, group in list(left_new.items()):
            former = next(
                (known[name] for name in group.names[: n + 1] if known.get(name) in left_old), None
            )
            if former is not None:
                found[key] = former
                del left_new[key], left_old[former]
    for _, key, former in _successors(left_old.values(), left_new.values()):
        if key in left_new and former in left_old:
            found[key] = former
            del left_new[key], left_old[former]
    return found


def _successors(old: Iterable[Group], new: Iterable[Group]) -> list[tuple[float, str, str]]:
    """Return (share, new key, old key) of groups that share many rules, the largest share first."""
    holders: dict[str, list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for group in old:
        said = {words(statement.text) for statement in group.statements}
        sizes[group.key] = len(said)
        for text in said:
            holders[text].append(group.key)
    shares: Counter[tuple[str, str]] = Counter()
    for group in new:
        for text in {words(statement.text) for statement in group.statements}:
            # A sentence that several of them have tells nothing about which is which.
            if len(holders.get(text, ())) == 1:
                shares[group.key, holders[text][0]] += 1
    found = [(-count / sizes[former], key, former) for (key, former), count in shares.items()]
    return sorted(one for one in found if -one[0] >= _SPLIT_SHARE)


class _Matcher:
    """The state of one comparison: what is paired, and what is left."""

    def __init__(
        self, old: Sequence[Statement], new: Sequence[Statement], personas: Mapping[str, str]
    ) -> None:
        self.old, self.new = old, new
        self.pairs: dict[int, int] = {}
        self.categories: dict[tuple[str, str], str] = {}
        self._personas = personas
        self._taken: set[int] = set()
        self._old_words = [words(statement.text) for statement in old]
        self._new_words = [words(statement.text) for statement in new]

    def match_words(self) -> None:
        """Pair what says the same, from the surest likeness to the least, and what carries one id."""
        old, new = self.old, self.new
        said_old, said_new = self._old_words, self._new_words
        persona = [self._personas.get(statement.persona) for statement in new]
        title = [same_title(statement.category) for statement in new]
        old_title = [same_title(statement.category) for statement in old]
        # What stands where it stood is what it was, whatever id was copied to or from it: so a
        # second lock changes nothing. "Lamp" and "Lamp Requirements" may stand side by side.
        self._pair_equal(
            lambda o: _id(old[o], (old[o].persona, old[o].category, old[o].level, said_old[o])),
            lambda n: _id(new[n], (persona[n], new[n].category, new[n].level, said_new[n])),
        )
        self._pair_equal(
            lambda o: (old[o].persona, old[o].category, old[o].level, said_old[o]),
            lambda n: (persona[n], new[n].category, new[n].level, said_new[n]),
        )
        self._pair_equal(
            lambda o: _id(old[o], (old[o].persona, old_title[o], old[o].level, said_old[o])),
            lambda n: _id(new[n], (persona[n], title[n], new[n].level, said_new[n])),
        )
        self._pair_equal(lambda o: _id(old[o], said_old[o]), lambda n: _id(new[n], said_new[n]))
        self._pair_equal(
            lambda o: (old[o].persona, old_title[o], old[o].level, said_old[o]),
            lambda n: (persona[n], title[n], new[n].level, said_new[n]),
        )
        self._pair_equal(
            lambda o: (old[o].persona, old_title[o], said_old[o]),
            lambda n: (persona[n], title[n], said_new[n]),
        )
        self._pair_equal(lambda o: old[o].id.casefold(), lambda n: new[n].id.casefold())
        self._name_categories(persona)
        self._pair_equal(
            lambda o: (old[o].persona, old[o].level, said_old[o]),
            lambda n: (persona[n], new[n].level, said_new[n]),
        )
        self._pair_equal(
            lambda o: (old[o].persona, said_old[o]), lambda n: (persona[n], said_new[n])
        )
        # Across personas only what one rule alone said before and one alone says now; short ones
        # may be chance.
        self._pair_equal(
            lambda o: said_old[o] if said_old[o].count(" ") >= _FEW_WORDS - 1 else "",
            lambda n: said_new[n],
            only_single=True,
        )
        self._name_categories(persona)

    def match_likeness(self) -> None:
        """Pair what is nearly the same, the likest first."""
        if not self._left_new() or not self._left_old():
            return
        old, new = self.old, self.new
        vocabulary = Vocabulary((*self._old_words, *self._new_words))
        persona = {n: self._personas.get(new[n].persona) for n in self._left_new()}
        self._pair_alike(
            lambda o: (old[o].persona, same_title(old[o].category)),
            lambda n: (persona[n], same_title(self._former_title(new[n]))),
            lambda olds, news: self._alike_in_category(vocabulary, olds, news),
        )
        self._pair_alike(
            lambda o: old[o].persona,
            lambda n: persona[n],
            lambda olds, news: self._alike_elsewhere(vocabulary, olds, news, _SAME_PERSONA),
        )
        self._pair_alike(
            lambda o: True,
            lambda n: True,
            lambda olds, news: self._alike_elsewhere(vocabulary, olds, news, _ANYWHERE),
        )

    def _left_old(self) -> list[int]:
        return [o for o in range(len(self.old)) if o not in self._taken]

    def _left_new(self) -> list[int]:
        return [n for n in range(len(self.new)) if n not in self.pairs]

    def _take(self, o: int, n: int) -> None:
        self.pairs[n] = o
        self._taken.add(o)

    def _pair_equal(
        self,
        old_key: Callable[[int], Hashable],
        new_key: Callable[[int], Hashable],
        *,
        only_single: bool = False,
    ) -> None:
        """Pair what is left under equal keys, the first with the first; an empty key pairs nothing."""
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        coming: dict[Hashable, list[int]] = defaultdict(list)
        for o in self._left_old():
            if key := old_key(o):
                waiting[key].append(o)
        for n in self._left_new():
            if key := new_key(n):
                coming[key].append(n)
        for key, news in coming.items():
            olds = waiting.get(key, [])
            if only_single and (len(olds) != 1 or len(news) != 1):
                continue
            for o, n in zip(olds, news, strict=False):
                self._take(o, n)

    def _name_categories(self, persona: Sequence[str | None]) -> None:
        """Say which category is which: the one of the same title, else the one that most of its rules come from."""
        titles = {
            (statement.persona, same_title(statement.category)): statement.category
            for statement in self.old
        }
        sizes: Counter[tuple[str, str]] = Counter()
        votes: Counter[tuple[tuple[str, str], str]] = Counter()
        inherited = {(self._personas.get(key[0]), title) for key, title in self.categories.items()}
        for n, statement in enumerate(self.new):
            key = (statement.persona, statement.category)
            sizes[key] += 1
            former = titles.get((persona[n] or "", same_title(statement.category)))
            if former is not None:
                self.categories[key] = former
                inherited.add((persona[n], former))
            elif n in self.pairs and self.old[self.pairs[n]].persona == persona[n]:
                votes[key, self.old[self.pairs[n]].category] += 1
        for (key, title), number in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
            replacement = (self._personas.get(key[0]), title)
            if (
                number * 2 >= sizes[key]
                and replacement not in inherited
                and key not in self.categories
            ):
                self.categories[key] = title
                inherited.add(replacement)

    def _former_title(self, statement: Statement) -> str:
        return self.categories.get((statement.persona, statement.category), statement.category)

    def _pair_alike(
        self,
        old_key: Callable[[int], Hashable],
        new_key: Callable[[int], Hashable],
        alike: Callable[[Sequence[int], Sequence[int]], Iterator[tuple[float, int, int]]],
    ) -> None:
        """Pair what is left within blocks of equal keys, by the (score, old, new) that `alike` yields."""
        blocks: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for o in self._left_old():
            blocks[old_key(o)][0].append(o)
        for n in self._left_new():
            blocks[new_key(n)][1].append(n)
        scored = [
            one for olds, news in blocks.values() if olds and news for one in alike(olds, news)
        ]
        for _, o, n in sorted(
            scored, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1], one[2])
        ):
            if n not in self.pairs and o not in self._taken:
                self._take(o, n)

    def _alike_in_category(
        self, vocabulary: Vocabulary, olds: Sequence[int], news: Sequence[int]
    ) -> Iterator[tuple[float, int, int]]:
        """Yield what may have been reworded; the words that the whole category shares tell nothing."""
        said_old = {
            o: vocabulary.said(self._old_words[o], subject(self.old[o].category)) for o in olds
        }
        said_new = {
            n: vocabulary.said(self._new_words[n], subject(self.new[n].category)) for n in news
        }
        for o, n in candidates(said_old, said_new):
            score = vocabulary.likeness(said_old[o], said_new[n]) + self._bonus(o, n)
            if score >= _SAME_CATEGORY:
                yield score, o, n

    def _alike_elsewhere(
        self, vocabulary: Vocabulary, olds: Sequence[int], news: Sequence[int], least: float
    ) -> Iterator[tuple[float, int, int]]:
        """Yield what may have been moved and reworded at once."""
        said_old = {o: vocabulary.said(self._old_words[o]) for o in olds}
        said_new = {n: vocabulary.said(self._new_words[n]) for n in news}
        for o, n in candidates(said_old, said_new):
            score = vocabulary.closeness(said_old[o], said_new[n]) + self._bonus(o, n)
            if score >= least and not self._are_siblings(said_old[o], said_new[n], o, n):
                yield score, o, n

    def _bonus(self, o: int, n: int) -> float:
        neighbours = self._are_neighbours_paired(o, n, -1) + self._are_neighbours_paired(o, n, 1)
        return _NEIGHBOUR_BONUS * neighbours - _POLARITY_MALUS * (
            self.old[o].level.is_negative != self.new[n].level.is_negative
        )

    def _are_neighbours_paired(self, o: int, n: int, step: int) -> bool:
        """Whether what stands beside two rules is a pair, or both stand at the edge of their category."""
        is_edge_old = not 0 <= o + step < len(self.old) or _shelf(self.old[o + step]) != _shelf(
            self.old[o]
        )
        is_edge_new = not 0 <= n + step < len(self.new) or _shelf(self.new[n + step]) != _shelf(
            self.new[n]
        )
        return is_edge_old == is_edge_new and (is_edge_old or self.pairs.get(n + step) == o + step)

    def _are_siblings(self, one: Said, other: Said, o: int, n: int) -> bool:
        """Whether two rules are one template for two subjects: "test caching" did not become "test logging"."""
        subjects = subject(self.old[o].category) | subject(self.new[n].category)
        return bool((one.words.keys() ^ other.words.keys()) & subjects)


def _shelf(statement: Statement) -> tuple[str, str]:
    return statement.persona, statement.category


def _id(statement: Statement, other: Hashable) -> Hashable:
    return (statement.id.casefold(), other) if statement.id else ""
