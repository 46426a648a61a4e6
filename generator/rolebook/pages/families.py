"""The pages of repeated rules: a list of them and of shared rules, and a page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..views.grids import block_parts, family_parts
from .context import toc
from .paging import LongList, further_pages, list_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..input.files import Made
    from ..link.handbook import Column, Family, SharedBlock
    from ..model import Document, Requirement
    from .context import Page, SiteContext
    from .paging import ListPage

    FamilyPage = ListPage[Document, tuple[Column, Requirement, str]]

PATH = "f/"
# A slug has no underscore, so that no repeated rule has one of these addresses.
_FAMILIES = LongList(PATH, "f/repeated_", "repeated")
_SHARED = LongList(PATH, "f/shared_")


class _Lists(NamedTuple):
    """What the list of repeated rules and that of shared rules have on each page."""

    families: list[ListPage[str, tuple[Family, list[Document]]]]
    shared: list[ListPage[SharedBlock, Requirement]]
    personas_of: Mapping[str, list[Document]]
    """The roles that share the rules of a block, by its slug."""


def family_pages(context: SiteContext) -> Iterator[Page]:
    """Yield the list of what is repeated, then a page for each repeated rule."""
    yield _list_page(context)
    for family in context.book.families:
        yield _family_page(context, family)


def further_family_pages(context: SiteContext) -> Iterator[Made]:
    """Yield the further pages of the lists, and of repeated rules with more than one page has."""
    say, lists = context.book.say, context.once(_lists)
    title = say("families")
    yield from further_pages(context, lists.families, body="list-families.html", title=title)
    yield from further_pages(
        context,
        lists.shared,
        body="list-shared.html",
        title=say("families-shared"),
        personas_of=lists.personas_of,
    )
    for family in context.book.families:
        pages = _pages_of_family(context, family)
        yield from further_pages(context, pages, body="list-family.html", title=_wording(family))


def family_places(context: SiteContext) -> Mapping[str, str]:
    """Return the address and anchor where the page of its repeated rule lists a rule, by its ID.

    It is `f/log-the/#in:tester`, or `f/log-the/2/#in:tester` on a further page. Use it with `once`.
    """
    places: dict[str, str] = {}
    for family in context.book.families:
        for page in _pages_of_family(context, family):
            for text, rows in page.groups:
                places |= {rule.id: f"{page.path}#in:{text.slug}" for _, rule, _ in rows}
    return places


def shared_places(context: SiteContext) -> Mapping[str, str]:
    """Return the address and anchor where shared rules are listed, by their IDs.

    It is `f/#in:yard`, or `f/shared_2/#in:yard` on a further page. Use it with `once`.
    """
    same = {ids[0]: ids for block in context.book.shared for ids in block.rules}
    places: dict[str, str] = {}
    for page in context.once(_lists).shared:
        for block, rules in page.groups:
            for rule in rules:
                places |= dict.fromkeys(same[rule.id], f"{page.path}#in:{block.slug}")
    return places


def _lists(context: SiteContext) -> _Lists:
    book = context.book
    texts = {text.slug: text for text in book.texts}
    families = []
    for family in book.families:
        slugs = dict.fromkeys(slug for slug, _ in family.rows)
        families.append((family, [texts[slug] for slug in slugs]))
    blocks = []
    for block in sorted(book.shared, key=_fewest_last):
        blocks.append((block, [rule for rule, _ in block_parts(book, block)]))
    return _Lists(
        list_pages(_FAMILIES, [("", families)]),
        list_pages(_SHARED, blocks),
        {block.slug: [texts[slug] for slug in block.personas] for block in book.shared},
    )


def _list_page(context: SiteContext) -> Page:
    say, lists = context.book.say, context.once(_lists)
    families, shared = lists.families[0], lists.shared[0]
    return context.page(
        "families.html",
        PATH,
        say("families"),
        families_page=families,
        shared_page=shared,
        personas_of=lists.personas_of,
        toc=toc(
            [
                (say("families-repeated"), "templates", bool(families.total)),
                (say("families-shared"), "shared", bool(shared.total)),
            ]
        ),
        description=say("families.description"),
    )


def _fewest_last(block: SharedBlock) -> int:
    return -len(block.personas) * len(block.rules)


def _wording(family: Family) -> str:
    return f"{family.level} {family.label}"


def _pages_of_family(context: SiteContext, family: Family) -> list[FamilyPage]:
    parts = family_parts(context.book, family)
    return list_pages(LongList(f"f/{family.slug}/"), [(part.text, part.rows) for part in parts])


def _family_page(context: SiteContext, family: Family) -> Page:
    """Return the page of a repeated rule, with the first rules that repeat it."""
    say = context.book.say
    wording = _wording(family)
    page = _pages_of_family(context, family)[0]
    texts = {text.slug: text for text in context.book.texts}
    rules = say("rule-count", count=family.rules)
    return context.page(
        "family.html",
        f"f/{family.slug}/",
        wording,
        family=family,
        page=page,
        texts=[texts[slug] for slug in dict.fromkeys(slug for slug, _ in family.rows)],
        toc=toc([(text.name, f"in:{text.slug}", True) for text, _ in page.groups]),
        description=say("family-description", rules=rules, wording=wording),
    )
