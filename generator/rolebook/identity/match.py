"""Two versions of a rule set to pairs: which rule of the old one is which of the new one.

Words go before places and IDs: rules with the same words are the same rule, wherever they are,
whatever introduces them, and whatever number their author gives them now. Then come the IDs that an
author wrote; they can be copied along with a sentence, or shifted by another one. The others are
compared word by word, first within their category, then within their persona, then anywhere, the
most alike first.

In this module `o` is an index into the old rules, and `n` one into the new rules.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from ..words.likeness import Said, Vocabulary, candidates, same_title, subject, words
from .kin import kin

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from ..rfc2119 import Level
    from .groups import Group, RuleState

# The figures below were tuned with `make matching`, which edits 5,000 rules at random: with lower
# ones IDs land on other rules, with higher ones reworded rules lose theirs. The further a rule has
# moved, the more rules it could be mistaken for, so the more alike it must be.
_SAME_CATEGORY, _SAME_PERSONA, _ANYWHERE = 62, 80, 86
"""How alike, of 100, two rules must be to be one rule that was reworded."""
# Enough to decide between two candidates that are nearly as good as each other, too little to make
# two different rules the same.
_NEIGHBOUR_BONUS, _POLARITY_MALUS = 8, 10
"""Added for each neighbour that is paired, too, and taken away where a prohibition would turn into
something else."""
# Less than half, since a persona that is split leaves its rules to several.
_SPLIT_SHARE = 0.4
"""The part of a persona's rules that makes another one its successor."""
_RENAMED = 0.75
"""The part of a category's rules that must be in another one now if it was only renamed."""
# Rules of fewer words, such as "log every error", are written twice by chance.
_FEW_WORDS = 4
"""Words that a rule must have at least to be found again in another persona."""


@dataclass(frozen=True)
class Pairing:
    """What of the new version is what of the old one."""

    old: tuple[RuleState, ...]
    new: tuple[RuleState, ...]
    personas: Mapping[str, str]
    """From new to old keys of groups."""
    categories: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """From the new key and title to the old title: an equal one, or that of most of its rules."""
    pairs: Mapping[int, int] = field(default_factory=dict)
    """From new to old indices."""
    heirs: Mapping[int, int] = field(default_factory=dict)
    """From old indices that have no pair to the new ones that now say the same."""

    @property
    def removed(self) -> list[int]:
        """Indices of the old rules that are gone."""
        kept = set(self.pairs.values())
        return [index for index in range(len(self.old)) if index not in kept]


def pair(old: Sequence[Group], new: Sequence[Group]) -> Pairing:
    """Pair the rules of two versions; linear in their number as long as few of them change.

    >>> from rolebook.identity.groups import Group, RuleState
    >>> from rolebook.rfc2119 import Level
    >>> def version(*texts):
    ...     rules = (RuleState("Tester", "Logging", Level.MUST, text, group="t") for text in texts)
    ...     return [Group("t", ("tester.md",), tuple(rules))]
    >>> before = version("keep logs for a week", "sign the log")
    >>> after = version("sign the log", "keep logs for a month")
    >>> sorted(pair(before, after).pairs.items())
    [(0, 1), (1, 0)]
    """
    personas = _align(old, new)
    olds = tuple(chain.from_iterable(group.rules for group in old))
    news = tuple(chain.from_iterable(group.rules for group in new))
    if not olds or not news:
        return Pairing(olds, news, personas)
    matcher = _Matcher(olds, news, personas)
    matcher.match_words()
    matcher.match_likeness()
    return Pairing(
        olds,
        news,
        personas,
        matcher.categories,
        dict(sorted(matcher.pairs.items())),
        matcher.heirs(),
    )


def _align(old: Sequence[Group], new: Sequence[Group]) -> dict[str, str]:
    """Return which persona is which, from new to old keys.

    They are found by name, the surest name first, and the others by the rules they share.
    """
    aligned: dict[str, str] = {}
    left_old = {group.key: group for group in old}
    left_new = {group.key: group for group in new}
    depth = max((len(group.names) for group in (*old, *new)), default=0)
    for most in range(1, depth + 1):
        keys = _keys_by_name(left_old.values(), most)
        for key, group in list(left_new.items()):
            former_keys = [keys.get(name, "") for name in group.names[:most]]
            former = next((key for key in former_keys if key in left_old), None)
            if former is not None:
                aligned[key] = former
                del left_new[key], left_old[former]
    for _, key, former in _successors(left_old.values(), left_new.values()):
        if key in left_new and former in left_old:
            aligned[key] = former
            del left_new[key], left_old[former]
    return aligned


