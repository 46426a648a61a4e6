"""Lists that are too long for one page: what each page has of them, and the pages after the first.

The first page of a list is in the theme. Those after it are small pages of their own, like the
tables of the explorer: a page in the theme has 35 kB around its list with 40 roles, such a page 2.
They are in no navigation and have no search record.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..input.files import Made
from .context import relative_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .context import SiteContext

    Groups = Sequence[tuple[Any, Sequence[Any]]]

MOST = 200
"""Rules on one page of a list: some 40 kB, and more than anyone reads in one go."""
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class LongList:
    """Where a list is."""

    path: str
    """Address of the page that has its beginning, from the site's root."""
    further: str = ""
    """How the addresses of the further pages begin, if not like that of the first."""
    what: str = "rules"
    """What it is a list of: `rules`, `repeated` or `pairs`."""

    def address(self, number: int) -> str:
        """Return the address of one of its pages.

        >>> LongList("skills/sfia/PROG/").address(2), LongList("f/", "f/shared_").address(2)
        ('skills/sfia/PROG/2/', 'f/shared_2/')
        """
        return self.path if number == 1 else f"{self.further or self.path}{number}/"


@dataclass(frozen=True, slots=True)
class ListPage(Generic[K, V]):
    """What one page shows of a list, whose values are in groups with titles."""

    of: LongList
    number: int
    """Counted from 1."""
    pages: int
    groups: tuple[tuple[K, tuple[V, ...]], ...]
    first: int
    """Place of its first value in the whole list, counted from 1."""
    total: int
    """Values in the whole list."""

    @property
    def last(self) -> int:
        """Place of its last value in the whole list."""
        return self.first - 1 + sum(len(values) for _, values in self.groups)

    @property
    def path(self) -> str:
        """Its address from the site's root."""
        return self.of.address(self.number)

    @property
    def previous(self) -> str:
        """The address of the page before it, empty for the first one."""
        return self.of.address(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after it, empty for the last one."""
        return self.of.address(self.number + 1) if self.number < self.pages else ""


def list_pages(
    of: LongList, groups: Iterable[tuple[K, Sequence[V]]], most: int = MOST
) -> list[ListPage[K, V]]:
    """Return the pages of a list, full but for the last; there is a first one without values.

    Args:
        of: Where the list is.
        groups: Titles with their values; a group that does not fit continues on the next page.
        most: Values on a page.

    >>> pages = list_pages(LongList("f/"), [("a", [1, 2]), ("b", [3, 4, 5])], most=3)
    >>> [page.groups for page in pages]
    [(('a', (1, 2)), ('b', (3,))), (('b', (4, 5)),)]
    """
    cut: list[list[tuple[K, tuple[V, ...]]]] = [[]]
    total = 0
    for title, values in groups:
        start = 0
        while start < len(values):
            room = most - total % most
            if room == most and total:
                cut.append([])
            part = tuple(values[start : start + room])
            cut[-1].append((title, part))
            start, total = start + len(part), total + len(part)
    return [
        ListPage(of, number, len(cut), tuple(parts), (number - 1) * most + 1, total)
        for number, parts in enumerate(cut, 1)
    ]


def further_pages(
    context: SiteContext,
    pages: Sequence[ListPage[Any, Any]],
    *,
    body: str,
    title: str,
    **values: Any,
) -> Iterator[Made]:
    """Yield the pages of a list after the first one.

    Args:
        context: Handbook, options and templates.
        pages: All pages of the list.
        body: The template that shows the groups of `page`.
        title: The title of the first page, which they lead back to.
        values: What else the body needs.
    """
    for page in pages[1:]:
        make = partial(_further_page, context, page, {"body": body, "title": title, **values})
        yield Made(f"{page.path}index.html", make)


def _further_page(
    context: SiteContext, page: ListPage[Any, Any], values: Mapping[str, Any]
) -> bytes:
    root = "../" * page.path.count("/")
    template = context.environment.get_template("further-page.html")
    html = template.render(page=page, root=root, **values)
    return relative_links(html, page.path, context.options).encode()
