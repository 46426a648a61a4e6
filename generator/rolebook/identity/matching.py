"""The state of a comparison of two rule sets: what is paired, and what is left to pair.

`o` is an index into the old rules, and `n` one into the new rules, here and in the modules that
pair them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from ..words.likeness import same_title, words
from .kin import kin

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from .groups import RuleState

_RENAMED = 0.75
"""The part of a category's rules that must be in another one now if it was only renamed."""


class Matching:
    """What is paired so far, and what is left.

    Args:
        old: The rules of the old version.
        new: Those of the new one.
        personas: From new to old keys of groups.
    """

    def __init__(
        self, old: Sequence[RuleState], new: Sequence[RuleState], personas: Mapping[str, str]
    ) -> None:
        self.old, self.new = old, new
        self.pairs: dict[int, int] = {}
        self.categories: dict[tuple[str, str], str] = {}
        self.kin = kin(old, new, personas)
        self.personas = personas
        self._taken: set[int] = set()
        self._left_old = list(range(len(old)))
        self._left_new = list(range(len(new)))
        self.old_words = [words(rule.text) for rule in old]
        self.new_words = [words(rule.text) for rule in new]

    def left_old(self) -> list[int]:
        """Return the old rules that have no pair yet."""
        self._left_old = [o for o in self._left_old if o not in self._taken]
        return self._left_old

    def left_new(self) -> list[int]:
        """Return the new rules that have no pair yet."""
        self._left_new = [n for n in self._left_new if n not in self.pairs]
        return self._left_new

    def is_taken(self, o: int) -> bool:
        """Whether an old rule has a pair."""
        return o in self._taken

    def take(self, o: int, n: int) -> None:
        """Pair two rules."""
        self.pairs[n] = o
        self._taken.add(o)

    def pair_equal(
        self,
        old_key: Callable[[int], Hashable],
        new_key: Callable[[int], Hashable],
        *,
        only_single: bool = False,
    ) -> None:
        """Pair what is left under equal keys, in order; an empty key pairs nothing."""
        coming: dict[Hashable, list[int]] = defaultdict(list)
        for n in self.left_new():
            if key := new_key(n):
                coming[key].append(n)
        if not coming:  # as where no author wrote IDs
            return
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for o in self.left_old():
            if key := old_key(o):
                waiting[key].append(o)
        for key, news in coming.items():
            olds = waiting.get(key, [])
            if only_single and (len(olds) != 1 or len(news) != 1):
                continue
            for o, n in zip(olds, news, strict=False):
                if (self.new[n].group, self.old[o].group) not in self.kin.copies:
                    self.take(o, n)

    def name_categories(self, persona: Sequence[str | None]) -> None:
        """Find the old category of each new one: that of its title, else that of most of its rules.

        It was renamed only if few of its rules come from elsewhere, and few went elsewhere.
        """
        # Rules of one category follow each other: only the first one of each is looked at where
        # that is enough, since this is done twice for all rules.
        old_titles: dict[tuple[str, str], str] = {}
        before: RuleState | None = None
        for rule in self.old:
            if before is None or (rule.category, rule.group) != (before.category, before.group):
                old_titles[rule.group, same_title(rule.category)] = rule.category
            before = rule
        sizes: Counter[tuple[str, str]] = Counter()
        leaving: Counter[tuple[str, str]] = Counter()
        coming: Counter[tuple[str, str]] = Counter()
        votes: Counter[tuple[tuple[str, str], str]] = Counter()
        inherited = {(self.personas.get(key[0]), title) for key, title in self.categories.items()}
        for run in self._runs():
            rule, was = self.new[run[0]], persona[run[0]]
            key = (rule.group, rule.category)
            sizes[key] += len(run)
            former = old_titles.get((was or "", same_title(rule.category)))
            if former is not None:
                self.categories[key] = former
                inherited.add((was, former))
            paired = (self.old[self.pairs[n]] for n in run if n in self.pairs)
            titles = Counter(rule.category for rule in paired if rule.group == was)
            for title, count in titles.items():
                votes[key, title] += count
                leaving[was or "", title] += count
                coming[key] += count
        for (key, title), count in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
            inheritance = (self.personas.get(key[0]) or "", title)
            is_free = inheritance not in inherited and key not in self.categories
            most = _RENAMED * max(leaving[inheritance], coming[key])
            if is_free and count >= max(sizes[key] / 2, most):
                self.categories[key] = title
                inherited.add(inheritance)

    def _runs(self) -> Iterator[range]:
        """Yield the indices of new rules, those of one category that follow each other together."""
        start = 0
        for n, rule in enumerate(self.new):
            first = self.new[start]
            if rule.category != first.category or rule.group != first.group:
                yield range(start, n)
                start = n
        if self.new:
            yield range(start, len(self.new))

    def former_title(self, rule: RuleState) -> str:
        """Return the old title of a rule's category."""
        return self.categories.get((rule.group, rule.category), rule.category)
