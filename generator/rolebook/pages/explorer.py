"""The explorer: a page that finds any rule, and all rules as tables for readers without scripts."""

from __future__ import annotations

from functools import partial
from itertools import groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from ..input.files import Made
from .context import relative_links
from .empty import unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..input.files import File
    from ..model import Document, Requirement
    from .context import Page, SiteContext

    Rows = tuple[tuple[Requirement, Document], ...]

PATH = "rules/"
_ROWS = 400
"""Rules in one table. With more, the page loads slowly, also for readers who get the explorer."""

_FIRST = 50
"""Rules that readers with scripts see at first, as `explorer.js` and the style sheet have it."""


class Table(NamedTuple):
    """Where a table of rules is, and the IDs of its first and last one."""

    path: str
    first: str
    last: str


class _Place(NamedTuple):
    """Where rules are: their document, and the label of their category, if they have one."""

    owner: Document
    category: str


def explorer_page(context: SiteContext) -> Page:
    """Return the explorer with the first table, which its script replaces by what is found."""
    say = context.book.say
    tables = _tables(context)
    return context.page(
        "explorer.html",
        PATH,
        say("explorer-title"),
        rows=tables[0],
        number=1,
        first=_FIRST,
        count=len(context.book.requirements),
        tables=_listed(tables),
        unread=[] if context.book.requirements else unread(context.book),
        description=say("explorer-description", count=len(context.book.requirements)),
    )


def explorer_tables(context: SiteContext) -> Iterator[File]:
    """Yield the other tables, each a small page of its own: `rules/2/` and so on."""
    tables = _tables(context)
    for number in range(2, len(tables) + 1):
        yield Made(f"{_path(number)}index.html", partial(_table, context, tables, number))


def _table(context: SiteContext, tables: Sequence[Rows], number: int) -> bytes:
    template = context.environment.get_template("explorer-table.html")
    groups = groupby(tables[number - 1], _place)
    html = template.render(
        groups=[(place, [rule for rule, _ in rows]) for place, rows in groups],
        number=number,
        tables=_listed(tables),
    )
    return relative_links(html, _path(number), context.options).encode()


def _place(row: tuple[Requirement, Document]) -> _Place:
    rule, owner = row
    return _Place(owner, rule.category.label)


def _tables(context: SiteContext) -> Sequence[Rows]:
    """Return the rules of each table with their documents; there is a first table without rules."""
    rules = (
        (requirement, text) for text in context.book.texts for requirement in text.requirements
    )
    tables: list[Rows] = []
    while rows := tuple(islice(rules, _ROWS)):
        tables.append(rows)
    return tables or [()]


def _listed(tables: Sequence[Rows]) -> list[Table]:
    """Return where the tables are; a table without rules is not listed."""
    return [
        Table(_path(number), rows[0][0].id, rows[-1][0].id)
        for number, rows in enumerate(tables, 1)
        if rows
    ]


def _path(number: int) -> str:
    return PATH if number == 1 else f"{PATH}{number}/"
