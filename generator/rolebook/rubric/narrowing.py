"""Domains to what a change of theirs is about: their grid columns, and the rules that mention them.

A domain is a category. A rule of another category is about it if it says a telling word of the
domain's title.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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
from .model import Domain, Risk, Visibility
from .reading_change import ReadChange, meant_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..input.change import Change
    from ..link.handbook import Cell, Grid, Row
    from ..model import Document, Requirement
    from .model import Sighting

_SHORTEST_TELLING = 3
"""Letters of a word that can identify a domain; "a", "of" and "UI" occur everywhere."""
_CLOSE_ENOUGH = 0.6
"""Codes are short, so that one wrong letter of three is still worth a suggestion."""
_GENERIC_WORDS = (
    "and for the with design development implementation management handling processing "
    "optimization requirement rule system practice work method general side data code software "
    "service team"
)
_GENERIC = frozenset(base_form(word) for word in _GENERIC_WORDS.split())
_OF_ANY_TITLE = frozenset(base_form(word) for word in ("requirement", "rule", "work", "method"))
"""What tells nothing even in a title without other words, such as "Data Processing"."""
_OF_DOMAIN = 2
"""Points of a rule about a domain that the change touches."""
_OF_CHANGE = 8
"""Points of a rule all whose words the change says."""
_SPOKEN_OF = 0.4
"""Share of a rule's words that a change says if the rule is about it."""
_MENTIONED = 0.15
"""The same for a rule about a domain that the change touches."""
_NAMED = 0.4
"""How much a change is about the title of a domain that it touches, of 1, at least."""
_BESIDE_MOST = 0.5
"""And of how much it is about the domain that it is most about."""
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


class Subjects:
    """Which domain each rule of a document is about.

    A rule of "API Design" that validates tokens is about "Authentication", if the document has such
    a domain. Each rule is about one, so that two domains ask different questions.
    """

    def __init__(self, document: Document) -> None:
        self.domains = domains(document)
        small = {base_form(word) for word in small_words(document.language)} | _GENERIC
        telling = {domain.code: title_stems(domain.label) - small for domain in self.domains}
        self.words = {
            domain.code: telling[domain.code] or title_stems(domain.label) - _OF_ANY_TITLE
            for domain in self.domains
        }
        """Stems of the words of their titles by which a change is about them, by code."""
        of_word: defaultdict[str, list[str]] = defaultdict(list)
        for code, words in telling.items():
            for word in words:
                of_word[word].append(code)
        # "API" tells nothing between "API Design" and "API Development".
        self._code_of = {word: codes[0] for word, codes in of_word.items() if len(codes) == 1}
        self._rules_with: Counter[str] = Counter()
        for rule in document.requirements:
            self._rules_with.update(title_stems(rule.wording) & self._code_of.keys())

    def of(self, rule: Requirement) -> str:
        """Return the code of the domain that a rule is about: its category, unless it says more.

        The rarest word of a title tells most; where there is none, what the rule risks tells.
        """
        named = title_stems(rule.wording) & self._code_of.keys()
        if not named:
            named = self._endangered(rule)
        if not named:
            return rule.category.code
        return self._code_of[min(named, key=lambda word: (self._rules_with[word], word))]

    def _endangered(self, rule: Requirement) -> frozenset[str]:
        """Return the words of titles that say what a rule protects."""
        risks = classify(rule).risks
        # "Check the caller's permission" is about security, and more so about authorization.
        meant = meant_by(title_stems(rule.wording)) if Risk.SECURITY in risks else frozenset[str]()
        return meant & self._code_of.keys() or _risk_stems(risks) & self._code_of.keys()


