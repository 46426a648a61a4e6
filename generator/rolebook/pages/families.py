"""The pages of repeated rules: a list of them and of shared rules, and a page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..views.grids import block_parts, family_parts
from .context import toc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link.handbook import Family, SharedBlock
    from .context import Page, SiteContext


def family_pages(context: SiteContext) -> Iterator[Page]:
    """Yield the list of what is repeated, then a page for each repeated rule."""
    yield _list_page(context)
    for family in context.book.families:
        yield _family_page(context, family)


def _list_page(context: SiteContext) -> Page:
    book, say = context.book, context.book.say
    texts = {text.slug: text for text in book.texts}
    families = []
    for family in book.families:
        slugs = dict.fromkeys(slug for slug, _ in family.rows)
        families.append((family, [texts[slug] for slug in slugs]))
    blocks = []
    for block in sorted(book.shared, key=_fewest_last):
        personas = [texts[slug] for slug in block.personas]
        blocks.append((block, personas, block_parts(book, block)))
    return context.page(
        "families.html",
        "f/",
        say("families"),
        families=families,
        blocks=blocks,
        toc=toc(
            [
                (say("families-repeated"), "templates", bool(families)),
                (say("families-shared"), "shared", bool(blocks)),
            ]
        ),
        description=say("families.description"),
    )


def _fewest_last(block: SharedBlock) -> int:
    return -len(block.personas) * len(block.rules)


def _family_page(context: SiteContext, family: Family) -> Page:
    say = context.book.say
    parts = family_parts(context.book, family)
    wording = f"{family.level} {family.label}"
    rules = say("rule-count", count=family.rules)
    return context.page(
        "family.html",
        f"f/{family.slug}/",
        wording,
        family=family,
        in_texts=parts,
        toc=toc([(part.text.name, f"in:{part.text.slug}", True) for part in parts]),
        description=say("family-description", rules=rules, wording=wording),
    )
