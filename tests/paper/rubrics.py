"""Rubrics made by hand, as odd as personas can be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import rolebook
from rolebook.rfc2119 import Level
from rolebook.rubric import Checkpoint, Item, Outcome, Placement, Reason, Rubric, Section, rubric

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HOSTILE = (
    "return `404` for \\ #hash $dollar$ @at \"quotes\" 'single' `C:\\path`",
    '#import "x.typ"; #panic() $x^2$ @ref <label> */ //',
    "log שלום עולם with `request_id` مرحبا",
    "encrypt 🚀 tokens ✅ in `URL` 👩‍👧",
    "never expose \u202egnp.exe\u202c in `x`",
    "index the key \u0007 \u200b \ufffe \x00 `q`",
)
LONG = (
    "validate each input parameter of every endpoint against its schema before it reaches the store, return `422` with "
    "the name of the field and the reason for each one that fails, log the id of the request together with the number "
    "of failed fields but never their values, keep the schema beside the handler that uses it, cover each required "
    "field by a test that leaves it out, and publish the schema in the description of the interface, so that callers "
    "can make their programs from it without reading any of the code behind it"
)
GREEK = "καταγράφει κάθε αποτυχία με `request_id` και ορίζει όριο χρόνου"
JAPANESE = "失敗したリクエストを `request_id` とともに記録する。運用中の障害を防ぐための規則であり、例外は認められない"
HARBOUR = """\
# The Lamp Keeper

## Core Traits
- calm

## Ruleset

### API Requirements
- **MUST NOT** put credentials in URL parameters
- **MUST** return `429` when a client is over its rate limit
- **SHOULD** cache GET responses for 60 seconds
- **MUST** be kind to clients
- **MUST** run the linter in each build
- **MAY** use GraphQL for `lamps`

### Database Requirements
- **MUST** define a primary key for each table
- **MUST** run each migration in one transaction
- **MUST** hold a retrospective every two weeks
- **SHOULD** be thoughtful
- **MUST** train a deputy
- **MUST** write a test for each query
"""
"""Twelve rules."""
_FIRST = ("North", "South", "East", "West", "Upper", "Lower", "Old")
_SECOND = ("Tower", "Pier", "Store", "Yard", "Dock", "Gate")
NOBODY = "# The Quiet One\n\n## Core Traits\n- calm\n"


def book_of(text: str) -> rolebook.Handbook:
    return rolebook.handbook([rolebook.Source("a.md", text)])


def of(text: str) -> tuple[Rubric, rolebook.Handbook]:
    """Return the rubric of a persona as it comes."""
    book = book_of(text)
    return rubric(book, book.texts[0]), book


def of_whole_grid(text: str) -> tuple[Rubric, rolebook.Handbook]:
    """Return the rubric of a persona with all that it repeats, whether a review can answer it or not."""
    made, book = of(text)
    return replace(made, grid=book.grids[book.texts[0].slug]), book


def asking(
    texts: Iterable[str],
    *,
    title: str = "Lamp Keeper",
    ids: Callable[[int], str] = lambda n: f"LK-LAMP-{n:02}",
) -> tuple[Rubric, rolebook.Handbook]:
    """Return a rubric that asks so many questions, with the levels in turn."""
    levels = list(Level)
    asked = [
        Item(ids(n), levels[n % 5], text, (ids(n),), list(Checkpoint)[n * 3 // 20], "Lamp")
        for n, text in enumerate(texts)
    ]
    sections = tuple(
        Section(checkpoint, tuple(item for item in asked if item.checkpoint is checkpoint))
        for checkpoint in Checkpoint
    )
    placed = tuple(
        Placement(item.id, Outcome.ITEM, Reason.LEADS, None, item=item.id) for item in asked
    )
    book = book_of("# The Lamp Keeper\n\n## Core Traits\n- calm\n\n**MUST** shine\n")
    used = tuple(section for section in sections if section.items)
    return Rubric(book.texts[0].code, title, used, None, placed), book


def grid_of(rows: int, columns: int, *, subject: str = "Subject") -> str:
    """Return a persona that repeats so many sentences for so many categories."""
    verbs = (
        "inspect",
        "paint",
        "count",
        "sweep",
        "check",
        "sign",
        "weigh",
        "lift",
        "wash",
        "light",
    )
    ends = (
        "at dusk before tea",
        "after each storm of winter",
        "with two keepers present",
        "by the printed old list",
    )
    sentences = [f"{verb} {{s}} {end}" for end in ends for verb in verbs][:rows]
    parts = [
        f"### {subject} {_name(n)} Requirements\n"
        + "\n".join(
            f"- **MUST** {one.format(s='the ' + subject.lower() + ' ' + _name(n).lower())}"
            for one in sentences
        )
        for n in range(columns)
    ]
    return (
        "# The Lamp Keeper\n\n## Core Traits\n- calm\n\n## Ruleset\n\n" + "\n\n".join(parts) + "\n"
    )


def _name(number: int) -> str:
    return f"{_FIRST[number % 7]} {_SECOND[number // 7 % 6]}{' ' * (number >= 42)}{'new' * (number // 42)}"
