"""Which skills a requirement asks for: the cues in its text, weighed by where it stands and what its persona lists.

A skill fits if enough speaks for it. How much is enough depends on who it is: for a skill that the
persona lists less will do than for one that it does not, and in a rule about people nearly nothing
is. Where nothing fits, nothing is linked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from ..taxonomy import bundled
from ..words.cues import Cues
from .handbook import Evidence, Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model import Category
    from ..taxonomy import Catalogue, Catalogues
    from ..words.cues import Hit

    _Heard = Mapping[str, tuple[Hit, ...]]
    """What speaks for each code."""

_MOST = 3
"""Links to one framework that a requirement gets at most."""
_NEXT = 0.1
"""How far below the strongest link another one may be."""
_ENOUGH, _ENOUGH_ALONE, _ENOUGH_UNLISTED, _ENOUGH_PERSONAL = 1.0, 1.4, 2.3, 2.5
"""What the text must say for a skill that the persona lists, for any if it lists few, for one outside its list, and
for any in a rule about people. A strong cue of one word says between 1 and 2; see `cues.Cues`."""
_FEW = 4
"""A list of fewer skills than this says little about what is outside it."""
_HINTED = 0.4
"""What mere hints must say for a listed skill that the heading points to as well."""
_HEADING, _AT_HOME, _AGREED = 0.5, 0.5, 1.0
"""What a heading adds for the skill it speaks for, for any listed one if it speaks for one of them, and for one outside
the list if it speaks for it strongly."""
_FOLLOWED = 2.4
"""What a linked skill says for another one that follows it."""
_TEXT, _PER_CUE, _LISTED, _SUPPORTED = 0.6, 0.1, 0.2, 0.05
_HINT, _CATEGORY = 0.5, 0.35
"""Below `_TEXT`: neither hints nor a heading outrank what the rule itself says."""
_PEOPLE = re.compile(
    r"\b(?:people|care|wellbeing|well-being|human|together|conduct|manners?|behaviou?r|discretion|attitude|culture"
    r"|courtesy|character|respect|kindness|agents?|ai|assistants?)\b",
    re.IGNORECASE,
)
_AGENT = re.compile(
    r"\b(?:an|the|its?|each|every) (?:ai )?(?:agent|assistant|copilot|chatbot)\b", re.IGNORECASE
)


def links(
    catalogues: Catalogues, text: str, category: Category, listed: frozenset[tuple[str, str]]
) -> Iterator[Link]:
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
        rule = _Rule(
            catalogue,
            text,
            category.label,
            frozenset(code for key, code in listed if key == catalogue.framework.key),
            {
                code: link
                for leader, link in led.items()
                for code in _followers(catalogue).get(leader, ())
            },
            is_personal=is_personal,
        )
        found = rule.links()
        led |= {(one.framework, one.target): one for one in found}
        if catalogue.framework.key in catalogues.by_key:
            yield from found


def is_about_people(title: str, text: str) -> bool:
    """Whether a rule is about manners, care or AI agents, where a technical word is mostly a figure of speech.

    >>> is_about_people("Team and Care", "release the meeting room"), is_about_people("Release", "tag the build")
    (True, False)
    """
    return bool(_PEOPLE.search(title) or _AGENT.search(text))


@dataclass(frozen=True, slots=True)
class _Rule:
    """What one requirement says, as one catalogue hears it."""

    catalogue: Catalogue
    text: str
    heading: str
    listed: frozenset[str]
    followed: Mapping[str, Link]
    """Links to other catalogues' skills, by the code that follows."""
    is_personal: bool

    def links(self) -> Sequence[Link]:
        """Return the strongest links, the first one first."""
        found = list(self._fitting())
        if not found and not self.is_personal:
            found = list(self._hinted()) or list(self._inherited())
        found.sort(key=lambda one: (-one.score, one.target))
        return [one for one in found[:_MOST] if one.score >= found[0].score - _NEXT]

    @property
    def said(self) -> _Heard:
        """What the text says."""
        return _heard(self.catalogue, self.text)

    @property
    def above(self) -> _Heard:
        """What the heading says."""
        return _heard(self.catalogue, self.heading)

    @property
    def hints(self) -> _Heard:
        """What the text hints at."""
        return _hinted_at(self.catalogue, self.text)

    @property
    def hints_above(self) -> _Heard:
        """What the heading hints at."""
        return _hinted_at(self.catalogue, self.heading)

    @property
    def _is_at_home(self) -> bool:
        """Whether the heading has to do with anything that the persona lists."""
        return not (self.listed.isdisjoint(self.above) and self.listed.isdisjoint(self.hints_above))

    def _enough(self, code: str) -> float:
        if self.is_personal:
            return _ENOUGH_PERSONAL
        if code in self.listed:
            return _ENOUGH
        return _ENOUGH_UNLISTED if len(self.listed) >= _FEW else _ENOUGH_ALONE

    def _fitting(self) -> Iterator[Link]:
        """Yield the skills that enough in the text speaks for."""
        said, above = self.said, self.above
        for code in dict.fromkeys((*said, *self.followed)):
            hits, leader = said.get(code, ()), self.followed.get(code)
            weight = _weight(hits) + (_FOLLOWED if leader else 0.0)
            is_listed, is_above = code in self.listed, code in above
            if weight + self._support(code) >= self._enough(code):
                score = (
                    _TEXT + _PER_CUE * (weight - 1) + _LISTED * is_listed + _SUPPORTED * is_above
                )
                score = min(score, leader.score) if leader and not hits else score
                yield self._link(
                    code, score, (*_evidence(hits, "text"), *(leader.evidence if leader else ()))
                )

    def _support(self, code: str) -> float:
        above = self.above.get(code, ())
        if code in self.listed:
            return _HEADING * bool(above) + _AT_HOME * self._is_at_home
        return _AGREED if _weight(above) >= _ENOUGH else _HEADING * bool(above)

    def _hinted(self) -> Iterator[Link]:
        """Yield the listed skills that the heading points to and the text only hints at."""
        for code, hints in self.hints.items():
            if code in self.listed and (code in self.above or code in self.hints_above):
                weight = _weight(hints) + _HEADING * (code in self.above)
                if weight >= _HINTED:
                    yield self._link(code, _HINT + 0.1 * min(1.0, weight), _evidence(hints, "text"))

    def _inherited(self) -> Iterator[Link]:
        """Yield the skills that only the heading speaks for, if the text is about anything of the kind at all."""
        near = self.listed or frozenset(self.above)
        if near.isdisjoint(self.hints):
            return
        for code, hits in self.above.items():
            if code in near and _weight(hits) >= _ENOUGH:
                yield self._link(
                    code,
                    _CATEGORY + _LISTED / 2 * (code in self.listed),
                    _evidence(hits, "category"),
                )

    def _link(self, code: str, score: float, evidence: Iterable[Evidence]) -> Link:
        framework = self.catalogue.framework
        return Link(
            LinkKind(framework.kind),
            code,
            round(min(1.0, score), 2),
            tuple(dict.fromkeys(evidence)),
            framework.key,
        )


def _weight(hits: Iterable[Hit]) -> float:
    return sum(hit.weight for hit in hits)


def _evidence(hits: Iterable[Hit], place: str) -> Iterator[Evidence]:
    return (Evidence(hit.words, place) for hit in hits)


@lru_cache(maxsize=16)
def _followers(catalogue: Catalogue) -> Mapping[tuple[str, str], Sequence[str]]:
    """Return which skills follow a skill of another catalogue."""
    found: dict[tuple[str, str], list[str]] = {}
    for code, concept in catalogue.concepts.items():
        for leader in concept.follows:
            found.setdefault(leader, []).append(code)
    return found


def _missing_leaders(catalogues: Catalogues) -> Iterator[Catalogue]:
    """Yield the bundled catalogues whose skills are followed though the handbook does not use them."""
    keys = {key for catalogue in catalogues for key, _ in _followers(catalogue)}
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
def _heard(catalogue: Catalogue, text: str) -> _Heard:
    return _lexicon(catalogue).find(text)


@lru_cache(maxsize=1 << 14)
def _hinted_at(catalogue: Catalogue, text: str) -> _Heard:
    return _lexicon(catalogue).hints(text)
