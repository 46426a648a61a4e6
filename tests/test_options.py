"""A rule with a list of options or cases: wherever the rule is shown, so is its list."""

from __future__ import annotations

import csv
import io
import json
from html import unescape
from typing import TYPE_CHECKING

import pytest

from rolebook.addresses import address
from rolebook.addresses.citations import as_markdown
from rolebook.build import site
from rolebook.checklist.topics import rule_topic
from rolebook.exports import EXPORTS
from rolebook.pages import Options
from rolebook.paper import Paper
from rolebook.paper.rubric import rubric_job
from rolebook.rubric import rubric
from rolebook.search.data import rules_file
from rolebook.search.records import records

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolebook import Handbook

STATION = """\
# The Keeper

## Core Traits
- calm

## Ruleset

### Signal Requirements

Each `signal_log` entry **MUST** hold one of:

- the `time` of the call
- the *name* of the ship

The lamp **MUST NOT** be lit when either:

- the `fuse` is out
- the door is open
"""
ENTRY = "Each signal_log entry MUST hold one of: the time of the call; the name of the ship"
LAMP = "The lamp MUST NOT be lit when either: the fuse is out; the door is open"


@pytest.fixture
def station(book: Callable[..., Handbook]) -> Handbook:
    return book(STATION)


def pages(book: Handbook) -> dict[str, str]:
    files = site(book, Options()).standalone_pages()
    return {file.path: unescape(file.content.decode()) for file in files}


def test_the_data_have_them_as_lists(station: Handbook) -> None:
    entry, lamp = json.loads(EXPORTS["json"](station))["requirements"]

    assert entry["options"] == ["the `time` of the call", "the *name* of the ship"]
    assert not {"condition", "conditions"} & entry.keys()  # they are at their defaults
    assert lamp["conditions"] == ["the `fuse` is out", "the door is open"]
    assert lamp["condition"] == "when either: the `fuse` is out; the door is open"
    assert "options" not in lamp


def test_a_table_has_them_in_one_cell(station: Handbook) -> None:
    entry, lamp = csv.DictReader(io.StringIO(EXPORTS["csv"](station).decode("utf-8-sig")))

    assert entry["options"] == "the `time` of the call; the *name* of the ship"
    assert lamp["conditions"] == "the `fuse` is out; the door is open"


def test_the_page_of_the_rule_and_its_preview_list_them(station: Handbook) -> None:
    entry, lamp = station.requirements
    found = pages(station)

    assert (
        '<ul class="rb-options" aria-label="Options">'
        "<li>the <code>time</code> of the call</li><li>the <em>name</em> of the ship</li></ul>"
    ) in found[f"r/{entry.id}/index.html"]
    assert 'aria-label="Cases"' in found[f"r/{lamp.id}/index.html"]


def test_the_page_of_the_role_lists_them_below_the_words(station: Handbook) -> None:
    [page] = [
        page.html
        for page in site(station, Options()).pages
        if page.path == address(station.personas[0])
    ]

    assert '<ul class="rb-options" aria-label="Options"><li>the <code>time</code>' in page
    assert "<li>the door is open</li>" in page


def test_the_search_finds_them(station: Handbook) -> None:
    titles = [record["title"] for record in records(station, (), Options())]
    shipped = rules_file(station, Options()).content.decode()

    assert any(title.endswith(ENTRY) for title in titles)
    assert ENTRY in shipped
    assert LAMP in shipped


def test_a_line_of_text_has_them_behind_the_colon(station: Handbook) -> None:
    entry, lamp = station.requirements

    assert rule_topic(entry).text == ENTRY
    assert as_markdown(lamp) == (
        "The lamp **MUST NOT** be lit when either: the `fuse` is out; the door is open"
    )


def test_roles_are_found_in_them(book: Callable[..., Handbook]) -> None:
    """A duty names the roles of its list, each in its own line."""
    duty = (
        "## Collaboration Guidelines\n\nThe keeper MUST call either:\n\n- The Pilot\n- The Miller\n"
    )
    [rule] = book(f"# The Keeper\n\n## Core Traits\n- calm\n\n{duty}").requirements

    assert [(name.written, name.span.line) for name in rule.names] == [
        ("The Pilot", 10),
        ("The Miller", 11),
    ]


def test_the_printed_rubric_has_them(station: Handbook) -> None:
    [keeper] = station.personas
    job = rubric_job(rubric(station, keeper), station, paper=Paper.A4)

    assert "the time of the call; the name of the ship" in json.dumps(job.data, default=str)