def _keys_by_name(groups: Iterable[Group], most: int) -> dict[str, str]:
    """Return the keys of groups by their first names, `most` of each; the first group wins."""
    keys: dict[str, str] = {}
    for group in groups:
        for name in group.names[:most]:
            keys.setdefault(name, group.key)
    return keys


def _successors(old: Iterable[Group], new: Iterable[Group]) -> list[tuple[float, str, str]]:
    """Return (-share, new key, old key) of groups that share many rules, the most first."""
    holders: dict[str, list[str]] = defaultdict(list)
    sizes: dict[str, int] = {}
    for group in old:
        texts = {words(rule.text) for rule in group.rules}
        sizes[group.key] = len(texts)
        for text in texts:
            holders[text].append(group.key)
    shares: Counter[tuple[str, str]] = Counter()
    for group in new:
        for text in {words(rule.text) for rule in group.rules}:
            # Words that several of them have do not distinguish them.
            if len(holders.get(text, ())) == 1:
                shares[group.key, holders[text][0]] += 1
    successors: list[tuple[float, str, str]] = []
    for (key, former), count in shares.items():
        share = count / sizes[former]
        if share >= _SPLIT_SHARE:
            successors.append((-share, key, former))
    return sorted(successors)


class _Matcher:
    """The state of one comparison: what is paired, and what is left."""

    def __init__(
        self, old: Sequence[RuleState], new: Sequence[RuleState], personas: Mapping[str, str]
    ) -> None:
        self.old, self.new = old, new
        self.pairs: dict[int, int] = {}
        self.categories: dict[tuple[str, str], str] = {}
        self._kin = kin(old, new, personas)
        self._personas = personas
        self._taken: set[int] = set()
        self._old_words = [words(rule.text) for rule in old]
        self._new_words = [words(rule.text) for rule in new]

    def match_words(self) -> None:
        """Pair rules of equal words, those in the same place first, and rules of one ID."""
        old, new = self.old, self.new
        persona = [self._personas.get(rule.group) for rule in new]
        old_words, new_words = self._old_words, self._new_words
        old_full = [words(rule.statement) for rule in old]
        new_full = [words(rule.statement) for rule in new]
        old_title = [same_title(rule.category) for rule in old]
        new_title = [same_title(rule.category) for rule in new]

        def old_place(o: int) -> Hashable:
            return old[o].group, old[o].category, old[o].level, old_full[o]

        def new_place(n: int) -> Hashable:
            return persona[n], new[n].category, new[n].level, new_full[n]

        def old_titled(o: int) -> Hashable:
            return old[o].group, old_title[o], old[o].level, old_full[o]

        def new_titled(n: int) -> Hashable:
            return persona[n], new_title[n], new[n].level, new_full[n]

        # A rule that has stayed in its place is the same rule, whatever ID was copied to or from
        # it: so a second lock changes nothing. "Lamp" and "Lamp Requirements" may be two categories
        # of one persona, so the exact title comes before the bare one.
        self._pair_equal(lambda o: _id(old[o], old_place(o)), lambda n: _id(new[n], new_place(n)))
        self._pair_equal(old_place, new_place)
        self._pair_equal(lambda o: _id(old[o], old_titled(o)), lambda n: _id(new[n], new_titled(n)))
        self._pair_equal(lambda o: _id(old[o], old_full[o]), lambda n: _id(new[n], new_full[n]))
        self._pair_equal(old_titled, new_titled)
        self._pair_equal(
            lambda o: (old[o].group, old_title[o], old_full[o]),
            lambda n: (persona[n], new_title[n], new_full[n]),
        )
        # Another lead above the same words is still the same rule.
        self._pair_equal(lambda o: _id(old[o], old_words[o]), lambda n: _id(new[n], new_words[n]))
        self._pair_equal(
            lambda o: (old[o].group, old_title[o], old[o].level, old_words[o]),
            lambda n: (persona[n], new_title[n], new[n].level, new_words[n]),
        )
        self._pair_equal(
            lambda o: (old[o].group, old_title[o], old_words[o]),
            lambda n: (persona[n], new_title[n], new_words[n]),
        )
        self._pair_equal(
            lambda o: _if_long(old_words[o]) and (old[o].group, old_words[o]),
            lambda n: _if_long(new_words[n]) and (persona[n], new_words[n]),
            only_single=True,
        )
        self._match_ids()
        self._name_categories(persona)
        self._pair_equal(
            lambda o: (old[o].group, old[o].level, old_full[o]),
            lambda n: (persona[n], new[n].level, new_full[n]),
        )
        self._pair_equal(
            lambda o: (old[o].group, old_words[o]), lambda n: (persona[n], new_words[n])
        )
        for new_key, old_key in self._kin.pairs:
            self._hand_over(old_key, new_key)
        # Across personas only words that one rule alone had and that one alone has now.
        self._pair_equal(
            lambda o: _if_long(old_words[o]),
            lambda n: _if_long(new_words[n]),
            only_single=True,
        )
        self._name_categories(persona)

    def _match_ids(self) -> None:
        """Pair rules of one ID; where an author renumbered, only if their words are alike."""
        old, new = self.old, self.new
        holders = {rule.lasting_id.casefold(): n for n, rule in enumerate(new) if rule.lasting_id}
        renumbered: set[str] = set()
        for n, o in self.pairs.items():
            if holders.get(old[o].lasting_id.casefold(), n) != n:
                renumbered.add(old[o].group)
        owners = {rule.lasting_id.casefold(): o for o, rule in enumerate(old) if rule.lasting_id}
        for id in holders.keys() & owners.keys():
            o, n = owners[id], holders[id]
            if o in self._taken or n in self.pairs:
                continue
            if old[o].group not in renumbered or self._are_alike(o, n):
                self._take(o, n)

    def _are_alike(self, o: int, n: int) -> bool:
        alike = fuzz.token_sort_ratio(self._old_words[o], self._new_words[n])
        return alike >= _SAME_CATEGORY

    def _hand_over(self, old_key: str, new_key: str) -> None:
        """Pair equal words of two personas, also short ones and those that others have, too."""
        old, new = self.old, self.new

        def old_rule(o: int) -> Hashable:
            return old[o].group == old_key and (old[o].level, self._old_words[o])

        def new_rule(n: int) -> Hashable:
            return new[n].group == new_key and (new[n].level, self._new_words[n])

        self._pair_equal(old_rule, new_rule)
        self._pair_equal(
            lambda o: old[o].group == old_key and self._old_words[o],
            lambda n: new[n].group == new_key and self._new_words[n],
        )

    def heirs(self) -> dict[int, int]:
        """Return, by rules that are gone, those that now say the same under IDs of their own.

        A persona that is gone leaves its rules to those that have most of its words. Options that
        were rules of their own once are part of the rule that lists them.
        """
        left = self._left_old()
        if not left:
            return {}
        heirs: dict[int, int] = {}
        said: dict[tuple[str, Level, str], int] = {}
        listed: dict[tuple[str | None, str, str], int] = {}
        for n, rule in enumerate(self.new):
            said.setdefault((rule.group, rule.level, self._new_words[n]), n)
            for option in rule.listed:
                listed.setdefault((self._personas.get(rule.group), rule.category, words(option)), n)
        for new_key, old_key in self._kin.pairs:
            for o in left:
                rule = self.old[o]
                heir = said.get((new_key, rule.level, self._old_words[o]))
                if rule.group == old_key and heir is not None:
                    heirs.setdefault(o, heir)
        for o in left:
            rule = self.old[o]
            heir = listed.get((rule.group, rule.category, self._old_words[o]))
            if heir is not None and self._new_words[heir].startswith(words(rule.lead)):
                heirs.setdefault(o, heir)
        return heirs

    def match_likeness(self) -> None:
        """Pair rules of nearly equal words, the most alike first."""
        if not self._left_new() or not self._left_old():
            return
        old, new = self.old, self.new
        vocabulary = Vocabulary((*self._old_words, *self._new_words))
        persona = {n: self._personas.get(new[n].group) for n in self._left_new()}
        self._pair_alike(
            lambda o: (old[o].group, same_title(old[o].category)),
            lambda n: (persona[n], same_title(self._former_title(new[n]))),
            lambda olds, news: self._alike_in_category(vocabulary, olds, news),
        )
        self._pair_alike(
            lambda o: old[o].group,
            lambda n: persona[n],
            lambda olds, news: self._alike_elsewhere(vocabulary, olds, news, _SAME_PERSONA),
        )
        for new_key, old_key in self._kin.pairs:
            self._pair_alike_kin(vocabulary, old_key, new_key)
        self._pair_alike(
            lambda o: True,
            lambda n: True,
            lambda olds, news: self._alike_elsewhere(vocabulary, olds, news, _ANYWHERE),
        )

    def _pair_alike_kin(self, vocabulary: Vocabulary, old_key: str, new_key: str) -> None:
        old, new = self.old, self.new
        self._pair_alike(
            lambda o: old[o].group == old_key and same_title(old[o].category),
            lambda n: new[n].group == new_key and same_title(new[n].category),
            lambda olds, news: self._alike_in_category(vocabulary, olds, news),
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
        """Pair what is left under equal keys, in order; an empty key pairs nothing."""
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
                if (self.new[n].group, self.old[o].group) not in self._kin.copies:
                    self._take(o, n)

    def _name_categories(self, persona: Sequence[str | None]) -> None:
        """Find the old category of each new one: that of its title, else that of most of its rules.

        It was renamed only if few of its rules come from elsewhere, and few went elsewhere.
        """
        old_titles = {(rule.group, same_title(rule.category)): rule.category for rule in self.old}
        sizes = Counter((rule.group, rule.category) for rule in self.new)
        leaving: Counter[tuple[str, str]] = Counter()
        coming: Counter[tuple[str, str]] = Counter()
        votes: Counter[tuple[tuple[str, str], str]] = Counter()
        inherited = {(self._personas.get(key[0]), title) for key, title in self.categories.items()}
        for n, rule in enumerate(self.new):
            key = (rule.group, rule.category)
            former = old_titles.get((persona[n] or "", same_title(rule.category)))
            if former is not None:
                self.categories[key] = former
                inherited.add((persona[n], former))
            if n in self.pairs and self.old[self.pairs[n]].group == persona[n]:
                before = self.old[self.pairs[n]]
                votes[key, before.category] += 1
                leaving[before.group, before.category] += 1
                coming[key] += 1
        for (key, title), count in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
            inheritance = (self._personas.get(key[0]) or "", title)
            is_free = inheritance not in inherited and key not in self.categories
            most = _RENAMED * max(leaving[inheritance], coming[key])
            if is_free and count >= max(sizes[key] / 2, most):
                self.categories[key] = title
                inherited.add(inheritance)

    def _former_title(self, rule: RuleState) -> str:
        return self.categories.get((rule.group, rule.category), rule.category)

    def _pair_alike(
        self,
        old_key: Callable[[int], Hashable],
        new_key: Callable[[int], Hashable],
        alike: Callable[[Sequence[int], Sequence[int]], Iterator[tuple[float, int, int]]],
    ) -> None:
        """Pair what is left within blocks of equal keys; `alike` yields (score, o, n)."""
        blocks: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for o in self._left_old():
            if key := old_key(o):
                blocks[key][0].append(o)
        for n in self._left_new():
            if key := new_key(n):
                blocks[key][1].append(n)
        scored: list[tuple[float, int, int]] = []
        for olds, news in blocks.values():
            if olds and news:
                scored += alike(olds, news)
        # The order is that of the sources where scores are equal.
        for _, o, n in sorted(scored, key=lambda c: (-c[0], abs(c[1] - c[2]), c[1], c[2])):
            if n not in self.pairs and o not in self._taken:
                self._take(o, n)

    def _alike_in_category(
        self, vocabulary: Vocabulary, olds: Sequence[int], news: Sequence[int]
    ) -> Iterator[tuple[float, int, int]]:
        """Yield what may have been reworded; words of the category's title prove nothing."""
        old_subjects = {o: subject(self.old[o].category) for o in olds}
        new_subjects = {n: subject(self.new[n].category) for n in news}
        said_old = {o: vocabulary.said(self._old_words[o], old_subjects[o]) for o in olds}
        said_new = {n: vocabulary.said(self._new_words[n], new_subjects[n]) for n in news}
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
        """Return what speaks for a pair besides its words."""
        neighbours = self._are_neighbours_paired(o, n, -1) + self._are_neighbours_paired(o, n, 1)
        is_reversed = self.old[o].level.is_negative != self.new[n].level.is_negative
        return _NEIGHBOUR_BONUS * neighbours - _POLARITY_MALUS * is_reversed

    def _are_neighbours_paired(self, o: int, n: int, step: int) -> bool:
        """Whether the neighbours of two rules are a pair, or both are at an end of a category."""
        is_old_end = _is_end(self.old, o, step)
        is_new_end = _is_end(self.new, n, step)
        if is_old_end or is_new_end:
            return is_old_end and is_new_end
        return self.pairs.get(n + step) == o + step

    def _are_siblings(self, one: Said, other: Said, o: int, n: int) -> bool:
        """Whether one text was written for two subjects.

        "test caching" did not become "test logging".
        """
        subjects = subject(self.old[o].category) | subject(self.new[n].category)
        differing = one.words.keys() ^ other.words.keys()
        return not differing.isdisjoint(subjects)


def _is_end(rules: Sequence[RuleState], index: int, step: int) -> bool:
    """Whether the next rule in a direction is in another category, or there is none."""
    beside = index + step
    if not 0 <= beside < len(rules):
        return True
    rule, neighbour = rules[index], rules[beside]
    return (neighbour.group, neighbour.category) != (rule.group, rule.category)


def _if_long(text: str) -> str:
    """Return words that no two rules have by chance; nothing if they are too few."""
    return text if text.count(" ") >= _FEW_WORDS - 1 else ""


def _id(rule: RuleState, other: Hashable) -> Hashable:
    """Return a key of a rule's ID and something else; nothing if it has no ID."""
    return (rule.lasting_id.casefold(), other) if rule.lasting_id else ""
