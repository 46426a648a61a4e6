"""A comparison to text, Markdown and JSON: one function a format, in one table."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from ..exports.changes import comparison_record
from ..exports.marks import escaped
from ..output.display import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..identity.diff import Change, Comparison, Piece, Renaming

_TEXT_MARKS = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
_MARKDOWN_MARKS = {"same": "{}", "gone": "~~{}~~", "new": "**{}**"}


def changes_as_text(comparison: Comparison, paint: Callable[[str, str], str]) -> str:
    """Return a comparison for people at a terminal."""
    lines = [shown(_renamed(one)) for one in comparison.renamings]
    for (persona, category), changes in _by_place(comparison.changes):
        lines += ["", paint(shown(" › ".join(filter(None, (persona, category)))), "place")]
        for change in changes:
            lines.append(
                f"  {change.rule.id}  {', '.join(change.kinds)}{_levels(change)}{shown(_from(change))}"
            )
            lines.append(f"    {_marked(change.pieces, _TEXT_MARKS, paint)}")
    return "\n".join([*lines, "", comparison.sentence]).lstrip("\n")


def changes_as_markdown(comparison: Comparison, paint: Callable[[str, str], str]) -> str:
    """Return a comparison for a pull request: a summary, and a list for every category."""
    lines = [f"**{comparison.sentence}**"]
    lines += (
        ["", *(f"- {escaped(_renamed(one))}" for one in comparison.renamings)]
        if comparison.renamings
        else []
    )
    for (persona, category), changes in _by_place(comparison.changes):
        lines += ["", f"### {escaped(' › '.join(filter(None, (persona, category))))}", ""]
        for change in changes:
            about = f"`{change.rule.id}` {', '.join(change.kinds)}{_levels(change)}{escaped(_from(change))}"
            pieces = " ".join(
                _MARKDOWN_MARKS[piece.kind].format(escaped(piece.text)) for piece in change.pieces
            )
            lines.append(f"- {about}: {pieces}")
    return "\n".join(lines).rstrip()


def changes_as_json(comparison: Comparison, paint: Callable[[str, str], str]) -> str:
    """Return a comparison as data; `rolebook export` has no schema for it, the data reference describes it."""
    return msgspec.json.format(
        msgspec.json.encode(comparison_record(comparison)), indent=2
    ).decode()


CHANGE_FORMATS: Mapping[str, Callable[[Comparison, Callable[[str, str], str]], str]] = {
    "text": changes_as_text,
    "markdown": changes_as_markdown,
    "json": changes_as_json,
}


def _by_place(changes: Sequence[Change]) -> Iterator[tuple[tuple[str, str], Iterable[Change]]]:
    """Yield the changes by persona and category, in the order in which these come first."""
    order: dict[tuple[str, str], int] = {}
    for change in changes:
        order.setdefault(_place(change), len(order))
    yield from groupby(sorted(changes, key=lambda change: order[_place(change)]), key=_place)


def _place(change: Change) -> tuple[str, str]:
    return change.rule.persona, change.rule.category


def _levels(change: Change) -> str:
    if change.before and change.after and change.before.level is not change.after.level:
        return f", {change.before.level} → {change.after.level}"
    return f", {change.rule.level}"


def _from(change: Change) -> str:
    before = change.before
    if before is None or change.after is None or "moved" not in change.kinds:
        return ""
    parts = (before.persona if before.persona != change.after.persona else "", before.category)
    return f", from {' › '.join(filter(None, parts))}"


def _renamed(one: Renaming) -> str:
    if one.what == "split":
        return f"{one.after} was split from {one.before}"
    where = f" of {one.persona}" if one.what == "category" else ""
    return f"{one.what}{where} renamed: {one.before} → {one.after}"


def _marked(
    pieces: Iterable[Piece], marks: Mapping[str, str], paint: Callable[[str, str], str]
) -> str:
    roles = {"gone": "error", "new": "note"}
    marked = ((piece.kind, marks[piece.kind].format(shown(piece.text))) for piece in pieces)
    return " ".join(paint(text, roles[kind]) if kind in roles else text for kind, text in marked)