@dataclass(frozen=True)
class Touched:
    """The domains that a change touches."""

    codes: frozenset[str]
    subjects: Subjects
    said: frozenset[str] = frozenset()
    """Codes of those that only the words of the change name."""
    read: ReadChange | None = None
    """What the change says, where it is known."""
    loudest: tuple[str, ...] = ()
    """The codes in the order of how much the lines of the change are about each."""

    def is_about(self, rule: Requirement) -> bool:
        """Whether a rule is about one of them, or about what the change says."""
        subject = self.subjects.of(rule)
        if subject in self.codes and subject not in self.said:
            return True
        is_near = not self.said.isdisjoint((subject, rule.category.code))
        return self._share(rule) >= (_MENTIONED if is_near else _SPOKEN_OF)

    def says_something(self, document: Document) -> bool:
        """Whether the change touches a domain, or is about a rule."""
        return bool(self.codes) or any(map(self.is_about, document.requirements))

    def is_read_in(self, rule: Requirement) -> bool:
        """Whether the lines of the change are about the domain of a rule, or what it is about."""
        return self.read is not None and not self.codes.isdisjoint(
            (self.subjects.of(rule), rule.category.code)
        )

    def points(self, rule: Requirement) -> int:
        """Return what the change adds to the points of a rule, from 0 to 6."""
        in_domain = _OF_DOMAIN if self.subjects.of(rule) in self.codes else 0
        return in_domain + round(_OF_CHANGE * self._share(rule))

    def _share(self, rule: Requirement) -> float:
        return self.read.is_about(rule) if self.read else 0.0

    def has(self, rule: Requirement) -> bool:
        """Whether a rule is about one of them, or in one."""
        return self.is_about(rule) or (self.read is None and rule.category.code in self.codes)

    def concerns(self, rule: Requirement) -> bool:
        """Whether a rule may be asked of the change."""
        return self.has(rule) or is_for_any(rule, classify(rule))


def has_domain(document: Document, name: str) -> bool:
    """Whether a document has a domain with this code or title."""
    try:
        return bool(touched(document, [name]).codes)
    except OperatorError:
        return False


def read_from(change: Change, document: Document, names: Iterable[str] = ()) -> Touched:
    """Return the domains that the files and lines of a change touch, and those that are named.

    Raises:
        OperatorError: There is no domain of a name.
    """
    named = touched(document, names)
    read = ReadChange(change, document.requirements)
    shares = {code: read.names(words) for code, words in named.subjects.words.items()}
    least = max(_NAMED, _BESIDE_MOST * max(shares.values(), default=0))
    said = {code for code, share in shares.items() if share >= least} - named.codes
    codes = named.codes | said
    loudest = sorted(codes, key=lambda code: (code not in named.codes, -shares[code], code))
    return replace(named, codes=codes, said=frozenset(said), read=read, loudest=tuple(loudest))


def is_for_any(rule: Requirement, sighting: Sighting) -> bool:
    """Whether a rule concerns any change.

    Such are rules about the text of the request, and about harm that cannot be undone in work on
    any subject.
    """
    if sighting.visibility is Visibility.REQUEST:
        return True
    return sighting.is_grave and is_general(rule.category.title)


def touched(document: Document, names: Iterable[str]) -> Touched:
    """Return the domains with these codes or titles; `API` also means `API-DES`, but not `APIX`.

    Raises:
        OperatorError: There is no such domain.
    """
    subjects = Subjects(document)
    named = chain.from_iterable(_named(subjects.domains, name) for name in names)
    return Touched(frozenset(domain.code for domain in named), subjects)


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
    cells: dict[str, Cell] = {}
    for key, cell in row.cells.items():
        rules = [id for id in cell.rules if id not in without]
        if key in keys and rules:
            cells[key] = replace(cell, requirement=rules[0], also=tuple(rules[1:]))
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


@cache
def _risk_stems(risks: tuple[Risk, ...]) -> frozenset[str]:
    return frozenset(base_form(word) for word in " ".join(risks).replace("-", " ").split())


@lru_cache(maxsize=1 << 14)
def title_stems(text: str) -> frozenset[str]:
    """Return the words of a text that can identify a domain, by their stems."""
    return frozenset(
        base_form(word)
        for word in tokens(text.casefold())
        if len(word) >= _SHORTEST_TELLING or is_wide(word)
    )
