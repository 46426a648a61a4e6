"""The files `waivers.yml` of a handbook to its waivers, and problems of what cannot be used."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from .input.clock import day
from .input.sidecars import entries, is_waivers, unknown_keys
from .model.dates import SOON
from .model.diagnostics import Diagnostic
from .model.waivers import NEVER, Waiver, WaiverState
from .words.names import closest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .input.sidecars import Sidecar
    from .link.handbook import Handbook
    from .model.source import Span

KEYS = ("waivers",)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS = ("scope", "reason", "owner")
"""Fields that must have words."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A waiver as it is written."""

    rule: str | tuple[str, ...]
    scope: str
    reason: str
    owner: str
    expires: Any
    """A date, or `never`."""
    paths: tuple[str, ...] = ()
    note: str = ""
    """Why it never expires."""
    granted: Any = None
    link: str = ""


def with_waivers(book: Handbook, *, is_whole: bool = True) -> Handbook:
    """Return a handbook with the waivers that are next to its personas, and their problems.

    Args:
        book: The handbook.
        is_whole: Whether all files of its folders were read. If not, an unknown rule may be in
            another file, and is not reported.
    """
    sidecars = [one for path, one in sorted(book.sidecars.items()) if is_waivers(path)]
    if not sidecars:
        return book
    reader = _Reader(book, day(), is_whole=is_whole)
    for sidecar in sidecars:
        reader.read(sidecar)
    diagnostics = (*book.diagnostics, *reader.problems)
    return replace(book, waivers=tuple(reader.waivers), diagnostics=diagnostics)


class _Reader:
    """Reads one file after the other."""

    def __init__(self, book: Handbook, today: datetime.date, *, is_whole: bool) -> None:
        self._book = book
        self._today = today
        self._is_whole = is_whole
        self.waivers: list[Waiver] = []
        self.problems: list[Diagnostic] = []
        self._ids: dict[str, str] = {}
        by_code: dict[str, list[str]] = defaultdict(list)
        for rule in book.requirements:
            by_code[_code(rule.id)].append(rule.id)
            for name in filter(None, (rule.explicit_id, rule.id)):
                self._ids[name.casefold()] = rule.id
        self._retired = frozenset(book.lock.retired)
        self._by_code: Mapping[str, list[str]] = by_code
        """IDs of rules by how they begin."""

    def read(self, sidecar: Sidecar) -> None:
        valid, wrong = entries(sidecar, KEYS[0], Entry)
        self.problems += [*unknown_keys(sidecar, KEYS), *wrong]
        numbers = _numbers(sidecar)
        for entry, span in valid:
            if waiver := self._waiver(entry, span, _Place(sidecar, numbers[span])):
                self.waivers.append(waiver)

    def _waiver(self, entry: Entry, span: Span, place: _Place) -> Waiver | None:
        """Return an entry as a waiver, or nothing if it has no rule, no words or no end."""
        rules = tuple(dict.fromkeys(self._rules(entry, place)))
        empty = [key for key in _WORDS if not getattr(entry, key).strip()]
        is_endless = entry.expires == NEVER
        if is_endless and not entry.note.strip():
            empty.append("note")
        for key in empty:
            self._report("WV004", place(key), key, rules=_named(entry))
        expires = None if is_endless else self._date(entry.expires, place("expires"))
        granted = self._date(entry.granted, place("granted")) if entry.granted else None
        if not rules or empty or (expires is None and not is_endless):
            return None
        if granted and expires and expires < granted:
            self._report("WV005", place("expires"), "order", granted=str(granted))
        return Waiver(
            rules,
            _line(entry.scope),
            tuple(filter(None, map(_line, entry.paths))),
            _line(entry.reason),
            _line(entry.owner),
            expires,
            _line(entry.note) if is_endless else "",
            granted,
            entry.link.strip(),
            self._state(expires),
            span,
            place("expires"),
        )

    def _rules(self, entry: Entry, place: _Place) -> Iterator[str]:
        """Yield the IDs of the rules that an entry names and the handbook has."""
        if isinstance(entry.rule, str):
            named = [(entry.rule, place("rule"))]
        else:
            named = [(name, place("rule", n)) for n, name in enumerate(entry.rule)]
        if not named:
            self._report("WV004", place("rule"), "rule")
        for name, span in named:
            id = self._ids.get(name.strip().casefold())
            if id:
                yield id
            else:
                self._report_unknown(name.strip(), span)

    def _report_unknown(self, name: str, span: Span) -> None:
        lock = self._book.lock
        id = lock.by_folded_id.get(name.casefold(), name)
        if id not in self._retired:
            if self._is_whole:
                self._report("WV001", span, name=name, meant=self._meant(name))
            return
        heir = lock.current(id).text
        self._report("WV002", span, "replaced" if heir else "", id=id, heir=heir)

    def _meant(self, name: str) -> str:
        """Return the rule that was probably meant: one of the same role, or of a similar code.

        Comparing with the rules of all roles would take seconds in a large handbook.
        """
        code = _code(name)
        if code not in self._by_code:
            code = closest(code, self._by_code)
            name = f"{code}{name[name.find('-') :]}"
        return closest(name.upper(), self._by_code.get(code, ()))

    def _date(self, value: object, span: Span) -> datetime.date | None:
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return value
        text = str(value).strip()
        try:
            return datetime.date.fromisoformat(text if _DATE.fullmatch(text) else "")
        except ValueError:
            self._report("WV005", span, value=text)
            return None

    def _state(self, expires: datetime.date | None) -> WaiverState:
        if expires is None or expires - self._today > SOON:
            return WaiverState.HOLDS
        return WaiverState.EXPIRED if expires < self._today else WaiverState.EXPIRING

    def _report(self, code: str, span: Span, variant: str = "", /, **values: object) -> None:
        self.problems.append(Diagnostic.of(code, span, variant, **values))


class _Place:
    """Where the values of an entry are."""

    def __init__(self, sidecar: Sidecar, number: int) -> None:
        self._sidecar = sidecar
        self._number = number

    def __call__(self, *place: str | int) -> Span:
        return self._sidecar.span(KEYS[0], self._number, *place)


def _numbers(sidecar: Sidecar) -> Mapping[Span, int]:
    """Return the positions of entries in their list, by where they are."""
    given = sidecar.values.get(KEYS[0])
    count = len(given) if isinstance(given, list) else 0
    return {sidecar.span(KEYS[0], number): number for number in range(count)}


def _code(id: str) -> str:
    """Return how the ID of a rule begins.

    >>> _code("bd-API-07")
    'BD'
    """
    return id.partition("-")[0].upper()


def _named(entry: Entry) -> tuple[str, ...]:
    return (entry.rule,) if isinstance(entry.rule, str) else entry.rule


def _line(text: str) -> str:
    return " ".join(text.split())
