from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from rolebook.exports import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from rolebook import Handbook


def test_json_keeps_to_its_schema(team: Handbook) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(EXPORTS["schema"].make(team)))
    jsonschema.validate(json.loads(EXPORTS["json"].make(team)), json.loads(EXPORTS["schema"].make(team)))


def test_json_has_the_fields_that_others_rely_on(team: Handbook) -> None:
    """The contract: id, persona, category, level, keyword, text, source and links of every requirement."""
    found = json.loads(EXPORTS["json"].make(team))
    first = found["requirements"][1]
    assert {"id", "persona", "category", "level", "keyword", "text", "source", "links"} <= set(first)
    assert first["source"] == {"path": "tester.md", "line": 10, "column": 1, "end_line": 10}
    assert first["links"][0] == {
        "kind": "skill",
        "target": "IAMT",
        "name": "Identity and access management",
        "score": 0.67,
        "evidence": [{"words": "credentials … url", "place": "text"}],
        "framework": "sfia",
    }
    assert found["personas"][0]["collaborations"] == [
        {"requirement": "TES-COL-01", "names": ["The Builder"], "roles": ["builder"]},
        {"requirement": "TES-COL-02", "names": ["The Astronaut"], "roles": ["astronaut"]},
    ]


def test_csv_has_a_row_for_every_requirement(team: Handbook) -> None:
    rows = list(csv.DictReader(io.StringIO(EXPORTS["csv"].make(team).decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [requirement.id for requirement in team.requirements]
    assert rows[1]["skills"] == "IAMT; SCTY"


def test_csv_cells_are_no_formulas(book: Callable[..., Handbook]) -> None:
    found = book("# The Tester\n\n## Traits\n- calm\n\n## Ruleset\n**MUST** =1+1\n")
    rows = list(csv.DictReader(io.StringIO(EXPORTS["csv"].make(found).decode("utf-8-sig"))))
    assert rows[0]["text"] == "'=1+1"


@pytest.mark.parametrize("name", list(EXPORTS))
def test_an_export_is_the_same_every_time(team: Handbook, name: str) -> None:
    assert EXPORTS[name].make(team) == EXPORTS[name].make(team)
