"""XR: codes, names and levels of skills, as the catalogues of a handbook have them."""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import TYPE_CHECKING

from ..model.diagnostics import Diagnostic, Severity
from ..model.source import Edit, Span
from .registry import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook
    from ..model import Skill
    from ..model.source import Source
    from ..taxonomy import Catalogue, Catalogues, Concept

_NEAR_NAME = 90
"""Likeness, of 100, from which an example is a misspelt name: one letter in ten may differ.

Most examples are not meant as a label, and the bundled part of ESCO has one in twelve.
"""
_NEAR_CODE = 0.7
"""Likeness, of 1, from which a code is probably meant: of four letters, one may differ."""


def _table(row: str) -> str:
    return (
        "# The Pilot\n\n## Traits\n- calm\n\n## SFIA\n\n"
        f"| Code | Skill | Level |\n|---|---|---|\n{row}\n"
    )


def _competences(examples: str) -> str:
    return (
        "# The Pilot\n\n## Traits\n- calm\n\n## Competences\n\n"
        f"| Category | Examples |\n|---|---|\n| Computers | {examples} |\n"
    )


_PROGRAMMING = "| PROG | Programming/software development | 3 |"


@check(
    code="XR009",
    name="unknown-skill-code",
    severity=Severity.ERROR,
    good=[_table(_PROGRAMMING)],
    bad=[_table("| ZZZ9 | Juggling | 3 |"), _table("| INAN | | 5 |"), _table("| PROGR | | 3 |")],
)
def unknown_skill_code(book: Handbook) -> Iterator[Diagnostic]:
    """Find codes that no catalogue has."""
    for skill, catalogue in _listed(book):
        # The bundled list is a part of SFIA: a well-formed code that is not in it may be right.
        if skill.code not in catalogue.concepts and not catalogue.may_have(skill.code):
            yield _unknown(skill, catalogue, book.catalogues)


def _listed(book: Handbook) -> Iterator[tuple[Skill, Catalogue]]:
    """Yield the skills that personas list, each with the catalogue that its code belongs to."""
    for persona in book.personas:
        for skill in persona.skills:
            catalogue = book.catalogues.owner(skill.code)
            if catalogue:
                yield skill, catalogue


def _unknown(skill: Skill, catalogue: Catalogue, catalogues: Catalogues) -> Diagnostic:
    title = catalogue.framework.title
    instead = catalogue.framework.retired.get(skill.code, "")
    near = None if instead else _near_code(skill.code, catalogues)
    return Diagnostic.of(
        "XR009",
        skill.span,
        _variant(instead, near),
        code=skill.code,
        title=title,
        instead=instead,
        near=near.code if near else "",
        name=near.name if near else "",
    )


def _variant(instead: str, near: Concept | None) -> str:
    if instead:
        return "replaced"
    return "near" if near else ""


def _near_code(code: str, catalogues: Catalogues) -> Concept | None:
    codes: dict[str, Concept] = {}
    for catalogue in reversed(list(catalogues)):
        if catalogue.framework.is_coded:
            codes |= catalogue.concepts
    matches = difflib.get_close_matches(code, codes, 1, _NEAR_CODE)
    return codes[matches[0]] if matches else None


def with_its_name(problem: Diagnostic, source: Source) -> Iterator[Edit]:
    """Write the name that the catalogue has for a code."""
    span = problem.span
    line = source.lines[span.line - 1]
    written = str(problem.values["written"])
    if line.count(written) == 1:
        start = line.index(written) + 1
        place = Span(span.path, span.line, start, span.line, start + len(written))
        yield Edit(place, str(problem.values["name"]))


@check(
    code="XR010",
    name="skill-name-mismatch",
    severity=Severity.WARNING,
    good=[_table(_PROGRAMMING)],
    bad=[_table("| PROG | Gardening | 3 |")],
    fix=with_its_name,
    is_safe=False,
)
def skill_name_mismatch(book: Handbook) -> Iterator[Diagnostic]:
    """Find skills that their catalogue calls something else."""
    from ..link.skills import is_same_name

    for skill, known, title in _known(book):
        if skill.name and not is_same_name(skill.name, known.name):
            yield Diagnostic.of(
                "XR010",
                skill.span,
                code=skill.code,
                name=known.name,
                title=title,
                written=skill.name,
            )


def _known(book: Handbook) -> Iterator[tuple[Skill, Concept, str]]:
    """Yield the listed skills that a catalogue has, with what it says and its title."""
    for skill, catalogue in _listed(book):
        concept = catalogue.concepts.get(skill.code)
        if concept:
            yield skill, concept, catalogue.framework.title


@check(
    code="XR011",
    name="level-out-of-range",
    severity=Severity.WARNING,
    good=[_table(_PROGRAMMING)],
    bad=[_table("| PROG | Programming/software development | 7 |")],
)
def level_out_of_range(book: Handbook) -> Iterator[Diagnostic]:
    """Find levels at which the catalogue does not define the skill."""
    from ..link.skills import levels_outside

    for skill, known, title in _known(book):
        levels = levels_outside(skill, known)
        if levels:
            yield Diagnostic.of(
                "XR011",
                skill.span,
                title=title,
                code=skill.code,
                levels=levels,
                defined=known.levels,
            )


_MOST_LEVELS = 3
"""Levels of a skill that one role can ask for: SFIA's levels are years apart."""


@check(
    code="XR017",
    name="wide-level-band",
    severity=Severity.NOTE,
    good=[_table("| PROG | Programming/software development | 3-5 |")],
    bad=[_table("| PROG | Programming/software development | 2-6 |")],
)
def wide_level_band(book: Handbook) -> Iterator[Diagnostic]:
    """Find skills for which a role asks at more levels than one person can be told apart by."""
    for skill, _, _ in _known(book):
        if skill.low is not None and skill.high is not None and not skill.by_level:
            count = skill.high - skill.low + 1
            if count > _MOST_LEVELS:
                yield Diagnostic.of(
                    "XR017", skill.span, code=skill.code, levels=skill.levels, count=count
                )


@check(
    code="XR012",
    name="unknown-competence",
    severity=Severity.NOTE,
    good=[_competences("computer programming, juggling")],
    bad=[_competences("computer programing")],
)
def unknown_competence(book: Handbook) -> Iterator[Diagnostic]:
    """Find examples of competences that are almost a name from a catalogue."""
    uncoded = [one for one in book.catalogues if not one.framework.is_coded]
    for persona in book.personas:
        for competence in persona.competences:
            for example in competence.examples:
                if not book.catalogues.competence(example):
                    for title, meant in _near_names(example, uncoded):
                        yield Diagnostic.of(
                            "XR012", competence.span, title=title, example=example, meant=meant
                        )


def _near_names(example: str, catalogues: list[Catalogue]) -> Iterator[tuple[str, str]]:
    for catalogue in catalogues:
        meant = _near_name(catalogue, example.casefold())
        if meant:
            yield catalogue.framework.title, meant


@lru_cache(maxsize=1 << 12)  # the examples of a large handbook, which every build repeats
def _near_name(catalogue: Catalogue, example: str) -> str:
    from rapidfuzz import fuzz, process

    match = process.extractOne(example, catalogue.names, scorer=fuzz.ratio, score_cutoff=_NEAR_NAME)
    concept = catalogue.named(match[0]) if match else None
    return concept.name if concept else ""
