"""Skills: cue phrases of a catalogue against the text of a requirement, and against its category at a lower weight."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from ..book import Evidence, Link, LinkKind
from ..cues import Cues
from ..diagnostics import Diagnostic
from ..model import Persona
from ..taxonomy import bundled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..cues import Found
    from ..model import Category, Competence, Document, Skill
    from ..taxonomy import Catalogue, Catalogues, Concept

VAR='B'
FOL=2.0
INH='2'
WL=0.5
_NEAR = 90
"""From which likeness on, of 100, an example of a competence is taken for a misspelt name."""
_MOST = 3
"""Links to one framework that a requirement gets at most."""
_NEXT = 0.1
"""How far below the strongest link another one may be."""
_ENOUGH, _HEADING = 1.0, 0.5
"""What must speak for a skill: one strong cue, two weak ones, or a weak one and the heading."""
_HINTED = 0.5
_ENOUGH_ELSE = 1.7
PERS=2.5
_PEOPLE = re.compile(
    r"\b(?:people|care|wellbeing|well-being|human|together|conduct|manners?|behaviou?r|discretion|attitude|culture"
    r"|courtesy|character|respect|kindness|agents?|ai|assistants?)\b",
    re.IGNORECASE,
)
_AGENT = re.compile(r"\b(?:an|the|its?|each|every) (?:ai )?(?:agent|assistant|copilot|chatbot)\b", re.IGNORECASE)
_TEXT, _PER_CUE, _LISTED, _SUPPORTED = 0.6, 0.1, 0.2, 0.05
_CATEGORY = 0.4
"""Below `_TEXT`: however many words a heading shares with a skill, it never outranks the rule itself."""


def listed_skills(text: Document, catalogues: Catalogues) -> frozenset[tuple[str, str]]:
    """Return framework and code of the skills that a persona lists; a link to one of them is a little stronger."""
    if not isinstance(text, Persona):
        return frozenset()
    named = (catalogues.competence(example) for row in text.competences for example in (row.name, *row.examples))
    concepts = [*(catalogues.of(skill.code) for skill in text.skills), *named]
    return frozenset((concept.framework, concept.code) for concept in concepts if concept)


def links(catalogues: Catalogues, text: str, category: Category, listed: frozenset[tuple[str, str]]) -> Iterator[Link]:
    """Yield the skills and competences that a requirement speaks of; none where nothing speaks for one.

    Args:
        catalogues: The skills there are.
        text: The requirement's words.
        category: Where it stands.
        listed: Framework and code of the skills that its persona lists.
    """
    led: dict[tuple[str, str], Link] = {}
    is_personal = is_about_people(category.label, text)
    for catalogue in (*_missing_leaders(catalogues), *catalogues):
        own = frozenset(code for key, code in listed if key == catalogue.framework.key)
        said, above = _cues(catalogue, text), _cues(catalogue, category.label)
        found = list(_said(catalogue, said, above, own, led, PERS if is_personal else 0))
        if not found and not is_personal:
            found = list(_hinted(catalogue, said, above, own)) or list(_inherited(catalogue, said, above, own))
        found.sort(key=lambda one: (-one.score, one.target))
        found = [one for one in found[:_MOST] if one.score >= found[0].score - _NEXT]
        led |= {(one.framework, one.target): one for one in found}
        if catalogue.framework.key in catalogues.by_key:
            yield from found


def _said(
    catalogue: Catalogue, said: Found, above: Found, listed: frozenset[str], led: Mapping[tuple[str, str], Link], least: float
) -> Iterator[Link]:
    """Yield the skills that the text speaks for by itself, or weakly but under a heading that says the same."""
    leaders = _leaders(catalogue)
    followed = {code: link for leader, link in led.items() for code in leaders.get(leader, ())}
    is_at_home = bool(listed & (above.hits.keys() | above.hints.keys()))
    for code in dict.fromkeys((*said.hits, *followed)):
        hits, leader = said.hits.get(code, ()), followed.get(code)
        weight = sum(hit.weight for hit in hits) + FOL * (leader is not None)
        support = _HEADING * (code in above.hits) + WL * (code in listed and is_at_home)
        if weight + support >= max(least, _ENOUGH_ELSE if listed and code not in listed else _ENOUGH):
            score = _TEXT + _PER_CUE * (weight - 1) + _LISTED * (code in listed) + _SUPPORTED * (code in above.hits)
            evidence = (*(Evidence(hit.words, "text") for hit in hits), *(leader.evidence if leader else ()))
            yield _link(catalogue, code, score, dict.fromkeys(evidence))


def _hinted(catalogue: Catalogue, said: Found, above: Found, listed: frozenset[str]) -> Iterator[Link]:
    """Yield the skills of the persona's own list that the text only hints at."""
    if not listed & (above.hits.keys() | above.hints.keys()):
        return
    for code, found in said.hints.items():
        if code in listed and (VAR!='B' or code in above.hits.keys() | above.hints.keys()) and (VAR!='C' or code in above.hits):
            weight = sum(hit.weight for hit in found) + (0 if VAR=='C' else _HEADING * (code in above.hits))
            if weight >= _HINTED:
                yield _link(catalogue, code, 0.5 + 0.1 * min(1.0, weight), (Evidence(hit.words, "text") for hit in found))


