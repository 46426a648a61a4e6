"""A comparison to text, Markdown and JSON: one function per format, in one table."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from ..exports.changes import comparison_record
from ..exports.formats import Format, Formats
from ..exports.marks import escaped
from ..messages import messages
from ..output.display import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..identity.diff import Change, Comparison, LeadChange, Piece, Renaming

_TEXT_MARKS = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
_ROLES = {"gone": "error", "new": "note"}
"""What a painter calls words that went or came."""
_MARKDOWN_MARKS = {"same": "{}", "gone": "~~{}~~", "new": "**{}**"}


def changes_as_text(comparison: Comparison, paint: Callable[[str, str], str]) -> str:
    """Return a comparison for people at a terminal."""
    lines = [shown(_renamed(renaming)) for renaming in comparison.renamings]
    for lead in comparison.leads:
        lines += ["", f"{shown(_lead_changed(lead))}:"]
        lines.append(f"    {_marked(lead.pieces, _TEXT_MARKS, paint)}")
    for place, changes in _by_place(comparison.changes):
        lines += ["", paint(shown(_joined(place)), "place")]
        for change in changes:
            lines.append(f"  {change.rule.id}  {_levels(change)}{shown(_from(change))}")
            lines.append(f"    {_marked(change.pieces, _TEXT_MARKS, paint)}")
    return "\n".join([*lines, "", comparison.sentence]).lstrip("\n")


def changes_as_markdown(comparison: Comparison, paint: Callable[[str, str], str]) -> str:
    """Return a comparison for a pull request: a summary, and a list for every category."""
    lines = [f"**{comparison.sentence}**"]
    if comparison.renamings or comparison.leads:
        lines.append("")
        lines += [f"- {escaped(_renamed(renaming))}" for renaming in comparison.renamings]
        lines += [
            f"- {escaped(_lead_changed(lead))}: {_in_markdown(lead.pieces)}"
            for lead in comparison.leads
        ]
    for place, changes in _by_place(comparison.changes):
        lines += ["", f"### {escaped(_joined(place))}", ""]
        lines += map(_markdown_item, changes)
    return "\n".join(lines).rstrip()


def changes_as_json(comparison: Comparison, paint: Callable[[str, str], str]) -> str:
    """Return a comparison as data, which the data reference describes."""
    return msgspec.json.format(
        msgspec.json.encode(comparison_record(comparison)), indent=2
    ).decode()


CHANGE_FORMATS: Formats[Format[[Comparison, Callable[[str, str], str]], str]] = Formats(
    Format("text", "txt", changes_as_text),
    Format("markdown", "md", changes_as_markdown),
    Format("json", "json", changes_as_json),
)


def _markdown_item(change: Change) -> str:
    about = f"`{change.rule.id}` {_levels(change)}{escaped(_from(change))}"
    return f"- {about}: {_in_markdown(change.pieces)}"


def _in_markdown(pieces: Iterable[Piece]) -> str:
    return " ".join(_MARKDOWN_MARKS[piece.kind].format(escaped(piece.text)) for piece in pieces)


def _by_place(changes: Sequence[Change]) -> Iterator[tuple[tuple[str, str], Iterable[Change]]]:
    """Yield the changes by persona and category, in the order of their first change."""
    order: dict[tuple[str, str], int] = {}
    for change in changes:
        order.setdefault(_place(change), len(order))
    yield from groupby(sorted(changes, key=lambda change: order[_place(change)]), key=_place)


def _place(change: Change) -> tuple[str, str]:
    return change.rule.persona, change.rule.category


def _joined(place: Iterable[str]) -> str:
    return " › ".join(filter(None, place))


def _levels(change: Change) -> str:
    """Return what happened to a rule, and its level or levels: `reworded, MUST`."""
    say = messages()
    kinds = [say(f"change-{kind}") for kind in change.kinds]
    level: str = change.rule.level
    if change.before and change.after and change.before.level is not change.after.level:
        level = say("change-level", before=change.before.level, after=change.after.level)
    return ", ".join([*kinds, level])


def _from(change: Change) -> str:
    before = change.before
    if before is None or change.after is None or "moved" not in change.kinds:
        return ""
    is_in_other_persona = before.persona != change.after.persona
    place = _joined((before.persona if is_in_other_persona else "", before.category))
    return f", {messages()('change-from', place=place)}"


def _lead_changed(lead: LeadChange) -> str:
    say = messages()
    return say("lead-changed", persona=lead.rules[0].persona, count=len(lead.rules))


def _renamed(renaming: Renaming) -> str:
    say = messages()
    persona, before, after = renaming.persona, renaming.before, renaming.after
    return say(f"renamed-{renaming.what}", persona=persona, before=before, after=after)


def _marked(
    pieces: Iterable[Piece], marks: Mapping[str, str], paint: Callable[[str, str], str]
) -> str:
    marked: list[str] = []
    for piece in pieces:
        text = marks[piece.kind].format(shown(piece.text))
        role = _ROLES.get(piece.kind)
        marked.append(paint(text, role) if role else text)
    return " ".join(marked)
