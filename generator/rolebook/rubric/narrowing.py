"""Domains to what a change of theirs is about: their grid columns, and the rules that mention them.

A domain is a category. A rule of another category belongs to it, too, if it says a telling word of
the domain's title.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from ..input.files import OperatorError
from ..keywords import small_words
from ..words.names import did_you_mean, fold, slugify
from ..words.stems import base_form
from ..words.tokens import is_wide, tokens
from .classifying import classify, is_general
from .model import Domain, Visibility

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ..link.handbook import Grid, Row
    from ..model import Category, Document, Requirement
    from .model import Risk, Sighting

_SHORTEST_TELLING = 3
"""Letters of a word that can identify a domain; "a", "of" and "UI" occur everywhere."""
_CLOSE_ENOUGH = 0.6
"""Codes are short, so that one wrong letter of three is still worth a suggestion."""
_GENERIC_WORDS = (
    "and for the with design development implementation management handling processing "
    "optimization requirement rule system practice work general side"
)
_GENERIC = frozenset(base_form(word) for word in _GENERIC_WORDS.split())
_UNTITLED = "general"
"""How a command names the rules that are in no category."""


def domains(document: Document) -> tuple[Domain, ...]:
    """Return the categories of a document; headings with one code are one domain."""
    by_code: dict[str, Domain] = {}
    for category, rules in document.by_category:
        known = by_code.get(category.code)
        label = known.label if known else category.label
        count = len(rules) + (known.rules if known else 0)
        by_code[category.code] = Domain(category.code, label, count)
    return tuple(by_code.values())


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
        """Whether a rule is to be asked: it mentions a domain, or it is one for any change."""
        sighting = classify(rule)
        return is_for_any(rule, sighting) or self._mentions(rule, sighting)

    def mentions(self, rule: Requirement) -> bool:
        """Whether a rule is in a domain, names a telling word of its title, or risks it."""
        return self._mentions(rule, classify(rule))

    def _mentions(self, rule: Requirement, sighting: Sighting) -> bool:
        return self.has(rule.category) or not self.words.isdisjoint(_stems_of(rule, sighting))


class Mentioned:
    """Which of several domains rules mention.

    The words of a rule are looked up once for all domains: asking each domain about each of 18,560
    rules took 440,000 questions and 1.5 s, this takes 0.2 s.
    """

    def __init__(self, each_domain: Iterable[Touched]) -> None:
        self._by_code: defaultdict[str, list[int]] = defaultdict(list)
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for n, domain in enumerate(each_domain):
            for code in domain.codes:
                self._by_code[code].append(n)
            for word in domain.words:
                self._by_word[word].append(n)

    def by(self, rule: Requirement, sighting: Sighting) -> tuple[int, ...]:
        """Return the places of the domains that `Touched.mentions` is true of, in order."""
        found = set(self._by_code.get(rule.category.code, ()))
        for word in _stems_of(rule, sighting) & self._by_word.keys():
            found.update(self._by_word[word])
        return tuple(sorted(found))


def is_for_any(rule: Requirement, sighting: Sighting) -> bool:
    """Whether a rule concerns any change.

    Such are rules about the request, about work on any subject, and about harm that cannot be
    undone.
    """
    return (
        sighting.visibility is Visibility.REQUEST
        or sighting.is_grave
        or is_general(rule.category.title)
    )


def touched(document: Document, names: Iterable[str]) -> Touched:
    """Return the domains with these codes or titles; `API` also means `API-DES`, but not `APIX`.

    Raises:
        OperatorError: There is no such domain.
    """
    known = domains(document)
    named = list(chain.from_iterable(_named(known, name) for name in names))
    return about(named, document.language)


def about(touched_domains: Sequence[Domain], language: str = "") -> Touched:
    """Return what a change is about that touches these domains.

    Args:
        touched_domains: The domains.
        language: The language of their titles, whose small words tell nothing.
    """
    codes = frozenset(domain.code for domain in touched_domains)
    words = frozenset(chain.from_iterable(_stems(domain.label) for domain in touched_domains))
    small = {base_form(word) for word in small_words(language)}
    return Touched(codes, words - _GENERIC - small)


def narrowed(
    grid: Grid | None, codes: Collection[str] | None, *, without: Collection[str] = ()
) -> Grid | None:
    """Return a grid without some of its columns and rules; None if nothing is left.

    Args:
        grid: The grid.
        codes: Codes of the columns to keep; None for all.
        without: IDs of rules.
    """
    if grid is None or (codes is None and grid.ids.isdisjoint(without)):
        return grid
    keys = {column.key for column in grid.columns if codes is None or column.code in codes}
    all_rows = [_narrowed(row, keys, without) for row in grid.rows]
    rows = tuple(row for row in all_rows if row.cells)
    if not rows:
        return None
    used = set(chain.from_iterable(row.cells for row in rows))
    columns = tuple(column for column in grid.columns if column.key in used)
    return replace(grid, columns=columns, rows=rows)


def _narrowed(row: Row, keys: Collection[str], without: Collection[str]) -> Row:
    cells = {
        key: cell
        for key, cell in row.cells.items()
        if key in keys and cell.requirement not in without
    }
    return replace(row, cells=cells)


def _named(known: tuple[Domain, ...], name: str) -> list[Domain]:
    """Return the domains with a code, else with a title, else with all words in their title."""
    code, slug, words = name.strip().upper(), slugify(name), set(fold(name).split())
    with_code = [d for d in known if d.code == code or d.code.startswith(f"{code}-")]
    if with_code:
        return with_code
    with_title = [domain for domain in known if slugify(domain.label or _UNTITLED) == slug]
    if with_title:
        return with_title
    with_words = [d for d in known if words and words <= set(fold(d.label or _UNTITLED).split())]
    if with_words:
        return with_words
    names = chain.from_iterable((domain.code, domain.label) for domain in known)
    codes = ", ".join(domain.code for domain in known)
    help = did_you_mean(name, filter(None, names), _CLOSE_ENOUGH) or f"there are {codes}"
    raise OperatorError(f"no domain is called {name!r}; {help}")


def _stems_of(rule: Requirement, sighting: Sighting) -> frozenset[str]:
    """Return what a rule names, and what it risks."""
    named = _stems(rule.wording)
    return named | _risk_stems(sighting.risks) if sighting.risks else named


@cache
def _risk_stems(risks: tuple[Risk, ...]) -> frozenset[str]:
    return frozenset(base_form(word) for word in " ".join(risks).replace("-", " ").split())


@lru_cache(maxsize=1 << 14)
def _stems(text: str) -> frozenset[str]:
    return frozenset(
        base_form(word)
        for word in tokens(text.casefold())
        if len(word) >= _SHORTEST_TELLING or is_wide(word)
    )
