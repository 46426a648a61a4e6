"""Skills: cue phrases of a catalogue against the text of a requirement, and against its category at a lower weight."""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import TYPE_CHECKING

from ..book import Evidence, Link, LinkKind
from ..diagnostics import Diagnostic
from ..model import Persona
from ..phrases import Phrases, without_contained

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..model import Category, Document, Skill
    from ..phrases import Match
    from ..taxonomy import Catalogue, Catalogues, Concept

_MOST = 3
"""Links to one framework that a requirement gets at most."""
_TEXT, _PER_CUE, _LISTED = 0.6, 0.15, 0.1
_CATEGORY = 0.4
"""Below `_TEXT`: however many words a heading shares with a skill, it never outranks the rule itself."""


def listed_codes(text: Document) -> frozenset[str]:
    """Return the codes in a persona's skills table; a link to one of them is a little stronger."""
    return frozenset(skill.code for skill in text.skills) if isinstance(text, Persona) else frozenset()


def links(catalogues: Catalogues, text: str, category: Category, listed: frozenset[str]) -> Iterator[Link]:
    """Yield the skills and competences that a requirement speaks of; none where nothing speaks for one.

    Args:
        catalogues: The skills there are.
        text: The requirement's words.
        category: Where it stands.
        listed: Codes in its persona's skills table.
    """
    for catalogue in catalogues:
        found = _cues(catalogue, text)
        base = _TEXT
        place = "text"
        if not found:
            found, base, place = _cues(catalogue, category.label), _CATEGORY, "category"
        scored = [
            Link(
                LinkKind(catalogue.framework.kind),
                code,
                _score(base, words, is_listed=code in listed),
                tuple(Evidence(w, place) for w in words),
                catalogue.framework.key,
            )
            for code, words in found.items()
        ]
        yield from sorted(scored, key=lambda one: (-one.score, one.target))[:_MOST]


def check(personas: Sequence[Persona], catalogues: Catalogues) -> list[Diagnostic]:
    """Return what is wrong with the skills tables: unknown codes, names of another code, levels that do not exist."""
    return [
        problem
        for persona in personas
        for skill in persona.skills
        for catalogue in [catalogues.home(skill.code)]
        if catalogue
        for problem in _check(skill, catalogue, catalogues)
    ]


def _check(skill: Skill, catalogue: Catalogue, catalogues: Catalogues) -> Iterator[Diagnostic]:
    known = catalogue.concepts.get(skill.code)
    title = catalogue.framework.title
    if known is None:
        # The bundled list is a part of SFIA: a well-formed code that is not in it may be right.
        if not catalogue.may_have(skill.code):
            message = f"{skill.code!r} is no code of {title}"
            yield Diagnostic("XR009", skill.span, message, _did_you_mean(skill.code, catalogue, catalogues))
        return
    if skill.name and not is_same_name(skill.name, known.name):
        message = f"{skill.code} is {known.name!r} in {title}, not {skill.name!r}"
        yield Diagnostic("XR010", skill.span, message, f"write {known.name!r}, or look for the code you mean")
    wrong = levels_outside(skill, known)
    if wrong:
        message = f"{skill.code} is not defined at level {wrong} in {title}"
        yield Diagnostic("XR011", skill.span, message, f"it is defined at {known.levels}")


def levels_outside(skill: Skill, known: Concept) -> str:
    """Return the levels asked for at which a skill is not defined: `2`, `1–2`, or nothing."""
    if known.low is None or known.high is None or skill.low is None:
        return ""
    high = skill.high or skill.low
    outside = [level for level in range(skill.low, high + 1) if not known.low <= level <= known.high]
    return ", ".join(map(str, outside))


def _did_you_mean(code: str, catalogue: Catalogue, catalogues: Catalogues) -> str:
    instead = catalogue.framework.retired.get(code)
    if instead:
        return f"{catalogue.framework.title} has {instead} instead"
    codes = {
        code: concept
        for one in reversed(list(catalogues))
        if one.framework.is_coded
        for code, concept in one.concepts.items()
    }
    near = difflib.get_close_matches(code, codes, 1, 0.7)
    return f"did you mean {near[0]}, {codes[near[0]].name}?" if near else ""


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


@lru_cache(maxsize=16)
def _phrases(catalogue: Catalogue) -> Phrases[str]:
    return Phrases((cue, code) for code, concept in catalogue.concepts.items() for cue in concept.cues)


@lru_cache(maxsize=1 << 16)
def _cues(catalogue: Catalogue, text: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words that speak for each code, without repeats."""
    matches: list[Match[str]] = without_contained(_phrases(catalogue).find(text))
    found: dict[str, dict[str, None]] = {}
    for match in matches:
        found.setdefault(match.payload, {})[text[match.start : match.end].casefold()] = None
    return {code: tuple(words) for code, words in found.items()}
