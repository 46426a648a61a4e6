"""Two versions of a rule set to changes: what was added, reworded, strengthened and so on."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from ..words.likeness import is_same, same_title, words
from .groups import group_of, names_of
from .match import pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model import Document, Requirement
    from ..rfc2119 import Level
    from .groups import Group, RuleState
    from .lock import Lock
    from .match import Pairing

_NUMBER = re.compile(r"\d+(?:\.\d+)+\.?")
_TOKEN = re.compile(r"\S+")
# The time to compare words grows with the square of their number: 1,000 take a tenth of a second,
# and a rule has 15.
_MOST_WORDS = 1_000
"""Longer statements are shown whole, the old one before the new one."""
# With less than half, a new persona that took over a few rules would count as split off.
_FORMER_SHARE = 0.5
"""The part of a new persona's rules that come from another one if it was split off that one."""


class ChangeKind(StrEnum):
    """What can happen to a rule; several can happen at once."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    """Is in another category or persona."""
    STRENGTHENED = "strengthened"
    """Binds more than before: SHOULD became MUST, or SHOULD NOT became MUST NOT."""
    WEAKENED = "weakened"
    REVERSED = "reversed"
    """Forbids or discourages what it required or allowed before, or the other way round."""
    RENUMBERED = "renumbered"
    """Its author gave it another ID."""
    LEAD_CHANGED = "lead-changed"
    """The sentence that introduces it is another one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that stayed, was removed or was added."""

    text: str
    kind: Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one rule."""

    kinds: tuple[ChangeKind, ...]
    """In the order of `ChangeKind`."""
    before: RuleState | None
    after: RuleState | None

    @property
    def rule(self) -> RuleState:
        """The rule as it is now, or as it was last."""
        latest = self.after or self.before
        assert latest is not None
        return latest

    @property
    def pieces(self) -> list[Piece]:
        """The words of the rule, and which of them were removed or added.

        Those of its lead are left out where it is another one, which `LeadChange` says once.
        """
        before, after = self.before, self.after
        if not before or not after:
            return [Piece(self.rule.statement, "new" if after else "gone")]
        if ChangeKind.LEAD_CHANGED not in self.kinds and not is_same(before.lead, after.lead):
            return word_difference(before.text, after.text)
        return word_difference(before.statement, after.statement)


@dataclass(frozen=True, slots=True)
class LeadChange:
    """Another sentence that introduces the same rules."""

    before: str
    """Empty if they had none."""
    after: str
    """Empty if they have none any more."""
    rules: tuple[RuleState, ...]
    """The rules below it, as they are now."""

    @property
    def pieces(self) -> list[Piece]:
        """The words of the lead, and which of them were removed or added."""
        return word_difference(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Renaming:
    """A persona or category that has another name than before."""

    what: Literal["persona", "category", "split"]
    """`split` means that the persona was made from a part of another."""
    persona: str
    """The title of the persona now."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two versions."""

    changes: tuple[Change, ...]
    renamings: tuple[Renaming, ...] = ()
    leads: tuple[LeadChange, ...] = ()

    @classmethod
    def of(cls, changes: Iterable[Change], renamings: Iterable[Renaming] = ()) -> Comparison:
        """Return the comparison with these changes, each changed lead said once."""
        told: list[Change] = []
        below: dict[tuple[str, str, str], list[RuleState]] = defaultdict(list)
        for change in changes:
            if ChangeKind.LEAD_CHANGED not in change.kinds:
                told.append(change)
                continue
            before, after = change.before, change.after
            assert before
            assert after
            below[after.group or after.persona, before.lead, after.lead].append(after)
            others = tuple(kind for kind in change.kinds if kind is not ChangeKind.LEAD_CHANGED)
            if others:
                told.append(replace(change, kinds=others))
        leads = [LeadChange(old, new, tuple(rules)) for (_, old, new), rules in below.items()]
        return cls(tuple(told), tuple(renamings), tuple(leads))

    def __bool__(self) -> bool:
        return bool(self.changes or self.renamings or self.leads)

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many rules, or leads, each kind of change happened to, without those of none."""
        counts: Counter[ChangeKind] = Counter()
        for change in self.changes:
            counts.update(change.kinds)
        counts[ChangeKind.LEAD_CHANGED] = len(self.leads)
        return {kind: counts[kind] for kind in ChangeKind if counts[kind]}

    @property
    def sentence(self) -> str:
        """The counts in words.

        >>> Comparison(()).sentence
        'no rule changed'
        """
        counts = dict(self.counts)
        leads = counts.pop(ChangeKind.LEAD_CHANGED, 0)
        parts = [f"{count} {kind}" for kind, count in counts.items()]
        parts += [f"{leads} {'lead' if leads == 1 else 'leads'} changed"] if leads else []
        return ", ".join(parts) or "no rule changed"


def compare(
    old: Sequence[Document], new: Sequence[Document], old_lock: Lock, new_lock: Lock
) -> Comparison:
    """Return what differs between two versions whose rules have IDs.

    Args:
        old: The texts of the version before.
        new: The texts of the version after.
        old_lock: Which IDs of the version before are locked; the others may mean other rules
            afterwards.
        new_lock: The same for the version after.
    """
    old_groups = [_group(text, old_lock) for text in old]
    new_groups = [_group(text, new_lock) for text in new]
    pairing = pair(old_groups, new_groups)
    leads = _Leads(pairing)
    changes: list[Change] = []
    for n, after in enumerate(pairing.new):
        o = pairing.pairs.get(n)
        if o is None:
            changes.append(Change((ChangeKind.ADDED,), None, after))
            continue
        before = pairing.old[o]
        kinds = changed(before, after, is_moved=_is_moved(pairing, before, after, leads))
        if kinds:
            changes.append(Change(kinds, before, after))
    changes += [Change((ChangeKind.REMOVED,), pairing.old[o], None) for o in pairing.removed]
    return Comparison.of(changes, _renamings(pairing, old, new))


def changed(before: RuleState, after: RuleState, *, is_moved: bool) -> tuple[ChangeKind, ...]:
    """Return what happened to a rule from one version to the next.

    >>> from rolebook.identity.groups import RuleState
    >>> from rolebook.rfc2119 import Level
    >>> before = RuleState("Tester", "Logging", Level.SHOULD, "keep logs")
    >>> after = RuleState("Tester", "Logging", Level.MUST, "keep all logs")
    >>> [kind.value for kind in changed(before, after, is_moved=False)]
    ['reworded', 'strengthened']
    """
    happened = {
        ChangeKind.REWORDED: not is_same(before.text, after.text),
        ChangeKind.MOVED: is_moved,
        ChangeKind.RENUMBERED: _is_renumbered(before.author_id, after.author_id),
        # Elsewhere a rule is expected to have another lead.
        ChangeKind.LEAD_CHANGED: not is_moved and not is_same(before.lead, after.lead),
        _level_change(before.level, after.level): before.level is not after.level,
    }
    return tuple(kind for kind in ChangeKind if happened.get(kind))


def word_difference(before: str, after: str) -> list[Piece]:
    """Return two texts as one, with the words that were removed and added.

    >>> pieces = word_difference("keep logs for a week", "keep logs for a month")
    >>> [(piece.kind, piece.text) for piece in pieces]
    [('same', 'keep logs for a'), ('gone', 'week'), ('new', 'month')]
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        return [Piece(before, "gone"), Piece(after, "new")]
    pieces: list[Piece] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(" ".join(new[k:m]), "same"))
            continue
        pieces += [Piece(" ".join(old[i:j]), "gone")] if i < j else []
        pieces += [Piece(" ".join(new[k:m]), "new")] if k < m else []
    return pieces


