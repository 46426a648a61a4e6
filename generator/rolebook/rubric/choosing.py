"""Candidates to the few that become items: the best first, spread over domains, like rules joined.

The list stays short because people stop reading long ones: checklists that are used in earnest have
five to nine lines at a point where work pauses. So a rule that says nearly what a chosen one says
does not take a line of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from ..words.likeness import Vocabulary, words
from ..words.stems import base_form
from ..words.tokens import tokens
from .model import MOST_AT_A_CHECKPOINT, MOST_ITEMS, Aspect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..model import Requirement
    from ..model.source import Span
    from ..words.likeness import Said
    from .model import Checkpoint, Score, Sighting

# A rule is covered by an item if its answer follows from the item's. 85 of 100 lets it add one
# small word in seven; wholes that are 75 alike differ in a word or two of a short sentence. In a
# persona of 466 rules, the pairs most alike that ask for different things have 67 and 58: "use
# connection pooling for external service calls" and "… for database connections".
_CONTAINED = 85.0
"""Share of a rule's words, of 100, that an item must hold to cover it."""
_SAME = 75.0
"""How alike, of 100, the two must be as wholes otherwise."""

_LETTERS_COUNT = 59
"""`Vocabulary.likeness` compares letters only of statements that are more alike than that."""

# Rules that are chosen have 5 to 10 points. One that repeats a chosen rule loses 5 and drops out;
# one that shares a fifth of its words loses a point, as much as a scope is worth.
_NEAR = 5.0
"""Points that a rule loses if it says all that a chosen one says; less in proportion."""
# Three items of a domain cost the next one about what separates MUST from SHOULD.
_OF_ONE_DOMAIN = 0.75
"""Points that a rule loses for each item of its domain."""
# More than naming a thing gains (1), so that the second rule about it needs something else.
_OF_ONE_THING = 1.5
"""Points that a rule loses for each item about a thing that it names, too."""
# Twenty items over seven domains are about three each.
_SOME = 3
"""Items that a domain may have in any case."""

# People skip the end of a long list, so its end must be worth reading.
MANY_ITEMS = 12
"""With so many items, one that gains less than it loses by the others is left out."""

# Two changes that touch different things then share a fifth of their questions at most.
OWN_FOR_ONE_OF_ANY = 4
"""Questions about what a change touches that it takes for one that any change may be asked."""

FIRST_OF_DOMAINS = 10
"""Questions that the domains of a change share evenly before any has more."""
LEAST_OF_A_DOMAIN = 2
"""What each of them has even where there are many."""
# "Validate caching effectiveness and accuracy" finds a wrong cache key if someone thinks about it,
# and no one thinks about eighteen such sentences.
BLUNT_OF_A_DOMAIN = 4
"""Questions of a domain that the lines of a change are about, though they are not sharp."""
BLUNT_BESIDE = 2
"""The same for what comes with any change, such as tests."""

_PLACES = {aspect: place for place, aspect in enumerate(Aspect)}
_SAYS_LITTLE_WORDS = (
    "a all an and any are be by each every for from in is it its of on or that the their to with "
    "create define establish have implement include keep make provide set specify support use "
    "write adequate adequately appropriate appropriately clear clearly effective effectively "
    "efficient efficiently explicit proper properly robust standard sufficient"
)
_SAYS_LITTLE = frozenset(base_form(word) for word in _SAYS_LITTLE_WORDS.split())
"""Words that do not change a question: one answer covers "a limit" and "an appropriate limit"."""


@dataclass
class Candidate:
    """A rule, or a group of them, that could be an item."""

    rule: Requirement
    """The leading one."""
    sighting: Sighting
    score: Score
    checkpoint: Checkpoint
    question: str = ""
    """Written by the author; empty where the rule's own words are shown."""
    ids: list[str] = field(default_factory=list)
    """Of all rules that it covers, the leading one first."""
    is_pinned: bool = False
    row: str = ""
    """Slug of the sentence that the persona repeats with it, of which one rule is asked at most."""
    is_of_any: bool = False
    """Whether it may be asked of any change rather than of this one in particular."""
    subject: str = ""
    """Code of the domain that it is about."""
    is_blunt: bool = False
    """Whether it is asked only because the lines of a change are about its domain."""
    is_particular: bool = False
    """Whether it is only asked of a change that touches what it is about, however clear it is."""

    # Asked 150,000 times for the 6,320 candidates of a handbook of 18,560 rules.
    @cached_property
    def domain(self) -> str:
        """Label of its category."""
        return self.rule.category.label

    @cached_property
    def points(self) -> int:
        """What speaks for it, before others are chosen."""
        return self.score.points

    @property
    def once(self) -> str:
        """What only one question may be asked for; empty if that doesn't matter.

        It is a repeated sentence, or a domain that the change doesn't touch.
        """
        if self.is_blunt and self.row:
            return f"{self.subject} {self.row}"
        return self.row or (self.is_of_any and self.subject) or ""

    @property
    def most_blunt(self) -> int:
        """How many questions that are not sharp its domain has at most."""
        if not self.is_blunt:
            return MOST_ITEMS
        aspect = self.sighting.aspect
        is_beside = aspect is not None and aspect.comes_with_request
        return BLUNT_BESIDE if is_beside else BLUNT_OF_A_DOMAIN

    @property
    def is_thin(self) -> bool:
        """Whether it is only asked of a change that touches what it is about."""
        is_thin = self.score.is_thin and not self.score.is_checkable
        return (is_thin or self.is_particular) and not self.is_pinned

    @property
    def is_answerable(self) -> bool:
        """Whether it can be asked of some change."""
        return self.score.is_checkable or self.score.is_thin

    @property
    def order(self) -> tuple[int, Span]:
        """Its place on a form: by the part of the change to look at, then as in the source."""
        return _PLACES[self.sighting.aspect or Aspect.CODE], self.rule.span

    @property
    def is_plain(self) -> bool:
        """Whether its author says nothing about it, so that another item may cover it."""
        is_alone = not self.is_pinned and not self.question and not self.row
        return is_alone and len(self.ids) == 1

    @cached_property
    def things(self) -> frozenset[str]:
        """What it names that a change contains, in any form."""
        return frozenset(_stemmed(thing) for thing in self.sighting.things)


