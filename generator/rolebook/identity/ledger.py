"""What a lock file written now would hold: the old one, with a revision for every rule that is new, changed or gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..words.likeness import is_same
from .lock import Lock, LockedPersona, Revision

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ..model import Document, Requirement
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
    """Return the lock of the texts, whose requirements have their ids.

    Args:
        lock: The lock before.
        texts: The texts, identified.
        paths: Their paths from the folder of the lock file.
        pairing: Which of their rules were locked.
        today: The day of the new revisions.
        kept: Codes of personas that are there and were not read.
    """
    personas = dict(lock.personas)
    categories = dict(lock.categories)
    history = dict(lock.history)
    requirements: list[tuple[Document, Requirement]] = []
    for code, persona in lock.personas.items():
        if code not in kept:
            personas[code] = LockedPersona(code, "", persona.title)
    for text, path in zip(texts, paths, strict=True):
        personas[text.code] = LockedPersona(text.code, path, " ".join(text.title.split()))
        for requirement in text.requirements:
            categories[text.code, requirement.category.code] = " ".join(
                requirement.category.title.split()
            )
            requirements.append((text, requirement))
    for text, requirement in requirements:
        history[requirement.id] = _with_revision(
            history.get(requirement.id, ()), text, requirement, today
        )
    taken_over = {
        pairing.old[old].id: requirements[new][1].id
        for new, old in pairing.pairs.items()
        if pairing.old[old].id != requirements[new][1].id
    }
    present = {requirement.id for _, requirement in requirements}
    for id, revisions in lock.history.items():
        last = revisions[-1]
        if not last.is_retired and id not in present and last.persona not in kept:
            gone = Revision(
                id,
                last.number + 1,
                today,
                None,
                last.persona,
                last.category,
                taken_over.get(id, ""),
            )
            history[id] = (*revisions, gone)
    return Lock(personas, categories, history)


def _with_revision(
    revisions: tuple[Revision, ...], text: Document, requirement: Requirement, today: str
) -> tuple[Revision, ...]:
    number = revisions[-1].number + 1 if revisions else 1
    now = Revision(
        requirement.id,
        number,
        today,
        requirement.level,
        text.code,
        requirement.category.code,
        requirement.statement,
    )
    return revisions if revisions and _is_same(revisions[-1], now) else (*revisions, now)


def _is_same(locked: Revision, now: Revision) -> bool:
    """Whether nothing has changed that a reader would call a change."""
    place = locked.persona, locked.category, locked.level
    return place == (now.persona, now.category, now.level) and is_same(locked.text, now.text)


@dataclass(frozen=True, slots=True)
class Drift:
    """What a lock file does not know yet."""

    new: tuple[Revision, ...]
    changed: tuple[Revision, ...]
    retired: tuple[Revision, ...]
    is_names_only: bool
    """Whether only paths, titles or codes differ."""

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.retired or self.is_names_only)

    @property
    def sentence(self) -> str:
        """The counts in words.

        >>> Drift((), (), (), is_names_only=True).sentence
        'names or paths differ'
        """
        counts = (("new", self.new), ("changed", self.changed), ("retired", self.retired))
        found = ", ".join(f"{len(revisions)} {what}" for what, revisions in counts if revisions)
        return found or "names or paths differ"


def drift(before: Lock, after: Lock) -> Drift:
    """Return what has come to a lock since another."""
    new: list[Revision] = []
    changed: list[Revision] = []
    retired: list[Revision] = []
    for id, revisions in after.history.items():
        for revision in revisions[len(before.history.get(id, ())) :]:
            among = retired if revision.is_retired else new if revision.number == 1 else changed
            among.append(revision)
    has_names = (before.personas, before.categories) != (after.personas, after.categories)
    return Drift(
        tuple(new), tuple(changed), tuple(retired), has_names and not (new or changed or retired)
    )