def _level_change(before: Level, after: Level) -> ChangeKind:
    if before.is_negative != after.is_negative:
        return ChangeKind.REVERSED
    return ChangeKind.STRENGTHENED if after.strength > before.strength else ChangeKind.WEAKENED


def _is_renumbered(before: str, after: str) -> bool:
    return bool(before and after) and before.casefold() != after.casefold()


def _group(text: Document, lock: Lock) -> Group:
    """Return the rules of a text; what was only counted may mean another rule or persona there."""
    sure = {requirement.id for requirement in text.requirements if _is_sure(requirement, lock)}
    names = names_of(text.path, text.title, text.code if sure else "", text.aliases)
    return group_of(text, text.slug, names, lambda rule: rule.id if rule.id in sure else "")


def _is_sure(requirement: Requirement, lock: Lock) -> bool:
    """Whether an ID means this rule in other versions, too: it is the author's, or locked."""
    revisions = lock.history.get(requirement.id, ())
    return bool(requirement.explicit_id or (revisions and revisions[0].date))


def _is_moved(pairing: Pairing, before: RuleState, after: RuleState, leads: _Leads) -> bool:
    """Whether a rule is elsewhere, and its persona, category or lead was not just renamed."""
    if pairing.personas.get(after.group) != before.group:
        return True
    if leads.are_both_kept(before, after):
        return True
    former = pairing.categories.get((after.group, after.category), after.category)
    return _unnumbered(former) != _unnumbered(before.category)


class _Leads:
    """Which leads there were, and which there are."""

    def __init__(self, pairing: Pairing) -> None:
        self._old = {(rule.group, words(rule.lead)) for rule in pairing.old if rule.lead}
        self._new = {(rule.group, words(rule.lead)) for rule in pairing.new if rule.lead}

    def are_both_kept(self, before: RuleState, after: RuleState) -> bool:
        """Whether a rule went from one lead to another, and both introduce rules in both versions.

        Then the rule is in another place; its lead is not another sentence.
        """
        one, other = words(before.lead), words(after.lead)
        is_old_kept = (after.group, one) in self._new
        is_new_old = (before.group, other) in self._old
        return one != other and is_old_kept and is_new_old


def _unnumbered(title: str) -> str:
    """Return a title without a number such as 2.3.7, which other requirements shift."""
    return same_title(_NUMBER.sub("", title))


def _renamings(
    pairing: Pairing, old: Sequence[Document], new: Sequence[Document]
) -> Iterator[Renaming]:
    """Yield the personas that were renamed or split off, then the categories that were renamed."""
    before = {text.slug: text.title for text in old}
    after = {text.slug: text.title for text in new}
    origins: dict[str, Counter[str]] = defaultdict(Counter)
    for n, o in pairing.pairs.items():
        origins[pairing.new[n].group][pairing.old[o].group] += 1
    for text in new:
        former = pairing.personas.get(text.slug)
        if former is None:
            origin, count = next(iter(origins[text.slug].most_common(1)), ("", 0))
            if origin and count >= _FORMER_SHARE * len(text.requirements):
                yield Renaming("split", text.title, before[origin], text.title)
        elif before[former] != text.title:
            yield Renaming("persona", text.title, before[former], text.title)
    for (persona, title), former in pairing.categories.items():
        if same_title(title) != same_title(former):
            yield Renaming("category", after[persona], former, title)
