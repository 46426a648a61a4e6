"""The navigation of a site: the generated pages among the owner's, in the form MkDocs uses."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from ..addresses import address
from ..pages import REVIEWS, source_path
from ..views.ownership import owned

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..link.handbook import Handbook

PLACEHOLDER = "@rolebook"
"""An entry of `nav`, at any depth, that the generated pages replace."""
_WAIVERS = "waivers/"
_OWNERSHIP = "ownership/"
_GROUPS = (
    ("nav-use", (("Onboarding", "onboarding/"), ("Review", "review/"), ("Reviews", REVIEWS))),
    (
        "nav-look-up",
        (
            ("Rules", "rules/"),
            ("Skills", "skills/"),
            ("Patterns", "patterns/"),
            ("Repeated rules", "f/"),
            ("Team", "team/"),
            ("Waivers", _WAIVERS),
            ("Ownership", _OWNERSHIP),
        ),
    ),
    ("nav-about", (("Changes", "changes/"), ("Quality", "quality/"), ("Data", "data/"))),
)
"""By what people want to do, the pages for it."""
SECTIONS = "navigation.sections"
"""The feature of Material with which the sidebar shows what is in each group."""
_MOST_OPEN = 12
"""Roles or documents that the sidebar shows one below the other; more would hide all else."""
_KINDS_OF_NAVIGATION = ("tabs", "sections", "expand", "prune")

Nav = Any
"""A path, a list of entries, or a mapping from titles to entries."""


def navigation(
    written: list[Nav],
    book: Handbook,
    home: str,
    displaced: Collection[str] = (),
    *,
    has_sections: bool = False,
) -> list[Nav]:
    """Return the owner's navigation with ours at the placeholder, or in front if there is none.

    Args:
        written: The owner's navigation. A generated page listed there is not listed again.
        book: The handbook.
        home: Address of the handbook's home page.
        displaced: Generated pages that a page of the owner replaces.
        has_sections: Whether the sidebar shows what is in each group.
    """
    named = paths_in(written).union(displaced)
    ours = [
        kept
        for entry in _ours(book, home, has_sections=has_sections)
        if (kept := _unnamed(entry, named))
    ]
    if PLACEHOLDER not in named:
        return [*ours, *written]
    put: list[Nav] = _put(written, ours)
    return put


def theme_text(text: str) -> str:
    """Return a text that is safe where themes print it as HTML, even if they unescape it first.

    >>> theme_text("Q&A <script>")
    'Q&amp;A ‹script›'
    """
    return html.escape(text.replace("<", "‹").replace(">", "›"))


def paths_in(nav: Nav) -> set[str]:
    """Return all paths of a navigation.

    >>> sorted(paths_in(["a.md", {"B": ["b.md"]}]))
    ['a.md', 'b.md']
    """
    if isinstance(nav, str):
        return {nav}
    values = nav.values() if isinstance(nav, dict) else nav
    return {path for value in values for path in paths_in(value)}


def with_sections(features: Collection[str]) -> list[str]:
    """Return the features of a theme with sections, unless its owner chose what groups look like.

    >>> with_sections(["navigation.top"]), with_sections(["navigation.tabs"])
    (['navigation.top', 'navigation.sections'], ['navigation.tabs'])
    """
    chosen = any(f"navigation.{kind}" in features for kind in _KINDS_OF_NAVIGATION)
    return [*features] if chosen else [*features, SECTIONS]


def _ours(book: Handbook, home: str, *, has_sections: bool) -> list[dict[str, Nav]]:
    say = book.say
    roles = [{theme_text(p.name): source_path(address(p))} for p in book.personas]
    documents = [{theme_text(d.title): source_path(address(d))} for d in book.documents]
    missing = {
        _WAIVERS: not book.waivers,
        _OWNERSHIP: not owned(book),
        REVIEWS: not book.reviews,
    }
    entries: list[dict[str, Nav]] = [{"Handbook" if home else "Home": source_path(home)}]
    for kind, listed in (("roles", roles), ("documents", documents)):
        if listed:
            is_long = has_sections and len(listed) > _MOST_OPEN
            all_of_them = say(f"nav-{kind}.all", count=len(listed))
            entries.append({say(f"nav-{kind}"): [{all_of_them: listed}] if is_long else listed})
    for name, paths in _GROUPS:
        shown = [{title: source_path(path)} for title, path in paths if not missing.get(path)]
        entries.append({say(name): shown})
    return entries


def _unnamed(entry: dict[str, Nav], named: set[str]) -> dict[str, Nav]:
    """Return what remains of an entry without the pages that the owner lists."""
    ((title, value),) = entry.items()
    if isinstance(value, str):
        return {} if value in named else entry
    left = [kept for child in value if (kept := _unnamed(child, named))]
    return {title: left} if left else {}


def _put(nav: Nav, ours: list[Nav]) -> Nav:
    """Replace the placeholder with our entries.

    >>> _put([{"Handbook": "@rolebook"}, "a.md"], ["x.md"])
    [{'Handbook': ['x.md']}, 'a.md']
    """
    if isinstance(nav, dict):
        return {
            title: ours if value == PLACEHOLDER else _put(value, ours)
            for title, value in nav.items()
        }
    if isinstance(nav, list):
        return [
            new for entry in nav for new in (ours if entry == PLACEHOLDER else [_put(entry, ours)])
        ]
    return nav
