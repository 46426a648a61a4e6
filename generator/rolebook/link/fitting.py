"""Which skills a requirement needs: the cues in its text, weighed by its category and its persona.

A skill fits if its cues weigh enough. How much is enough depends on the persona: less for a skill
that it lists than for one that it does not. In a rule about people hardly anything is enough. If
nothing fits, nothing is linked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from ..taxonomy import bundled
from ..words.cues import Cues
from .handbook import Evidence, EvidencePlace, Link, LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model import Category
    from ..taxonomy import Catalogue, Catalogues
    from ..words.cues import Hit

    _Heard = Mapping[str, tuple[Hit, ...]]
    """By code, the cues for it."""

# At most this many links of a requirement lead to one framework, and none is this much weaker than
# the strongest: a rule that says one thing clearly does not mean what it also hints at.
_MOST = 3
_NEXT = 0.1

# The weights below were set on the labelled rules of `tests/linking/seen` and are checked on those
# of `tests/linking/unseen`. A strong cue of one word weighs between 1 and 2; see `cues.Cues`.

# The weight that a text needs for a skill that the persona lists, for any if the persona lists few,
# for one outside its list, and for any in a rule about people.
_ENOUGH, _ENOUGH_ALONE, _ENOUGH_UNLISTED, _ENOUGH_PERSONAL = 1.0, 1.4, 2.3, 2.5
# A list of fewer skills than this says little about skills that are not on it.
_FEW = 4
# The weight that hints need for a listed skill that the heading suggests as well.
_HINTED = 0.4
# What a heading adds: for the skill that it mentions, for any listed one if it mentions one of
# them, and for one outside the list if it mentions it strongly.
_HEADING, _AT_HOME, _AGREED = 0.5, 0.5, 1.0
# What a linked skill adds for another one that follows it.
_FOLLOWED = 2.4

# Scores: of a skill that the text mentions; for each more that cues weigh, for a listed skill, and
# for one that the heading mentions, too.
_TEXT, _PER_CUE, _LISTED, _SUPPORTED = 0.6, 0.1, 0.2, 0.05
# Scores of a skill that the text only hints at, and that only the heading mentions: below `_TEXT`.
_HINT, _CATEGORY = 0.5, 0.35
_PEOPLE = re.compile(
    r"\b(?:people|care|wellbeing|well-being|human|together|conduct|manners?|behaviou?r|discretion"
    r"|attitude|culture|courtesy|character|respect|kindness|agents?|ai|assistants?)\b",
    re.IGNORECASE,
)
_AGENT = re.compile(
    r"\b(?:an|the|its?|each|every) (?:ai )?(?:agent|assistant|copilot|chatbot)\b", re.IGNORECASE
)


def links(
    catalogues: Catalogues, text: str, category: Category, listed: frozenset[tuple[str, str]]
) -> Iterator[Link]:
    """Yield the skills and competences that a requirement most likely needs.

    Args:
        catalogues: The skills there are.
        text: The requirement's words.
        category: Its category.
        listed: Framework and code of the skills that its persona lists.
    """
    linked: dict[tuple[str, str], Link] = {}
    is_personal = is_about_people(category.label, text)
    for catalogue in (*_missing_leaders(catalogues), *catalogues):
        key = catalogue.framework.key
        rule = _Rule(
            catalogue=catalogue,
            text=text,
            heading=category.label,
            listed=frozenset(code for framework, code in listed if framework == key),
            followed=_followed(catalogue, linked),
            is_personal=is_personal,
        )
        strongest = rule.links()
        linked |= {(link.framework, link.target): link for link in strongest}
        if key in catalogues.by_key:
            yield from strongest


def is_about_people(title: str, text: str) -> bool:
    """Whether a rule is about people or AI agents, where technical words are often metaphors.

    >>> is_about_people("Team and Care", "release the meeting room")
    True
    >>> is_about_people("Release", "tag the build")
    False
    """
    return bool(_PEOPLE.search(title) or _AGENT.search(text))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A requirement, compared with one catalogue."""

    catalogue: Catalogue
    text: str
    heading: str
    listed: frozenset[str]
    followed: Mapping[str, Link]
    """Links to skills of other catalogues, by the code of the skill that follows."""
    is_personal: bool

    def links(self) -> Sequence[Link]:
        """Return the strongest links, the first one first."""
        links = list(self._fitting())
        if not links and not self.is_personal:
            links = list(self._hinted()) or list(self._inherited())
        links.sort(key=lambda link: (-link.score, link.target))
        return [link for link in links[:_MOST] if link.score >= links[0].score - _NEXT]

    @property
    def said(self) -> _Heard:
        """The cues in the text."""
        return _heard(self.catalogue, self.text)

    @property
    def above(self) -> _Heard:
        """The cues in the heading."""
        return _heard(self.catalogue, self.heading)

    @property
    def hints(self) -> _Heard:
        """The weak cues in the text."""
        return _hinted_at(self.catalogue, self.text)

    @property
    def hints_above(self) -> _Heard:
        """The weak cues in the heading."""
        return _hinted_at(self.catalogue, self.heading)

    @property
    def _is_at_home(self) -> bool:
        """Whether the heading mentions or suggests a listed skill."""
        return not (self.listed.isdisjoint(self.above) and self.listed.isdisjoint(self.hints_above))

    def _enough(self, code: str) -> float:
        if self.is_personal:
            return _ENOUGH_PERSONAL
        if code in self.listed:
            return _ENOUGH
        return _ENOUGH_UNLISTED if len(self.listed) >= _FEW else _ENOUGH_ALONE

    def _fitting(self) -> Iterator[Link]:
        """Yield the skills that the text mentions clearly enough."""
        said, above = self.said, self.above
        for code in dict.fromkeys((*said, *self.followed)):
            hits, leader = said.get(code, ()), self.followed.get(code)
            weight = _weight(hits)
            evidence = list(_evidence(hits, EvidencePlace.TEXT))
            if leader:
                weight += _FOLLOWED
                evidence += leader.evidence
            if weight + self._support(code) < self._enough(code):
                continue
            score = _TEXT + _PER_CUE * (weight - 1)
            score += _LISTED * (code in self.listed)
            score += _SUPPORTED * (code in above)
            if leader and not hits:
                # What only follows from another skill is not surer than that one.
                score = min(score, leader.score)
            yield self._link(code, score, evidence)

    def _support(self, code: str) -> float:
        above = self.above.get(code, ())
        if code in self.listed:
            return _HEADING * bool(above) + _AT_HOME * self._is_at_home
        return _AGREED if _weight(above) >= _ENOUGH else _HEADING * bool(above)

    def _hinted(self) -> Iterator[Link]:
        """Yield the listed skills that the heading suggests and the text hints at."""
        for code, hints in self.hints.items():
            if code in self.listed and (code in self.above or code in self.hints_above):
                weight = _weight(hints) + _HEADING * (code in self.above)
                if weight >= _HINTED:
                    yield self._link(
                        code, _HINT + 0.1 * min(1.0, weight), _evidence(hints, EvidencePlace.TEXT)
                    )

    def _inherited(self) -> Iterator[Link]:
        """Yield the skills that only the heading mentions, if the text hints at any candidate."""
        candidates = self.listed or frozenset(self.above)
        if candidates.isdisjoint(self.hints):
            return
        for code, hits in self.above.items():
            if code in candidates and _weight(hits) >= _ENOUGH:
                score = _CATEGORY + _LISTED / 2 * (code in self.listed)
                yield self._link(code, score, _evidence(hits, EvidencePlace.CATEGORY))

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


