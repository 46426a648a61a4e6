"""The places of a file that are rewritten, each with several wordings to try."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ..model import PassageKind
from ..model.source import Source
from ..parse import parse
from ..parse.rules import JOINT_AT_END
from ..words.lines import one_line
from .sameness import same_rule
from .wording import lead_wordings, wordings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model import Document, Passage, Requirement
    from ..model.source import Span
    from ..rfc2119 import Level
    from .reading import Reading


@dataclass(slots=True)
class Slot:
    """A stretch of the source, and what may replace it."""

    span: Span
    raw: str
    """The stretch without what Markdown takes away at the starts of lines."""
    ways: list[str]
    """What may replace it, the best first; the first of them may be the stretch itself."""
    at: int = 0
    """Which of them is used."""

    @property
    def text(self) -> str:
        """What replaces it now."""
        return self.ways[self.at]

    def try_next(self) -> bool:
        """Use the next wording; return whether there is one."""
        self.at += 1
        if self.at < len(self.ways):
            return True
        self.at = len(self.ways) - 1
        return False


@dataclass(slots=True)
class Slots:
    """All places of a file that are rewritten."""

    rules: dict[int, Slot] = field(default_factory=dict)
    """By the number of the rule."""
    leads: dict[int, Slot] = field(default_factory=dict)
    """By the number of a rule, the sentence that gives the rule its level."""

    def __iter__(self) -> Iterator[Slot]:
        yield from self.rules.values()
        yield from {id(slot): slot for slot in self.leads.values()}.values()

    def try_next_lead(self) -> bool:
        """Use another wording for a sentence above a list; return whether there is one."""
        return any(slot.try_next() for slot in self.leads.values())

    def try_next(self, number: int) -> bool:
        """Use another wording for a rule, or for its neighbours; return whether there is one."""
        for near in (number, number - 1, number + 1, number - 2, number + 2):
            slots = (self.leads.get(near), self.rules.get(near))
            if any(slot.try_next() for slot in slots if slot):
                return True
        return False


def slots_of(reading: Reading) -> Slots:
    """Return the places of the rules that other words than keywords in capitals state."""
    found = Slots()
    text = reading.text
    if text is None:
        return found
    by_place: dict[Span, Slot] = {}
    for number, rule in enumerate(text.requirements):
        if rule.keyword.isupper() and not rule.inferred:
            continue
        written = rule.inferred or rule.keyword
        lead = _lead(text, rule, written)
        if lead is None:
            found.rules[number] = _slot(rule, written)
            continue
        if lead.span not in by_place:
            level = _level_of_lead(text, lead) or rule.level
            ways = [*lead_wordings(lead.text, written, level), lead.text]
            by_place[lead.span] = Slot(lead.span, lead.text, ways)
        found.leads[number] = by_place[lead.span]
        found.rules[number] = Slot(
            rule.span, rule.raw, [rule.raw, *wordings(rule.raw, "", rule.level)]
        )
    return found


def _lead(text: Document, rule: Requirement, written: str) -> Passage | None:
    """Return the sentence above a rule that gives it its level, unless it has its own."""
    if not rule.context or written.casefold() in " ".join(rule.raw.split()).casefold():
        return None
    above = [
        passage
        for passage in text.passages
        if passage.kind is PassageKind.LEAD
        and passage.span.line <= rule.span.line
        and written.split("…")[0].strip() in " ".join(passage.text.split())
    ]
    return max(above, key=lambda passage: passage.span, default=None)


def _level_of_lead(text: Document, lead: Passage) -> Level | None:
    """Return the level of the items below a lead; one that begins with "never" has another."""
    words = one_line(lead.text)
    levels = (rule.level for rule in text.requirements if rule.context.endswith(words))
    return next(levels, None)


_END = 12
"""Characters that show that a rule has all words of its statement."""


def _slot(rule: Requirement, written: str) -> Slot:
    """Return the wordings of a rule; those that read like it on their own come first."""
    # What joins a rule to the next one becomes a full stop.
    is_whole = one_line(rule.raw).endswith(rule.text[-_END:])
    raw = rule.raw.rstrip(";") if is_whole else JOINT_AT_END.sub("", rule.raw)
    ways = list(dict.fromkeys(wordings(raw, written, rule.level)))
    surest = [way for way in ways if _reads_like(way, rule, written)]
    return Slot(rule.span, raw, list(dict.fromkeys([*surest, *ways])))


def _reads_like(way: str, rule: Requirement, written: str) -> bool:
    """Whether a wording, read on its own, is the rule, with its condition and without doubts."""
    text, problems = parse(Source("a.md", way))
    rules: Sequence[Requirement] = text.requirements if text else ()
    if len(rules) != 1 or any(problem.code.startswith("KW") for problem in problems):
        return False
    [read] = rules
    return (
        read.level is rule.level
        and read.condition == rule.condition
        and same_rule(_bare(rule), _bare(read), written)
    )


def _bare(rule: Requirement) -> Requirement:
    """Return a rule without what comes from around it."""
    empty = replace(rule.category, title="", trail=())
    return replace(
        rule,
        category=empty,
        explicit_id="",
        is_collaboration=False,
        names=(),
        note="",
        options=(),
        conditions=(),
    )
