"""A text to its repeated blocks: the very same sentences under several headings.

They are no template, because nothing in them is about their heading: to change one is to change
them all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from ..model import Category, Document, Requirement
    from ..rfc2119 import Level

FEWEST_HEADINGS = 3
"""A sentence under two headings may be there by chance; see `clusters.FEWEST_CATEGORIES`."""


@dataclass(frozen=True, slots=True)
class PastedBlock:
    """Sentences that are under the same headings."""

    headings: tuple[Category, ...]
    rules: tuple[tuple[Requirement, ...], ...]
    """For each sentence its rules, in the order of the headings."""


def sentence(rule: Requirement) -> tuple[Level, str]:
    """Return what a rule says, without emphasis, case and full stop."""
    return rule.level, rule.statement.casefold().replace("*", "").rstrip(" .")


def pasted_blocks(text: Document, templates: Container[str] = ()) -> list[PastedBlock]:
    """Return the sentences that a text has under three or more headings, by these headings.

    Args:
        text: The persona or document.
        templates: IDs of rules that are left out, because a grid shows them.
    """
    by_sentence: dict[tuple[Level, str], dict[Category, Requirement]] = defaultdict(dict)
    for rule in text.requirements:
        if rule.category.title and rule.id not in templates:
            by_sentence[sentence(rule)].setdefault(rule.category, rule)
    by_headings: dict[tuple[Category, ...], list[tuple[Requirement, ...]]] = defaultdict(list)
    for rules in by_sentence.values():
        if len(rules) >= FEWEST_HEADINGS:
            by_headings[tuple(rules)].append(tuple(rules.values()))
    return [PastedBlock(headings, tuple(rules)) for headings, rules in by_headings.items()]


def is_pasted(sentences: Iterable[object]) -> bool:
    """Whether most rules of a row say the very same sentence, so that the row is no template."""
    counts = Counter(sentences)
    most = max(counts.values(), default=0)
    return most >= FEWEST_HEADINGS and 2 * most > counts.total()
