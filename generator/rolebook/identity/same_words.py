"""Pairs rules of equal words, and rules of one ID: what is the same without any doubt.

Words go before places and IDs: rules with the same words are the same rule, wherever they are,
whatever introduces them, and whatever number their author gives them now. Then come the IDs that an
author wrote; they can be copied along with a sentence, or shifted by another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from ..words.likeness import same_title, words
from .like_words import SAME_CATEGORY

if TYPE_CHECKING:
    from collections.abc import Hashable

    from ..rfc2119 import Level
    from .groups import RuleState
    from .matching import Matching

# Rules of fewer words, such as "log every error", are written twice by chance.
_FEW_WORDS = 4
"""Words that a rule must have at least to be found again in another persona."""


def match_words(state: Matching) -> None:
    """Pair rules of equal words, those in the same place first, and rules of one ID."""
    old, new = state.old, state.new
    persona = [state.personas.get(rule.group) for rule in new]
    old_words, new_words = state.old_words, state.new_words
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
    state.pair_equal(lambda o: _id(old[o], old_place(o)), lambda n: _id(new[n], new_place(n)))
    state.pair_equal(old_place, new_place)
    state.pair_equal(lambda o: _id(old[o], old_titled(o)), lambda n: _id(new[n], new_titled(n)))
    state.pair_equal(lambda o: _id(old[o], old_full[o]), lambda n: _id(new[n], new_full[n]))
    state.pair_equal(old_titled, new_titled)
    state.pair_equal(
        lambda o: (old[o].group, old_title[o], old_full[o]),
        lambda n: (persona[n], new_title[n], new_full[n]),
    )
    # Another lead above the same words is still the same rule.
    state.pair_equal(lambda o: _id(old[o], old_words[o]), lambda n: _id(new[n], new_words[n]))
    state.pair_equal(
        lambda o: (old[o].group, old_title[o], old[o].level, old_words[o]),
        lambda n: (persona[n], new_title[n], new[n].level, new_words[n]),
    )
    state.pair_equal(
        lambda o: (old[o].group, old_title[o], old_words[o]),
        lambda n: (persona[n], new_title[n], new_words[n]),
    )
    state.pair_equal(
        lambda o: _if_long(old_words[o]) and (old[o].group, old_words[o]),
        lambda n: _if_long(new_words[n]) and (persona[n], new_words[n]),
        only_single=True,
    )
    _match_ids(state)
    state.name_categories(persona)
    state.pair_equal(
        lambda o: (old[o].group, old[o].level, old_full[o]),
        lambda n: (persona[n], new[n].level, new_full[n]),
    )
    state.pair_equal(lambda o: (old[o].group, old_words[o]), lambda n: (persona[n], new_words[n]))
    for new_key, old_key in state.kin.pairs:
        _hand_over(state, old_key, new_key)
    # Across personas only words that one rule alone had and that one alone has now.
    state.pair_equal(
        lambda o: _if_long(old_words[o]),
        lambda n: _if_long(new_words[n]),
        only_single=True,
    )
    state.name_categories(persona)


def _match_ids(state: Matching) -> None:
    """Pair rules of one ID; where an author renumbered, only if their words are alike."""
    old, new = state.old, state.new
    holders = {rule.lasting_id.casefold(): n for n, rule in enumerate(new) if rule.lasting_id}
    renumbered: set[str] = set()
    for n, o in state.pairs.items():
        if holders.get(old[o].lasting_id.casefold(), n) != n:
            renumbered.add(old[o].group)
    owners = {rule.lasting_id.casefold(): o for o, rule in enumerate(old) if rule.lasting_id}
    for id in holders.keys() & owners.keys():
        o, n = owners[id], holders[id]
        if state.is_taken(o) or n in state.pairs:
            continue
        if old[o].group not in renumbered or _are_alike(state, o, n):
            state.take(o, n)


def _are_alike(state: Matching, o: int, n: int) -> bool:
    alike = fuzz.token_sort_ratio(state.old_words[o], state.new_words[n])
    return alike >= SAME_CATEGORY


def _hand_over(state: Matching, old_key: str, new_key: str) -> None:
    """Pair equal words of two personas, also short ones and those that others have, too."""
    old, new = state.old, state.new

    def old_rule(o: int) -> Hashable:
        return old[o].group == old_key and (old[o].level, state.old_words[o])

    def new_rule(n: int) -> Hashable:
        return new[n].group == new_key and (new[n].level, state.new_words[n])

    state.pair_equal(old_rule, new_rule)
    state.pair_equal(
        lambda o: old[o].group == old_key and state.old_words[o],
        lambda n: new[n].group == new_key and state.new_words[n],
    )


def find_heirs(state: Matching) -> dict[int, int]:
    """Return, by rules that are gone, those that now say the same under IDs of their own.

    A persona that is gone leaves its rules to those that have most of its words. Options that
    were rules of their own once are part of the rule that lists them.
    """
    left = state.left_old()
    if not left:
        return {}
    heirs: dict[int, int] = {}
    said: dict[tuple[str, Level, str], int] = {}
    listed: dict[tuple[str | None, str, str], int] = {}
    for n, rule in enumerate(state.new):
        said.setdefault((rule.group, rule.level, state.new_words[n]), n)
        for option in rule.listed:
            listed.setdefault((state.personas.get(rule.group), rule.category, words(option)), n)
    for new_key, old_key in state.kin.pairs:
        for o in left:
            rule = state.old[o]
            heir = said.get((new_key, rule.level, state.old_words[o]))
            if rule.group == old_key and heir is not None:
                heirs.setdefault(o, heir)
    for o in left:
        rule = state.old[o]
        heir = listed.get((rule.group, rule.category, state.old_words[o]))
        if heir is not None and state.new_words[heir].startswith(words(rule.lead)):
            heirs.setdefault(o, heir)
    return heirs


def _if_long(text: str) -> str:
    """Return words that no two rules have by chance; nothing if they are too few."""
    return text if text.count(" ") >= _FEW_WORDS - 1 else ""


def _id(rule: RuleState, other: Hashable) -> Hashable:
    """Return a key of a rule's ID and something else; nothing if it has no ID."""
    return (rule.lasting_id.casefold(), other) if rule.lasting_id else ""
