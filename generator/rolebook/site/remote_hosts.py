"""The HTML of a page to the other hosts it loads from, and what an owner can do about each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

HIGHLIGHTING = "cdnjs.cloudflare.com"
"""Where MkDocs' own themes load highlight.js from."""

_LOADING = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "embed": "src",
}
_RELATIONS = {
    "stylesheet",
    "preconnect",
    "preload",
    "modulepreload",
    "prefetch",
    "icon",
    "manifest",
}
_INLINE: Mapping[str, str] = {'id="__analytics"': "https://www.googletagmanager.com/gtag/js"}
"""What inline scripts load, by the text that gives them away in the HTML of a page."""

_FONTS = ("'font'", "set 'font: false' under 'theme:', or 'fonts: true' under 'rolebook:'")
_ANALYTICS = ("'analytics'", "remove it from mkdocs.yml")
_CAUSES: Mapping[str, tuple[str, str]] = {
    "fonts.googleapis.com": _FONTS,
    "fonts.gstatic.com": _FONTS,
    "www.googletagmanager.com": _ANALYTICS,
    "www.google-analytics.com": _ANALYTICS,
}
"""By host, the setting that loads from it, and how to turn it off."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Something that a page loads from another host."""

    host: str
    url: str

    def warning(self, *, files: Iterable[str], theme: str) -> str:
        """Return a warning for the owner.

        Args:
            files: Styles and scripts that the owner added.
            theme: The name of the theme.
        """
        added = ("extra_css or extra_javascript", "copy the file into the docs folder")
        of_theme = (f"the theme {theme}", "use another theme, or override its template")
        what, help = _CAUSES.get(self.host) or (added if self.url in files else of_theme)
        return (
            f"because of {what}, pages load {self.url} from another host; {help}, "
            f"or allow it with 'hosts: [{self.host}]' under 'rolebook:'"
        )


def host_of_facts(repo_url: str) -> str:
    """Return the host that Material's script asks for the star count and version of a repository.

    >>> host_of_facts("https://github.com/acme/handbook")
    'api.github.com'
    >>> host_of_facts("https://gitlab.acme.org/handbook")
    'gitlab.acme.org'
    """
    host = urlsplit(repo_url).netloc
    return f"api.{host}" if host == "github.com" else host


def foreign(html: str, *, site_url: str = "") -> list[Foreign]:
    """Return what a page loads from other hosts, the first of each host.

    >>> foreign('<script src="//a.org/x.js"></script><link rel="canonical" href="https://b.org/">')
    [Foreign(host='a.org', url='//a.org/x.js')]
    """
    own = urlsplit(site_url).netloc
    found: dict[str, Foreign] = {}
    for url in _loaded(html):
        host = urlsplit(url).netloc
        if host and host != own:
            found.setdefault(host, Foreign(host, url))
    return list(found.values())


def _loaded(html: str) -> Iterator[str]:
    parser = _Parser()
    parser.feed(html)
    yield from parser.urls
    yield from (url for sign, url in _INLINE.items() if re.search(sign, html))


class _Parser(HTMLParser):
    """Collects the addresses that a browser requests when it shows a page."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        url = values.get(_LOADING.get(tag, ""))
        is_loaded = tag != "link" or _RELATIONS & set((values.get("rel") or "").lower().split())
        if url and is_loaded:
            self.urls.append(url)