def choose(
    candidates: Sequence[Candidate],
    others: Iterable[Requirement] = (),
    domains: tuple[str, ...] = (),
) -> list[Candidate]:
    """Return the candidates that become questions; they cover those that say nearly the same.

    The script of the web form chooses in the same way (`assets/rubric/choosing.js`).

    Args:
        candidates: All that can be answered, in the order of the source.
        others: Rules that cannot be asked, but may be covered by one that is.
        domains: Codes of the domains that the lines of a change are about, the loudest first; each
            gets a few questions before any gets more.
    """
    return _Choice(candidates, list(others), domains).chosen


class Nearness:
    """How alike the rules of one document are."""

    def __init__(self, rules: Iterable[Requirement]) -> None:
        forms = {rule.id: _stemmed(words(rule.statement)) for rule in rules}
        self._vocabulary = Vocabulary(forms.values())
        self._said: Mapping[str, Said] = {
            id: self._vocabulary.said(form, _SAYS_LITTLE) for id, form in forms.items()
        }
        self._saying: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        """From a word to the IDs of the rules that say it, and how much it counts in each."""
        for id, said in self._said.items():
            for word, weight in said.words.items():
                self._saying[word].append((id, weight))

    # Word by word rather than pair by pair: half of all pairs share nothing, and the others are
    # not looked at word by word again. For 18,560 rules it takes 0.5 s instead of 1.8.
    def alike(self, rule: Requirement) -> Mapping[str, int]:
        """Return how alike each rule is to one of them as wholes, of 100; those that are not, lack.

        They are whole numbers, so that scripts compute the same.
        """
        said = self._said[rule.id]
        shared: dict[str, float] = {}
        for word, weight in said.words.items():
            for id, its_weight in self._saying[word]:
                counts = weight if weight < its_weight else its_weight
                shared[id] = shared.get(id, 0.0) + counts
        alike = {
            id: round(200 * counts / (said.weight + self._said[id].weight))
            for id, counts in shared.items()
        }
        return {id: share for id, share in alike.items() if share}

    def is_covered(self, rule: Requirement, by: Requirement, alike: int) -> bool:
        """Whether the answer to one rule answers another, which says nothing more.

        A rule that asks and one that forbids have different answers.
        """
        inner, outer = self._said[rule.id], self._said[by.id]
        is_same = alike >= _SAME
        if not is_same and not _may_hold(outer, inner, alike):
            return False
        if rule.level.is_negative is not by.level.is_negative:
            return False
        return is_same or self._vocabulary.likeness(inner, outer) >= _CONTAINED


def _may_hold(outer: Said, inner: Said, alike: int) -> bool:
    """Whether a statement may hold what another says, so that a closer look is worth it.

    What both share follows from how alike they are, and letters count only from 60 on: of 76,000
    pairs in a handbook of 18,560 rules, this leaves 1,600 to compare.
    """
    if not alike or inner.weight > outer.weight:
        return False
    most_shared = (alike + 0.5) * (inner.weight + outer.weight) / 2
    return alike >= _LETTERS_COUNT or most_shared >= _CONTAINED * inner.weight


