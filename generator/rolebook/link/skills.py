"""Skills: cue phrases of a catalogue against the text of a requirement, and against its category at a lower weight."""

from __future__ import annotations

import difflib
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ..book import Evidence, Link, LinkKind
from ..diagnostics import Diagnostic
from ..model import Persona
from ..phrases import Phrases, without_contained
from ..taxonomy import concepts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model import Category, Document
    from ..phrases import Match

KINDS: Mapping[LinkKind, str] = {LinkKind.SKILL: "sfia", LinkKind.COMPETENCE: "esco"}
"""The framework that each kind of link leads to."""
_MOST = 3
"""Links of one kind that a requirement gets at most."""
_TEXT, _PER_CUE, _LISTED = 0.6, 0.15, 0.1
_CATEGORY = 0.4
"""Below `_TEXT`: however many words a heading shares with a skill, it never outranks the rule itself."""
_RETIRED = {"INAN": "DAAN", "BUAN": "BUSA", "CORE": "", "NTPL": "NTDS"}
"""Codes of earlier versions that SFIA 9 no longer has, and where their subject went."""
_CODE = re.compile(r"[A-Z]{4}")


def listed_codes(text: Document) -> frozenset[str]:
    """Return the codes in a persona's skills table; a link to one of them is a little stronger."""
    return frozenset(skill.code for skill in text.skills) if isinstance(text, Persona) else frozenset()


def links(text: str, category: Category, listed: frozenset[str]) -> Iterator[Link]:
    """Yield the skills and competences that a requirement speaks of; none where nothing speaks for one.

    Args:
        text: The requirement's words.
        category: Where it stands.
        listed: Codes in its persona's skills table.
    """
    for kind, framework in KINDS.items():
        found = _cues(framework, text)
        base = _TEXT
        place = "text"
        if not found:
            found, base, place = _cues(framework, category.label), _CATEGORY, "category"
        scored = [
            Link(
                kind,
                code,
                _score(base, words, is_listed=code in listed),
                tuple(Evidence(w, place) for w in words),
            )
            for code, words in found.items()
        ]
        yield from sorted(scored, key=lambda one: (-one.score, one.target))[:_MOST]


def check(personas: Sequence[Persona]) -> list[Diagnostic]:
    """Return what is wrong with the skills tables: unknown codes and names that belong to another code."""
    return [problem for persona in personas for problem in _check(persona)]


def _check(persona: Persona) -> Iterator[Diagnostic]:
    catalogue = concepts("sfia")
    for skill in persona.skills:
        known = catalogue.get(skill.code)
        # The bundled list is a part of SFIA: a well-formed code that is not in it may be right.
        if skill.code in _RETIRED or not _CODE.fullmatch(skill.code):
            yield Diagnostic("XR009", skill.span, f"{skill.code!r} is no code of SFIA 9", _did_you_mean(skill.code))
        elif known and skill.name and not is_same_name(skill.name, known.name):
            message = f"{skill.code} is {known.name!r} in SFIA 9, not {skill.name!r}"
            yield Diagnostic("XR010", skill.span, message, f"write {known.name!r}, or look for the code you mean")


def _did_you_mean(code: str) -> str:
    if _RETIRED.get(code):
        return f"SFIA 9 has {_RETIRED[code]} instead"
    near = difflib.get_close_matches(code, concepts("sfia"), 1, 0.7)
    return f"did you mean {near[0]}, {concepts('sfia')[near[0]].name}?" if near else ""


def is_same_name(written: str, official: str) -> bool:
    """Whether two names of a skill differ only in case, punctuation and "and".

    >>> is_same_name("Programming / Software Development", "Programming/software development")
    True
    """
    return [w for w in _letters(written) if w != "and"] == [w for w in _letters(official) if w != "and"]


def _letters(name: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in name.casefold()).split()


def _score(base: float, words: Sequence[str], *, is_listed: bool) -> float:
    step = _PER_CUE if base == _TEXT else 0.0
    return round(min(1.0, base + step * (len(words) - 1) + _LISTED * is_listed), 2)


@cache
def _phrases(framework: str) -> Phrases[str]:
    return Phrases((cue, code) for code, concept in concepts(framework).items() for cue in concept.cues)


@lru_cache(maxsize=1 << 16)
def _cues(framework: str, text: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words that speak for each code, without repeats."""
    matches: list[Match[str]] = without_contained(_phrases(framework).find(text))
    found: dict[str, dict[str, None]] = {}
    for match in matches:
        found.setdefault(match.payload, {})[text[match.start : match.end].casefold()] = None
    return {code: tuple(words) for code, words in found.items()}
