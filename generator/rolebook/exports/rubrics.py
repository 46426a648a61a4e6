"""A review rubric for other tools: one function a format, one entry in `RUBRIC_FORMATS`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from ..markup import plain
from ..rubric import MOST_ITEMS, VERDICT
from ..views.grids import MARKS
from ..views.version import version_of
from .marks import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..link.handbook import Handbook
    from ..rubric import Item, Pause, Rubric


def rubric_markdown(rubric: Rubric, book: Handbook) -> bytes:
    """Return a rubric as a form in Markdown: a table for each pause point, the grid, and the accounts."""
    return _text(_markdown(rubric, book))


def rubric_github(rubric: Rubric, book: Handbook) -> bytes:
    """Return a rubric as a template of pull requests: tasks that say what was answered, with room for where."""
    return _text(_github(rubric, book))


def rubric_json(rubric: Rubric, book: Handbook) -> bytes:
    """Return a rubric as JSON: its items, and for every rule where it is and why."""
    data = {
        "persona": rubric.code,
        "title": rubric.title,
        "version": _version(rubric, book),
        "touched": rubric.touched,
        "accounts": rubric.accounts,
        "total": rubric.total,
        "counts": {place.value: count for place, count in rubric.counts.items()},
        "pauses": [_pause(pause) for pause in rubric.pauses],
        "rules": [
            {
                "id": one.id,
                "place": one.place.value,
                "item": one.item or None,
                "visible": one.sight.value if one.sight else None,
                "score": one.score.points if one.score else None,
                "reason": one.reason,
            }
            for one in rubric.placements
        ],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


RUBRIC_FORMATS: Mapping[str, Callable[[Rubric, Handbook], bytes]] = {
    "md": rubric_markdown,
    "json": rubric_json,
    "github": rubric_github,
}


def _markdown(rubric: Rubric, book: Handbook) -> Iterator[str]:
    yield f"# Review rubric: {escaped(rubric.title)}"
    yield from ("", VERDICT)
    yield from _about(rubric)
    for pause in rubric.pauses:
        yield from ("", f"## {pause.title}", "")
        yield "| Id | Level | Look for this | Yes | No | N/A | Where, evidence |"
        yield "|---|---|---|---|---|---|---|"
        yield from (
            f"| {item.id} | {item.level} | {escaped(plain(item.text))} | | | | |"
            for item in pause.items
        )
    yield from _grid(rubric)
    if rubric.ci:
        yield from ("", f"CI must be green on {', '.join(rubric.ci)}.")
    yield from _foot(rubric, book)


def _github(rubric: Rubric, book: Handbook) -> Iterator[str]:
    yield f"## Review: {escaped(rubric.title)}"
    yield ""
    yield "<!-- Tick what you looked at and found kept; write where, or why not, behind the dash. -->"
    yield f"<!-- {VERDICT} Strike out what does not apply: ~~line~~. -->"
    yield from _about(rubric)
    for pause in rubric.pauses:
        yield from ("", f"### {pause.title}", "")
        yield from (f"- [ ] **{item.id}** {_words(item)} –" for item in pause.items)
    if rubric.ci:
        yield from ("", f"CI must be green on {', '.join(rubric.ci)}.")
    yield from _foot(rubric, book)


def _words(item: Item) -> str:
    """Return an item behind its level, unless its words hold it; a question before it."""
    words = escaped(plain(item.text))
    if item.is_asked:
        return f"{words} ({item.level})"
    return words if item.level in words else f"{item.level} {words}"


def _about(rubric: Rubric) -> Iterator[str]:
    """Yield which changes it is for, and how much of the role can be asked."""
    if rubric.touched:
        yield from ("", escaped(rubric.says_touched))
    if len(rubric.items) < MOST_ITEMS and rubric.says_checkable:
        yield from ("", rubric.says_checkable)
    if rubric.says_why_empty:
        yield from ("", escaped(rubric.says_why_empty))


def _grid(rubric: Rubric) -> Iterator[str]:
    if rubric.grid is None:
        return
    yield from ("", "## By domain", "", "Tick only the columns that the change touches.", "")
    yield f"| | {' | '.join(escaped(column.label) for column in rubric.grid.columns)} |"
    yield f"|---|{'---|' * len(rubric.grid.columns)}"
    for row in rubric.grid.rows:
        marks = (
            MARKS[row.level] if column.key in row.cells else "" for column in rubric.grid.columns
        )
        yield f"| {row.level} {escaped(row.label)} | {' | '.join(marks)} |"


def _foot(rubric: Rubric, book: Handbook) -> Iterator[str]:
    yield from ("", f"{rubric.accounts}.")
    yield from ("", f"{rubric.code}, {_version(rubric, book)}")


def _version(rubric: Rubric, book: Handbook) -> str:
    return next(version_of(book, text) for text in book.texts if text.code == rubric.code)


def _pause(pause: Pause) -> dict[str, Any]:
    return {
        "name": pause.stop.value,
        "title": pause.title,
        "items": [_item(item) for item in pause.items],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "level": item.level,
        "text": plain(item.text),
        "rules": item.rules,
        "domain": item.domain,
        "hint": item.hint,
        "risks": item.risks,
        "blocks": item.blocks,
    }


def _text(lines: Iterator[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
