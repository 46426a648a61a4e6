"""The table of exports, and the files for search engines that are the same for every handbook."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from rolebook.cli import main
from rolebook.exports import EXPORTS
from rolebook.link.handbook import Handbook

FILES = {
    "json": "handbook.json",
    "csv": "requirements.csv",
    "schema": "handbook.schema.json",
    "opensearch": "rules.opensearch.ndjson",
    "opensearch-index": "opensearch-index.json",
    "meilisearch": "rules.meilisearch.ndjson",
    "meilisearch-settings": "meilisearch-settings.json",
}


@pytest.mark.parametrize(("name", "file"), FILES.items())
def test_an_export_is_called_by_its_key_and_writes_a_file(name: str, file: str) -> None:
    assert (EXPORTS[name].name, EXPORTS[name].file_name) == (name, file)


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_in_the_help_of_the_command(name: str) -> None:
    help = CliRunner().invoke(main, ["export", "--help"]).output

    assert re.search(rf"^ +{name} {{2,}}\S", help, re.MULTILINE), (
        f"the docstring of `export` in cli/reading.py must say what {name} is"
    )


def test_a_site_offers_what_people_read_and_not_what_engines_do() -> None:
    assert {name for name, export in EXPORTS.items() if export.is_published} >= {
        "json",
        "csv",
        "schema",
    }
    assert not any(
        export.is_published
        for name, export in EXPORTS.items()
        if name.startswith(("opensearch", "meilisearch"))
    )


def test_only_what_describes_a_format_is_the_same_for_every_handbook(team: Handbook) -> None:
    same = {
        name
        for name, export in EXPORTS.items()
        if export.is_there(team) and export(Handbook()) == export(team)
    }

    assert same == {name for name, export in EXPORTS.items() if export.is_fixed}
    assert same == {"schema", "opensearch-index", "meilisearch-settings"}


@pytest.mark.parametrize("name", ["opensearch-index", "meilisearch-settings"])
def test_settings_are_indented_by_two_spaces(name: str) -> None:
    content = EXPORTS[name](Handbook()).decode()

    assert content == json.dumps(json.loads(content), indent=2, ensure_ascii=False) + "\n"


def test_an_id_is_found_by_its_beginning_without_hyphens() -> None:
    """As a whole, too, however long it is; what is asked is not cut into beginnings."""
    analysis = json.loads(EXPORTS["opensearch-index"](Handbook()))["settings"]["analysis"]

    assert analysis["filter"]["beginnings"] == {
        "type": "edge_ngram",
        "min_gram": 2,
        "max_gram": 40,
        "preserve_original": True,
    }
    assert analysis["analyzer"]["id"]["filter"] == ["lowercase", "asciifolding", "beginnings"]
    assert analysis["analyzer"]["id_search"]["filter"] == ["lowercase", "asciifolding"]
    assert [analysis["analyzer"][name]["char_filter"] for name in ("id", "id_search")] == [
        ["bare"],
        ["bare"],
    ]
