"""A review rubric for other tools: one function a format, one entry in `RUBRIC_FORMATS`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from ..addresses.version import version_of
from ..markup import plain
from ..rubric import (
    MOST_ITEMS,
    Answer,
    Sheet,
    accounts,
    answerable,
    checkpoint_title,
    for_change,
    inferred_mark,
    other_language,
    prohibition,
    shown,
    title,
    why_empty,
)
from ..views.grids import MARKS
from ..views.waivers import sentences
from .formats import Format, Formats
from .marks import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Handbook
    from ..rubric import Item, Placement, Rubric, Section

FORMAT = "rolebook-rubric"
SCHEMA = 2
"""2: keys instead of phrases; 1 had no number."""


def rubric_markdown(rubric: Rubric, book: Handbook) -> bytes:
    """Return a form in Markdown: a table for each checkpoint, the grid, and the accounts."""
    return _text(_markdown(rubric, book))


def rubric_github(rubric: Rubric, book: Handbook) -> bytes:
    """Return the text of a pull request: a task for each question, with room for evidence."""
    return _text(_github(rubric, book))


def rubric_json(rubric: Rubric, book: Handbook) -> bytes:
    """Return JSON: the questions, and for every rule what happened to it and why."""
    data = {
        "format": FORMAT,
        "schema": SCHEMA,
        "persona": rubric.code,
        "title": rubric.title,
        "version": _version(rubric, book),
        "sheet": rubric.sheet,
        "artefacts": rubric.artefacts,
        "touched": rubric.touched,
        "total": rubric.total,
        "counts": rubric.counts,
        "checkpoints": [_section(section, book) for section in rubric.sections],
        "rules": [_placement(placement) for placement in rubric.placements],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


RUBRIC_FORMATS: Formats[Format[[Rubric, Handbook], bytes]] = Formats(
    Format("md", "md", rubric_markdown),
    Format("json", "json", rubric_json),
    Format("github", "md", rubric_github),
)


def _markdown(rubric: Rubric, book: Handbook) -> Iterator[str]:
    say = book.say
    yield f"# {escaped(title(rubric, say))}"
    yield from ("", say("rubric-answers"))
    yield from _about(rubric, book)
    columns = (
        say("rubric-export-column-id"),
        say("rubric-export-column-level"),
        say("rubric-column-look"),
        *(say(f"answer-{answer}") for answer in Answer),
        say("rubric-export-column-evidence"),
    )
    for section in rubric.sections:
        yield from ("", f"## {checkpoint_title(rubric, section.checkpoint, say)}", "")
        yield f"| {' | '.join(columns)} |"
        yield "|---" * len(columns) + "|"
        for item in section.items:
            level = f"{item.level}{inferred_mark(item, say)}"
            parts = (prohibition(item, say), plain(item.text), *_waived(item, book))
            words = escaped(" ".join(filter(None, parts)))
            yield f"| {item.id} | {level} | {words} | | | | |"
    yield from _grid(rubric, book)
    yield from _foot(rubric, book)


def _github(rubric: Rubric, book: Handbook) -> Iterator[str]:
    say = book.say
    is_of_change = rubric.sheet is Sheet.CHANGE
    name = say("comment-title", role=rubric.title) if is_of_change else title(rubric, say)
    yield f"## {escaped(name)}"
    yield ""
    yield f"<!-- {say('rubric-export-tasks')} -->"
    yield f"<!-- {say('rubric-answers')} {say('rubric-export-strike')} -->"
    yield from _about(rubric, book)
    kept = say("answer-kept")
    for section in rubric.sections:
        yield from ("", f"### {checkpoint_title(rubric, section.checkpoint, say)}", "")
        for item in section.items:
            words = f"**{item.id}** {_words(item)}{inferred_mark(item, say)}"
            yield f"- [ ] {say('comment-answer', answer=kept, question=words)} –"
            yield from (f"  {escaped(waived)}" for waived in _waived(item, book))
    yield from _foot(rubric, book)


def _waived(item: Item, book: Handbook) -> list[str]:
    """Return the waivers of the rules that an item covers, each in brackets."""
    return [book.say("waiver-in-text", words=words) for words in sentences(book, item.rules)]


def _words(item: Item) -> str:
    """Return an item behind its level, unless its words hold it; a question before it."""
    words = escaped(plain(item.text))
    if item.is_asked:
        return f"{words} ({item.level})"
    return words if item.level in words else f"{item.level} {words}"


def _about(rubric: Rubric, book: Handbook) -> Iterator[str]:
    """Yield which changes it is for, and how many rules of the role can be asked."""
    say = book.say
    if rubric.touched:
        yield from ("", escaped(for_change(rubric, say)))
    if words := shown(rubric, say):
        yield from ("", words)
    how_many = answerable(rubric, say)
    if how_many and len(rubric.items) < MOST_ITEMS:
        yield from ("", how_many)
    if not rubric.items:
        yield from ("", escaped(why_empty(rubric, say)))
    if words := other_language(rubric, book):
        yield from ("", escaped(words))


def _grid(rubric: Rubric, book: Handbook) -> Iterator[str]:
    if rubric.grid is None:
        return
    say, columns = book.say, rubric.grid.columns
    yield from ("", f"## {say('rubric-by-domain')}", "", say("rubric-export-grid-help"), "")
    yield f"| | {' | '.join(escaped(column.label) for column in columns)} |"
    yield f"|---|{'---|' * len(columns)}"
    for row in rubric.grid.rows:
        marks = [MARKS[row.level] if column.key in row.cells else "" for column in columns]
        yield f"| {row.level} {escaped(row.label)} | {' | '.join(marks)} |"


def _foot(rubric: Rubric, book: Handbook) -> Iterator[str]:
    if rubric.ci:
        yield from ("", book.say("rubric-export-ci", ids=book.say.list(rubric.ci)))
    yield from ("", accounts(rubric, book.say))
    yield from ("", f"{rubric.code}, {_version(rubric, book)}")


def _version(rubric: Rubric, book: Handbook) -> str:
    return next(version_of(book, text) for text in book.texts if text.code == rubric.code)


def _section(section: Section, book: Handbook) -> dict[str, Any]:
    return {"key": section.checkpoint, "items": [_item(item, book) for item in section.items]}


def _item(item: Item, book: Handbook) -> dict[str, Any]:
    return {
        "id": item.id,
        "level": item.level,
        "inferred": item.inferred,
        "text": plain(item.text),
        "rules": item.rules,
        "domain": item.domain,
        "aspect": item.aspect,
        "risks": item.risks,
        "blocks": item.blocks,
        "waived": [id for id in item.rules if book.waivers_of(id)],
    }


def _placement(placement: Placement) -> dict[str, Any]:
    sighting = placement.sighting
    return {
        "id": placement.id,
        "outcome": placement.outcome,
        "reason": placement.reason,
        "item": placement.item or None,
        "visible": sighting.visibility if sighting else None,
        "words": sighting.cues if sighting else (),
        "note": placement.note,
        "score": placement.score.points if placement.score else None,
    }


def _text(lines: Iterator[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()
