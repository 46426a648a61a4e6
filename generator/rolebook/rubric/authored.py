"""What an author says about a rubric in the YAML file beside the persona: it wins over what would be chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import msgspec

from ..input.sidecars import RUBRIC, named, unknown_keys
from ..model.diagnostics import Diagnostic
from ..words.names import did_you_mean
from .records import MOST_AT_A_PAUSE, MOST_ITEMS, Stop

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..input.sidecars import Place, Sidecar
    from ..link.handbook import Handbook
    from ..model import Document


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands under the id of a rule or the slug of a family."""

    ask: Annotated[str, msgspec.Meta(max_length=300)] | None = None
    """The rule as a question that is answered with yes or no."""
    pin: bool | Stop = False
    """Whether it is an item in any case, or at which pause point."""
    drop: bool | str = False
    """Whether it is never an item, or why not."""
    group: tuple[str, ...] = ()
    """Ids of further rules that its question answers."""


KEYS = ("rules",)


@dataclass(frozen=True)
class Wishes:
    """What an author wants, by the id of the leading rule."""

    asks: Mapping[str, str] = field(default_factory=dict)
    """Questions."""
    pins: Mapping[str, Stop | None] = field(default_factory=dict)
    """Pause points of the rules that are items in any case; None where the rule's words decide."""
    drops: Mapping[str, str] = field(default_factory=dict)
    """Reasons, perhaps empty, of every rule that is never an item."""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The rules that one item answers, the leading one first."""

    @cached_property
    def leads(self) -> frozenset[str]:
        """Ids of the rules that can be items because their author names them."""
        return frozenset((*self.pins, *self.asks, *self.groups))

    @cached_property
    def members(self) -> frozenset[str]:
        """Ids of the rules that another one of their group leads."""
        return frozenset(id for ids in self.groups.values() for id in ids[1:])


def wishes(book: Handbook, text: Document) -> tuple[Wishes, list[Diagnostic]]:
    """Return what can be followed of the rubric file beside a text, and what is wrong with the rest."""
    sidecar = book.sidecar(text, RUBRIC)
    if sidecar is None:
        return Wishes(), []
    found, wrong = named(sidecar, "rules", Entry)
    reading = _Reading(book, text, sidecar)
    for subject, entry, _ in found:
        reading.read(subject, entry)
    problems = [*unknown_keys(sidecar, KEYS), *wrong, *reading.problems]
    return Wishes(reading.asks, reading.pins, reading.drops, reading.groups), problems


class _Reading:
    """Follows one entry after the other; the first one about a rule counts."""

    def __init__(self, book: Handbook, text: Document, sidecar: Sidecar) -> None:
        self._sidecar = sidecar
        self.asks: dict[str, str] = {}
        self.pins: dict[str, Stop | None] = {}
        self.drops: dict[str, str] = {}
        self.groups: dict[str, tuple[str, ...]] = {}
        self.problems: list[Diagnostic] = []
        self._ids = {
            name.casefold(): (r.id,)
            for r in text.requirements
            for name in (r.explicit_id, r.id)
            if name
        }
        grid = book.grids.get(text.slug)
        self._families: Mapping[str, tuple[str, ...]] = {
            row.family: tuple(cell.requirement for cell in row.cells.values())
            for row in (grid.rows if grid else ())
        }
        self._names = [*(r.id for r in text.requirements), *self._families]
        self._taken: dict[str, str] = {}
        self._stops: dict[Stop | None, int] = {}

    def read(self, subject: str, entry: Entry) -> None:
        """Follow what one entry says."""
        ids = self._rules(subject, (subject,))
        if not ids:
            return
        if entry.drop is not False and (entry.pin or entry.ask or entry.group):
            message = f"{subject!r} is dropped and wanted in one breath"
            self._report("RB002", (subject, "drop"), message, "it is not dropped")
        elif entry.drop is not False:
            reason = entry.drop if isinstance(entry.drop, str) else ""
            self.drops.update(dict.fromkeys(self._free(ids, subject), reason.strip()))
            return
        more = (
            id
            for n, name in enumerate(entry.group)
            for id in self._rules(name, (subject, "group", n))
        )
        members = self._free(tuple(dict.fromkeys((*ids, *more))), subject)
        if not members or members[0] != ids[0]:
            return
        if len(members) > 1:
            self.groups[ids[0]] = members
        self._ask(ids[0], subject, entry.ask)
        if entry.pin:
            self._pin(ids[0], subject, entry.pin)

    def _ask(self, id: str, subject: str, question: str | None) -> None:
        words = " ".join((question or "").split())
        if words:
            self.asks[id] = words
        elif question is not None:
            message = f"the question of {subject!r} is empty"
            self._report("RB004", (subject, "ask"), message, "the rule's own words are shown")

    def _pin(self, id: str, subject: str, pin: bool | Stop) -> None:
        stop = pin if isinstance(pin, Stop) else None
        if len(self.pins) == MOST_ITEMS:
            places = f"a rubric has {MOST_ITEMS} places"
        elif stop and self._stops.get(stop, 0) == MOST_AT_A_PAUSE:
            places = f"a pause point has {MOST_AT_A_PAUSE} places"
        else:
            self.pins[id] = stop
            self._stops[stop] = self._stops.get(stop, 0) + 1
            return
        message = f"{subject!r} is pinned where no place is left"
        self._report("RB003", (subject, "pin"), message, f"{places}; unpin another rule")

    def _rules(self, name: str, place: Place) -> Sequence[str]:
        found = self._ids.get(name.casefold()) or self._families.get(name)
        if not found:
            help = did_you_mean(name, self._names)
            self._report("RB001", place, f"{name!r} is no rule and no family of this persona", help)
        return found or ()

    def _free(self, ids: Sequence[str], subject: str) -> tuple[str, ...]:
        """Return the rules that no other entry has spoken for."""
        for id in ids:
            if id in self._taken:
                help = f"it stays with {self._taken[id]!r}"
                self._report("RB005", (subject,), f"{id!r} stands in two entries", help)
        free = tuple(id for id in ids if id not in self._taken)
        self._taken.update(dict.fromkeys(free, subject))
        return free

    def _report(self, code: str, place: Place, message: str, help: str) -> None:
        self.problems.append(Diagnostic(code, self._sidecar.span("rules", *place), message, help))
