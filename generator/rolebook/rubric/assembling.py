"""A handbook and a persona to its review rubric: classify, score, choose, and place each rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rfc2119 import Level
from .accounting import account
from .artefacts import artefacts
from .author_choices import author_choices
from .candidates import Candidates
from .choosing import Candidate, choose
from .classifying import classify
from .model import (
    MOST_AT_A_CHECKPOINT,
    Checkpoint,
    Outcome,
    Placement,
    Reason,
    Rubric,
    Section,
    Visibility,
    shows_code,
)
from .narrowing import domains as domains_of
from .narrowing import narrowed, read_from, touched

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..input.change import Change
    from ..link.handbook import Grid, Handbook
    from ..model import Document, Requirement
    from ..model.diagnostics import Diagnostic
    from .author_choices import AuthorChoices
    from .model import Sighting
    from .narrowing import Touched


def rubric(
    book: Handbook,
    document: Document,
    *,
    domains: Collection[str] = (),
    change: Change | None = None,
) -> Rubric:
    r"""Return the review rubric of a persona.

    Args:
        book: The handbook.
        document: A persona or document of it.
        domains: Codes or titles of the categories that a change touches; all unless given.
        change: The change to review, if it is known: only what its files and lines are about
            is asked, or anything if they are about no rule.

    Raises:
        OperatorError: There is no such domain.
        UnaccountedError: A bug: a rule would be lost.

    Examples:
        >>> from rolebook import Source, handbook
        >>> rules = "**MUST NOT** put credentials into a URL\n**MUST** be kind to colleagues\n"
        >>> persona = "# The Tester\n\n## Traits\n- calm\n\n## Rules\n" + rules
        >>> book = handbook([Source("a.md", persona)])
        >>> tester = rubric(book, book.personas[0])
        >>> [(item.id, item.checkpoint.value, item.text) for item in tester.items]
        [('TES-RULE-01', 'approving', 'put credentials into a URL')]
        >>> tester.counts["item"], tester.counts["not_visible"], tester.total
        (1, 1, 2)
    """
    author, _ = author_choices(book, document)
    narrowed_to: Touched | None = None
    if change:
        read = read_from(change, document, domains)
        narrowed_to = read if read.says_something(document) else None
    elif domains:
        narrowed_to = touched(document, domains)
    return account(_Assembly(book, document, author, narrowed_to).rubric(), document)


def problems(book: Handbook) -> list[Diagnostic]:
    """Return the problems of the rubric files next to documents."""
    found: list[Diagnostic] = []
    for document in book.texts:
        found += author_choices(book, document)[1]
    return found


_OF_SOFTWARE = (Outcome.SERVICE, Outcome.DESIGN)
"""What is settled for software once."""


class _Assembly:
    def __init__(
        self, book: Handbook, document: Document, author: AuthorChoices, touched: Touched | None
    ) -> None:
        self._document = document
        self._author = author
        self._touched = touched
        self._candidates = Candidates(book, document, author, touched)
        loudest = touched.loudest if touched else ()
        self._chosen = choose(self._candidates.askable, self._candidates.others, loudest)
        self._artefacts = artefacts(document)
        self._lead: dict[str, str] = {}
        """From a rule to the one that leads the item covering it."""
        for chosen in self._chosen:
            self._lead.update(dict.fromkeys(chosen.ids, chosen.rule.id))
        self._codes = touched.codes if touched else None
        """Codes of the domains that the change touches; None for any change."""
        self._grid = self._left_grid()
        self._in_grid = self._grid.ids if self._grid else frozenset[str]()

    def rubric(self) -> Rubric:
        domains = domains_of(self._document)
        codes = self._codes or frozenset()
        rows = {chosen.row for chosen in self._chosen if chosen.row}
        reserve = [
            one
            for one in self._candidates.askable
            if one.rule.id not in self._lead and one.row not in rows
        ]
        reserve.sort(key=lambda candidate: -candidate.points)
        return Rubric(
            self._document.code,
            self._document.name,
            tuple(self._sections()),
            self._grid,
            tuple(self._placement(rule) for rule in self._document.requirements),
            reserve=tuple(map(self._candidates.item, reserve)),
            checkable=len(self._candidates.checkable | self._lead.keys()),
            domains=domains,
            artefacts=self._artefacts,
            touched=tuple(domain.code for domain in domains if domain.code in codes),
        )

    def _left_grid(self) -> Grid | None:
        """Return the grid without what is asked, dropped, or of another domain."""
        without = self._lead.keys() | self._author.drops.keys()
        return narrowed(self._candidates.grid, self._codes, without=without)

    def _sections(self) -> Iterator[Section]:
        in_order = sorted(self._chosen, key=lambda candidate: candidate.order)
        shared = [one for one in in_order if self._candidates.is_shared(one)]
        for one in shared[:MOST_AT_A_CHECKPOINT]:
            one.checkpoint = Checkpoint.EVERY
        for checkpoint in Checkpoint:
            here = [one for one in in_order if one.checkpoint is checkpoint]
            if here:
                yield Section(checkpoint, tuple(map(self._candidates.item, here)))

    def _placement(self, rule: Requirement) -> Placement:
        candidate = self._candidates.by_id.get(rule.id)
        placed = self._placed_regardless_of_words(rule.id)
        sighting = candidate.sighting if candidate else None
        if placed is None:
            sighting = sighting or classify(rule)
            placed = self._placed_by_words(rule, sighting)
        outcome, reason = placed
        return Placement(
            rule.id,
            outcome,
            reason,
            sighting,
            score=candidate.score if candidate else None,
            item=self._lead.get(rule.id, ""),
            note=self._author.drops.get(rule.id, "") if reason is Reason.DROPPED else "",
        )

    def _placed_regardless_of_words(self, id: str) -> tuple[Outcome, Reason] | None:
        """Return the outcome of a rule if it was chosen, dropped or repeated, and why."""
        if self._lead.get(id) == id:
            return Outcome.ITEM, Reason.LEADS
        if id in self._lead:
            return Outcome.ITEM, Reason.COVERED
        if id in self._author.drops:
            return Outcome.LIST, Reason.DROPPED
        if id in self._in_grid:
            return Outcome.GRID, Reason.REPEATED
        if id in self._candidates.repeated:
            return Outcome.OTHER, Reason.REPEATED_ELSEWHERE
        return None

    def _placed_by_words(self, rule: Requirement, sighting: Sighting) -> tuple[Outcome, Reason]:
        """Return the outcome that the words of a rule lead to, and why: the first that holds."""
        outcome = sighting.visibility.outcome
        if outcome in _OF_SOFTWARE and not shows_code(self._artefacts):
            return Outcome.LIST, Reason.NAMES_NOTHING
        if outcome is not Outcome.LIST:
            return outcome, Reason.SHOWS_ELSEWHERE
        if self._touched and not self._touched.concerns(rule):
            return Outcome.OTHER, Reason.UNTOUCHED
        candidate = self._candidates.by_id.get(rule.id)
        return Outcome.LIST, _why_not_asked(candidate, sighting, bool(self._chosen))


def _why_not_asked(candidate: Candidate | None, sighting: Sighting, has_questions: bool) -> Reason:
    if candidate is None:
        return Reason.GROUP_LEFT_OUT
    if sighting.visibility is Visibility.NOWHERE:
        return Reason.NAMES_NOTHING
    if candidate.score.is_checkable:
        return Reason.OUTRANKED if has_questions else Reason.ALONE
    if candidate.rule.level is Level.MAY:
        return Reason.OPTIONAL
    if any(part.points < 0 for part in candidate.score.parts):
        return Reason.VAGUE
    return Reason.THIN
