"""The next lock: the old one with a revision for every rule that is new, changed or gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..model.remembering import remembered
from ..words.likeness import is_same
from ..words.lines import one_line
from .groups import own_words
from .lock import Lock, LockedPersona, Revision

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ..model import Document
    from .match import Pairing


def next_lock(
    lock: Lock,
    texts: Sequence[Document],
    paths: Sequence[str],
    pairing: Pairing,
    *,
    today: str,
    kept: Collection[str],
) -> Lock:
    """Return the next lock.

    Args:
        lock: The lock before.
        texts: The documents, whose rules have their IDs.
        paths: Their paths from the folder of the lock file.
        pairing: Which of their rules were locked.
        today: The date of the new revisions.
        kept: Codes of personas whose files exist but were not read.
    """
    personas = dict(lock.personas)
    for code, persona in lock.personas.items():
        if code not in kept:
            personas[code] = LockedPersona(code, "", persona.title)
    categories = dict(lock.categories)
    history = dict(lock.history)
    ids: list[str] = []
    for text, path in zip(texts, paths, strict=True):
        personas[text.code] = LockedPersona(text.code, path, one_line(text.title))
        categories |= _titles(text)
        for now in _revisions(text, today):
            history[now.id] = _with_revision(history.get(now.id, ()), now)
            ids.append(now.id)
    history |= _retired(lock, ids, _replacements(pairing, ids), today=today, kept=kept)
    return Lock(personas, categories, history)


def _replacements(pairing: Pairing, ids: Sequence[str]) -> dict[str, str]:
    """Return the IDs that rules have now, by the IDs that they had, where these differ."""
    replacements = {pairing.old[old].id: ids[new] for old, new in pairing.heirs.items()}
    for new, old in pairing.pairs.items():
        former = pairing.old[old].id
        if former != ids[new]:
            replacements[former] = ids[new]
    return replacements


def _retired(
    lock: Lock,
    ids: Collection[str],
    replacements: Mapping[str, str],
    *,
    today: str,
    kept: Collection[str],
) -> dict[str, tuple[Revision, ...]]:
    """Return the histories of the rules that are gone, with a last revision that says so."""
    present = set(ids)
    histories: dict[str, tuple[Revision, ...]] = {}
    for id, revisions in lock.history.items():
        last = revisions[-1]
        if last.is_retired or id in present or last.persona in kept:
            continue
        gone = replace(
            last,
            number=last.number + 1,
            date=today,
            level=None,
            text=replacements.get(id, ""),
            lead="",
        )
        histories[id] = (*revisions, gone)
    return histories


@remembered
def _titles(text: Document) -> Mapping[tuple[str, str], str]:
    """Return the titles of categories by the codes of the text and the category."""
    titles = {rule.category.code: rule.category.title for rule in text.requirements}
    return {(text.code, code): one_line(title) for code, title in titles.items()}


@remembered
def _revisions(text: Document, today: str) -> Sequence[Revision]:
    """Return the rules of a text as first revisions."""
    return [
        Revision(
            rule.id,
            1,
            today,
            rule.level,
            text.code,
            rule.category.code,
            own_words(rule),
            rule.lead,
        )
        for rule in text.requirements
    ]


def _with_revision(revisions: tuple[Revision, ...], now: Revision) -> tuple[Revision, ...]:
    if not revisions:
        return (now,)
    if _is_same(revisions[-1], now):
        return revisions
    return (*revisions, replace(now, number=revisions[-1].number + 1))


def _is_same(locked: Revision, now: Revision) -> bool:
    """Whether a reader would see no change."""
    place = locked.persona, locked.category, locked.level
    if place != (now.persona, now.category, now.level):
        return False
    is_equal = (locked.text, locked.lead) == (now.text, now.lead)
    return is_equal or is_same(locked.statement, now.statement)


# More is rarely an edit: a folder that was not read, a file that was emptied, a changed keyword.
_MOST_RETIRED = 0.05
"""The part of the rules in use that may be retired at once without asking."""
_FEW_RETIRED = 2
"""Rules that may always be retired at once: small handbooks should not be asked each time."""


@dataclass(frozen=True, slots=True)
class Drift:
    """What a lock file lacks."""

    new: tuple[Revision, ...]
    changed: tuple[Revision, ...]
    retired: tuple[Revision, ...]
    is_names_only: bool
    """Whether only paths, titles or codes differ."""

    @property
    def lost(self) -> tuple[Revision, ...]:
        """The retired rules that no other rule replaces."""
        return tuple(revision for revision in self.retired if not revision.text)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.retired or self.is_names_only)

    @property
    def sentence(self) -> str:
        """The counts in words.

        >>> Drift((), (), (), is_names_only=True).sentence
        'names or paths differ'
        """
        counts = (("new", self.new), ("changed", self.changed), ("retired", self.retired))
        parts = [f"{len(revisions)} {what}" for what, revisions in counts if revisions]
        return ", ".join(parts) or "names or paths differ"


def drift(before: Lock, after: Lock) -> Drift:
    """Return what one lock has and an earlier one lacks."""
    new: list[Revision] = []
    changed: list[Revision] = []
    retired: list[Revision] = []
    for id, revisions in after.history.items():
        for revision in revisions[len(before.history.get(id, ())) :]:
            if revision.is_retired:
                retired.append(revision)
            elif revision.number == 1:
                new.append(revision)
            else:
                changed.append(revision)
    has_names = (before.personas, before.categories) != (after.personas, after.categories)
    return Drift(
        tuple(new), tuple(changed), tuple(retired), has_names and not (new or changed or retired)
    )


def is_doubtful(change: Drift, before: Lock) -> bool:
    """Whether a change would retire so many rules at once that it is rather a mistake.

    Where others take the place of all of them, as when a team replaces the roles of a new handbook
    by its own, it is not a mistake.
    """
    is_new_start = len(change.lost) == before.living and change.new
    most = max(_FEW_RETIRED, _MOST_RETIRED * before.living)
    return not is_new_start and len(change.lost) > most
