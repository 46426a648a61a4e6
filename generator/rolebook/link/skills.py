"""The skills that personas list: which ones they are, and what is wrong with them."""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from ..model import Persona
from ..model.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import Competence, Document, Skill
    from ..taxonomy import Catalogue, Catalogues, Concept

_NEAR = 90
"""From which likeness on, of 100, an example of a competence is taken for a misspelt name."""


def listed_skills(text: Document, catalogues: Catalogues) -> frozenset[tuple[str, str]]:
    """Return framework and code of the skills that a persona lists; a link to one of them is a little stronger."""
    if not isinstance(text, Persona):
        return frozenset()
    named = (
        catalogues.competence(example)
        for row in text.competences
        for example in (row.name, *row.examples)
    )
    concepts = [*(catalogues.of(skill.code) for skill in text.skills), *named]
    return frozenset((concept.framework, concept.code) for concept in concepts if concept)


def check(personas: Sequence[Persona], catalogues: Catalogues) -> list[Diagnostic]:
    """Return what is wrong with the skills that personas list: codes, names, levels and misspelt competences."""
    problems: list[Diagnostic] = []
    for persona in personas:
        for skill in persona.skills:
            catalogue = catalogues.owner(skill.code)
            problems += _check_skill(skill, catalogue, catalogues) if catalogue else []
        for competence in persona.competences:
            problems += _check_competence(competence, catalogues)
    return problems


def _check_skill(
    skill: Skill, catalogue: Catalogue, catalogues: Catalogues
) -> Iterator[Diagnostic]:
    known = catalogue.concepts.get(skill.code)
    title = catalogue.framework.title
    if known is None:
        # The bundled list is a part of SFIA: a well-formed code that is not in it may be right.
        if not catalogue.may_have(skill.code):
            message = f"{skill.code!r} is no code of {title}"
            yield Diagnostic(
                "XR009", skill.span, message, _did_you_mean(skill.code, catalogue, catalogues)
            )
        return
    if skill.name and not is_same_name(skill.name, known.name):
        message = f"{skill.code} is {known.name!r} in {title}, not {skill.name!r}"
        yield Diagnostic(
            "XR010", skill.span, message, f"write {known.name!r}, or look for the code you mean"
        )
    wrong = levels_outside(skill, known)
    if wrong:
        message = f"{skill.code} is not defined at level {wrong} in {title}"
        yield Diagnostic("XR011", skill.span, message, f"it is defined at {known.levels}")


def levels_outside(skill: Skill, known: Concept) -> str:
    """Return the levels asked for at which a skill is not defined: `2`, `1–2, 7`, or nothing."""
    if known.low is None or known.high is None or skill.low is None:
        return ""
    high = skill.high or skill.low
    below, above = (skill.low, min(high, known.low - 1)), (max(skill.low, known.high + 1), high)
    return ", ".join(
        f"{low}" if low == high else f"{low}–{high}" for low, high in (below, above) if low <= high
    )


def _check_competence(competence: Competence, catalogues: Catalogues) -> Iterator[Diagnostic]:
    # Most examples are not meant as a label, and the bundled part of ESCO has one in twelve: only
    # what is almost one is reported.
    for example in competence.examples:
        if not catalogues.competence(example):
            for catalogue in (one for one in catalogues if not one.framework.is_coded):
                near = _near_name(catalogue, example.casefold())
                if near:
                    message = f"{example!r} is no name of {catalogue.framework.title}"
                    yield Diagnostic("XR012", competence.span, message, f"did you mean {near!r}?")


@lru_cache(maxsize=1 << 12)
def _near_name(catalogue: Catalogue, example: str) -> str:
    found = process.extractOne(example, catalogue.names, scorer=fuzz.ratio, score_cutoff=_NEAR)
    concept = catalogue.named(found[0]) if found else None
    return concept.name if concept else ""


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
    return [w for w in _letters(written) if w != "and"] == [
        w for w in _letters(official) if w != "and"
    ]


def _letters(name: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in name.casefold()).split()
