"""`rolebook build --pages`: the same pages for other site engines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from .corpus import SECRET_ID, harbour
from .reading import broken, contents, read_site
from .running import rolebook

if TYPE_CHECKING:
    from pathlib import Path


PDF = "p/lamp-keeper/rubric/rubric-letter.pdf"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the harbour."""
    place = harbour(tmp_path_factory.mktemp("pages"), has_pdfs=True)
    result = rolebook("build", "--pages", "out", cwd=place.root)
    assert result.returncode == 0, result.stderr
    return place.root / "out"


def test_a_page_is_front_matter_and_one_block_of_html(folder: Path) -> None:
    """So that any CommonMark engine hands the HTML through untouched."""
    pages = sorted(folder.rglob("*.md"))
    assert len(pages) > 12
    for page in pages:
        _, front, body = page.read_text(encoding="utf-8").split("---\n", 2)

        assert front.startswith('title: "'), page
        assert [token.type for token in MarkdownIt("commonmark").parse(body)] == ["html_block"], (
            page
        )


def test_permalinks_assets_and_data_are_there(folder: Path) -> None:
    """Everything that the pages point at is in the folder."""
    for path in (
        f"r/{SECRET_ID}/index.html",
        "assets/rolebook/rolebook.css",
        "data/handbook.json",
        PDF,
    ):
        assert (folder / path).is_file(), path


def test_links_resolve(folder: Path, tmp_path: Path) -> None:
    """Each page put where its file says, every link arrives."""
    for path, content in contents(folder).items():
        target = tmp_path / path.replace("index.md", "index.html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.split(b"---\n", 2)[2] if path.endswith(".md") else content)

    assert list(broken(read_site(tmp_path), tmp_path)) == []


def test_search_records_name_pages(folder: Path) -> None:
    """The records for an engine's own search open pages of this folder."""
    for record in json.loads((folder / "data/search.json").read_text(encoding="utf-8")):
        page = folder / record["location"].split("#")[0]
        assert (page / "index.md").is_file() or (page / "index.html").is_file(), record
