"""A persona to the rules that could be items of its rubric, with where each shows and what there is to say for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .choosing import Candidate
from .classifying import classify
from .records import Item, Sight
from .scoring import score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..link.handbook import Handbook
    from ..model import Document, Requirement
    from .authored import Wishes
    from .narrowing import Touched


class Looking:
    """What is known of the rules of a text before any is chosen."""

    def __init__(
        self, book: Handbook, text: Document, wishes: Wishes, touched: Touched | None = None
    ) -> None:
        self._wishes = wishes
        self._touched = touched
        self._rules: Mapping[str, Requirement] = {rule.id: rule for rule in text.requirements}
        self.grid = book.grids.get(text.slug)
        self.templates = self.grid.ids if self.grid else frozenset[str]()
        looked_at = (rule for rule in text.requirements if self._is_looked_at(rule))
        self.found: Mapping[str, Candidate] = {rule.id: self._candidate(rule) for rule in looked_at}
        """By the id of the leading rule."""
        self.able = [one for one in self.found.values() if self._is_able(one)]
        """Those that can be answered, and concern the change."""
        self.checkable = frozenset(id for one in self.able for id in one.ids)
        """Ids of their rules, before any takes in others."""
        self.others = [
            one.rule
            for id, one in self.found.items()
            if id not in self.checkable and _may_join(one)
        ]
        """Rules that may be answered along with one of them."""

    def item(self, one: Candidate) -> Item:
        """Return a candidate as an item, with all rules that it answers by now."""
        aspect = one.sighting.aspect
        more = f"also answers {', '.join(one.ids[1:])}" if len(one.ids) > 1 else ""
        return Item(
            one.rule.id,
            max((self._rules[id].level for id in one.ids), key=lambda level: level.strength),
            one.question or one.rule.statement,
            tuple(one.ids),
            one.stop,
            one.domain,
            aspect.hint if aspect else "",
            one.sighting.risks,
            tuple(reason for reason in (*_why(one), str(one.score), more) if reason),
            bool(one.question),
        )

    def _is_looked_at(self, rule: Requirement) -> bool:
        """Whether a rule can be an item: one of the text's own, or one that its author names."""
        if rule.id in self._wishes.leads:
            return True
        return not (
            rule.id in self.templates
            or rule.id in self._wishes.drops
            or rule.id in self._wishes.members
        )

    def _candidate(self, rule: Requirement) -> Candidate:
        sighting = classify(rule)
        question = self._wishes.asks.get(rule.id, "")
        return Candidate(
            rule,
            sighting,
            score(rule, sighting, is_asked=bool(question), is_touched=self._is_touched(rule)),
            self._wishes.pins.get(rule.id) or sighting.stop,
            question,
            list(self._wishes.groups.get(rule.id, (rule.id,))),
            rule.id in self._wishes.pins,
        )

    def _is_touched(self, rule: Requirement) -> bool:
        return self._touched is not None and self._touched.speaks_of(rule)

    def _is_able(self, one: Candidate) -> bool:
        """Whether a rule can be answered, and concerns the change."""
        if one.is_pinned:
            return True
        is_near = self._touched is None or any(
            self._touched.concerns(self._rules[id]) for id in one.ids
        )
        return is_near and one.score.is_checkable


def _may_join(one: Candidate) -> bool:
    """Whether a rule that is not asked itself can be answered along with another: not if others than reviewers do."""
    sight = one.sighting.sight
    return bool(one.question) or sight.is_in_review or sight is Sight.NOWHERE


def _why(one: Candidate) -> Iterator[str]:
    if one.is_pinned:
        yield "pinned by its author"
    if one.sighting.aspect:
        yield one.sighting.reason