class _Choice:
    """Takes the best candidate left, again and again; each makes those like it worth less."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        others: Sequence[Requirement],
        domains: tuple[str, ...],
    ) -> None:
        self.chosen: list[Candidate] = []
        self._nearness = Nearness([*(candidate.rule for candidate in candidates), *others])
        self._left = {candidate.rule.id: candidate for candidate in candidates}
        self._others = {rule.id: rule for rule in others}
        self._near: dict[str, int] = {}
        """How alike each candidate is to the chosen one that is most like it, of 100."""
        self._domains: Counter[str] = Counter()
        self._things: Counter[str] = Counter()
        self._checkpoints: Counter[Checkpoint] = Counter()
        self._once: set[str] = set()
        self._blunt: Counter[str] = Counter()
        self._of_any = 0
        self._take_pinned(candidates)
        turns = max(LEAST_OF_A_DOMAIN, FIRST_OF_DOMAINS // max(1, len(domains)))
        for domain in domains[:1] + domains * turns:
            self._take_of(domain)
        # A domain gets more than its share only where the others have nothing left to ask.
        for shares in (_shares(candidates), None):
            self._take_best(shares)

    @property
    def _is_full(self) -> bool:
        return len(self.chosen) == MOST_ITEMS

    def _take_pinned(self, candidates: Sequence[Candidate]) -> None:
        for candidate in candidates:
            if candidate.is_pinned and candidate.rule.id in self._left and not self._is_full:
                self._take(candidate)

    def _take_of(self, domain: str) -> None:
        """Take the best candidate about a domain that the change is about."""
        about = [
            one for one in self._with_room(None) if one.subject == domain and not one.is_of_any
        ]
        if about and not self._is_full:
            self._take(max(about, key=self._worth))

    def _take_best(self, shares: Mapping[str, int] | None) -> None:
        while not self._is_full:
            best = max(self._with_room(shares), key=self._worth, default=None)
            if best is None or self._is_enough(best):
                return
            self._take(best)

    def _is_enough(self, best: Candidate) -> bool:
        """Whether what is left repeats what is asked, or hardly matters."""
        return len(self.chosen) >= MANY_ITEMS and self._worth(best) < 0

    def _with_room(self, shares: Mapping[str, int] | None) -> list[Candidate]:
        """Return the candidates left whose checkpoint and domain have room for another question."""
        return [
            candidate
            for candidate in self._left.values()
            if self._checkpoints[candidate.checkpoint] < MOST_AT_A_CHECKPOINT
            and (shares is None or self._domains[candidate.domain] < shares[candidate.domain])
            and candidate.once not in self._once
            and (not candidate.is_of_any or self._has_room_for_any)
            and self._blunt[candidate.subject] < candidate.most_blunt
        ]

    @property
    def _has_room_for_any(self) -> bool:
        of_change = len(self.chosen) - self._of_any
        return (self._of_any + 1) * OWN_FOR_ONE_OF_ANY <= of_change

    def _worth(self, candidate: Candidate) -> float:
        most_about_a_thing = max((self._things[thing] for thing in candidate.things), default=0)
        lost_to_words = _NEAR * self._near.get(candidate.rule.id, 0) / 100
        lost_to_things = _OF_ONE_THING * most_about_a_thing
        lost_to_domain = _OF_ONE_DOMAIN * self._domains[candidate.domain]
        # In this order: the script of the form adds up the same fractions.
        return candidate.points - lost_to_words - lost_to_things - lost_to_domain

    def _take(self, candidate: Candidate) -> None:
        del self._left[candidate.rule.id]
        self.chosen.append(candidate)
        self._checkpoints[candidate.checkpoint] += 1
        self._domains[candidate.domain] += 1
        self._things.update(candidate.things)
        self._of_any += candidate.is_of_any
        self._blunt[candidate.subject] += candidate.is_blunt
        if candidate.once:
            self._once.add(candidate.once)
        alike = self._nearness.alike(candidate.rule)
        self._cover_candidates(candidate, alike)
        self._cover_others(candidate, alike)

    def _cover_candidates(self, chosen: Candidate, alike: Mapping[str, int]) -> None:
        for other in list(self._left.values()):
            id, share = other.rule.id, alike.get(other.rule.id, 0)
            self._near[id] = max(self._near.get(id, 0), share)
            if other.is_plain and self._nearness.is_covered(other.rule, chosen.rule, share):
                chosen.ids.append(id)
                del self._left[id]

    def _cover_others(self, chosen: Candidate, alike: Mapping[str, int]) -> None:
        for id, rule in list(self._others.items()):
            if self._nearness.is_covered(rule, chosen.rule, alike.get(id, 0)):
                chosen.ids.append(id)
                del self._others[id]


def _stemmed(text: str) -> str:
    return " ".join(base_form(word) for word in tokens(text))


def _shares(candidates: Sequence[Candidate]) -> Mapping[str, int]:
    """Return how many items each domain may have.

    Half of it is an equal share, half goes by the number of its candidates: a large domain gets
    more, and a small one is not lost.
    """
    sizes = Counter(candidate.domain for candidate in candidates)
    equal = MOST_ITEMS / max(1, len(sizes))
    return {
        domain: max(_SOME, ceil((equal + MOST_ITEMS * size / len(candidates)) / 2))
        for domain, size in sizes.items()
    }
