"""Texts to grids and families: rules repeated for every category, and rules of several roles.

Templates are recognised by their words alone, text by text. Texts meet only where equal rows become
one family.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ..link.handbook import Family, SharedBlock
from ..words.names import slugify
from .grid import grid

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from ..link.handbook import Grid, Handbook, Row
    from ..model import Document, Requirement
    from ..rfc2119 import Level

__all__ = ["families", "grid", "shared_blocks", "with_families"]

# Two personas that share a rule may well have copied it by chance.
_FEWEST_PERSONAS = 3

_Twins = list[tuple[str, "Requirement"]]
"""Rules with the same level and words, each with the slug of its persona."""


def with_families(book: Handbook) -> Handbook:
    """Return a handbook with its grids, families and shared blocks."""
    grids: dict[str, Grid] = {}
    for text in book.texts:
        grid_of_text = grid(text)
        if grid_of_text:
            grids[text.slug] = grid_of_text
    return replace(
        book,
        grids=grids,
        families=families(grids),
        shared=shared_blocks(book.personas, grids.values()),
    )


def families(grids: Mapping[str, Grid]) -> tuple[Family, ...]:
    """Put equal rows of all texts together, by slug."""
    by_slug: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for text, grid_of_text in grids.items():
        for row in grid_of_text.rows:
            by_slug[row.family].append((text, row))
    families: list[Family] = []
    for slug, rows in sorted(by_slug.items()):
        _, first = rows[0]
        families.append(Family(slug, first.label, first.level, tuple(rows)))
    return tuple(families)


def shared_blocks(
    personas: Sequence[Document], grids: Iterable[Grid] = ()
) -> tuple[SharedBlock, ...]:
    """Return rules that are the same in three or more personas, by these personas and the category.

    Rules of a grid are left out: their families have them together already.
    """
    members: dict[tuple[tuple[str, ...], str], list[_Twins]] = defaultdict(list)
    for twins in _twins(personas, frozenset[str]().union(*(one.ids for one in grids))):
        slugs = tuple(dict.fromkeys(slug for slug, _ in twins))
        if len(slugs) >= _FEWEST_PERSONAS:
            _, first = twins[0]
            members[slugs, first.category.label].append(twins)
    numbers: Counter[str] = Counter()
    blocks: list[SharedBlock] = []
    for (slugs, label), rules in members.items():
        slug = slugify(label or "general")
        numbers[slug] += 1
        number = f"-{numbers[slug]}" if numbers[slug] > 1 else ""
        blocks.append(SharedBlock(slug + number, label, slugs, tuple(map(_ids, rules))))
    return tuple(blocks)


def _twins(personas: Iterable[Document], templates: Container[str]) -> Iterable[_Twins]:
    """Return the rules outside of templates, those with the same level and words together."""
    twins: dict[tuple[Level, str], _Twins] = defaultdict(list)
    for persona in personas:
        for rule in persona.own_rules:
            if rule.id not in templates:
                twins[rule.key].append((persona.slug, rule))
    return twins.values()


def _ids(twins: _Twins) -> tuple[str, ...]:
    return tuple(rule.id for _, rule in twins)
