"""A handbook and a persona to its review rubric: classify, score, choose, and find a place for every other rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..rfc2119 import Level
from .accounting import account
from .authored import wishes
from .choosing import Candidate, choose
from .classifying import classify
from .looking import Looking
from .narrowing import domains, narrowed, touched
from .records import Pause, Place, Placement, Rubric, Sight, Stop, signed
from .scoring import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..link.handbook import Grid, Handbook
    from ..model import Document, Requirement
    from ..model.diagnostics import Diagnostic
    from .authored import Wishes
    from .classifying import Sighting
    from .narrowing import Touched


def rubric(book: Handbook, text: Document, *, domains: Collection[str] = ()) -> Rubric:
    r"""Return the review rubric of a persona.

    Args:
        book: The handbook.
        text: A persona or document of it.
        domains: Codes or titles of the categories that a change touches; all unless given.

    Raises:
        OperatorError: There is no such domain.
        UnaccountedError: The fault is ours.

    Examples:
        >>> from rolebook import Source, handbook
        >>> rules = "**MUST NOT** put credentials into a URL\n**MUST** be kind to colleagues\n"
        >>> book = handbook([Source("a.md", "# The Tester\n\n## Traits\n- calm\n\n## Rules\n" + rules)])
        >>> made = rubric(book, book.personas[0])
        >>> [(item.id, item.stop.value, item.text) for item in made.items]
        [('TES-RULE-01', 'approving', 'put credentials into a URL')]
        >>> made.accounts
        '1 item = 1 rule, grid 0, CI 0, full list 0, not visible in a review 1 = 2'
    """
    return account(_Making(book, text, wishes(book, text)[0], domains).rubric(), text)


def problems(book: Handbook) -> list[Diagnostic]:
    """Return what is wrong with the rubric files that stand beside texts."""
    return [problem for text in book.texts for problem in wishes(book, text)[1]]


class _Making:
    def __init__(
        self, book: Handbook, text: Document, wishes: Wishes, names: Collection[str]
    ) -> None:
        self._text = text
        self._wishes = wishes
        self._touched: Touched | None = touched(text, names) if names else None
        self._looking = Looking(book, text, wishes, self._touched)
        able = self._looking.able
        self._chosen = choose(able, self._looking.others)
        self._lead = {id: one.rule.id for one in self._chosen for id in one.ids}
        self._reserve = [one for one in able if one.rule.id not in self._lead]
        self._checkable = self._looking.checkable | self._lead.keys()
        self._grid = self._left_grid()
        self._in_grid = self._grid.ids if self._grid else frozenset[str]()

    def rubric(self) -> Rubric:
        every = domains(self._text)
        return Rubric(
            self._text.code,
            self._text.name,
            tuple(self._pauses()),
            self._grid,
            tuple(self._placement(rule) for rule in self._text.requirements),
            tuple(
                self._looking.item(one)
                for one in sorted(self._reserve, key=lambda one: -one.score.points)
            ),
            len(self._checkable),
            every,
            tuple(
                domain.code
                for domain in every
                if self._touched and domain.code in self._touched.codes
            ),
        )

    def _left_grid(self) -> Grid | None:
        """Return the grid without what is an item, dropped, or of another domain."""
        codes = self._touched.codes if self._touched else None
        return narrowed(
            self._looking.grid, codes, without=self._lead.keys() | self._wishes.drops.keys()
        )

    def _pauses(self) -> Iterator[Pause]:
        in_order = sorted(self._chosen, key=lambda one: one.order)
        for stop in Stop:
            here = [one for one in in_order if one.stop is stop]
            if here:
                yield Pause(stop, tuple(self._looking.item(one) for one in here))

    def _placement(self, rule: Requirement) -> Placement:
        one = self._looking.found.get(rule.id)
        if (
            rule.id in self._lead
            or rule.id in self._wishes.drops
            or rule.id in self._looking.templates
        ):
            sighting = one.sighting if one else None
            place, reason = self._given(rule)
        else:
            sighting = one.sighting if one else classify(rule)
            place, reason = self._found(rule, sighting)
        sight = sighting.sight if sighting else None
        return Placement(
            rule.id, place, reason, sight, one.score if one else None, self._lead.get(rule.id, "")
        )

    def _given(self, rule: Requirement) -> tuple[Place, str]:
        """Return where a rule goes whose words do not decide, and why."""
        lead = self._lead.get(rule.id)
        if lead:
            return Place.ITEM, "leads its item" if lead == rule.id else f"answered by {lead}"
        if rule.id in self._wishes.drops:
            return Place.LIST, ": ".join(
                filter(None, ("dropped by its author", self._wishes.drops[rule.id]))
            )
        if rule.id in self._in_grid:
            return Place.GRID, "a template, ticked by domain"
        return Place.OTHER, "a template, of a domain that the change does not touch"

    def _found(self, rule: Requirement, sighting: Sighting) -> tuple[Place, str]:
        """Return where the words of a rule put it, and why: the first that holds."""
        if sighting.sight.place is not Place.LIST:
            return sighting.sight.place, sighting.reason
        if self._touched and not self._touched.concerns(rule):
            return Place.OTHER, "of a domain that the change does not touch"
        return Place.LIST, _left_out(self._looking.found.get(rule.id), sighting)


def _left_out(one: Candidate | None, sighting: Sighting) -> str:
    if one is None:
        return "its group found no place"
    if sighting.sight is Sight.NOWHERE:
        return sighting.reason
    if one.score.is_checkable:
        return "could be answered; others matter more"
    if one.rule.level is Level.MAY:
        return "MAY leaves the choice free"
    what = (
        "too vague to answer"
        if any(part.points < 0 for part in one.score.parts)
        else "too little to point at"
    )
    return f"{what}: {signed(one.score.clarity)} of {ENOUGH} points"
