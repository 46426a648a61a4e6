"""A rubric to the sheets that a reviewer fills in: two pages, a pocket form, a sheet for notes.

This module has the words and what is shown. How it looks, and how much of it has room, is up to the
templates. Counts that only they can find out are given as lists of ready words, by the count; other
values that they know have a placeholder.
"""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from ..markup import plain
from ..rfc2119 import Level
from ..rubric import (
    MOST_ITEMS,
    Answer,
    accounts,
    answerable,
    checkpoint_title,
    for_change,
    inferred_mark,
    prohibition,
    shown,
    title,
    why_empty,
)
from ..views.grids import MARKS, drawn
from ..views.waivers import mark, sentences
from ..words.shortening import shorten
from .press import Job, Paper, press
from .wording import origin, sheet_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..link.handbook import Handbook
    from ..messages import Messages
    from ..model import Document
    from ..rubric import Item, Rubric, Section
    from ..views.grids import DrawnGrid, DrawnRow

PAGES = 2
"""Whatever the persona."""
SHEETS = (Paper.A4, Paper.LETTER)
"""Sizes that the rubric is made for."""
# Three lines of the largest heading, one line of the running head, and of the pocket form's foot.
_LONGEST_NAME = 120
_LONGEST_HEAD = 60
_LONGEST_OF_POCKET = 30
# Templates cut further; this keeps the data of a persona with whole pages as rules small.
_LONGEST_TEXT = 600
# Three lines of a question; those of several waivers would take the room of other questions.
_LONGEST_WAIVER = 200
# IDs of covered rules; a third would give most questions another line.
_MOST_ALSO = 2
# The second page of a role without a grid has room for about as many, with six lines for notes.
_MOST_FURTHER = 14
# A longer level ("SHOULD NOT") takes two lines, so that its column leaves room for the rule.
_WIDEST_LEVEL = 8
# In these proportions: the change, author, reviewer, date.
_FIELD_WIDTHS = {"change": 2.2, "author": 1.3, "reviewer": 1.3, "date": 0.9}
FIRST, SECOND = "\ue000", "\ue001"
"""Placeholders in words, which templates fill."""


def rubric_pdf(rubric: Rubric, book: Handbook, *, paper: Paper, form_url: str = "") -> bytes:
    """Return a rubric as PDF: questions on one page; grid, notes, verdict, accounts on the other.

    Args:
        rubric: What to print.
        book: The handbook it was made from.
        paper: A4 or Letter.
        form_url: Address of the form on the web; a QR code on the paper leads to it.

    Raises:
        PagesError: A bug: it is not two pages.
    """
    job = rubric_job(rubric, book, paper=paper, form_url=form_url)
    return press(job.template, job.data, paper=job.paper).content


def rubric_job(rubric: Rubric, book: Handbook, *, paper: Paper, form_url: str = "") -> Job:
    """Return the same as a job for `press_all`."""
    say = book.say
    data = {
        **_common(rubric, book, form_url),
        "says": (*_about(rubric, say), say("rubric-answers")),
        **_fields(say, "change", "author", "reviewer", "date"),
        "levels": _level_words(rubric),
        "columns": (
            say("rubric-export-column-id"),
            say("sheet-column-level"),
            say("rubric-column-look"),
            *(say(f"answer-{answer}") for answer in Answer),
            say("sheet-column-evidence"),
        ),
        "full": say("sheet-full-text", id=FIRST),
        "own": {"title": say("sheet-own")},
        "grid": _grid(drawn(book, rubric.grid), say) if rubric.grid else None,
        "further": {
            "title": say("sheet-further"),
            "help": say("sheet-further.help"),
            "items": [_item(item, book) for item in rubric.reserve[:_MOST_FURTHER]],
        },
        "ci": {
            "title": say("sheet-ci"),
            "rules": [_rule_of_ci(id, book) for id in rubric.ci],
            "more": [say("sheet-and-more", count=n) for n in range(len(rubric.ci) + 1)],
        },
        "notes": {
            "title": say("sheet-notes"),
            "columns": (
                say("rubric-export-column-id"),
                say("sheet-notes-seen"),
                say("sheet-notes-owner"),
            ),
        },
        "pages": PAGES,
    }
    return Job("rubric", data, paper)


