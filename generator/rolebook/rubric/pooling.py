"""A persona to all that could be asked of its changes: with it, a script narrows a rubric as `rubric` does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .authored import wishes
from .choosing import Nearness
from .classifying import classify
from .looking import Looking
from .narrowing import about, domains
from .records import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..link.handbook import Handbook
    from ..model import Document, Requirement
    from .choosing import Candidate
    from .records import Item


MOST_CHOOSABLE = 300
"""A script has no more to choose from, so that its data stay small; up to here it asks exactly what `rubric` asks."""


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
    alike: tuple[tuple[int, int], ...]
    """Other choosable ones by their place in the pool, and how alike they are, of 100."""
    answers: tuple[str, ...]
    """Ids of the rules that it would answer along, in the order of the source."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a rule goes if no item asks for it."""

    id: str
    level: str
    place: Place
    """As for any change."""
    column: str
    """Code of its column of the grid; empty outside."""
    near: tuple[int, ...]
    """Domains that it speaks of, by their place among all."""
    is_for_any: bool
    """Whether it concerns any change."""
    is_checkable: bool
    """Whether it can be answered from some change."""
    is_dropped: bool
    """Whether its author does not want it."""
    joins: bool
    """Whether an item may answer it along, where it is not asked itself."""


@dataclass(frozen=True, slots=True)
class Pool:
    """All that could be asked of the changes of one text."""

    choosable: tuple[Choosable, ...]
    """In the order of the source."""
    placings: tuple[Placing, ...]
    """Every rule, in the order of the source."""


def pool(book: Handbook, text: Document) -> Pool:
    """Return what can be asked of a text's changes, before any of it is chosen."""
    wanted = wishes(book, text)[0]
    looking = Looking(book, text, wanted)
    joining = {rule.id for rule in looking.others} | {one.rule.id for one in looking.able}
    rules = [one.rule for one in looking.found.values() if one.rule.id in joining]
    able = _best(looking.able)
    nearness = Nearness(rules)
    rank = {one.rule.id: n for n, one in enumerate(sorted(able, key=lambda one: one.order))}
    return Pool(
        tuple(
            Choosable(
                looking.item(one),
                one.score.points,
                tuple(sorted(one.things)),
                rank[one.rule.id],
                one.is_pinned,
                _alike(nearness, one, able),
                _answers(nearness, one, rules),
            )
            for one in able
        ),
        _placings(text, looking, frozenset(wanted.drops), joining),
    )


def _best(able: list[Candidate]) -> list[Candidate]:
    """Return the candidates a script chooses from: those that their author names, and the best of each domain."""
    if len(able) <= MOST_CHOOSABLE:
        return able
    by_domain: dict[str, list[Candidate]] = {}
    for one in sorted(able, key=lambda one: -one.score.points):
        by_domain.setdefault(one.domain, []).append(one)
    named = {one.rule.id: 0 for one in able if one.is_pinned or one.question or len(one.ids) > 1}
    place = {one.rule.id: n for found in by_domain.values() for n, one in enumerate(found)} | named
    kept = set(sorted(place, key=lambda id: place[id])[:MOST_CHOOSABLE])
    return [one for one in able if one.rule.id in kept]


def _alike(
    nearness: Nearness, one: Candidate, able: list[Candidate]
) -> tuple[tuple[int, int], ...]:
    found = (
        (n, nearness.alike(one.rule, other.rule))
        for n, other in enumerate(able)
        if other is not one
    )
    return tuple((n, alike) for n, alike in found if alike)


def _answers(nearness: Nearness, one: Candidate, rules: list[Requirement]) -> tuple[str, ...]:
    others = (rule for rule in rules if rule.id not in one.ids)
    return tuple(
        o.id for o in others if nearness.is_answered(o, one.rule, nearness.alike(one.rule, o))
    )


def _placings(
    text: Document, looking: Looking, dropped: frozenset[str], joining: set[str]
) -> tuple[Placing, ...]:
    each = [about([domain]) for domain in domains(text)]
    nothing = about(())
    columns = _columns(looking)
    return tuple(
        Placing(
            rule.id,
            rule.level,
            _place(rule, columns, dropped),
            columns.get(rule.id, ""),
            tuple(n for n, domain in enumerate(each) if domain.speaks_of(rule)),
            nothing.concerns(rule),
            rule.id in looking.checkable,
            rule.id in dropped,
            rule.id in joining,
        )
        for rule in text.requirements
    )


def _columns(looking: Looking) -> Mapping[str, str]:
    if looking.grid is None:
        return {}
    codes = {column.key: column.code for column in looking.grid.columns}
    return {
        cell.requirement: codes[key] for row in looking.grid.rows for key, cell in row.cells.items()
    }


def _place(rule: Requirement, columns: Mapping[str, str], dropped: frozenset[str]) -> Place:
    if rule.id in dropped:
        return Place.LIST
    if rule.id in columns:
        return Place.GRID
    return classify(rule).sight.place
