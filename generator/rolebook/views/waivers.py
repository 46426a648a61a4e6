"""Waivers in words: the mark of a rule, a sentence for a review, and all of them by their end."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..link.handbook import Handbook
    from ..messages import Messages
    from ..model.waivers import Waiver


@dataclass(frozen=True, slots=True)
class WaivedRule:
    """A rule in the list of waivers."""

    id: str
    is_first: bool
    """Whether no waiver above it is for the same rule, so that links lead here."""


def by_end(waivers: Iterable[Waiver]) -> list[Waiver]:
    """Return waivers by their last day: expired ones first, those without an end last."""
    return sorted(waivers, key=lambda waiver: waiver.expires or datetime.date.max)


def listed(book: Handbook) -> list[tuple[Waiver, list[WaivedRule]]]:
    """Return all waivers by their end, each with its rules."""
    seen: set[str] = set()
    rows: list[tuple[Waiver, list[WaivedRule]]] = []
    for waiver in by_end(book.waivers):
        rows.append((waiver, [WaivedRule(id, id not in seen) for id in waiver.rules]))
        seen.update(waiver.rules)
    return rows


def mark(waivers: Sequence[Waiver], say: Messages) -> str:
    """Return the mark of a rule with waivers: how long it is waived, or that it was."""
    last = by_end(waivers)[-1]
    if last.is_expired:
        return say("waiver-mark.expired")
    if last.expires is None:
        return say("waiver-mark.never")
    return say("waiver-mark", date=say.date(last.expires))


def end(waiver: Waiver, say: Messages) -> str:
    """Return the last day of a waiver in words."""
    return say.date(waiver.expires) if waiver.expires else say("waiver-end.never")


def scope(waiver: Waiver, say: Messages) -> str:
    """Return what a waiver holds for, with its patterns of paths."""
    if not waiver.paths:
        return waiver.scope
    return say("waiver-scope", scope=waiver.scope, paths=say.list(waiver.paths, last="unit"))


def holding(waiver: Waiver, say: Messages) -> str:
    """Return what a waiver holds for, and until when: `for the old page until 31 Dec 2026`."""
    where = scope(waiver, say)
    if waiver.expires is None:
        return say("waiver-for.never", scope=where)
    date = say.date(waiver.expires)
    if waiver.is_expired:
        return say("waiver-for.expired", scope=where, date=date)
    return say("waiver-for", scope=where, date=date)


def sentence(waiver: Waiver, say: Messages) -> str:
    """Return a waiver in one line: what it holds for, until when, why, and whose it is."""
    return say("waiver-sentence", holding=holding(waiver, say), why=why(waiver, say))


def why(waiver: Waiver, say: Messages) -> str:
    """Return why rules are waived, and who answers for it."""
    return say("waiver-why", reason=waiver.reason.rstrip("."), owner=waiver.owner)


def sentences(book: Handbook, ids: Sequence[str]) -> list[str]:
    """Return the waivers of rules that one question covers; the first rule needs no ID."""
    said: list[str] = []
    for number, id in enumerate(ids):
        for waiver in by_end(book.waivers_of(id)):
            words = sentence(waiver, book.say)
            said.append(book.say("waiver-of-rule", id=id, words=words) if number else words)
    return list(dict.fromkeys(said))
