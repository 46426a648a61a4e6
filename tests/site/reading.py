"""Reading a built site: pages, their anchors, and where their links lead."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_HOST = "http://site.invalid/"
_ADDRESSES = {"href", "xlink:href", "src", "action", "data", "poster", "srcset"}
_LOADED = {
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "srcset"),
}


@dataclass
class Html:
    """What a page offers and asks for."""

    ids: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    """The ids of the rules that stand on it."""
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    """Addresses that a browser fetches without a click."""
    text: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.html = Html()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        for name in ("id", "name") if tag == "a" else ("id",):
            if values.get(name):
                self.html.ids.append(values[name] or "")
        if "rb-rule" in (values.get("class") or "").split():
            self.html.rules.append(values.get("id") or "")
        for name, value in attrs:
            if name in _ADDRESSES and value:
                self.html.links.append(value)
                if (tag, name) in _LOADED and values.get("rel") not in (
                    "next",
                    "prev",
                    "canonical",
                ):
                    self.html.loaded.append(value)

    def handle_data(self, data: str) -> None:
        self.html.text += data


def read_search(folder: Path, name: str) -> Any:
    """Return what the site's search reads, `rules` or `pages`."""
    return read_data((folder / "search" / f"{name}.js").read_text(encoding="utf-8"))


def read_data(script: str) -> Any:
    """Return what a data script holds, as a browser reads it."""
    text = re.fullmatch(r"rolebookData\(\"[^\"]+\",JSON\.parse\('(.*)'\)\)\n", script)
    assert text, script[:80]
    return json.loads(re.sub(r"\\(.)", r"\1", text[1]))


def search_locations(folder: Path) -> list[str]:
    """Return the addresses that a search leads to."""
    rules = read_search(folder, "rules")
    role = next(facet for facet in rules["facets"] if facet["key"] == "role")
    homes = [rules["homes"][role["values"][n][0]] + rules["index"] for n in role["column"]]
    ids = rules["columns"]["id"]
    return [
        *(page[0] for page in read_search(folder, "pages")["pages"]),
        *(f"{home}#{id}" for home, id in zip(homes, ids, strict=True)),
        *(f"r/{id}/{rules['index']}" for id in ids),
    ]


def read_html(text: str) -> Html:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.html


def read_site(folder: Path) -> dict[str, Html]:
    """Return the pages of a site by their path, such as `p/tester/index.html`."""
    paths = sorted(folder.rglob("*.html"))
    return {
        path.relative_to(folder).as_posix(): read_html(path.read_text(encoding="utf-8"))
        for path in paths
    }


def is_outside(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https", "mailto", "ftp") or address.startswith(
        "//"
    )


def broken(
    pages: Mapping[str, Html], folder: Path, *, directory_urls: bool = True
) -> Iterator[str]:
    """Yield a sentence for each link that leads nowhere; without directory URLs a folder is nowhere, too."""
    for path, page in pages.items():
        for link in page.links:
            if is_outside(link) or link.startswith(("data:", "javascript:")):
                continue
            parts = urlsplit(urljoin(_HOST + path, link))
            target = unquote(parts.path).lstrip("/")
            if directory_urls and (not target or target.endswith("/")):
                target += "index.html"
            if not (folder / target).is_file():
                yield f"{path}: {link} leads to no file"
            elif (
                parts.fragment
                and target in pages
                and unquote(parts.fragment) not in pages[target].ids
            ):
                yield f"{path}: {link} leads to no anchor"


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
