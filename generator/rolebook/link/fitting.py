"""Which skills a requirement needs: the cues in its text, weighed by its category and its persona.

A skill fits if its cues weigh enough. How much is enough depends on the persona: less for a skill
that it lists than for one that it does not. In a rule about people hardly anything is enough. If
nothing fits, nothing is linked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from ..taxonomy import bundled
from ..words.cues import Cues
from .grading import EVIDENT, EVIDENT_WITH_MEANING, POSSIBLE, Graded, candidates_of
from .handbook import Evidence, EvidencePlace, Link, LinkKind
from .likely import weighing, word_weights
from .meaning import meanings_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from ..model.meaning import SentenceModel
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

# The probability from which a skill that is only possible supports cues for another one: below it,
# the cues were mostly words that people outside software use as well.
_LIKELY = 0.4

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
    catalogues: Catalogues, text: str, label: str, listed: frozenset[tuple[str, str]]
) -> Graded:
    """Return the skills and competences that a requirement most likely needs.

    Args:
        catalogues: The skills there are.
        text: The requirement's words.
        label: The label of its category.
        listed: Framework and code of the skills that its persona lists.
    """
    return _links(catalogues, text, label, listed)


# Personas of one trade share rules, and list the same skills: of 18,560 generated rules, three in
# four are answered from here, and linking takes 2.4 s rather than 2.6.
@lru_cache(maxsize=1 << 15)
def _links(
    catalogues: Catalogues, text: str, label: str, listed: frozenset[tuple[str, str]]
) -> Graded:
    linked: dict[tuple[str, str], Link] = {}
    shown: set[tuple[str, str]] = set()
    found: list[Link] = []
    possible: list[Link] = []
    is_personal = is_about_people(label, text)
    for catalogue in _with_leaders(catalogues):
        rule = _Rule(
            heading=_heading(catalogue, label, listed),
            said=cues_of(catalogue, text),
            text=text,
            followed=_followed(catalogue, linked),
            is_personal=is_personal,
        )
        learned = _learned(rule, catalogues.sentences)
        strongest, others = learned or rule.graded(linked, shown)
        for link in strongest:
            linked[link.framework, link.target] = link
        likely = (*strongest, *(link for link in others if link.score >= _LIKELY))
        shown |= {(link.framework, link.target) for link in likely}
        if catalogue.framework.key in catalogues.by_key:
            found += strongest
            possible += others
    return Graded(tuple(found), tuple(possible))


def _learned(rule: _Rule, sentences: SentenceModel | None) -> Graded | None:
    """Return the links to a catalogue whose words have been learned, and None for another one."""
    heading = rule.heading
    framework = heading.catalogue.framework.key
    weights, weighed = word_weights(framework), weighing(framework)
    if weights is None or not weighed:
        return None
    meanings = meanings_of(framework) if sentences else None
    meant = meanings.odds(sentences.vector(rule.text)) if sentences and meanings else None
    if meant is not None:
        weighed = weighing(framework, "weighing-meaning")
    enough = EVIDENT if meant is None else EVIDENT_WITH_MEANING
    candidates = candidates_of(
        heading.catalogue,
        weights,
        rule.said,
        (rule.text, heading.label),
        heading.above,
        heading.listed,
        is_personal=rule.is_personal,
        meant=meant,
    )
    likely = ((one, one.probability(weighed)) for one in candidates)
    links = [
        rule.link(one.code, probability, (Evidence(w, EvidencePlace.TEXT) for w in one.words))
        for one, probability in likely
        if probability >= POSSIBLE and one.words
    ]
    links.sort(key=lambda link: (-link.score, link.target))
    evident = [link for link, least in zip(links, enough, strict=False) if link.score >= least]
    graded = Graded.of(links, evident.__contains__)
    own = _own_codes(heading.catalogue) - {link.target for link in evident}
    certain = [link for link in rule.links() if link.target in own] if own else []
    return Graded([*graded.evident, *certain], graded.possible)


@lru_cache(maxsize=16)
def _own_codes(catalogue: Catalogue) -> frozenset[str]:
    """Return the skills for which a handbook has cues of its own, which are always enough."""
    concepts = bundled(catalogue.framework.key).concepts
    return frozenset(
        code
        for code, concept in catalogue.concepts.items()
        if code not in concepts or concept.cues != concepts[code].cues
    )


def is_about_people(title: str, text: str) -> bool:
    """Whether a rule is about people or AI agents, where technical words are often metaphors.

    >>> is_about_people("Team and Care", "release the meeting room")
    True
    >>> is_about_people("Release", "tag the build")
    False
    """
    return _is_of_people(title) or bool(_AGENT.search(text))


@lru_cache(maxsize=1 << 12)
def _is_of_people(title: str) -> bool:
    return bool(_PEOPLE.search(title))


@dataclass(frozen=True, slots=True)
class _Heading:
    """What the heading of a rule says about the skills of one catalogue."""

    catalogue: Catalogue
    label: str
    listed: frozenset[str]
    """Codes of the skills that the persona lists."""
    above: _Heard
    """The cues in it."""
    hints: _Heard
    """The weak cues in it."""
    is_at_home: bool
    """Whether it mentions or suggests a listed skill."""


@lru_cache(maxsize=1 << 12)
def _heading(catalogue: Catalogue, label: str, listed: frozenset[tuple[str, str]]) -> _Heading:
    key = catalogue.framework.key
    codes = frozenset(code for framework, code in listed if framework == key)
    lexicon = _lexicon(catalogue)
    above, hints = lexicon.find(label), lexicon.hints(label)
    return _Heading(
        catalogue=catalogue,
        label=label,
        listed=codes,
        above=above,
        hints=hints,
        is_at_home=not (codes.isdisjoint(above) and codes.isdisjoint(hints)),
    )


@dataclass(slots=True)
class _Rule:
    """A requirement, compared with one catalogue."""

    heading: _Heading
    said: _Heard
    """The cues in its text."""
    text: str
    followed: Mapping[str, Link]
    """Links to skills of other catalogues, by the code of the skill that follows."""
    is_personal: bool

    def links(self) -> Sequence[Link]:
        """Return the strongest links, the first one first."""
        return _strongest(self._every_link())

    def _every_link(self) -> Sequence[Link]:
        links = list(self._fitting())
        if not links and not self.is_personal:
            links = list(self._hinted()) or list(self._inherited())
        return links

    def graded(
        self, evident: Container[tuple[str, str]], shown: Container[tuple[str, str]]
    ) -> Graded:
        """Return the links by grade.

        Of a skill that follows others, cues alone are not enough: one that it follows is evident,
        or possible as well.

        Args:
            evident: Framework and code of the skills that the rule links to already.
            shown: The same with the possible ones that are likely.
        """
        links = self._every_link()
        sure = _strongest(one for one in links if self._is_sure(one.target, evident, shown))
        # What is sure comes first, so that nothing that is only possible replaces it.
        others = [one for one in _strongest(links) if one not in sure]
        return Graded([*map(self._capped, sure)], [*map(self._capped, others[: _MOST - len(sure)])])

    def _capped(self, link: Link) -> Link:
        """Return a link that is no surer than the skill that it follows."""
        leader = self.followed.get(link.target)
        return replace(link, score=leader.score) if leader and leader.score < link.score else link

    def _is_sure(
        self, code: str, evident: Container[tuple[str, str]], shown: Container[tuple[str, str]]
    ) -> bool:
        concept = self.heading.catalogue.concepts[code]
        leaders = (*concept.follows, *concept.may_follow)
        if not _followers(self.heading.catalogue) or any(one in evident for one in concept.follows):
            return True
        return code in self.said and any(leader in shown for leader in leaders)

    @property
    def hints(self) -> _Heard:
        """The weak cues in the text."""
        return _lexicon(self.heading.catalogue).hints(self.text)

    def _enough(self, code: str) -> float:
        if self.is_personal:
            return _ENOUGH_PERSONAL
        if code in self.heading.listed:
            return _ENOUGH
        return _ENOUGH_UNLISTED if len(self.heading.listed) >= _FEW else _ENOUGH_ALONE

    def _fitting(self) -> Iterator[Link]:
        """Yield the skills that the text mentions clearly enough."""
        said, above, listed = self.said, self.heading.above, self.heading.listed
        for code in dict.fromkeys((*said, *self.followed)):
            hits, leader = said.get(code, ()), self.followed.get(code)
            weight = _weight(hits) + _FOLLOWED * bool(leader)
            if weight + self._support(code) < self._enough(code):
                continue
            evidence = list(_evidence(hits, EvidencePlace.TEXT))
            evidence += leader.evidence if leader else ()
            score = _TEXT + _PER_CUE * (weight - 1)
            score += _LISTED * (code in listed)
            score += _SUPPORTED * (code in above)
            if leader and not hits:
                # What only follows from another skill is not surer than that one.
                score = min(score, leader.score)
            yield self.link(code, score, evidence)

    def _support(self, code: str) -> float:
        above = self.heading.above.get(code, ())
        if code in self.heading.listed:
            return _HEADING * bool(above) + _AT_HOME * self.heading.is_at_home
        return _AGREED if _weight(above) >= _ENOUGH else _HEADING * bool(above)

    def _hinted(self) -> Iterator[Link]:
        """Yield the listed skills that the heading suggests and the text hints at."""
        heading = self.heading
        if not heading.is_at_home:
            return
        for code, hints in self.hints.items():
            if code in heading.listed and (code in heading.above or code in heading.hints):
                weight = _weight(hints) + _HEADING * (code in heading.above)
                if weight >= _HINTED:
                    yield self.link(
                        code, _HINT + 0.1 * min(1.0, weight), _evidence(hints, EvidencePlace.TEXT)
                    )

    def _inherited(self) -> Iterator[Link]:
        """Yield the skills that only the heading mentions, if the text hints at any candidate."""
        above, listed = self.heading.above, self.heading.listed
        candidates = listed or frozenset(above)
        if candidates.isdisjoint(above) or candidates.isdisjoint(self.hints):
            return
        for code, hits in above.items():
            if code in candidates and _weight(hits) >= _ENOUGH:
                score = _CATEGORY + _LISTED / 2 * (code in listed)
                yield self.link(code, score, _evidence(hits, EvidencePlace.CATEGORY))

    def link(self, code: str, score: float, evidence: Iterable[Evidence]) -> Link:
        """Return a link to a skill of the catalogue."""
        framework = self.heading.catalogue.framework
        return Link(
            LinkKind(framework.kind),
            code,
            round(min(1.0, score), 2),
            tuple(dict.fromkeys(evidence)),
            framework.key,
        )


def _strongest(links: Iterable[Link]) -> Sequence[Link]:
    """Return the strongest links that are about as strong as the first one."""
    ordered = sorted(links, key=lambda link: (-link.score, link.target))
    return [link for link in ordered[:_MOST] if link.score >= ordered[0].score - _NEXT]


def _weight(hits: Iterable[Hit]) -> float:
    return sum(hit.weight for hit in hits)


def _evidence(hits: Iterable[Hit], place: EvidencePlace) -> Iterator[Evidence]:
    return (Evidence(hit.words, place) for hit in hits)


@lru_cache(maxsize=16)
def _followers(catalogue: Catalogue) -> Mapping[tuple[str, str], Sequence[str]]:
    """Return, by framework and code of a skill of another catalogue, the skills that follow it."""
    followers: dict[tuple[str, str], list[str]] = {}
    for code, concept in catalogue.concepts.items():
        for leader in (*concept.follows, *concept.may_follow):
            followers.setdefault(leader, []).append(code)
    return followers


def _followed(catalogue: Catalogue, linked: Mapping[tuple[str, str], Link]) -> Mapping[str, Link]:
    """Return, by code, the links to other catalogues that a skill follows; the last one wins."""
    followers = _followers(catalogue)
    followed: dict[str, Link] = {}
    for leader, link in linked.items():
        followed |= dict.fromkeys(followers.get(leader, ()), link)
    return followed


@lru_cache(maxsize=16)
def _with_leaders(catalogues: Catalogues) -> Sequence[Catalogue]:
    """Return the catalogues behind the bundled ones that are not in use, but that others follow."""
    leaders = chain.from_iterable(map(_followers, catalogues))
    keys = {key for key, _ in leaders}
    missing = sorted(keys - catalogues.by_key.keys())
    return (*map(bundled, missing), *catalogues)


@lru_cache(maxsize=16)
def _lexicon(catalogue: Catalogue) -> Cues:
    return Cues(_cues(catalogue))


def _cues(catalogue: Catalogue) -> Iterator[tuple[str, str, bool]]:
    """Yield (code, cue, whether the cue is weak)."""
    for code, concept in catalogue.concepts.items():
        yield from ((code, cue, False) for cue in concept.cues)
        yield from ((code, cue, True) for cue in concept.weak_cues)


@lru_cache(maxsize=1 << 16)
def cues_of(catalogue: Catalogue, text: str) -> _Heard:
    """Return the cues of a catalogue in a text, by code."""
    return _lexicon(catalogue).find(text)
