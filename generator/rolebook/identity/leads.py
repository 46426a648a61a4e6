"""Leads of rules that a lock file of form 1 holds with their words: "Each entry has: a date"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ..words.likeness import is_same, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from .groups import Group, RuleState

_END_OF_LEAD = re.compile(r":[*_]{0,3}\s+")


def with_leads(locked: Sequence[Group], now: Sequence[Group]) -> list[Group]:
    """Return locked rules with their leads apart, as far as these can be told.

    A text is a lead and a rule's words where today's rules have the same words or the same lead,
    or where several rules of a category begin with it.

    Args:
        locked: What the lock file holds.
        now: Today's rules.
    """
    rules = [rule for group in now for rule in group.rules]
    known_words = {words(rule.text) for rule in rules}
    known_leads = {words(rule.lead) for rule in rules if rule.lead}
    return [_apart(group, known_words, known_leads) for group in locked]


def split_like(before: RuleState | None, after: RuleState | None) -> RuleState | None:
    """Return a rule with its lead apart if it is that of its next revision, or has its words.

    >>> from rolebook.identity.groups import RuleState
    >>> from rolebook.rfc2119 import Level
    >>> before = RuleState("Clerk", "Log", Level.MUST, "Each entry has: a date")
    >>> after = RuleState("Clerk", "Log", Level.MUST, "a date", lead="Entries have:")
    >>> split_like(before, after).lead
    'Each entry has:'
    """
    if not before or not after:
        return before
    for lead, text in _splits(before):
        if is_same(text, after.text) or is_same(lead, after.lead):
            return replace(before, lead=lead, text=text)
    return before


def _apart(group: Group, known_words: Collection[str], known_leads: Collection[str]) -> Group:
    if not any(":" in rule.text for rule in group.rules):
        return group
    begins = Counter(
        (rule.category, lead) for rule in group.rules for lead, _ in _splits(rule) if not rule.lead
    )
    rules: list[RuleState] = []
    for rule in group.rules:
        splits = list(_splits(rule))
        found = (
            [split for split in splits if words(split[1]) in known_words]
            or [split for split in splits if words(split[0]) in known_leads]
            or [split for split in splits if begins[rule.category, split[0]] > 1]
        )
        rules.append(replace(rule, lead=found[0][0], text=found[0][1]) if found else rule)
    return replace(group, rules=tuple(rules))


def _splits(rule: RuleState) -> Iterator[tuple[str, str]]:
    """Yield each (lead, words) that a text without a lead can be."""
    if rule.lead or ":" not in rule.text:
        return
    for end in _END_OF_LEAD.finditer(rule.text):
        yield rule.text[: end.end()].rstrip(), rule.text[end.end() :]
