"""The rules of a persona that could be asked, with where each shows and what speaks for it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ..markup import plain
from ..rfc2119 import Level
from .artefacts import artefacts
from .choosing import Candidate
from .classifying import classify
from .continuing import Sentences
from .model import ROLES_THAT_SHARE, Item, Visibility, shows_code
from .repeated import Repeated, is_about_tests, reviewable, shows_work
from .scoring import score

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..link.handbook import Handbook
    from ..model import Document, Requirement
    from .author_choices import AuthorChoices
    from .model import Placement, Rubric, Score, Sighting
    from .narrowing import Touched


_SOME_RULES = 5
"""With fewer rules, a single question is no oddity."""


class Candidates:
    """What is known of the rules of a document before any is chosen."""

    def __init__(
        self,
        book: Handbook,
        document: Document,
        author: AuthorChoices,
        touched: Touched | None = None,
        rubric: Rubric | None = None,
    ) -> None:
        """Judge the rules of a document.

        Args:
            book: The handbook.
            document: A persona or document of it.
            author: What its author decides.
            touched: What a change touches; None for any change.
            rubric: Its rubric for any change, where that is made already: rules are judged there.
        """
        self._judged: Mapping[str, Placement] = {
            placement.id: placement for placement in (rubric.placements if rubric else ())
        }
        self._book = book
        self._slug = document.slug
        self._author = author
        self._touched = touched
        self._rules: Mapping[str, Requirement] = {rule.id: rule for rule in document.requirements}
        self.grid = reviewable(book, document)
        self._sentences = Sentences(document.requirements)
        self._repeated = Repeated(book.grids.get(document.slug), document, author.leads)
        self.by_id: Mapping[str, Candidate] = {
            rule.id: self._candidate(rule)
            for rule in document.requirements
            if self._is_candidate(rule)
        }
        """By the ID of the leading rule."""
        self.askable = [one for one in self.by_id.values() if self._is_askable(one)]
        """Those that can be answered, and concern the change."""
        self.answerable = [one for one in self.by_id.values() if one.is_pinned or one.is_answerable]
        """Those that can be answered from some change."""
        if self._is_odd(document):
            self.askable, self.answerable = [], []
        self.checkable = frozenset(chain.from_iterable(one.ids for one in self.askable))
        """IDs of their rules, before any covers others."""
        self.others = [
            candidate.rule
            for id, candidate in self.by_id.items()
            if id not in self.checkable and _may_join(candidate)
        ]
        """Rules that one of them may cover."""

    @property
    def repeated(self) -> Collection[str]:
        """IDs of the rules that the persona repeats for each domain."""
        return self._repeated.row_of.keys()

    def is_shared(self, candidate: Candidate) -> bool:
        """Whether so many roles have the rule that it is asked in every change."""
        others = {self._book.owner(id).slug for id in self._book.same_as(candidate.rule)}
        return len(others - {self._slug}) + 1 >= ROLES_THAT_SHARE

    def item(self, candidate: Candidate) -> Item:
        """Return a candidate as an item, with all rules that it covers by now."""
        rules = [self._rules[id] for id in candidate.ids]
        # What was inferred never outranks what an author wrote.
        written = [rule for rule in rules if not rule.inferred]
        leading = max(written or rules, key=lambda rule: rule.level.strength)
        return Item(
            candidate.rule.id,
            leading.level,
            candidate.question or self._sentences.words(candidate.rule, self._book.say),
            tuple(candidate.ids),
            candidate.checkpoint,
            candidate.domain,
            sighting=candidate.sighting,
            score=candidate.score,
            is_pinned=candidate.is_pinned,
            is_asked=bool(candidate.question),
            inferred=leading.inferred,
            is_bare_prohibition=not candidate.question
            and _is_bare_prohibition(self._sentences.whole(candidate.rule)),
        )

    def _is_odd(self, document: Document) -> bool:
        """Whether a role that shows no code, but something else, has just one small question."""
        if len(document.requirements) < _SOME_RULES or len(self.answerable) != 1:
            return False
        [only] = self.answerable
        matters = only.is_pinned or bool(only.question) or only.sighting.is_grave
        return not matters and not shows_code(artefacts(document))

    def _is_candidate(self, rule: Requirement) -> bool:
        """Whether a rule can be asked: one of the persona's own, or one that its author names."""
        if rule.id in self._author.leads:
            return True
        if rule.id in self._author.drops or rule.id in self._author.members:
            return False
        row = self._repeated.row_of.get(rule.id)
        if row is None:
            return True
        if row in self._repeated.about_tests:
            return is_about_tests(rule)
        return row in self._repeated.about_work and self._is_of_domain(rule)

    def _is_of_domain(self, rule: Requirement) -> bool:
        """Whether the lines of the change are about the domain of a rule."""
        return self._touched is not None and self._touched.is_read_in(rule)

    def _candidate(self, rule: Requirement) -> Candidate:
        sighting = classify(self._sentences.whole(rule))
        question = self._author.asks.get(rule.id, "")
        judged = self._judged.get(rule.id)
        is_touched = self._touched is not None and self._touched.is_about(rule)
        points = self._touched.points(rule) if self._touched else 0
        row = self._repeated.row_of.get(rule.id, "")
        is_asked = bool(question)
        scored = (judged and judged.score) or score(
            rule, sighting, is_asked=is_asked, touched=points
        )
        is_blunt = self._is_of_domain(rule) and self._is_blunt(rule, sighting, scored)
        if is_blunt:
            scored = score(rule, sighting, is_asked=is_asked, touched=points, is_blunt=True)
        return Candidate(
            rule,
            sighting,
            scored,
            self._author.pins.get(rule.id) or sighting.checkpoint,
            question,
            list(self._author.groups.get(rule.id, (rule.id,))),
            rule.id in self._author.pins,
            row,
            subject=self._touched.subjects.of(rule) if self._touched else "",
            is_of_any=self._touched is not None
            and not is_blunt
            and not (is_touched and (not row or self._touched.read)),
            is_blunt=is_blunt,
            # If a line isn't asked about, what to note of it isn't, either.
            is_particular=self._repeated.about_tests.get(row, rule.id) != rule.id
            or self._sentences.continues_unseen(rule),
        )

    def _is_blunt(self, rule: Requirement, sighting: Sighting, scored: Score) -> bool:
        """Whether a rule is about work that a change shows, but not sharp enough for any."""
        row = self._repeated.row_of.get(rule.id)
        is_sharp = scored.is_checkable or scored.is_thin
        if (is_sharp and row is None) or row in self._repeated.about_tests:
            return False
        if rule.inferred or rule.level is Level.MAY:
            return False
        return shows_work(sighting)

    def _is_askable(self, candidate: Candidate) -> bool:
        """Whether a rule can be answered, and concerns the change."""
        if candidate.is_pinned or candidate.is_blunt:
            return True
        if candidate.is_thin and not self._is_about_change(candidate.rule):
            return False
        return candidate.is_answerable and self._concerns_change(candidate)

    def _is_about_change(self, rule: Requirement) -> bool:
        """Whether a rule is about what the change touches, so that there is more to see."""
        return self._touched is not None and self._touched.is_about(rule)

    def _concerns_change(self, candidate: Candidate) -> bool:
        if self._touched is None:
            return True
        return any(self._touched.concerns(self._rules[id]) for id in candidate.ids)


def _is_bare_prohibition(rule: Requirement) -> bool:
    """Whether only its level says that a rule forbids: “expose passwords”, not “Never expose”."""
    if not rule.level.is_negative:
        return False
    negation = plain(rule.inferred or rule.keyword).casefold()
    return negation not in plain(rule.statement).casefold()


def _may_join(candidate: Candidate) -> bool:
    """Whether another question may cover a rule: not if it shows only outside the review."""
    visibility = candidate.sighting.visibility
    is_reviewed = visibility.is_in_review or visibility is Visibility.NOWHERE
    return bool(candidate.question) or is_reviewed
