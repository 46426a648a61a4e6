"""Which persona took over the rules of which: after a merge, a split, or a file that is gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from ..words.likeness import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .groups import RuleState

# Less, and two personas that only have many rules in common would count.
_MOST, _SOME = 0.8, 0.2
"""The part of a persona's words that others must have to take its rules over, together and each."""
_FEW_RULES = 3
"""Rules that a new persona must have in common with one that keeps them to be its copy."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Keys of groups, as (new, old)."""

    pairs: tuple[tuple[str, str], ...]
    """The new one took over most of what the old one said; the surest come first."""
    copies: frozenset[tuple[str, str]]
    """The new one has the words of the old one, which still has them: it took over nothing."""


def kin(old: Sequence[RuleState], new: Sequence[RuleState], personas: Mapping[str, str]) -> Kin:
    """Return the personas of which one took over the rules of another.

    Args:
        old: The rules of the version before.
        new: The rules of the version after.
        personas: Which persona is which, from new to old keys of groups.
    """
    old_words, new_words = _words_by_group(old), _words_by_group(new)
    successors = {former: key for key, former in personas.items()}
    shares: list[tuple[float, str, str]] = []
    copies: set[tuple[str, str]] = set()
    for former in old_words.keys() - successors.keys():
        shares += _left_to(former, old_words[former], new_words)
    owners = Counter(chain.from_iterable(old_words.values()))
    for key in new_words.keys() - personas.keys():
        said = new_words[key]
        for former, among in old_words.items():
            distinctive = {text for text in said & among if owners[text] == 1}
            kept = distinctive & new_words.get(successors.get(former, ""), set())
            if len(distinctive) >= _FEW_RULES and len(kept) >= _MOST * len(distinctive):
                copies.add((key, former))
            elif len(said & among) >= _MOST * len(said):
                shares.append((len(said & among) / len(said), key, former))
    ordered = sorted(shares, key=lambda share: (-share[0], share[1], share[2]))
    pairs = tuple((key, former) for share, key, former in ordered if share >= _SOME)
    return Kin(pairs, frozenset(copies))


def _left_to(
    former: str, said: set[str], new_words: Mapping[str, set[str]]
) -> Iterator[tuple[float, str, str]]:
    """Yield who has how much of the words of a persona that is gone, if together they have most."""
    held = {key: said & among for key, among in new_words.items() if said & among}
    if len(set().union(*held.values())) >= _MOST * len(said):
        yield from ((len(one) / len(said), key, former) for key, one in held.items())


def _words_by_group(rules: Sequence[RuleState]) -> dict[str, set[str]]:
    said: dict[str, set[str]] = defaultdict(set)
    for rule in rules:
        said[rule.group].add(words(rule.text))
    return said
