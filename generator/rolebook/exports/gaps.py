"""Skills that roles list against what their rules ask for, as a table and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from ..views.gaps import skill_gaps
from .tables import csv_bytes, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook
    from ..model import Persona
    from ..views.gaps import Ask, SkillGap

COLUMNS = (
    "persona", "kind", "framework", "code", "name", "low", "high", "rules", "path", "line",
)  # fmt: skip
SCHEMA = 1
"""Number of the format of the JSON; it goes up when a field changes its meaning."""


def gaps_csv(book: Handbook) -> bytes:
    """Return a row for each skill that a role lists or that its rules ask for; see `csv_bytes`."""
    return csv_bytes(COLUMNS, (_cells(persona, row) for persona, row in _rows(book)))


def gaps_json(book: Handbook) -> bytes:
    """Return the same as JSON in UTF-8, with the words that make each rule ask for the skill."""
    data = {
        "format": "rolebook-gaps",
        "schema": SCHEMA,
        "gaps": [_record(persona, row) for persona, row in _rows(book)],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def _rows(book: Handbook) -> Iterator[tuple[Persona, SkillGap]]:
    for persona in book.personas:
        for row in skill_gaps(book, persona):
            yield persona, row


def _cells(persona: Persona, row: SkillGap) -> Iterator[str]:
    skill = row.skill
    yield persona.slug
    yield row.kind.value
    yield row.concept.framework if row.concept else ""
    yield row.code
    yield row.name
    yield str(skill.low or "") if skill else ""
    yield str(skill.high or "") if skill else ""
    yield joined(ask.rule.id for ask in row.asks)
    yield skill.span.path if skill else ""
    yield str(skill.span.line) if skill else ""


def _record(persona: Persona, row: SkillGap) -> dict[str, Any]:
    skill = row.skill
    return {
        "persona": persona.slug,
        "kind": row.kind.value,
        "framework": row.concept.framework if row.concept else "",
        "code": row.code,
        "name": row.name,
        "low": skill.low if skill else None,
        "high": skill.high if skill else None,
        "rules": [_rule(ask) for ask in row.asks],
        "source": {"path": skill.span.path, "line": skill.span.line} if skill else None,
    }


def _rule(ask: Ask) -> dict[str, Any]:
    return {
        "id": ask.rule.id,
        "score": ask.link.score,
        "evidence": [{"words": one.words, "place": one.place.value} for one in ask.link.evidence],
    }
