"""Two versions of a rule set to changes, in the words of RFC 2119: what was added, reworded, strengthened and so on."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from ..words.likeness import is_same, same_title
from . import names_of
from .match import Group, Statement, pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..model import Document, Requirement
    from ..model.source import Span
    from ..rfc2119 import Level
    from .lock import Lock
    from .match import Pairing

_TOKEN = re.compile(r"\S+")
_MOST_WORDS = 1_000
"""Longer statements are shown whole: the time to compare words grows with the square of their number."""
_FORMER_SHARE = 0.5
"""The part of a new persona's rules that must come from another one for it to be split from that one."""


class ChangeKind(StrEnum):
    """What can happen to a rule; several can happen at once."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    """Stands in another category or persona."""
    STRENGTHENED = "strengthened"
    """Binds more than before: SHOULD became MUST, or SHOULD NOT became MUST NOT."""
    WEAKENED = "weakened"
    REVERSED = "reversed"
    """Forbids or warns where it asked or allowed, or the other way round."""


@dataclass(frozen=True, slots=True)
class Version:
    """A rule as it stands in one of the versions."""

    id: str
    persona: str
    """Title of its persona or document."""
    category: str
    level: Level
    text: str
    span: Span | None = None
    """Its place in the sources, if they are at hand."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that stayed, went or came."""

    text: str
    kind: Literal["same", "gone", "new"]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one rule."""

    kinds: tuple[ChangeKind, ...]
    """In the order of `ChangeKind`."""
    before: Version | None
    after: Version | None

    @property
    def rule(self) -> Version:
        """The rule as it is now, or as it was last."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def pieces(self) -> list[Piece]:
        """The words of the rule, and which of them went or came."""
        if self.before and self.after:
            return word_difference(self.before.text, self.after.text)
        return [Piece(self.rule.text, "new" if self.after else "gone")]


@dataclass(frozen=True, slots=True)
class Renaming:
    """A persona or category that has another name than before."""

    what: Literal["persona", "category", "split"]
    """`split` stands for a persona that was made of a part of another."""
    persona: str
    """The title of the persona now."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two versions."""

    changes: tuple[Change, ...]
    renamings: tuple[Renaming, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.renamings)

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many rules each kind of change happened to; kinds that did not occur are left out."""
        found = Counter(kind for change in self.changes for kind in change.kinds)
        return {kind: found[kind] for kind in ChangeKind if found[kind]}

    @property
    def sentence(self) -> str:
        """The counts in words.

        >>> Comparison(()).sentence
        'no rule changed'
        """
        return (
            ", ".join(f"{count} {kind}" for kind, count in self.counts.items()) or "no rule changed"
        )


def compare(
    old: Sequence[Document], new: Sequence[Document], old_lock: Lock, new_lock: Lock
) -> Comparison:
    """Return what differs between two versions whose rules have ids.

    Args:
        old: The texts of the version before.
        new: The texts of the version after.
        old_lock: Which ids of the version before are locked; the others may mean another rule
            afterwards.
        new_lock: The same for the version after.
    """
    pairing = pair(_groups(old, old_lock), _groups(new, new_lock))
    olds, news = _versions(old), _versions(new)
    changes: list[Change] = []
    for n, after in enumerate(news):
        before = pairing.pairs.get(n)
        if before is None:
            changes.append(Change((ChangeKind.ADDED,), None, after))
        elif found := changed(olds[before], after, is_moved=_is_moved(pairing, before, n)):
            changes.append(Change(found, olds[before], after))
    changes += [Change((ChangeKind.REMOVED,), olds[o], None) for o in pairing.removed]
    return Comparison(tuple(changes), tuple(_renamings(pairing, old, new)))


def changed(before: Version, after: Version, *, is_moved: bool) -> tuple[ChangeKind, ...]:
    """Return what happened to a rule from one version to the next.

    >>> from rolebook.rfc2119 import Level
    >>> before = Version("A-1", "Tester", "Logging", Level.SHOULD, "keep logs")
    >>> after = Version("A-1", "Tester", "Logging", Level.MUST, "keep all logs")
    >>> [kind.value for kind in changed(before, after, is_moved=False)]
    ['reworded', 'strengthened']
    """
    found = {
        ChangeKind.REWORDED: not is_same(before.text, after.text),
        ChangeKind.MOVED: is_moved,
        _level_change(before.level, after.level): before.level is not after.level,
    }
    return tuple(kind for kind in ChangeKind if found.get(kind))


def word_difference(before: str, after: str) -> list[Piece]:
    """Return two texts as one, with the words that went and those that came.

    >>> [(piece.kind, piece.text) for piece in word_difference("keep logs for a week", "keep logs for a month")]
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


def _groups(texts: Iterable[Document], lock: Lock) -> list[Group]:
    return [
        Group(
            text.slug,
            _names(text, lock),
            tuple(
                Statement(
                    text.slug,
                    r.category.title,
                    r.level,
                    r.statement,
                    r.id if _is_sure(r, lock) else "",
                )
                for r in text.requirements
            ),
        )
        for text in texts
    ]


def _names(text: Document, lock: Lock) -> tuple[str, ...]:
    """Return what a text may be known by; a code that was only counted may be another's in the other version."""
    is_sure = any(_is_sure(requirement, lock) for requirement in text.requirements)
    return names_of(text.path, text.title, text.code if is_sure else "", text.aliases)


def _is_sure(requirement: Requirement, lock: Lock) -> bool:
    """Whether an id means this rule in other versions, too."""
    revisions = lock.history.get(requirement.id, ())
    return bool(requirement.explicit_id or (revisions and revisions[0].date))


def _versions(texts: Iterable[Document]) -> list[Version]:
    return [
        Version(r.id, text.title, r.category.title, r.level, r.statement, r.span)
        for text in texts
        for r in text.requirements
    ]


def _is_moved(pairing: Pairing, o: int, n: int) -> bool:
    before, after = pairing.old[o], pairing.new[n]
    former = pairing.categories.get((after.persona, after.category), after.category)
    return pairing.personas.get(after.persona) != before.persona or same_title(
        former
    ) != same_title(before.category)


def _renamings(
    pairing: Pairing, old: Sequence[Document], new: Sequence[Document]
) -> Iterator[Renaming]:
    before, after = ({text.slug: text.title for text in texts} for texts in (old, new))
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    for n, o in pairing.pairs.items():
        sources[pairing.new[n].persona][pairing.old[o].persona] += 1
    for text in new:
        former = pairing.personas.get(text.slug)
        if former is None:
            origin, count = next(iter(sources[text.slug].most_common(1)), ("", 0))
            if origin and count >= _FORMER_SHARE * len(text.requirements):
                yield Renaming("split", text.title, before[origin], text.title)
        elif before[former] != text.title:
            yield Renaming("persona", text.title, before[former], text.title)
    for (persona, title), former in pairing.categories.items():
        if same_title(title) != same_title(former):
            yield Renaming("category", after[persona], former, title)