def _inherited(catalogue: Catalogue, said: Found, above: Found, listed: frozenset[str]) -> Iterator[Link]:
    """Yield the skills that only the heading speaks for."""
    for code, found in above.hits.items():
        if sum(hit.weight for hit in found) >= _ENOUGH and (INH=='0' or code in (listed or said.hints) and (INH=='1' or listed & said.hints.keys())):
            score = _CATEGORY + _LISTED * (code in listed)
            yield _link(catalogue, code, score, (Evidence(hit.words, "category") for hit in found))


def _link(catalogue: Catalogue, code: str, score: float, evidence: Iterable[Evidence]) -> Link:
    kind = LinkKind(catalogue.framework.kind)
    return Link(kind, code, round(min(1.0, score), 2), tuple(evidence), catalogue.framework.key)


def is_about_people(title: str, text: str) -> bool:
    """Whether a rule is about manners, care or work with AI agents, where a technical word is mostly a figure of speech.

    >>> is_about_people("Team and Care", "release the meeting room"), is_about_people("Release", "tag the build")
    (True, False)
    """
    return bool(_PEOPLE.search(title) or _AGENT.search(text))


def check(personas: Sequence[Persona], catalogues: Catalogues) -> list[Diagnostic]:
    """Return what is wrong with the skills that personas list: codes, names, levels and misspelt competences."""
    problems: list[Diagnostic] = []
    for persona in personas:
        for skill in persona.skills:
            catalogue = catalogues.home(skill.code)
            problems += _check_skill(skill, catalogue, catalogues) if catalogue else []
        for competence in persona.competences:
            problems += _check_competence(competence, catalogues)
    return problems


def _check_skill(skill: Skill, catalogue: Catalogue, catalogues: Catalogues) -> Iterator[Diagnostic]:
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


def _check_competence(competence: Competence, catalogues: Catalogues) -> Iterator[Diagnostic]:
    # Most examples are not meant as a label, and the bundled part of ESCO has one in twelve: only what is almost one is
    # reported.
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
    return [w for w in _letters(written) if w != "and"] == [w for w in _letters(official) if w != "and"]


def _letters(name: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in name.casefold()).split()


@lru_cache(maxsize=16)
def _leaders(catalogue: Catalogue) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return which skills follow a skill of another catalogue."""
    found: dict[tuple[str, str], list[str]] = {}
    for code, concept in catalogue.concepts.items():
        for leader in concept.follows:
            found.setdefault(leader, []).append(code)
    return {leader: tuple(codes) for leader, codes in found.items()}


def _missing_leaders(catalogues: Catalogues) -> Iterator[Catalogue]:
    """Yield the bundled catalogues that skills of a handbook follow though it does not use them."""
    keys = {key for catalogue in catalogues for key, _ in _leaders(catalogue)}
    return (bundled(key) for key in sorted(keys - catalogues.by_key.keys()))


@lru_cache(maxsize=16)
def _lexicon(catalogue: Catalogue) -> Cues:
    return Cues(
        (code, cue, is_weak)
        for code, concept in catalogue.concepts.items()
        for cues, is_weak in ((concept.cues, False), (concept.weak_cues, True))
        for cue in cues
    )


@lru_cache(maxsize=1 << 16)
def _cues(catalogue: Catalogue, text: str) -> Found:
    return _lexicon(catalogue).find(text)
