"""Levels of a career as headings: which sections are about one, and rows of several to one row.

Sections in, the name of a level for each; then skills and competences with their levels, one a row.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from ..model import CareerExamples, CareerLevel, Competence, Passage, PassageKind, Skill
from ..words.careers import level_of_heading
from .skill_levels import widest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..model.source import Span
    from .sections import Section

Row = TypeVar("Row", Skill, Competence)

_LEAST = 2
"""One heading called "Lead" may be anything; two with names of levels are levels."""


def levels_of(cut: Sequence[Section]) -> list[str]:
    """Return for each section the level that it is about; empty where it is about none.

    It is about one if a heading of its own or above names one, and a heading next to that names
    another one: "Junior" and "Senior" below "Skills".

    Args:
        cut: The sections of a file.
    """
    named = [level_of_heading(one.title) if one.key != "title" else "" for one in cut]
    others: dict[tuple[int, int], set[str]] = {}
    places = _places(cut)
    for place, name in zip(places, named, strict=True):
        if name:
            others.setdefault(place, set()).add(name.casefold())
    levels: list[str] = []
    for place, name in zip(places, named, strict=True):
        is_level = bool(name) and len(others[place]) >= _LEAST
        above = levels[place[0]] if place[0] >= 0 else ""
        levels.append(name if is_level else above)
    return levels


def _places(cut: Sequence[Section]) -> list[tuple[int, int]]:
    """Return for each section which one is above it, or -1, and how deep its heading is."""
    places: list[tuple[int, int]] = []
    above: list[tuple[int, int]] = []
    for number, section in enumerate(cut):
        depth = section.heading.level if section.heading else 0
        above = [one for one in above if depth and one[1] < depth and one[1]]
        places.append((above[-1][0] if above else -1, depth))
        above.append((number, depth))
    return places


def skill_at(skill: Skill, level: str) -> Skill:
    """Return a skill that is listed below the heading of a level, with what that asks for."""
    if skill.low is None or skill.by_level:
        return skill
    asked = CareerLevel(level, skill.low, skill.high or skill.low, skill.description)
    return replace(skill, by_level=(asked,))


def competence_at(competence: Competence, level: str) -> Competence:
    """Return a competence that is listed below the heading of a level."""
    return replace(competence, by_level=(CareerExamples(level, competence.examples),))


def one_row_each(
    skills: Iterable[Skill], competences: Iterable[Competence]
) -> tuple[list[Skill], list[Competence], list[Passage]]:
    """Return skills and competences that several levels list as one row each.

    The third value has the places of the rows that went into others.
    """
    spans: list[tuple[str, Span]] = []
    rows = _joined(skills, lambda one: one.code, _skill, lambda one: spans.append(("skills", one)))
    examples = _joined(
        competences,
        lambda one: one.name.casefold(),
        _competence,
        lambda one: spans.append(("competences", one)),
    )
    gone = [Passage(PassageKind.MARKUP, "", span, (), section) for section, span in spans]
    return rows, examples, gone


def _joined(
    rows: Iterable[Row],
    key: Callable[[Row], str],
    join: Callable[[Sequence[Row]], Row],
    tell: Callable[[Span], None],
) -> list[Row]:
    """Return rows, those of one key whose levels differ as one; and tell which went into others."""
    groups: dict[str, list[Row]] = {}
    alone: list[Row] = []
    for row in rows:
        group = groups.setdefault(key(row), [])
        taken = {one.name.casefold() for other in group for one in other.by_level}
        is_level = bool(row.by_level) and taken.isdisjoint(
            one.name.casefold() for one in row.by_level
        )
        if group and not is_level:
            alone.append(row)
            continue
        if group:
            tell(row.span)
        group.append(row)
    made: list[Row] = alone
    for group in groups.values():
        made.append(join(group) if len(group) > 1 else group[0])
    made.sort(key=_line)
    return made


def _line(row: Skill | Competence) -> int:
    return row.span.line


def _skill(rows: Sequence[Skill]) -> Skill:
    """Return the rows of one skill as one; what it asks for in general stays."""
    first = rows[0]
    by_level = tuple(level for row in rows for level in row.by_level)
    low, high = (first.low, first.high) if not first.by_level and first.low else widest(by_level)
    said = list(dict.fromkeys(row.description for row in rows if row.description))
    told = [f"{one.name}: {one.description.rstrip('.')}" for one in by_level if one.description]
    general = first.description if not first.by_level else ""
    if general or len(said) < _LEAST:
        by_level = tuple(replace(level, description="") for level in by_level)
    return replace(
        first,
        name=next((row.name for row in rows if row.name), ""),
        low=low,
        high=high,
        description="; ".join(filter(None, (general, *told))) if len(said) > 1 else "".join(said),
        by_level=by_level,
    )


def _competence(rows: Sequence[Competence]) -> Competence:
    examples = (example for row in rows for example in row.examples)
    return replace(
        rows[0],
        examples=tuple(dict.fromkeys(examples)),
        by_level=tuple(level for row in rows for level in row.by_level),
    )
