"""The explorer: a page that finds any rule, and the same rules as plain tables for readers without scripts."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from ..input.files import File
from .context import counted, relative_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Requirement
    from .context import Page, SiteContext

PATH = "rules/"
_ROWS = 500
"""Rules in one table: more would make the page slow to load for those whose browser then shows something better."""


def explorer_page(context: SiteContext) -> Page:
    """Return the explorer, with the first rules as a table; the script puts the results of a search in their place."""
    tables = _tables(context)
    return context.page(
        "explorer.html",
        PATH,
        "Rules",
        rows=tables[0],
        number=1,
        tables=_titled(tables),
        description=f"All {counted(len(context.book.requirements), 'rule')}, by words, role, level, skill and more",
    )


def explorer_tables(context: SiteContext) -> Iterator[File]:
    """Yield the other rules as tables, each a small page of its own, `rules/2/` and so on."""
    tables = _tables(context)
    template = context.environment.get_template("explorer-table.html")
    titled = _titled(tables)
    for number, rows in enumerate(tables[1:], 2):
        path = f"{PATH}{number}/"
        html = template.render(rows=rows, number=number, tables=titled)
        yield File(f"{path}index.html", relative_links(html, path, context.options).encode())


def _tables(context: SiteContext) -> list[tuple[tuple[Requirement, Document], ...]]:
    """Return the rules of each table, with where they are from; the first table is there without a rule, too."""
    rules = (
        (requirement, text) for text in context.book.texts for requirement in text.requirements
    )
    tables = iter(lambda: tuple(islice(rules, _ROWS)), ())
    return list(tables) or [()]


def _titled(tables: list[tuple[tuple[Requirement, Document], ...]]) -> list[tuple[str, str, str]]:
    """Return the address of each table, with the ids that it begins and ends with."""
    return [
        (f"{PATH}{number}/" if number > 1 else PATH, rows[0][0].id, rows[-1][0].id)
        for number, rows in enumerate(tables, 1)
        if rows
    ]
