"""The rules of a persona that could be asked, with where each shows and what speaks for it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ..markup import plain
from .artefacts import artefacts
from .choosing import Candidate
from .classifying import classify
from .continuing import continued
from .model import ROLES_THAT_SHARE, Artefact, Aspect, Item, Visibility
from .repeated import first_rule, reviewable, row_of
from .scoring import score

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ..link.handbook import Grid, Handbook
    from ..model import Document, Requirement
    from .author_choices import AuthorChoices
    from .model import Placement, Rubric
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
        self._continued = continued(document.requirements)
        self._rows = row_of(book.grids.get(document.slug))
        self._answerable_rows = {row.family for row in (self.grid.rows if self.grid else ())}
        self._rows_of_tests = self._with_tests(book.grids.get(document.slug))
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
        return self._rows.keys()

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
            candidate.question or self._words(candidate.rule),
            tuple(candidate.ids),
            candidate.checkpoint,
            candidate.domain,
            sighting=candidate.sighting,
            score=candidate.score,
            is_pinned=candidate.is_pinned,
            is_asked=bool(candidate.question),
            inferred=leading.inferred,
            is_bare_prohibition=not candidate.question and _is_bare_prohibition(candidate.rule),
        )

    def _is_odd(self, document: Document) -> bool:
        """Whether a role that shows no code, but something else, has just one question."""
        if len(document.requirements) < _SOME_RULES or len(self.answerable) != 1:
            return False
        [only] = self.answerable
        shown = artefacts(document)
        is_of_author = only.is_pinned or bool(only.question)
        return bool(shown) and Artefact.CODE not in shown and not is_of_author

    def _words(self, rule: Requirement) -> str:
        """Return the words of a rule, with those of the line above if it continues them."""
        above = self._continued.get(rule.id)
        if above is None:
            return rule.statement
        return self._book.say("rubric-continues", words=rule.statement, above=above.statement)

    def _with_tests(self, grid: Grid | None) -> frozenset[str]:
        """Return the repeated sentences about tests, which are asked; the first rule decides."""
        firsts = ((row.family, first_rule(row)) for row in (grid.rows if grid else ()))
        return frozenset(
            row for row, id in firsts if classify(self._rules[id]).aspect is Aspect.TEST
        )

    def _is_candidate(self, rule: Requirement) -> bool:
        """Whether a rule can be asked: one of the persona's own, or one that its author names."""
        if rule.id in self._author.leads:
            return True
        if rule.id in self._author.drops or rule.id in self._author.members:
            return False
        row = self._rows.get(rule.id)
        if row is None or row in self._rows_of_tests:
            return True
        is_said = self._touched is not None and self._touched.is_said(rule)
        return is_said and row in self._answerable_rows

    def _candidate(self, rule: Requirement) -> Candidate:
        sighting = classify(rule)
        question = self._author.asks.get(rule.id, "")
        judged = self._judged.get(rule.id)
        is_touched = self._touched is not None and self._touched.is_about(rule)
        points = self._touched.points(rule) if self._touched else 0
        row = self._rows.get(rule.id, "")
        return Candidate(
            rule,
            sighting,
            (judged and judged.score)
            or score(rule, sighting, is_asked=bool(question), touched=points),
            self._author.pins.get(rule.id) or sighting.checkpoint,
            question,
            list(self._author.groups.get(rule.id, (rule.id,))),
            rule.id in self._author.pins,
            row,
            subject=self._touched.subjects.of(rule) if self._touched else "",
            is_of_any=self._touched is not None
            and not (is_touched and (not row or self._touched.read)),
        )

    def _is_askable(self, candidate: Candidate) -> bool:
        """Whether a rule can be answered, and concerns the change."""
        if candidate.is_pinned:
            return True
        if candidate.is_thin and not self._is_about_change(candidate):
            return False
        return candidate.is_answerable and self._concerns_change(candidate)

    def _is_about_change(self, candidate: Candidate) -> bool:
        """Whether a candidate is about what the change touches, so that there is more to see."""
        return self._touched is not None and self._touched.is_about(candidate.rule)

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
