"""What an author decides about a rubric in the YAML file next to the persona, over the scores."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import msgspec

from ..input.sidecars import RUBRIC, named, unknown_keys
from ..model.diagnostics import Diagnostic
from ..words.names import closest
from .model import MOST_AT_A_CHECKPOINT, MOST_ITEMS, Checkpoint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..input.sidecars import Place, Sidecar
    from ..link.handbook import Handbook
    from ..model import Document


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The value below the ID of a rule or the slug of a family."""

    ask: Annotated[str, msgspec.Meta(max_length=300)] | None = None
    """The rule as a question, to which yes means that it is kept."""
    pin: bool | Checkpoint = False
    """Whether it is asked in any case, or at which checkpoint."""
    drop: bool | str = False
    """Whether it is never asked, or why not."""
    group: tuple[str, ...] = ()
    """IDs of further rules that its question covers."""


KEYS = ("rules",)


@dataclass(frozen=True)
class AuthorChoices:
    """What an author decides, by the ID of the leading rule."""

    asks: Mapping[str, str] = field(default_factory=dict)
    """Questions."""
    pins: Mapping[str, Checkpoint | None] = field(default_factory=dict)
    """Checkpoints of the rules that are asked in any case; None where the rule's words decide."""
    drops: Mapping[str, str] = field(default_factory=dict)
    """Reasons, perhaps empty, of every rule that is never asked."""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The rules that one item covers, the leading one first."""

    @cached_property
    def leads(self) -> frozenset[str]:
        """IDs of the rules that can be asked because their author names them."""
        return frozenset((*self.pins, *self.asks, *self.groups))

    @cached_property
    def members(self) -> frozenset[str]:
        """IDs of the rules that another one of their group leads."""
        return frozenset(chain.from_iterable(ids[1:] for ids in self.groups.values()))


def author_choices(book: Handbook, document: Document) -> tuple[AuthorChoices, list[Diagnostic]]:
    """Return what a rubric file next to a document decides, and problems of the rest."""
    sidecar = book.sidecar(document, RUBRIC)
    if sidecar is None:
        return AuthorChoices(), []
    entries, wrong = named(sidecar, "rules", Entry)
    reader = _Reader(book, document, sidecar)
    for subject, entry, _ in entries:
        reader.read(subject, entry)
    problems = [*unknown_keys(sidecar, KEYS), *wrong, *reader.problems]
    return AuthorChoices(reader.asks, reader.pins, reader.drops, reader.groups), problems


class _Reader:
    """Follows one entry after the other; the first one about a rule counts."""

    def __init__(self, book: Handbook, document: Document, sidecar: Sidecar) -> None:
        self._sidecar = sidecar
        self.asks: dict[str, str] = {}
        self.pins: dict[str, Checkpoint | None] = {}
        self.drops: dict[str, str] = {}
        self.groups: dict[str, tuple[str, ...]] = {}
        self.problems: list[Diagnostic] = []
        self._ids: dict[str, tuple[str, ...]] = {}
        for rule in document.requirements:
            for name in filter(None, (rule.explicit_id, rule.id)):
                self._ids[name.casefold()] = (rule.id,)
        grid = book.grids.get(document.slug)
        self._families: dict[str, tuple[str, ...]] = {}
        for row in grid.rows if grid else ():
            self._families[row.family] = tuple(cell.requirement for cell in row.cells.values())
        self._names = [*(rule.id for rule in document.requirements), *self._families]
        self._subjects: dict[str, str] = {}
        """From the ID of a rule to the entry that speaks for it."""
        self._pinned_at: Counter[Checkpoint | None] = Counter()

    def read(self, subject: str, entry: Entry) -> None:
        """Follow one entry."""
        ids = self._rules(subject, (subject,))
        if not ids:
            return
        is_wanted = bool(entry.pin or entry.ask or entry.group)
        if entry.drop is not False and not is_wanted:
            reason = entry.drop if isinstance(entry.drop, str) else ""
            self.drops.update(dict.fromkeys(self._free(ids, subject), reason.strip()))
            return
        if entry.drop is not False:
            variant = "pin" if entry.pin else "ask" if entry.ask else "group"
            self._report("RB002", (subject, "drop"), variant, subject=subject)
        members = self._free(self._group(ids, subject, entry), subject)
        if not members or members[0] != ids[0]:
            return
        if len(members) > 1:
            self.groups[ids[0]] = members
        self._ask(ids[0], subject, entry.ask)
        if entry.pin:
            self._pin(ids[0], subject, entry.pin)

    def _group(self, ids: Sequence[str], subject: str, entry: Entry) -> tuple[str, ...]:
        members = dict.fromkeys(ids)
        for n, name in enumerate(entry.group):
            members.update(dict.fromkeys(self._rules(name, (subject, "group", n))))
        return tuple(members)

    def _ask(self, id: str, subject: str, question: str | None) -> None:
        words = " ".join((question or "").split())
        if words:
            self.asks[id] = words
        elif question is not None:
            self._report("RB004", (subject, "ask"), subject=subject)

    def _pin(self, id: str, subject: str, pin: bool | Checkpoint) -> None:
        checkpoint = pin if isinstance(pin, Checkpoint) else None
        if len(self.pins) == MOST_ITEMS:
            variant, places = "rubric", MOST_ITEMS
        elif checkpoint and self._pinned_at[checkpoint] == MOST_AT_A_CHECKPOINT:
            variant, places = "checkpoint", MOST_AT_A_CHECKPOINT
        else:
            self.pins[id] = checkpoint
            self._pinned_at[checkpoint] += 1
            return
        self._report("RB003", (subject, "pin"), variant, subject=subject, places=places)

    def _rules(self, name: str, place: Place) -> Sequence[str]:
        ids = self._ids.get(name.casefold()) or self._families.get(name)
        if not ids:
            self._report("RB001", place, name=name, meant=closest(name, self._names))
        return ids or ()

    def _free(self, ids: Sequence[str], subject: str) -> tuple[str, ...]:
        """Return the rules that no earlier entry speaks for, and take them."""
        for id in ids:
            if id in self._subjects:
                self._report("RB005", (subject,), id=id, first=self._subjects[id])
        free = tuple(id for id in ids if id not in self._subjects)
        self._subjects.update(dict.fromkeys(free, subject))
        return free

    def _report(self, code: str, place: Place, variant: str = "", /, **values: object) -> None:
        span = self._sidecar.span("rules", *place)
        self.problems.append(Diagnostic.of(code, span, variant, **values))
