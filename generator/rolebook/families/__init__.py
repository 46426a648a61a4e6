"""Texts to grids and families: rules repeated for every category, and rules of several roles.

Templates are recognised by their words alone, text by text. Texts meet only where equal rows become
one family.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ..link.handbook import Family, SharedBlock
from ..model.remembering import remembered
from ..words.digests import digest
from ..words.names import slugify
from .grid import grid

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, MutableMapping, Sequence

    from ..link.handbook import Grid, Handbook, Row
    from ..model import Document, Requirement
    from ..rfc2119 import Level

__all__ = ["families", "grid", "key", "shared_blocks", "with_families"]
# Two personas that share a rule may well have copied it by chance.
_FEWEST_PERSONAS = 3

_Twins = list[tuple[str, "Requirement"]]
"""Rules with the same level and words, each with the slug of its persona."""


def with_families(book: Handbook, kept: MutableMapping[str, Grid | None] | None = None) -> Handbook:
    """Return a handbook with its grids, families and shared blocks.

    Args:
        book: The handbook.
        kept: The grids of texts by `key`, from earlier calls of this version of Rolebook; those of
            texts that are not there yet are added.
    """
    grids: dict[str, Grid] = {}
    for text in book.texts:
        grid_of_text = _grid(text, kept)
        if grid_of_text:
            grids[text.slug] = grid_of_text
    return replace(
        book,
        grids=grids,
        families=families(grids),
        shared=shared_blocks(book.personas, grids.values()),
    )


# With the grids of all texts but an edited one at hand, the families of 18,560 rules take 0.05 s.
def _grid(text: Document, kept: MutableMapping[str, Grid | None] | None) -> Grid | None:
    """Return the grid of a text, as it is kept if it is."""
    if kept is None:
        return _remembered(text)
    name = key(text)
    if name not in kept:
        kept[name] = grid(text)
    return kept[name]


_remembered = remembered(grid)


@remembered
def key(text: Document) -> str:
    """Return the key under which the grid of a text can be kept: equal for equal grids."""
    top = min((rule.span.line for rule in text.requirements), default=0)
    rules = [
        (
            *(rule.id, rule.level, rule.keyword, rule.inferred, rule.language, rule.statement),
            *(rule.text, rule.is_collaboration, rule.category.title, rule.category.code),
            *(rule.span.line - top, rule.span.column, rule.category.span.line - top),
            *(rule.span.last_line - top, rule.span.end_line > 0, rule.span.end_column),
        )
        for rule in text.requirements
    ]
    return digest((text.slug, text.name, text.language, rules))


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


@remembered
def _keys(text: Document) -> Sequence[tuple[tuple[Level, str], Requirement]]:
    return tuple((rule.key, rule) for rule in text.own_rules)


def _twins(personas: Iterable[Document], templates: Container[str]) -> Iterable[_Twins]:
    """Return the rules outside of templates, those with the same level and words together."""
    twins: dict[tuple[Level, str], _Twins] = defaultdict(list)
    for persona in personas:
        for key_of_rule, rule in _keys(persona):
            if rule.id not in templates:
                twins[key_of_rule].append((persona.slug, rule))
    return twins.values()


def _ids(twins: _Twins) -> tuple[str, ...]:
    return tuple(rule.id for _, rule in twins)
