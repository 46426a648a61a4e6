"""What the search loads, for 60 roles and 14,000 rules."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pytest
from tests.cards import read_data

import rolebook
from corpus import SUBJECTS, write_corpus
from rolebook.build import site
from rolebook.input.settings import Search
from rolebook.pages import Options, explorer_tables

if TYPE_CHECKING:
    from rolebook.build import Site


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("large")
    assert write_corpus(folder, 60, SUBJECTS[:5], is_wordy=True) > 14_000
    return site(rolebook.load(folder), Options())


def data(content: bytes) -> Any:
    return read_data(content.decode())


def test_a_large_handbook_stays_small(large: Site) -> None:
    """All that a search loads is below 1.5 MB as it is sent, and the page of the explorer below 150 kB."""
    files = {file.path: file.content for file in large.search_files()}
    explorer = next(page for page in large.pages if page.path == "rules/")

    assert set(files) == {"search/rules.js", "search/pages.js"}
    assert sum(len(gzip.compress(content)) for content in files.values()) < 1_500_000
    assert len(gzip.compress(explorer.html.encode())) < 150_000


def test_every_rule_stands_in_every_column_and_in_one_table(large: Site) -> None:
    rules = data(
        next(file.content for file in large.search_files() if file.path == "search/rules.js")
    )
    ids = [rule.id for rule in large.context.book.requirements]
    tables = [page.html for page in large.pages if page.path == "rules/"]
    tables += [file.content.decode() for file in explorer_tables(large.context)]

    assert rules["columns"]["id"] == ids
    assert {len(column) for column in rules["columns"].values()} == {len(ids)}
    assert {len(facet["column"]) for facet in rules["facets"]} == {len(ids)}
    assert sum(table.count("<tr id=") for table in tables) == len(ids)


def test_an_engine_elsewhere_has_the_rules_and_the_site_has_not(team: rolebook.Handbook) -> None:
    """The values of facets stay, so that they can be offered with their names."""
    options = Options(search=Search("meilisearch", "https://search.example.com"))
    files = {file.path: data(file.content) for file in site(team, options).search_files()}

    assert files["search/rules.js"]["columns"]["id"] == []
    assert files["search/rules.js"]["facets"][0]["values"]
    assert files["search/pages.js"]["search"] == {
        "engine": "meilisearch", "url": "https://search.example.com", "index": "rules", "key": "",
    }  # fmt: skip
