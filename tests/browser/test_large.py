"""What holds for a small site holds for one of 18,560 rules: `make large`, which takes minutes."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import yaml

from corpus import write_corpus

from ..site.corpus import PALETTE
from ..site.reading import Html, broken, is_outside, read_site, search_locations
from ..site.running import rolebook
from ..site.test_folded import same, with_capitals
from .conftest import NARROW, WIDE, Visitor, served
from .test_axe import faults
from .test_search import search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

ROLES = int(os.environ.get("ROLEBOOK_LARGE", "0"))
"""How many roles of 464 rules each."""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not ROLES, reason="takes minutes; run 'make large'"),
]
_LARGEST = 300_000
"""Bytes of a page that is no role's: more takes a slow phone seconds."""
_KINDS = (
    "",
    "rules/",
    "rules/2/",
    "onboarding/",
    "review/",
    "p/backend-builder/",
    "p/backend-builder/rubric/",
    "p/backend-builder/onboarding/",
    "skills/",
    "skills/sfia/prog/",
    "skills/sfia/prog/2/",
    "patterns/",
    "f/",
    "team/",
    "changes/",
    "data/",
    "r/BB-SRV-01/",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("large")
    write_corpus(root / "personas", ROLES)
    (root / "docs").mkdir()
    settings = {
        "site_name": "Large",
        "theme": {"name": "material", "font": False, "palette": PALETTE},
        "plugins": ["search", {"rolebook": {"pdf": False}}],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    result = rolebook("build", "--strict", "--no-cache", cwd=root)
    assert result.returncode == 0, result.stderr
    return root / "site"


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Html]:
    return read_site(folder)


@pytest.fixture(scope="module")
def base(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


def test_links_and_anchors_resolve(pages: dict[str, Html], folder: Path) -> None:
    assert list(broken(pages, folder)) == []


def test_ids_are_unique_on_a_page(pages: dict[str, Html]) -> None:
    twice = {p: [i for i, n in Counter(page.ids).items() if n > 1] for p, page in pages.items()}
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_nothing_is_loaded_from_another_host(pages: dict[str, Html]) -> None:
    assert {link for page in pages.values() for link in page.loaded if is_outside(link)} == set()


def test_every_rule_has_one_anchor_one_permalink_and_one_record(
    pages: dict[str, Html], folder: Path
) -> None:
    anchors = sorted(id for page in pages.values() for id in page.rules)
    records = [urlsplit(location).fragment for location in search_locations(folder)]
    assert len(anchors) == ROLES * 464
    assert anchors == sorted(path.split("/")[1] for path in pages if path.startswith("r/"))
    assert anchors == sorted(fragment for fragment in records if fragment in set(anchors))


def test_every_search_record_opens_a_place(pages: dict[str, Html], folder: Path) -> None:
    for location in search_locations(folder):
        parts = urlsplit(location)
        page = pages[f"{parts.path}index.html"]
        assert not parts.fragment or parts.fragment in page.ids, location


def test_paths_are_in_lower_case_and_no_two_are_one_file(folder: Path) -> None:
    paths = [p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()]
    assert same(paths) == []
    assert with_capitals(paths) == []


def test_no_page_of_many_roles_is_large(folder: Path) -> None:
    sizes = {p.relative_to(folder).as_posix(): p.stat().st_size for p in folder.rglob("*.html")}
    assert {
        path: n for path, n in sizes.items() if n > _LARGEST and path[:2] not in ("p/", "d/")
    } == {}


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("path", _KINDS)
def test_axe_finds_no_fault(visitor: Visitor, path: str, width: int) -> None:
    assert faults(visitor.open(path, width=width)) == []


def test_the_search_finds_a_rule_by_its_words(visitor: Visitor, browser: Browser) -> None:
    page = visitor.open()
    search(page, "server code second person")
    assert "build server code" in page.locator(".rb-hit").first.inner_text()
