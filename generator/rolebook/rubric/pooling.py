"""All that could be asked of a persona's changes; a script narrows it as `rubric` does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .author_choices import author_choices
from .candidates import Candidates
from .choosing import Nearness
from .classifying import classify
from .model import Outcome
from .narrowing import Subjects, is_for_any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..link.handbook import Handbook
    from ..model import Document, Requirement
    from .choosing import Candidate
    from .model import Item, Rubric, Sighting

# The data say how alike each pair is, so they grow with the square of their number. A persona of
# 466 rules, of which 48 can be answered, needs 95 kB; 300 leave room for one six times as large.
MOST_CHOOSABLE = 300
"""A script has at most this many to choose from; up to here it asks exactly what `rubric` asks."""
_NONE = -1
"""The place of no domain: duties are in none."""


@dataclass(frozen=True, slots=True)
class Choosable:
    """A rule that may be asked, for any change or for some."""

    item: Item
    points: int
    """Its score for any change."""
    things: tuple[str, ...]
    """What it names."""
    rank: int
    """Its place among all, in the order of a form."""
    is_pinned: bool
    row: str
    """Slug of the sentence that the persona repeats with it."""
    is_shared: bool
    """Whether it is asked in every change."""
    is_thin: bool
    """Whether it is only asked of a change that touches what it is about."""
    alike: tuple[tuple[int, int], ...]
    """Other choosable ones by their place in the pool, and how alike they are, of 100."""
    covers: tuple[str, ...]
    """IDs of the rules that it would cover, in the order of the source."""


@dataclass(frozen=True, slots=True)
class Unasked:
    """What becomes of a rule if no item covers it."""

    id: str
    level: str
    outcome: Outcome
    """As for any change."""
    column: str
    """Code of its column of the grid; empty outside."""
    about: int
    """The domain that it is about, by its place among all."""
    own: int
    """The domain that is its category."""
    is_for_any: bool
    """Whether it concerns any change."""
    is_checkable: bool
    """Whether it can be answered from some change."""
    is_dropped: bool
    """Whether its author does not want it asked."""
    joins: bool
    """Whether an item may cover it where it is not asked itself."""


@dataclass(frozen=True, slots=True)
class Pool:
    """All that could be asked of the changes of one document."""

    choosable: tuple[Choosable, ...]
    """In the order of the source."""
    rules: tuple[Unasked, ...]
    """Every rule, in the order of the source."""


def pool(book: Handbook, document: Document, rubric: Rubric | None = None) -> Pool:
    """Return what can be asked of a document's changes, before any of it is chosen.

    Args:
        book: The handbook.
        document: A persona or document of it.
        rubric: Its rubric for any change, where that is made already; saves a fifth of the time.
    """
    author, _ = author_choices(book, document)
    candidates = Candidates(book, document, author, rubric=rubric)
    joining = {rule.id for rule in candidates.others}
    joining |= {candidate.rule.id for candidate in candidates.askable}
    rules = [one.rule for one in candidates.by_id.values() if one.rule.id in joining]
    return Pool(
        tuple(_choosable(candidates, rules)),
        _unasked(document, candidates, frozenset(author.drops), joining),
    )


def _choosable(candidates: Candidates, rules: list[Requirement]) -> list[Choosable]:
    askable = _best(candidates.answerable)
    nearness = Nearness(rules)
    in_order = sorted(askable, key=lambda candidate: candidate.order)
    rank = {candidate.rule.id: n for n, candidate in enumerate(in_order)}
    found = []
    for candidate in askable:
        alike = nearness.alike(candidate.rule)
        found.append(
            Choosable(
                candidates.item(candidate),
                candidate.points,
                tuple(sorted(candidate.things)),
                rank[candidate.rule.id],
                candidate.is_pinned,
                candidate.row,
                candidates.is_shared(candidate),
                candidate.is_thin,
                _alike(candidate, askable, alike),
                _covered(nearness, candidate, rules, alike),
            )
        )
    return found


def _best(askable: list[Candidate]) -> list[Candidate]:
    """Return what a script chooses from: what the author names, and the best of each domain."""
    if len(askable) <= MOST_CHOOSABLE:
        return askable
    by_domain: dict[str, list[Candidate]] = {}
    for candidate in sorted(askable, key=lambda candidate: -candidate.points):
        by_domain.setdefault(candidate.domain, []).append(candidate)
    place: dict[str, int] = {}
    for of_domain in by_domain.values():
        place.update((candidate.rule.id, n) for n, candidate in enumerate(of_domain))
    place.update((candidate.rule.id, 0) for candidate in askable if not candidate.is_plain)
    kept = set(sorted(place, key=place.__getitem__)[:MOST_CHOOSABLE])
    return [candidate for candidate in askable if candidate.rule.id in kept]


def _alike(
    candidate: Candidate, askable: list[Candidate], alike: Mapping[str, int]
) -> tuple[tuple[int, int], ...]:
    return tuple(
        (n, alike[other.rule.id])
        for n, other in enumerate(askable)
        if other.rule.id in alike and other is not candidate
    )


def _covered(
    nearness: Nearness, candidate: Candidate, rules: list[Requirement], alike: Mapping[str, int]
) -> tuple[str, ...]:
    return tuple(
        rule.id
        for rule in rules
        if rule.id in alike
        and rule.id not in candidate.ids
        and nearness.is_covered(rule, candidate.rule, alike[rule.id])
    )


def _unasked(
    document: Document, candidates: Candidates, dropped: frozenset[str], joining: set[str]
) -> tuple[Unasked, ...]:
    subjects = Subjects(document)
    place = {domain.code: n for n, domain in enumerate(subjects.domains)}
    columns = _columns(candidates)
    rules: list[Unasked] = []
    for rule in document.requirements:
        sighting = classify(rule)
        rules.append(
            Unasked(
                rule.id,
                rule.level,
                _outcome(rule, sighting, columns, dropped),
                columns.get(rule.id, ""),
                about=place.get(subjects.of(rule), _NONE),
                own=place.get(rule.category.code, _NONE),
                is_for_any=is_for_any(rule, sighting),
                is_checkable=rule.id in candidates.checkable,
                is_dropped=rule.id in dropped,
                joins=rule.id in joining,
            )
        )
    return tuple(rules)


def _columns(candidates: Candidates) -> Mapping[str, str]:
    """Return the code of the column of each rule of the grid."""
    if candidates.grid is None:
        return {}
    codes = {column.key: column.code for column in candidates.grid.columns}
    columns: dict[str, str] = {}
    for row in candidates.grid.rows:
        for key, cell in row.cells.items():
            columns.update(dict.fromkeys(cell.rules, codes[key]))
    return columns


def _outcome(
    rule: Requirement, sighting: Sighting, columns: Mapping[str, str], dropped: frozenset[str]
) -> Outcome:
    if rule.id in dropped:
        return Outcome.LIST
    if rule.id in columns:
        return Outcome.GRID
    return sighting.visibility.outcome
