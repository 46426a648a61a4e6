"""What the theme leaves out for people who use keys or hear a page: a way to the content."""

from __future__ import annotations

import re

ANCHOR = "rb-content"
"""Where the link that skips the header and the menu leads, if the first heading has no anchor."""
_SKIP = re.compile(r'(<div data-md-component="skip">)(.*?)(</div>)', re.DOTALL)
_LINK = re.compile(r'<a href="(?P<target>[^"]*)"(?P<rest> class="md-skip">)')
_ARTICLE = '<article class="md-content__inner'
_HEADING = re.compile(r"<h1(?P<attributes>[^>]*)>")
_ID = re.compile(r'\bid="([^"]*)"')
_HERE = re.compile(r'(<a href="[^"]*" class="md-nav__link md-nav__link--active")>')


def reachable(html: str, skip: str) -> str:
    r"""Return a page whose skip link leads to its first heading, and whose menu says where one is.

    The theme's link leads past the heading and what follows it, to the first entry of the table of
    contents, and pages without one have no link. A page that has been through this stays as it is.

    Args:
        html: A page in the theme; other pages are returned unchanged.
        skip: The words of the link on pages for which the theme makes none.

    >>> page = '<div data-md-component="skip"></div><article class="md-content__inner"><h1>Hi</h1>'
    >>> print(reachable(page, "Skip to content").replace("><", ">\n<"))
    <div data-md-component="skip">
    <a href="#rb-content" class="md-skip">Skip to content</a>
    </div>
    <article class="md-content__inner">
    <h1 id="rb-content" tabindex="-1">Hi</h1>
    """
    return _HERE.sub(r'\1 aria-current="page">', _with_skip_link(html, skip))


def _with_skip_link(html: str, skip: str) -> str:
    start = html.find(_ARTICLE)
    place = _SKIP.search(html, 0, max(start, 0))
    heading = _HEADING.search(html, max(start, 0))
    if start < 0 or not place or not heading:
        return html
    link = _LINK.search(place[2])
    if link and link["target"] == f"#{ANCHOR}":
        return html
    known = _ID.search(heading["attributes"])
    target = known[1] if known else ANCHOR
    words = place[2].replace(link[0], f'<a href="#{target}"{link["rest"]}') if link else ""
    words = words or f'<a href="#{target}" class="md-skip">{skip}</a>'
    marked = "" if known else f' id="{ANCHOR}" tabindex="-1"'
    at = heading.start("attributes")
    return f"{html[: place.start(2)]}{words}{html[place.end(2) : at]}{marked}{html[at:]}"