def _evidence(hits: Iterable[Hit], place: EvidencePlace) -> Iterator[Evidence]:
    return (Evidence(hit.words, place) for hit in hits)


@lru_cache(maxsize=16)
def _followers(catalogue: Catalogue) -> Mapping[tuple[str, str], Sequence[str]]:
    """Return, by framework and code of a skill of another catalogue, the skills that follow it."""
    followers: dict[tuple[str, str], list[str]] = {}
    for code, concept in catalogue.concepts.items():
        for leader in concept.follows:
            followers.setdefault(leader, []).append(code)
    return followers


def _followed(catalogue: Catalogue, linked: Mapping[tuple[str, str], Link]) -> Mapping[str, Link]:
    """Return, by code, the links to other catalogues that a skill follows; the last one wins."""
    followers = _followers(catalogue)
    followed: dict[str, Link] = {}
    for leader, link in linked.items():
        followed |= dict.fromkeys(followers.get(leader, ()), link)
    return followed


def _missing_leaders(catalogues: Catalogues) -> Iterator[Catalogue]:
    """Yield the bundled catalogues that are not in use, but have skills that others follow."""
    leaders = chain.from_iterable(map(_followers, catalogues))
    keys = {key for key, _ in leaders}
    return (bundled(key) for key in sorted(keys - catalogues.by_key.keys()))


@lru_cache(maxsize=16)
def _lexicon(catalogue: Catalogue) -> Cues:
    return Cues(_cues(catalogue))


def _cues(catalogue: Catalogue) -> Iterator[tuple[str, str, bool]]:
    """Yield (code, cue, whether the cue is weak)."""
    for code, concept in catalogue.concepts.items():
        yield from ((code, cue, False) for cue in concept.cues)
        yield from ((code, cue, True) for cue in concept.weak_cues)


@lru_cache(maxsize=1 << 16)
def _heard(catalogue: Catalogue, text: str) -> _Heard:
    return _lexicon(catalogue).find(text)


@lru_cache(maxsize=1 << 14)
def _hinted_at(catalogue: Catalogue, text: str) -> _Heard:
    return _lexicon(catalogue).hints(text)
