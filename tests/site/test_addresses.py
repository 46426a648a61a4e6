"""Every address in a built site leads somewhere, and every rule has exactly one place."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from rolebook import load

from .corpus import HAND_WRITTEN, RETIRED_ID, SECRET_ID
from .reading import broken, is_outside, read_html, search_locations

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Built


def test_links_and_anchors_resolve(site: Built) -> None:
    """Links between generated pages, permalinks, hand-written pages and the theme all arrive."""
    assert len(site.pages) > 180
    assert list(broken(site.pages, site.folder, directory_urls=site.directory_urls)) == []


def test_a_written_page_is_linked_both_ways(site: Built) -> None:
    """Markdown links and raw HTML in `docs/` reach generated pages, and the navigation reaches `docs/`."""
    suffix = "/index.html" if site.directory_urls else ".html"
    written = site.pages[HAND_WRITTEN + suffix]

    assert any(
        link.endswith(f"r/{SECRET_ID}/" if site.directory_urls else f"r/{SECRET_ID}/index.html")
        for link in written.links
    )
    assert any("p/lamp-keeper/" in link and link.endswith("#rules") for link in written.links)
    assert any(HAND_WRITTEN in link for link in site.pages["p/lamp-keeper/index.html"].links)


def test_nothing_is_loaded_from_another_host(site: Built) -> None:
    """No page names a style sheet, script, font or image elsewhere; style sheets neither."""
    loaded = {
        address for page in site.pages.values() for address in page.loaded if is_outside(address)
    }
    styles = [
        path
        for path in site.folder.rglob("*.css")
        if "url(http" in path.read_text(encoding="utf-8").replace('"', "")
    ]

    assert loaded == set()
    assert styles == []


def test_ids_are_unique_on_a_page(site: Built) -> None:
    """No page has one id twice."""
    twice = {
        path: [id for id, n in Counter(page.ids).items() if n > 1]
        for path, page in site.pages.items()
    }

    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_every_rule_has_one_anchor_one_permalink_and_one_record(site: Built) -> None:
    """A rule stands in full on one page, has one page of its own, and one search record that opens it."""
    ids = sorted(rule.id for rule in load(site.place.root / "personas").requirements)
    fragments = [urlsplit(location).fragment for location in search_locations(site.folder)]
    permalinks = [path.split("/")[1] for path in site.pages if path.startswith("r/")]

    assert sorted(id for page in site.pages.values() for id in page.rules) == ids
    assert sorted(permalinks) == sorted([*ids, RETIRED_ID])
    assert sorted(fragment for fragment in fragments if fragment in set(ids)) == ids


def test_every_search_record_opens_a_place(site: Built) -> None:
    """The location of a record is a page that exists, and an anchor on it."""
    for location in search_locations(site.folder):
        parts = urlsplit(location)
        path = parts.path + (
            "index.html"
            if site.directory_urls and (not parts.path or parts.path.endswith("/"))
            else ""
        )

        assert path in site.pages, location
        assert not parts.fragment or parts.fragment in site.pages[path].ids, location


def test_a_permalink_says_what_the_rule_says(site: Built) -> None:
    """Level, words and the way back into context stand on it."""
    page = site.pages[f"r/{SECRET_ID}/index.html"]

    assert "MUST NOT" in page.text
    assert "write credentials on the wall of the API cabinet" in page.text
    assert any(link.endswith(f"#{SECRET_ID}") for link in page.links)


@pytest.mark.parametrize(
    ("link", "complaint"),
    [
        ("b/", ""),
        ("b/#here", ""),
        ("b/#there", "a.html: b/#there leads to no anchor"),
        ("c/", "a.html: c/ leads to no file"),
        ("/b/", ""),
        ("https://example.org/", ""),
    ],
)
def test_the_link_checker_finds_what_is_broken(tmp_path: Path, link: str, complaint: str) -> None:
    """The checker above would notice."""
    texts = {"a.html": f'<a href="{link}">', "b/index.html": '<p id="here">'}
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")

    assert (
        "".join(broken({path: read_html(text) for path, text in texts.items()}, tmp_path))
        == complaint
    )
