"""Two versions of a rule set to pairs: which rule of the old one is which of the new one.

Personas come first; then rules of equal words (`same_words`), and then those of nearly equal words
(`like_words`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from ..words.likeness import words
from .like_words import match_likeness
from .matching import Matching
from .same_words import find_heirs, match_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .groups import Group, RuleState

# Less than half, since a persona that is split leaves its rules to several.
_SPLIT_SHARE = 0.4
"""The part of a persona's rules that makes another one its successor."""


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
    state = Matching(olds, news, personas)
    match_words(state)
    match_likeness(state)
    return Pairing(
        olds,
        news,
        personas,
        state.categories,
        dict(sorted(state.pairs.items())),
        find_heirs(state),
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
