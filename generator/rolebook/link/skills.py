"""The skills that personas list: which ones they are, and how they compare with a catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Persona

if TYPE_CHECKING:
    from ..model import Document, Skill
    from ..taxonomy import Catalogues, Concept


def listed_skills(text: Document, catalogues: Catalogues) -> frozenset[tuple[str, str]]:
    """Return framework and code of the skills that a persona lists."""
    if not isinstance(text, Persona):
        return frozenset()
    names: list[str] = []
    for row in text.competences:
        names += (row.name, *row.examples)
    concepts = [
        *(catalogues.of(skill.code) for skill in text.skills),
        *map(catalogues.competence, names),
    ]
    return frozenset((concept.framework, concept.code) for concept in concepts if concept)


def levels_outside(skill: Skill, known: Concept) -> str:
    """Return the levels asked for at which a skill is not defined: `2`, `1–2, 7`, or nothing."""
    if known.low is None or known.high is None or skill.low is None:
        return ""
    high = skill.high or skill.low
    below = _range(skill.low, min(high, known.low - 1))
    above = _range(max(skill.low, known.high + 1), high)
    return ", ".join(filter(None, (below, above)))


def _range(low: int, high: int) -> str:
    if low > high:
        return ""
    return f"{low}" if low == high else f"{low}–{high}"


def is_same_name(written: str, official: str) -> bool:
    """Whether two names of a skill differ only in case, punctuation and "and".

    >>> is_same_name("Programming / Software Development", "Programming/software development")
    True
    """
    return _telling_words(written) == _telling_words(official)


def _telling_words(name: str) -> list[str]:
    letters = "".join(char if char.isalnum() else " " for char in name.casefold())
    return [word for word in letters.split() if word != "and"]