def pocket_job(rubric: Rubric, book: Handbook, *, form_url: str = "") -> Job:
    """Return the rubric for the pocket: one page of A5, its questions with a box each."""
    say = book.say
    levels = {item.level for item in rubric.items}
    short = [(mark, level) for level, mark in MARKS.items() if level in levels and mark != level]
    legend = say.list((f"{mark} {level}" for mark, level in short), last="unit")
    instruction = say("pocket-instruction") if levels else ""
    data = {
        **_common(rubric, book, form_url),
        "says": [*_about(rubric, say), *filter(None, (instruction, legend))],
        **_fields(say, "change", "reviewer", "date"),
        "note": origin(book, _documents(rubric, book), _LONGEST_OF_POCKET),
        "columns": (
            say("answer-kept"),
            say("rubric-export-column-id"),
            say("sheet-column-level"),
            say("rubric-column-look"),
        ),
        "marks": [MARKS[level] for level in Level if level in levels],
        "notes": {"title": say("sheet-notes")},
        "pages": 1,
    }
    return Job("rubric-pocket", data, Paper.A5)


def notes_job(say: Messages, *, paper: Paper) -> Job:
    """Return a blank sheet for the notes of any review."""
    data = {
        **_sheet(say),
        "title": say("notes-title"),
        "running": say("notes-title"),
        "note": "",
        "kind": say("notes-title.kind"),
        "role": say("notes-title.role"),
        "says": (say("rubric-answers"),),
        "qr": None,
        **_fields(say, "change", "reviewer", "date"),
        "columns": (
            say("rubric-export-column-id"),
            say("notes-seen"),
            say("notes-wanted"),
            say("sheet-notes-owner"),
            say("notes-done"),
        ),
        "pages": 1,
    }
    return Job("notes", data, paper)


def _sheet(say: Messages) -> Mapping[str, str]:
    """Return what every sheet has: its language, and the words of its running heads and feet."""
    return {
        **sheet_words(say),
    }


def _common(rubric: Rubric, book: Handbook, form_url: str) -> Mapping[str, Any]:
    say = book.say
    name = title(rubric, say)
    boxes = ("approved", "explained", "blocked")
    return {
        **_sheet(say),
        "title": name,
        "running": shorten(name, _LONGEST_HEAD),
        "note": origin(book, _documents(rubric, book)),
        "kind": say("rubric-name"),
        "role": shorten(rubric.title, _LONGEST_NAME),
        "qr": _qr(form_url, say) if form_url else None,
        "sections": [_section(section, rubric, book) for section in rubric.sections],
        "verdict": {
            "title": say("sheet-verdict"),
            "boxes": [
                {
                    "name": say(f"sheet-verdict-{box}"),
                    "meaning": say(f"sheet-verdict-{box}.meaning"),
                }
                for box in boxes
            ],
        },
        "accounts": accounts(rubric, say),
        "answerable": answerable(rubric, say) if len(rubric.items) < MOST_ITEMS else "",
    }


def _fields(say: Messages, *names: str) -> Mapping[str, Any]:
    """Return the names of lines to fill in, and how wide they are in proportion."""
    return {
        "fields": [say(f"review-{name}") for name in names],
        "widths": [_FIELD_WIDTHS[name] for name in names],
    }


def _documents(rubric: Rubric, book: Handbook) -> list[Document]:
    return [document for document in book.texts if document.code == rubric.code]


def _about(rubric: Rubric, say: Messages) -> Iterator[str]:
    """Yield which changes it is for, or why there is no question."""
    if rubric.touched:
        yield shorten(for_change(rubric, say), _LONGEST_NAME)
    if words := shown(rubric, say):
        yield words
    if not rubric.items:
        yield why_empty(rubric, say)


def _level_words(rubric: Rubric) -> list[str]:
    """Return the words of levels, which give their column its width."""
    used = {item.level for item in (*rubric.items, *rubric.reserve[:_MOST_FURTHER])}
    words: list[str] = []
    for level in Level:
        if level in (used or {Level.MUST}):
            words += level.split() if len(level) > _WIDEST_LEVEL else [level]
    return words


def _section(section: Section, rubric: Rubric, book: Handbook) -> Mapping[str, Any]:
    title = checkpoint_title(rubric, section.checkpoint, book.say)
    return {"title": title, "items": [_item(item, book) for item in section.items]}


