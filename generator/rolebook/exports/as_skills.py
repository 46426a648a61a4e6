"""One row for each skill of a role, with a column for each level of a career."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ..words.careers import levels_in_order
from .tables import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..link.handbook import Handbook
    from ..model import Persona, Skill

COLUMNS = (
    "persona", "role", "code", "name", "official_name", "low", "high", "description", "path",
    "line",
)  # fmt: skip
"""The columns of every handbook; those of its levels come behind them."""


def skills_csv(book: Handbook) -> bytes:
    """Return the skills of all roles as CSV; see `csv_bytes`.

    Behind the columns that are always there is one for each level of a career that any role has,
    the lowest first. A cell is empty where the level doesn't need the skill.
    """
    levels = career_levels(book.personas)
    rows = (
        _row(book, persona, skill, levels) for persona in book.personas for skill in persona.skills
    )
    return csv_bytes((*COLUMNS, *levels), rows)


def career_levels(personas: Sequence[Persona]) -> tuple[str, ...]:
    """Return the levels of a career that the skills of some roles name, the lowest first."""
    skills = chain.from_iterable(persona.skills for persona in personas)
    return levels_in_order(level.name for skill in skills for level in skill.by_level)


def _row(book: Handbook, persona: Persona, skill: Skill, levels: Sequence[str]) -> Iterator[str]:
    known = book.catalogues.of(skill.code)
    yield persona.slug
    yield persona.name
    yield skill.code
    yield skill.name
    yield known.name if known else ""
    yield str(skill.low or "")
    yield str(skill.high or "")
    yield skill.description
    yield skill.span.path
    yield str(skill.span.line)
    for level in levels:
        asked = skill.at(level)
        yield asked.levels if asked else ""
