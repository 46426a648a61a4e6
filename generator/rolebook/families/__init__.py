"""Texts to grids and families: rules that repeat one sentence for every category, and rules of many roles.

Templates are found by their words alone. Nothing is known here about skills or pages; texts are
mined one by one, and meet only where equal rows become one family.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ..link.handbook import Family, SharedBlock
from ..words.names import slugify
from .grid import grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..link.handbook import Grid, Handbook, Row
    from ..model import Document, Requirement
    from ..rfc2119 import Level

__all__ = ["families", "grid", "shared_blocks", "with_families"]

_FEWEST_PERSONAS = 3


def with_families(book: Handbook) -> Handbook:
    """Return a handbook that knows its grids, families and shared blocks."""
    grids = {text.slug: found for text in book.texts if (found := grid(text))}
    return replace(
        book,
        grids=grids,
        families=families(grids),
        shared=shared_blocks(book.personas, grids.values()),
    )


def families(grids: Mapping[str, Grid]) -> tuple[Family, ...]:
    """Put equal rows of all texts together, by slug."""
    found: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for slug, one in grids.items():
        for row in one.rows:
            found[row.family].append((slug, row))
    return tuple(
        Family(slug, rows[0][1].label, rows[0][1].level, tuple(rows))
        for slug, rows in sorted(found.items())
    )


def shared_blocks(
    personas: Sequence[Document], grids: Iterable[Grid] = ()
) -> tuple[SharedBlock, ...]:
    """Return rules that stand word for word in three personas or more, by the set of personas and the category.

    Rules of a grid are left out: their families have them together already.
    """
    templates = frozenset[str]().union(*(one.ids for one in grids))
    twins: dict[tuple[Level, str], list[tuple[str, Requirement]]] = defaultdict(list)
    for persona in personas:
        for rule in persona.rules:
            if rule.id not in templates:
                twins[rule.key].append((persona.slug, rule))
    blocks: dict[tuple[tuple[str, ...], str], list[list[tuple[str, Requirement]]]] = defaultdict(
        list
    )
    for found in twins.values():
        slugs = tuple(dict.fromkeys(slug for slug, _ in found))
        if len(slugs) >= _FEWEST_PERSONAS:
            blocks[slugs, found[0][1].category.label].append(found)
    numbers: Counter[str] = Counter()
    made: list[SharedBlock] = []
    for (slugs, label), rules in blocks.items():
        slug = slugify(label or "general")
        numbers[slug] += 1
        number = f"-{numbers[slug]}" if numbers[slug] > 1 else ""
        made.append(
            SharedBlock(
                slug + number,
                label,
                slugs,
                tuple(tuple(rule.id for _, rule in found) for found in rules),
            )
        )
    return tuple(made)