def _item(item: Item, book: Handbook) -> Mapping[str, Any]:
    say, waivers = book.say, list(chain.from_iterable(map(book.waivers_of, item.rules)))
    return {
        "id": item.id,
        "level": item.level,
        "mark": MARKS[item.level],
        "never": prohibition(item, say),
        "text": shorten(plain(item.text), _LONGEST_TEXT) + inferred_mark(item, say),
        "also": _also(item.rules[1:], say),
        "waived": _waived(item, book),
        "waived-until": mark(waivers, say) if waivers else "",
    }


def _waived(item: Item, book: Handbook) -> str:
    """Return the first waiver of the rules that an item covers, and how many others there are."""
    said = sentences(book, item.rules)
    if not said:
        return ""
    words = shorten(said[0], _LONGEST_WAIVER)
    others = len(said) - 1
    return book.say("sheet-waivers-more", words=words, count=others) if others else words


def _also(ids: tuple[str, ...], say: Messages) -> Mapping[str, Any] | None:
    """Return the rules that an item covers besides its own: words with a place for their IDs."""
    if not ids:
        return None
    left = len(ids) - _MOST_ALSO
    if left > 0:
        return {"ids": ids[:_MOST_ALSO], "words": say("sheet-also-more", ids=FIRST, count=left)}
    return {"ids": ids, "words": say("sheet-also", ids=FIRST)}


def _rule_of_ci(id: str, book: Handbook) -> Mapping[str, str]:
    rule = book.requirement(id)
    words = plain(rule.statement)
    return {"id": id, "text": words if rule.level in words else f"{rule.level} {words}"}


def _grid(grid: DrawnGrid, say: Messages) -> Mapping[str, Any]:
    cells = chain.from_iterable(row.cells for row in grid.rows)
    others = {cell.rule.level for cell in cells if cell and cell.is_other_level}
    marks = [f"{MARKS[level]} {level}" for level in Level if level in others]
    columns = [
        {"code": column.code, "label": shorten(column.label, _LONGEST_HEAD)}
        for column in grid.columns
    ]
    rows = [_row(row) for row in grid.rows]
    listed = say.list(marks, last="unit")
    return {
        "title": say("rubric-by-domain"),
        "help": say("sheet-by-domain.help"),
        "touched": say("sheet-by-domain.touched"),
        "lists": say("sheet-domain-lists"),
        "columns": columns,
        "rows": rows,
        "other": say("sheet-other-levels", marks=listed) if marks else "",
        "without": say("sheet-without", numbers=FIRST),
        "more-rows": [say("sheet-more-rows", count=n) for n in range(len(rows) + 1)],
        "more-lists": {
            "words": say("sheet-more-lists", domains=FIRST, rules=SECOND),
            "domains": [say("sheet-more-domains", count=n) for n in range(len(columns) + 1)],
            "rules": [say("sheet-more-rules", count=n) for n in range(len(rows) + 1)],
        },
    }


def _row(row: DrawnRow) -> Mapping[str, Any]:
    marks: list[str | None] = []
    for cell in row.cells:
        if cell is None:
            marks.append(None)
        else:
            marks.append(MARKS[cell.rule.level] if cell.is_other_level else "")
    # An ellipsis does not get a line of its own.
    label = shorten(plain(row.row.label), _LONGEST_TEXT).replace(" …", "\u00a0…")
    return {"level": row.row.level, "label": label, "cells": marks}


def _qr(url: str, say: Messages) -> Mapping[str, Any]:
    """Return an address as the dark runs of a QR code: column, line and length."""
    import segno  # loaded where it prints, because the light Rolebook is without it

    code = segno.make_qr(url, error="m")
    runs = list(chain.from_iterable(_runs(y, line) for y, line in enumerate(code.matrix)))
    return {
        "size": len(code.matrix),
        "runs": runs,
        "alt": say("sheet-qr.alt", url=url),
        "url": url,
        "label": say("sheet-qr"),
    }


def _runs(y: int, line: bytearray) -> Iterator[tuple[int, int, int]]:
    x = 0
    for is_dark, modules in groupby(line):
        length = len(list(modules))
        if is_dark:
            yield x, y, length
        x += length
