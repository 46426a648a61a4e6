"""The pages of what is repeated: a list of templates and shared rules, and a page for each template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..views.grids import block_parts, family_parts
from .context import counted, toc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .context import Page, SiteContext


def family_pages(context: SiteContext) -> Iterator[Page]:
    """Yield the list of what is repeated, then a page for each template."""
    book = context.book
    texts = {text.slug: text for text in book.texts}
    yield context.page(
        "families.html",
        "f/",
        "Repeated rules",
        families=[
            (family, [texts[slug] for slug in dict.fromkeys(slug for slug, _ in family.rows)])
            for family in book.families
        ],
        blocks=[
            (block, [texts[slug] for slug in block.personas], block_parts(book, block))
            for block in sorted(
                book.shared, key=lambda block: -len(block.personas) * len(block.rules)
            )
        ],
        toc=toc(
            [
                ("Templates", "templates", bool(book.families)),
                ("Rules that roles share", "shared", bool(book.shared)),
            ]
        ),
        description="Sentences that come back in many categories, and rules that several roles share",
    )
    for family in book.families:
        parts = family_parts(book, family)
        yield context.page(
            "family.html",
            f"f/{family.slug}/",
            f"{family.level} {family.label}",
            family=family,
            in_texts=parts,
            toc=toc([(part.text.name, f"in:{part.text.slug}", True) for part in parts]),
            description=f"{counted(family.rules, 'rule')} that repeat one sentence: {family.level} {family.label}",
        )
