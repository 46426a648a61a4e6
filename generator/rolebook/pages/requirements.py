"""Permalinks: a small page for every rule, without the theme, so that thousands cost a second.

A page has what can be read without scripts: the rule, its place and its neighbours. What else there
is to say comes from the cards of its role; see `cards`.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

from ..addresses import address, permalink
from ..input.files import Made
from .cards import card_files
from .changes import retired_pages
from .context import relative_links
from .mould import Mould

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Template

    from ..input.files import File
    from ..model import Document, Requirement
    from ..rfc2119 import Level
    from ..views.releases import Release
    from .context import SiteContext


def permalinks(context: SiteContext, releases: Sequence[Release] = ()) -> Iterator[File]:
    """Yield `r/<ID>/index.html` for every rule, the cards of each role, and a page for retired IDs.

    Args:
        context: Handbook, options and templates.
        releases: What the page of changes lists, the latest first.
    """
    pages = _Pages(context)
    for text in context.book.texts:
        ids = ["", *(requirement.id for requirement in text.requirements), ""]
        for i, requirement in enumerate(text.requirements):
            make = partial(pages.page, text, requirement, ids[i], ids[i + 2])
            yield Made(f"{permalink(requirement.id)}index.html", make)
    yield from card_files(context, releases)
    yield from retired_pages(context)


class _Shape(NamedTuple):
    """What the page of a rule has; pages of one shape differ only in their words."""

    level: Level
    has_category: bool
    has_context: bool
    is_inferred: bool
    listed: str
    """What its list is called: `options`, `conditions`, or nothing without one."""
    has_previous: bool
    has_following: bool


class _Pages:
    """The pages of all rules."""

    def __init__(self, context: SiteContext) -> None:
        self._context = context
        self._moulds: dict[_Shape, Mould] = {}
        self._places: dict[tuple[str, str], Mapping[str, str]] = {}

    def page(
        self, text: Document, requirement: Requirement, previous: str, following: str
    ) -> bytes:
        """Return the page of a rule.

        Args:
            text: The persona or document it belongs to.
            requirement: The rule.
            previous: ID of the rule before it, or nothing.
            following: ID of the rule after it, or nothing.
        """
        shape = _Shape(
            requirement.level,
            bool(self._place(requirement, text)["category"]),
            bool(requirement.context),
            bool(requirement.inferred),
            _listed(requirement),
            bool(previous),
            bool(following),
        )
        mould = self._moulds.get(shape)
        if mould is None:
            mould = self._moulds[shape] = self._mould(shape)
        inline, language = self._context.inline, requirement.language
        html = mould.filled(
            {
                **self._place(requirement, text),
                "id": escape(requirement.id),
                "context": inline(requirement.context, text, language) if shape.has_context else "",
                "statement": inline(requirement.text, text, language),
                "listed": "".join(
                    f"<li>{inline(item, text, language)}</li>" for item in requirement.listed
                ),
                "inferred": escape(requirement.inferred),
                "wording": escape(requirement.wording),
                "previous": escape(previous),
                "following": escape(following),
            }
        )
        return relative_links(html, permalink(requirement.id), self._context.options).encode()

    def _place(self, requirement: Requirement, text: Document) -> Mapping[str, str]:
        """Return the values that all rules of a category have."""
        key = text.slug, requirement.category.title
        if key not in self._places:
            authored = self._context.authored
            self._places[key] = {
                "role": escape(text.name),
                "marked_role": authored(text.name, text),
                "address": address(text).rstrip("/"),
                "category": authored(requirement.category.label, text),
            }
        return self._places[key]

    def _mould(self, shape: _Shape) -> Mould:
        return Mould(lambda value: self._template.render(shape=shape, value=value))

    @cached_property
    def _template(self) -> Template:
        return self._context.environment.get_template("requirement.html")


def _listed(requirement: Requirement) -> str:
    if not requirement.listed:
        return ""
    return "options" if requirement.options else "conditions"
