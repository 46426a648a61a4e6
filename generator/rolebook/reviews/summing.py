"""Reviews to sums: how often each rule was asked and what was answered, per role and per month."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING

from ..model.lazily import Lazy
from ..rubric import Outcome, Reason, rubric
from ..rubric.answers import Answer
from .reading import reviews_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..link.handbook import Handbook
    from ..model import Persona
    from ..rubric import Rubric
    from .model import Review

PROVES_LITTLE = 10
"""Fewer reviews than this are a matter of chance: of 9, one more is a tenth of all."""
_ALWAYS = 3
"""Answers from which on a rule that never applied is worth a look."""


@dataclass(frozen=True, slots=True)
class RuleSum:
    """What was answered about one rule."""

    id: str
    asked: int
    """In how many reviews a question asked for it."""
    kept: int
    broken: int
    untouched: int

    @property
    def answered(self) -> int:
        """How many of them were answered."""
        return self.kept + self.broken + self.untouched

    @property
    def is_always_untouched(self) -> bool:
        """Whether it was answered often enough, and never applied."""
        return self.untouched == self.answered >= _ALWAYS


@dataclass(frozen=True, slots=True)
class MonthSum:
    """The reviews of one month."""

    month: str
    """`2026-11`; empty for reviews without a date."""
    reviews: int = 0
    kept: int = 0
    broken: int = 0
    untouched: int = 0

    @property
    def answered(self) -> int:
        """How many questions were answered."""
        return self.kept + self.broken + self.untouched


@dataclass(frozen=True)
class RoleSum:
    """The reviews by the rubric of one role, or of all roles."""

    code: str
    """Of the role, or what the reviews say where no role has it; empty for all roles."""
    persona: Persona | None
    reviews: int
    months: tuple[MonthSum, ...]
    """Those with reviews, in order; reviews without a date come first."""
    rules: tuple[RuleSum, ...]
    """All that were asked, by ID."""
    never: tuple[str, ...] = ()
    """IDs of the rules that could be asked and never were, in the order of the source."""

    @property
    def name(self) -> str:
        """What the role is called."""
        return self.persona.name if self.persona else self.code

    @property
    def proves_little(self) -> bool:
        """Whether there are too few reviews to rely on."""
        return self.reviews < PROVES_LITTLE

    @property
    def broken(self) -> list[RuleSum]:
        """The rules that were broken, the most often broken first, then the larger share."""
        rules = [rule for rule in self.rules if rule.broken]
        return sorted(rules, key=lambda rule: (-rule.broken, -rule.broken / rule.answered, rule.id))

    @property
    def untouched(self) -> list[RuleSum]:
        """The rules that never applied, the most often asked first."""
        rules = [rule for rule in self.rules if rule.is_always_untouched]
        return sorted(rules, key=lambda rule: (-rule.answered, rule.id))

    @cached_property
    def answers(self) -> Mapping[Answer, int]:
        """How many answers of each kind there are."""
        return {answer: sum(getattr(m, answer) for m in self.months) for answer in Answer}


@dataclass(frozen=True)
class Summary:
    """All reviews of a handbook in numbers."""

    whole: RoleSum
    roles: tuple[RoleSum, ...]
    """Those with reviews: roles of the handbook in its order, then others by code."""

    @cached_property
    def by_rule(self) -> Mapping[str, RuleSum]:
        """What was answered about each rule that was asked."""
        return {rule.id: rule for rule in self.whole.rules}


def summary(book: Handbook, rubrics: Mapping[str, Rubric] | None = None) -> Summary:
    """Return the reviews of a handbook in numbers.

    Args:
        book: The handbook.
        rubrics: From the slug of a persona to its rubric for any change; made unless given.
    """
    reviews = reviews_of(book)
    by_slug = {persona.slug: persona for persona in book.personas}
    made = Lazy(by_slug, partial(rubric, book)) if rubrics is None else rubrics
    by_code: dict[str, list[Review]] = {}
    for review in reviews:
        by_code.setdefault(review.persona, []).append(review)
    personas = {persona.code: persona for persona in book.personas}
    codes = [code for code in personas if code in by_code]
    codes += sorted(by_code.keys() - personas.keys())
    roles = [_role(code, personas.get(code), by_code[code], made) for code in codes]
    return Summary(RoleSum("", None, len(reviews), _months(reviews), _rules(reviews)), tuple(roles))


def _role(
    code: str, persona: Persona | None, reviews: Sequence[Review], rubrics: Mapping[str, Rubric]
) -> RoleSum:
    rules = _rules(reviews)
    asked = {rule.id for rule in rules}
    could = _askable(rubrics[persona.slug]) if persona else []
    never = tuple(id for id in could if id not in asked)
    return RoleSum(code, persona, len(reviews), _months(reviews), rules, never)


def _askable(made: Rubric) -> list[str]:
    """Return the IDs of the rules that a question could ask for."""
    return [
        one.id
        for one in made.placements
        if one.outcome is Outcome.ITEM
        or (one.score and one.score.is_checkable and one.reason is not Reason.DROPPED)
    ]


def _rules(reviews: Iterable[Review]) -> tuple[RuleSum, ...]:
    asked: Counter[str] = Counter()
    answers: Counter[tuple[str, Answer]] = Counter()
    for review in reviews:
        asked.update(set(chain.from_iterable(reply.asks for reply in review.replies)))
        answers.update((reply.id, reply.answer) for reply in review.replies if reply.answer)
    return tuple(
        RuleSum(id, asked[id], *(answers[id, answer] for answer in Answer)) for id in sorted(asked)
    )


def _months(reviews: Iterable[Review]) -> tuple[MonthSum, ...]:
    count: Counter[str] = Counter()
    answers: Counter[tuple[str, Answer]] = Counter()
    for review in reviews:
        month = review.date[:7]
        count[month] += 1
        answers.update((month, reply.answer) for reply in review.replies if reply.answer)
    return tuple(
        MonthSum(month, count[month], *(answers[month, answer] for answer in Answer))
        for month in sorted(count)
    )
