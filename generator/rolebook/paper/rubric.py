"""A rubric to the sheets that a reviewer fills in: two pages, one for the pocket, and a blank one for notes.

The words and what is shown; how it looks, and how much of it has room, is the templates' business.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import segno

from ..markup import plain
from ..rfc2119 import Level
from ..rubric import MOST_ITEMS, VERDICT
from ..views.grids import MARKS, drawn
from .press import Job, Paper, press
from .wording import origin, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..link.handbook import Handbook
    from ..model import Document
    from ..rubric import Item, Rubric
    from ..views.grids import DrawnGrid, DrawnRow

PAGES = 2
"""Whatever the persona."""
SHEETS = (Paper.A4, Paper.LETTER)
"""Sizes that the rubric is made for."""
_LONGEST_NAME = 120
_LONGEST_HEAD = 60
_LONGEST_OF_POCKET = 30
_LONGEST_TEXT = 600
_MOST_ALSO = 2
_MOST_FURTHER = 14
_VERDICTS = (
    ("Approved", "All are Yes or N/A; a MAY can be No."),
    ("Approved with reasons", "A SHOULD or SHOULD NOT is No, and the notes say why."),
    ("Blocked", "A MUST or MUST NOT is No."),
)


def rubric_pdf(rubric: Rubric, book: Handbook, *, paper: Paper, form_url: str = "") -> bytes:
    """Return a rubric as PDF: its questions on one page; grid, notes, verdict and accounts on the other.

    Args:
        rubric: What to print.
        book: The handbook it was made from.
        paper: A4 or Letter.
        form_url: Address of the form on the web; a square of modules on the paper leads to it.

    Raises:
        PagesError: The fault is ours: it is not two pages.
    """
    job = rubric_job(rubric, book, paper=paper, form_url=form_url)
    return press(job.template, job.data, paper=job.paper).content


def rubric_job(rubric: Rubric, book: Handbook, *, paper: Paper, form_url: str = "") -> Job:
    """Return the same as a job for `press_all`."""
    data = {
        **_common(rubric, book, form_url),
        "says": (
            *_about(rubric),
            VERDICT,
            "Say where you looked. N/A: the change has nothing of the kind.",
        ),
        "fields": ("Change", "Author", "Reviewer", "Date"),
        "widths": (2.2, 1.3, 1.3, 0.9),
        "levels": _levels(rubric),
        "columns": ("ID", "Level", "Look for this", "Yes", "No", "N/A", "Where, evidence"),
        "own": {"title": "Further rules that this change touches"},
        "grid": _grid(drawn(book, rubric.grid)) if rubric.grid else None,
        "further": {
            "title": "Further questions",
            "help": "From the full list, the best first. For changes that are about little else.",
            "items": [_item(item) for item in rubric.reserve[:_MOST_FURTHER]],
        },
        "ci": {"title": "CI must be green on", "rules": [_ruled(id, book) for id in rubric.ci]},
        "notes": {"title": "Notes", "columns": ("ID", "Seen, and what is wanted instead", "Owner")},
        "pages": PAGES,
    }
    return Job("rubric", data, paper)


def pocket_job(rubric: Rubric, book: Handbook, *, form_url: str = "") -> Job:
    """Return the rubric for the pocket: one page of A5, its questions with a box each."""
    levels = {item.level for item in rubric.items}
    legend = ", ".join(
        f"{mark} {level}" for level, mark in MARKS.items() if level in levels and mark != level
    )
    data = {
        **_common(rubric, book, form_url),
        "says": [
            *_about(rubric),
            *(["Tick what is kept; strike out what the change has nothing of."] if levels else []),
            *([legend] if legend else []),
        ],
        "fields": ("Change", "Reviewer", "Date"),
        "widths": (2, 1.3, 0.9),
        "note": origin(book, _texts(rubric, book), _LONGEST_OF_POCKET),
        "columns": ("Kept", "ID", "Level", "Look for this"),
        "marks": [MARKS[level] for level in Level if level in levels],
        "notes": {"title": "Notes"},
        "pages": 1,
    }
    return Job("rubric-pocket", data, Paper.A5)


def notes_job(*, paper: Paper) -> Job:
    """Return a blank sheet for the findings of any review."""
    data = {
        "title": "Review notes",
        "running": "Review notes",
        "note": "",
        "language": "en",
        "kind": "Review",
        "role": "Notes",
        "says": (VERDICT,),
        "qr": None,
        "fields": ("Change", "Reviewer", "Date"),
        "widths": (2.2, 1.3, 0.9),
        "columns": ("ID", "Seen", "Wanted", "Owner", "Done"),
        "pages": 1,
    }
    return Job("notes", data, paper)


def _common(rubric: Rubric, book: Handbook, form_url: str) -> Mapping[str, Any]:
    role = shorten(rubric.title, _LONGEST_NAME)
    title = f"Review rubric: {rubric.title}"
    return {
        "title": title,
        "running": shorten(title, _LONGEST_HEAD),
        "note": origin(book, _texts(rubric, book)),
        "language": "en",
        "kind": "Review rubric",
        "role": role,
        "qr": _qr(form_url) if form_url else None,
        "pauses": [
            {"title": pause.title, "items": [_item(item) for item in pause.items]}
            for pause in rubric.pauses
        ],
        "verdict": {
            "title": "Verdict",
            "boxes": [{"name": name, "meaning": meaning} for name, meaning in _VERDICTS],
        },
        "accounts": f"{rubric.accounts}.",
        "checkable": rubric.says_checkable if len(rubric.items) < MOST_ITEMS else "",
    }


def _texts(rubric: Rubric, book: Handbook) -> list[Document]:
    return [text for text in book.texts if text.code == rubric.code]


def _about(rubric: Rubric) -> Iterator[str]:
    """Say what a reader would otherwise look for: which changes it is for, or why there is no question."""
    if rubric.touched:
        yield shorten(rubric.says_touched, _LONGEST_NAME)
    if rubric.says_why_empty:
        yield rubric.says_why_empty


def _levels(rubric: Rubric) -> list[str]:
    """Return the words of levels: the width of their column."""
    used = {item.level for item in (*rubric.items, *rubric.reserve[:_MOST_FURTHER])} or {Level.MUST}
    # "SHOULD NOT" may take two lines; otherwise the column would take the room of the words.
    return [
        word
        for level in Level
        if level in used
        for word in (level.split() if len(level) > 8 else [level])
    ]


def _item(item: Item) -> Mapping[str, Any]:
    also = item.rules[1 : _MOST_ALSO + 1]
    return {
        "id": item.id,
        "level": item.level,
        "mark": MARKS[item.level],
        "text": shorten(plain(item.text), _LONGEST_TEXT),
        "also": also,
        "left": len(item.rules) - 1 - len(also),
    }


def _ruled(id: str, book: Handbook) -> Mapping[str, str]:
    rule = book.requirement(id)
    words = plain(rule.statement)
    return {"id": id, "text": words if rule.level in words else f"{rule.level} {words}"}


def _grid(grid: DrawnGrid) -> Mapping[str, Any]:
    others = {
        cell.rule.level for row in grid.rows for cell in row.cells if cell and cell.is_other_level
    }
    marks = ", ".join(f"{MARKS[level]} {level}" for level in Level if level in others)
    return {
        "title": "By domain",
        "help": "Tick the columns that the change touches, then what is kept below them.",
        "touched": "Touched",
        "lists": "Tick a touched domain once all that is numbered below is kept in it, and note what is not.",
        "columns": [
            {"code": column.code, "label": shorten(column.label, _LONGEST_HEAD)}
            for column in grid.columns
        ],
        "rows": [_row(row) for row in grid.rows],
        "other": f"Where a letter stands beside a box, its rule has another level: {marks}."
        if marks
        else "",
    }


def _row(row: DrawnRow) -> Mapping[str, Any]:
    marks = [
        None if cell is None else MARKS[cell.rule.level] if cell.is_other_level else ""
        for cell in row.cells
    ]
    # An ellipsis has no line of its own.
    label = shorten(plain(row.row.label), _LONGEST_TEXT).replace(" …", "\u00a0…")
    return {"level": row.row.level, "label": label, "cells": marks}


def _qr(url: str) -> Mapping[str, Any]:
    """Return an address as the dark runs of a QR code: column, line and length."""
    code = segno.make_qr(url, error="m")
    runs = [run for y, line in enumerate(code.matrix) for run in _runs(y, line)]
    return {
        "size": len(code.matrix),
        "runs": runs,
        "alt": f"QR code of {url}",
        "url": url,
        "label": "on the web",
    }


def _runs(y: int, line: bytearray) -> Iterator[tuple[int, int, int]]:
    x = 0
    for is_dark, modules in groupby(line):
        length = len(list(modules))
        if is_dark:
            yield x, y, length
        x += length
