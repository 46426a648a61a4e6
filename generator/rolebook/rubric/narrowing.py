"""Names of domains to what a change of theirs is about: their columns of the grid, and the rules that speak of them.

A domain is a category. A rule of another category belongs to it, too, if it says a telling word of
the domain's title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ..input.files import OperatorError
from ..words.names import did_you_mean, fold, slugify
from ..words.phrases import stem
from .classifying import classify, is_general
from .records import Domain, Sight

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ..link.handbook import Grid, Row
    from ..model import Category, Document, Requirement

_WORD = re.compile(r"[^\W_]+")
_GENERIC_WORDS = (
    "and for the with design development implementation management handling processing optimization requirement rule "
    "system practice work general side"
)
_GENERIC = frozenset(stem(word) for word in _GENERIC_WORDS.split())


def domains(text: Document) -> tuple[Domain, ...]:
    """Return the categories of a text; headings with one code are one domain."""
    found: dict[str, Domain] = {}
    for category, rules in text.by_category:
        known = found.get(category.code)
        number = len(rules) + (known.rules if known else 0)
        found[category.code] = Domain(
            category.code, known.label if known else category.label or "General", number
        )
    return tuple(found.values())


@dataclass(frozen=True)
class Touched:
    """The domains that a change touches."""

    codes: frozenset[str]
    words: frozenset[str]
    """Stems of the telling words of their titles."""

    def has(self, category: Category) -> bool:
        """Whether a category is one of them."""
        return category.code in self.codes

    def concerns(self, rule: Requirement) -> bool:
        """Whether a rule is to be asked: it speaks of a domain, or it is one for any change.

        For any change are rules about the request, about work on any subject, and about harm that
        cannot be undone.
        """
        sighting = classify(rule)
        is_for_any = (
            sighting.sight is Sight.REQUEST or sighting.is_grave or is_general(rule.category.title)
        )
        return is_for_any or self.speaks_of(rule)

    def speaks_of(self, rule: Requirement) -> bool:
        """Whether a rule stands in a domain, or says a telling word of its title, or its risk is the domain."""
        risks = {stem(word) for risk in classify(rule).risks for word in risk.split()}
        return self.has(rule.category) or not self.words.isdisjoint(_stems(rule.text) | risks)


def touched(text: Document, names: Iterable[str]) -> Touched:
    """Return the domains with these codes or titles; `API` also means `API-DES`.

    Raises:
        OperatorError: There is no such domain.
    """
    every = domains(text)
    return about([domain for name in names for domain in _named(every, name)])


def about(found: Sequence[Domain]) -> Touched:
    """Return what a change is about that touches these domains."""
    words = {one for domain in found for one in _stems(domain.label)} - _GENERIC
    return Touched(frozenset(domain.code for domain in found), frozenset(words))


def narrowed(
    grid: Grid | None, codes: Collection[str] | None, *, without: Collection[str] = ()
) -> Grid | None:
    """Return a grid without some of its columns and rules; None if nothing is left.

    Args:
        grid: The grid.
        codes: Codes of the columns to keep; None for all.
        without: Ids of rules.
    """
    if grid is None or (codes is None and grid.ids.isdisjoint(without)):
        return grid
    keys = {column.key for column in grid.columns if codes is None or column.code in codes}
    rows = tuple(row for row in (_narrowed(row, keys, without) for row in grid.rows) if row.cells)
    used = {key for row in rows for key in row.cells}
    return (
        replace(grid, columns=tuple(c for c in grid.columns if c.key in used), rows=rows)
        if rows
        else None
    )


def _narrowed(row: Row, keys: Collection[str], without: Collection[str]) -> Row:
    cells = {
        key: cell
        for key, cell in row.cells.items()
        if key in keys and cell.requirement not in without
    }
    return replace(row, cells=cells)


def _named(every: tuple[Domain, ...], name: str) -> list[Domain]:
    code = name.strip().upper()
    found = [d for d in every if code == d.code or d.code.startswith(f"{code}-")]
    found = found or [d for d in every if slugify(name) == slugify(d.label)]
    found = found or [
        d
        for d in every
        if fold(name).split() and set(fold(name).split()) <= set(fold(d.label).split())
    ]
    if not found:
        known = [word for domain in every for word in (domain.code, domain.label)]
        codes = ", ".join(domain.code for domain in every)
        raise OperatorError(
            f"no domain is called {name!r}; {did_you_mean(name, known, 0.6) or f'there are {codes}'}"
        )
    return found


@lru_cache(maxsize=1 << 14)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _WORD.findall(text.casefold()) if len(word) > 2)
